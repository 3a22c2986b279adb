#include "core/schema_status.h"

#include <string.h>

/*
 * Ways: 0 is shared, 1 leads back into the DPRK, 2 to safety.  From detention
 * abroad people come onto either; nobody knows which without a date.
 */
static const struct hj_status_row rows[] = {
	{ "dprk", NULL, HJ_FATE_FREE, 0, 1 },
	{ "hiding", NULL, HJ_FATE_FREE, 0, 2 },
	{ "traffick", NULL, HJ_FATE_HELD, 0, 2 },
	{ "transit", NULL, HJ_FATE_FREE, 0, 3 },
	{ "det-abroad", NULL, HJ_FATE_HELD, 1, 4 },
	{ "await-repat", "det-abroad", HJ_FATE_HELD, 1, 5 },
	{ "repat-unk", NULL, HJ_FATE_LOST, 1, 6 },
	{ "det-dprk", NULL, HJ_FATE_HELD, 1, 7 },
	{ "camp", "det-dprk", HJ_FATE_HELD, 1, 8 },
	{ "serving", "det-dprk", HJ_FATE_HELD, 1, 8 },
	{ "released", NULL, HJ_FATE_FREE, 0, 0 },
	{ "re-escaped", NULL, HJ_FATE_FREE, 0, 0 },
	{ "protected", NULL, HJ_FATE_FREE, 2, 4 },
	{ "arrived", NULL, HJ_FATE_FREE, 2, 5 },
	{ "settled", "arrived", HJ_FATE_FREE, 2, 6 },
	{ "missing", NULL, HJ_FATE_LOST, 0, 0 },
	{ "disappear", "missing", HJ_FATE_LOST, 0, 0 },
	{ "dead", NULL, HJ_FATE_DEAD, 0, 0 },
	{ "dead-cust", "dead", HJ_FATE_DEAD, 0, 0 },
	{ "executed", "dead", HJ_FATE_DEAD, 0, 0 },
	{ "unknown", NULL, HJ_FATE_OPEN, 0, 0 },
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

static const struct sign {
	const char *elem, *type, *home, *abroad;
	enum ground unsaid;
	bool dead; /* it need not have happened to the living */
} signs[] = {
	{ "event", "depart", "transit", "transit", H, false },
	{ "event", "cross", "transit", "transit", A, false },
	{ "event", "hide", NULL, "hiding", A, false },
	{ "event", "traffick", NULL, "traffick", A, false },
	{ "event", "move", NULL, "transit", A, false },
	{ "event", "arrest", "det-dprk", "det-abroad", A, false },
	{ "event", "arb-arrest", "det-dprk", "det-abroad", A, false },
	{ "event", "arb-det", "det-dprk", "det-abroad", A, false },
	{ "event", "incomm", "det-dprk", "det-abroad", A, false },
	{ "event", "detabroad", "det-abroad", "det-abroad", A, false },
	{ "event", "transfer", "det-dprk", "det-abroad", A, false },
	{ "event", "repat", "repat-unk", "repat-unk", A, false },
	{ "event", "refoul", "repat-unk", "repat-unk", A, false },
	{ "event", "reception", "det-dprk", "det-dprk", H, false },
	{ "event", "interrog", "det-dprk", "det-abroad", H, false },
	{ "event", "pretrial", "det-dprk", "det-abroad", H, false },
	{ "event", "holding", "det-dprk", "det-abroad", H, false },
	{ "event", "trial", "det-dprk", "det-abroad", H, false },
	{ "event", "sentence", "serving", "det-abroad", H, false },
	{ "event", "serve", "serving", "det-abroad", H, false },
	{ "event", "release", "released", "released", A, false },
	{ "event", "reescape", "re-escaped", "re-escaped", H, false },
	{ "event", "disappear", "disappear", "disappear", H, true },
	{ "event", "disapp", "disappear", "disappear", H, true },
	{ "event", "abduct", "missing", "missing", A, false },
	{ "event", "protect", "protected", "protected", A, false },
	{ "event", "enter", "arrived", "arrived", A, false },
	{ "event", "screen", "arrived", "arrived", A, false },
	{ "event", "hanawon", "arrived", "arrived", A, false },
	{ "event", "settle", "settled", "settled", A, false },
	{ "event", "seen", NULL, NULL, H, false },
	{ "event", "death", "dead", "dead", H, true },
	{ "event", "deathcust", "dead-cust", "dead-cust", H, true },
	{ "event", "execution", "executed", "executed", H, true },
	{ "event", "exec-pub", "executed", "executed", H, true },
	{ "event", "exec-sec", "executed", "executed", H, true },
	{ "event", "exec-sum", "executed", "executed", H, true },
	/* What is done to a body, a family or a name needs nobody alive. */
	{ "event", "infant", NULL, NULL, H, true },
	{ "event", "nofamily", NULL, NULL, H, true },
	{ "event", "guilt-assoc", NULL, NULL, H, true },
	{ "event", "discr", NULL, NULL, H, true },
	{ "event", "reprisal", NULL, NULL, H, true },
	{ "event", "extort", NULL, NULL, H, true },
	{ "event", "noreg", NULL, NULL, H, true },
	{ "event", "childsep", NULL, NULL, H, true },
	{ "event", NULL, NULL, NULL, H, false },
	{ "repatriation", NULL, "repat-unk", NULL, H, false },
	{ "detention", "kwanliso", "camp", "camp", H, false },
	{ "detention", "kyohwaso", "det-dprk", "det-dprk", H, false },
	{ "detention", "kyoyangso", "det-dprk", "det-dprk", H, false },
	{ "detention", "danryeondae", "det-dprk", "det-dprk", H, false },
	{ "detention", "jipkyulso", "det-dprk", "det-dprk", H, false },
	{ "detention", "kuryujang", "det-dprk", "det-dprk", H, false },
	{ "detention", "kuryu-mss", "det-dprk", "det-dprk", H, false },
	{ "detention", "kuryu-mps", "det-dprk", "det-dprk", H, false },
	{ "detention", "yesim", "det-dprk", "det-dprk", H, false },
	{ "detention", "daegisil", "det-dprk", "det-dprk", H, false },
	{ "detention", "mil", "det-dprk", "det-abroad", H, false },
	{ "detention", NULL, "det-dprk", "det-abroad", A, false },
	{ "end", "released", "released", "released", H, false },
	{ "end", "bail", "released", "released", H, false },
	{ "end", "bribe", "released", "released", H, false },
	{ "end", "amnesty", "released", "released", H, false },
	{ "end", "served", "released", "released", H, false },
	{ "end", "repat", "repat-unk", "repat-unk", A, false },
	{ "end", "escaped", "re-escaped", "hiding", H, false },
	{ "end", "protect", "protected", "protected", A, false },
	{ "end", "died", "dead-cust", "dead-cust", H, true },
	{ "end", "executed", "executed", "executed", H, true },
	{ "end", "disappear", "disappear", "disappear", H, true },
	{ "end", NULL, NULL, NULL, H, false },
};

const struct hj_status_row *
hj_schema_status_of(const struct hj_elem *e, const char *type,
    const char *state, bool *alive)
{
	for (size_t i = 0; i < HJ_LEN(signs); i++) {
		const struct sign *s = &signs[i];
		bool home =
		    state != NULL ? strcmp(state, "KP") == 0 : s->unsaid == H;

		if (strcmp(e->name, s->elem) != 0 ||
		    (s->type != NULL &&
			(type == NULL || strcmp(type, s->type) != 0)))
			continue;
		*alive = !s->dead;
		return hj_schema_status(home ? s->home : s->abroad);
	}
	*alive = false;
	return NULL;
}
