#include <string.h>

#include "core/case/conflict.h"
#include "core/case/datespan.h"
#include "export/consent/consent_own.h"

static bool
is(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

struct hj_span
hj_consent_span(const struct hj_node *consent, const char *child)
{
	struct hj_span s;

	(void)hj_date_span(consent != NULL ? hj_node_child(consent, child)
					   : NULL,
	    &s);
	return s;
}

bool
hj_consent_has(const struct hj_node *consent, const char *child,
    const char *value)
{
	for (struct hj_node *n = hj_node_child(consent, child); n != NULL;
	     n = hj_node_same(n))
		if (is(n->text, value))
			return true;
	return false;
}

bool
hj_consent_is_own(const struct hj_node *consent)
{
	const char *relation = hj_node_value(consent, "relation");

	return relation == NULL || strcmp(relation, "self") == 0;
}

static bool
is_withdrawn(const struct hj_node *consent)
{
	return hj_node_child(consent, "withdrawal") != NULL ||
	    is(hj_node_attr(consent, "status"), "withdrawn");
}

/* What a relative refused was talked over, and somebody wrote down why it no
 * longer stands in the way. */
static bool
is_resolved(const struct hj_consent_question *q, const struct hj_node *consent)
{
	const struct hj_node *r = hj_node_child(consent, "resolved");
	const char *reason = r != NULL ? hj_node_value(r, "reason") : NULL;

	if (reason == NULL || *reason == '\0' || hj_consent_is_own(consent) ||
	    hj_conflict_within(q->record, consent))
		return false;
	return hj_node_child(r, "date") == NULL ||
	    hj_consent_span(r, "date").earliest <= q->today;
}

bool
hj_consent_is_no(const struct hj_consent_question *q,
    const struct hj_node *consent)
{
	if (is_withdrawn(consent))
		return true;
	return is(hj_node_attr(consent, "status"), "refused") &&
	    !is_resolved(q, consent);
}

/* Does another version of this record say so? */
static bool
row_has(const struct hj_consent_question *q, const struct hj_node *consent,
    const char *child, const char *value)
{
	const struct hj_elem *def;
	struct hj_node *node, *parent, *row = NULL;
	struct hj_conflict c;

	while ((row = hj_conflict_next(q->record, row)) != NULL)
		if (hj_conflict_read(row, &c) && c.attr == HJ_NATTRS &&
		    c.value != NULL &&
		    hj_conflict_target(q->record, &c, &node, &def, &parent) &&
		    parent == consent && strcmp(def->name, child) == 0 &&
		    is(c.value->text, value))
			return true;
	return false;
}

static bool
is_about(const struct hj_node *consent, const struct hj_consent_question *q)
{
	return is(hj_node_value(consent, "subject"), q->person) &&
	    hj_consent_has(consent, "scope", q->scope);
}

/* Who refused somewhere is asked in every version. */
static bool
may_be_about(const struct hj_node *consent, const struct hj_consent_question *q)
{
	return (is(hj_node_value(consent, "subject"), q->person) ||
		   row_has(q, consent, "subject", q->person)) &&
	    (hj_consent_has(consent, "scope", q->scope) ||
		row_has(q, consent, "scope", q->scope));
}

static struct hj_node *
step(const struct hj_consent_question *q, struct hj_node *after)
{
	return after != NULL
	    ? hj_node_same(after)
	    : hj_node_child(hj_record_root(q->record), "consent");
}

struct hj_node *
hj_consent_next_no(const struct hj_consent_question *q, struct hj_node *after)
{
	struct hj_node *n = step(q, after);

	while (n != NULL && !(hj_consent_is_no(q, n) && may_be_about(n, q)))
		n = hj_node_same(n);
	return n;
}

struct hj_node *
hj_consent_next(const struct hj_consent_question *q, struct hj_node *after)
{
	struct hj_node *n = step(q, after);

	while (n != NULL && !is_about(n, q))
		n = hj_node_same(n);
	return n;
}
