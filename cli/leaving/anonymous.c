#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/casefile/casefile.h"
#include "cli/leaving/anonymous.h"
#include "cli/screen/progress.h"
#include "cli/screen/say.h"
#include "core/base/limits.h"
#include "core/case/codec.h"
#include "export/bag/xml.h"
#include "export/redact/redact.h"

struct anonymous {
	struct cli *c;
	const struct anonymous_wish *w;
	struct leaving *out;
	struct hj_secret *key;
	struct hj_xml xml;
	struct hj_buf document;
	struct hj_buf records; /* struct hj_record *, as they stand here */
};

#define RECORDS(x) ((struct hj_record **)(void *)(x)->records.data)
#define NRECORDS(x) ((x)->records.len / sizeof(struct hj_record *))

static int
collect(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	struct anonymous *x = to;

	if (x->document.len + n > x->document.max)
		return hj_fail(err, HJ_ELIMIT,
		    "this is more than one anonymous file can hold: name fewer cases");
	return hj_buf_add(&x->document, p, n, err);
}

static int
put(struct anonymous *x, const struct hj_record *r, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX);
	struct hj_exchange_record e = { .n = 0 };
	struct hj_record *redacted = NULL;
	int rc;

	if ((rc = hj_redact_file(hj_redact_profile(x->w->scope, HJ_WHOM_SILENT),
		 hj_secret_peek(x->key), r, &redacted, err)) == HJ_OK &&
	    (rc = hj_codec_encode(redacted, &bytes, err)) == HJ_OK) {
		e.bytes = bytes.data;
		e.n = bytes.len;
		rc = hj_xml_put(&x->xml, &e, err);
	}
	hj_record_free(redacted);
	hj_buf_clear(&bytes);
	return rc;
}

static int
one(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct anonymous *x = to;
	struct hj_revision rev = { .number = 0 };
	struct hj_record *r = NULL;
	int rc;

	/* Of a vault whole, what may leave at all. */
	if (x->w->n == 0 &&
	    (row->root != 'c' || strcmp(row->kind, "followup") == 0))
		return HJ_OK;
	if (row->root != 'c')
		return hj_fail(err, HJ_EINVAL,
		    "only case files leave without names: a petition has an export of its own");
	if ((rc = hj_vault_get(x->c->vault, row, 0, &rev, err)) != HJ_OK ||
	    (rc = hj_codec_decode(rev.bytes.data, rev.bytes.len, &r, err)) !=
		HJ_OK ||
	    (rc = hj_buf_add(&x->records, &r, sizeof(r), err)) != HJ_OK) {
		hj_record_free(r);
		goto out;
	}
	if ((rc = put(x, r, err)) == HJ_OK)
		rc = leaving_case(x->out, &row->id, err);
out:
	hj_revision_clear(&rev);
	return rc;
}

static int
each(struct anonymous *x, struct hj_error *err)
{
	struct progress bar;
	struct hj_progress watch;
	int rc = HJ_OK;

	for (int i = 0; rc == HJ_OK && i < x->w->n; i++) {
		struct casefile f = CASEFILE;

		if ((rc = casefile_find(x->c, x->w->name[i], &f, err)) == HJ_OK)
			rc = one(x, &f.row, err);
		casefile_clear(&f);
	}
	if (x->w->n != 0)
		return rc;
	watch = progress_start(&bar, _("exporting"));
	rc = hj_vault_scan(x->c->vault, one, x, &watch, err);
	progress_end(&bar);
	return rc;
}

static bool
nobody(void *with, const struct hj_node *person)
{
	(void)with;
	(void)person;
	return false;
}

/* The bytes that are checked are the bytes that leave. */
static int
leave(struct anonymous *x, struct hj_error *err)
{
	const struct exposing how = {
		.records = (const struct hj_record *const *)RECORDS(x),
		.nrecords = NRECORDS(x),
		.named = nobody,
		.today = (int32_t)(time(NULL) / 86400),
		.accept = x->w->accept,
		.log = x->w->log,
	};
	int rc = exposure_ask(x->c, &how, &x->document, err);

	return rc == HJ_OK
	    ? leaving_write(x->out, x->document.data, x->document.len, err)
	    : rc;
}

int
anonymous_write(struct cli *c, const struct anonymous_wish *w,
    struct leaving *to, struct hj_error *err)
{
	const struct hj_exchange e = { .purpose = w->purpose,
		.scope = w->scope,
		.recipient = w->recipient,
		.pseudonymised = true };
	struct anonymous x = { .c = c,
		.w = w,
		.out = to,
		.document = HJ_BUF(HJ_TEXT_MAX),
		.records = HJ_BUF(HJ_RECORD_MAX) };
	int rc;

	if ((rc = hj_vault_pseudonym_key(c->vault, w->recipient, &x.key,
		 err)) == HJ_OK &&
	    (rc = hj_xml_open(&x.xml, collect, &x, &e, err)) == HJ_OK &&
	    (rc = each(&x, err)) == HJ_OK &&
	    (rc = hj_xml_close(&x.xml, err)) == HJ_OK)
		rc = leave(&x, err);
	for (size_t i = 0; i < NRECORDS(&x); i++)
		hj_record_free(RECORDS(&x)[i]);
	hj_xml_clear(&x.xml);
	hj_buf_clear(&x.document);
	hj_buf_clear(&x.records);
	hj_secret_free(x.key);
	return rc;
}
