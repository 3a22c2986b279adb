/* Predicates about States, treaties and limits of time. */
#include <string.h>

#include "core/case/datespan.h"
#include "core/date/edtf.h"
#include "core/mechanism/deadline.h"
#include "core/mechanism/respondent.h"
#include "core/mechanism/urgency.h"
#include "export/petition/complete_own.h"

static const struct hj_node *
petition_of(const struct hj_asked *a)
{
	return hj_record_root(a->c->petition);
}

/* ---- States ---- */

static bool
is_complained_of(const struct hj_asked *a, const char *code)
{
	for (const struct hj_node *s = hj_node_child(petition_of(a), "state");
	     s != NULL; s = hj_node_same(s))
		if (s->text != NULL &&
		    (code == NULL || strcmp(s->text, code) == 0))
			return true;
	return false;
}

static int
state(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	(void)err;
	*ret = hj_answer_of(is_complained_of(a, NULL));
	return HJ_OK;
}

struct seeking {
	const struct hj_asked *a;
	bool all;
};

static int
seek(void *to, const char *code, const struct hj_node *because,
    struct hj_error *err)
{
	struct seeking *s = to;

	(void)because;
	(void)err;
	s->all = s->all && is_complained_of(s->a, code);
	return HJ_OK;
}

static int
all_states(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	struct seeking s = { a, true };
	int rc = HJ_OK;

	for (size_t i = 0; i < a->c->ncases && rc == HJ_OK; i++)
		rc = hj_respondent_each(a->c->cases[i], seek, &s, err);
	*ret = hj_answer_of(s.all);
	return rc;
}

static int
one_person(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	size_t n = 0;

	(void)err;
	for (size_t i = 0; i < a->c->nvictims; i++)
		n += a->c->victims[i].person != NULL;
	*ret = hj_answer_of(n <= 1);
	return HJ_OK;
}

/* ---- treaties ---- */

static int
party(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	(void)err;
	*ret = hj_answer_of(a->node != NULL && a->node->text != NULL &&
	    hj_mechanism_party(a->c->mechanism->treaty, a->node->text, NULL) ==
		HJ_PARTY_YES);
	return HJ_OK;
}

/* The first day on which the treaty is in force for one of these States, or
 * earlier. */
static void
in_force(const struct hj_asked *a, const struct hj_node *first, int32_t *since)
{
	struct hj_error ignored = HJ_ERROR;
	int32_t earliest, latest;

	for (const struct hj_node *n = first; n != NULL; n = hj_node_same(n)) {
		const struct hj_treaty_state *row;

		if (n->text == NULL ||
		    hj_mechanism_party(a->c->mechanism->treaty, n->text,
			&row) != HJ_PARTY_YES ||
		    hj_edtf_span(row->since, strlen(row->since), &earliest,
			&latest, &ignored) != HJ_OK)
			continue;
		if (latest < *since)
			*since = latest;
	}
}

/* Of the States complained of, or those whose nationals the victims are. */
static int32_t
since_when(const struct hj_asked *a)
{
	int32_t since = INT32_MAX;

	in_force(a, hj_node_child(petition_of(a), "state"), &since);
	for (size_t i = 0; i < a->c->nvictims; i++) {
		const struct hj_annex_victim *v = &a->c->victims[i];
		const struct hj_node *p = v->person != NULL
		    ? hj_record_find(v->record, v->person)
		    : NULL;

		if (p != NULL)
			in_force(a, hj_node_child(p, "nationality"), &since);
	}
	return since;
}

static int
party_or_national(const struct hj_asked *a, enum hj_answer *ret,
    struct hj_error *err)
{
	(void)err;
	*ret = hj_answer_of(since_when(a) != INT32_MAX);
	return HJ_OK;
}

/* ---- time ---- */

/* The days of what a term looks at, of all victims: from the first to the last
 * that any of them may mean.  False: none has a date. */
static bool
days(const struct hj_asked *a, const char *term, struct hj_span *ret)
{
	struct hj_rule_term t;
	struct hj_span s;
	bool any = false;

	*ret = (struct hj_span){ INT32_MAX, INT32_MIN };
	if (!hj_rule_next(&term, &t))
		return false;
	for (size_t i = 0; i < a->c->ncases; i++)
		for (const struct hj_node *n = NULL;
		     (n = hj_asked_fact(a, a->c->cases[i], &t, n)) != NULL;) {
			if (!hj_date_span(hj_node_child(n, "date"), &s))
				continue;
			any = true;
			if (s.earliest < ret->earliest)
				ret->earliest = s.earliest;
			if (s.latest > ret->latest)
				ret->latest = s.latest;
		}
	return any;
}

static int
after_force(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	struct hj_span s;

	(void)err;
	*ret = hj_answer_of(days(a, "vanish/event.date", &s) &&
	    s.earliest >= since_when(a));
	return HJ_OK;
}

/* So long after, by a rule of core/rules/deadlines.tsv. */
static struct hj_span
after(const char *rule, struct hj_span from)
{
	const struct hj_deadline_rule *r = hj_deadline_rule(rule);

	return r != NULL ? hj_deadline_after(r, from) : from;
}

static int
recent(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	struct hj_span s;

	(void)err;
	if (days(a, "torture/event.date", &s))
		s = after("torture-recent", s);
	*ret = hj_answer_of(s.latest >= a->c->today);
	return HJ_OK;
}

/* By the last of the remedies; where another procedure was used, its limit is
 * shorter and nobody wrote down when it ended. */
static int
delay(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	bool other = hj_node_child(petition_of(a), "other-procedure") != NULL;
	struct hj_span s, last = { INT32_MIN, INT32_MIN };

	(void)err;
	for (const struct hj_node *n = hj_node_child(petition_of(a), "remedy");
	     n != NULL; n = hj_node_same(n))
		if (hj_date_span(hj_node_child(n, "date"), &s) &&
		    s.earliest > last.earliest)
			last = s;
	last = after(other ? "op1-elsewhere" : "op1-exhausted", last);
	*ret = hj_answer_of(last.earliest >= a->c->today);
	return HJ_OK;
}

static int
within_limit(const struct hj_asked *a, enum hj_answer *ret,
    struct hj_error *err)
{
	struct hj_urgency u;
	int rc =
	    hj_urgency_of(a->c->mechanism, a->record, a->c->today, &u, err);

	if (rc == HJ_OK)
		*ret = hj_answer_of(u.urgent);
	return rc;
}

static int
session(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	struct hj_span s;

	(void)err;
	for (const struct hj_node *n =
		 hj_node_child(petition_of(a), "deadline");
	     n != NULL; n = hj_node_same(n)) {
		const char *kind = hj_node_attr(n, "kind");

		if (kind != NULL && strcmp(kind, "session") == 0 &&
		    hj_date_span(hj_node_child(n, "date"), &s) &&
		    after("hrc-submit", s).earliest >= a->c->today)
			*ret = HJ_ANSWER_YES;
	}
	return HJ_OK;
}

/* ---- held, in danger ---- */

static int
held(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	const struct hj_annex_victim *v = &a->c->victims[a->victim];
	bool yes = false;
	int rc = hj_urgency_held(v->record,
	    v->person != NULL ? hj_record_find(v->record, v->person) : NULL,
	    &yes, err);

	*ret = hj_answer_of(yes);
	return rc;
}

static int
danger(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	(void)err;
	*ret = hj_answer_of(hj_urgency_danger(a->record) != NULL);
	return HJ_OK;
}

const struct hj_asked_name hj_asked_law[] = {
	{ "after-force", after_force },
	{ "all-states", all_states },
	{ "danger", danger },
	{ "delay", delay },
	{ "held", held },
	{ "one-person", one_person },
	{ "party", party },
	{ "party-or-national", party_or_national },
	{ "recent", recent },
	{ "session", session },
	{ "state", state },
	{ "within-limit", within_limit },
	{ NULL, NULL },
};
