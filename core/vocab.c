#include "core/vocab.h"

#include <string.h>

#include "core/vocab_tables.inc"
#include "core/word.h"

/* A typed word longer than this resembles no code. */
#define WORD_MAX 40

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

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Levenshtein's distance in bytes, ASCII letters without case. */
static size_t
distance(const char *a, size_t n, const char *b, size_t m)
{
	size_t row[WORD_MAX + 1];

	for (size_t j = 0; j <= m; j++)
		row[j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t left = i - 1; /* the cell up and to the left */

		row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			bool same = lower(a[i - 1]) == lower(b[j - 1]);
			size_t d = left + (same ? 0 : 1);

			left = row[j];
			d = least(d, least(row[j], row[j - 1]) + 1);
			row[j] = d;
		}
	}
	return row[m];
}

/* How far typed is from word; WORD_MAX when it is hopeless. */
static size_t
far(const char *typed, size_t n, const char *word)
{
	size_t m = strlen(word);

	if (n == 0 || n > WORD_MAX || m > WORD_MAX)
		return WORD_MAX;
	return distance(typed, n, word, m);
}

const struct hj_code_row *
hj_vocab_nearest(const struct hj_list *l, const char *typed, size_t n)
{
	const struct hj_code_row *best = NULL;
	size_t least_far = n <= 3 ? 2 : n / 3 + 1; /* nearer than this */

	for (size_t i = 0; i < l->n; i++) {
		const struct hj_code_row *row = &l->rows[i];
		size_t d = far(typed, n, row->code);

		d = least(d, far(typed, n, row->en));
		d = least(d, far(typed, n, row->ko));
		if (d < least_far) {
			least_far = d;
			best = row;
		}
	}
	return best;
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
