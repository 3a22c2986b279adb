#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "core/crypto/kdf.h"
#include "core/crypto/seal.h"
#include "core/file/dir.h"
#include "core/file/file.h"
#include "core/keys/member.h"
#include "core/log/anchor.h"

#define NAME "anchor"
#define MAGIC "hanji anchor\r\n\x1a\n"
#define MAGIC_LEN 16
#define VERSION 0
#define PART 4096
/* All of a slot lies in one sector, which a disk writes whole or not at all:
 * neither is flushed, and a power failure may find both under way. */
#define SLOT 512
#define MAC 32
#define WHOLE ((size_t)3 * PART)
#define CONTEXT "device"
#define SEALED (HJ_SEED_LEN + HJ_MEMBER_OVERHEAD)
#define AT_VAULT 24
#define AT_KEY 40
#define AT_SEED 72

/* ---- bytes ---- */

static void
mac(const uint8_t key[static 32], const uint8_t *vault_id, const uint8_t *part,
    size_t n, uint8_t ret[static MAC])
{
	crypto_auth_hmacsha256_state s;

	(void)crypto_auth_hmacsha256_init(&s, key, 32);
	(void)crypto_auth_hmacsha256_update(&s, vault_id, HJ_VAULT_ID_LEN);
	(void)crypto_auth_hmacsha256_update(&s, part, n - MAC);
	(void)crypto_auth_hmacsha256_final(&s, ret);
	sodium_memzero(&s, sizeof(s));
}

static bool
fits(const uint8_t key[static 32], const uint8_t *vault_id, const uint8_t *part,
    size_t n)
{
	uint8_t m[MAC];

	mac(key, vault_id, part, n, m);
	return sodium_memcmp(m, part + n - MAC, sizeof(m)) == 0;
}

static int
pad(struct hj_buf *b, size_t to, struct hj_error *err)
{
	size_t n = to - b->len;
	uint8_t *p;

	if (hj_buf_extend(b, n, &p, err) != HJ_OK)
		return (int)err->code;
	memset(p, 0, n);
	return HJ_OK;
}

/* Pad what began at `start` to n bytes, of which the last are its MAC. */
static int
end_part(const struct hj_anchor *a, const uint8_t key[static 32],
    struct hj_buf *b, size_t start, size_t n, struct hj_error *err)
{
	if (pad(b, start + n, err) != HJ_OK)
		return (int)err->code;
	mac(key, a->vault_id, b->data + start, n, b->data + start + n - MAC);
	return HJ_OK;
}

static int
put_slot(const struct hj_anchor *a, const uint8_t key[static 32],
    struct hj_buf *b, struct hj_error *err)
{
	size_t start = b->len;

	if (hj_buf_u64(b, a->count, err) != HJ_OK ||
	    hj_buf_u64(b, a->generation, err) != HJ_OK ||
	    hj_buf_u64(b, a->size, err) != HJ_OK ||
	    hj_buf_add(b, a->root, sizeof(a->root), err) != HJ_OK ||
	    hj_buf_add(b, a->signature, sizeof(a->signature), err) != HJ_OK)
		return (int)err->code;
	return end_part(a, key, b, start, SLOT, err);
}

static int
put_seed(const struct hj_anchor *a, const struct hj_member *member,
    struct hj_buf *b, struct hj_error *err)
{
	struct hj_secret *seed = NULL;
	int rc = hj_member_seed(a->device, &seed, err);

	if (rc == HJ_OK)
		rc = hj_member_seal(hj_member_public(member)->x25519, CONTEXT,
		    a->vault_id, hj_secret_peek(seed), HJ_SEED_LEN, b, err);
	hj_secret_free(seed);
	return rc;
}

static int
put_front(const struct hj_anchor *a, const uint8_t key[static 32],
    const struct hj_member *member, struct hj_buf *b, struct hj_error *err)
{
	static const uint8_t zero[6] = { 0 };
	const uint8_t *pub = hj_member_public(a->device)->ed25519;

	if (hj_buf_add(b, MAGIC, MAGIC_LEN, err) != HJ_OK ||
	    hj_buf_u16(b, VERSION, err) != HJ_OK ||
	    hj_buf_add(b, zero, sizeof(zero), err) != HJ_OK ||
	    hj_buf_add(b, a->vault_id, sizeof(a->vault_id), err) != HJ_OK ||
	    hj_buf_add(b, pub, HJ_PUBLIC_LEN, err) != HJ_OK ||
	    put_seed(a, member, b, err) != HJ_OK)
		return (int)err->code;
	return end_part(a, key, b, 0, PART, err);
}

/* ---- files ---- */

static int
folder(const char *state, const uint8_t *vault_id, char ret[static HJ_PATH_MAX],
    struct hj_error *err)
{
	char hex[2 * HJ_VAULT_ID_LEN + 1];

	sodium_bin2hex(hex, sizeof(hex), vault_id, HJ_VAULT_ID_LEN);
	if (snprintf(ret, HJ_PATH_MAX, "%s/%s", state, hex) >= HJ_PATH_MAX)
		return hj_fail(err, HJ_EINVAL, "path too long: '%s'", state);
	return HJ_OK;
}

/* ---- reading ---- */

static int
open_device(const uint8_t *p, const struct hj_member *member,
    struct hj_anchor *ret, struct hj_error *err)
{
	struct hj_buf plain = HJ_BUF(HJ_SEED_LEN);
	struct hj_secret *seed = NULL;
	int rc;

	if (hj_member_unseal(member, CONTEXT, ret->vault_id, p + AT_SEED,
		SEALED, &plain, err) != HJ_OK) {
		rc = err->code == HJ_ECORRUPT
		    ? hj_fail(err, HJ_EAUTH,
			  "this machine's anchor is sealed to another member")
		    : (int)err->code;
		goto out;
	}
	if ((rc = hj_secret_copy(plain.data, plain.len, &seed, err)) == HJ_OK)
		rc = hj_member_new(seed, &ret->device, err);
out:
	hj_secret_free(seed);
	hj_buf_clear(&plain);
	return rc;
}

/* Keeps the newer of the good slots.  False: neither is good. */
static bool
open_slots(const uint8_t *p, const uint8_t key[static 32],
    struct hj_anchor *ret)
{
	bool found = false;

	for (size_t i = 1; i <= 2; i++) {
		const uint8_t *part = p + i * PART;
		struct hj_cursor c = HJ_CURSOR(part, SLOT - MAC);
		uint64_t count = hj_cursor_u64(&c);

		if (!fits(key, ret->vault_id, part, SLOT) ||
		    (found && count < ret->count))
			continue;
		found = true;
		ret->count = count;
		ret->generation = hj_cursor_u64(&c);
		ret->size = hj_cursor_u64(&c);
		hj_cursor_copy(&c, ret->root, sizeof(ret->root));
		hj_cursor_copy(&c, ret->signature, sizeof(ret->signature));
	}
	return found;
}

static int
parse(const struct hj_buf *b, const struct hj_member *member,
    struct hj_anchor *a, struct hj_error *err)
{
	uint8_t key[32] = { 0 };
	bool whole;

	if (b->len < AT_VAULT || memcmp(b->data, MAGIC, MAGIC_LEN) != 0)
		goto corrupt;
	if (b->data[MAGIC_LEN] != 0 || b->data[MAGIC_LEN + 1] != VERSION)
		return hj_fail(err, HJ_EVERSION,
		    "this machine's anchor was written by a newer hanji");
	if (b->len != WHOLE ||
	    memcmp(b->data + AT_VAULT, a->vault_id, sizeof(a->vault_id)) != 0)
		goto corrupt;
	if (open_device(b->data, member, a, err) != HJ_OK)
		return (int)err->code;
	hj_member_derive(a->device, HJ_USE_MAC, key);
	whole = fits(key, a->vault_id, b->data, PART) &&
	    memcmp(b->data + AT_KEY, hj_member_public(a->device)->ed25519,
		HJ_PUBLIC_LEN) == 0 &&
	    open_slots(b->data, key, a);
	sodium_memzero(key, sizeof(key));
	if (whole)
		return HJ_OK;
corrupt:
	return hj_fail(err, HJ_ECORRUPT, "this machine's anchor is damaged");
}

static int
load_file(const char *dir, const char *file, const struct hj_member *member,
    struct hj_anchor *a, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(WHOLE);
	int rc = hj_file_read(dir, file, WHOLE, &b, err);

	if (rc == HJ_OK)
		rc = parse(&b, member, a, err);
	if (rc == HJ_ELIMIT)
		rc = hj_fail(err, HJ_ECORRUPT,
		    "this machine's anchor is damaged");
	hj_buf_clear(&b);
	(void)snprintf(a->file, sizeof(a->file), "%s", file);
	return rc;
}

/* Of who is not the first to work at this machine. */
static void
own_file(const struct hj_member *member, char ret[static HJ_ANCHOR_FILE])
{
	char id[HJ_FINGERPRINT];

	hj_member_fingerprint(hj_member_public(member)->ed25519, id);
	(void)snprintf(ret, HJ_ANCHOR_FILE, "%s-%s", NAME, id);
}

int
hj_anchor_load(const char *state, const uint8_t *vault_id,
    const struct hj_member *member, struct hj_anchor *ret, struct hj_error *err)
{
	struct hj_anchor a = { .device = NULL };
	char dir[HJ_PATH_MAX], own[HJ_ANCHOR_FILE];
	int rc;

	memcpy(a.vault_id, vault_id, sizeof(a.vault_id));
	if ((rc = folder(state, vault_id, dir, err)) == HJ_OK &&
	    (rc = load_file(dir, NAME, member, &a, err)) == HJ_EAUTH) {
		struct hj_error why = { .say = err->say };

		own_file(member, own);
		rc = load_file(dir, own, member, &a, &why);
		if (rc == HJ_ENOTFOUND)
			rc = HJ_EAUTH; /* as err says */
		else
			*err = why;
	}
	if (rc != HJ_OK)
		hj_anchor_clear(&a);
	else
		*ret = a;
	return rc;
}

/* ---- writing ---- */

/* Which file to write: not over that of another member, and so none where it
 * cannot be told whose it is. */
static int
choose(const char *dir, struct hj_anchor *a, const struct hj_member *member,
    struct hj_error *err)
{
	struct hj_anchor there = { .device = NULL };
	int rc;

	memcpy(there.vault_id, a->vault_id, sizeof(there.vault_id));
	(void)snprintf(a->file, sizeof(a->file), "%s", NAME);
	rc = load_file(dir, NAME, member, &there, err);
	hj_anchor_clear(&there);
	if (rc == HJ_EAUTH)
		own_file(member, a->file);
	return rc == HJ_ENOMEM || rc == HJ_EIO ? rc : HJ_OK;
}

/* An earlier anchor may be wanted as evidence: give it a second name. */
static int
keep_earlier(const char *dir, const char *file, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(WHOLE);
	char id[HJ_FINGERPRINT] = "damaged";
	char from[HJ_PATH_MAX + 32], to[HJ_PATH_MAX + 64];
	int rc = hj_file_read(dir, file, WHOLE, &b, err);

	if (rc == HJ_OK && b.len == WHOLE)
		hj_member_fingerprint(b.data + AT_KEY, id);
	hj_buf_clear(&b);
	if (rc == HJ_ENOTFOUND)
		return HJ_OK;
	if (rc == HJ_ENOMEM || rc == HJ_EIO)
		return rc;
	(void)snprintf(from, sizeof(from), "%s/%s", dir, file);
	(void)snprintf(to, sizeof(to), "%s/%s.%s", dir, file, id);
	if (link(from, to) != 0 && errno != EEXIST)
		return hj_fail_errno(err, errno, "cannot keep '%s'", from);
	return HJ_OK;
}

int
hj_anchor_create(const char *state, struct hj_anchor *a,
    const struct hj_member *member, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(WHOLE);
	char dir[HJ_PATH_MAX];
	uint8_t key[32] = { 0 };
	int rc;

	if ((rc = folder(state, a->vault_id, dir, err)) != HJ_OK ||
	    (rc = hj_dir_make_all(dir, err)) != HJ_OK)
		goto out;
	if ((rc = choose(dir, a, member, err)) != HJ_OK ||
	    (rc = keep_earlier(dir, a->file, err)) != HJ_OK)
		goto out;
	hj_member_derive(a->device, HJ_USE_MAC, key);
	if ((rc = put_front(a, key, member, &b, err)) != HJ_OK ||
	    (rc = put_slot(a, key, &b, err)) != HJ_OK ||
	    (rc = pad(&b, WHOLE, err)) != HJ_OK)
		goto out;
	rc = hj_file_replace(dir, a->file, b.data, b.len, err);
out:
	sodium_memzero(key, sizeof(key));
	hj_buf_clear(&b);
	if (rc != HJ_OK)
		return hj_while(err, "writing this machine's anchor");
	return HJ_OK;
}

/* Another process may have written since this one read: a new passphrase, say,
 * whose generation must not be forgotten. */
static void
catch_up(int fd, const uint8_t key[static 32], struct hj_anchor *a)
{
	uint8_t slot[SLOT];

	for (off_t i = 1; i <= 2; i++) {
		struct hj_cursor c = HJ_CURSOR(slot, SLOT - MAC);
		uint64_t count, generation;

		if (pread(fd, slot, SLOT, i * PART) != SLOT)
			continue;
		count = hj_cursor_u64(&c);
		generation = hj_cursor_u64(&c);
		if (count <= a->count || !fits(key, a->vault_id, slot, SLOT))
			continue;
		a->count = count;
		if (generation > a->generation)
			a->generation = generation;
	}
}

/* The count of writes tells the newer slot; the other is overwritten next. */
int
hj_anchor_save(const char *state, struct hj_anchor *a, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(SLOT);
	char dir[HJ_PATH_MAX], path[HJ_PATH_MAX + 40];
	uint8_t key[32] = { 0 };
	int fd = -1;
	int rc;

	hj_member_derive(a->device, HJ_USE_MAC, key);
	if ((rc = folder(state, a->vault_id, dir, err)) != HJ_OK)
		goto out;
	(void)snprintf(path, sizeof(path), "%s/%s", dir, a->file);
	fd = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
	if (fd >= 0)
		catch_up(fd, key, a);
	a->count++;
	if ((rc = put_slot(a, key, &b, err)) != HJ_OK)
		goto out;
	if (fd < 0 ||
	    pwrite(fd, b.data, b.len, (off_t)(PART * (1 + (a->count & 1)))) !=
		(ssize_t)b.len)
		rc = hj_fail_errno(err, errno, "cannot write '%s'", path);
out:
	if (fd >= 0)
		(void)close(fd);
	sodium_memzero(key, sizeof(key));
	hj_buf_clear(&b);
	return rc;
}
