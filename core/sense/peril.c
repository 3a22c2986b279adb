#include "core/sense/peril.h"

#include <string.h>

#include "core/base/word.h"
#include "core/sense/status.h"

/* Codes of the list `country`: those that send back, or lie on the way. */
#define ON_THE_WAY "CN LA RU VN TH MM KH MN"
#define HOME "KP"
#define FIELD "helper broker source witness interp"
#define SAFE "arrived settled protected"

static const struct {
	const char *code, *words;
	int days;
} perils[] = {
	[HJ_PERIL_NONE] = { "none", HJ_N_("not to be warned"), 0 },
	[HJ_PERIL_REACH] = { "reach", HJ_N_("may be arrested and sent back"),
	    0 },
	[HJ_PERIL_FIELD] = { "field", HJ_N_("works or helps in the field"), 0 },
	[HJ_PERIL_HOME] = { "home", HJ_N_("in North Korea"), 3 },
	[HJ_PERIL_HELD] = { "held",
	    HJ_N_("held or lost: warn family or lawyer"), 3 },
	[HJ_PERIL_SAFE] = { "safe", HJ_N_("in safety: has to be told"), 14 },
};

const char *
hj_peril_code(enum hj_peril peril)
{
	return perils[peril].code;
}

const char *
hj_peril_words(enum hj_peril peril)
{
	return perils[peril].words;
}

int
hj_peril_days(enum hj_peril peril)
{
	return perils[peril].days;
}

static const char *
country_at(const struct hj_record *r, const struct hj_node *of)
{
	const char *id = hj_node_value(of, "place");
	const struct hj_node *place = id != NULL ? hj_record_find(r, id) : NULL;

	return place != NULL ? hj_node_value(place, "country") : NULL;
}

/* NULL: nothing says so. */
static const char *
country_of(const struct hj_record *r, const struct hj_node *person)
{
	static const char *const told[] = { "status", "residence" };
	const char *is = NULL;

	for (size_t i = 0; i < HJ_LEN(told); i++)
		for (const struct hj_node *n = hj_node_child(person, told[i]);
		     n != NULL; n = hj_node_same(n))
			if (hj_node_child(n, "to") == NULL &&
			    country_at(r, n) != NULL)
				is = country_at(r, n);
	return is;
}

static bool
has_role(const struct hj_node *person, const char *roles)
{
	const char *is = hj_node_attr(person, "role");

	const char *one;
	size_t n;

	while (hj_word_next(&roles, &one, &n))
		if (hj_word_has(is, one, n))
			return true;
	return false;
}

static enum hj_peril
judge(const struct hj_node *person, const struct hj_status_row *s,
    const char *country)
{
	const enum hj_fate fate = s != NULL ? s->fate : HJ_FATE_OPEN;
	const char *code = s != NULL ? s->code : "";
	const bool way = country != NULL && hj_word_among(ON_THE_WAY, country);
	const bool home = country != NULL && strcmp(country, HOME) == 0;
	const bool safe = !way && !home &&
	    (country != NULL || (*code != '\0' && hj_word_among(SAFE, code)));
	const char *role = hj_node_attr(person, "role");

	if (fate == HJ_FATE_DEAD || (role != NULL && strcmp(role, "perp") == 0))
		return HJ_PERIL_NONE;
	if (fate == HJ_FATE_LOST ||
	    (fate == HJ_FATE_HELD && strcmp(code, "traffick") != 0))
		return HJ_PERIL_HELD;
	if (has_role(person, FIELD) && !safe)
		return HJ_PERIL_FIELD;
	if (home || (!way && strcmp(code, "dprk") == 0))
		return HJ_PERIL_HOME;
	if (safe)
		return HJ_PERIL_SAFE;
	if (country == NULL && *code == '\0' && has_role(person, "relative"))
		return HJ_PERIL_HOME;
	if (country == NULL && *code == '\0' &&
	    has_role(person, "lawyer worker client"))
		return HJ_PERIL_SAFE;
	return HJ_PERIL_REACH;
}

int
hj_peril_of(const struct hj_record *r, struct hj_origins **o,
    const struct hj_node *person, enum hj_peril *ret, struct hj_error *err)
{
	struct hj_status s = { .n = 0 };
	int rc = hj_status_derive(r, o, person, &s, err);

	/* Two accounts that contradict each other: whoever can be reached is. */
	if (rc == HJ_OK)
		*ret = judge(person, s.disputed ? NULL : s.row,
		    country_of(r, person));
	hj_status_clear(&s);
	return rc;
}
