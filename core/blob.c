#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "core/blob_own.h"
#include "core/file.h"
#include "core/kdf.h"

#define SALT HJ_BLOB_SALT
#define TAG HJ_BLOB_TAG
#define CHUNK HJ_BLOB_CHUNK
#define SEALED (CHUNK + TAG)
#define LENGTH HJ_BLOB_LENGTH

/* One chunk at a time, in and out. */
struct stream {
	int fd;
	const char *name; /* for messages */
	struct hj_secret *key;
	uint64_t counter;
	size_t fill;
	uint8_t plain[CHUNK];
	uint8_t sealed[SEALED];
};

/* NULL: failed. */
static struct stream *
stream_new(const uint8_t *salt, const uint8_t *dek, struct hj_error *err)
{
	struct stream *s = calloc(1, sizeof(*s));

	if (s == NULL) {
		(void)hj_fail(err, HJ_ENOMEM, "out of memory");
		return NULL;
	}
	s->fd = -1;
	if (hj_secret_new(32, &s->key, err) != HJ_OK) {
		free(s);
		return NULL;
	}
	hj_kdf(HJ_USE_BLOB, salt, SALT, dek, HJ_KEY_LEN,
	    hj_secret_bytes(s->key), 32);
	return s;
}

static void
stream_free(struct stream *s)
{
	if (s == NULL)
		return;
	hj_secret_free(s->key);
	sodium_memzero(s->plain, sizeof(s->plain));
	free(s);
}

static void
nonce_of(uint64_t counter, bool last, uint8_t ret[static 12])
{
	memset(ret, 0, 12);
	for (size_t i = 11; i > 3; i--) {
		ret[i - 1] = (uint8_t)counter;
		counter >>= 8;
	}
	ret[11] = last;
}

/* ---- in ---- */

static int
flush(struct stream *s, bool last, struct hj_error *err)
{
	uint8_t nonce[12];

	nonce_of(s->counter++, last, nonce);
	(void)crypto_aead_chacha20poly1305_ietf_encrypt(s->sealed, NULL,
	    s->plain, s->fill, NULL, 0, NULL, nonce, hj_secret_peek(s->key));
	if (hj_fd_write(s->fd, hj_said(err, HJ_N_("attachment")), s->sealed,
		s->fill + TAG, err) != HJ_OK)
		return (int)err->code;
	s->fill = 0;
	return HJ_OK;
}

/* A full chunk leaves only when something follows: it might be the last. */
static int
make_room(struct stream *s, struct hj_error *err)
{
	return s->fill < CHUNK ? HJ_OK : flush(s, false, err);
}

static int
put_zeroes(struct stream *s, uint64_t n, struct hj_error *err)
{
	while (n > 0) {
		size_t some;

		if (make_room(s, err) != HJ_OK)
			return (int)err->code;
		some = n < CHUNK - s->fill ? (size_t)n : CHUNK - s->fill;
		memset(s->plain + s->fill, 0, some);
		s->fill += some;
		n -= some;
	}
	return HJ_OK;
}

static int
finish(struct stream *s, uint64_t n, struct hj_error *err)
{
	uint64_t pad = hj_blob_plaintext(hj_blob_size(n)) - n - LENGTH;

	/* hj_blob_size() keeps the length in one chunk. */
	if (put_zeroes(s, pad, err) != HJ_OK || make_room(s, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = LENGTH; i > 0; i--)
		s->plain[s->fill++] = (uint8_t)(n >> (8 * (i - 1)));
	return flush(s, true, err);
}

static int
copy_in(struct stream *s, hj_read_fn *read, void *from,
    struct hj_blob_facts *facts, struct hj_error *err)
{
	crypto_hash_sha256_state h256;
	crypto_hash_sha512_state h512;
	size_t got;
	int rc;

	(void)crypto_hash_sha256_init(&h256);
	(void)crypto_hash_sha512_init(&h512);
	do {
		uint8_t *to;

		if ((rc = make_room(s, err)) != HJ_OK)
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
	return finish(s, facts->bytes, err);
}

int
hj_blob_write(const char *dir, const uint8_t dek[static HJ_KEY_LEN],
    hj_read_fn *read, void *from, struct hj_blob_facts *ret,
    struct hj_error *err)
{
	struct hj_blob_facts facts = { .bytes = 0 };
	struct hj_file_new *f = NULL;
	struct stream *s = NULL;
	uint8_t salt[SALT], name[16];
	int rc;

	randombytes_buf(salt, sizeof(salt));
	randombytes_buf(name, sizeof(name));
	sodium_bin2hex(facts.name, sizeof(facts.name), name, sizeof(name));
	if ((s = stream_new(salt, dek, err)) == NULL)
		return (int)err->code;
	if ((rc = hj_file_begin(dir, &f, &s->fd, err)) != HJ_OK ||
	    (rc = hj_fd_write(s->fd, hj_said(err, HJ_N_("attachment")), salt,
		 SALT, err)) != HJ_OK ||
	    (rc = copy_in(s, read, from, &facts, err)) != HJ_OK)
		goto out;
	rc = hj_file_finish(f, facts.name, false, err);
	f = NULL;
	if (rc == HJ_OK)
		*ret = facts;
out:
	hj_file_drop(f);
	stream_free(s);
	return rc;
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
open_chunk(struct stream *s, uint64_t i, uint64_t size, struct hj_error *err)
{
	uint64_t at = SALT + i * SEALED;
	size_t n = size - at < SEALED ? (size_t)(size - at) : SEALED, got;
	uint8_t nonce[12];

	if (lseek(s->fd, (off_t)at, SEEK_SET) < 0)
		return hj_fail_errno(err, errno, "cannot read '%s'", s->name);
	if (hj_fd_read(s->fd, s->name, s->sealed, n, &got, err) != HJ_OK)
		return (int)err->code;
	nonce_of(i, at + n == size, nonce);
	if (got != n ||
	    crypto_aead_chacha20poly1305_ietf_decrypt(s->plain, NULL, NULL,
		s->sealed, n, NULL, 0, nonce, hj_secret_peek(s->key)) != 0)
		return damaged(s->name, err);
	s->fill = n - TAG;
	return HJ_OK;
}

/* The true length, from the end of the last chunk. */
static int
read_length(struct stream *s, uint64_t size, uint64_t *ret,
    struct hj_error *err)
{
	uint64_t n = 0;

	if (open_chunk(s, (size - SALT - 1) / SEALED, size, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = s->fill - LENGTH; i < s->fill; i++)
		n = n << 8 | s->plain[i];
	if (n > hj_blob_plaintext(size) - LENGTH || hj_blob_size(n) != size)
		return damaged(s->name, err);
	*ret = n;
	return HJ_OK;
}

static int
copy_out(struct stream *s, uint64_t size, hj_write_fn *write, void *to,
    uint64_t *ret_bytes, struct hj_error *err)
{
	uint64_t left, bytes = 0;
	int rc;

	if ((rc = read_length(s, size, &bytes, err)) != HJ_OK)
		return rc;
	left = bytes;
	for (uint64_t i = 0; SALT + i * SEALED < size; i++) {
		size_t some;

		if ((rc = open_chunk(s, i, size, err)) != HJ_OK)
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

/* Open the file, which the stream then owns; NULL: failed. */
static struct stream *
stream_open(const char *dir, const char *name, const uint8_t *dek,
    uint64_t *size, struct hj_error *err)
{
	struct stream *s = NULL;
	uint8_t salt[SALT];
	struct stat st;
	size_t got;
	int fd;

	/* The name comes out of a record: never let it be a path. */
	if (strlen(name) != 32 || strspn(name, "0123456789abcdef") != 32) {
		(void)hj_fail(err, HJ_ENOTFOUND,
		    "no attachment has such a name");
		return NULL;
	}
	if (hj_file_open(dir, name, &fd, err) != HJ_OK)
		return NULL;
	if (hj_fd_read(fd, name, salt, SALT, &got, err) == HJ_OK) {
		if (got != SALT || fstat(fd, &st) != 0 ||
		    hj_blob_plaintext((uint64_t)st.st_size) == 0)
			(void)damaged(name, err);
		else
			s = stream_new(salt, dek, err);
	}
	if (s == NULL) {
		(void)close(fd);
		return NULL;
	}
	s->fd = fd;
	s->name = name;
	*size = (uint64_t)st.st_size;
	return s;
}

static void
stream_close(struct stream *s)
{
	(void)close(s->fd);
	stream_free(s);
}

int
hj_blob_read(const char *dir, const char *name,
    const uint8_t dek[static HJ_KEY_LEN], hj_write_fn *write, void *to,
    uint64_t *ret_bytes, struct hj_error *err)
{
	uint64_t size;
	struct stream *s = stream_open(dir, name, dek, &size, err);
	int rc;

	if (s == NULL)
		return (int)err->code;
	rc = copy_out(s, size, write, to, ret_bytes, err);
	stream_close(s);
	return rc;
}

/* ---- out of one and into another ---- */

struct passing {
	struct stream *from;
	uint64_t size, chunk, left;
	size_t at; /* of the plaintext at hand */
};

static int
pass(void *with, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	struct passing *x = with;
	size_t some;

	if (x->left != 0 && x->at == x->from->fill) {
		if (open_chunk(x->from, x->chunk++, x->size, err) != HJ_OK)
			return (int)err->code;
		x->at = 0;
	}
	some = x->from->fill - x->at;
	some = some < n ? some : n;
	some = some < x->left ? some : (size_t)x->left;
	memcpy(p, x->from->plain + x->at, some);
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
	struct passing x = { .chunk = 0 };
	int rc;

	if ((x.from = stream_open(dir, name, from, &x.size, err)) == NULL)
		return (int)err->code;
	if ((rc = read_length(x.from, x.size, &x.left, err)) == HJ_OK) {
		/* Reading the length left the last chunk here. */
		x.at = x.from->fill;
		rc = hj_blob_write(dir, to, pass, &x, ret, err);
	}
	stream_close(x.from);
	return rc;
}
