#include <string.h>

#include "core/base/text.h"

/* What was normalised is normal, what is folded stays folded, and nothing
 * made visible needs it again. */
/* run.sh: -max_len=512 */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);
int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	const char *s = (const char *)p;
	struct hj_error err = HJ_ERROR;
	struct hj_buf a = HJ_BUF((size_t)1 << 24), b = HJ_BUF((size_t)1 << 24);
	bool changed = false;
	bool clean = hj_text_check(s, n, HJ_TEXT_FREE, &err) == HJ_OK;

	if (hj_text_nfc(s, n, &a, &changed, &err) == HJ_OK) {
		if (hj_text_nfc((char *)a.data, a.len, &b, &changed, &err) !=
			HJ_OK ||
		    changed)
			__builtin_trap();
		if (clean && (a.len != n || memcmp(a.data, p, n) != 0))
			__builtin_trap();
	} else if (clean) {
		__builtin_trap();
	}
	hj_buf_reset(&a);
	hj_buf_reset(&b);
	if (hj_text_fold(s, n, &a, &err) == HJ_OK &&
	    (hj_text_fold((char *)a.data, a.len, &b, &err) != HJ_OK ||
		a.len != b.len || memcmp(a.data, b.data, a.len) != 0))
		__builtin_trap();
	hj_buf_reset(&a);
	hj_buf_reset(&b);
	if (hj_text_visible(s, n, false, &a, &err) == HJ_OK &&
	    (hj_text_visible((char *)a.data, a.len, false, &b, &err) != HJ_OK ||
		a.len != b.len || !hj_text_is_utf8((char *)a.data, a.len)))
		__builtin_trap();
	hj_buf_clear(&a);
	hj_buf_clear(&b);
	return 0;
}
