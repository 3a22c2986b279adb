/* fuzz_expose.c: any text that is to leave: nothing in it hides what stands
 * behind it. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "export/expose/expose.h"
#include "export/expose/expose_sound.h"

#define TAIL "\n\nHan Sol Mi\n\n010-5550-1234\n"

/* run.sh: -max_len=512 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf text = HJ_BUF(1 << 16);
	struct hj_expose *e = NULL;
	uint32_t line = 0;
	bool found = false;

	if (n > 4096 || !hj_text_is_utf8((const char *)data, n))
		return 0;
	if (hj_buf_add(&text, data, n, &err) != HJ_OK ||
	    hj_buf_puts(&text, TAIL, &err) != HJ_OK ||
	    hj_expose_new((const char *)text.data, text.len, &e, &err) !=
		HJ_OK ||
	    hj_expose_seek(e, "Han Sol Mi", 10, &found, &err) != HJ_OK ||
	    hj_sounds_seek(hj_expose_sounds(e), "한솔미", 9, NULL, &line,
		&err) != HJ_OK)
		abort();
	assert(found);
	assert(line != 0);
	assert(hj_expose_digits(e, "+82 10 5550 1234", 16) != 0);
	hj_expose_free(e);
	hj_buf_clear(&text);
	return 0;
}
