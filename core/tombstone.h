/*
 * tombstone.h: which records were erased, and when.
 *
 * What is left of an erased case: the keyed id (index.h), so that the same id
 * does not come in again unnoticed, the id of its log entries, so that
 * `audit verify` knows why the log names what is not there, and the time.  No
 * id in the clear, no name, no ground: the ground stands in the log entry.
 *
 * A record of its own under `log`, listed from the settings (root.h):
 * version 2 | number 4 | (keyed id 16, log-id 16, time 8, zero 8) each.
 */
#ifndef HJ_CORE_TOMBSTONE_H
#define HJ_CORE_TOMBSTONE_H

#include "core/catalogue.h"
#include "core/index.h"
#include "core/vault.h"

struct hj_tombstone {
	uint8_t key[HJ_INDEX_KEY];
	uint8_t log_id[HJ_LOGID_LEN];
	int64_t time; /* seconds UTC */
};

/* All of them, oldest first: struct hj_tombstone each, appended to `to`. */
int hj_vault_tombstones(struct hj_vault *v, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* Was this one erased?  *ret is false when not; `when` may be NULL. */
int hj_vault_was_erased(struct hj_vault *v, const struct hj_id *id, bool *ret,
    int64_t *when, struct hj_error *err) HJ_MUST_CHECK;
/* One more, in an open change; errors of any write. */
int hj_change_tombstone(struct hj_change *c, const struct hj_row *row,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
