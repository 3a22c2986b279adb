#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "core/blob.h"
#include "core/file.h"
#include "core/kdf.h"

#define SALT 32
#define TAG 16
#define CHUNK ((size_t)65536)
#define SEALED (CHUNK + TAG)
#define LENGTH 8

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

uint64_t
hj_blob_padme(uint64_t n)
{
	unsigned e = 0, s = 1;
	uint64_t mask;

	if (n < 2)
		return n;
	while (n >> e > 1)
		e++;
	while (e >> s != 0)
		s++;
	mask = (UINT64_C(1) << (e - s)) - 1;
	return (n + mask) & ~mask;
}

/* How long the plaintext of a file of that size is; 0: no file has it, or its
 * last chunk would be too short for the length. */
static uint64_t
plaintext(uint64_t size)
{
	uint64_t chunks, last;

	if (size < SALT + LENGTH + TAG)
		return 0;
	chunks = (size - SALT + SEALED - 1) / SEALED;
	last = size - SALT - (chunks - 1) * SEALED;
	return last < LENGTH + TAG ? 0 : size - SALT - chunks * TAG;
}

uint64_t
hj_blob_size(uint64_t n)
{
	uint64_t want = n + LENGTH;
	uint64_t size = SALT + want + (want + CHUNK - 1) / CHUNK * TAG;

	/* No file ends just behind a chunk; 768 MiB, a Padme size, would. */
	for (size = hj_blob_padme(size); plaintext(size) < want;)
		size = hj_blob_padme(size + 1);
	return size;
}

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
	uint64_t pad = plaintext(hj_blob_size(n)) - n - LENGTH;

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
	if (n > plaintext(size) - LENGTH || hj_blob_size(n) != size)
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

int
hj_blob_read(const char *dir, const char *name,
    const uint8_t dek[static HJ_KEY_LEN], hj_write_fn *write, void *to,
    uint64_t *ret_bytes, struct hj_error *err)
{
	struct stream *s = NULL;
	uint8_t salt[SALT];
	struct stat st;
	size_t got;
	int fd, rc;

	/* The name comes out of a record: never let it be a path. */
	if (strlen(name) != 32 || strspn(name, "0123456789abcdef") != 32)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no attachment has such a name");
	if (hj_file_open(dir, name, &fd, err) != HJ_OK)
		return (int)err->code;
	if ((rc = hj_fd_read(fd, name, salt, SALT, &got, err)) != HJ_OK)
		goto out;
	if (got != SALT || fstat(fd, &st) != 0 ||
	    plaintext((uint64_t)st.st_size) == 0) {
		rc = damaged(name, err);
		goto out;
	}
	if ((s = stream_new(salt, dek, err)) == NULL) {
		rc = (int)err->code;
		goto out;
	}
	s->fd = fd;
	s->name = name;
	rc = copy_out(s, (uint64_t)st.st_size, write, to, ret_bytes, err);
out:
	stream_free(s);
	(void)close(fd);
	return rc;
}
