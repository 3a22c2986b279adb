#include <stdlib.h>
#include <string.h>

#include "core/conflict.h"
#include "core/datespan.h"
#include "export/consent.h"

#define FULL_AGE 18
#define ASSENT_AGE 12
#define YEAR 365.25

/* An absent or unreadable date may be any day. */
static struct hj_span
span_of(const struct hj_node *node, const char *child)
{
	struct hj_span s;

	(void)hj_date_span(node != NULL ? hj_node_child(node, child) : NULL,
	    &s);
	return s;
}

static bool
is(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

static bool
has(const struct hj_node *consent, const char *child, const char *value)
{
	for (struct hj_node *n = hj_node_child(consent, child); n != NULL;
	     n = hj_node_same(n))
		if (is(n->text, value))
			return true;
	return false;
}

static bool
is_about(const struct hj_node *consent, const struct hj_consent_question *q)
{
	return is(hj_node_value(consent, "subject"), q->person) &&
	    has(consent, "scope", q->scope);
}

static bool
is_withdrawn(const struct hj_node *consent)
{
	return hj_node_child(consent, "withdrawal") != NULL ||
	    is(hj_node_attr(consent, "status"), "withdrawn");
}

static bool
is_no(const struct hj_node *consent)
{
	return is_withdrawn(consent) ||
	    is(hj_node_attr(consent, "status"), "refused");
}

/* The last day on which this "no" may have been said. */
static int32_t
said_until(const struct hj_node *consent)
{
	const struct hj_node *w = hj_node_child(consent, "withdrawal");

	return w != NULL ? span_of(w, "date").latest
			 : span_of(consent, "date").latest;
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

/* Who refused somewhere is asked in every version. */
static bool
may_be_about(const struct hj_node *consent, const struct hj_consent_question *q)
{
	return (is(hj_node_value(consent, "subject"), q->person) ||
		   row_has(q, consent, "subject", q->person)) &&
	    (has(consent, "scope", q->scope) ||
		row_has(q, consent, "scope", q->scope));
}

static struct hj_node *
next_no(const struct hj_consent_question *q, struct hj_node *after)
{
	struct hj_node *n = after != NULL
	    ? hj_node_same(after)
	    : hj_node_child(hj_record_root(q->record), "consent");

	while (n != NULL && !(is_no(n) && may_be_about(n, q)))
		n = hj_node_same(n);
	return n;
}

static struct hj_node *
next_about(const struct hj_consent_question *q, struct hj_node *after)
{
	struct hj_node *n = after != NULL
	    ? hj_node_same(after)
	    : hj_node_child(hj_record_root(q->record), "consent");

	while (n != NULL && !is_about(n, q))
		n = hj_node_same(n);
	return n;
}

/* The record that says no to this one, or NULL (rules 2 and 3). */
static struct hj_node *
beaten_by(const struct hj_consent_question *q, const struct hj_node *given,
    bool proxy)
{
	int32_t since = span_of(given, "date").earliest;

	for (struct hj_node *n = next_no(q, NULL); n != NULL; n = next_no(q, n))
		if (proxy || said_until(n) >= since)
			return n;
	return NULL;
}

static enum hj_consent_answer
judge(const struct hj_consent_question *q, const struct hj_node *given,
    bool proxy)
{
	bool until = hj_node_child(given, "until") != NULL;

	if (is_no(given) || beaten_by(q, given, proxy) != NULL)
		return HJ_CONSENT_REFUSED;
	if (hj_conflict_within(q->record, given))
		return HJ_CONSENT_CONFLICT;
	/* Without a date nobody can say that it lies in the past; it counts,
	 * because a caseworker recorded it, but any "no" beats it. */
	if (hj_node_child(given, "date") != NULL &&
	    span_of(given, "date").earliest > q->today)
		return HJ_CONSENT_ENDED;
	if (until && span_of(given, "until").earliest < q->today)
		return HJ_CONSENT_ENDED;
	if (hj_node_child(given, "recipient") != NULL &&
	    (q->recipient == NULL || !has(given, "recipient", q->recipient)))
		return HJ_CONSENT_RECIPIENT;
	return HJ_CONSENT_YES;
}

/* The best answer that records with this status give. */
static enum hj_consent_answer
by_status(const struct hj_consent_question *q, const char *status,
    const char **id)
{
	bool proxy = strcmp(status, "proxy") == 0;
	enum hj_consent_answer best = HJ_CONSENT_NONE;

	for (struct hj_node *n = next_about(q, NULL); n != NULL;
	     n = next_about(q, n)) {
		enum hj_consent_answer a;

		if (!is(hj_node_attr(n, "status"), status))
			continue;
		a = judge(q, n, proxy);
		if (best == HJ_CONSENT_NONE || a == HJ_CONSENT_YES) {
			best = a;
			*id = hj_node_attr(n, "id");
		}
		if (a == HJ_CONSENT_YES)
			break;
	}
	return best;
}

/* The youngest that the person may be today, in years; 200 when nothing says
 * anything of age: then they are taken to be grown up. */
static double
youngest(const struct hj_consent_question *q)
{
	struct hj_node *p = hj_record_find(q->record, q->person);
	double least = 200;

	if (p == NULL)
		return least;
	for (struct hj_node *b = hj_node_child(p, "birth"); b != NULL;
	     b = hj_node_same(b)) {
		struct hj_span s = span_of(b, "date");

		if (s.latest != INT32_MAX &&
		    (q->today - s.latest) / YEAR < least)
			least = (q->today - s.latest) / YEAR;
	}
	for (struct hj_node *a = hj_node_child(p, "age"); a != NULL;
	     a = hj_node_same(a)) {
		const char *n = hj_node_value(a, "n");
		double years = n != NULL ? (double)strtoul(n, NULL, 10) : least;
		struct hj_span at = span_of(a, "at");

		/* Korean age is up to two years above full age. */
		if (is(hj_node_attr(a, "type"), "korean"))
			years -= 2;
		if (at.latest != INT32_MAX && at.latest < q->today)
			years += (q->today - at.latest) / YEAR;
		if (years < least)
			least = years;
	}
	return least;
}

enum hj_consent_answer
hj_consent_decide(const struct hj_consent_question *q, const char **id)
{
	const char *own_id = NULL, *proxy_id = NULL, *none;
	enum hj_consent_answer own = by_status(q, "given", &own_id);
	enum hj_consent_answer proxy = by_status(q, "proxy", &proxy_id);
	double age = youngest(q);

	if (id == NULL)
		id = &none;
	if (age < FULL_AGE) {
		*id = proxy_id != NULL ? proxy_id : own_id;
		if (proxy != HJ_CONSENT_YES)
			return proxy == HJ_CONSENT_NONE && own == HJ_CONSENT_YES
			    ? HJ_CONSENT_GUARDIAN
			    : proxy;
		if (age >= ASSENT_AGE && own != HJ_CONSENT_YES)
			return own == HJ_CONSENT_NONE ? HJ_CONSENT_ASSENT : own;
		return HJ_CONSENT_YES;
	}
	*id = own == HJ_CONSENT_NONE ? proxy_id : own_id;
	if (own != HJ_CONSENT_NONE)
		return own;
	if (proxy != HJ_CONSENT_NONE)
		return proxy;
	return next_no(q, NULL) != NULL ? HJ_CONSENT_REFUSED : HJ_CONSENT_NONE;
}

const char *
hj_consent_words(enum hj_consent_answer a)
{
	switch (a) {
	case HJ_CONSENT_YES:
		return HJ_N_("consent given");
	case HJ_CONSENT_NONE:
		return HJ_N_("no consent to this recorded");
	case HJ_CONSENT_REFUSED:
		return HJ_N_("refused or withdrawn");
	case HJ_CONSENT_ENDED:
		return HJ_N_("consent not valid on this day");
	case HJ_CONSENT_RECIPIENT:
		return HJ_N_("consent covers other recipients only");
	case HJ_CONSENT_GUARDIAN:
		return HJ_N_("a guardian's consent is missing");
	case HJ_CONSENT_CONFLICT:
		return HJ_N_(
		    "two versions of the consent differ: settle them first");
	case HJ_CONSENT_ASSENT:
		return HJ_N_("the child's own consent is missing");
	}
	return "";
}
