/* fuzz_slip39: a share that reads says the same words when it is said. */
#include <assert.h>

#include "core/keys/slip39_own.h"

/* run.sh: -max_len=512 */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct hj_slip39 *s = NULL, *again = NULL;
	struct hj_error err = HJ_ERROR;
	struct hj_secret *words = NULL;

	if (hj_slip39_parse((const char *)p, n, &s, &err) != HJ_OK) {
		assert(s == NULL);
		return 0;
	}
	assert(hj_slip39_say(hj_slip39_facts(s), hj_secret_peek(s->value),
		   &words, &err) == HJ_OK);
	assert(hj_slip39_parse((const char *)hj_secret_peek(words),
		   hj_secret_len(words), &again, &err) == HJ_OK);
	assert(hj_secret_equal(s->value, again->value));
	assert(hj_slip39_fits(s, again, &err) == HJ_EINVAL);
	hj_slip39_free(again);
	hj_slip39_free(s);
	hj_secret_free(words);
	return 0;
}
