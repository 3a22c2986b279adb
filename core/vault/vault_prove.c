#include <stdlib.h>
#include <string.h>

#include "core/vault/prover_own.h"

static int
add_leaf(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct hj_prover *p = to;
	const struct hj_device_log *d = hj_log_head_device(&p->head, e->device);
	uint8_t *at;

	if (d == NULL)
		return hj_fail(err, HJ_ECORRUPT,
		    "an entry of the log is of no device of this vault; run 'hanji audit verify'");
	if (hj_buf_extend(&p->leaves[d - p->head.device], HJ_HASH_BYTES, &at,
		err) != HJ_OK)
		return (int)err->code;
	return hj_log_hash(e, &p->text, at, err);
}

static int
read_head(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct hj_prover *p = to;

	if (v->head.log.len == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "nothing was ever written to this vault, so there is "
		    "nothing to prove");
	return hj_log_head_decode(v->head.log.data, v->head.log.len, &p->head,
	    err);
}

int
hj_vault_prover(struct hj_vault *v, struct hj_prover **ret,
    struct hj_error *err)
{
	struct hj_prover *p = calloc(1, sizeof(*p));
	int rc;

	if (p == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	p->v = v;
	p->text = HJ_BUF(HJ_LEAF_MAX);
	p->witness = HJ_WITNESS;
	if ((rc = hj_vault_reading(v, read_head, p, err)) != HJ_OK)
		goto out;
	p->leaves = calloc((size_t)p->head.ndevices + 1, sizeof(*p->leaves));
	if (p->leaves == NULL) {
		rc = hj_fail(err, HJ_ENOMEM, "out of memory");
		goto out;
	}
	/* All that the head knows of, whatever another process adds. */
	for (size_t i = 0; i < p->head.ndevices; i++)
		p->leaves[i] = HJ_BUF(SIZE_MAX / 2);
	if ((rc = hj_vault_log(v, NULL, add_leaf, p, err)) == HJ_OK &&
	    (rc = hj_vault_witness(v, &p->witness, err)) == HJ_OK) {
		*ret = p;
		return HJ_OK;
	}
out:
	hj_prover_free(p);
	return rc;
}

void
hj_prover_free(struct hj_prover *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; p->leaves != NULL && i < p->head.ndevices; i++)
		hj_buf_clear(&p->leaves[i]);
	free(p->leaves);
	hj_buf_clear(&p->text);
	hj_witness_clear(&p->witness);
	hj_log_head_clear(&p->head);
	free(p);
}

/* ---- states of a log ---- */

const uint8_t (*hj_prover_leaves(const struct hj_prover *p,
    const struct hj_device_log *d))[HJ_HASH_BYTES]
{
	return (const uint8_t(*)[HJ_HASH_BYTES])p->leaves[d - p->head.device]
	    .data;
}

void
hj_prover_root(const struct hj_prover *p, const struct hj_device_log *d,
    uint64_t size, uint8_t ret[static HJ_HASH_BYTES])
{
	struct hj_tree t = HJ_TREE;

	for (uint64_t i = 0; i < size; i++)
		hj_tree_append(&t, hj_prover_leaves(p, d)[i]);
	hj_tree_root(&t, ret);
}

int
hj_prover_last(const struct hj_prover *p, const struct hj_device_log *d,
    struct hj_signed_checkpoint *ret, struct hj_error *err)
{
	hj_device_log_checkpoint(&p->head, d, &ret->at);
	memcpy(ret->key, d->key, sizeof(ret->key));
	memcpy(ret->signature, d->signature, sizeof(ret->signature));
	if (p->leaves[d - p->head.device].len / HJ_HASH_BYTES < ret->at.size)
		return hj_fail(err, HJ_ECORRUPT,
		    "entries of the log are missing; run 'hanji audit verify'");
	return HJ_OK;
}

void
hj_prover_key(const struct hj_signed_checkpoint *c, struct hj_note_key *ret)
{
	*ret = (struct hj_note_key){ .name = "" };
	memcpy(ret->name, c->at.origin, sizeof(c->at.origin));
	memcpy(ret->key, c->key, sizeof(ret->key));
}

/* The newest that was cosigned, where it has the entry and is of this very
 * log; else the last. */
static int
choose(const struct hj_prover *p, const struct hj_device_log *d,
    uint64_t sequence, struct hj_signed_checkpoint *ret, struct hj_error *err)
{
	const struct hj_signed_checkpoint *c;
	uint8_t root[HJ_HASH_BYTES];

	if (hj_prover_last(p, d, ret, err) != HJ_OK)
		return (int)err->code;
	if (sequence >= ret->at.size)
		return hj_fail(err, HJ_ECORRUPT,
		    "entries of the log are missing; run 'hanji audit verify'");
	c = hj_witness_newest(&p->witness, ret->at.origin, NULL);
	if (c == NULL || c->at.size <= sequence || c->at.size > ret->at.size)
		return HJ_OK;
	hj_prover_root(p, d, c->at.size, root);
	if (memcmp(root, c->at.root, sizeof(root)) == 0)
		*ret = *c;
	return HJ_OK;
}

/* ---- proofs ---- */

static int
prove(struct hj_prover *p, const struct hj_device_log *d,
    const struct hj_log_entry *e, struct hj_buf *to, struct hj_note_key *ret,
    struct hj_error *err)
{
	struct hj_buf note = HJ_BUF(HJ_NOTE_MAX);
	struct hj_proof proof = HJ_PROOF;
	struct hj_signed_checkpoint c;
	int rc;

	if ((rc = choose(p, d, e->sequence, &c, err)) != HJ_OK)
		goto out;
	proof.index = e->sequence;
	proof.n = hj_tree_prove(hj_prover_leaves(p, d), c.at.size, e->sequence,
	    proof.hash);
	if ((rc = hj_log_leaf(e, &proof.leaf, err)) == HJ_OK &&
	    (rc = hj_witness_note(&p->witness, &c, &note, err)) == HJ_OK) {
		proof.note = (const char *)note.data;
		proof.note_len = note.len;
		rc = hj_proof_write(&proof, to, err);
	}
	if (rc == HJ_OK)
		hj_prover_key(&c, ret);
out:
	hj_buf_clear(&note);
	hj_proof_clear(&proof);
	return rc;
}

int
hj_prover_prove(struct hj_prover *p, uint64_t position, struct hj_buf *to,
    struct hj_note_key *ret, struct hj_error *err)
{
	struct hj_buf page = HJ_PAGE;
	const struct hj_device_log *d;
	struct hj_log_entry e;
	int rc;

	if ((rc = hj_vault_entry(p->v, position, &e, &page, err)) == HJ_OK) {
		if ((d = hj_log_head_device(&p->head, e.device)) != NULL)
			rc = prove(p, d, &e, to, ret, err);
		else
			rc = hj_fail(err, HJ_ENOTFOUND,
			    "the log has no entry %llu that could be proven",
			    (unsigned long long)position);
	}
	hj_buf_clear(&page);
	return rc;
}
