#include "core/case/schema_rival.h"

#include <string.h>

/* Elements that are assertions; a `sex` that only sorts a number is none. */
static const struct hj_rivalry rivals[] = {
	{ "birth", HJ_R_ONE, HJ_L_FIELDS, NULL },
	{ "age", HJ_R_ONE, HJ_L_AGE, NULL },
	{ "sex", HJ_R_ONE, HJ_L_FIELDS, NULL },
	{ "origin", HJ_R_ONE, HJ_L_FIELDS, NULL },
	{ "songbun", HJ_R_ONE, HJ_L_FIELDS, NULL },
	{ "status", HJ_R_TIME, HJ_L_FIELDS, NULL },
	{ "count", HJ_R_KEYED, HJ_L_RANGE, "sex age" },
	{ "ages", HJ_R_KEYED, HJ_L_FIELDS, "@type" },
	{ "identified", HJ_R_KEYED, HJ_L_FIELDS, "slot" },
	{ "event", HJ_R_OCCASION, HJ_L_FIELDS, "state" },
	{ "detention", HJ_R_OCCASION, HJ_L_FIELDS, "state" },
	{ "repatriation", HJ_R_OCCASION, HJ_L_FIELDS, "from to" },
	{ "place", HJ_R_NONE, HJ_L_FIELDS,
	    "country iso3166-2 county locality facility name" },
	{ "authority", HJ_R_NONE, HJ_L_FIELDS, "organ state level name" },
};

static const struct hj_rivalry several = { "", HJ_R_NONE, HJ_L_FIELDS, NULL };

const struct hj_rivalry *
hj_schema_rivalry(const struct hj_elem *e)
{
	for (size_t i = 0; i < HJ_LEN(rivals); i++)
		if (strcmp(e->name, rivals[i].name) == 0 &&
		    (rivals[i].how == HJ_R_NONE ||
			(e->attrs & HJ_A(PREF)) != 0))
			return &rivals[i];
	return &several;
}

/* Two reports of one arrest may differ by weeks; nobody is tried, sent back
 * or set free twice within a month but in rare cases, which `src` or `same-as`
 * tell apart (account.h).  Beatings, journeys and sightings are many. */
#define WEEKS 31

static const struct {
	const char *elem, *type; /* NULL: whatever the type */
	int32_t days;
} occasions[] = {
	{ "event", "death", HJ_ONCE },
	{ "event", "deathcust", HJ_ONCE },
	{ "event", "execution", HJ_ONCE },
	{ "event", "exec-pub", HJ_ONCE },
	{ "event", "exec-sec", HJ_ONCE },
	{ "event", "exec-sum", HJ_ONCE },
	{ "event", "arrest", WEEKS },
	{ "event", "arb-arrest", WEEKS },
	{ "event", "repat", WEEKS },
	{ "event", "refoul", WEEKS },
	{ "event", "disappear", WEEKS },
	{ "event", "disapp", WEEKS },
	{ "event", "abduct", WEEKS },
	{ "event", "trial", WEEKS },
	{ "event", "sentence", WEEKS },
	{ "event", "release", WEEKS },
	{ "event", "reescape", WEEKS },
	{ "event", "protect", WEEKS },
	{ "event", "enter", WEEKS },
	{ "repatriation", NULL, WEEKS },
	/* Held here and next held there are two periods: only what begins on
	 * days that may be the same is one. */
	{ "detention", NULL, 0 },
};

int32_t
hj_schema_occasion(const struct hj_elem *e, const char *type)
{
	for (size_t i = 0; i < HJ_LEN(occasions); i++)
		if (strcmp(e->name, occasions[i].elem) == 0 &&
		    (occasions[i].type == NULL ||
			(type != NULL && strcmp(type, occasions[i].type) == 0)))
			return occasions[i].days;
	return HJ_NEVER;
}
