#include <assert.h>
#include <string.h>

#include "core/keys/keyring_own.h"

#define VERSION 0
#define AUDITOR 1
#define CONTEXT "keyring"

int
hj_keyring_seal(const struct hj_keyring *k,
    const uint8_t x25519[static HJ_PUBLIC_LEN],
    const uint8_t vault_id[static HJ_VAULT_ID_LEN], struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_KEYRING_BYTES);
	int rc;

	static_assert(HJ_KEYS_STORED + 10 == HJ_KEYRING_BYTES, "keyring");
	if ((rc = hj_buf_u16(&b, VERSION, err)) == HJ_OK &&
	    (rc = hj_buf_u16(&b, k->auditor ? AUDITOR : 0, err)) == HJ_OK &&
	    (rc = hj_buf_u16(&b, k->teams, err)) == HJ_OK &&
	    (rc = hj_buf_u16(&b, k->nold, err)) == HJ_OK &&
	    (rc = hj_buf_u16(&b, k->leaving, err)) == HJ_OK &&
	    (rc = hj_buf_add(&b, hj_keyring_keys(k), HJ_KEYS_STORED, err)) ==
		HJ_OK)
		rc = hj_member_seal(x25519, CONTEXT, vault_id, b.data, b.len,
		    to, err);
	hj_buf_clear(&b);
	return rc;
}

static int
decode(const struct hj_buf *b, struct hj_keyring **ret, struct hj_error *err)
{
	struct hj_cursor c = HJ_CURSOR(b->data, b->len);
	struct hj_keyring *k;
	uint16_t flags, teams, nold, leaving;

	if (hj_cursor_u16(&c) > VERSION)
		return hj_fail(err, HJ_EVERSION,
		    "the keyring was made by a newer hanji");
	flags = hj_cursor_u16(&c);
	teams = hj_cursor_u16(&c);
	nold = hj_cursor_u16(&c);
	leaving = hj_cursor_u16(&c);
	if (c.left != HJ_KEYS_STORED || flags > AUDITOR ||
	    nold > HJ_OLD_LOGS_MAX)
		return hj_fail(err, HJ_ECORRUPT, "the keyring makes no sense");
	if ((k = hj_keyring_empty(err)) == NULL)
		return (int)err->code;
	k->auditor = flags == AUDITOR;
	k->teams = teams;
	k->nold = nold;
	k->leaving = leaving;
	memcpy(hj_keyring_keys(k), hj_cursor_bytes(&c, HJ_KEYS_STORED),
	    HJ_KEYS_STORED);
	hj_keyring_derive(k);
	*ret = k;
	return HJ_OK;
}

int
hj_keyring_open(const struct hj_member *m,
    const uint8_t vault_id[static HJ_VAULT_ID_LEN], const uint8_t *p, size_t n,
    struct hj_keyring **ret, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_KEYRING_BYTES);
	int rc;

	if (n != HJ_KEYRING_SEALED)
		return hj_fail(err, HJ_ECORRUPT,
		    "the keyring has a wrong size");
	rc = hj_member_unseal(m, CONTEXT, vault_id, p, n, &b, err);
	if (rc == HJ_OK)
		rc = decode(&b, ret, err);
	hj_buf_clear(&b);
	return rc;
}
