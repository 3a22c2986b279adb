#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/case/datespan.h"
#include "core/case/owncode.h"
#include "core/sense/reach.h"
#include "core/sense/status_own.h"

struct collecting {
	const struct hj_record *record;
	struct hj_status *to;
	size_t room;
	enum hj_conf reach; /* that the one at hand concerns them */
	struct hj_error *err;
};

static bool
is(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

static struct hj_span
span_of(const struct hj_node *date)
{
	struct hj_span s;

	(void)hj_date_span(date, &s);
	return s;
}

/* As of the day it began to the day it ended (rule 2). */
static struct hj_span
when(const struct hj_node *date, const struct hj_node *end)
{
	struct hj_span s = span_of(date), e;

	if (end == NULL || end->text == NULL)
		return s;
	e = span_of(end);
	return (struct hj_span){ s.earliest, e.latest };
}

/* How it is known (rule 7). */
static void
judge_basis(struct hj_status_account *a, const struct hj_node *told)
{
	static const char *const second_hand[] = { "heard", "rumour", "infer",
		"media" };
	const char *basis = hj_node_attr(told, "basis");

	a->unsaid = basis == NULL;
	for (size_t i = 0; i < HJ_LEN(second_hand); i++)
		a->hearsay = a->hearsay || is(basis, second_hand[i]);
}

/* `told`: the element that names the sources, `node` itself or its parent. */
static int
add(struct collecting *c, const struct hj_node *node,
    const struct hj_node *told, const struct hj_status_row *row,
    const struct hj_node *date, struct hj_span days)
{
	const enum hj_conf own = hj_node_conf(node);
	struct hj_status *s = c->to;
	struct hj_status_account *a;

	if (s->n == c->room)
		return hj_fail(c->err, HJ_ELIMIT, "too many accounts");
	a = &s->account[s->n++];
	*a = (struct hj_status_account){ .node = node,
		.told = told,
		.row = row,
		.date = date,
		.when = days,
		.dated = days.earliest != INT32_MIN && days.latest != INT32_MAX,
		.preferred = hj_node_attr(told, "pref") != NULL,
		.conf = own > c->reach ? own : c->reach,
		.order = s->n,
		.state = node == told && is(node->name, "status") };
	judge_basis(a, told);
	return HJ_OK;
}

static int
statuses(struct collecting *c)
{
	for (struct hj_node *n = hj_node_child(c->to->subject, "status");
	     n != NULL; n = hj_node_same(n)) {
		const struct hj_status_row *row =
		    hj_schema_status(hj_node_value(n, "code"));
		const struct hj_node *date = hj_node_child(n, "date");

		if (row != NULL &&
		    add(c, n, n, row, date, span_of(date)) != HJ_OK)
			return (int)c->err->code;
	}
	return HJ_OK;
}

/* Its type; for a code of an organisation's own the nearest of ours. */
static const char *
type_of(const struct hj_node *n)
{
	const char *type = hj_node_attr(n, "type");

	return type != NULL ? hj_owncode_common(n, n->def->type, type) : NULL;
}

static int
event(struct collecting *c, const struct hj_node *n)
{
	const struct hj_node *date = hj_node_child(n, "date");
	bool alive = false;
	const struct hj_status_row *row = hj_schema_status_of(n->def,
	    type_of(n), hj_node_value(n, "state"), &alive);

	if (row == NULL && !alive)
		return HJ_OK;
	return add(c, n, n, row, date, when(date, hj_node_child(n, "end")));
}

static int
detention(struct collecting *c, const struct hj_node *n)
{
	const struct hj_node *date = hj_node_child(n, "date");
	const struct hj_node *end = hj_node_child(n, "end");
	const struct hj_node *until =
	    end != NULL ? hj_node_child(end, "date") : NULL;
	const char *state = hj_node_value(n, "state");
	bool alive = false;
	const struct hj_status_row *row =
	    hj_schema_status_of(n->def, hj_node_attr(n, "type"), state, &alive);

	if (row != NULL && add(c, n, n, row, date, when(date, until)) != HJ_OK)
		return (int)c->err->code;
	if (end == NULL || end->def == NULL)
		return HJ_OK;
	row = hj_schema_status_of(end->def, hj_node_value(end, "how"), state,
	    &alive);
	return row != NULL ? add(c, end, n, row, until, span_of(until)) : HJ_OK;
}

static int
repatriation(struct collecting *c, const struct hj_node *n)
{
	const struct hj_node *date = hj_node_child(n, "date");
	bool alive = false;
	const struct hj_status_row *row =
	    hj_schema_status_of(n->def, NULL, hj_node_value(n, "to"), &alive);

	return row != NULL ? add(c, n, n, row, date, span_of(date)) : HJ_OK;
}

static int
occurrences(struct collecting *c, const char *name,
    int (*one)(struct collecting *c, const struct hj_node *n))
{
	const char *id = hj_node_attr(c->to->subject, "id");
	struct hj_node *n = NULL;

	while (id != NULL &&
	    (n = hj_reach_next(c->record, id, name, n)) != NULL) {
		struct hj_reach way;

		if (n->def == NULL)
			continue;
		if (hj_reach(c->record, id, n, &way))
			c->reach = hj_reach_conf(&way);
		if (one(c, n) != HJ_OK)
			return (int)c->err->code;
	}
	return HJ_OK;
}

/* Of each at most two: a period and its end. */
static size_t
room_for(const struct hj_record *r, const struct hj_node *subject)
{
	static const char *const names[] = { "event", "detention",
		"repatriation" };
	size_t n = 1;

	for (struct hj_node *s = hj_node_child(subject, "status"); s != NULL;
	     s = hj_node_same(s))
		n++;
	for (size_t i = 0; i < HJ_LEN(names); i++)
		for (struct hj_node *s =
			 hj_node_child(hj_record_root(r), names[i]);
		     s != NULL; s = hj_node_same(s))
			n += 2;
	return n < HJ_ACCOUNTS_MAX ? n : HJ_ACCOUNTS_MAX;
}

int
hj_status_collect(const struct hj_record *r, struct hj_status *ret,
    struct hj_error *err)
{
	struct collecting c = { .record = r,
		.to = ret,
		.room = room_for(r, ret->subject),
		.err = err };

	ret->account = calloc(c.room, sizeof(*ret->account));
	if (ret->account == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	if (statuses(&c) != HJ_OK || occurrences(&c, "event", event) != HJ_OK ||
	    occurrences(&c, "detention", detention) != HJ_OK ||
	    occurrences(&c, "repatriation", repatriation) != HJ_OK)
		return (int)err->code;
	return HJ_OK;
}
