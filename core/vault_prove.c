#include <stdlib.h>
#include <string.h>

#include "core/proof.h"
#include "core/vault_state.h"

struct hj_prover {
	struct hj_vault *v;
	struct hj_log_head head;
	struct hj_buf *leaves; /* hashes, one buffer a device */
	struct hj_buf text;
};

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
	if ((rc = hj_vault_log(v, NULL, add_leaf, p, err)) == HJ_OK) {
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
	hj_log_head_clear(&p->head);
	free(p);
}

static int
prove(struct hj_prover *p, const struct hj_device_log *d,
    const struct hj_log_entry *e, struct hj_buf *to, struct hj_error *err)
{
	const struct hj_buf *leaves = &p->leaves[d - p->head.device];
	struct hj_buf note = HJ_BUF(HJ_NOTE_MAX);
	struct hj_proof proof = HJ_PROOF;
	struct hj_checkpoint at;
	int rc;

	hj_device_log_checkpoint(&p->head, d, &at);
	if (leaves->len / HJ_HASH_BYTES < at.size || e->sequence >= at.size)
		return hj_fail(err, HJ_ECORRUPT,
		    "entries of the log are missing; run 'hanji audit verify'");
	proof.index = e->sequence;
	proof.n = hj_tree_prove((const uint8_t(*)[HJ_HASH_BYTES])leaves->data,
	    at.size, e->sequence, proof.hash);
	if ((rc = hj_log_leaf(e, &proof.leaf, err)) == HJ_OK &&
	    (rc = hj_checkpoint_note(&at, d->key, d->signature, &note, err)) ==
		HJ_OK) {
		proof.note = (const char *)note.data;
		proof.note_len = note.len;
		rc = hj_proof_write(&proof, to, err);
	}
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
	struct hj_checkpoint at;
	struct hj_log_entry e;
	int rc;

	if ((rc = hj_vault_entry(p->v, position, &e, &page, err)) != HJ_OK)
		goto out;
	if ((d = hj_log_head_device(&p->head, e.device)) == NULL) {
		rc = hj_fail(err, HJ_ENOTFOUND,
		    "the log has no entry %llu that could be proven",
		    (unsigned long long)position);
		goto out;
	}
	if ((rc = prove(p, d, &e, to, err)) == HJ_OK) {
		hj_device_log_checkpoint(&p->head, d, &at);
		*ret = (struct hj_note_key){ .name = "" };
		memcpy(ret->name, at.origin, sizeof(at.origin));
		memcpy(ret->key, d->key, sizeof(ret->key));
	}
out:
	hj_buf_clear(&page);
	return rc;
}
