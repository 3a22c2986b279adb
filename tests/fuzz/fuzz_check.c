/*
 * Whatever the strict reader accepts the checker judges: it ends, every
 * finding has a path and a text in UTF-8, and faults and the answer agree.
 * What it makes of it (sense, accounts, status) comes to an end as well, even
 * of what the checker refuses.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/case/codec.h"
#include "core/sense/account.h"
#include "core/sense/sense.h"
#include "core/sense/status.h"

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

static int
look(void *to, const struct hj_accounts *a, struct hj_error *err)
{
	(void)to;
	(void)err;
	must(a->n >= 2 && a->nclaims >= 1 && a->nclaims <= a->n);
	return HJ_OK;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;
	const char *code = NULL;
	size_t faults = 0;
	int rc;

	if (hj_codec_decode(p, n, &r, &err) != HJ_OK)
		return 0;
	rc = hj_check_record(r, count, &faults, &err);
	must(rc == (faults != 0 ? HJ_EINVAL : HJ_OK));
	faults = 0;
	rc = hj_sense_record(r, 20000, count, &faults, &err);
	must(rc == (faults != 0 ? HJ_EINVAL : HJ_OK));
	must(hj_accounts_each(r, look, NULL, &err) == HJ_OK);
	must(hj_status_of_case(r, &code, &err) == HJ_OK);
	hj_record_free(r);
	return 0;
}
