/*
 * floor.h: the least work that our formats (format.md) leave to anybody.
 *
 * The floor programs do what cannot be left out, with the same libraries, and
 * nothing else: no checks of the outline, no catalogue of codes and dates, no
 * confined child, no second copy, no wiping.  They keep a vault of the same
 * records in the same sizes under raw keys.  Whatever goes wrong ends them.
 *
 * Three primitives are core's own, because writing them again would change
 * nothing: hj_kdf() (HKDF), hj_tree_append() (RFC 6962), hj_log_hash() and
 * hj_log_signed() (the text of a leaf).  All else is straight libsodium, LMDB
 * and libxml2.
 */
#ifndef HJ_TESTS_FLOOR_H
#define HJ_TESTS_FLOOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lmdb.h>

#include "core/log/log.h"
#include "core/log/tree.h"

#define FLOOR_PAGE 16368
#define FLOOR_BATCH ((size_t)8 << 20) /* as `hanji import` */
#define FLOOR_RUN 100000 /* index rows sorted and written at once */
#define FLOOR_OVERHEAD 108 /* of an envelope: nonce to tag, and length */
#define FLOOR_ROOM (FLOOR_PAGE - FLOOR_OVERHEAD)
#define FLOOR_FIRST 256 /* the first record that is no root or list */
#define FLOOR_CASE ((size_t)4 << 20)
#define FLOOR_SALT 32

enum floor_list_name { FLOOR_CATALOGUE, FLOOR_KEYS, FLOOR_LOG, FLOOR_LISTS };

/* What stands in the root, twice. */
struct floor_root {
	uint64_t next, cases, commits;
	uint64_t count[FLOOR_LISTS];
	struct hj_tree tree;
};

struct floor_list {
	uint64_t *number;
	size_t cap, saved;
};

/* A row: where the case is and what opens it. */
struct floor_row {
	uint8_t id[10], dek[32], log_id[16], digest[32];
	uint64_t number;
	uint16_t names; /* bytes that follow */
};

struct floor_index {
	uint8_t key[16];
	uint8_t number[8];
};

struct floor {
	MDB_env *env;
	MDB_txn *txn;
	MDB_dbi r, i;
	char dir[4096];
	uint8_t vault_id[16], mask[32], lookup[32], page[32], log[32];
	uint8_t member_pk[32], member_sk[64], device_pk[32], device_sk[64];
	char member[HJ_FINGERPRINT], device[HJ_FINGERPRINT];
	struct floor_root root;
	struct floor_list list[FLOOR_LISTS];
	struct hj_tree commit; /* of this commit's entries */
	uint64_t entries; /* in it */
	struct hj_buf text;
	uint8_t rows[FLOOR_ROOM], keys[FLOOR_ROOM], entry[FLOOR_ROOM];
	size_t nrows, nkeys, nentry;
	uint64_t rows_number, keys_number;
	struct floor_index *index;
	size_t nindex;
	size_t pending; /* bytes since the last commit */
	uint8_t sealed[FLOOR_CASE + FLOOR_PAGE];
	int anchor;
	double began; /* CPU, microseconds */
};

_Noreturn void floor_die(const char *what);
void floor_must(int rc, const char *what);

/* ---- floor_seal.c ---- */

size_t floor_class(size_t n);
/* Into f->sealed; the stored size. */
size_t floor_seal(struct floor *f, uint64_t number, unsigned kind,
    const uint8_t *key, const uint8_t *p, size_t n);
/* In place of `to`; how much was sealed. */
size_t floor_open_seal(const struct floor *f, uint64_t number,
    const uint8_t *key, const uint8_t *p, size_t n, uint8_t *to);
void floor_digest(const uint8_t *p, size_t n, const uint8_t *salt_key,
    uint8_t ret[static 32]);

/* ---- floor_db.c ---- */

struct floor *floor_start(const char *dir, bool create, bool write);
void floor_end(struct floor *f);
void floor_begin(struct floor *f, bool write);
/* Seal and store; hash (may be NULL) gets SHA-256 of the stored bytes. */
void floor_put(struct floor *f, uint64_t number, unsigned kind,
    const uint8_t *key, const uint8_t *p, size_t n, uint8_t *hash);
size_t
floor_get(struct floor *f, uint64_t number, const uint8_t *key, uint8_t *to);
MDB_val floor_stored(struct floor *f, uint64_t number);
void floor_append(struct floor *f, enum floor_list_name l, uint64_t number);
/* The signed commit entry, roots, one transaction, one flush. */
void floor_commit(struct floor *f, bool bulk);
void floor_index_key(const struct floor *f, const uint8_t id[static 10],
    uint8_t ret[static 16]);
void floor_index_write(struct floor *f);

/* ---- floor_log.c ---- */

void floor_log_add(struct floor *f, const struct floor_row *row,
    const uint8_t envelope[static 32], const uint8_t *parent);
void floor_log_commit(struct floor *f);
void floor_verify(struct floor *f);

/* ---- floor_case.c: cases into the vault ---- */

void floor_import(struct floor *f, const char *file);
bool floor_row_of(struct floor *f, const uint8_t id[static 10],
    struct floor_row *ret, uint64_t *page, uint8_t *room, size_t *at);
void floor_update(struct floor *f, size_t times);

/* ---- floor_read.c ---- */

void floor_export(struct floor *f, const char *file, bool hash);
void floor_reads(struct floor *f, size_t times);
void floor_show(struct floor *f, const char *id);
void floor_scan(struct floor *f, size_t times);

/* ---- floor.c: CPU time of what is repeated, printed by stop ---- */

void floor_clock_start(struct floor *f);
void floor_clock_stop(const struct floor *f, size_t times);

#endif
