/* fuzz_minisign: signatures and keys of others; none of them verifies. */
#include <assert.h>
#include <string.h>

#include "core/base/text.h"
#include "core/keys/minisign.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const uint8_t hash[HJ_MINISIGN_HASH] = "of nothing";
	struct hj_error err = HJ_ERROR;
	struct hj_minisign_key k;
	struct hj_minisign s;
	char text[HJ_MINISIGN_KEY];

	if (hj_minisign_key_parse((const char *)p, n, &k, &err) == HJ_OK) {
		hj_minisign_key_say(&k, text);
		assert(hj_minisign_key_parse(text, strlen(text), &k, &err) ==
		    HJ_OK);
	}
	if (hj_minisign_parse((const char *)p, n, &s, &err) == HJ_OK) {
		assert(s.trusted >= (const char *)p &&
		    s.trusted + s.ntrusted <= (const char *)p + n);
		assert(hj_text_is_utf8(s.trusted, s.ntrusted));
		memset(k.key, 0, sizeof(k.key));
		memcpy(k.id, s.id, sizeof(k.id));
		assert(hj_minisign_verify(&s, &k, hash, &err) != HJ_OK);
	}
	return 0;
}
