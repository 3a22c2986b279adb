#include <string.h>

#include "core/keys/member.h"
#include "core/vault/audit_own.h"

/* The tree is still the one of the checkpoint before. */
int
hj_audit_begin(struct hj_audit *a, struct hj_audited_log *l,
    struct hj_error *err)
{
	const struct hj_audited_log *from = l;
	struct hj_checkpoint c;

	l->has_parent = l->tree.size != 0 || l->said->from != HJ_NO_DEVICE;
	if (!l->has_parent || l->broken)
		return HJ_OK;
	if (l->tree.size == 0)
		from = &a->log[l->said->from];
	hj_checkpoint_origin(a->head->vault_id, from->said->id, c.origin);
	c.size = from->tree.size;
	hj_tree_root(&from->tree, c.root);
	return hj_checkpoint_hash(&c, l->parent, err);
}

static int
signature(struct hj_audit *a, const struct hj_log_entry *e, bool *ret,
    struct hj_error *err)
{
	const uint8_t *key;

	/* What they may now is asked elsewhere: the signature of somebody who
	 * was removed still fits. */
	if (strcmp(a->signer, e->member) != 0) {
		(void)hj_roll_role(&a->roll, e->member, 0, &a->signer_key);
		memcpy(a->signer, e->member, sizeof(a->signer));
	}
	key = a->signer_key;
	a->text.len = 0;
	if (hj_log_signed(e, &a->text, err) != HJ_OK)
		return (int)err->code;
	*ret = key != NULL &&
	    hj_member_verify(key, a->text.data, a->text.len, e->signature);
	return HJ_OK;
}

/* What does not fit between a commit and the entries before it?  NULL: it
 * all does. */
static const char *
fault_of(const struct hj_audited_log *l, const struct hj_log_entry *e)
{
	uint8_t root[HJ_HASH_BYTES];

	if (e->last - e->first + 1 != l->commit.size)
		return HJ_N_(
		    "the commit names more or fewer entries than there are");
	hj_tree_root(&l->commit, root);
	if (memcmp(root, e->root, sizeof(root)) != 0)
		return HJ_N_(
		    "the entries of this commit are not those that were signed");
	/* Nobody signs for others: entries are not signed singly. */
	if (l->mixed || strcmp(l->member, e->member) != 0)
		return HJ_N_(
		    "entries of this commit name another member than the one who signed it");
	if (l->known && l->role == HJ_ROLE_NONE)
		return HJ_N_(
		    "signed by somebody who was no member then: not yet, or no longer");
	if (l->known && l->exceeds)
		return HJ_N_(
		    "the member who signed this commit had no right to do so: a reader or an auditor changes nothing, and only an owner changes members and teams, or lifts a legal hold");
	if (l->broken)
		return NULL;
	if (l->unstated)
		return HJ_N_(
		    "the commit changes who is a member, but the signed list of members does not say so");
	if (l->has_parent != e->has_parent ||
	    (l->has_parent &&
		memcmp(l->parent, e->parent, sizeof(l->parent)) != 0))
		return HJ_N_("the commit does not go on from the checkpoint before "
			     "it");
	return NULL;
}

int
hj_audit_commit(struct hj_audit *a, struct hj_audited_log *l,
    const struct hj_log_entry *e, struct hj_error *err)
{
	const char *fault = l->partial ? NULL : fault_of(l, e);
	bool fits = false;

	a->commits++;
	if (signature(a, e, &fits, err) != HJ_OK)
		return (int)err->code;
	if (fault == NULL && !fits)
		fault = l->known || l->commit.size == 0
		    ? HJ_N_("the member's signature does not fit")
		    : HJ_N_("signed by nobody of this vault");
	l->commit = HJ_TREE;
	l->partial = false;
	if (fault == NULL)
		return HJ_OK;
	return hj_report(a->report, HJ_FOUND_TAMPERED, fault, err,
	    "entry %llu of device %s", (unsigned long long)e->sequence,
	    e->device);
}
