#include "core/links/relation.h"

#include <string.h>

static const struct hj_relation relations[] = {
	/* code, inverse, tie, above, downward, level */
	{ "parent", "child", HJ_TIE_PARENT, 1, false, true },
	{ "child", "parent", HJ_TIE_PARENT, -1, true, true },
	{ "adoptp", "adoptc", HJ_TIE_PARENT, 1, false, true },
	{ "adoptc", "adoptp", HJ_TIE_PARENT, -1, true, true },
	{ "stepp", "stepc", HJ_TIE_PARENT, 1, false, true },
	{ "stepc", "stepp", HJ_TIE_PARENT, -1, true, true },
	{ "spouse", "spouse", HJ_TIE_COUPLE, 0, false, true },
	{ "exspouse", "exspouse", HJ_TIE_COUPLE, 0, false, true },
	{ "partner", "partner", HJ_TIE_COUPLE, 0, false, true },
	{ "sibling", "sibling", HJ_TIE_SIBLING, 0, false, true },
	{ "grandp", "grandc", HJ_TIE_KIN, 2, false, true },
	{ "grandc", "grandp", HJ_TIE_KIN, -2, false, true },
	{ "auntuncle", "niece", HJ_TIE_KIN, 1, false, true },
	{ "niece", "auntuncle", HJ_TIE_KIN, -1, false, true },
	/* Cousins may be a generation apart; by marriage, any number. */
	{ "cousin", "cousin", HJ_TIE_KIN, 0, false, false },
	{ "inlaw", "inlaw", HJ_TIE_KIN, 0, false, false },
	{ "same", "same", HJ_TIE_SAME, 0, false, true },
	{ "guard", "ward", HJ_TIE_NONE, 0, false, false },
	{ "ward", "guard", HJ_TIE_NONE, 0, false, false },
	{ "broker", "guided", HJ_TIE_NONE, 0, false, false },
	{ "guided", "broker", HJ_TIE_NONE, 0, false, false },
	{ "codet", "codet", HJ_TIE_NONE, 0, false, false },
	{ "cotravel", "cotravel", HJ_TIE_NONE, 0, false, false },
	{ "friend", "friend", HJ_TIE_NONE, 0, false, false },
	{ "neigh", "neigh", HJ_TIE_NONE, 0, false, false },
	{ "oth", "oth", HJ_TIE_NONE, 0, false, false },
};

const struct hj_relation *
hj_relation_find(const char *code)
{
	for (size_t i = 0; code != NULL && i < HJ_LEN(relations); i++)
		if (strcmp(relations[i].code, code) == 0)
			return &relations[i];
	return NULL;
}
