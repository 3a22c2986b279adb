#include "core/case/schema_status.h"

#include <stdlib.h>
#include <string.h>

/*
 * Ways: 0 is shared, 1 leads back into the DPRK, 2 to safety.  From detention
 * abroad people come onto either; nobody knows which without a date.
 */
enum row {
	DPRK,
	HIDING,
	TRAFFICK,
	TRANSIT,
	DET_ABROAD,
	AWAIT_REPAT,
	REPAT_UNK,
	DET_DPRK,
	CAMP,
	SERVING,
	RELEASED,
	RE_ESCAPED,
	PROTECTED,
	ARRIVED,
	SETTLED,
	MISSING,
	DISAPPEAR,
	DEAD,
	DEAD_CUST,
	EXECUTED,
	UNKNOWN,
	NROWS,
};

#define ROW(code, general, fate, way, step)                                    \
	{                                                                      \
		code, general, HJ_FATE_##fate, way, step                       \
	}
#define IS(row) (&rows[row])

static const struct hj_status_row rows[NROWS] = {
	[DPRK] = ROW("dprk", NULL, FREE, 0, 1),
	[HIDING] = ROW("hiding", NULL, FREE, 0, 2),
	[TRAFFICK] = ROW("traffick", NULL, HELD, 0, 2),
	[TRANSIT] = ROW("transit", NULL, FREE, 0, 3),
	[DET_ABROAD] = ROW("det-abroad", NULL, HELD, 1, 4),
	[AWAIT_REPAT] = ROW("await-repat", IS(DET_ABROAD), HELD, 1, 5),
	[REPAT_UNK] = ROW("repat-unk", NULL, LOST, 1, 6),
	[DET_DPRK] = ROW("det-dprk", NULL, HELD, 1, 7),
	[CAMP] = ROW("camp", IS(DET_DPRK), HELD, 1, 8),
	[SERVING] = ROW("serving", IS(DET_DPRK), HELD, 1, 8),
	[RELEASED] = ROW("released", NULL, FREE, 0, 0),
	[RE_ESCAPED] = ROW("re-escaped", NULL, FREE, 0, 0),
	[PROTECTED] = ROW("protected", NULL, FREE, 2, 4),
	[ARRIVED] = ROW("arrived", NULL, FREE, 2, 5),
	[SETTLED] = ROW("settled", IS(ARRIVED), FREE, 2, 6),
	[MISSING] = ROW("missing", NULL, LOST, 0, 0),
	[DISAPPEAR] = ROW("disappear", IS(MISSING), LOST, 0, 0),
	[DEAD] = ROW("dead", NULL, DEAD, 0, 0),
	[DEAD_CUST] = ROW("dead-cust", IS(DEAD), DEAD, 0, 0),
	[EXECUTED] = ROW("executed", IS(DEAD), DEAD, 0, 0),
	[UNKNOWN] = ROW("unknown", NULL, OPEN, 0, 0),
};

const struct hj_status_row *
hj_schema_status(const char *code)
{
	for (size_t i = 0; code != NULL && i < HJ_LEN(rows); i++)
		if (strcmp(rows[i].code, code) == 0)
			return &rows[i];
	return NULL;
}

/* The status at home and abroad; where nothing says on whose ground it was,
 * `unsaid` is H or A.  NULL: none. */
enum ground { H, A };

struct sign {
	const char *type;
	const struct hj_status_row *home, *abroad;
	enum ground unsaid;
	bool dead; /* it need not have happened to the living */
};

/* One status on any ground, of the living. */
#define SAME(type, row)                                                        \
	{                                                                      \
		type, IS(row), IS(row), A, false                               \
	}
#define HOME(type, home, abroad)                                               \
	{                                                                      \
		type, IS(home), IS(abroad), H, false                           \
	}
#define ABROAD(type, home, abroad)                                             \
	{                                                                      \
		type, IS(home), IS(abroad), A, false                           \
	}
/* The same, and it need not be of the living. */
#define LOST(type, row)                                                        \
	{                                                                      \
		type, IS(row), IS(row), H, true                                \
	}
/* What is done to a body, a family or a name needs nobody alive. */
#define NOBODY(type)                                                           \
	{                                                                      \
		type, NULL, NULL, H, true                                      \
	}

/* In the order of their types: they are looked up. */
static const struct sign events[] = {
	SAME("abduct", MISSING),
	ABROAD("arb-arrest", DET_DPRK, DET_ABROAD),
	ABROAD("arb-det", DET_DPRK, DET_ABROAD),
	ABROAD("arrest", DET_DPRK, DET_ABROAD),
	NOBODY("childsep"),
	SAME("cross", TRANSIT),
	LOST("death", DEAD),
	LOST("deathcust", DEAD_CUST),
	SAME("depart", TRANSIT),
	SAME("detabroad", DET_ABROAD),
	LOST("disapp", DISAPPEAR),
	LOST("disappear", DISAPPEAR),
	NOBODY("discr"),
	SAME("enter", ARRIVED),
	LOST("exec-pub", EXECUTED),
	LOST("exec-sec", EXECUTED),
	LOST("exec-sum", EXECUTED),
	LOST("execution", EXECUTED),
	NOBODY("extort"),
	NOBODY("guilt-assoc"),
	SAME("hanawon", ARRIVED),
	{ "hide", NULL, IS(HIDING), A, false },
	HOME("holding", DET_DPRK, DET_ABROAD),
	ABROAD("incomm", DET_DPRK, DET_ABROAD),
	NOBODY("infant"),
	HOME("interrog", DET_DPRK, DET_ABROAD),
	{ "move", NULL, IS(TRANSIT), A, false },
	NOBODY("nofamily"),
	NOBODY("noreg"),
	HOME("pretrial", DET_DPRK, DET_ABROAD),
	SAME("protect", PROTECTED),
	SAME("reception", DET_DPRK),
	SAME("reescape", RE_ESCAPED),
	SAME("refoul", REPAT_UNK),
	SAME("release", RELEASED),
	SAME("repat", REPAT_UNK),
	NOBODY("reprisal"),
	SAME("screen", ARRIVED),
	{ "seen", NULL, NULL, H, false },
	HOME("sentence", SERVING, DET_ABROAD),
	HOME("serve", SERVING, DET_ABROAD),
	SAME("settle", SETTLED),
	{ "traffick", NULL, IS(TRAFFICK), A, false },
	ABROAD("transfer", DET_DPRK, DET_ABROAD),
	HOME("trial", DET_DPRK, DET_ABROAD),
};

/* Of what is not here: the living. */
static const struct sign any_event = { NULL, NULL, NULL, H, false };

/* By kind of place; of any other by the State that holds. */
static const struct sign detentions[] = {
	SAME("daegisil", DET_DPRK),
	SAME("danryeondae", DET_DPRK),
	SAME("jipkyulso", DET_DPRK),
	SAME("kuryu-mps", DET_DPRK),
	SAME("kuryu-mss", DET_DPRK),
	SAME("kuryujang", DET_DPRK),
	SAME("kwanliso", CAMP),
	SAME("kyohwaso", DET_DPRK),
	SAME("kyoyangso", DET_DPRK),
	HOME("mil", DET_DPRK, DET_ABROAD),
	SAME("yesim", DET_DPRK),
};

static const struct sign any_detention = ABROAD(NULL, DET_DPRK, DET_ABROAD);

/* How a period of detention ended. */
static const struct sign ends[] = {
	SAME("amnesty", RELEASED),
	SAME("bail", RELEASED),
	SAME("bribe", RELEASED),
	LOST("died", DEAD_CUST),
	LOST("disappear", DISAPPEAR),
	HOME("escaped", RE_ESCAPED, HIDING),
	LOST("executed", EXECUTED),
	SAME("protect", PROTECTED),
	SAME("released", RELEASED),
	SAME("repat", REPAT_UNK),
	SAME("served", RELEASED),
};

static const struct sign any_end = { NULL, NULL, NULL, H, true };
static const struct sign repatriation = { NULL, IS(REPAT_UNK), NULL, H, false };

static int
by_type(const void *type, const void *sign)
{
	return strcmp(type, ((const struct sign *)sign)->type);
}

static const struct sign *
find(const struct sign *signs, size_t n, const char *type,
    const struct sign *any)
{
	const struct sign *found = NULL;

	if (type != NULL)
		found = bsearch(type, signs, n, sizeof(*signs), by_type);
	return found != NULL ? found : any;
}

const struct hj_status_row *
hj_schema_status_of(const struct hj_elem *e, const char *type,
    const char *state, bool *alive)
{
	const struct sign *s;
	bool home;

	*alive = false;
	if (strcmp(e->name, "event") == 0)
		s = find(events, HJ_LEN(events), type, &any_event);
	else if (strcmp(e->name, "detention") == 0)
		s = find(detentions, HJ_LEN(detentions), type, &any_detention);
	else if (strcmp(e->name, "end") == 0)
		s = find(ends, HJ_LEN(ends), type, &any_end);
	else if (strcmp(e->name, "repatriation") == 0)
		s = &repatriation;
	else
		return NULL;
	*alive = !s->dead;
	home = state != NULL ? strcmp(state, "KP") == 0 : s->unsaid == H;
	return home ? s->home : s->abroad;
}
