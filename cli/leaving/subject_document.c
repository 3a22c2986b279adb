#include <stdio.h>
#include <string.h>

#include "cli/leaving/rendering.h"
#include "cli/leaving/subject_own.h"
#include "cli/petition/petitionfile.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/span.h"
#include "core/base/limits.h"
#include "core/case/codec.h"
#include "export/bag/xml.h"

/* ---- for programs ---- */

static int
collect(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	return hj_buf_add(to, p, n, err);
}

static int
put_copy(struct hj_xml *to, const struct hj_record *copy, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX);
	struct hj_exchange_record e = { .n = 0 };
	int rc = hj_codec_encode(copy, &bytes, err);

	if (rc == HJ_OK) {
		e.bytes = bytes.data;
		e.n = bytes.len;
		rc = hj_xml_put(to, &e, err);
	}
	hj_buf_clear(&bytes);
	return rc;
}

/* As in an export without names: it was never part of a vault, and whoever
 * reads it in keeps it as a received document. */
static int
exchange(struct subject *s, struct hj_error *err)
{
	const struct hj_exchange e = { .purpose = s->w->purpose,
		.scope = subject_is_themselves(s->w) ? NULL : s->w->scope,
		.recipient =
		    subject_is_themselves(s->w) ? NULL : s->w->recipient,
		.pseudonymised = true };
	struct hj_buf xml = HJ_BUF(HJ_TEXT_MAX);
	struct hj_xml x;
	int rc = hj_xml_open(&x, collect, &xml, &e, err);

	for (size_t i = 0; rc == HJ_OK && i < s->n; i++)
		rc = put_copy(&x, s->file[i].copy, err);
	if (rc == HJ_OK && (rc = hj_xml_close(&x, err)) == HJ_OK &&
	    (rc = contents_text(&s->in, &xml, err)) == HJ_OK)
		rc = contents_add(&s->in, "d0001.xml", &xml, err);
	hj_xml_clear(&x);
	hj_buf_clear(&xml);
	return rc;
}

/* ---- for people ---- */

static int
build(struct subject *s, struct hj_buf *page, struct hj_error *err)
{
	const struct hj_record *copies[SUBJECT_FILES];
	char today[SPAN_TEXT];
	const struct hj_subjectpage in = { .korean = s->korean,
		.today = today,
		.copy = copies,
		.ncopies = s->n,
		.given = (const void *)s->given.data,
		.ngiven = SUBJECT_NGIVEN(s),
		.nbackups = s->nbackups };

	for (size_t i = 0; i < s->n; i++)
		copies[i] = s->file[i].copy;
	span_today(today);
	return hj_subjectpage_build(&in, page, err);
}

/* What is checked is the file as it is read, and the page of which it is made,
 * where no narrow column divides a name. */
static int
page_file(struct subject *s, const char *word, const struct hj_buf *page,
    struct hj_error *err)
{
	const struct hj_page_format *f = hj_page_format_by_word(word);
	struct hj_buf bytes = HJ_BUF(HJ_TEXT_MAX);
	char name[16];
	int rc = rendering_page(f, page, &bytes, err);

	(void)snprintf(name, sizeof(name), "d0001.%s", word);
	if (rc == HJ_OK && (rc = contents_text(&s->in, page, err)) == HJ_OK &&
	    (rc = finaltext_read(&bytes, &s->in.text, &s->final, err)) ==
		HJ_OK &&
	    (rc = hj_buf_putc(&s->in.text, '\n', err)) == HJ_OK)
		rc = contents_add(&s->in, name, &bytes, err);
	hj_buf_clear(&bytes);
	return rc;
}

int
subject_render(struct subject *s, struct hj_error *err)
{
	const char *format = s->w->format != NULL ? s->w->format : "xml";
	const bool bag = strcmp(format, "bag") == 0;
	struct hj_buf page = HJ_BUF(HJ_TEXT_MAX);
	int rc;

	if (strcmp(format, "xml") == 0)
		return exchange(s, err);
	if ((rc = build(s, &page, err)) == HJ_OK)
		rc = page_file(s, bag ? "html" : format, &page, err);
	if (rc == HJ_OK && bag &&
	    (rc = page_file(s, "pdf", &page, err)) == HJ_OK &&
	    (rc = exchange(s, err)) == HJ_OK)
		rc = subject_attach(s, err);
	hj_buf_clear(&page);
	return rc;
}
