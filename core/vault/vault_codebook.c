#include "core/vault/codebook.h"
#include "core/vault/vault_state.h"

static int
read_book(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	struct hj_codebook *b = to;
	bool there;
	int rc = hj_vault_find_root(v, HJ_ROOT_CODES, &bytes, &there, err);

	hj_buf_reset(&b->codes);
	if (rc == HJ_OK && there)
		rc = hj_codebook_decode(bytes.data, bytes.len, b, err);
	hj_buf_clear(&bytes);
	return rc;
}

int
hj_vault_codebook(struct hj_vault *v, struct hj_codebook *ret,
    struct hj_error *err)
{
	return hj_vault_reading(v, read_book, ret, err);
}

int
hj_change_codebook(struct hj_change *c, const struct hj_codebook *b,
    struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	int rc;

	if ((rc = hj_codebook_encode(b, &bytes, err)) == HJ_OK)
		rc = hj_vault_write_root(c->v, HJ_ROOT_CODES, &bytes, err);
	hj_buf_clear(&bytes);
	return rc;
}
