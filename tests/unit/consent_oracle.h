/*
 * consent_oracle.h: the rule on consent once more, by another way.
 *
 * A file of up to four consent records about one person is told in small
 * numbers.  Days that are not certain are tried: a person may be named when
 * they may be in every world that the dates allow, told day by day.  Days:
 * early 10, late 20, today 30, ahead 40.
 */
#ifndef HJ_TESTS_CONSENT_ORACLE_H
#define HJ_TESTS_CONSENT_ORACLE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum day { EARLY, LATE, PERHAPS, UNDATED, AHEAD, NDAYS };
enum end { NO_END, ENDED, MAY_HAVE_ENDED, ENDS_LATER, NENDS };
enum age { ADULT, TEEN, CHILD, UNKNOWN_BIRTH, FOURTEEN_TO_TWENTY_ONE, NAGES };
enum to { TO_ALL, TO_US, TO_OTHERS, NTO };
enum out { HELD, OUT_EARLY, OUT_LATE, OUT_UNDATED, NOUT };

struct told {
	const char *status, *relation; /* relation NULL: not said */
	bool other_scope, contested, resolved;
	enum to to;
	enum day day;
	enum end end;
	enum out out; /* withdrawn, and when */
};

struct situation {
	struct told told[4];
	size_t n;
	enum age age;
	bool to_us; /* who asks: a recipient of that name, or the public */
	bool body; /* recipients are mechanisms, and asked for by another name */
	bool settled; /* the person lives in a safe country */
};

static bool
same(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

/* The first or the last day that a date allows. */
static int
day_of(enum day d, bool last)
{
	switch (d) {
	case EARLY:
		return 10;
	case LATE:
		return 20;
	case PERHAPS:
		return last ? 25 : 5;
	case UNDATED:
		return last ? 30 : 0;
	case AHEAD:
	case NDAYS:
		break;
	}
	return 40;
}

static int
day_out(enum out o, bool last)
{
	return o == OUT_EARLY ? 12 : o == OUT_LATE ? 22 : last ? 30 : 0;
}

static bool
by_the_person(const struct told *t)
{
	return !same(t->status, "proxy") &&
	    (t->relation == NULL || same(t->relation, "self"));
}

static bool
is_yes_of(const struct told *t, bool own)
{
	return !t->other_scope &&
	    (same(t->status, "given") || same(t->status, "proxy")) &&
	    by_the_person(t) == own;
}

/* What takes away is written down already, even if its day lies ahead. */
static int
by_today(int day)
{
	return day > 30 ? 30 : day;
}

/* Does the record say no, and from which day at the latest?  -1: it does not.
 * A relative's refusal may have been settled. */
static int
no_day(const struct told *t, bool last)
{
	if (t->other_scope)
		return -1;
	if (t->out != HELD)
		return day_out(t->out, last);
	if (same(t->status, "withdrawn"))
		return by_today(day_of(t->day, last));
	if (!same(t->status, "refused"))
		return -1;
	if (t->resolved && !t->contested && t->relation != NULL &&
	    !same(t->relation, "self"))
		return -1;
	return by_today(day_of(t->day, last));
}

static bool
is_family(const char *relation, bool minor)
{
	static const char *const both[] = { "parent", "sibling", "guard",
		"kin" };

	if (relation == NULL)
		return true;
	for (size_t i = 0; i < sizeof(both) / sizeof(*both); i++)
		if (strcmp(both[i], relation) == 0)
			return true;
	return !minor && (same(relation, "spouse") || same(relation, "child"));
}

/* What of the permissions given holds on day 30: for this recipient by name,
 * and for everybody. */
struct held {
	bool by_name, for_all;
};

static void
hear(const struct situation *s, const struct told *t, struct held *h)
{
	bool good =
	    !t->contested && t->end != ENDED && t->end != MAY_HAVE_ENDED;

	if (t->to == TO_OTHERS || (t->to == TO_US && !s->to_us)) {
		h->for_all = false;
		return;
	}
	if (!good)
		*h = (struct held){ false, false };
	else if (t->to == TO_US)
		h->by_name = true;
	else
		h->for_all = true;
}

/* One world, one order of what was said on one day: the bits of `world` are
 * the ends of the dates, `last` is heard last on its day. */
static bool
voice_allows(const struct situation *s, bool own, bool minor, unsigned world,
    size_t last)
{
	struct held h = { false, false };

	for (int day = 0; day <= 30; day++) {
		for (size_t k = 0; k <= s->n; k++) {
			size_t i = k < s->n ? k : last;
			const struct told *t = &s->told[i];

			if ((k == s->n || i != last) && t->out == HELD &&
			    is_yes_of(t, own) &&
			    (own || is_family(t->relation, minor)) &&
			    day_of(t->day, world >> i & 1) == day)
				hear(s, t, &h);
		}
		/* Who says no on the same day is heard last. */
		for (size_t i = 0; i < s->n; i++) {
			const struct told *t = &s->told[i];

			if ((same(t->status, "expired") && !t->other_scope &&
				by_today(day_of(t->day, world >> i & 1)) ==
				    day) ||
			    no_day(t, world >> i & 1) == day)
				h = (struct held){ false, false };
		}
	}
	return h.by_name || h.for_all;
}

static bool
in_every_world(const struct situation *s, bool own, bool minor)
{
	for (unsigned world = 0; world < 1u << s->n; world++)
		for (size_t last = 0; last < s->n; last++)
			if (!voice_allows(s, own, minor, world, last))
				return false;
	return true;
}

static bool
may_be_named(const struct situation *s)
{
	bool minor = s->age == TEEN || s->age == CHILD ||
	    s->age == FOURTEEN_TO_TWENTY_ONE;
	bool anybody_said_no = false, spoke = false;

	for (size_t i = 0; i < s->n; i++) {
		/* Also one that lies ahead: it was written down already. */
		anybody_said_no |= no_day(&s->told[i], true) >= 0;
		spoke |= is_yes_of(&s->told[i], true);
	}
	if (minor)
		return !anybody_said_no && in_every_world(s, false, true) &&
		    (s->age == CHILD || in_every_world(s, true, true));
	if (spoke)
		return in_every_world(s, true, false);
	return !anybody_said_no && !s->settled &&
	    in_every_world(s, false, false);
}

#endif
