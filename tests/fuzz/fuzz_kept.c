/*
 * fuzz_kept: what a vault keeps of its own: codes, searches, settings.  The
 * first byte chooses; what is read is written again and then read as the same.
 */
#include <assert.h>
#include <string.h>

#include "core/store/root.h"
#include "core/store/searches.h"
#include "core/vault/codebook.h"

static void
codes(const uint8_t *p, size_t n)
{
	struct hj_codebook a = HJ_CODEBOOK, b = HJ_CODEBOOK;
	struct hj_buf bytes = HJ_BUF(4 << 20);
	struct hj_error err = HJ_ERROR;

	if (hj_codebook_decode(p, n, &a, &err) == HJ_OK) {
		assert(hj_codebook_encode(&a, &bytes, &err) == HJ_OK);
		assert(hj_codebook_decode(bytes.data, bytes.len, &b, &err) ==
		    HJ_OK);
		assert(hj_codebook_count(&a) == hj_codebook_count(&b));
	}
	hj_codebook_clear(&a);
	hj_codebook_clear(&b);
	hj_buf_clear(&bytes);
}

static void
searches(const uint8_t *p, size_t n)
{
	struct hj_searches a = HJ_SEARCHES, b = HJ_SEARCHES;
	struct hj_buf bytes = HJ_BUF(4 << 20);
	struct hj_error err = HJ_ERROR;

	if (hj_searches_decode(p, n, &a, &err) == HJ_OK) {
		assert(hj_searches_encode(&a, &bytes, &err) == HJ_OK);
		assert(hj_searches_decode(bytes.data, bytes.len, &b, &err) ==
		    HJ_OK);
		assert(hj_searches_count(&a) == hj_searches_count(&b));
	}
	hj_searches_clear(&a);
	hj_searches_clear(&b);
	hj_buf_clear(&bytes);
}

static void
settings(const uint8_t *p, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_root_settings s;

	if (hj_root_settings_decode(p, n, &s, &err) != HJ_OK)
		assert(err.code == HJ_ECORRUPT || err.code == HJ_EVERSION);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	if (n == 0)
		return 0;
	switch (p[0] % 3) {
	case 0:
		codes(p + 1, n - 1);
		break;
	case 1:
		searches(p + 1, n - 1);
		break;
	case 2:
		settings(p + 1, n - 1);
		break;
	}
	return 0;
}
