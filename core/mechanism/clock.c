#include "core/mechanism/clock.h"

#include <string.h>

#include "core/base/word.h"
#include "core/case/datespan.h"
#include "core/mechanism/deadline.h"
#include "core/sense/status.h"
#include "core/sense/victim.h"

/* Mechanisms whose rule (deadline.h) counts from what happened. */
static const char *const clocks[] = { "wgeid-urg" };

/* Words of code lists, one space between. */
#define VANISHED "disappear disapp abduct"
#define TAKEN "arrest arb-arrest detabroad repat refoul seen"
#define RESTING "closed merged erased"

/* ---- when did it begin? ---- */

struct beginning {
	struct hj_span when;
	bool dated;
};

static void
widen(struct beginning *b, const struct hj_node *date)
{
	struct hj_span s;

	if (!hj_date_span(date, &s))
		return;
	if (!b->dated || s.earliest < b->when.earliest)
		b->when.earliest = s.earliest;
	if (!b->dated || s.latest > b->when.latest)
		b->when.latest = s.latest;
	b->dated = true;
}

static bool
says_so(const struct hj_node *event)
{
	if (hj_word_among(VANISHED, hj_node_attr(event, "type")))
		return true;
	for (const struct hj_node *v = hj_node_child(event, "violation");
	     v != NULL; v = hj_node_same(v))
		if (hj_word_among(VANISHED, hj_node_value(v, "code")))
			return true;
	return false;
}

static bool
is_lost(const struct hj_node *status)
{
	const char *code = hj_node_value(status, "code");
	const struct hj_status_row *row =
	    code != NULL ? hj_schema_status(code) : NULL;

	return row != NULL && row->fate == HJ_FATE_LOST;
}

static bool
somebody_is_missing(const struct hj_node *root)
{
	for (const struct hj_node *p = hj_node_child(root, "person"); p != NULL;
	     p = hj_node_same(p))
		for (const struct hj_node *s = hj_node_child(p, "status");
		     s != NULL; s = hj_node_same(s))
			if (hj_may_be_victim(p) && is_lost(s))
				return true;
	return false;
}

static void
look(const struct hj_node *root, struct beginning *b)
{
	const struct hj_node *first = hj_node_child(root, "event");

	for (const struct hj_node *e = first; e != NULL; e = hj_node_same(e))
		if (says_so(e))
			widen(b, hj_node_child(e, "date"));
	if (b->dated || !somebody_is_missing(root))
		return;
	for (const struct hj_node *e = first; e != NULL; e = hj_node_same(e))
		if (hj_word_among(TAKEN, hj_node_attr(e, "type")))
			widen(b, hj_node_child(e, "date"));
	for (const struct hj_node *d = hj_node_child(root, "detention");
	     d != NULL; d = hj_node_same(d))
		widen(b, hj_node_child(d, "date"));
	for (const struct hj_node *d = hj_node_child(root, "repatriation");
	     d != NULL; d = hj_node_same(d))
		widen(b, hj_node_child(d, "date"));
}

/* ---- has it stopped? ---- */

/* What the accounts come to, by more than hearsay (status.h). */
static bool
is_known(const struct hj_status *s)
{
	if (s->row == NULL ||
	    (s->row->fate != HJ_FATE_FREE && s->row->fate != HJ_FATE_DEAD))
		return false;
	for (size_t i = 0; i < s->n; i++)
		if (s->account[i].standing &&
		    (!s->account[i].hearsay || s->account[i].preferred))
			return true;
	return false;
}

/* Of a group nobody knows who all its members are. */
static int
all_are_known(const struct hj_record *r, bool *ret, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	struct hj_origins *origins = NULL;
	bool anybody = false, all = hj_node_child(root, "group") == NULL;
	int rc = HJ_OK;

	for (const struct hj_node *p = hj_node_child(root, "person");
	     p != NULL && all && rc == HJ_OK; p = hj_node_same(p)) {
		struct hj_status s = { .n = 0 };

		if (!hj_may_be_victim(p))
			continue;
		anybody = true;
		if ((rc = hj_status_derive(r, &origins, p, &s, err)) == HJ_OK)
			all = is_known(&s);
		hj_status_clear(&s);
	}
	hj_origins_free(origins);
	*ret = all && anybody;
	return rc;
}

/* ---- until when? ---- */

static int
run(const char *mechanism, struct hj_span began, hj_clock_fn *fn, void *to,
    struct hj_error *err)
{
	const struct hj_deadline_rule *rule = NULL;
	int rc = HJ_OK;

	while (rc == HJ_OK && hj_deadline_next(mechanism, &rule)) {
		const struct hj_clock c = { mechanism,
			hj_deadline_after(rule, began) };

		if (strcmp(rule->from, "event") == 0)
			rc = fn(to, &c, err);
	}
	return rc;
}

int
hj_clock_each(const struct hj_record *r, hj_clock_fn *fn, void *to,
    struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	struct beginning b = { .dated = false };
	bool known = false;
	int rc = HJ_OK;

	if (strcmp(root->name, "case") != 0 ||
	    hj_word_among(RESTING, hj_node_attr(root, "status")) ||
	    hj_word_among("followup source", hj_node_attr(root, "kind")))
		return HJ_OK;
	look(root, &b);
	if (!b.dated || (rc = all_are_known(r, &known, err)) != HJ_OK || known)
		return rc;
	for (size_t i = 0; i < HJ_LEN(clocks) && rc == HJ_OK; i++)
		rc = run(clocks[i], b.when, fn, to, err);
	return rc;
}
