#include <string.h>

#include "core/base/limits.h"
#include "core/base/near.h"
#include "core/base/text.h"
#include "core/base/word.h"
#include "core/case/schema_status.h"
#include "core/date/dateread.h"
#include "core/sense/status.h"
#include "core/store/where_own.h"
#include "core/vocab/vocab.h"

/* What is being read. */
struct reading {
	struct hj_where *w;
	struct hj_where_node *t;
	const struct hj_where_how *how;
	const char *p;
	size_t n, at;
};

static bool
is(const struct reading *r, const char *word)
{
	return hj_word_same(r->p, r->n, word);
}

static int
add_word(const struct reading *r, const char *p, size_t n, struct hj_error *err)
{
	struct hj_where_node *t = r->t;

	if (t->nwords == HJ_WHERE_WORDS)
		return HJ_OK;
	t->word[t->nwords] = (uint16_t)r->w->text.len;
	if (hj_buf_add(&r->w->text, p, n, err) != HJ_OK ||
	    hj_buf_putc(&r->w->text, '\0', err) != HJ_OK)
		return (int)err->code;
	t->nwords++;
	return HJ_OK;
}

static int
expected(const struct reading *r, const char *what, struct hj_error *err)
{
	return hj_fail(err, HJ_EINVAL, "at character %zu: expected %s", r->at,
	    hj_said(err, what));
}

/* ---- codes ---- */

static const struct hj_list *
list_of(const struct reading *r, const char *name)
{
	return r->how->list != NULL ? r->how->list(r->how->with, name)
				    : hj_vocab_list(name);
}

/* The code that was typed, or its label in either language. */
static int
add_codes(const struct reading *r, const struct hj_list *l,
    struct hj_error *err)
{
	const struct hj_code_row *row = hj_vocab_find(l, r->p, r->n);
	const size_t before = r->t->nwords;

	if (row != NULL)
		return add_word(r, row->code, strlen(row->code), err);
	for (size_t i = 0; i < l->n; i++)
		if ((is(r, l->rows[i].code) || is(r, l->rows[i].en) ||
			is(r, l->rows[i].ko)) &&
		    add_word(r, l->rows[i].code, strlen(l->rows[i].code),
			err) != HJ_OK)
			return (int)err->code;
	if (r->t->nwords != before)
		return HJ_OK;
	row = hj_vocab_word(l, r->p, r->n);
	return row == NULL ? HJ_OK
			   : add_word(r, row->code, strlen(row->code), err);
}

/* From each of the lists, blanks between. */
static int
read_codes(const struct reading *r, const char *lists, struct hj_near *near,
    struct hj_error *err)
{
	const char *list;
	char name[40];
	size_t n;

	while (hj_word_next(&lists, &list, &n)) {
		const struct hj_list *l;
		const struct hj_code_row *row;

		memcpy(name, list, n);
		name[n] = '\0';
		if ((l = list_of(r, name)) != NULL) {
			if (add_codes(r, l, err) != HJ_OK)
				return (int)err->code;
			row = hj_vocab_nearest(l, r->p, r->n);
			if (row != NULL)
				hj_near_offer(near, row->code);
		}
	}
	return HJ_OK;
}

static int
no_code(const struct reading *r, const char *list, const char *near,
    struct hj_error *err)
{
	int n = (int)strcspn(list, " ");

	if (near != NULL)
		return hj_fail(err, HJ_EINVAL,
		    "at character %zu: that is no code of the list '%.*s'; did you mean '%s'?",
		    r->at, n, list, near);
	return hj_fail(err, HJ_EINVAL,
	    "at character %zu: expected a code of the list '%.*s' or its label; 'hanji codes %.*s' shows them",
	    r->at, n, list, n, list);
}

static int
read_code(const struct reading *r, const char *lists, struct hj_error *err)
{
	struct hj_near near = HJ_NEAR(r->p, r->n);

	if (read_codes(r, lists, &near, err) != HJ_OK)
		return (int)err->code;
	/* One of somebody's own that no list here knows. */
	if (r->t->nwords == 0 && r->n > 2 && memcmp(r->p, "x-", 2) == 0)
		return add_word(r, r->p, r->n, err);
	return r->t->nwords != 0 ? HJ_OK : no_code(r, lists, near.best, err);
}

/* ---- what became of people ---- */

/* In a word what is told in several codes. */
static const struct {
	const char *en, *ko;
	const char *codes[HJ_WHERE_WORDS];
} fates[] = {
	{ "detained", "구금",
	    { "det-abroad", "await-repat", "det-dprk", "camp", "serving" } },
	{ "repatriated", "송환", { "repat-unk" } },
	{ "missing", "실종", { "missing", "disappear" } },
	{ "safe", "안전", { "protected", "arrived", "settled" } },
	{ "died", "사망", { "dead", "dead-cust", "executed" } },
	{ HJ_STATUS_DISPUTED, "진술 엇갈림", { HJ_STATUS_DISPUTED } },
	{ HJ_STATUS_VARIOUS, "사람마다 다름", { HJ_STATUS_VARIOUS } },
};

static int
read_status(const struct reading *r, struct hj_error *err)
{
	struct hj_near near = HJ_NEAR(r->p, r->n);
	struct hj_where_node *t = r->t;

	/* Of a file, or of a petition; else of people. */
	if (read_codes(r, t->field->of, &near, err) != HJ_OK)
		return (int)err->code;
	if (t->nwords != 0)
		return HJ_OK;
	t->kind = HJ_ASK_LAST;
	for (size_t i = 0; i < HJ_LEN(fates); i++) {
		hj_near_offer(&near, fates[i].en);
		if (!is(r, fates[i].en) && !is(r, fates[i].ko))
			continue;
		for (size_t k = 0;
		     k < HJ_WHERE_WORDS && fates[i].codes[k] != NULL; k++)
			if (add_word(r, fates[i].codes[k],
				strlen(fates[i].codes[k]), err) != HJ_OK)
				return (int)err->code;
		return HJ_OK;
	}
	if (read_codes(r, "person-status", &near, err) != HJ_OK)
		return (int)err->code;
	return t->nwords != 0 ? HJ_OK
			      : no_code(r, "person-status", near.best, err);
}

/* ---- dates ---- */

/* "today", "today-30". */
static bool
read_today(const struct reading *r, struct hj_error *err)
{
	static const char *const words[] = { "today", "오늘" };
	uint64_t days = 0;

	for (size_t i = 0; i < HJ_LEN(words); i++) {
		size_t n = strlen(words[i]);
		int32_t day = r->how->today;

		if (r->n < n || !hj_word_same(r->p, n, words[i]))
			continue;
		if (r->n > n &&
		    ((r->p[n] != '+' && r->p[n] != '-') ||
			hj_text_number(r->p + n + 1, r->n - n - 1, 0, 99999,
			    &days, err) != HJ_OK))
			return false;
		day +=
		    r->n > n && r->p[n] == '-' ? -(int32_t)days : (int32_t)days;
		r->t->span = (struct hj_span){ day, day };
		return true;
	}
	return false;
}

static int32_t
end_of(const struct hj_edtf_bound *b, int32_t open)
{
	if (b->edge != HJ_EDGE_DAY)
		return open;
	return b->day <= INT32_MIN ? INT32_MIN
	    : b->day >= INT32_MAX  ? INT32_MAX
				   : (int32_t)b->day;
}

static int
read_date(const struct reading *r, struct hj_error *err)
{
	const struct hj_date_how how = { .order = HJ_ORDER_ASK };
	struct hj_edtf_bound from, to;
	struct hj_error why = HJ_ERROR;
	struct hj_date_read date;

	if (read_today(r, &why))
		return HJ_OK;
	why = HJ_ERROR;
	why.say = err->say;
	if (hj_date_read(r->p, r->n, &how, &date, &why) != HJ_OK) {
		*err = why;
		return hj_while(err, "at character %zu", r->at);
	}
	if (date.lunar)
		return expected(r,
		    HJ_N_("a date of the civil calendar, not of the lunar one"),
		    err);
	hj_edtf_bounds(&date.date, &from, &to);
	r->t->span.earliest = end_of(&from, INT32_MIN);
	r->t->span.latest = end_of(&to, INT32_MAX);
	return HJ_OK;
}

/* ---- others ---- */

static int
read_word(const struct reading *r, struct hj_error *err)
{
	struct hj_buf folded = HJ_BUF(16 * HJ_WHERE_MAX);
	int rc = hj_text_fold(r->p, r->n, &folded, err);

	if (rc == HJ_OK)
		rc = add_word(r, (const char *)folded.data, folded.len, err);
	hj_buf_clear(&folded);
	return rc;
}

static int
read_type(const struct reading *r, struct hj_error *err)
{
	if (is(r, "case") || is(r, "사건"))
		r->t->number = 'c';
	else if (is(r, "petition") || is(r, "진정"))
		r->t->number = 'p';
	else
		return expected(r, HJ_N_("'case' or 'petition'"), err);
	return HJ_OK;
}

static int
read_level(const struct reading *r, struct hj_error *err)
{
	static const char *const levels[][2] = { { "public", "공개" },
		{ "internal", "내부" }, { "restricted", "제한" },
		{ "secret", "비밀" } };

	for (size_t i = 0; i < HJ_LEN(levels); i++)
		if (is(r, levels[i][0]) || is(r, levels[i][1])) {
			r->t->number = (uint32_t)i;
			return HJ_OK;
		}
	return expected(r,
	    HJ_N_("'public', 'internal', 'restricted' or 'secret'"), err);
}

static int
read_number(const struct reading *r, struct hj_error *err)
{
	struct hj_error why = HJ_ERROR;
	uint64_t n;

	if (hj_text_number(r->p, r->n, 0, UINT32_MAX, &n, &why) != HJ_OK)
		return expected(r, HJ_N_("a number"), err);
	r->t->number = (uint32_t)n;
	return HJ_OK;
}

static bool
may_be_none(enum hj_where_kind k)
{
	return k != HJ_ASK_TYPE && k != HJ_ASK_LEVEL && k != HJ_ASK_NUMBER &&
	    k != HJ_ASK_CHANGED;
}

static int
read_none(const struct reading *r, struct hj_error *err)
{
	if (r->t->op != HJ_OP_EQ)
		return expected(r,
		    HJ_N_("a value; nothing comes before or after 'none'"),
		    err);
	r->t->none = true;
	if (r->t->kind == HJ_ASK_STATUS)
		r->t->kind = HJ_ASK_LAST;
	return HJ_OK;
}

int
hj_where_value(struct hj_where *w, struct hj_where_node *t,
    const struct hj_where_how *how, const char *p, size_t n, size_t at,
    struct hj_error *err)
{
	const struct reading r = { w, t, how, p, n, at };

	if (may_be_none(t->kind) && (is(&r, "none") || is(&r, "없음")))
		return read_none(&r, err);
	switch (t->kind) {
	case HJ_ASK_TYPE:
		return read_type(&r, err);
	case HJ_ASK_STATUS:
		return read_status(&r, err);
	case HJ_ASK_LAST:
	case HJ_ASK_KIND:
	case HJ_ASK_CODE:
	case HJ_ASK_ORIGIN:
		return read_code(&r, t->field->of, err);
	case HJ_ASK_WORD:
		return read_word(&r, err);
	case HJ_ASK_LEVEL:
		return read_level(&r, err);
	case HJ_ASK_NUMBER:
		return read_number(&r, err);
	case HJ_ASK_DATE:
	case HJ_ASK_CHANGED:
	case HJ_ASK_BORN:
	case HJ_ASK_DUE:
		return read_date(&r, err);
	}
	return HJ_OK;
}
