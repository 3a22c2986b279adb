#include <string.h>

#include <sodium.h>

#include "core/base/text.h"
#include "core/vault/vault_state.h"

int
hj_vault_check_newest(const struct hj_buf *bytes,
    const uint8_t hash[static HJ_ROOT_HASH], struct hj_error *err)
{
	uint8_t is[HJ_ROOT_HASH] = { 0 };

	if (sodium_is_zero(hash, HJ_ROOT_HASH))
		return HJ_OK;
	if (bytes->len != 0)
		(void)crypto_hash_sha256(is, bytes->data, bytes->len);
	if (memcmp(is, hash, sizeof(is)) == 0)
		return HJ_OK;
	return hj_fail(err, HJ_EREFUSED,
	    "somebody put back an older record of the settings of this vault, or both copies are damaged: find out who wrote to this disk; restore a backup ('hanji restore'), or let an owner run 'hanji check --repair', and 'hanji audit verify' after it");
}

static int
read_settings(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	struct hj_error why = { .say = err->say };
	bool there;
	int rc = hj_vault_find_root(v, HJ_ROOT_SETTINGS, &bytes, &there, err);

	/* Perhaps only one of the two copies was put back. */
	if (rc == HJ_OK &&
	    hj_vault_check_newest(&bytes, v->head.settings, &why) != HJ_OK) {
		hj_buf_reset(&bytes);
		there = hj_vault_open_record(v, HJ_ROOT_SETTINGS + HJ_ROOT_TWIN,
			    HJ_KIND_ROOT, NULL, &bytes, &why) == HJ_OK;
		rc = hj_vault_check_newest(&bytes, v->head.settings, err);
	}
	if (rc == HJ_OK && there)
		rc = hj_root_settings_decode(bytes.data, bytes.len, to, err);
	hj_buf_clear(&bytes);
	return rc;
}

int
hj_vault_settings(struct hj_vault *v, struct hj_root_settings *ret,
    struct hj_error *err)
{
	*ret = (struct hj_root_settings){ .last_backup = 0 };
	/* Beside the head of the same moment. */
	return hj_vault_reading(v, read_settings, ret, err);
}

int
hj_change_settings(struct hj_change *c, const struct hj_root_settings *s,
    struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	int rc = hj_root_settings_encode(s, &bytes, err);

	if (rc == HJ_OK)
		rc = hj_vault_write_root(c->v, HJ_ROOT_SETTINGS, &bytes, err);
	if (rc == HJ_OK)
		(void)crypto_hash_sha256(c->v->head.settings, bytes.data,
		    bytes.len);
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
