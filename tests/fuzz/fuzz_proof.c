/* fuzz_proof: what parses as a proof or as salts is what would be written. */
#include <assert.h>
#include <string.h>

#include "core/log/proof.h"

static void
salts(const char *p, size_t n)
{
	struct hj_salt_file f = HJ_SALT_FILE;
	struct hj_buf b = HJ_BUF(HJ_RECORD_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_salts s;

	if (hj_salt_file_parse(p, n, &f, &err) == HJ_OK) {
		s = hj_salt_file_salts(&f);
		assert(hj_salt_file_write(&s, &b, &err) == HJ_OK);
		assert(b.len == n && memcmp(b.data, p, n) == 0);
	}
	hj_salt_file_clear(&f);
	hj_buf_clear(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct hj_note_key k = { .name = "hanji/0/0" };
	struct hj_buf b = HJ_BUF(2 * HJ_PROOF_TEXT_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_proof proof = HJ_PROOF;
	struct hj_checkpoint at;
	struct hj_leaf leaf;

	salts((const char *)p, n);
	if (hj_leaf_parse((const char *)p, n, &leaf, &err) == HJ_OK)
		assert(strlen(leaf.time) == 20 && strlen(leaf.device) == 16);
	if (hj_proof_parse((const char *)p, n, &proof, &err) == HJ_OK &&
	    n < HJ_PROOF_TEXT_MAX) {
		assert(hj_proof_write(&proof, &b, &err) == HJ_OK);
		assert(b.len == n && memcmp(b.data, p, n) == 0);
		assert(hj_proof_check(&proof, &k, &leaf, &at, &err) != HJ_OK);
	}
	hj_proof_clear(&proof);
	hj_buf_clear(&b);
	return 0;
}
