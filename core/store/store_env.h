/* store_env.h: what the files of store.h share; nobody else includes it. */
#ifndef HJ_CORE_STORE_ENV_H
#define HJ_CORE_STORE_ENV_H

#include <lmdb.h>

#include "core/file/dir.h"
#include "core/store/store.h"

struct hj_store {
	char dir[HJ_PATH_MAX];
	bool write, whole;
	uint64_t map;
	MDB_env *env; /* NULL after a failure until it could be reopened */
	MDB_dbi records, index;
	struct hj_txn *reading; /* the transaction that is open */
};

struct hj_txn {
	MDB_txn *txn;
	MDB_dbi records, index;
	const struct hj_store *store;
	bool full; /* LMDB wants a larger map */
	int met; /* the last failure but "bad transaction"; 0: none */
};

/* The code and the message for what LMDB returned while doing `what`. */
int hj_store_failed(const struct hj_store *s, int rc, const char *what,
    struct hj_error *err);

/* Refuse a data.mdb that would crash or mislead us once it is mapped.  *size:
 * its bytes.  HJ_ENOTFOUND; HJ_ECORRUPT; HJ_EIO: the medium does not give it. */
int hj_store_look(const char *dir, uint64_t *size,
    struct hj_error *err) HJ_MUST_CHECK;

/* Close the environment if it is open, and open what stands in its folder. */
int hj_store_reopen(struct hj_store *s, struct hj_error *err) HJ_MUST_CHECK;

/* Room for lock.mdb, before LMDB opens it.  HJ_EIO: the disk is full. */
int hj_store_reserve(const char *dir, struct hj_error *err) HJ_MUST_CHECK;

#endif
