#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <sodium.h>

#include "core/crypto/secret.h"

struct hj_secret {
	uint8_t *bytes; /* sodium_malloc */
	size_t len;
	bool locked;
};

/* A child made by fork(2) must find zeroes here, whatever it runs. */
static void
wipe_on_fork(uint8_t *p, size_t n)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	uintptr_t from = (uintptr_t)p & ~(uintptr_t)(page - 1);
	uintptr_t to = ((uintptr_t)p + n + page - 1) & ~(uintptr_t)(page - 1);

	(void)madvise((void *)from, to - from, MADV_WIPEONFORK);
}

int
hj_secret_new(size_t n, struct hj_secret **ret, struct hj_error *err)
{
	struct hj_secret *s;

	if (sodium_init() < 0)
		return hj_fail(err, HJ_EIO,
		    "cannot start the cryptography library");
	if ((s = calloc(1, sizeof(*s))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	if ((s->bytes = sodium_malloc(n != 0 ? n : 1)) == NULL) {
		free(s);
		return hj_fail(err, HJ_ENOMEM, "out of memory for keys");
	}
	s->len = n;
	/* sodium_malloc() locks too, but does not say whether it could. */
	s->locked = sodium_mlock(s->bytes, n) == 0;
	sodium_memzero(s->bytes, n);
	wipe_on_fork(s->bytes, n);
	*ret = s;
	return HJ_OK;
}

int
hj_secret_random(size_t n, struct hj_secret **ret, struct hj_error *err)
{
	if (hj_secret_new(n, ret, err) != HJ_OK)
		return (int)err->code;
	randombytes_buf((*ret)->bytes, n);
	return HJ_OK;
}

int
hj_secret_copy(const void *p, size_t n, struct hj_secret **ret,
    struct hj_error *err)
{
	if (hj_secret_new(n, ret, err) != HJ_OK)
		return (int)err->code;
	if (n != 0)
		memcpy((*ret)->bytes, p, n);
	return HJ_OK;
}

void
hj_secret_free(struct hj_secret *s)
{
	if (s == NULL)
		return;
	sodium_free(s->bytes);
	free(s);
}

uint8_t *
hj_secret_bytes(struct hj_secret *s)
{
	return s->bytes;
}

const uint8_t *
hj_secret_peek(const struct hj_secret *s)
{
	return s->bytes;
}

size_t
hj_secret_len(const struct hj_secret *s)
{
	return s->len;
}

void
hj_secret_shorten(struct hj_secret *s, size_t n)
{
	assert(n <= s->len);
	sodium_memzero(s->bytes + n, s->len - n);
	s->len = n;
}

bool
hj_secret_equal(const struct hj_secret *a, const struct hj_secret *b)
{
	return a->len == b->len &&
	    sodium_memcmp(a->bytes, b->bytes, a->len) == 0;
}

bool
hj_secret_locked(const struct hj_secret *s)
{
	return s->locked;
}
