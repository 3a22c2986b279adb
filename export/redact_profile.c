#include <string.h>

#include "export/redact.h"

#define REMOVE HJ_REDACT_REMOVE
#define KEEP HJ_REDACT_KEEP
#define PSEUDONYM HJ_REDACT_PSEUDONYM
#define COARSE HJ_REDACT_COARSE

/* Those who examine a case in confidence learn which violations there were and
 * who belongs together; everybody else what happened, where and when. */
static const struct hj_redact_profile profiles[] = {
	/* scope, direct, quasi, source, operational, sensitive, free, relations */
	{ "un-conf", PSEUDONYM, COARSE, REMOVE, REMOVE, COARSE, KEEP, true },
	{ "court", PSEUDONYM, COARSE, REMOVE, REMOVE, COARSE, KEEP, true },
	{ "consular", PSEUDONYM, COARSE, REMOVE, REMOVE, COARSE, KEEP, true },
	{ "share-ngo", PSEUDONYM, COARSE, REMOVE, REMOVE, COARSE, KEEP, false },
	{ "stats", PSEUDONYM, COARSE, REMOVE, REMOVE, COARSE, KEEP, false },
	{ NULL, PSEUDONYM, COARSE, REMOVE, REMOVE, REMOVE, KEEP, false },
};

const struct hj_redact_profile *
hj_redact_profile(const char *scope)
{
	const struct hj_redact_profile *p = profiles;

	while (p->scope != NULL && strcmp(p->scope, scope) != 0)
		p++;
	return p;
}

enum hj_redact_action
hj_redact_action(const struct hj_redact_profile *p, enum hj_class class)
{
	switch (class) {
	case HJ_C_FREE:
		return p->free;
	case HJ_C_DIRECT:
		return p->direct;
	case HJ_C_QUASI:
		return p->quasi;
	case HJ_C_SOURCE:
		return p->source;
	case HJ_C_OPERATIONAL:
		return p->operational;
	case HJ_C_SENSITIVE:
		return p->sensitive;
	case HJ_C_CARE:
		break;
	}
	return HJ_REDACT_REMOVE;
}
