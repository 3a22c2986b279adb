#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "core/vault/vault_state.h"
#include "core/vault/prover.h"
#include "core/log/witness.h"

/* Not an older one: then it would cosign again what it has cosigned. */
static int
check_newest(const struct hj_vault *v, const struct hj_buf *bytes,
    struct hj_error *err)
{
	uint8_t hash[HJ_ROOT_HASH] = { 0 };

	if (sodium_is_zero(v->head.witness, sizeof(v->head.witness)))
		return HJ_OK;
	if (bytes->len != 0)
		(void)crypto_hash_sha256(hash, bytes->data, bytes->len);
	if (memcmp(hash, v->head.witness, sizeof(hash)) == 0)
		return HJ_OK;
	return hj_fail(err, HJ_EREFUSED,
	    "somebody put back an older record of what witnesses said: nothing is cosigned or accepted with it; restore a backup, and find out who wrote to this disk");
}

static int
read_witness(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	struct hj_root_settings s;
	struct hj_witness *w = to;
	int rc;

	hj_witness_clear(w);
	*w = HJ_WITNESS;
	if ((rc = hj_vault_settings(v, &s, err)) == HJ_OK && s.witness != 0)
		rc = hj_vault_open_record(v, s.witness, HJ_KIND_WITNESS, NULL,
		    &bytes, err);
	if (rc == HJ_OK && (rc = check_newest(v, &bytes, err)) == HJ_OK &&
	    bytes.len != 0)
		rc = hj_witness_decode(bytes.data, bytes.len, w, err);
	hj_buf_clear(&bytes);
	return rc;
}

int
hj_vault_witness(struct hj_vault *v, struct hj_witness *ret,
    struct hj_error *err)
{
	return hj_vault_reading(v, read_witness, ret, err);
}

/* The record keeps its number, so that the settings change once. */
static int
record_number(struct hj_change *c, uint64_t *ret, struct hj_error *err)
{
	struct hj_root_settings s;
	int rc = hj_vault_settings(c->v, &s, err);

	if (rc == HJ_OK && s.witness == 0 &&
	    (rc = hj_pending_number(&c->pending, &s.witness, err)) == HJ_OK)
		rc = hj_change_settings(c, &s, err);
	*ret = s.witness;
	return rc;
}

int
hj_change_witness(struct hj_change *c, const struct hj_witness *w,
    struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	uint64_t number;
	int rc;

	if ((rc = record_number(c, &number, err)) == HJ_OK &&
	    (rc = hj_witness_encode(w, &bytes, err)) == HJ_OK)
		rc = hj_vault_seal_record(c->v, number, HJ_KIND_WITNESS,
		    hj_keyring_log(c->v->me.keyring), bytes.data, bytes.len,
		    NULL, err);
	if (rc == HJ_OK)
		(void)crypto_hash_sha256(c->v->head.witness, bytes.data,
		    bytes.len);
	hj_buf_clear(&bytes);
	return rc;
}

/* More of them than there were: the head of the log remembers it for the next
 * entry. */
static int
count_untold(struct hj_vault *v, const struct hj_witness *w,
    struct hj_error *err)
{
	struct hj_witness before = HJ_WITNESS;
	int rc = hj_vault_witness(v, &before, err);

	if (rc == HJ_OK && hj_witness_count(w) > hj_witness_count(&before))
		v->head.untold +=
		    (uint32_t)(hj_witness_count(w) - hj_witness_count(&before));
	hj_witness_clear(&before);
	return rc;
}

int
hj_change_tell_attested(struct hj_change *c, struct hj_error *err)
{
	char text[16];

	if (c->v->head.untold == 0)
		return HJ_OK;
	(void)snprintf(text, sizeof(text), "%u", (unsigned)c->v->head.untold);
	c->v->head.untold = 0;
	return hj_change_note(c, HJ_DID_ATTEST, NULL, text, err);
}

int
hj_vault_attest(struct hj_vault *v, const struct hj_witness *w,
    const struct hj_wait *wait, struct hj_error *err)
{
	struct hj_change *c = NULL;
	int rc;

	if ((rc = hj_change_open(v, wait != NULL ? wait->seconds : 0, &c,
		 err)) == HJ_OK &&
	    (rc = count_untold(v, w, err)) == HJ_OK &&
	    (rc = hj_change_witness(c, w, err)) == HJ_OK)
		rc = hj_change_write(c, err);
	hj_change_end(c);
	return rc;
}
