/*
 * store.h: numbered values and an index, kept by LMDB.
 *
 * One environment a process, two tables: `r` maps a record number (8 bytes,
 * big-endian) to a sealed value, `i` a keyed id (16 bytes) to the number of
 * the catalogue page that holds the row.  The store knows nothing of keys or
 * content.
 *
 * Durability is LMDB's own: no flag but MDB_NORDAHEAD and MDB_RDONLY is ever
 * set.  A transaction lives inside one hj_store_with(); no pointer into the
 * map outlives the callback: copy, or open the seal into memory of your own.
 *
 * Reading never touches data.mdb.  It does write lock.mdb, the table of
 * readers (process ids, nothing of the content), because that table is what
 * keeps a writer from reusing pages under a reader; a lock of our own instead
 * would make readers and the writer wait for each other.  On a medium mounted
 * read-only LMDB leaves lock.mdb out by itself, and nobody can write there.
 */
#ifndef HJ_CORE_STORE_H
#define HJ_CORE_STORE_H

#include "core/base/error.h"

#define HJ_INDEX_KEY 16

struct hj_store;
struct hj_txn;

enum hj_store_mode { HJ_STORE_READ, HJ_STORE_WRITE };

struct hj_store_opening {
	const char *dir; /* that holds data.mdb and lock.mdb */
	bool write;
	bool create; /* an empty store; data.mdb must not be there */
	bool whole; /* most of it will be read: let the kernel read ahead */
	size_t map; /* bytes of address space; 0: HJ_STORE_MAP */
};

/*
 * HJ_ECORRUPT: data.mdb is not an LMDB file of this kind of machine (checked
 * before it is mapped); HJ_ENOTFOUND: no data.mdb; HJ_EEXISTS; HJ_EIO.
 */
int hj_store_open(const struct hj_store_opening *how, struct hj_store **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_store_close(struct hj_store *s);

/* What runs inside a transaction.  It may be run twice (the map had to grow),
 * so it changes nothing outside but what it sets anew each time.  A non-zero
 * return aborts and is returned. */
typedef int hj_txn_fn(struct hj_txn *t, void *to, struct hj_error *err);

/*
 * Begin, run fn, commit (or abort).  Reading inside reading joins the outer
 * transaction.  When HJ_STORE_WRITE returns HJ_OK the change is durable;
 * after any error the store is as before.  HJ_EIO: the system failed us, and
 * a full disk is called one (LMDB reports a short write as EIO);
 * HJ_ECORRUPT: LMDB found its file damaged.
 */
int hj_store_with(struct hj_store *s, enum hj_store_mode mode, hj_txn_fn *fn,
    void *to, struct hj_error *err) HJ_MUST_CHECK;

/* Is there room on the disk for this many bytes and some more?  HJ_EIO. */
int hj_store_room(const struct hj_store *s, size_t bytes,
    struct hj_error *err) HJ_MUST_CHECK;

/* A number that differs after each commit of any process; what was read
 * before is stale when it changed. */
uint64_t hj_txn_snapshot(struct hj_txn *t);

/* The value, borrowed until the callback returns.  HJ_ENOTFOUND. */
int hj_txn_get(struct hj_txn *t, uint64_t number, const uint8_t **ret,
    size_t *n, struct hj_error *err) HJ_MUST_CHECK;
int hj_txn_put(struct hj_txn *t, uint64_t number, const uint8_t *p, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;
/* The same for a number above all others: faster and denser. */
int hj_txn_append(struct hj_txn *t, uint64_t number, const uint8_t *p, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;
/* HJ_OK also when it is not there. */
int hj_txn_delete(struct hj_txn *t, uint64_t number,
    struct hj_error *err) HJ_MUST_CHECK;
/* The highest number, 0 when there is no record. */
int hj_txn_last(struct hj_txn *t, uint64_t *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Every record from `from` on, ascending; a non-zero return stops. */
typedef int hj_record_fn(void *to, uint64_t number, const uint8_t *p, size_t n,
    struct hj_error *err);
int hj_txn_each(struct hj_txn *t, uint64_t from, hj_record_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* The index.  HJ_ENOTFOUND; the number 0 deletes. */
int hj_txn_index_get(struct hj_txn *t, const uint8_t key[static HJ_INDEX_KEY],
    uint64_t *ret, struct hj_error *err) HJ_MUST_CHECK;
int hj_txn_index_put(struct hj_txn *t, const uint8_t key[static HJ_INDEX_KEY],
    uint64_t number, struct hj_error *err) HJ_MUST_CHECK;
int hj_txn_index_clear(struct hj_txn *t, struct hj_error *err) HJ_MUST_CHECK;
int hj_txn_index_count(struct hj_txn *t, uint64_t *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* A compact copy of the environment as of now, written to fd (a new file);
 * the caller makes it durable.  HJ_EIO. */
int
hj_store_copy(struct hj_store *s, int fd, struct hj_error *err) HJ_MUST_CHECK;

/* done of total bytes; a non-zero return stops with HJ_EINTERRUPTED. */
typedef int hj_store_step_fn(void *to, uint64_t done, uint64_t total);

/*
 * Put a compact copy in the place of data.mdb, so that what was deleted is in
 * no file of the vault: copied into a folder of its own beside it, compared
 * with what is read here record by record, made durable, renamed over, opened.
 * Whoever else had data.mdb open would go on with a file that has no name any
 * more: the caller sees to it that there is nobody (hold.h).  After an error,
 * and whenever the machine stops, data.mdb is the old or the new one, whole.
 * fn may be NULL.  HJ_EIO, HJ_EINTERRUPTED.
 */
int hj_store_compact(struct hj_store *s, hj_store_step_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* For tests and `doctor`: LMDB's flags, and the size of data.mdb. */
unsigned hj_store_flags(const struct hj_store *s);
uint64_t hj_store_bytes(const struct hj_store *s);

#endif
