/*
 * erasure.h: a case or petition leaves the vault for good.
 *
 * Its revisions, attachments, row and key are deleted, a tombstone and a log
 * entry stay, and the whole vault gets a new `erase` key (rekey.h), so that no
 * page that ever held its key opens with anything that exists.  Durable and
 * complete when it returns; stopped anywhere in between the vault opens, the
 * case is there as before or gone, and hj_rekey_finish() completes it.
 *
 * Not undone by it: what was exported, backups made before, other copies of the
 * vault, and sectors that an SSD has put aside.
 *
 * For who erases many at once (`intake deliver`): all ids in one call need one
 * rekeying.
 */
#ifndef HJ_CORE_ERASURE_H
#define HJ_CORE_ERASURE_H

#include "core/vault/vault.h"

struct hj_erasure {
	const struct hj_id *id;
	size_t n;
	/* Why: a short text under `log`, which every member and auditor can
	 * read for ever: no names. */
	const char *ground;
	/* Only if this is still the newest version of each, and its only one;
	 * NULL: whatever they are. */
	const uint8_t (*unchanged)[HJ_DIGEST_BYTES];
};

struct hj_erased {
	uint64_t revisions, attachments; /* that were deleted */
};

/* HJ_ENOTFOUND: no such case; HJ_EREFUSED: one is under a legal hold
 * (legalhold.h); in both nothing was changed.  HJ_EBUSY: also when one was
 * changed, then none is erased; HJ_EAUTH and the others of hj_rekey_begin();
 * HJ_EINTERRUPTED: deleted, and pending. */
int hj_vault_erase(struct hj_vault *v, const struct hj_erasure *e,
    const struct hj_progress *p, struct hj_erased *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* What would be deleted. */
int hj_vault_erase_count(struct hj_vault *v, const struct hj_row *row,
    struct hj_erased *ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
