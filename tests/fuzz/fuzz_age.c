/* fuzz_age: no bytes make a sealed file open out of bounds; what parses as a
 * header is what would be written; nothing comes out that was not sealed. */
#include <assert.h>
#include <string.h>

#include <sodium.h>

#include "core/base/buf.h"
#include "core/keys/age.h"
#include "core/keys/agehead.h"

/* The secret key of tests/vectors/age, so that the corpus opens. */
static const char identity[] =
    "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";

static int
give(void *from, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	struct hj_cursor *c = from;

	(void)err;
	*got = c->left < n ? c->left : n;
	if (*got != 0)
		memcpy(p, c->p, *got);
	c->p += *got;
	c->left -= *got;
	return HJ_OK;
}

/* Of a header with nothing but stanzas that we know, every byte is decided. */
static void
header(const char *p, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(HJ_AGE_HEADER_MAX);
	struct hj_agehead h;

	if (hj_agehead_parse(p, n, &h, &err) != HJ_OK)
		return;
	assert(h.maced < n);
	assert(hj_agehead_write((const void *)h.stanzas.data,
		   hj_agehead_count(&h), &b, &err) == HJ_OK);
	assert(hj_agehead_end(h.mac, &b, &err) == HJ_OK);
	assert(b.len <= n);
	if (b.len == n)
		assert(memcmp(b.data, p, n) == 0);
	hj_agehead_clear(&h);
	hj_buf_clear(&b);
}

/* Read once: nobody writes to it. */
static const struct hj_secret *
our_key(void)
{
	static struct hj_secret *key;
	struct hj_error err = HJ_ERROR;

	if (key != NULL)
		return key;
	assert(sodium_init() >= 0);
	assert(hj_agekey_file(identity, sizeof(identity) - 1, &key, &err) ==
	    HJ_OK);
	return key;
}

/* run.sh: -max_len=2048 */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct hj_cursor c = HJ_CURSOR(p, n);
	struct hj_error err = HJ_ERROR;
	const struct hj_age_with with = { .identity = our_key() };
	struct hj_age_reader *r = NULL;
	uint8_t some[1000];
	size_t got = 1;

	header((const char *)p, n);
	if (hj_age_open(&with, give, &c, &r, &err) == HJ_OK) {
		assert(hj_age_looks(p, n));
		while (got != 0 &&
		    hj_age_get(r, some, sizeof(some), &got, &err) == HJ_OK)
			assert(got <= sizeof(some));
	}
	hj_age_reader_free(r);
	return 0;
}
