/* prover_own.h: what the two files of the prover share. */
#ifndef HJ_CORE_PROVER_OWN_H
#define HJ_CORE_PROVER_OWN_H

#include "core/log/proof.h"
#include "core/vault/prover.h"
#include "core/vault/vault_state.h"
#include "core/vault/prover.h"
#include "core/log/witness.h"

struct hj_prover {
	struct hj_vault *v;
	struct hj_log_head head;
	struct hj_buf *leaves; /* hashes, one buffer a device */
	struct hj_buf text;
	struct hj_witness witness;
};

/* The hashes of all entries of a log. */
const uint8_t (*hj_prover_leaves(const struct hj_prover *p,
    const struct hj_device_log *d))[HJ_HASH_BYTES];
/* Of its first `size` entries. */
void hj_prover_root(const struct hj_prover *p, const struct hj_device_log *d,
    uint64_t size, uint8_t ret[static HJ_HASH_BYTES]);
/* As the log stands.  HJ_ECORRUPT: entries are missing. */
int hj_prover_last(const struct hj_prover *p, const struct hj_device_log *d,
    struct hj_signed_checkpoint *ret, struct hj_error *err) HJ_MUST_CHECK;
void
hj_prover_key(const struct hj_signed_checkpoint *c, struct hj_note_key *ret);

#endif
