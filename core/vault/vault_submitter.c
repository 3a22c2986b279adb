#include "core/vault/vault_state.h"

int
hj_vault_submitter(struct hj_vault *v, struct hj_buf *ret, struct hj_error *err)
{
	bool there;

	hj_buf_reset(ret);
	return hj_vault_find_root(v, HJ_ROOT_SUBMITTER, ret, &there, err);
}

int
hj_change_submitter(struct hj_change *c, const struct hj_buf *bytes,
    struct hj_error *err)
{
	return hj_vault_write_root(c->v, HJ_ROOT_SUBMITTER, bytes, err);
}
