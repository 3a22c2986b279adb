/*
 * witness.h: what others attested of our checkpoints, and what we saw of the
 * logs of others.
 *
 * A witness that answered for a log never answers for an older or another state
 * of it: what it saw is durable before the answer leaves (vault.h), and an older
 * record put back is found by the head of the log (root.h).
 *
 * The record, version 0, integers big-endian:
 *
 *	version 2 | number 2 | attestations | number 2 | logs of others
 *
 * A checkpoint: key of its log 32 | origin, length 1 and text | size 8 |
 * root 32 | signature of the log 64.  An attestation: kind 1 | checkpoint |
 * time 8 | name of the witness, length 1 and text | its key 32 | length 4 and
 * bytes.  A log of others: checkpoint | time 8.
 */
#ifndef HJ_CORE_WITNESS_H
#define HJ_CORE_WITNESS_H

#include "core/log/checkpoint.h"
#include "core/log/cosign.h"
#include "core/log/growth.h"

#define HJ_ATTESTED_MAX 1000
#define HJ_WATCHED_MAX 200
/* One token: those of public services have 2 to 8 KB. */
#define HJ_TOKEN_MAX ((size_t)64 << 10)

/* A checkpoint whose signature was checked when it came in. */
struct hj_signed_checkpoint {
	uint8_t key[32]; /* of the log */
	uint8_t signature[64];
	struct hj_checkpoint at;
};

enum hj_attest {
	HJ_ATTEST_COSIGNATURE = 1, /* bytes: signature 64 */
	HJ_ATTEST_RFC3161 = 2, /* bytes: the answer of a time stamp authority */
	HJ_ATTEST_OTS = 3, /* bytes: a proof of OpenTimestamps */
};

struct hj_attested {
	enum hj_attest kind;
	struct hj_signed_checkpoint of;
	int64_t time; /* of the cosignature; else when it came in */
	struct hj_note_key by; /* of a cosignature */
	size_t from, n; /* bytes, in the book */
};

struct hj_watched {
	struct hj_signed_checkpoint last;
	int64_t time; /* when we cosigned it */
};

struct hj_witness {
	struct hj_buf attested; /* struct hj_attested, in order of arrival */
	struct hj_buf watched; /* struct hj_watched */
	struct hj_buf bytes;
};

#define HJ_WITNESS                                                             \
	((struct hj_witness){                                                  \
	    .attested = HJ_BUF(HJ_ATTESTED_MAX * sizeof(struct hj_attested)),  \
	    .watched = HJ_BUF(HJ_WATCHED_MAX * sizeof(struct hj_watched)),     \
	    .bytes = HJ_BUF((size_t)8 << 20) })

void hj_witness_clear(struct hj_witness *w);
int hj_witness_encode(const struct hj_witness *w, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* *ret is HJ_WITNESS.  HJ_ECORRUPT; HJ_EVERSION. */
int hj_witness_decode(const uint8_t *p, size_t n, struct hj_witness *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- what others attested ---- */

size_t hj_witness_count(const struct hj_witness *w);
const struct hj_attested *hj_witness_at(const struct hj_witness *w, size_t i);
const uint8_t *
hj_witness_bytes(const struct hj_witness *w, const struct hj_attested *a);
/* Keep one more; the same twice is kept once.  HJ_ELIMIT. */
int hj_witness_attest(struct hj_witness *w, const struct hj_attested *a,
    const uint8_t *p, size_t n, struct hj_error *err) HJ_MUST_CHECK;
/* The key under which a witness of this name was believed before, or NULL. */
const struct hj_note_key *
hj_witness_known(const struct hj_witness *w, const char *name, size_t n);

/* The largest checkpoint of this log that somebody cosigned; by NULL: anybody.
 * NULL: none. */
const struct hj_signed_checkpoint *hj_witness_newest(const struct hj_witness *w,
    const char *origin, const char *by);
/* Append the note, with the cosignatures that are here. */
int hj_witness_note(const struct hj_witness *w,
    const struct hj_signed_checkpoint *c, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- what we saw of others ---- */

/* NULL: nothing of this log yet. */
struct hj_watched *
hj_witness_watched(const struct hj_witness *w, const char *origin);

enum hj_watch_ruling {
	HJ_WATCH_GROWS, /* it goes on from what was seen: to be cosigned */
	HJ_WATCH_STALE, /* it starts from another size than was seen */
	HJ_WATCH_SHRANK, /* fewer entries than were seen */
	HJ_WATCH_FORKED, /* as many entries, but not the same: a proof */
	HJ_WATCH_UNPROVEN, /* nothing shows that it goes on from it */
};
/* seen NULL: the first time, and the log is taken as it is. */
enum hj_watch_ruling hj_witness_judge(const struct hj_watched *seen,
    const struct hj_growth *g, const struct hj_checkpoint *now);
/* It is seen from now on.  HJ_ELIMIT. */
int hj_witness_see(struct hj_witness *w, const struct hj_signed_checkpoint *c,
    int64_t time, struct hj_error *err) HJ_MUST_CHECK;

#endif
