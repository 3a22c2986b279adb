#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "core/crypto/kdf.h"
#include "core/file/blob_own.h"
#include "core/file/file.h"

#define SALT HJ_BLOB_SALT
#define CHUNK HJ_STREAM_CHUNK
#define SEALED HJ_STREAM_SEALED
#define LENGTH HJ_BLOB_LENGTH

/* The file in blobs/, and what goes through it. */
struct file {
	int fd;
	const char *name; /* for messages */
	struct hj_stream *stream;
};

static int
file_begin(struct file *f, const uint8_t *salt, const uint8_t *dek,
    struct hj_error *err)
{
	if (hj_stream_new(&f->stream, err) != HJ_OK)
		return (int)err->code;
	hj_kdf(HJ_USE_BLOB, salt, SALT, dek, HJ_KEY_LEN,
	    hj_secret_bytes(f->stream->key), HJ_STREAM_KEY);
	return HJ_OK;
}

/* ---- in ---- */

static int
put(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	const struct file *f = to;

	return hj_fd_write(f->fd, hj_said(err, HJ_N_("attachment")), p, n, err);
}

static int
put_zeroes(struct file *f, uint64_t n, struct hj_error *err)
{
	struct hj_stream *s = f->stream;

	while (n > 0) {
		size_t some;

		if (hj_stream_room(s, put, f, err) != HJ_OK)
			return (int)err->code;
		some = n < CHUNK - s->fill ? (size_t)n : CHUNK - s->fill;
		memset(s->plain + s->fill, 0, some);
		s->fill += some;
		n -= some;
	}
	return HJ_OK;
}

static int
finish(struct file *f, uint64_t n, struct hj_error *err)
{
	uint64_t pad = hj_blob_plaintext(hj_blob_size(n)) - n - LENGTH;
	struct hj_stream *s = f->stream;

	/* hj_blob_size() keeps the length in one chunk. */
	if (put_zeroes(f, pad, err) != HJ_OK ||
	    hj_stream_room(s, put, f, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = LENGTH; i > 0; i--)
		s->plain[s->fill++] = (uint8_t)(n >> (8 * (i - 1)));
	return hj_stream_seal(s, true, put, f, err);
}

static int
copy_in(struct file *f, hj_read_fn *read, void *from,
    struct hj_blob_facts *facts, struct hj_error *err)
{
	struct hj_stream *s = f->stream;
	crypto_hash_sha256_state h256;
	crypto_hash_sha512_state h512;
	size_t got;
	int rc;

	(void)crypto_hash_sha256_init(&h256);
	(void)crypto_hash_sha512_init(&h512);
	do {
		uint8_t *to;

		if ((rc = hj_stream_room(s, put, f, err)) != HJ_OK)
			return rc;
		to = s->plain + s->fill;
		got = 0;
		if ((rc = read(from, to, CHUNK - s->fill, &got, err)) != HJ_OK)
			return rc;
		(void)crypto_hash_sha256_update(&h256, to, got);
		(void)crypto_hash_sha512_update(&h512, to, got);
		s->fill += got;
		facts->bytes += got;
	} while (got != 0);
	(void)crypto_hash_sha256_final(&h256, facts->sha256);
	(void)crypto_hash_sha512_final(&h512, facts->sha512);
	return finish(f, facts->bytes, err);
}

bool
hj_blob_is_name(const char *name)
{
	return strlen(name) == 32 && strspn(name, "0123456789abcdef") == 32;
}

/* Sealed as facts->name, which is set. */
static int
write_named(const char *dir, const uint8_t *dek, hj_read_fn *read, void *from,
    struct hj_blob_facts *facts, struct hj_error *err)
{
	struct hj_file_new *new = NULL;
	struct file f = { .fd = -1 };
	uint8_t salt[SALT];
	int rc;

	randombytes_buf(salt, sizeof(salt));
	if ((rc = file_begin(&f, salt, dek, err)) != HJ_OK)
		return rc;
	if ((rc = hj_file_begin(dir, &new, &f.fd, err)) != HJ_OK ||
	    (rc = put(&f, salt, SALT, err)) != HJ_OK ||
	    (rc = copy_in(&f, read, from, facts, err)) != HJ_OK)
		goto out;
	rc = hj_file_finish(new, facts->name, false, err);
	new = NULL;
out:
	hj_file_drop(new);
	hj_stream_free(f.stream);
	return rc;
}

int
hj_blob_write(const char *dir, const uint8_t dek[static HJ_KEY_LEN],
    hj_read_fn *read, void *from, struct hj_blob_facts *ret,
    struct hj_error *err)
{
	struct hj_blob_facts facts = { .bytes = 0 };
	uint8_t name[16];

	randombytes_buf(name, sizeof(name));
	sodium_bin2hex(facts.name, sizeof(facts.name), name, sizeof(name));
	if (write_named(dir, dek, read, from, &facts, err) != HJ_OK)
		return (int)err->code;
	*ret = facts;
	return HJ_OK;
}

int
hj_blob_write_as(const char *dir, const char *name,
    const uint8_t dek[static HJ_KEY_LEN], hj_read_fn *read, void *from,
    struct hj_blob_facts *ret, struct hj_error *err)
{
	struct hj_blob_facts facts = { .bytes = 0 };

	if (!hj_blob_is_name(name))
		return hj_fail(err, HJ_EINVAL, "not the name of an attachment");
	memcpy(facts.name, name, sizeof(facts.name));
	if (write_named(dir, dek, read, from, &facts, err) != HJ_OK)
		return (int)err->code;
	*ret = facts;
	return HJ_OK;
}

/* ---- out ---- */

static int
damaged(const char *name, struct hj_error *err)
{
	return hj_fail(err, HJ_ECORRUPT,
	    "attachment %s is damaged or was tampered with", name);
}

/* Chunk i of `size` bytes of file into plain; fill is its length. */
static int
open_chunk(struct file *f, uint64_t i, uint64_t size, struct hj_error *err)
{
	uint64_t at = SALT + i * SEALED;
	size_t n = size - at < SEALED ? (size_t)(size - at) : SEALED, got;

	if (lseek(f->fd, (off_t)at, SEEK_SET) < 0)
		return hj_fail_errno(err, errno, "cannot read '%s'", f->name);
	if (hj_fd_read(f->fd, f->name, f->stream->sealed, n, &got, err) !=
	    HJ_OK)
		return (int)err->code;
	if (got != n || !hj_stream_open(f->stream, i, at + n == size, n))
		return damaged(f->name, err);
	return HJ_OK;
}

/* The true length, from the end of the last chunk. */
static int
read_length(struct file *f, uint64_t size, uint64_t *ret, struct hj_error *err)
{
	const struct hj_stream *s = f->stream;
	uint64_t n = 0;

	if (open_chunk(f, (size - SALT - 1) / SEALED, size, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = s->fill - LENGTH; i < s->fill; i++)
		n = n << 8 | s->plain[i];
	if (n > hj_blob_plaintext(size) - LENGTH || hj_blob_size(n) != size)
		return damaged(f->name, err);
	*ret = n;
	return HJ_OK;
}

static int
copy_out(struct file *f, uint64_t size, hj_write_fn *write, void *to,
    uint64_t *ret_bytes, struct hj_error *err)
{
	const struct hj_stream *s = f->stream;
	uint64_t left, bytes = 0;
	int rc;

	if ((rc = read_length(f, size, &bytes, err)) != HJ_OK)
		return rc;
	left = bytes;
	for (uint64_t i = 0; SALT + i * SEALED < size; i++) {
		size_t some;

		if ((rc = open_chunk(f, i, size, err)) != HJ_OK)
			return rc;
		some = left < s->fill ? (size_t)left : s->fill;
		left -= some;
		if (some != 0 && write != NULL &&
		    (rc = write(to, s->plain, some, err)) != HJ_OK)
			return rc;
	}
	*ret_bytes = bytes;
	return HJ_OK;
}

static int
file_open(struct file *f, const char *dir, const char *name, const uint8_t *dek,
    uint64_t *size, struct hj_error *err)
{
	uint8_t salt[SALT];
	struct stat st;
	size_t got;
	int rc;

	/* The name comes out of a record: never let it be a path. */
	if (!hj_blob_is_name(name))
		return hj_fail(err, HJ_ENOTFOUND,
		    "no attachment has such a name");
	if ((rc = hj_file_open(dir, name, &f->fd, err)) != HJ_OK)
		return rc;
	if ((rc = hj_fd_read(f->fd, name, salt, SALT, &got, err)) != HJ_OK)
		goto out;
	if (fstat(f->fd, &st) != 0)
		rc = hj_fail_errno(err, errno, "cannot look at '%s/%s'", dir,
		    name);
	else if (got != SALT || hj_blob_plaintext((uint64_t)st.st_size) == 0)
		rc = damaged(name, err);
	else
		rc = file_begin(f, salt, dek, err);
out:
	if (rc != HJ_OK) {
		(void)close(f->fd);
		return rc;
	}
	f->name = name;
	*size = (uint64_t)st.st_size;
	return HJ_OK;
}

static void
file_close(struct file *f)
{
	(void)close(f->fd);
	hj_stream_free(f->stream);
}

int
hj_blob_read(const char *dir, const char *name,
    const uint8_t dek[static HJ_KEY_LEN], hj_write_fn *write, void *to,
    uint64_t *ret_bytes, struct hj_error *err)
{
	struct file f = { .fd = -1 };
	uint64_t size = 0;
	int rc;

	if ((rc = file_open(&f, dir, name, dek, &size, err)) != HJ_OK)
		return rc;
	rc = copy_out(&f, size, write, to, ret_bytes, err);
	file_close(&f);
	return rc;
}

/* ---- out of one and into another ---- */

struct passing {
	struct file from;
	uint64_t size, chunk, left;
	size_t at; /* of the plaintext at hand */
};

static int
pass(void *with, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	struct passing *x = with;
	const struct hj_stream *s = x->from.stream;
	size_t some;

	if (x->left != 0 && x->at == s->fill) {
		if (open_chunk(&x->from, x->chunk++, x->size, err) != HJ_OK)
			return (int)err->code;
		x->at = 0;
	}
	some = s->fill - x->at;
	some = some < n ? some : n;
	some = some < x->left ? some : (size_t)x->left;
	memcpy(p, s->plain + x->at, some);
	x->at += some;
	x->left -= some;
	*got = some;
	return HJ_OK;
}

int
hj_blob_reseal(const char *dir, const char *name,
    const uint8_t from[static HJ_KEY_LEN], const uint8_t to[static HJ_KEY_LEN],
    struct hj_blob_facts *ret, struct hj_error *err)
{
	struct passing x = { .from = { .fd = -1 } };
	int rc;

	if ((rc = file_open(&x.from, dir, name, from, &x.size, err)) != HJ_OK)
		return rc;
	if ((rc = read_length(&x.from, x.size, &x.left, err)) == HJ_OK) {
		/* Reading the length left the last chunk here. */
		x.at = x.from.stream->fill;
		rc = hj_blob_write(dir, to, pass, &x, ret, err);
	}
	file_close(&x.from);
	return rc;
}
