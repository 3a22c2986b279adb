/* fuzz_header: no bytes make a header parse, open or write out of bounds. */
#include <assert.h>
#include <string.h>

#include <sodium.h>

#include "core/keys/header.h"
#include "core/keys/header_layout.h"

/* A seed of nobody: opening walks over all keyrings and finds none. */
static void
try_seed(const struct hj_header *h)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *seed = NULL;
	struct hj_opened o = { 0 };
	struct hj_header_facts f;
	int rc;

	hj_header_facts(h, &f);
	assert(f.slots <= HJ_SLOTS);
	if (hj_secret_new(HJ_SEED_LEN, &seed, &err) != HJ_OK)
		return;
	rc = hj_header_open(h, NULL, seed, &o, &err);
	assert(rc != HJ_OK);
	hj_secret_free(seed);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static uint8_t image[HJ_HEADER_LEN];
	struct hj_error err = HJ_ERROR;
	struct hj_header *h = NULL;

	if (hj_header_parse(p, n, &h, &err) == HJ_OK)
		try_seed(h);
	hj_header_free(h);
	h = NULL;
	/* The same as the start of a whole header, or chance would never
	 * give the SHA-256 that fits. */
	memset(image, 0, sizeof(image));
	memcpy(image, p, n < HJ_AT_HASH ? n : HJ_AT_HASH);
	/* Half of the time of a run, and not looked at before the beginning. */
	if (hj_header_is(image))
		(void)crypto_hash_sha256(image + HJ_AT_HASH, image, HJ_AT_HASH);
	if (hj_header_parse(image, sizeof(image), &h, &err) == HJ_OK)
		try_seed(h);
	hj_header_free(h);
	return 0;
}
