#include <string.h>

#include "core/base/base.h"
#include "core/keys/action.h"
#include "core/keys/role.h"

static const char *const words[] = { "none", "owner", "caseworker", "reader",
	"auditor" };

const char *
hj_role_word(enum hj_role role)
{
	return words[(size_t)role < HJ_LEN(words) ? role : HJ_ROLE_NONE];
}

enum hj_role
hj_role_find(const char *word)
{
	for (size_t i = 1; i < HJ_LEN(words); i++)
		if (strcmp(words[i], word) == 0)
			return (enum hj_role)i;
	return HJ_ROLE_NONE;
}

static bool
is_one_of(const char *action, const char *const *list)
{
	while (*list != NULL && strcmp(*list, action) != 0)
		list++;
	return *list != NULL;
}

bool
hj_role_is_membership(const char *action)
{
	static const char *const list[] = { HJ_DID_ENROL, HJ_DID_REMOVE,
		HJ_DID_TEAM, NULL };

	return is_one_of(action, list);
}

/* What an owner alone may do. */
static bool
is_owners(const char *action)
{
	return hj_role_is_membership(action) ||
	    strcmp(action, HJ_DID_HOLD_LIFT) == 0 ||
	    strcmp(action, HJ_DID_RETENTION) == 0;
}

/* What a reader leaves behind: a trace that something was seen or let out, that
 * they began to work on this machine, other ways in for themselves, and that the
 * log lacked one. */
static bool
is_reading(const char *action)
{
	static const char *const list[] = { HJ_DID_SHOW, HJ_DID_EXTRACT,
		HJ_DID_EXPORT, HJ_DID_PROVE, HJ_DID_BACKUP, HJ_DID_PASSPHRASE,
		HJ_DID_RECOVER, HJ_DID_FILE_ADD, HJ_DID_FILE_DROP,
		HJ_DID_SHARES_MADE, HJ_DID_SHARES_TRIED, HJ_DID_SHARES_GONE,
		HJ_DID_LATE, HJ_DID_DEVICE, HJ_DID_ROLLBACK, HJ_DID_ATTEST,
		HJ_DID_COMMIT, NULL };

	return is_one_of(action, list);
}

bool
hj_role_may(enum hj_role role, const char *action, bool revises)
{
	switch (role) {
	case HJ_ROLE_OWNER:
		return true;
	case HJ_ROLE_CASEWORKER:
		return !is_owners(action);
	case HJ_ROLE_READER:
		return !revises && is_reading(action);
	case HJ_ROLE_NONE:
	case HJ_ROLE_AUDITOR:
		break;
	}
	return false;
}
