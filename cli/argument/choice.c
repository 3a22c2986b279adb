#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "cli/argument/choice.h"
#include "cli/screen/say.h"
#include "cli/screen/table.h"
#include "core/base/limits.h"
#include "core/base/text.h"

#define NAMED_MAX 6 /* candidates in an error text */

/* How a row of the list fits what was typed: the better, the more it says. */
enum fit { FIT_NONE, FIT_LABEL, FIT_CODE, FIT_WHOLE };

/* Both folded. */
static int
compare(const struct hj_buf *typed, const char *word, enum fit beginning,
    struct hj_buf *scratch, enum fit *best, struct hj_error *err)
{
	enum fit fit = FIT_NONE;

	hj_buf_reset(scratch);
	if (hj_text_fold(word, strlen(word), scratch, err) != HJ_OK)
		return (int)err->code;
	if (scratch->len >= typed->len &&
	    memcmp(scratch->data, typed->data, typed->len) == 0)
		fit = scratch->len == typed->len ? FIT_WHOLE : beginning;
	if (fit > *best)
		*best = fit;
	return HJ_OK;
}

static int
fit_of(const struct hj_buf *typed, const struct hj_code_row *row,
    struct hj_buf *scratch, enum fit *ret, struct hj_error *err)
{
	*ret = FIT_NONE;
	if (compare(typed, row->code, FIT_CODE, scratch, ret, err) != HJ_OK ||
	    compare(typed, row->en, FIT_LABEL, scratch, ret, err) != HJ_OK)
		return (int)err->code;
	return compare(typed, row->ko, FIT_LABEL, scratch, ret, err);
}

struct search {
	struct hj_buf typed, scratch, named;
	enum fit best;
	const struct hj_code_row *found; /* one of the best */
	size_t n; /* how many fit as well as that */
};

static int
look(struct search *s, const struct hj_list *list, struct hj_error *err)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct hj_code_row *row = &list->rows[i];
		enum fit fit;

		if (fit_of(&s->typed, row, &s->scratch, &fit, err) != HJ_OK)
			return (int)err->code;
		if (fit == FIT_NONE || fit < s->best)
			continue;
		if (fit > s->best) {
			s->best = fit;
			s->n = 0;
			hj_buf_reset(&s->named);
		}
		s->found = row;
		if (++s->n <= NAMED_MAX &&
		    hj_buf_printf(&s->named, err, "%s%s", s->n > 1 ? ", " : "",
			row->code) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

static int
judge(struct search *s, const struct hj_list *list, const char *typed, size_t n,
    const struct hj_code_row **ret, struct hj_error *err)
{
	/* "mother" is no label, and begins one that means something else. */
	const struct hj_code_row *word =
	    s->best == FIT_WHOLE ? NULL : hj_vocab_word(list, typed, n);
	const struct hj_code_row *near;
	const char *named;

	if (word != NULL || s->n == 1) {
		*ret = word != NULL ? word : s->found;
		return HJ_OK;
	}
	if (s->n > 1) {
		if (hj_buf_text(&s->named, &named, err) != HJ_OK)
			return (int)err->code;
		return hj_fail(err, HJ_EAMBIGUOUS,
		    "several begin so: %s%s; type more", named,
		    s->n > NAMED_MAX ? ", ..." : "");
	}
	near = hj_vocab_nearest(list, typed, n);
	if (near != NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "not a code of the list '%s': did you mean '%s'?",
		    list->name, near->code);
	return hj_fail(err, HJ_ENOTFOUND,
	    "not a code of the list '%s': ? or 'hanji codes %s' shows it",
	    list->name, list->name);
}

int
choice_resolve(const struct hj_list *list, const char *typed, size_t n,
    const struct hj_code_row **ret, struct hj_error *err)
{
	struct search s = { .typed = HJ_BUF(HJ_LINE_MAX),
		.scratch = HJ_BUF(HJ_LINE_MAX),
		.named = HJ_BUF(HJ_LINE_MAX) };
	int rc;

	if (n == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "a code of the list '%s' is expected", list->name);
	if ((rc = hj_text_fold(typed, n, &s.typed, err)) == HJ_OK &&
	    (rc = look(&s, list, err)) == HJ_OK)
		rc = judge(&s, list, typed, n, ret, err);
	hj_buf_clear(&s.typed);
	hj_buf_clear(&s.scratch);
	hj_buf_clear(&s.named);
	return rc;
}

/* ---- completion ---- */

static bool
begins(const char *word, const char *typed)
{
	return strncasecmp(word, typed, strlen(typed)) == 0;
}

static bool
some_code(const struct hj_list *list, const char *typed)
{
	for (size_t i = 0; i < list->n; i++)
		if (begins(list->rows[i].code, typed))
			return true;
	return false;
}

const char *
choice_complete(void *to, const char *typed, size_t *state)
{
	struct choice *c = to;
	const char *comma = c->many ? strrchr(typed, ',') : NULL;
	const char *last = comma != NULL ? comma + 1 : typed;
	bool codes;

	while (*last == ' ')
		last++;
	codes = some_code(c->list, last);
	/* Three words a row: its code and its labels. */
	while (*state < 3 * c->list->n) {
		const struct hj_code_row *row = &c->list->rows[*state / 3];
		const char *words[] = { row->code, row->en, row->ko };
		const char *word = words[*state % 3];
		bool is_code = (*state)++ % 3 == 0;

		if (is_code != codes || !begins(word, last))
			continue;
		(void)snprintf(c->found, sizeof(c->found), "%.*s%s",
		    (int)(last - typed), typed, word);
		return c->found;
	}
	return NULL;
}

int
choice_show(const struct hj_list *list, bool korean, struct hj_error *err)
{
	static const struct emit_column columns[] = {
		{ "code", N_("code"), false },
		{ "label", N_("meaning"), false },
	};
	struct hj_error why = { .say = err->say }; /* the table looks at it */
	struct table *t = NULL;

	if (table_new(columns, HJ_LEN(columns), stderr, &t, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < list->n && why.code == HJ_OK; i++) {
		const struct hj_code_row *row = hj_vocab_read(list, i);
		const char *label = hj_vocab_label(row, korean);

		table_cell(t, 0, row->code, strlen(row->code), &why);
		table_cell(t, 1, label, strlen(label), &why);
		table_end_row(t, &why);
	}
	table_flush(t);
	table_free(t);
	if (why.code != HJ_OK)
		*err = why;
	return (int)why.code;
}
