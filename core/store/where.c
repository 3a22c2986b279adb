#include <string.h>

#include "core/base/text.h"
#include "core/base/word.h"
#include "core/case/schema_status.h"
#include "core/sense/status.h"
#include "core/store/dated.h"
#include "core/store/due.h"
#include "core/store/personrow.h"
#include "core/store/where_own.h"

#define DAY_SECONDS 86400

static const char *
word_at(const struct hj_where *w, const struct hj_where_node *t, size_t i)
{
	return (const char *)w->text.data + t->word[i];
}

static enum hj_answer
yes_or_no(bool yes)
{
	return yes ? HJ_YES : HJ_NO;
}

static enum hj_answer
better(enum hj_answer a, enum hj_answer b)
{
	return a > b ? a : b;
}

/* Is p[0..n) one of the words that the value stands for? */
static bool
is_word(const struct hj_where *w, const struct hj_where_node *t, const void *p,
    size_t n)
{
	for (size_t i = 0; i < t->nwords; i++) {
		const char *word = word_at(w, t, i);

		if (strlen(word) == n && memcmp(word, p, n) == 0)
			return true;
	}
	return false;
}

static bool
is_text(const struct hj_where *w, const struct hj_where_node *t, const char *s)
{
	return is_word(w, t, s, strlen(s));
}

/* ---- dates ---- */

static enum hj_answer
compare_span(const struct hj_where_node *t, const struct hj_span *d)
{
	const struct hj_span *v = &t->span;
	bool certain = false, possible = false;

	switch (t->op) {
	case HJ_OP_EQ:
		certain = d->earliest >= v->earliest && d->latest <= v->latest;
		possible = d->earliest <= v->latest && d->latest >= v->earliest;
		break;
	case HJ_OP_LT:
		certain = d->latest < v->earliest;
		possible = d->earliest < v->earliest;
		break;
	case HJ_OP_LE:
		certain = d->latest <= v->latest;
		possible = d->earliest <= v->latest;
		break;
	case HJ_OP_GT:
		certain = d->earliest > v->latest;
		possible = d->latest > v->latest;
		break;
	case HJ_OP_GE:
		certain = d->earliest >= v->earliest;
		possible = d->latest >= v->earliest;
		break;
	}
	return certain ? HJ_YES : possible ? HJ_MAY_BE : HJ_NO;
}

/* Is what happened one of those the field is about? */
static bool
is_of(const char *of, const char *p, size_t n)
{
	const char *one;
	size_t len;

	while (hj_word_next(&of, &one, &len))
		if (one[len - 1] == '*'
			? n >= len - 1 && memcmp(one, p, len - 1) == 0
			: n == len && memcmp(one, p, n) == 0)
			return true;
	return false;
}

bool
hj_where_days(const struct hj_where_field *f, const struct hj_row_item *item,
    struct hj_span *ret)
{
	struct hj_person_row person;
	struct hj_dated dated;
	struct hj_due due;

	switch (f->kind) {
	case HJ_ASK_DATE:
		if (!hj_dated_get(item, &dated) ||
		    !is_of(f->of, dated.what, dated.n))
			return false;
		*ret = dated.when;
		return true;
	case HJ_ASK_BORN:
		if (item->tag != HJ_ROW_PERSON ||
		    !hj_person_row_get(item, &person))
			return false;
		*ret = person.birth;
		return ret->earliest != INT32_MIN || ret->latest != INT32_MAX;
	case HJ_ASK_DUE:
		if (!hj_due_get(item, &due))
			return false;
		*ret = due.when;
		return ret->earliest != INT32_MAX;
	case HJ_ASK_TYPE:
	case HJ_ASK_KIND:
	case HJ_ASK_STATUS:
	case HJ_ASK_LAST:
	case HJ_ASK_CODE:
	case HJ_ASK_WORD:
	case HJ_ASK_ORIGIN:
	case HJ_ASK_LEVEL:
	case HJ_ASK_NUMBER:
	case HJ_ASK_CHANGED:
		break;
	}
	return false;
}

static enum hj_answer
ask_dates(const struct hj_where_node *t, const struct hj_row *row)
{
	enum hj_answer best = HJ_NO;
	struct hj_row_item item;
	bool any = false;
	struct hj_span s;
	size_t at = 0;

	while (hj_row_next(row, &at, &item))
		if (hj_where_days(t->field, &item, &s)) {
			any = true;
			if (!t->none)
				best = better(best, compare_span(t, &s));
		}
	return t->none ? yes_or_no(!any) : best;
}

static enum hj_answer
ask_changed(const struct hj_where_node *t, const struct hj_row *row)
{
	int64_t day = row->changed / DAY_SECONDS;
	struct hj_span s;

	if (t->none)
		return HJ_NO;
	s.earliest = s.latest = (int32_t)day;
	return compare_span(t, &s);
}

/* ---- words ---- */

/* "list:code": is the list one of those, the code one of these? */
static bool
is_code(const struct hj_where *w, const struct hj_where_node *t,
    const struct hj_row_item *item, bool *of_list)
{
	const char *p = (const char *)item->p, *colon;

	*of_list = false;
	if (item->tag != HJ_ROW_CODE ||
	    (colon = memchr(p, ':', item->len)) == NULL ||
	    !is_of(t->field->of, p, (size_t)(colon - p)))
		return false;
	*of_list = true;
	colon++;
	return is_word(w, t, colon, item->len - (size_t)(colon - p));
}

/* Words of people are compared without regard to capitals. */
static bool
is_folded(const struct hj_where *w, const struct hj_where_node *t,
    const struct hj_row_item *item, bool *of_list, bool *unsure)
{
	struct hj_buf folded = HJ_BUF(12 * HJ_LINE_MAX);
	struct hj_error ignored = HJ_ERROR;
	const char *p = (const char *)item->p, *colon;
	bool yes = false;

	*of_list = false;
	if (item->tag != HJ_ROW_CODE ||
	    (colon = memchr(p, ':', item->len)) == NULL ||
	    !is_of(t->field->of, p, (size_t)(colon - p)))
		return false;
	*of_list = true;
	colon++;
	if (hj_text_fold(colon, item->len - (size_t)(colon - p), &folded,
		&ignored) == HJ_OK)
		yes = is_word(w, t, folded.data, folded.len);
	else
		*unsure = true; /* no memory to look at it */
	hj_buf_clear(&folded);
	return yes;
}

/* "KP-09 kp-musan": either may be meant. */
static bool
is_origin(const struct hj_where *w, const struct hj_where_node *t,
    const struct hj_row_item *item, bool *known)
{
	struct hj_person_row p;
	const char *places, *place;
	size_t n;

	*known = item->tag == HJ_ROW_PERSON && hj_person_row_get(item, &p) &&
	    p.origin[0] != '\0';
	places = *known ? p.origin : "";
	while (hj_word_next(&places, &place, &n))
		if (is_word(w, t, place, n))
			return true;
	return false;
}

static enum hj_answer
ask_words(const struct hj_where *w, const struct hj_where_node *t,
    const struct hj_row *row)
{
	bool any = false, of_list = false, yes = false, unsure = false;
	struct hj_row_item item;
	size_t at = 0;

	while (!yes && hj_row_next(row, &at, &item)) {
		yes = t->kind == HJ_ASK_CODE ? is_code(w, t, &item, &of_list)
		    : t->kind == HJ_ASK_WORD
		    ? is_folded(w, t, &item, &of_list, &unsure)
		    : is_origin(w, t, &item, &of_list);
		any = any || of_list;
	}
	if (unsure && !yes && !t->none)
		return HJ_MAY_BE;
	return yes_or_no(t->none ? !any : yes);
}

/* ---- what became of the people ---- */

static enum hj_answer
ask_last(const struct hj_where *w, const struct hj_where_node *t,
    const struct hj_row *row)
{
	const struct hj_status_row *s;
	const char *p;
	char code[32];
	size_t n;

	if (!hj_row_last(row, &p, &n) || n >= sizeof(code))
		return yes_or_no(t->none);
	if (t->none)
		return HJ_NO;
	memcpy(code, p, n);
	code[n] = '\0';
	if (is_text(w, t, code))
		return HJ_YES;
	if (strcmp(code, HJ_STATUS_DISPUTED) == 0 ||
	    strcmp(code, HJ_STATUS_VARIOUS) == 0)
		return is_text(w, t, HJ_STATUS_DISPUTED) ||
			is_text(w, t, HJ_STATUS_VARIOUS)
		    ? HJ_NO
		    : HJ_MAY_BE;
	/* "Died in custody" is "died". */
	s = hj_schema_status(code);
	return yes_or_no(s != NULL && s->general != NULL &&
	    is_text(w, t, s->general->code));
}

/* ---- numbers ---- */

static enum hj_answer
compare_number(const struct hj_where_node *t, uint32_t n)
{
	switch (t->op) {
	case HJ_OP_EQ:
		return yes_or_no(n == t->number);
	case HJ_OP_LT:
		return yes_or_no(n < t->number);
	case HJ_OP_LE:
		return yes_or_no(n <= t->number);
	case HJ_OP_GT:
		return yes_or_no(n > t->number);
	case HJ_OP_GE:
		return yes_or_no(n >= t->number);
	}
	return HJ_NO;
}

uint32_t
hj_where_number(const struct hj_where_field *f, const struct hj_row *row)
{
	struct hj_row_item item;
	uint32_t n = 0;
	size_t at = 0;

	if (strcmp(f->of, "persons") == 0)
		return row->persons;
	while (hj_row_next(row, &at, &item))
		if (item.tag == HJ_ROW_CONFLICTS)
			for (size_t i = 0; i < item.len && i < 4; i++)
				n = n << 8 | item.p[i];
	return n;
}

/* ---- all of it ---- */

static enum hj_answer
ask(const struct hj_where *w, const struct hj_where_node *t,
    const struct hj_row *row)
{
	switch (t->kind) {
	case HJ_ASK_TYPE:
		return yes_or_no(t->number == (uint32_t)row->root);
	case HJ_ASK_KIND:
		return yes_or_no(t->none ? row->kind[0] == '\0'
					 : is_text(w, t, row->kind));
	case HJ_ASK_STATUS:
		return yes_or_no(t->none ? row->status[0] == '\0'
					 : is_text(w, t, row->status));
	case HJ_ASK_LAST:
		return ask_last(w, t, row);
	case HJ_ASK_CODE:
	case HJ_ASK_WORD:
	case HJ_ASK_ORIGIN:
		return ask_words(w, t, row);
	case HJ_ASK_LEVEL:
		return compare_number(t, row->level);
	case HJ_ASK_NUMBER:
		return compare_number(t, hj_where_number(t->field, row));
	case HJ_ASK_DATE:
	case HJ_ASK_BORN:
	case HJ_ASK_DUE:
		return ask_dates(t, row);
	case HJ_ASK_CHANGED:
		return ask_changed(t, row);
	}
	return HJ_NO;
}

enum hj_answer
hj_where_test(const struct hj_where *w, const struct hj_row *row)
{
	enum hj_answer got[HJ_WHERE_NODES] = { HJ_NO }, a, b;

	/* What is joined stands before what joins it. */
	for (size_t i = 0; i < w->n; i++) {
		const struct hj_where_node *t = &w->node[i];

		a = t->join != HJ_TERM ? got[t->a] : HJ_NO;
		b = t->join == HJ_AND || t->join == HJ_OR ? got[t->b] : HJ_NO;
		switch (t->join) {
		case HJ_TERM:
			got[i] = ask(w, t, row);
			if (got[i] == HJ_MAY_BE && t->may_be)
				got[i] = HJ_YES;
			break;
		case HJ_NOT:
			got[i] = (enum hj_answer)(HJ_YES - a);
			break;
		case HJ_AND:
			got[i] = a < b ? a : b;
			break;
		case HJ_OR:
			got[i] = better(a, b);
			break;
		}
	}
	return got[w->n - 1];
}
