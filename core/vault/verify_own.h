/* verify_own.h: what the files of `verify` share among themselves. */
#ifndef HJ_CORE_VERIFY_OWN_H
#define HJ_CORE_VERIFY_OWN_H

#include "core/log/headset.h"
#include "core/vault/audit.h"
#include "core/vault/vault_state.h"

#define HJ_BLOB_NAMES_MAX ((size_t)64 << 20) /* two million attachments */

/* A bit for each record number. */
struct hj_marks {
	uint8_t *bits;
	uint64_t n;
};

int hj_marks_init(struct hj_marks *m, uint64_t last,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_marks_clear(struct hj_marks *m);
void hj_marks_set(struct hj_marks *m, uint64_t number);
bool hj_marks_has(const struct hj_marks *m, uint64_t number);

/* A case that the vault says was erased, or of which a part was: does the log
 * say it too? */
struct hj_erasure_seen {
	uint8_t log_id[HJ_LOGID_LEN];
	bool part; /* the rest of it is there */
	bool logged;
};

/* A revision that is not stored as its entry says: of a case of which a part was
 * erased a later entry may say how it is since. */
struct hj_resealed {
	uint64_t number;
	uint8_t log_id[HJ_LOGID_LEN];
	uint8_t digest[HJ_DIGEST_BYTES];
	bool said; /* by an entry, with the envelope that is stored */
};

struct hj_verify {
	struct hj_vault *v;
	struct hj_txn *t;
	struct hj_report report;
	struct hj_verify_facts facts;
	const struct hj_progress *progress;
	uint64_t done, total;
	struct hj_log_head head;
	struct hj_audit *audit;
	bool deep;
	const char *against;
	size_t against_len;
	struct hj_buf page;
	struct hj_marks named; /* revision records that the log names */
	struct hj_marks seen; /* deep: reached from a row */
	/* Heads that the log leaves against heads that the rows name, as sums
	 * of keyed hashes.  The log's need a set: a parent is a head no longer
	 * only when it was one, of the same case and in this vault. */
	uint8_t sum_key[16];
	struct hj_headset heads;
	uint64_t log_sum, row_sum;
	struct hj_buf erased; /* struct hj_erasure_seen each */
	struct hj_buf held; /* struct hj_legalhold each, as the log goes on */
	struct hj_buf resealed; /* struct hj_resealed each */
	uint64_t attested; /* attestations that the log tells of */
	uint64_t foreign; /* pages of rows of other teams */
	bool rows_lost; /* a page of rows does not open: no comparing */
	bool log_lost; /* a page of the log: what it named nobody knows */
	struct hj_buf blobs; /* deep: names of attachments, HJ_BLOB_NAME each */
	/* Deep: log-ids of the cases to which something was attached here. */
	struct hj_buf attached;
	/* Deep: first 8 bytes of the digest that the log gives a record. */
	uint64_t *digest;
};

/* What does not fit because the log lost a page is no forgery. */
static inline enum hj_finding
hj_verify_finding(const struct hj_verify *x)
{
	return x->log_lost ? HJ_FOUND_DAMAGE : HJ_FOUND_TAMPERED;
}

/* Everything but the verdict; then clear, in every case. */
int hj_verify_run(struct hj_verify *x, struct hj_error *err) HJ_MUST_CHECK;
void hj_verify_clear(struct hj_verify *x);

/* What was attested of our logs is watched for, too. */
int hj_verify_witness(struct hj_verify *x, struct hj_error *err) HJ_MUST_CHECK;
/* Each entry that tells of some; and after the log: they are all there. */
int hj_verify_attest(struct hj_verify *x, const struct hj_log_entry *e,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_verify_attested(struct hj_verify *x, struct hj_error *err) HJ_MUST_CHECK;

/* The tombstones, before the log; then each entry about a case: *skip true, the
 * whole of it was erased; one whose envelope is not what is stored (`stored`, NULL:
 * it is) is kept for a later entry where a part was; and after the log,
 * erasures that it does not know and revisions that no entry explains. */
int hj_verify_erased(struct hj_verify *x, struct hj_error *err) HJ_MUST_CHECK;
void hj_verify_erasure(struct hj_verify *x, const struct hj_log_entry *e,
    bool *skip);
int hj_verify_envelope(struct hj_verify *x, const struct hj_log_entry *e,
    const uint8_t *stored, struct hj_error *err) HJ_MUST_CHECK;
int hj_verify_erasures(struct hj_verify *x, struct hj_error *err) HJ_MUST_CHECK;

/* Legal holds, entry by entry: none may end by an erasure; and after the log:
 * the list of those that stand is right. */
int hj_verify_held(struct hj_verify *x, const struct hj_log_entry *e,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_verify_holds(struct hj_verify *x, struct hj_error *err) HJ_MUST_CHECK;

/* What was agreed for case files of the field is what was written last. */
int hj_verify_trip(struct hj_verify *x, struct hj_error *err) HJ_MUST_CHECK;

/* A revision of a case, in the set and in the sums. */
uint64_t hj_verify_hash(const struct hj_verify *x, const uint8_t *log_id,
    const uint8_t *digest);

/* HJ_EINTERRUPTED. */
int hj_verify_step(struct hj_verify *x, struct hj_error *err) HJ_MUST_CHECK;

/* After the log: every row's heads are the log's, and deep: every revision
 * opens and has the digest that the log names. */
int hj_verify_rows(struct hj_verify *x, struct hj_error *err) HJ_MUST_CHECK;

/* One revision, its attachments and its parents (deep). */
int hj_verify_case(struct hj_verify *x, const struct hj_row *row,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
