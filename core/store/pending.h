/*
 * pending.h: sealed records that wait for the commit of an open change.
 *
 * Only sealed bytes wait here, so that a bulk import holds little plaintext.
 * They may be left behind in freed memory.  A record that is put twice replaces
 * itself.
 */
#ifndef HJ_CORE_PENDING_H
#define HJ_CORE_PENDING_H

#include "core/base/buf.h"
#include "core/store/store.h"

struct hj_pending_row {
	uint64_t number;
	size_t at, n; /* in `bytes`; n = 0: nothing yet, or deleted */
	bool gone; /* delete it */
};

struct hj_pending {
	uint64_t base, next; /* numbers from base to next - 1 are new */
	uint8_t *bytes; /* len of them */
	size_t len, cap;
	struct hj_pending_row *fresh; /* next - base */
	struct hj_pending_row *old; /* records that were there before */
	size_t nold, cap_fresh, cap_old;
};

/* `next` is the first number that is free. */
void hj_pending_init(struct hj_pending *p, uint64_t next);
void hj_pending_clear(struct hj_pending *p);

/* A number for a new record.  HJ_ENOMEM. */
int hj_pending_number(struct hj_pending *p, uint64_t *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Keep these sealed bytes for a record.  HJ_ENOMEM, HJ_ELIMIT. */
int hj_pending_put(struct hj_pending *p, uint64_t number, const uint8_t *bytes,
    size_t n, struct hj_error *err) HJ_MUST_CHECK;
int hj_pending_delete(struct hj_pending *p, uint64_t number,
    struct hj_error *err) HJ_MUST_CHECK;
/* NULL: not here. */
const struct hj_pending_row *
hj_pending_find(const struct hj_pending *p, uint64_t number);

/* All of it into the store: the new ones appended in ascending order. */
int hj_pending_write(const struct hj_pending *p, struct hj_txn *t,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
