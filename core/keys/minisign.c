#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "core/base/base64.h"
#include "core/base/text.h"
#include "core/keys/member.h"
#include "core/keys/minisign.h"

#define UNTRUSTED "untrusted comment: "
#define TRUSTED "trusted comment: "

struct key_bytes {
	char kind[2];
	struct hj_minisign_key key;
};

struct signature_bytes {
	char kind[2];
	uint8_t id[HJ_MINISIGN_ID];
	uint8_t signature[64];
};

/* ---- public keys ---- */

void
hj_minisign_key(const uint8_t ed25519[static 32], struct hj_minisign_key *ret)
{
	uint8_t hash[32];

	(void)crypto_hash_sha256(hash, ed25519, 32);
	for (size_t i = 0; i < HJ_MINISIGN_ID; i++)
		ret->id[i] = hash[HJ_MINISIGN_ID - 1 - i];
	memcpy(ret->key, ed25519, sizeof(ret->key));
}

void
hj_minisign_key_say(const struct hj_minisign_key *k,
    char ret[static HJ_MINISIGN_KEY])
{
	const struct key_bytes b = { .kind = { 'E', 'd' }, .key = *k };

	(void)sodium_bin2base64(ret, HJ_MINISIGN_KEY, (const uint8_t *)&b,
	    sizeof(b), sodium_base64_VARIANT_ORIGINAL);
}

/* One line of p without its end; a CR before it goes, too, as minisign does. */
static bool
take_line(const char **p, size_t *n, const char **line, size_t *len)
{
	const char *end = *n != 0 ? memchr(*p, '\n', *n) : NULL;
	size_t all = end != NULL ? (size_t)(end - *p) + 1 : *n;

	if (*n == 0)
		return false;
	*line = *p;
	*len = end != NULL ? all - 1 : all;
	if (*len != 0 && (*line)[*len - 1] == '\r')
		--*len;
	*p += all;
	*n -= all;
	return true;
}

static bool
begins(const char *p, size_t n, const char *with)
{
	return n >= strlen(with) && memcmp(p, with, strlen(with)) == 0;
}

int
hj_minisign_key_parse(const char *p, size_t n, struct hj_minisign_key *ret,
    struct hj_error *err)
{
	struct key_bytes b;
	const char *line;
	size_t len;

	if (take_line(&p, &n, &line, &len) &&
	    (!begins(line, len, UNTRUSTED) || take_line(&p, &n, &line, &len)) &&
	    n == 0 &&
	    hj_base64_read(line, len, HJ_BASE64_PADDED, (uint8_t *)&b,
		sizeof(b)) == sizeof(b) &&
	    memcmp(b.kind, "Ed", 2) == 0) {
		*ret = b.key;
		return HJ_OK;
	}
	return hj_fail(err, HJ_EINVAL,
	    "not a public key of minisign: 56 letters and digits that begin with 'RW'");
}

void
hj_minisign_id_say(const uint8_t id[static HJ_MINISIGN_ID],
    char ret[static HJ_MINISIGN_ID_SHOWN])
{
	for (size_t i = 0; i < HJ_MINISIGN_ID; i++)
		(void)snprintf(ret + 2 * i, 3, "%02X",
		    id[HJ_MINISIGN_ID - 1 - i]);
}

/* ---- signing ---- */

void
hj_minisign_hash(const void *p, size_t n, uint8_t ret[static HJ_MINISIGN_HASH])
{
	(void)crypto_generichash(ret, HJ_MINISIGN_HASH, p, n, NULL, 0);
}

int
hj_minisign_hash_of(hj_read_fn *read, void *from,
    uint8_t ret[static HJ_MINISIGN_HASH], struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_STREAM_CHUNK);
	crypto_generichash_state s;
	uint8_t *room;
	size_t got;
	int rc;

	(void)crypto_generichash_init(&s, NULL, 0, HJ_MINISIGN_HASH);
	if ((rc = hj_buf_extend(&b, HJ_STREAM_CHUNK, &room, err)) != HJ_OK)
		return rc;
	do {
		got = 0;
		rc = read(from, room, HJ_STREAM_CHUNK, &got, err);
		(void)crypto_generichash_update(&s, room, got);
	} while (rc == HJ_OK && got != 0);
	(void)crypto_generichash_final(&s, ret, HJ_MINISIGN_HASH);
	hj_buf_clear(&b);
	return rc;
}

/* What minisign signs the second time: 64 bytes, then the comment. */
static int
global_of(const uint8_t *signature, const char *trusted, size_t n,
    struct hj_buf *to, struct hj_error *err)
{
	int rc = hj_buf_add(to, signature, 64, err);

	return rc == HJ_OK ? hj_buf_add(to, trusted, n, err) : rc;
}

static int
write_lines(const struct signature_bytes *b, const uint8_t *global,
    const char *trusted, struct hj_buf *to, struct hj_error *err)
{
	char id[HJ_MINISIGN_ID_SHOWN];
	int rc;

	hj_minisign_id_say(b->id, id);
	if ((rc = hj_buf_printf(to, err,
		 UNTRUSTED "signature of hanji, key %s\n", id)) != HJ_OK ||
	    (rc = hj_base64_write((const uint8_t *)b, sizeof(*b),
		 HJ_BASE64_PADDED, to, err)) != HJ_OK ||
	    (rc = hj_buf_printf(to, err, "\n" TRUSTED "%s\n", trusted)) !=
		HJ_OK ||
	    (rc = hj_base64_write(global, 64, HJ_BASE64_PADDED, to, err)) !=
		HJ_OK)
		return rc;
	return hj_buf_putc(to, '\n', err);
}

int
hj_minisign_sign(const struct hj_member *by,
    const uint8_t hash[static HJ_MINISIGN_HASH], const char *trusted,
    struct hj_buf *to, struct hj_error *err)
{
	struct signature_bytes b = { .kind = { 'E', 'D' } };
	struct hj_buf all = HJ_BUF(64 + HJ_MINISIGN_COMMENT_MAX);
	size_t n = strlen(trusted);
	struct hj_minisign_key k;
	uint8_t global[64];
	int rc;

	if (n > HJ_MINISIGN_COMMENT_MAX || strpbrk(trusted, "\r\n") != NULL ||
	    !hj_text_is_utf8(trusted, n))
		return hj_fail(err, HJ_EINVAL,
		    "the trusted comment of a signature is one line of at most %d bytes",
		    HJ_MINISIGN_COMMENT_MAX);
	hj_minisign_key(hj_member_public(by)->ed25519, &k);
	memcpy(b.id, k.id, sizeof(b.id));
	hj_member_sign(by, hash, HJ_MINISIGN_HASH, b.signature);
	if ((rc = global_of(b.signature, trusted, n, &all, err)) == HJ_OK) {
		hj_member_sign(by, all.data, all.len, global);
		rc = write_lines(&b, global, trusted, to, err);
	}
	hj_buf_clear(&all);
	return rc;
}

/* ---- checking ---- */

static bool
parse(const char *p, size_t n, struct signature_bytes *b,
    struct hj_minisign *ret)
{
	const char *line;
	size_t len;

	if (!take_line(&p, &n, &line, &len) || !begins(line, len, UNTRUSTED) ||
	    !take_line(&p, &n, &line, &len) ||
	    hj_base64_read(line, len, HJ_BASE64_PADDED, (uint8_t *)b,
		sizeof(*b)) != sizeof(*b) ||
	    !take_line(&p, &n, &line, &len) || !begins(line, len, TRUSTED))
		return false;
	ret->trusted = line + sizeof(TRUSTED) - 1;
	ret->ntrusted = len - (sizeof(TRUSTED) - 1);
	return ret->ntrusted <= HJ_MINISIGN_COMMENT_MAX &&
	    hj_text_is_utf8(ret->trusted, ret->ntrusted) &&
	    take_line(&p, &n, &line, &len) && n == 0 &&
	    hj_base64_read(line, len, HJ_BASE64_PADDED, ret->global,
		sizeof(ret->global)) == sizeof(ret->global);
}

int
hj_minisign_parse(const char *p, size_t n, struct hj_minisign *ret,
    struct hj_error *err)
{
	struct hj_minisign s = { .ntrusted = 0 };
	struct signature_bytes b;

	if (n > HJ_MINISIGN_MAX || !parse(p, n, &b, &s) || b.kind[0] != 'E')
		return hj_fail(err, HJ_EINVAL,
		    "not a signature as minisign writes it");
	if (b.kind[1] == 'd')
		return hj_fail(err, HJ_EINVAL,
		    "a signature of an old kind: ask for one made with 'minisign -SH'");
	if (b.kind[1] != 'D')
		return hj_fail(err, HJ_EINVAL,
		    "not a signature as minisign writes it");
	memcpy(s.id, b.id, sizeof(s.id));
	memcpy(s.signature, b.signature, sizeof(s.signature));
	*ret = s;
	return HJ_OK;
}

int
hj_minisign_verify(const struct hj_minisign *s, const struct hj_minisign_key *k,
    const uint8_t hash[static HJ_MINISIGN_HASH], struct hj_error *err)
{
	struct hj_buf all = HJ_BUF(64 + HJ_MINISIGN_COMMENT_MAX);
	char id[HJ_MINISIGN_ID_SHOWN];
	int rc;

	if (memcmp(s->id, k->id, sizeof(s->id)) != 0) {
		hj_minisign_id_say(s->id, id);
		return hj_fail(err, HJ_ENOTFOUND, "signed by another key, %s",
		    id);
	}
	if (!hj_member_verify(k->key, hash, HJ_MINISIGN_HASH, s->signature))
		return hj_fail(err, HJ_ECORRUPT,
		    "the signature does not fit: the file was changed, or somebody else signed");
	if ((rc = global_of(s->signature, s->trusted, s->ntrusted, &all,
		 err)) == HJ_OK &&
	    !hj_member_verify(k->key, all.data, all.len, s->global))
		rc = hj_fail(err, HJ_ECORRUPT,
		    "the trusted comment of the signature was changed");
	hj_buf_clear(&all);
	return rc;
}
