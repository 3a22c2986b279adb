/*
 * tombstone.h: what was erased, and when.
 *
 * What is left of an erased case, or of an erased element of one: the id, so
 * that the same does not come in again unnoticed and that others who hold it can
 * be told, the id of its log entries, so that `audit verify` knows why the log
 * names what is not there as it was, and the time.  Ids are random: no name, no
 * value, no ground; the ground stands in the log entry.
 *
 * A record of its own under `log`, listed from the settings (root.h):
 * version 2 | number 4 | (id of the case 10, log-id 16, time 8, element 24, its
 * id 8) each; the last two are padded with zeros, and empty of a whole case.
 */
#ifndef HJ_CORE_TOMBSTONE_H
#define HJ_CORE_TOMBSTONE_H

#include "core/store/catalogue.h"
#include "core/vault/vault.h"

#define HJ_TOMBSTONE_KIND 24

struct hj_part;

struct hj_tombstone {
	struct hj_id id;
	uint8_t log_id[HJ_LOGID_LEN];
	int64_t time; /* seconds UTC */
	char kind[HJ_TOMBSTONE_KIND]; /* of the element; "": the whole case */
	char element[8]; /* its id; "": it has none */
};

#define HJ_TOMBSTONES HJ_BUF((size_t)4 << 20)

/* All of them, oldest first: struct hj_tombstone each, in place of what `to`
 * holds; id NULL: of all, else of one case. */
int hj_vault_tombstones(struct hj_vault *v, const struct hj_id *id,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;
/* Was this case erased?  *ret is false when not; `when` may be NULL. */
int hj_vault_was_erased(struct hj_vault *v, const struct hj_id *id, bool *ret,
    int64_t *when, struct hj_error *err) HJ_MUST_CHECK;
/* What would come back with this record: a whole case file that was erased, an
 * element that was erased from one? */
int hj_vault_erased_of(struct hj_vault *v, const struct hj_record *r,
    bool *whole, bool *part, struct hj_error *err) HJ_MUST_CHECK;
/* One more, in an open change; part NULL: of the whole.  Errors of any write. */
int hj_change_tombstone(struct hj_change *c, const struct hj_row *row,
    const struct hj_part *part, struct hj_error *err) HJ_MUST_CHECK;

#endif
