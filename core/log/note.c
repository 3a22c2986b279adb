#include <string.h>

#include <sodium.h>

#include "core/base/base64.h"
#include "core/base/text.h"
#include "core/keys/member.h"
#include "core/log/note.h"

#define KEYID 4
#define DASH "\xe2\x80\x94 " /* U+2014 and a space */
#define LINE_BYTES (KEYID + HJ_SIGNATURE_LEN)
#define BASE64(n) sodium_base64_ENCODED_LEN(n, sodium_base64_VARIANT_ORIGINAL)

void
hj_note_keyid(const struct hj_note_key *k, uint8_t type,
    uint8_t ret[static KEYID])
{
	const uint8_t typed[2] = { '\n', type };
	crypto_hash_sha256_state s;
	uint8_t hash[32];

	(void)crypto_hash_sha256_init(&s);
	(void)crypto_hash_sha256_update(&s, (const uint8_t *)k->name,
	    strlen(k->name));
	(void)crypto_hash_sha256_update(&s, typed, sizeof(typed));
	(void)crypto_hash_sha256_update(&s, k->key, sizeof(k->key));
	(void)crypto_hash_sha256_final(&s, hash);
	memcpy(ret, hash, KEYID);
}

static bool
is_space(uint32_t c)
{
	return c <= 0x20 || c == 0x85 || c == 0xa0 || c == 0x1680 ||
	    (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
	    c == 0x202f || c == 0x205f || c == 0x3000;
}

static bool
is_name(const char *p, size_t n)
{
	uint32_t c;
	size_t step;

	if (n == 0 || n >= HJ_NOTE_NAME_MAX)
		return false;
	for (; n > 0; p += step, n -= step)
		if ((step = hj_text_decode(p, n, &c)) == 0 || is_space(c) ||
		    c == '+' || c == 0x7f)
			return false;
	return true;
}

/* UTF-8 without control characters but line feed, and ended by one. */
static bool
is_text(const char *p, size_t n)
{
	if (n == 0 || n > HJ_NOTE_MAX || p[n - 1] != '\n' ||
	    !hj_text_is_utf8(p, n))
		return false;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)p[i] < 0x20 && p[i] != '\n')
			return false;
	return true;
}

static int
add_base64(struct hj_buf *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	return hj_base64_write(p, n, HJ_BASE64_PADDED, to, err);
}

size_t
hj_note_base64(const char *p, size_t n, uint8_t *ret, size_t max)
{
	return hj_base64_read(p, n, HJ_BASE64_PADDED, ret, max);
}

int
hj_note_vkey_typed(const struct hj_note_key *k, uint8_t type, struct hj_buf *to,
    struct hj_error *err)
{
	uint8_t typed[1 + sizeof(k->key)] = { type };
	uint8_t id[KEYID];
	char hex[2 * KEYID + 1];

	if (!is_name(k->name, strlen(k->name)))
		return hj_fail(err, HJ_EINVAL, "not a name for a signed note");
	memcpy(typed + 1, k->key, sizeof(k->key));
	hj_note_keyid(k, type, id);
	sodium_bin2hex(hex, sizeof(hex), id, sizeof(id));
	if (hj_buf_puts(to, k->name, err) != HJ_OK ||
	    hj_buf_putc(to, '+', err) != HJ_OK ||
	    hj_buf_puts(to, hex, err) != HJ_OK ||
	    hj_buf_putc(to, '+', err) != HJ_OK)
		return (int)err->code;
	return add_base64(to, typed, sizeof(typed), err);
}

int
hj_note_vkey(const struct hj_note_key *k, struct hj_buf *to,
    struct hj_error *err)
{
	return hj_note_vkey_typed(k, HJ_NOTE_ED25519, to, err);
}

static bool
parse_vkey(const char *p, size_t n, uint8_t type, struct hj_note_key *ret)
{
	const char *plus = memchr(p, '+', n);
	size_t name = plus != NULL ? (size_t)(plus - p) : 0;
	uint8_t typed[1 + sizeof(ret->key)];
	uint8_t id[KEYID], said[KEYID];
	size_t got = 0;

	if (!is_name(p, name) || n < name + 2 * KEYID + 2 ||
	    plus[2 * KEYID + 1] != '+')
		return false;
	memcpy(ret->name, p, name);
	ret->name[name] = '\0';
	if (sodium_hex2bin(said, KEYID, plus + 1, 2 * KEYID, NULL, &got,
		NULL) != 0 ||
	    got != KEYID)
		return false;
	p += name + 2 * KEYID + 2;
	n -= name + 2 * KEYID + 2;
	if (n != BASE64(sizeof(typed)) - 1 ||
	    hj_note_base64(p, n, typed, sizeof(typed)) != sizeof(typed) ||
	    typed[0] != type)
		return false;
	memcpy(ret->key, typed + 1, sizeof(ret->key));
	hj_note_keyid(ret, type, id);
	return memcmp(id, said, KEYID) == 0;
}

int
hj_note_vkey_parse_typed(const char *p, size_t n, uint8_t type,
    struct hj_note_key *ret, struct hj_error *err)
{
	struct hj_note_key k = { .name = "" };

	if (!parse_vkey(p, n, type, &k))
		return hj_fail(err, HJ_EINVAL,
		    "not a verifier key: expected name+8 hex digits+base64");
	*ret = k;
	return HJ_OK;
}

int
hj_note_vkey_parse(const char *p, size_t n, struct hj_note_key *ret,
    struct hj_error *err)
{
	return hj_note_vkey_parse_typed(p, n, HJ_NOTE_ED25519, ret, err);
}

int
hj_note_line_write(const char *name, const uint8_t *bytes, size_t n,
    struct hj_buf *to, struct hj_error *err)
{
	if (hj_buf_puts(to, DASH, err) != HJ_OK ||
	    hj_buf_puts(to, name, err) != HJ_OK ||
	    hj_buf_putc(to, ' ', err) != HJ_OK ||
	    add_base64(to, bytes, n, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_putc(to, '\n', err);
}

int
hj_note_join(const char *text, size_t n, const struct hj_note_key *k,
    const uint8_t signature[static HJ_SIGNATURE_LEN], struct hj_buf *to,
    struct hj_error *err)
{
	uint8_t line[LINE_BYTES];

	if (!is_text(text, n) || !is_name(k->name, strlen(k->name)))
		return hj_fail(err, HJ_EINVAL,
		    "not a text or name for a signed note");
	hj_note_keyid(k, HJ_NOTE_ED25519, line);
	memcpy(line + KEYID, signature, HJ_SIGNATURE_LEN);
	if (hj_buf_add(to, text, n, err) != HJ_OK ||
	    hj_buf_putc(to, '\n', err) != HJ_OK)
		return (int)err->code;
	return hj_note_line_write(k->name, line, sizeof(line), to, err);
}

int
hj_note_sign(const char *text, size_t n, const char *name,
    const struct hj_member *by, struct hj_buf *to, struct hj_error *err)
{
	const struct hj_member_public *pub = hj_member_public(by);
	uint8_t signature[HJ_SIGNATURE_LEN];
	struct hj_note_key k;
	size_t len = strlen(name);

	if (len >= sizeof(k.name))
		return hj_fail(err, HJ_EINVAL, "not a name for a signed note");
	memcpy(k.name, name, len + 1);
	memcpy(k.key, pub->ed25519, sizeof(k.key));
	hj_member_sign(by, text, n, signature);
	return hj_note_join(text, n, &k, signature, to, err);
}

/* Of more bytes than a key id has; of however many more. */
static bool
is_signature(const char *p, size_t n)
{
	uint8_t three[3];
	size_t bytes = 0, got;

	for (; n >= 4; p += 4, n -= 4, bytes += got)
		if ((got = hj_note_base64(p, 4, three, sizeof(three))) == 0 ||
		    (got < sizeof(three) && n > 4))
			return false;
	return n == 0 && bytes > KEYID;
}

bool
hj_note_line(const char **p, size_t *left, struct hj_note_line *ret)
{
	const size_t dash = sizeof(DASH) - 1;
	const char *end = *left != 0 ? memchr(*p, '\n', *left) : NULL, *space;

	if (end == NULL || (size_t)(end - *p) < dash ||
	    memcmp(*p, DASH, dash) != 0)
		return false;
	ret->name = *p + dash;
	space = memchr(ret->name, ' ', (size_t)(end - ret->name));
	if (space == NULL)
		return false;
	ret->name_len = (size_t)(space - ret->name);
	ret->base64 = space + 1;
	ret->n = (size_t)(end - ret->base64);
	if (!is_name(ret->name, ret->name_len) ||
	    !is_signature(ret->base64, ret->n))
		return false;
	*left -= (size_t)(end + 1 - *p);
	*p = end + 1;
	return true;
}

size_t
hj_note_lines(const char *p, size_t n)
{
	struct hj_note_line l;
	size_t lines = 0;

	while (n != 0)
		if (++lines > HJ_NOTE_SIGNATURES_MAX ||
		    !hj_note_line(&p, &n, &l))
			return 0;
	return lines;
}

/* Up to the last empty line. */
size_t
hj_note_text(const char *p, size_t n)
{
	if (!is_text(p, n))
		return 0;
	for (size_t i = n - 1; i > 0; i--)
		if (p[i] == '\n' && p[i - 1] == '\n')
			return i < n - 1 ? i : 0;
	return 0;
}

static int
check_lines(const char *p, size_t n, size_t text, const struct hj_note_key *k,
    uint8_t *ret, struct hj_error *err)
{
	uint8_t id[KEYID], bytes[LINE_BYTES];
	const char *at = p + text + 1;
	size_t left = n - text - 1, lines = 0;
	bool found = false;
	struct hj_note_line l;

	hj_note_keyid(k, HJ_NOTE_ED25519, id);
	while (left != 0) {
		if (++lines > HJ_NOTE_SIGNATURES_MAX ||
		    !hj_note_line(&at, &left, &l))
			return hj_fail(err, HJ_EINVAL,
			    "signature line %zu is not one", lines);
		/* Signatures of other kinds may be longer: they are not
		 * ours. */
		if (l.n != BASE64(LINE_BYTES) - 1 ||
		    hj_note_base64(l.base64, l.n, bytes, sizeof(bytes)) !=
			sizeof(bytes) ||
		    memcmp(bytes, id, KEYID) != 0 ||
		    l.name_len != strlen(k->name) ||
		    memcmp(l.name, k->name, l.name_len) != 0)
			continue;
		if (!hj_member_verify(k->key, p, text, bytes + KEYID))
			return hj_fail(err, HJ_ECORRUPT,
			    "the signature does not fit");
		memcpy(ret, bytes + KEYID, HJ_SIGNATURE_LEN);
		found = true;
	}
	if (!found)
		return hj_fail(err, HJ_ENOTFOUND, "not signed by this key");
	return HJ_OK;
}

int
hj_note_open(const char *p, size_t n, const struct hj_note_key *k,
    size_t *ret_text, uint8_t *ret_signature, struct hj_error *err)
{
	uint8_t signature[HJ_SIGNATURE_LEN];
	size_t text = hj_note_text(p, n);

	if (text == 0)
		return hj_fail(err, HJ_EINVAL, "not a signed note");
	if (check_lines(p, n, text, k, signature, err) != HJ_OK)
		return (int)err->code;
	if (ret_signature != NULL)
		memcpy(ret_signature, signature, sizeof(signature));
	*ret_text = text;
	return HJ_OK;
}
