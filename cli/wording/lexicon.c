#include <stdlib.h>
#include <string.h>

#include "cli/wording/lexicon.h"
#include "core/base/word.h"
#include "core/case/owncode.h"

/* More lists than one command asks for. */
#define LISTS_MAX 64

struct lexicon {
	struct hj_codebook book;
	struct hj_list list[LISTS_MAX];
	struct hj_code_row *rows[LISTS_MAX];
	size_t n;
	bool lacks; /* there was no memory for the codes of one */
};

void
lexicon_forget(struct cli *c)
{
	struct lexicon *x = c->lexicon;

	if (x == NULL)
		return;
	c->lexicon = NULL;
	for (size_t i = 0; i < x->n; i++)
		free(x->rows[i]);
	hj_codebook_clear(&x->book);
	free(x);
}

static int
load(struct cli *c, struct hj_error *err)
{
	struct lexicon *x;

	if (c->lexicon != NULL)
		return HJ_OK;
	if ((x = calloc(1, sizeof(*x))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	x->book = HJ_CODEBOOK;
	if (c->vault != NULL &&
	    hj_vault_codebook(c->vault, &x->book, err) != HJ_OK) {
		hj_codebook_clear(&x->book);
		free(x);
		return (int)err->code;
	}
	c->lexicon = x;
	return HJ_OK;
}

int
lexicon_book(struct cli *c, const struct hj_codebook **ret,
    struct hj_error *err)
{
	if (load(c, err) != HJ_OK)
		return (int)err->code;
	*ret = &c->lexicon->book;
	return HJ_OK;
}

/* Is a code of the list called `name` one of `l`? */
static bool
belongs(const struct hj_list *l, const char *name)
{
	return hj_word_among(l->of != NULL ? l->of : l->name, name);
}

static int
by_code(const void *a, const void *b)
{
	const struct hj_code_row *x = a, *y = b;

	return strcmp(x->code, y->code);
}

/* Ours and those of the book; sorted, each code once. */
static size_t
fill_rows(const struct hj_codebook *book, const struct hj_list *l,
    struct hj_code_row *rows)
{
	size_t n = l->n, kept = 0;

	memcpy(rows, l->rows, l->n * sizeof(*rows));
	for (size_t i = 0; i < hj_codebook_count(book); i++)
		if (belongs(l, hj_codebook_at(book, i)->list))
			hj_coined_row(hj_codebook_at(book, i), &rows[n++]);
	qsort(rows, n, sizeof(*rows), by_code);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || strcmp(rows[kept - 1].code, rows[i].code) != 0)
			rows[kept++] = rows[i];
	return kept;
}

/* To be read: ours as we order them, then those of the book. */
static void
fill_order(const struct hj_list *l, const struct hj_list *more, uint16_t *order)
{
	size_t n = 0;

	for (; n < l->n; n++) {
		const char *code = hj_vocab_read(l, n)->code;

		order[n] = (uint16_t)(hj_vocab_find(more, code, strlen(code)) -
		    more->rows);
	}
	for (size_t i = 0; i < more->n; i++)
		if (hj_vocab_find(l, more->rows[i].code,
			strlen(more->rows[i].code)) == NULL)
			order[n++] = (uint16_t)i;
}

/* Its rows, and behind them their order, are one piece of memory. */
static const struct hj_list *
add_list(struct lexicon *x, const struct hj_list *l, size_t more)
{
	struct hj_list *to = &x->list[x->n];
	struct hj_code_row *rows;
	uint16_t *order;

	rows = calloc(l->n + more, sizeof(*rows) + sizeof(*order));
	if (rows == NULL) {
		x->lacks = true;
		return l;
	}
	order = (uint16_t *)(void *)(rows + l->n + more);
	*to = *l;
	to->rows = rows;
	to->n = fill_rows(&x->book, l, rows);
	to->order = order;
	fill_order(l, to, order);
	x->rows[x->n++] = rows;
	return to;
}

const struct hj_list *
lexicon_list(struct cli *c, const char *name)
{
	const struct hj_list *l = hj_vocab_list(name);
	struct hj_error why = HJ_ERROR;
	struct lexicon *x;
	size_t more = 0;

	if (l == NULL || c->vault == NULL || !hj_owncode_allowed(l) ||
	    load(c, &why) != HJ_OK)
		return l;
	x = c->lexicon;
	for (size_t i = 0; i < x->n; i++)
		if (strcmp(x->list[i].name, name) == 0)
			return &x->list[i];
	for (size_t i = 0; i < hj_codebook_count(&x->book); i++)
		more += belongs(l, hj_codebook_at(&x->book, i)->list);
	return more == 0 || x->n == LISTS_MAX ? l : add_list(x, l, more);
}

int
lexicon_is_whole(const struct cli *c, struct hj_error *err)
{
	if (c->lexicon != NULL && c->lexicon->lacks)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	return HJ_OK;
}
