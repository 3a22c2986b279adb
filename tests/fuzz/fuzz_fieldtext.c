/*
 * A text as an editor may leave it, over a small case file: what is read is a
 * file that the strict reader takes, its own text changes it no more, and
 * every fault names a line that is there.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/case/fieldtext.h"

/* run.sh: -max_len=1024 */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static const char base[] =
    "<case xmlns=\"urn:hanji:case:1\" id=\"k7m2qx4d9tn1w0zc\" status=\"open\">"
    "<opened>2019-04~</opened><tag id=\"t23456\">a</tag>"
    "<tag id=\"t34567\">b</tag>"
    "<person id=\"p23456\" role=\"victim\"><name id=\"n23456\">"
    "<family>Han</family><given>Sol</given></name>"
    "<sex id=\"s23456\" src=\"q23456\">f</sex></person>"
    "<person id=\"p34567\"><name id=\"n34567\" known=\"refused\"></name>"
    "</person>"
    "<event id=\"e23456\"><who id=\"w23456\">p23456</who>"
    "<narrative id=\"r23456\" lang=\"en\"><text>one\n\n two</text></narrative>"
    "</event>"
    "<source id=\"q23456\" kind=\"testimony\"><title>x</title></source>"
    "<ext id=\"x23456\"><f:a xmlns:f=\"urn:f\">y</f:a></ext></case>";

static void
must(bool held)
{
	if (!held)
		abort();
}

/* Read once: nobody writes to it. */
static const struct hj_record *
the_file(void)
{
	static struct hj_record *r;
	struct hj_error err = HJ_ERROR;

	if (r == NULL)
		must(hj_codec_decode((const uint8_t *)base, sizeof(base) - 1,
			 &r, &err) == HJ_OK);
	return r;
}

static int
fault(void *to, size_t line, const char *text, struct hj_error *err)
{
	(void)err;
	must(line > 0 && line <= *(size_t *)to && text[0] != '\0');
	return HJ_OK;
}

/* Its own text over a record changes nothing. */
static void
settles(const struct hj_record *r)
{
	const struct hj_fieldtext_how how = { .korean = true };
	struct hj_buf text = HJ_BUF(HJ_TEXT_MAX);
	struct hj_buf a = HJ_BUF(HJ_CASE_MAX), b = HJ_BUF(HJ_CASE_MAX);
	struct hj_fieldtext *t = NULL;
	struct hj_record *back = NULL;
	struct hj_error err = HJ_ERROR;
	size_t lines = SIZE_MAX;
	const struct hj_fieldtext_reader by = { .fault = fault, .to = &lines };

	must(hj_fieldtext_write(r, &how, &text, &err) == HJ_OK);
	must(hj_fieldtext_read(r, (const char *)text.data, text.len, &by, &t,
		 &err) == HJ_OK);
	must(hj_codec_encode(r, &a, &err) == HJ_OK);
	must(hj_codec_encode(hj_fieldtext_record(t), &b, &err) == HJ_OK);
	must(a.len == b.len && memcmp(a.data, b.data, a.len) == 0);
	must(hj_codec_decode(a.data, a.len, &back, &err) == HJ_OK);
	hj_record_free(back);
	hj_fieldtext_free(t);
	hj_buf_clear(&text);
	hj_buf_clear(&a);
	hj_buf_clear(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	const struct hj_record *r = the_file();
	struct hj_fieldtext *t = NULL;
	struct hj_error err = HJ_ERROR;
	size_t lines = 1;
	const struct hj_fieldtext_reader by = { .fault = fault, .to = &lines };
	int rc;

	if (n > 8192)
		return 0;
	for (size_t i = 0; i < n; i++)
		lines += p[i] == '\n';
	rc = hj_fieldtext_read(r, (const char *)p, n, &by, &t, &err);
	must(rc == HJ_OK || rc == HJ_EINVAL || rc == HJ_ELIMIT);
	if (rc == HJ_OK)
		settles(hj_fieldtext_record(t));
	hj_fieldtext_free(t);
	return 0;
}
