/* fuzz_typed: small things that people type or paste, and that stand in files
 * of others: ids, amounts, what to sort by, words of a passphrase, syllables. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/decimal.h"
#include "core/base/id.h"
#include "core/base/text.h"
#include "core/keys/phrase.h"
#include "core/names/syllable.h"
#include "core/store/roworder.h"

/* run.sh: -max_len=128 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
id(const char *p, size_t n)
{
	char text[HJ_ID_CHARS + 1], again[HJ_ID_CHARS + 1], shown[HJ_ID_SHOWN];
	struct hj_error err = HJ_ERROR;
	struct hj_id a, b;
	size_t len = 0;

	/* However it was typed, it is written in one way, which is read. */
	if (hj_id_parse(p, n, &a, &err) == HJ_OK) {
		hj_id_text(&a, text);
		assert(hj_id_parse(text, strlen(text), &b, &err) == HJ_OK);
		assert(memcmp(&a, &b, sizeof(a)) == 0);
		/* As it is shown, in groups, it is typed, not stored. */
		hj_id_show(&a, shown);
		assert(hj_id_typed(shown, strlen(shown), again, &len, &err) ==
		    HJ_OK);
		assert(len == HJ_ID_CHARS && strcmp(text, again) == 0);
	}
	if (hj_id_typed(p, n, text, &len, &err) == HJ_OK)
		assert(len >= 1 && len <= HJ_ID_CHARS);
	(void)hj_element_id_valid(p, n);
}

static void
amount(const char *p, size_t n)
{
	char text[HJ_DECIMAL_TEXT];
	struct hj_decimal a, b;

	if (!hj_decimal_parse(p, n, &a))
		return;
	hj_decimal_text(&a, text);
	assert(hj_decimal_parse(text, strlen(text), &b));
	assert(a.whole == b.whole && a.nano == b.nano && a.digits == b.digits);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hj_error err = HJ_ERROR;
	struct hj_roworder *o = NULL;
	struct hj_syllable s;
	uint64_t v;
	char *p = malloc(size != 0 ? size : 1);

	if (p == NULL)
		return 0;
	memcpy(p, data, size);
	id(p, size);
	amount(p, size);
	assert(hj_phrase_number(p, size) < 1024);
	(void)hj_pinyin_read(p, size, &s);
	if (hj_text_number(p, size, 3, 1000, &v, &err) == HJ_OK)
		assert(v >= 3 && v <= 1000);
	if (hj_roworder_parse(p, size, "ko", &o, &err) == HJ_OK)
		hj_roworder_free(o);
	free(p);
	return 0;
}
