/*
 * Whatever the strict reader accepts the checker judges: it ends, every
 * finding has a path and a text in UTF-8, and faults and the answer agree.
 */
#include <stdlib.h>
#include <string.h>

#include "core/check.h"
#include "core/codec.h"
#include "core/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void
must(bool held)
{
	if (!held)
		abort();
}

static int
count(void *to, const struct hj_finding *f, struct hj_error *err)
{
	size_t *faults = to;

	(void)err;
	must(f->path[0] != '\0' && f->text[0] != '\0' && f->code[0] != '\0');
	must(hj_text_is_utf8(f->text, strlen(f->text)));
	if (f->level == HJ_FAULT)
		++*faults;
	return HJ_OK;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;
	size_t faults = 0;
	int rc;

	if (hj_codec_decode(p, n, &r, &err) != HJ_OK)
		return 0;
	rc = hj_check_record(r, count, &faults, &err);
	must(rc == (faults != 0 ? HJ_EINVAL : HJ_OK));
	hj_record_free(r);
	return 0;
}
