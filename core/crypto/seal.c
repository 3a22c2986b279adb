#include <string.h>

#include <sodium.h>

#include "core/base/limits.h"
#include "core/crypto/kdf.h"
#include "core/crypto/seal.h"

#define SUITE 1
#define NONCE 24
#define HEAD 32
#define COMMITMENT 32
#define TAG 16
#define LENGTH 4
#define PAGE 4096
#define AT_HEAD NONCE
#define AT_COMMITMENT (AT_HEAD + HEAD)
#define AT_TEXT (AT_COMMITMENT + COMMITMENT)

/* Below a page: what LMDB fits 5, 3, 2 and 1 of into 4,096 bytes.  Above: an
 * overflow chain of k pages, whose header takes 16 bytes. */
static const size_t classes[] = { 770, 1318, 2004, 4080 };

struct ad {
	uint8_t b[HEAD + HJ_VAULT_ID_LEN + 8];
};

struct derived {
	uint8_t key[32];
	uint8_t commitment[COMMITMENT];
};

void
hj_seal_keyid(const uint8_t key[static HJ_KEY_LEN],
    uint8_t ret[static HJ_KEYID_LEN])
{
	static const char label[] = "hanji/0/keyid";
	crypto_hash_sha256_state s;
	uint8_t hash[32];

	(void)crypto_hash_sha256_init(&s);
	(void)crypto_hash_sha256_update(&s, (const uint8_t *)label,
	    strlen(label));
	(void)crypto_hash_sha256_update(&s, key, HJ_KEY_LEN);
	(void)crypto_hash_sha256_final(&s, hash);
	memcpy(ret, hash, HJ_KEYID_LEN);
	sodium_memzero(&s, sizeof(s));
}

size_t
hj_seal_size(size_t n)
{
	size_t want = n + HJ_SEAL_OVERHEAD + LENGTH;

	for (size_t i = 0; i < HJ_LEN(classes); i++)
		if (want <= classes[i])
			return classes[i];
	return (want + 16 + PAGE - 1) / PAGE * PAGE - 16;
}

size_t
hj_seal_room(size_t stored)
{
	if (stored < HJ_SEAL_OVERHEAD + LENGTH)
		return 0;
	return stored - HJ_SEAL_OVERHEAD - LENGTH;
}

static void
put(uint8_t *to, uint64_t v, size_t n)
{
	while (n-- > 0) {
		to[n] = (uint8_t)v;
		v >>= 8;
	}
}

static void
encode_head(enum hj_kind kind, uint16_t version, const uint8_t *key,
    uint8_t to[static HEAD])
{
	memset(to, 0, HEAD);
	to[0] = SUITE;
	to[1] = (uint8_t)kind;
	put(to + 2, version, 2);
	hj_seal_keyid(key, to + 8);
}

static void
mask_head(const struct hj_place *at, const uint8_t *nonce, uint8_t *head)
{
	(void)crypto_stream_xchacha20_xor(head, head, HEAD, nonce, at->mask);
}

static void
bind(const struct hj_place *at, const uint8_t *head, struct ad *ad)
{
	memcpy(ad->b, head, HEAD);
	memcpy(ad->b + HEAD, at->vault_id, HJ_VAULT_ID_LEN);
	put(ad->b + HEAD + HJ_VAULT_ID_LEN, at->number, 8);
}

static void
derive(const uint8_t *nonce, const uint8_t *key, struct derived *ret)
{
	uint8_t both[64];

	hj_kdf(HJ_USE_RECORD, nonce, NONCE, key, HJ_KEY_LEN, both, 64);
	memcpy(ret->key, both, 32);
	memcpy(ret->commitment, both + 32, COMMITMENT);
	sodium_memzero(both, sizeof(both));
}

int
hj_seal(const struct hj_place *at, enum hj_kind kind, uint16_t version,
    const uint8_t key[static HJ_KEY_LEN], const uint8_t *p, size_t n,
    struct hj_buf *to, struct hj_error *err)
{
	struct derived d;
	struct ad ad;
	size_t stored;
	uint8_t *out, *text;

	if (n > HJ_RECORD_MAX || (stored = hj_seal_size(n)) > HJ_RECORD_MAX)
		return hj_fail(err, HJ_ELIMIT, "a record larger than %zu bytes",
		    HJ_RECORD_MAX);
	if (hj_buf_extend(to, stored, &out, err) != HJ_OK)
		return (int)err->code;
	text = out + AT_TEXT;
	randombytes_buf(out, NONCE);
	encode_head(kind, version, key, out + AT_HEAD);
	bind(at, out + AT_HEAD, &ad);
	mask_head(at, out, out + AT_HEAD);
	derive(out, key, &d);
	memcpy(out + AT_COMMITMENT, d.commitment, COMMITMENT);
	put(text, n, LENGTH);
	if (n != 0)
		memcpy(text + LENGTH, p, n);
	memset(text + LENGTH + n, 0, hj_seal_room(stored) - n);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt_detached(text,
	    out + stored - TAG, NULL, text, stored - AT_TEXT - TAG, ad.b,
	    sizeof(ad.b), NULL, out, d.key);
	sodium_memzero(&d, sizeof(d));
	return HJ_OK;
}

static int
damaged(const struct hj_place *at, struct hj_error *err)
{
	return hj_fail(err, HJ_ECORRUPT,
	    "record %llu is damaged or was tampered with",
	    (unsigned long long)at->number);
}

/* The head as it was sealed, in bytes and as a struct; not yet proved. */
static int
read_head(const struct hj_place *at, const uint8_t *p, size_t n,
    uint8_t head[static HEAD], struct hj_head *ret, struct hj_error *err)
{
	struct hj_cursor c;

	if (n < classes[0] || hj_seal_size(hj_seal_room(n)) != n)
		return damaged(at, err);
	memcpy(head, p + AT_HEAD, HEAD);
	mask_head(at, p, head);
	c = HJ_CURSOR(head, HEAD);
	ret->suite = hj_cursor_u8(&c);
	ret->kind = hj_cursor_u8(&c);
	ret->version = hj_cursor_u16(&c);
	ret->flags = hj_cursor_u32(&c);
	memcpy(ret->keyid, hj_cursor_bytes(&c, HJ_KEYID_LEN), HJ_KEYID_LEN);
	if (ret->suite == 0 || hj_cursor_u64(&c) != 0)
		return damaged(at, err);
	return HJ_OK;
}

int
hj_seal_head(const struct hj_place *at, const uint8_t *p, size_t n,
    struct hj_head *ret, struct hj_error *err)
{
	struct hj_head h;
	uint8_t head[HEAD];

	if (read_head(at, p, n, head, &h, err) != HJ_OK)
		return (int)err->code;
	if (h.suite != SUITE)
		return damaged(at, err);
	*ret = h;
	return HJ_OK;
}

/* The plaintext out of its padding; `text` begins with its length. */
static bool
unpad(uint8_t *text, size_t padded, size_t *ret)
{
	struct hj_cursor c = HJ_CURSOR(text, padded);
	size_t len = hj_cursor_u32(&c);

	if (len > c.left)
		return false;
	memmove(text, text + LENGTH, len);
	sodium_memzero(text + len, padded - len);
	*ret = len;
	return true;
}

static int
newer(const struct hj_place *at, struct hj_error *err)
{
	return hj_fail(err, HJ_EVERSION,
	    "record %llu was made by a newer hanji",
	    (unsigned long long)at->number);
}

int
hj_seal_open(const struct hj_place *at, enum hj_kind kind,
    const uint8_t key[static HJ_KEY_LEN], const uint8_t *p, size_t n,
    struct hj_buf *to, struct hj_error *err)
{
	struct hj_head h;
	struct derived d;
	struct ad ad;
	uint8_t head[HEAD], *text;
	size_t padded, len;
	bool commits, opens, later;

	if (read_head(at, p, n, head, &h, err) != HJ_OK)
		return (int)err->code;
	padded = n - AT_TEXT - TAG;
	if (hj_buf_extend(to, padded, &text, err) != HJ_OK)
		return (int)err->code;
	bind(at, head, &ad);
	derive(p, key, &d);
	commits =
	    sodium_memcmp(d.commitment, p + AT_COMMITMENT, COMMITMENT) == 0;
	opens = commits && h.suite == SUITE && h.kind == kind &&
	    crypto_aead_xchacha20poly1305_ietf_decrypt_detached(text, NULL,
		p + AT_TEXT, padded, p + n - TAG, ad.b, sizeof(ad.b), p,
		d.key) == 0;
	sodium_memzero(&d, sizeof(d));
	/* No flag has a meaning yet: whoever sets one means something. */
	later = h.version > HJ_RECORD_VERSION || h.flags != 0;
	if (opens && !later && unpad(text, padded, &len)) {
		to->len -= padded - len;
		return HJ_OK;
	}
	sodium_memzero(text, padded);
	to->len -= padded;
	/* What commits in our way is not of another suite but damaged. */
	if (opens ? later : h.suite != SUITE && !commits)
		return newer(at, err);
	return damaged(at, err);
}
