#include <string.h>

#include "core/log/growth.h"
#include "core/vault/prover_own.h"

int
hj_prover_grow(struct hj_prover *p, uint64_t size, struct hj_buf *to,
    struct hj_note_key *ret, struct hj_error *err)
{
	const struct hj_device_log *d = &p->head.device[p->head.active];
	struct hj_buf note = HJ_BUF(HJ_NOTE_MAX);
	struct hj_growth g = { .old = size };
	struct hj_signed_checkpoint c;
	int rc;

	if ((rc = hj_prover_last(p, d, &c, err)) != HJ_OK)
		goto out;
	if (size > c.at.size) {
		rc = hj_fail(err, HJ_EINVAL,
		    "the log has %llu entries, and never had %llu",
		    (unsigned long long)c.at.size, (unsigned long long)size);
		goto out;
	}
	if (size != 0)
		g.n = hj_tree_prove_growth(hj_prover_leaves(p, d), size,
		    c.at.size, g.hash);
	if ((rc = hj_witness_note(&p->witness, &c, &note, err)) == HJ_OK) {
		g.note = (const char *)note.data;
		g.note_len = note.len;
		rc = hj_growth_write(&g, to, err);
	}
	if (rc == HJ_OK)
		hj_prover_key(&c, ret);
out:
	hj_buf_clear(&note);
	return rc;
}

/* The log whose device signed it. */
static int
find_log(const struct hj_prover *p, const char *note, size_t n,
    struct hj_checkpoint *ret, const struct hj_device_log **ret_log,
    struct hj_error *err)
{
	struct hj_signed_checkpoint own;
	int rc = HJ_ENOTFOUND;

	for (size_t i = 0; i < p->head.ndevices && rc == HJ_ENOTFOUND; i++) {
		*ret_log = &p->head.device[i];
		rc = hj_checkpoint_open(note, n, p->head.device[i].key, ret,
		    err);
	}
	if (rc == HJ_OK) {
		hj_device_log_checkpoint(&p->head, *ret_log, &own.at);
		rc = strcmp(own.at.origin, ret->origin) == 0 ? HJ_OK
							     : HJ_ENOTFOUND;
	}
	if (rc == HJ_ENOTFOUND)
		return hj_fail(err, HJ_EINVAL,
		    "the checkpoint is signed by no device of this vault");
	return rc;
}

/* The proof from the smaller to the larger, as far as our own entries go. */
static int
write_fork(struct hj_prover *p, const struct hj_device_log *d,
    const struct hj_signed_checkpoint *own, const struct hj_checkpoint *theirs,
    const char *note, size_t n, struct hj_buf *to, struct hj_error *err)
{
	struct hj_buf ours = HJ_BUF(HJ_NOTE_MAX);
	struct hj_fork f = { .proof = { .old = theirs->size },
		.note = note,
		.note_len = n };
	int rc;

	hj_prover_root(p, d, theirs->size, f.root);
	if (theirs->size < own->at.size)
		f.proof.n = hj_tree_prove_growth(hj_prover_leaves(p, d),
		    theirs->size, own->at.size, f.proof.hash);
	if ((rc = hj_witness_note(&p->witness, own, &ours, err)) == HJ_OK) {
		f.proof.note = (const char *)ours.data;
		f.proof.note_len = ours.len;
		rc = hj_fork_write(&f, to, err);
	}
	hj_buf_clear(&ours);
	return rc;
}

int
hj_prover_fork(struct hj_prover *p, const char *note, size_t n,
    struct hj_buf *to, bool *forked, struct hj_error *err)
{
	const struct hj_device_log *d = NULL;
	struct hj_signed_checkpoint own;
	struct hj_checkpoint theirs = { .size = 0 };
	uint8_t root[HJ_HASH_BYTES];
	int rc;

	*forked = false;
	if ((rc = find_log(p, note, n, &theirs, &d, err)) != HJ_OK ||
	    (rc = hj_prover_last(p, d, &own, err)) != HJ_OK)
		return rc;
	/* Of one that is larger nothing can be said here: it may go on from
	 * ours. */
	if (theirs.size == 0 || theirs.size > own.at.size)
		return HJ_OK;
	hj_prover_root(p, d, theirs.size, root);
	if (memcmp(root, theirs.root, sizeof(root)) == 0)
		return HJ_OK;
	*forked = true;
	return write_fork(p, d, &own, &theirs, note, n, to, err);
}

int
hj_prover_own(struct hj_prover *p, const char *note, size_t n,
    struct hj_signed_checkpoint *ret, struct hj_error *err)
{
	struct hj_signed_checkpoint c = { .at = { .size = 0 } }, last;
	const struct hj_device_log *d = NULL;
	uint8_t root[HJ_HASH_BYTES];
	struct hj_note_key k;
	size_t text;

	if (find_log(p, note, n, &c.at, &d, err) != HJ_OK ||
	    hj_prover_last(p, d, &last, err) != HJ_OK)
		return (int)err->code;
	hj_prover_key(&last, &k);
	if (hj_note_open(note, n, &k, &text, c.signature, err) != HJ_OK)
		return (int)err->code;
	memcpy(c.key, d->key, sizeof(c.key));
	/* Of what is still to come nothing can be said. */
	hj_prover_root(p, d,
	    c.at.size < last.at.size ? c.at.size : last.at.size, root);
	if (c.at.size > last.at.size || c.at.size == 0 ||
	    memcmp(root, c.at.root, sizeof(root)) != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "the log never was as this checkpoint says: run 'hanji audit verify --against' with it");
	*ret = c;
	return HJ_OK;
}
