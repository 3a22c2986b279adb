/*
 * trip.h: what a vault in the field knows of where its case files go.
 *
 * The keys of the headquarters (keycard.h), pinned once somebody compared them;
 * since when case files are taken for it; and what was sealed for it: of each
 * package the versions that are in it, by what the log says of them anyway, so
 * that no id stands here.
 *
 * A record of its own under `log`, listed from the settings (root.h), version 0,
 * integers big-endian:
 *
 *	version 2 | name, length 1 and text | X25519 key 32 | Ed25519 key 32 |
 *	since 8 | until 8 | from 8 | number 2 | packages
 *
 * A package: SHA-256 of what was signed in it 32 | SHA-256 of the sealed file
 * 32 | its name in the folder, 16 random bytes | sealed 8 | written 8 |
 * received 8 | number 4 | (log-id 16, digest 32) each.
 */
#ifndef HJ_CORE_TRIP_H
#define HJ_CORE_TRIP_H

#include "core/keys/keycard.h"
#include "core/store/catalogue.h"
#include "core/case/digest.h"

struct hj_vault;
struct hj_change;

/* That wait for a receipt; of more the oldest is forgotten, and its receipt
 * then erases nothing. */
#define HJ_TRIP_PACKAGES 32
#define HJ_TRIP_FILE 16

struct hj_trip_version {
	uint8_t log_id[HJ_LOGID_LEN];
	uint8_t digest[HJ_DIGEST_BYTES];
};

struct hj_trip_package {
	uint8_t package[HJ_DIGEST_BYTES], sealed[HJ_DIGEST_BYTES];
	uint8_t file[HJ_TRIP_FILE];
	int64_t closed, written, received; /* seconds UTC; 0: not yet */
	size_t first, n; /* of the versions; none once it was erased */
};

struct hj_trip {
	struct hj_keycard to;
	int64_t since, until; /* until 0: nobody said */
	uint64_t from; /* what the log says from this position on */
	size_t npackages;
	struct hj_trip_package package[HJ_TRIP_PACKAGES]; /* oldest first */
	struct hj_buf versions; /* struct hj_trip_version */
};

#define HJ_TRIP ((struct hj_trip){ .versions = HJ_BUF((size_t)8 << 20) })

void hj_trip_clear(struct hj_trip *t);
int hj_trip_encode(const struct hj_trip *t, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* *ret is HJ_TRIP.  HJ_ECORRUPT; HJ_EVERSION. */
int hj_trip_decode(const uint8_t *p, size_t n, struct hj_trip *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* One more; `p->first` and `p->n` are set here.  HJ_ELIMIT. */
int hj_trip_add(struct hj_trip *t, const struct hj_trip_package *p,
    const struct hj_trip_version *v, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;
/* Its case files were erased: of the package only that remains. */
void hj_trip_finish(struct hj_trip *t, size_t which);
/* By what was signed in it, or NULL. */
struct hj_trip_package *
hj_trip_find(struct hj_trip *t, const uint8_t package[static HJ_DIGEST_BYTES]);
/* Is this version in it? */
bool hj_trip_has(const struct hj_trip *t, const struct hj_trip_package *p,
    const uint8_t log_id[static HJ_LOGID_LEN],
    const uint8_t digest[static HJ_DIGEST_BYTES]);
/* NULL where nothing has any. */
const struct hj_trip_version *
hj_trip_versions(const struct hj_trip *t, const struct hj_trip_package *p);

/* ---- in the vault: vault_trip.c ---- */

/* In place of what *ret holds.  *there false: there was none.  HJ_ECORRUPT. */
int hj_vault_trip(struct hj_vault *v, struct hj_trip *ret, bool *there,
    struct hj_error *err) HJ_MUST_CHECK;
/* All of it anew; say in the log what was done with hj_change_note(). */
int hj_change_trip(struct hj_change *c, const struct hj_trip *t,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
