/*
 * index.h: from the id of a case to the catalogue page that holds its row.
 *
 * The key in table `i` is BLAKE2b-128 (RFC 7693) of the id under the lookup
 * key, so that the table shows no id and cannot be searched without the key.
 * Random keys are dear to insert one by one: each touches a leaf of its own.
 * So the newest rows of a bulk import are kept in this set in memory and go
 * into the table in sorted runs of at most HJ_INDEX_RUN; who opens the vault
 * in between finds them in the tail of the catalogue.
 */
#ifndef HJ_CORE_INDEX_H
#define HJ_CORE_INDEX_H

#include "core/base/id.h"
#include "core/crypto/seal.h"
#include "core/store/store.h"

#define HJ_INDEX_RUN 100000
/* A change with fewer new rows puts them into the table at once. */
#define HJ_INDEX_BULK 1000

struct hj_index_row {
	uint8_t key[HJ_INDEX_KEY];
	uint64_t number; /* record of the page; 0: the place is free */
};

struct hj_index {
	struct hj_index_row *rows;
	size_t n, cap; /* cap: 0 or a power of two */
};

void hj_index_clear(struct hj_index *x);

void hj_index_key(const uint8_t lookup[static HJ_KEY_LEN],
    const struct hj_id *id, uint8_t ret[static HJ_INDEX_KEY]);

/* 0: not there. */
uint64_t
hj_index_get(const struct hj_index *x, const uint8_t key[static HJ_INDEX_KEY]);
/* HJ_ENOMEM: the set is unchanged. */
int hj_index_put(struct hj_index *x, const uint8_t key[static HJ_INDEX_KEY],
    uint64_t number, struct hj_error *err) HJ_MUST_CHECK;

/*
 * All of it, sorted, into the table; the set is unchanged.  A large set touches
 * nearly every page of the table, and LMDB holds in memory what a transaction
 * touches: in parts (0 to HJ_INDEX_PARTS - 1, by the first digit of the key),
 * each in a transaction of its own, it needs a sixteenth.
 */
int hj_index_write(const struct hj_index *x, struct hj_txn *t,
    struct hj_error *err) HJ_MUST_CHECK;
#define HJ_INDEX_PARTS 16
int hj_index_write_part(const struct hj_index *x, unsigned part,
    struct hj_txn *t, struct hj_error *err) HJ_MUST_CHECK;

#endif
