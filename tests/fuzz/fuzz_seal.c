/* fuzz_seal: opening arbitrary bytes is refused and appends nothing; what is
 * sealed opens again. */
#include <assert.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/crypto/seal.h"

static const uint8_t vault_id[HJ_VAULT_ID_LEN] = "fuzz";
static const uint8_t mask[HJ_KEY_LEN] = "mask";
static const uint8_t key[HJ_KEY_LEN] = "key";
static const struct hj_place at = { vault_id, mask, 1 };

static void
open_bytes(const uint8_t *p, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(HJ_RECORD_MAX);
	struct hj_head h;
	int rc = hj_seal_head(&at, p, n, &h, &err);

	if (rc == HJ_OK)
		assert(h.suite == 1);
	rc = hj_seal_open(&at, HJ_KIND_LOG, key, p, n, &b, &err);
	assert(rc != HJ_OK && b.len == 0);
	hj_buf_clear(&b);
}

static void
seal_bytes(const uint8_t *p, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(HJ_RECORD_MAX), back = HJ_BUF(HJ_RECORD_MAX);

	if (hj_seal(&at, HJ_KIND_LOG, 0, key, p, n, &b, &err) == HJ_OK) {
		int rc = hj_seal_open(&at, HJ_KIND_LOG, key, b.data, b.len,
		    &back, &err);

		assert(rc == HJ_OK && back.len == n);
		assert(n == 0 || memcmp(back.data, p, n) == 0);
	}
	hj_buf_clear(&b);
	hj_buf_clear(&back);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	open_bytes(p, n);
	seal_bytes(p, n);
	return 0;
}
