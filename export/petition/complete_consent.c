/* Predicates about who may be named, and whom the family let speak. */
#include <string.h>

#include "core/base/word.h"
#include "export/consent/consent_own.h"
#include "export/petition/complete_own.h"

#define KIN "spouse parent child sibling guard kin"

static const struct hj_annex_victim *
victim_of(const struct hj_asked *a)
{
	return &a->c->victims[a->victim];
}

static struct hj_consent_question
question(const struct hj_asked *a, size_t victim, const char *scope)
{
	return (struct hj_consent_question){ .record =
						 a->c->victims[victim].record,
		.person = a->c->victims[victim].person,
		.scope = scope,
		.recipient = a->c->recipient,
		.today = a->c->today };
}

static enum hj_consent_answer
decide(const struct hj_asked *a, size_t victim)
{
	struct hj_consent_question q =
	    question(a, victim, a->c->mechanism->scope);

	return q.person != NULL ? hj_consent_decide(&q, NULL) : HJ_CONSENT_NONE;
}

/* These may be about a group, by nature of what they are. */
static bool
takes_groups(const struct hj_asked *a)
{
	return hj_word_among("sp hrc", a->c->mechanism->word);
}

static int
named(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	(void)err;
	for (size_t i = 0; i < a->c->nvictims; i++)
		if (decide(a, i) == HJ_CONSENT_YES ||
		    (a->c->victims[i].person == NULL && takes_groups(a)))
			*ret = HJ_ANSWER_YES;
	return HJ_OK;
}

/* A withdrawal of what was never given here is a refusal too. */
static int
not_refused(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	(void)err;
	*ret = hj_answer_of(decide(a, a->victim) != HJ_CONSENT_REFUSED);
	return HJ_OK;
}

static bool
has_name(const struct hj_annex_victim *v)
{
	const struct hj_node *person =
	    v->person != NULL ? hj_record_find(v->record, v->person) : NULL;

	for (const struct hj_node *n =
		 person != NULL ? hj_node_child(person, "name") : NULL;
	     n != NULL; n = hj_node_same(n))
		if (hj_node_value(n, "full") != NULL ||
		    hj_node_value(n, "family") != NULL ||
		    hj_node_value(n, "given") != NULL)
			return true;
	return false;
}

/* Further members of a group may stand beside somebody with a name. */
static int
identified(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	bool yes = has_name(victim_of(a));

	(void)err;
	if (victim_of(a)->person == NULL)
		yes = takes_groups(a);
	for (size_t i = 0; victim_of(a)->person == NULL && i < a->c->nvictims;
	     i++)
		yes = yes || has_name(&a->c->victims[i]);
	*ret = hj_answer_of(yes);
	return HJ_OK;
}

static int
is_named(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	(void)err;
	*ret = hj_answer_of(victim_of(a)->person == NULL ||
	    decide(a, a->victim) == HJ_CONSENT_YES);
	return HJ_OK;
}

/* Nobody else is ever named: there is no way to get here without consent. */
static int
only_by_consent(const struct hj_asked *a, enum hj_answer *ret,
    struct hj_error *err)
{
	(void)a;
	(void)err;
	*ret = HJ_ANSWER_YES;
	return HJ_OK;
}

static bool
is_given(const struct hj_node *consent)
{
	return hj_word_among("given proxy", hj_node_attr(consent, "status")) &&
	    hj_node_child(consent, "withdrawal") == NULL;
}

/* Whoever submits for themselves needs to ask nobody. */
static int
family(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	struct hj_consent_question q =
	    question(a, a->victim, a->c->mechanism->scope);
	const struct hj_node *by =
	    hj_node_child(hj_record_root(a->c->petition), "submitter");

	(void)err;
	if (q.person == NULL || by == NULL ||
	    hj_node_value(by, "organisation") == NULL)
		*ret = HJ_ANSWER_YES;
	if (*ret == HJ_ANSWER_YES)
		return HJ_OK;
	for (struct hj_node *n = NULL; (n = hj_consent_next(&q, n)) != NULL;)
		if (is_given(n) &&
		    hj_word_among(KIN, hj_node_value(n, "relation")))
			*ret = HJ_ANSWER_YES;
	return HJ_OK;
}

/* Given for this person, not taken back, and not over. */
static bool
stands(const struct hj_asked *a, const struct hj_annex_victim *v,
    const char *consent)
{
	const struct hj_node *n =
	    consent != NULL ? hj_record_find(v->record, consent) : NULL;
	const char *subject;

	if (n == NULL || strcmp(n->name, "consent") != 0 || !is_given(n))
		return false;
	subject = hj_node_value(n, "subject");
	return subject != NULL && strcmp(subject, v->person) == 0 &&
	    (hj_node_child(n, "until") == NULL ||
		hj_consent_span(n, "until").latest >= a->c->today);
}

static bool
is_authorised(const struct hj_asked *a, const struct hj_annex_victim *v)
{
	const char *self = hj_node_attr(hj_record_root(v->record), "id");

	for (const struct hj_node *n =
		 hj_node_child(hj_record_root(a->c->petition), "authorisation");
	     n != NULL; n = hj_node_same(n)) {
		const char *of = hj_node_value(n, "case");

		if ((of == NULL || (self != NULL && strcmp(of, self) == 0)) &&
		    stands(a, v, hj_node_value(n, "consent")))
			return true;
	}
	return false;
}

/* That something is named is no authorisation: it must be a consent of the
 * victim or the family that stands today.  Of those who are only counted nobody
 * can have one. */
static int
authorised(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	bool yes = hj_node_child(hj_record_root(a->c->petition),
		       "authorisation") != NULL;

	(void)err;
	for (size_t i = 0; i < a->c->nvictims; i++)
		yes = yes &&
		    (a->c->victims[i].person == NULL ||
			is_authorised(a, &a->c->victims[i]));
	*ret = hj_answer_of(yes);
	return HJ_OK;
}

static int
recontact(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(victim_of(a)->record);
	const struct hj_node *submitter =
	    hj_node_child(hj_record_root(a->c->petition), "submitter");
	const char *passes_on =
	    submitter != NULL ? hj_node_value(submitter, "follow-up") : NULL;

	(void)err;
	/* Whoever submits says so themselves, as the form asks it. */
	if (passes_on != NULL && strcmp(passes_on, "yes") == 0)
		*ret = HJ_ANSWER_YES;
	for (const struct hj_node *n = hj_node_child(root, "consent");
	     n != NULL; n = hj_node_same(n))
		if (is_given(n) && hj_consent_has(n, "scope", "recontact"))
			*ret = HJ_ANSWER_YES;
	return HJ_OK;
}

/* Yes and no are both an answer; only who is named must have given one. */
static int
asked(const struct hj_asked *a, const char *scope, enum hj_answer *ret)
{
	struct hj_consent_question q = question(a, a->victim, scope);

	if (q.person == NULL || decide(a, a->victim) != HJ_CONSENT_YES)
		*ret = HJ_ANSWER_YES;
	for (struct hj_node *n = NULL;
	     q.person != NULL && (n = hj_consent_next(&q, n)) != NULL;)
		if (hj_word_among("given proxy refused withdrawn",
			hj_node_attr(n, "status")))
			*ret = HJ_ANSWER_YES;
		else if (*ret == HJ_ANSWER_NO)
			*ret = HJ_ANSWER_NOT_ASKED;
	return HJ_OK;
}

static int
asked_state(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	(void)err;
	return asked(a, "un-state", ret);
}

static int
asked_public(const struct hj_asked *a, enum hj_answer *ret,
    struct hj_error *err)
{
	(void)err;
	return asked(a, "un-public", ret);
}

static int
only_here(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	(void)err;
	*ret = hj_answer_of(a->c->elsewhere == NULL ||
	    !a->c->elsewhere(a->c->to, a->victim));
	return HJ_OK;
}

const struct hj_asked_name hj_asked_consent[] = {
	{ "asked-public", asked_public },
	{ "asked-state", asked_state },
	{ "authorised", authorised },
	{ "family", family },
	{ "identified", identified },
	{ "is-named", is_named },
	{ "named", named },
	{ "not-refused", not_refused },
	{ "only-by-consent", only_by_consent },
	{ "only-here", only_here },
	{ "recontact", recontact },
	{ NULL, NULL },
};
