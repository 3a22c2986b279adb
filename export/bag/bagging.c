#include <stdio.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/file/padme.h"
#include "export/bag/bagging.h"

static const char *const kinds[] = { "sha256", "sha512" };
static const uint8_t zeroes[2 * HJ_TAR_BLOCK];

void
hj_bagging_begin(struct hj_bagging *b, hj_export_fn *write, void *to)
{
	*b = (struct hj_bagging){ .write = write, .to = to };
	for (size_t i = 0; i < HJ_LEN(kinds); i++) {
		b->manifest[i] = HJ_BUF((size_t)32 << 20);
		b->tags[i] = HJ_BUF((size_t)32 << 20);
	}
}

void
hj_bagging_clear(struct hj_bagging *b)
{
	for (size_t i = 0; i < HJ_LEN(kinds); i++) {
		hj_buf_clear(&b->manifest[i]);
		hj_buf_clear(&b->tags[i]);
	}
}

static int
put(struct hj_bagging *b, const void *p, size_t n, struct hj_error *err)
{
	b->total += n;
	return n == 0 ? HJ_OK : b->write(b->to, p, n, err);
}

static int
put_header(struct hj_bagging *b, const char *folder, const char *name,
    uint64_t size, struct hj_error *err)
{
	struct hj_tar_member m = { .size = size, .package = true };
	uint8_t block[HJ_TAR_BLOCK];
	int n = snprintf(m.name, sizeof(m.name), "%s%s", folder, name);

	if (n < 0 || (size_t)n >= sizeof(m.name))
		return hj_fail(err, HJ_EINVAL,
		    "a name in the package is longer than %d bytes",
		    HJ_TAR_NAME_MAX - 1);
	hj_tar_header(&m, block);
	return put(b, block, sizeof(block), err);
}

static int
put_member(struct hj_bagging *b, const char *folder, const char *name,
    const void *p, size_t n, struct hj_error *err)
{
	if (put_header(b, folder, name, n, err) != HJ_OK ||
	    put(b, p, n, err) != HJ_OK)
		return (int)err->code;
	return put(b, zeroes, hj_tar_padding(n), err);
}

/* "<checksum>  <path>", of both kinds. */
static int
list(struct hj_buf to[static 2], const char *folder, const char *name,
    const uint8_t *sha256, const uint8_t *sha512, struct hj_error *err)
{
	char hex[2 * crypto_hash_sha512_BYTES + 1];

	for (size_t i = 0; i < HJ_LEN(kinds); i++) {
		(void)sodium_bin2hex(hex, sizeof(hex), i == 0 ? sha256 : sha512,
		    i == 0 ? crypto_hash_sha256_BYTES
			   : crypto_hash_sha512_BYTES);
		if (hj_buf_printf(&to[i], err, "%s  %s%s\n", hex, folder,
			name) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

int
hj_bagging_open(struct hj_bagging *b, const char *name, uint64_t size,
    struct hj_error *err)
{
	b->files++;
	b->bytes += size;
	b->size = b->left = size;
	(void)snprintf(b->name, sizeof(b->name), "%s", name);
	(void)crypto_hash_sha256_init(&b->sha256);
	(void)crypto_hash_sha512_init(&b->sha512);
	return put_header(b, HJ_BAGGING_FOLDER "data/", name, size, err);
}

static int
other_size(const struct hj_bagging *b, struct hj_error *err)
{
	return hj_fail(err, HJ_ECORRUPT,
	    "'%s' of the package has not the size that its case file says",
	    b->name);
}

int
hj_bagging_put(void *bagging, const uint8_t *p, size_t n, struct hj_error *err)
{
	struct hj_bagging *b = bagging;

	if (n > b->left)
		return other_size(b, err);
	b->left -= n;
	(void)crypto_hash_sha256_update(&b->sha256, p, n);
	(void)crypto_hash_sha512_update(&b->sha512, p, n);
	return put(b, p, n, err);
}

int
hj_bagging_close(struct hj_bagging *b, const char *sha256, struct hj_error *err)
{
	uint8_t s256[crypto_hash_sha256_BYTES], s512[crypto_hash_sha512_BYTES];
	char hex[2 * sizeof(s256) + 1];

	if (b->left != 0)
		return other_size(b, err);
	(void)crypto_hash_sha256_final(&b->sha256, s256);
	(void)crypto_hash_sha512_final(&b->sha512, s512);
	(void)sodium_bin2hex(hex, sizeof(hex), s256, sizeof(s256));
	if (sha256 != NULL && strcmp(hex, sha256) != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "'%s' of the package has not the fingerprint that its case file says",
		    b->name);
	if (list(b->manifest, "data/", b->name, s256, s512, err) != HJ_OK)
		return (int)err->code;
	return put(b, zeroes, hj_tar_padding(b->size), err);
}

int
hj_bagging_payload(struct hj_bagging *b, const char *name, const void *p,
    size_t n, struct hj_error *err)
{
	if (hj_bagging_open(b, name, n, err) != HJ_OK ||
	    hj_bagging_put(b, p, n, err) != HJ_OK)
		return (int)err->code;
	return hj_bagging_close(b, NULL, err);
}

int
hj_bagging_tag(struct hj_bagging *b, const char *name, const void *p, size_t n,
    struct hj_error *err)
{
	uint8_t s256[crypto_hash_sha256_BYTES], s512[crypto_hash_sha512_BYTES];

	(void)crypto_hash_sha256(s256, p, n);
	(void)crypto_hash_sha512(s512, p, n);
	if (list(b->tags, "", name, s256, s512, err) != HJ_OK)
		return (int)err->code;
	return put_member(b, HJ_BAGGING_FOLDER, name, p, n, err);
}

/* bag-info.txt, bagit.txt, and the manifests. */
static int
describe(struct hj_bagging *b, struct hj_error *err)
{
	static const char bagit[] =
	    "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
	struct hj_buf info = HJ_BUF(HJ_LINE_MAX);
	char name[32];
	int rc;

	if ((rc = hj_buf_printf(&info, err,
		 "BagIt-Profile-Identifier: " HJ_BAGGING_PROFILE
		 "\nPayload-Oxum: %llu.%llu\n",
		 (unsigned long long)b->bytes, (unsigned long long)b->files)) ==
		HJ_OK &&
	    (rc = hj_bagging_tag(b, "bag-info.txt", info.data, info.len,
		 err)) == HJ_OK)
		rc = hj_bagging_tag(b, "bagit.txt", bagit, sizeof(bagit) - 1,
		    err);
	for (size_t i = 0; i < HJ_LEN(kinds) && rc == HJ_OK; i++) {
		(void)snprintf(name, sizeof(name), "manifest-%s.txt", kinds[i]);
		rc = hj_bagging_tag(b, name, b->manifest[i].data,
		    b->manifest[i].len, err);
	}
	for (size_t i = 0; i < HJ_LEN(kinds) && rc == HJ_OK; i++) {
		(void)snprintf(name, sizeof(name), "tagmanifest-%s.txt",
		    kinds[i]);
		rc = put_member(b, HJ_BAGGING_FOLDER, name, b->tags[i].data,
		    b->tags[i].len, err);
	}
	hj_buf_clear(&info);
	return rc;
}

/* The whole gets a Padme size, as far as a tar can have one. */
static int
pad(struct hj_bagging *b, struct hj_error *err)
{
	const uint64_t around = HJ_TAR_BLOCK + sizeof(zeroes);
	uint64_t whole = b->total + around, left;
	int rc;

	whole = hj_padme(whole);
	whole += hj_tar_padding(whole);
	left = whole - b->total - around;
	rc = put_header(b, "", "pad", left, err);
	for (; left > 0 && rc == HJ_OK; left -= HJ_TAR_BLOCK)
		rc = put(b, zeroes, HJ_TAR_BLOCK, err);
	return rc;
}

int
hj_bagging_finish(struct hj_bagging *b, hj_bagging_sign_fn *sign, void *with,
    struct hj_error *err)
{
	struct hj_buf s = HJ_BUF((size_t)16 << 10);
	int rc;

	if ((rc = describe(b, err)) == HJ_OK &&
	    (rc = sign(with, b->tags[1].data, b->tags[1].len, &s, err)) ==
		HJ_OK &&
	    (rc = put_member(b, "", HJ_BAGGING_SIGNED ".minisig", s.data, s.len,
		 err)) == HJ_OK &&
	    (rc = pad(b, err)) == HJ_OK)
		rc = put(b, zeroes, sizeof(zeroes), err);
	hj_buf_clear(&s);
	return rc;
}
