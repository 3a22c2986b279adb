/* fuzz_name.c: any text as a name: it is read, has keys, and is like itself. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/names/namekey.h"
#include "core/names/namescore.h"

/* run.sh: -max_len=640 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct hj_namer *namer;
	struct hj_error err = HJ_ERROR;
	struct hj_buf text = HJ_BUF(1 << 16);
	struct hj_name_keys keys, again;
	struct hj_name name;
	const char *p;

	if (namer == NULL && hj_namer_new(&namer, &err) != HJ_OK)
		abort();
	/* A name comes from a record or through hj_text_nfc(). */
	if (n > 4096 ||
	    hj_text_nfc((const char *)data, n, &text, NULL, &err) != HJ_OK) {
		hj_buf_clear(&text);
		return 0;
	}
	p = (const char *)text.data;
	if (hj_name_read(namer, p, text.len, &name, &err) != HJ_OK)
		abort();
	hj_name_keys(&name, HJ_KEEP, &keys);
	assert(keys.n <= HJ_NAME_KEYS && name.n <= HJ_NAME_READINGS);
	if (name.n != 0 || name.nwords != 0)
		assert(hj_name_score(&name, &name) > HJ_SCORE_NONE);
	else
		assert(keys.n == 0);
	/* What is remembered of it changes nothing. */
	if (hj_name_read(namer, p, text.len, &name, &err) != HJ_OK)
		abort();
	hj_name_keys(&name, HJ_KEEP, &again);
	assert(again.n == keys.n);
	for (size_t i = 0; i < keys.n; i++)
		assert(strcmp(keys.key[i].text, again.key[i].text) == 0);
	hj_buf_clear(&text);
	return 0;
}
