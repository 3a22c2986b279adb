#include "core/vault_state.h"

int
hj_vault_settings(struct hj_vault *v, struct hj_root_settings *ret,
    struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	bool there;
	int rc = hj_vault_find_root(v, HJ_ROOT_SETTINGS, &bytes, &there, err);

	*ret = (struct hj_root_settings){ .last_backup = 0 };
	if (rc == HJ_OK && there)
		rc = hj_root_settings_decode(bytes.data, bytes.len, ret, err);
	hj_buf_clear(&bytes);
	return rc;
}

int
hj_change_settings(struct hj_change *c, const struct hj_root_settings *s,
    struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	int rc = hj_root_settings_encode(s, &bytes, err);

	if (rc == HJ_OK)
		rc = hj_vault_write_root(c->v, HJ_ROOT_SETTINGS, &bytes, err);
	hj_buf_clear(&bytes);
	return rc;
}
