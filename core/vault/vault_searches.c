#include "core/store/searches.h"
#include "core/vault/vault_state.h"

static int
read_searches(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	struct hj_searches *s = to;
	bool there;
	int rc = hj_vault_find_root(v, HJ_ROOT_SEARCHES, &bytes, &there, err);

	hj_buf_reset(&s->list);
	if (rc == HJ_OK && there)
		rc = hj_searches_decode(bytes.data, bytes.len, s, err);
	hj_buf_clear(&bytes);
	return rc;
}

int
hj_vault_searches(struct hj_vault *v, struct hj_searches *ret,
    struct hj_error *err)
{
	return hj_vault_reading(v, read_searches, ret, err);
}

int
hj_change_searches(struct hj_change *c, const struct hj_searches *s,
    struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	int rc;

	if ((rc = hj_searches_encode(s, &bytes, err)) == HJ_OK)
		rc = hj_vault_write_root(c->v, HJ_ROOT_SEARCHES, &bytes, err);
	hj_buf_clear(&bytes);
	return rc;
}
