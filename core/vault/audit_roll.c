#include <string.h>

#include "core/vault/audit_own.h"

/* A statement counts from the position after its entry. */
static bool
is_stated(struct hj_audit *a, const struct hj_log_entry *e)
{
	for (size_t i = 1; i < a->roll.n; i++) {
		const struct hj_statement *s = &a->roll.at[i];

		if (s->position != e->position + 1)
			continue;
		a->stated++;
		return strcmp(a->roll.at[s->signer].id, e->member) == 0 &&
		    (s->role == HJ_ROLE_NONE) ==
		    (strcmp(e->action, HJ_DID_REMOVE) == 0);
	}
	return false;
}

void
hj_audit_right(struct hj_audit *a, struct hj_audited_log *l,
    const struct hj_log_entry *e)
{
	const uint8_t *key;

	if (l->commit.size == 0) {
		l->role = hj_roll_role(&a->roll, e->member, e->position, &key);
		l->known = key != NULL;
		l->exceeds = l->unstated = false;
	}
	if (!hj_role_may(l->role, e->action, e->has_digest))
		l->exceeds = true;
	if ((strcmp(e->action, HJ_DID_ENROL) == 0 ||
		strcmp(e->action, HJ_DID_REMOVE) == 0) &&
	    !is_stated(a, e))
		l->unstated = true;
}

int
hj_audit_roll(struct hj_audit *a, struct hj_error *err)
{
	const char *fault = NULL;
	bool whole = !a->lost;

	for (size_t i = 0; i < a->head->ndevices; i++)
		whole = whole && !a->log[i].broken;
	if (a->roll.n < a->head->roll.n)
		fault = HJ_N_(
		    "somebody was made a member, or removed, without the signature of an owner");
	else if (whole && a->entries != 0 && a->stated + 1 != a->roll.n)
		fault = HJ_N_("it says of somebody what the log does not");
	if (fault == NULL)
		return HJ_OK;
	return hj_report(a->report, HJ_FOUND_TAMPERED, fault, err,
	    "list of members");
}
