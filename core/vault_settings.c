#include <string.h>

#include "core/text.h"
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

int
hj_vault_pseudonym_key(const struct hj_vault *v, const char *recipient,
    struct hj_secret **ret, struct hj_error *err)
{
	struct hj_buf folded = HJ_BUF(HJ_LINE_MAX);
	struct hj_secret *key = NULL;
	int rc;

	if ((rc = hj_text_fold(recipient, strlen(recipient), &folded, err)) ==
		HJ_OK &&
	    (rc = hj_secret_new(HJ_KEY_LEN, &key, err)) == HJ_OK) {
		hj_kdf(HJ_USE_PSEUDONYM, folded.data, folded.len,
		    hj_keyring_lookup(v->me.keyring), HJ_KEY_LEN,
		    hj_secret_bytes(key), HJ_KEY_LEN);
		*ret = key;
	}
	hj_buf_clear(&folded);
	return rc;
}
