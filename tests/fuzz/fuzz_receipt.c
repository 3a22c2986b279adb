/* fuzz_receipt: receipts and cards of keys that somebody brings, and what a
 * vault keeps of both; none of the receipts verifies. */
#include <assert.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/keys/receipt.h"
#include "core/vault/trip.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void
receipt(const uint8_t *p, size_t n)
{
	struct hj_minisign_key nobody = { .key = { 0 } };
	uint8_t version[1][HJ_DIGEST_BYTES] = { { 1 } };
	struct hj_error err = HJ_ERROR;
	struct hj_receipt_of of = { .version = version, .n = 1 };
	struct hj_receipt r;

	if (hj_receipt_parse((const char *)p, n, &r, &err) != HJ_OK)
		return;
	assert(r.versions <= HJ_RECEIPT_VERSIONS_MAX);
	assert(strlen(r.time) == HJ_RECEIPT_TIME - 1);
	of.package = r.package;
	memcpy(nobody.id, r.signature.id, sizeof(nobody.id));
	assert(hj_receipt_verify(&r, &nobody, &of, &err) != HJ_OK);
}

/* What is read is written as it stood. */
static void
card(const uint8_t *p, size_t n)
{
	struct hj_buf b = HJ_BUF(HJ_KEYCARD_MAX);
	struct hj_error err = HJ_ERROR;
	char digits[HJ_KEYCARD_DIGITS];
	struct hj_keycard k, again;

	if (hj_keycard_parse((const char *)p, n, &k, &err) != HJ_OK)
		return;
	hj_keycard_digits(&k, digits);
	assert(hj_keycard_is(&k, digits));
	assert(hj_keycard_write(&k, &b, &err) == HJ_OK);
	assert(hj_keycard_parse((char *)b.data, b.len, &again, &err) == HJ_OK);
	assert(strcmp(k.name, again.name) == 0);
	assert(memcmp(k.key.key, again.key.key, sizeof(k.key.key)) == 0);
	hj_buf_clear(&b);
}

static void
trip(const uint8_t *p, size_t n)
{
	struct hj_buf b = HJ_BUF(HJ_RECORD_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_trip t = HJ_TRIP;

	if (hj_trip_decode(p, n, &t, &err) == HJ_OK) {
		assert(hj_trip_encode(&t, &b, &err) == HJ_OK);
		assert(b.len <= n && memcmp(b.data + 2, p + 2, b.len - 2) == 0);
		while (t.npackages != 0)
			hj_trip_finish(&t, --t.npackages);
		assert(t.versions.len == 0);
	}
	hj_trip_clear(&t);
	hj_buf_clear(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	receipt(p, n);
	card(p, n);
	trip(p, n);
	return 0;
}
