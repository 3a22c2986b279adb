#include "core/vocab/vocab.h"

#include <string.h>

#include "core/base/near.h"
#include "core/base/word.h"
#include "core/vocab_tables.inc"

/* Compare p[0..n) with a NUL-ended word, in bytes. */
static int
compare(const char *p, size_t n, const char *word)
{
	size_t m = strlen(word);
	int d = memcmp(p, word, n < m ? n : m);

	if (d != 0 || n == m)
		return d;
	return n < m ? -1 : 1;
}

const struct hj_list *
hj_vocab_list(const char *name)
{
	size_t lo = 0, hi = HJ_LEN(lists);

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int d = strcmp(name, lists[mid].name);

		if (d == 0)
			return &lists[mid];
		if (d < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}

size_t
hj_vocab_count(void)
{
	return HJ_LEN(lists);
}

const struct hj_list *
hj_vocab_at(size_t i)
{
	return i < HJ_LEN(lists) ? &lists[i] : NULL;
}

const struct hj_code_row *
hj_vocab_read(const struct hj_list *l, size_t i)
{
	return &l->rows[l->order != NULL ? l->order[i] : i];
}

const struct hj_code_row *
hj_vocab_find(const struct hj_list *l, const char *code, size_t n)
{
	size_t lo = 0, hi = l->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int d = compare(code, n, l->rows[mid].code);

		if (d == 0)
			return &l->rows[mid];
		if (d < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}

/* ---- what was meant ---- */

/* Is a word of list `name` one of this list, or of one that it is made of? */
static bool
is_of(const struct hj_list *l, const char *name)
{
	const char *parts = l->of, *p;
	size_t n;

	if (strcmp(l->name, name) == 0)
		return true;
	while (parts != NULL && hj_word_next(&parts, &p, &n))
		if (compare(p, n, name) == 0)
			return true;
	return false;
}

const struct hj_code_row *
hj_vocab_word(const struct hj_list *l, const char *typed, size_t n)
{
	for (size_t i = 0; i < HJ_LEN(words); i++)
		if (hj_word_same(typed, n, words[i].word) &&
		    is_of(l, words[i].list))
			return hj_vocab_find(l, words[i].code,
			    strlen(words[i].code));
	return NULL;
}

const struct hj_code_row *
hj_vocab_nearest(const struct hj_list *l, const char *typed, size_t n)
{
	const struct hj_code_row *word = hj_vocab_word(l, typed, n);
	struct hj_near near = HJ_NEAR(typed, n);

	for (size_t i = 0; i < l->n; i++) {
		const struct hj_code_row *row = &l->rows[i];

		hj_near_offer(&near, row->code);
		hj_near_offer_as(&near, row->en, row->code);
		hj_near_offer_as(&near, row->ko, row->code);
	}
	/* Written whole it is no slip. */
	if (word != NULL && (near.best == NULL || near.distance != 0))
		return word;
	return near.best != NULL
	    ? hj_vocab_find(l, near.best, strlen(near.best))
	    : NULL;
}

const char *
hj_vocab_label(const struct hj_code_row *row, bool korean)
{
	return korean ? row->ko : row->en;
}

/* Sorted by list and code, so that those of one code stand together. */
static const struct hj_term *
terms_of(const char *list, size_t len, const char *code, size_t *n)
{
	const struct hj_term *found = NULL;

	*n = 0;
	for (size_t i = 0; i < HJ_LEN(terms); i++) {
		if (compare(list, len, terms[i].list) != 0 ||
		    strcmp(terms[i].code, code) != 0)
			continue;
		found = found != NULL ? found : &terms[i];
		(*n)++;
	}
	return found;
}

const struct hj_term *
hj_vocab_terms(const struct hj_list *l, const char *code, size_t *n)
{
	const char *p = l->of != NULL ? l->of : l->name;
	const struct hj_term *found = NULL;
	const char *list;
	size_t len;

	*n = 0;
	while (found == NULL && hj_word_next(&p, &list, &len))
		found = terms_of(list, len, code, n);
	return found;
}
