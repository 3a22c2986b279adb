/*
 * prover.h: what others can check of a vault without it, and what they said.
 *
 * Of the vault (vault.h), which holds the log that is proven.
 */
#ifndef HJ_CORE_PROVER_H
#define HJ_CORE_PROVER_H

#include "core/log/witness.h"
#include "core/vault/vault.h"

struct hj_prover;

/* Holds the hashes of all entries, 32 bytes each.  HJ_ENOTFOUND: there are
 * none. */
int hj_vault_prover(struct hj_vault *v, struct hj_prover **ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Append the proof (proof.h) of the entry at a position, such as
 * hj_revision.sequence, against the newest checkpoint with it that a witness
 * cosigned, else the last one; *ret is the key of its log.  Costs a hash for
 * each entry of that log. */
int hj_prover_prove(struct hj_prover *p, uint64_t position, struct hj_buf *to,
    struct hj_note_key *ret, struct hj_error *err) HJ_MUST_CHECK;
/* Append the proof (growth.h) that the log of the device which wrote last, as
 * it stands, goes on from what it was when it had `size` entries.  HJ_EINVAL:
 * it never had so many. */
int hj_prover_grow(struct hj_prover *p, uint64_t size, struct hj_buf *to,
    struct hj_note_key *ret, struct hj_error *err) HJ_MUST_CHECK;
/*
 * Another checkpoint of one of our logs: is it of another history?  Appends the
 * proof (growth.h) when it is; *forked says so.  HJ_EINVAL: not a checkpoint,
 * or of no log of this vault; HJ_ECORRUPT: its signature does not fit.
 */
int hj_prover_fork(struct hj_prover *p, const char *note, size_t n,
    struct hj_buf *to, bool *forked, struct hj_error *err) HJ_MUST_CHECK;
/* A checkpoint that our log really had, with the signature of its device.
 * HJ_EINVAL: of no log of this vault; HJ_ECORRUPT: it never had it. */
int hj_prover_own(struct hj_prover *p, const char *note, size_t n,
    struct hj_signed_checkpoint *ret, struct hj_error *err) HJ_MUST_CHECK;
void hj_prover_free(struct hj_prover *p);

/* ---- what others attested, and what we saw of others ---- */

/* In place of what *ret holds.  HJ_ECORRUPT; HJ_EREFUSED: it is not the one
 * that was written last, which the head of the log names (root.h). */
int hj_vault_witness(struct hj_vault *v, struct hj_witness *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* All of it anew; say in the log what was done with hj_change_note(). */
int hj_change_witness(struct hj_change *c, const struct hj_witness *w,
    struct hj_error *err) HJ_MUST_CHECK;
/*
 * The same alone, durable, for attestations that came in.  An entry at once would
 * make another state the last one than that which was cosigned: the next commit
 * begins with it (HJ_DID_ATTEST, how many there are more), so that one that
 * vanishes afterwards is found by a verification.
 */
int hj_vault_attest(struct hj_vault *v, const struct hj_witness *w,
    const struct hj_wait *wait, struct hj_error *err) HJ_MUST_CHECK;

#endif
