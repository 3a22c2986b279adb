#include "core/mechanism/deadline.h"

#include <stdio.h>
#include <string.h>

#include "core/base/word.h"
#include "core/case/datespan.h"
#include "core/date/edtf.h"
#include "core/mechanism/course.h"

#define DAY_TEXT 64

static const struct hj_deadline_rule rules[] = {
#include "core/deadline_tables.inc"
};

/* What a letter may set a day for, after which step. */
static const struct {
	const char *step, *kind;
} expected[] = {
	{ "draft", "submit" },
	{ "ready", "submit" },
	{ "transmitted", "state-reply" },
	{ "reply", "comment" },
	{ "decided", "followup" },
	{ "clarified", "comment" },
	{ "followup", "followup" },
};

/* ---- the rules ---- */

const struct hj_deadline_rule *
hj_deadline_rule(const char *id)
{
	for (size_t i = 0; id != NULL && i < HJ_LEN(rules); i++)
		if (strcmp(rules[i].id, id) == 0)
			return &rules[i];
	return NULL;
}

bool
hj_deadline_next(const char *mechanism, const struct hj_deadline_rule **at)
{
	size_t i = *at == NULL ? 0 : (size_t)(*at - rules) + 1;

	for (; i < HJ_LEN(rules); i++)
		if (hj_word_among(rules[i].mechanisms, mechanism)) {
			*at = &rules[i];
			return true;
		}
	return false;
}

static int32_t
shift(int32_t day, const struct hj_deadline_rule *rule)
{
	struct hj_civil c;
	int64_t later;

	if (day == INT32_MIN || day == INT32_MAX)
		return day;
	if (rule->unit == 'd') {
		later = (int64_t)day + rule->amount;
	} else {
		c = hj_calendar_months_later(hj_calendar_civil(day),
		    rule->unit == 'y' ? 12 * rule->amount : rule->amount);
		later = hj_calendar_day(c.year, c.month, c.day);
	}
	if (later <= INT32_MIN)
		return INT32_MIN + 1;
	return later >= INT32_MAX ? INT32_MAX - 1 : (int32_t)later;
}

struct hj_span
hj_deadline_after(const struct hj_deadline_rule *rule, struct hj_span from)
{
	return (struct hj_span){ shift(from.earliest, rule),
		shift(from.latest, rule) };
}

/* ---- elements ---- */

static int
set(struct hj_record *r, struct hj_node *parent, const char *name,
    const char *value, struct hj_error *err)
{
	const struct hj_elem *def =
	    hj_schema_child(parent->def, name, strlen(name));
	struct hj_node *node = hj_node_child(parent, name);

	if (node == NULL && hj_record_add(r, parent, def, &node, err) != HJ_OK)
		return (int)err->code;
	return hj_record_set_text(r, node, value, strlen(value), err);
}

static struct hj_node *
first(const struct hj_record *r)
{
	return hj_node_child(hj_record_root(r), "deadline");
}

bool
hj_deadline_is_open(const struct hj_node *deadline)
{
	return hj_node_child(deadline, "met") == NULL &&
	    !hj_course_is_over(hj_node_attr(deadline->parent, "status"));
}

/* The one of that rule, or of that kind when no rule is asked for, that is
 * still waited for. */
static struct hj_node *
waiting(const struct hj_record *r, const char *rule, const char *kind)
{
	for (struct hj_node *n = first(r); n != NULL; n = hj_node_same(n)) {
		const char *has = hj_node_value(n, "rule");
		const char *is = hj_node_attr(n, "kind");

		if (!hj_deadline_is_open(n))
			continue;
		if (rule != NULL ? has != NULL && strcmp(has, rule) == 0
				 : is != NULL && strcmp(is, kind) == 0)
			return n;
	}
	return NULL;
}

static int
day_text(int32_t day, char to[static DAY_TEXT], struct hj_error *err)
{
	struct hj_civil c = hj_calendar_civil(day);

	if (c.year < 0 || c.year > 9999)
		return hj_fail(err, HJ_EINVAL,
		    "a time limit falls into a year without four digits");
	(void)snprintf(to, DAY_TEXT, "%04d-%02d-%02d", (int)c.year, c.month,
	    c.day);
	return HJ_OK;
}

/* One day, or one of the days between the two. */
static int
span_text(struct hj_span s, char to[static DAY_TEXT], struct hj_error *err)
{
	char from[DAY_TEXT], until[DAY_TEXT];

	if (day_text(s.earliest, from, err) != HJ_OK ||
	    day_text(s.latest, until, err) != HJ_OK)
		return (int)err->code;
	(void)snprintf(to, DAY_TEXT,
	    s.earliest == s.latest ? "%.16s" : "[%.16s..%.16s]", from, until);
	return HJ_OK;
}

static bool
is_known(struct hj_span s)
{
	return s.earliest != INT32_MIN && s.latest != INT32_MAX;
}

/* Make it, or move the one that is there. */
static int
put(struct hj_record *r, const char *rule, const char *kind, const char *date,
    struct hj_error *err)
{
	static const char name[] = "deadline";
	struct hj_node *root = hj_record_root(r);
	struct hj_node *n = waiting(r, rule, kind);

	if (n == NULL &&
	    (hj_record_add(r, root,
		 hj_schema_child(root->def, name, strlen(name)), &n,
		 err) != HJ_OK ||
		hj_record_set_attr(r, n, "kind", kind, strlen(kind), err) !=
		    HJ_OK))
		return (int)err->code;
	if (set(r, n, "date", date, err) != HJ_OK)
		return (int)err->code;
	return rule != NULL ? set(r, n, "rule", rule, err) : HJ_OK;
}

static int
begin(struct hj_record *r, const struct hj_deadline_rule *rule,
    struct hj_span from, struct hj_error *err)
{
	char date[DAY_TEXT];

	if (!is_known(from))
		return HJ_OK;
	if (span_text(hj_deadline_after(rule, from), date, err) != HJ_OK)
		return (int)err->code;
	return put(r, rule->id, rule->kind, date, err);
}

/* ---- what a step does ---- */

static bool
is_met_by(const struct hj_node *deadline, const char *step)
{
	const struct hj_deadline_rule *rule =
	    hj_deadline_rule(hj_node_value(deadline, "rule"));
	const char *kind = hj_node_attr(deadline, "kind");

	if (rule != NULL)
		return hj_word_among(rule->met, step);
	/* Without a rule the kind says what was waited for. */
	if (kind == NULL)
		return false;
	if (hj_word_among("submit urgent session", kind))
		return hj_course_is_out(step);
	if (strcmp(kind, "state-reply") == 0)
		return hj_word_among("reply decided clarified", step);
	if (strcmp(kind, "comment") == 0)
		return hj_word_among("comment followup", step);
	return strcmp(kind, "followup") == 0 && hj_word_among("followup", step);
}

static int
meet(struct hj_record *r, const char *step, const char *day,
    struct hj_error *err)
{
	static const char met[] = "met";

	for (struct hj_node *n = first(r); n != NULL; n = hj_node_same(n)) {
		struct hj_node *made;

		if (hj_node_child(n, met) != NULL || !is_met_by(n, step))
			continue;
		if (day != NULL) {
			if (set(r, n, met, day, err) != HJ_OK)
				return (int)err->code;
		} else if (hj_record_add(r, n,
			       hj_schema_child(n->def, met, strlen(met)), &made,
			       err) != HJ_OK ||
		    hj_record_set_attr(r, made, "known", "unknown",
			strlen("unknown"), err) != HJ_OK) {
			return (int)err->code;
		}
	}
	return HJ_OK;
}

/* The last remedy that was tried, or the session. */
static struct hj_span
standing(const struct hj_record *r, const char *from)
{
	const struct hj_node *root = hj_record_root(r);
	struct hj_span found = { INT32_MIN, INT32_MAX }, s;
	bool session = strcmp(from, "session") == 0;
	const char *kind;

	for (struct hj_node *n =
		 hj_node_child(root, session ? "deadline" : "remedy");
	     n != NULL; n = hj_node_same(n)) {
		kind = hj_node_attr(n, "kind");
		if (session && (kind == NULL || strcmp(kind, "session") != 0))
			continue;
		if (hj_date_span(hj_node_child(n, "date"), &s) && is_known(s) &&
		    (!is_known(found) || s.latest > found.latest))
			found = s;
	}
	return found;
}

static const char *
expected_after(const char *step)
{
	for (size_t i = 0; i < HJ_LEN(expected); i++)
		if (strcmp(expected[i].step, step) == 0)
			return expected[i].kind;
	return NULL;
}

/* Does a letter set the day that this rule would? */
static bool
is_set(const struct hj_deadline_rule *rule, const char *step, const char *until)
{
	const char *kind = expected_after(step);

	return until != NULL && kind != NULL && strcmp(rule->kind, kind) == 0;
}

int
hj_deadline_refresh(struct hj_record *petition, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(petition);
	const char *mechanism = hj_node_value(root, "mechanism");
	const struct hj_deadline_rule *rule = NULL;

	if (hj_course_is_out(hj_node_attr(root, "status")))
		return HJ_OK;
	while (hj_deadline_next(mechanism, &rule))
		if (hj_word_among("session remedy", rule->from) &&
		    begin(petition, rule, standing(petition, rule->from),
			err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

int
hj_deadline_step(struct hj_record *petition, const char *step, const char *day,
    const char *until, struct hj_error *err)
{
	const char *mechanism =
	    hj_node_value(hj_record_root(petition), "mechanism");
	const struct hj_deadline_rule *rule = NULL;
	struct hj_span on = { INT32_MIN, INT32_MAX };
	struct hj_error ignored = HJ_ERROR;

	if (until != NULL && expected_after(step) == NULL)
		return hj_fail(err, HJ_EINVAL,
		    "after this step nothing is waited for: --until does not fit");
	if (hj_deadline_refresh(petition, err) != HJ_OK ||
	    meet(petition, step, day, err) != HJ_OK)
		return (int)err->code;
	if (day != NULL &&
	    hj_edtf_span(day, strlen(day), &on.earliest, &on.latest,
		&ignored) != HJ_OK)
		on = (struct hj_span){ INT32_MIN, INT32_MAX };
	while (hj_deadline_next(mechanism, &rule))
		if (strcmp(rule->from, step) == 0 &&
		    !is_set(rule, step, until) &&
		    begin(petition, rule, on, err) != HJ_OK)
			return (int)err->code;
	return until == NULL
	    ? HJ_OK
	    : put(petition, NULL, expected_after(step), until, err);
}

int
hj_deadline_extend(struct hj_record *petition, const char *until,
    struct hj_error *err)
{
	const char *mechanism =
	    hj_node_value(hj_record_root(petition), "mechanism");
	struct hj_node *open = waiting(petition, NULL, "state-reply");
	const struct hj_deadline_rule *rule = NULL;
	char date[DAY_TEXT];
	struct hj_span s;

	if (open == NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no reply of a State is waited for in this petition");
	if (until != NULL)
		return set(petition, open, "date", until, err);
	while (hj_deadline_next(mechanism, &rule) &&
	    strcmp(rule->from, "extension") != 0)
		;
	if (rule == NULL || strcmp(rule->from, "extension") != 0 ||
	    !hj_date_span(hj_node_child(open, "date"), &s) || !is_known(s))
		return hj_fail(err, HJ_EINVAL,
		    "no rule says for how long this mechanism extends: give the day with --until");
	if (span_text(hj_deadline_after(rule, s), date, err) != HJ_OK ||
	    set(petition, open, "date", date, err) != HJ_OK)
		return (int)err->code;
	return set(petition, open, "rule", rule->id, err);
}
