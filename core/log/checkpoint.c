#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "core/base/text.h"
#include "core/keys/member.h"
#include "core/log/checkpoint.h"

#define VAULT_ID 16
#define TEXT_ROOM (HJ_ORIGIN_MAX + 21 + ROOT64 + 3)
#define ROOT64                                                                 \
	(sodium_base64_ENCODED_LEN(HJ_HASH_BYTES,                              \
	     sodium_base64_VARIANT_ORIGINAL) -                                 \
	    1)

void
hj_checkpoint_origin(const uint8_t *vault_id, const char *device,
    char ret[static HJ_ORIGIN_MAX])
{
	static const char head[] = "hanji/";
	char *at = ret + sizeof(head) - 1;

	memcpy(ret, head, sizeof(head) - 1);
	sodium_bin2hex(at, 2 * VAULT_ID + 1, vault_id, VAULT_ID);
	at += (ptrdiff_t)2 * VAULT_ID;
	*at++ = '/';
	memcpy(at, device, HJ_FINGERPRINT);
}

/* On the stack: a signature that does not fit must never mean that there was no
 * memory to look at it. */
static size_t
three_lines(const struct hj_checkpoint *c, char text[static TEXT_ROOM])
{
	char root[ROOT64 + 1];

	(void)sodium_bin2base64(root, sizeof(root), c->root, sizeof(c->root),
	    sodium_base64_VARIANT_ORIGINAL);
	return (size_t)snprintf(text, TEXT_ROOM, "%s\n%llu\n%s\n", c->origin,
	    (unsigned long long)c->size, root);
}

int
hj_checkpoint_text(const struct hj_checkpoint *c, struct hj_buf *to,
    struct hj_error *err)
{
	char text[TEXT_ROOM];

	return hj_buf_add(to, text, three_lines(c, text), err);
}

int
hj_checkpoint_hash(const struct hj_checkpoint *c,
    uint8_t ret[static HJ_HASH_BYTES], struct hj_error *err)
{
	struct hj_buf text = HJ_BUF(HJ_NOTE_MAX);
	int rc = hj_checkpoint_text(c, &text, err);

	if (rc == HJ_OK)
		(void)crypto_hash_sha256(ret, text.data, text.len);
	hj_buf_clear(&text);
	return rc;
}

/* The next line of the three.  NULL: none, or an empty one. */
static const char *
line(const char **p, size_t *left, size_t *len)
{
	const char *start = *p;
	const char *end = *left != 0 ? memchr(start, '\n', *left) : NULL;

	if (end == NULL || end == start)
		return NULL;
	*len = (size_t)(end - start);
	*p += *len + 1;
	*left -= *len + 1;
	return start;
}

static bool
parse(const char *p, size_t n, struct hj_checkpoint *ret)
{
	struct hj_error why = HJ_ERROR;
	const char *at;
	size_t len;

	if ((at = line(&p, &n, &len)) == NULL || len >= HJ_ORIGIN_MAX ||
	    memchr(at, '\0', len) != NULL)
		return false;
	memcpy(ret->origin, at, len);
	ret->origin[len] = '\0';
	if ((at = line(&p, &n, &len)) == NULL || (len > 1 && at[0] == '0') ||
	    hj_text_number(at, len, 0, UINT64_MAX, &ret->size, &why) != HJ_OK)
		return false;
	if ((at = line(&p, &n, &len)) == NULL || len != ROOT64 ||
	    hj_note_base64(at, len, ret->root, sizeof(ret->root)) !=
		sizeof(ret->root))
		return false;
	return n == 0;
}

int
hj_checkpoint_parse(const char *p, size_t n, struct hj_checkpoint *ret,
    struct hj_error *err)
{
	struct hj_checkpoint c = { .origin = "" };

	if (!parse(p, n, &c))
		return hj_fail(err, HJ_EINVAL,
		    "not a checkpoint: expected lines of origin, size and "
		    "root");
	*ret = c;
	return HJ_OK;
}

int
hj_checkpoint_sign(const struct hj_checkpoint *c,
    const struct hj_member *device, uint8_t ret[static 64],
    struct hj_error *err)
{
	struct hj_buf text = HJ_BUF(HJ_NOTE_MAX);
	int rc = hj_checkpoint_text(c, &text, err);

	if (rc == HJ_OK)
		hj_member_sign(device, text.data, text.len, ret);
	hj_buf_clear(&text);
	return rc;
}

bool
hj_checkpoint_signed(const struct hj_checkpoint *c,
    const uint8_t key[static 32], const uint8_t signature[static 64])
{
	char text[TEXT_ROOM];

	return hj_member_verify(key, text, three_lines(c, text), signature);
}

static struct hj_note_key
note_key(const char *origin, const uint8_t *key)
{
	struct hj_note_key k = { .name = "" };

	memcpy(k.name, origin, strlen(origin) + 1);
	memcpy(k.key, key, sizeof(k.key));
	return k;
}

int
hj_checkpoint_note(const struct hj_checkpoint *c, const uint8_t key[static 32],
    const uint8_t signature[static 64], struct hj_buf *to, struct hj_error *err)
{
	struct hj_note_key k = note_key(c->origin, key);
	struct hj_buf text = HJ_BUF(HJ_NOTE_MAX);
	int rc = hj_checkpoint_text(c, &text, err);

	if (rc == HJ_OK)
		rc = hj_note_join((const char *)text.data, text.len, &k,
		    signature, to, err);
	hj_buf_clear(&text);
	return rc;
}

int
hj_checkpoint_open(const char *p, size_t n, const uint8_t key[static 32],
    struct hj_checkpoint *ret, struct hj_error *err)
{
	const char *end = n != 0 ? memchr(p, '\n', n) : NULL;
	size_t len = end != NULL ? (size_t)(end - p) : 0;
	char origin[HJ_ORIGIN_MAX] = "";
	struct hj_note_key k;
	size_t text = 0;

	/* The device signs under the name that is the first line. */
	if (len == 0 || len >= sizeof(origin))
		return hj_fail(err, HJ_EINVAL, "not a checkpoint of hanji");
	memcpy(origin, p, len);
	k = note_key(origin, key);
	if (hj_note_open(p, n, &k, &text, NULL, err) != HJ_OK)
		return (int)err->code;
	return hj_checkpoint_parse(p, text, ret, err);
}
