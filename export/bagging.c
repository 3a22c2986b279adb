#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "core/limits.h"
#include "core/padme.h"
#include "core/tar.h"
#include "export/bagging.h"

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
    const void *p, size_t n, struct hj_error *err)
{
	uint8_t hash[crypto_hash_sha512_BYTES];
	char hex[2 * sizeof(hash) + 1];

	for (size_t i = 0; i < HJ_LEN(kinds); i++) {
		size_t len = i == 0 ? crypto_hash_sha256_BYTES : sizeof(hash);

		(void)(i == 0 ? crypto_hash_sha256(hash, p, n)
			      : crypto_hash_sha512(hash, p, n));
		(void)sodium_bin2hex(hex, sizeof(hex), hash, len);
		if (hj_buf_printf(&to[i], err, "%s  %s%s\n", hex, folder,
			name) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

int
hj_bagging_payload(struct hj_bagging *b, const char *name, const void *p,
    size_t n, struct hj_error *err)
{
	b->files++;
	b->bytes += n;
	if (list(b->manifest, "data/", name, p, n, err) != HJ_OK)
		return (int)err->code;
	return put_member(b, HJ_BAGGING_FOLDER "data/", name, p, n, err);
}

int
hj_bagging_tag(struct hj_bagging *b, const char *name, const void *p, size_t n,
    struct hj_error *err)
{
	if (list(b->tags, "", name, p, n, err) != HJ_OK)
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
