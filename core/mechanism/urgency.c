#include "core/mechanism/urgency.h"

#include <string.h>

#include "core/base/word.h"
#include "core/mechanism/clock.h"
#include "core/mechanism/deadline.h"
#include "core/sense/status.h"
#include "core/sense/victim.h"

/* Codes of the list `risk`: life, health, integrity. */
#define DANGERS "custody repat violence suicide health child"

/* ---- three months ---- */

struct search {
	const char *code;
	struct hj_span until;
};

static int
note(void *to, const struct hj_clock *c, struct hj_error *err)
{
	struct search *s = to;

	(void)err;
	if (strcmp(c->mechanism, s->code) == 0)
		s->until = c->until;
	return HJ_OK;
}

static int
by_clock(const char *code, const struct hj_record *r, int32_t today,
    struct hj_urgency *u, struct hj_error *err)
{
	struct search s = { code, { INT32_MAX, INT32_MAX } };
	int rc = hj_clock_each(r, note, &s, err);

	if (rc != HJ_OK)
		return rc;
	u->until = s.until;
	if (s.until.latest == INT32_MAX)
		u->why = HJ_URGENCY_NO_DATE;
	else if (today <= s.until.earliest)
		u->why = HJ_URGENCY_WITHIN;
	else if (today <= s.until.latest)
		u->why = HJ_URGENCY_DOUBTFUL;
	else
		u->why = HJ_URGENCY_OVER;
	u->urgent = u->why == HJ_URGENCY_WITHIN;
	return HJ_OK;
}

/* ---- held, and in danger ---- */

/* In the hands of a State, not of traffickers. */
static bool
is_detained(const struct hj_status *s)
{
	return s->row != NULL && !s->disputed && s->row->fate == HJ_FATE_HELD &&
	    strcmp(s->row->code, "traffick") != 0;
}

static int
is_held(const struct hj_record *r, struct hj_origins **o,
    const struct hj_node *subject, bool *ret, struct hj_error *err)
{
	struct hj_status s = { .n = 0 };
	int rc = hj_status_derive(r, o, subject, &s, err);

	if (rc == HJ_OK && is_detained(&s))
		*ret = true;
	hj_status_clear(&s);
	return rc;
}

int
hj_urgency_held(const struct hj_record *r, const struct hj_node *person,
    bool *ret, struct hj_error *err)
{
	static const char *const subjects[] = { "person", "group" };
	const struct hj_node *root = hj_record_root(r);
	struct hj_origins *origins = NULL;
	int rc = HJ_OK;

	*ret = false;
	if (person != NULL)
		rc = is_held(r, &origins, person, ret, err);
	for (size_t i = 0; person == NULL && i < HJ_LEN(subjects); i++)
		for (const struct hj_node *n = hj_node_child(root, subjects[i]);
		     n != NULL && !*ret && rc == HJ_OK; n = hj_node_same(n))
			if (i == 1 || hj_may_be_victim(n))
				rc = is_held(r, &origins, n, ret, err);
	hj_origins_free(origins);
	return rc;
}

const struct hj_node *
hj_urgency_danger(const struct hj_record *r)
{
	for (const struct hj_node *n = hj_node_child(hj_record_root(r), "risk");
	     n != NULL; n = hj_node_same(n))
		if (hj_word_among(DANGERS, hj_node_value(n, "code")))
			return n;
	return NULL;
}

static int
by_danger(const struct hj_record *r, struct hj_urgency *u, struct hj_error *err)
{
	bool held = false;
	int rc = hj_urgency_held(r, NULL, &held, err);

	if (rc != HJ_OK)
		return rc;
	if (!held)
		u->why = HJ_URGENCY_NOT_HELD;
	else if (hj_urgency_danger(r) == NULL)
		u->why = HJ_URGENCY_NO_DANGER;
	else
		u->why = HJ_URGENCY_DANGER;
	u->urgent = u->why == HJ_URGENCY_DANGER;
	return HJ_OK;
}

/* Does a time limit of it run from what happened? */
static bool
has_clock(const char *code)
{
	const struct hj_deadline_rule *rule = NULL;

	while (hj_deadline_next(code, &rule))
		if (strcmp(rule->from, "event") == 0)
			return true;
	return false;
}

int
hj_urgency_of(const struct hj_mechanism *m, const struct hj_record *r,
    int32_t today, struct hj_urgency *ret, struct hj_error *err)
{
	const struct hj_mechanism *urgent;

	*ret = (struct hj_urgency){ .urgent = m->urgent,
		.why = HJ_URGENCY_NONE,
		.until = { INT32_MAX, INT32_MAX } };
	if (!hj_mechanism_has_two(m))
		return HJ_OK;
	urgent = hj_mechanism_by_word(m->word, true);
	if (has_clock(urgent->code))
		return by_clock(urgent->code, r, today, ret, err);
	return by_danger(r, ret, err);
}

const char *
hj_urgency_words(enum hj_urgency_why why)
{
	switch (why) {
	case HJ_URGENCY_NONE:
		return HJ_N_("there is one procedure only");
	case HJ_URGENCY_WITHIN:
		return HJ_N_("the disappearance began within three months");
	case HJ_URGENCY_DANGER:
		return HJ_N_("somebody is believed to be held now, and in danger");
	case HJ_URGENCY_NO_DATE:
		return HJ_N_(
		    "nothing on file says when a disappearance began that still lasts");
	case HJ_URGENCY_DOUBTFUL:
		return HJ_N_(
		    "the three months may be over: the earliest day counts");
	case HJ_URGENCY_OVER:
		return HJ_N_("the disappearance began more than three months ago");
	case HJ_URGENCY_NOT_HELD:
		return HJ_N_("nobody is known to be held now");
	case HJ_URGENCY_NO_DANGER:
		return HJ_N_(
		    "no danger to life, health or integrity is on file: 'risk'");
	}
	return "";
}
