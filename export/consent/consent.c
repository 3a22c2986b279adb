#include <string.h>

#include "core/base/word.h"
#include "core/case/conflict.h"
#include "export/consent/consent_own.h"
#include "export/consent/recipient.h"

#define FULL_AGE 18
#define ASSENT_AGE 12

/* Who may speak for somebody who can not be asked, and for a child. */
#define KIN "child guard kin parent sibling spouse"
#define GUARDIANS "guard kin parent sibling"

/* Whose word is looked for. */
struct voice {
	bool proxy;
	bool minor; /* the person may be one */
};

static bool
is(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

/* Given by the person, or given for them?  Who is not the person gave it for
 * them, whatever the status says. */
static bool
is_of(const struct hj_node *consent, const struct voice *v)
{
	const char *status = hj_node_attr(consent, "status");

	if (is(status, "proxy"))
		return v->proxy;
	return is(status, "given") && hj_consent_is_own(consent) != v->proxy;
}

static bool
may_speak(const struct hj_node *given, const struct voice *v)
{
	const char *relation = hj_node_value(given, "relation");

	return !v->proxy || relation == NULL ||
	    hj_word_among(v->minor ? GUARDIANS : KIN, relation);
}

/* The last day on which this "no" may have been said. */
static int32_t
said_until(const struct hj_node *consent)
{
	const struct hj_node *w = hj_node_child(consent, "withdrawal");

	return w != NULL ? hj_consent_span(w, "date").latest
			 : hj_consent_span(consent, "date").latest;
}

static bool
is_beaten(const struct hj_consent_question *q, const struct hj_node *given,
    bool proxy)
{
	int32_t since = hj_consent_span(given, "date").earliest;
	struct hj_node *n = NULL;

	while ((n = hj_consent_next_no(q, n)) != NULL)
		if (proxy || said_until(n) >= since)
			return true;
	return false;
}

static bool
lies_ahead(const struct hj_consent_question *q, const struct hj_node *given)
{
	/* Without a date nobody can say that it lies in the past; it counts,
	 * because a caseworker recorded it, but any "no" beats it. */
	return hj_node_child(given, "date") != NULL &&
	    hj_consent_span(given, "date").earliest > q->today;
}

static bool
is_limited(const struct hj_node *given)
{
	return hj_node_child(given, "recipient") != NULL;
}

static bool
reaches(const struct hj_consent_question *q, const struct hj_node *given)
{
	struct hj_node *n = hj_node_child(given, "recipient");

	if (n == NULL || q->recipient == NULL)
		return n == NULL;
	while (n != NULL &&
	    (n->text == NULL || !hj_recipient_same(n->text, q->recipient)))
		n = hj_node_same(n);
	return n != NULL;
}

/* What a record that was given says when it stands alone. */
static enum hj_consent_answer
alone(const struct hj_consent_question *q, const struct hj_node *given)
{
	if (hj_conflict_within(q->record, given))
		return HJ_CONSENT_CONFLICT;
	if (lies_ahead(q, given))
		return HJ_CONSENT_ENDED;
	if (hj_node_child(given, "until") != NULL &&
	    hj_consent_span(given, "until").earliest < q->today)
		return HJ_CONSENT_ENDED;
	return reaches(q, given) ? HJ_CONSENT_YES : HJ_CONSENT_RECIPIENT;
}

/* Does what was given later (or may have been) change what `given` says? */
static bool
bears_on(const struct hj_consent_question *q, const struct hj_node *later,
    const struct hj_node *given)
{
	if (later == given || hj_consent_is_no(q, later) ||
	    lies_ahead(q, later) ||
	    hj_consent_span(later, "date").latest <
		hj_consent_span(given, "date").earliest)
		return false;
	return reaches(q, later) || !is_limited(given);
}

/* The newest decides; of those that may be the newest, the strictest. */
static enum hj_consent_answer
judge(const struct hj_consent_question *q, const struct hj_node *given,
    const struct voice *v)
{
	enum hj_consent_answer a;
	struct hj_node *n = NULL;

	if (hj_consent_is_no(q, given) || is_beaten(q, given, v->proxy))
		return HJ_CONSENT_REFUSED;
	if (!may_speak(given, v))
		return v->minor ? HJ_CONSENT_GUARDIAN : HJ_CONSENT_OWN;
	if ((a = alone(q, given)) != HJ_CONSENT_YES)
		return a;
	while ((n = hj_consent_next(q, n)) != NULL) {
		if (is(hj_node_attr(n, "status"), "expired") &&
		    hj_consent_span(n, "date").latest >=
			hj_consent_span(given, "date").earliest)
			return HJ_CONSENT_ENDED;
		if (is_of(n, v) && may_speak(n, v) && bears_on(q, n, given) &&
		    (a = alone(q, n)) != HJ_CONSENT_YES)
			return a;
	}
	return HJ_CONSENT_YES;
}

/* The best answer that the records of this voice give. */
static enum hj_consent_answer
ask(const struct hj_consent_question *q, const struct voice *v, const char **id)
{
	enum hj_consent_answer best = HJ_CONSENT_NONE, a;
	struct hj_node *n = NULL;

	while ((n = hj_consent_next(q, n)) != NULL) {
		if (!is_of(n, v))
			continue;
		a = judge(q, n, v);
		if (best == HJ_CONSENT_NONE || a == HJ_CONSENT_YES) {
			best = a;
			*id = hj_node_attr(n, "id");
		}
		if (a == HJ_CONSENT_YES)
			break;
	}
	return best;
}

/* Nobody said yes: did somebody say no, was it over, or could nobody be asked?
 * The last needs a second member, and no vault has one yet. */
static enum hj_consent_answer
without(const struct hj_consent_question *q, const char **id)
{
	enum hj_consent_answer a = HJ_CONSENT_NONE;
	struct hj_node *n = hj_consent_next_no(q, NULL);

	if (n != NULL) {
		*id = hj_node_attr(n, "id");
		return HJ_CONSENT_REFUSED;
	}
	while ((n = hj_consent_next(q, n)) != NULL)
		if (is(hj_node_attr(n, "status"), "impossible")) {
			*id = hj_node_attr(n, "id");
			a = HJ_CONSENT_APPROVAL;
		}
	return a;
}

static enum hj_consent_answer
of_minor(enum hj_consent_answer own, enum hj_consent_answer proxy, double most)
{
	if (proxy != HJ_CONSENT_YES)
		return proxy == HJ_CONSENT_NONE && own == HJ_CONSENT_YES
		    ? HJ_CONSENT_GUARDIAN
		    : proxy;
	if (most >= ASSENT_AGE && own != HJ_CONSENT_YES)
		return own == HJ_CONSENT_NONE ? HJ_CONSENT_ASSENT : own;
	/* Also a small child may say no. */
	return own == HJ_CONSENT_REFUSED ? own : HJ_CONSENT_YES;
}

enum hj_consent_answer
hj_consent_decide(const struct hj_consent_question *q, const char **id)
{
	const char *own_id = NULL, *proxy_id = NULL, *none = NULL;
	enum hj_consent_answer own, proxy;
	double least, most;
	struct voice v = { .proxy = false };

	if (id == NULL)
		id = &none;
	*id = NULL;
	hj_consent_age(q, &least, &most);
	v.minor = least < FULL_AGE;
	own = ask(q, &v, &own_id);
	v.proxy = true;
	proxy = ask(q, &v, &proxy_id);
	if (own == HJ_CONSENT_NONE && proxy == HJ_CONSENT_NONE)
		return without(q, id);
	if (v.minor) {
		*id = proxy_id != NULL ? proxy_id : own_id;
		return of_minor(own, proxy, most);
	}
	/* What somebody said themselves counts, even when it is over. */
	*id = own == HJ_CONSENT_NONE ? proxy_id : own_id;
	if (own != HJ_CONSENT_NONE)
		return own;
	return proxy == HJ_CONSENT_YES && hj_consent_can_be_asked(q)
	    ? HJ_CONSENT_OWN
	    : proxy;
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
	case HJ_CONSENT_OWN:
		return HJ_N_(
		    "the person can be asked: their own consent is missing");
	case HJ_CONSENT_APPROVAL:
		return HJ_N_(
		    "nobody could be asked: a second member must approve, which is not possible yet");
	}
	return "";
}
