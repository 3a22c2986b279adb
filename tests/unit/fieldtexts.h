/*
 * fieldtexts.h: case files as text, read over what they were written from, for
 * test_fieldtext*.c.
 */
#ifndef HJ_TESTS_FIELDTEXTS_H
#define HJ_TESTS_FIELDTEXTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/case/fieldtext.h"

#define CASE(s)                                                                \
	"<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\""             \
	" status=\"open\">" s "</case>"
#define HAN                                                                    \
	"<person id=\"p23456\" role=\"victim\"><name id=\"n23456\">"           \
	"<family>Han</family><given>Sol</given></name>"                        \
	"<sex id=\"s23456\" src=\"s34567\">f</sex></person>"
#define MIN                                                                    \
	"<person id=\"p34567\"><name id=\"n34567\">"                           \
	"<full>Min</full></name></person>"
#define ONE CASE("<title>x</title>" HAN)
#define TWO CASE("<title>x</title>" HAN MIN)

#define SAME "status: open\ntitle: x\nperson.role: victim\n"
#define NAME "person.name.family: Han\nperson.name.given: Sol\n"
#define SEX "person.sex.src: s34567\nperson.sex: f\n"

#define KEPT                                                                    \
	CASE("<title>x</title><withheld digest=\""                              \
	     "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde"  \
	     "f\"></withheld><ext id=\"x23456\"><f:a xmlns:f=\"urn:f\">y</f:a>" \
	     "</ext>")

static struct hj_error error;
static const struct hj_fieldtext_how plain = { .korean = false };

static inline struct hj_buf
text_of(const struct hj_record *r)
{
	struct hj_buf b = HJ_BUF(HJ_TEXT_MAX);

	error = HJ_ERROR;
	if (hj_fieldtext_write(r, &plain, &b, &error) != HJ_OK)
		fail_msg("write: %s", error.text);
	return b;
}

static inline struct hj_buf
bytes_of(const struct hj_record *r)
{
	struct hj_buf b = HJ_BUF(HJ_CASE_MAX);

	if (hj_codec_encode(r, &b, &error) != HJ_OK)
		fail_msg("encode: %s", error.text);
	return b;
}

static inline struct hj_record *
decode(const char *xml)
{
	struct hj_record *r = NULL;

	error = HJ_ERROR;
	if (hj_codec_decode((const uint8_t *)xml, strlen(xml), &r, &error) !=
	    HJ_OK)
		fail_msg("%s: %s", xml, error.text);
	return r;
}

/* "3: what is wrong\n" for each fault. */
static inline int
collect(void *to, size_t line, const char *text, struct hj_error *err)
{
	return hj_buf_printf(to, err, "%zu: %s\n", line, text);
}

static inline struct hj_fieldtext *
read_over(const struct hj_record *base, const void *p, size_t n,
    struct hj_buf *faults)
{
	const struct hj_fieldtext_reader by = { .fault = collect,
		.to = faults };
	struct hj_fieldtext *t = NULL;
	int rc;

	error = HJ_ERROR;
	rc = hj_fieldtext_read(base, p, n, &by, &t, &error);
	assert_true(rc == HJ_OK || rc == HJ_EINVAL);
	assert_true((rc == HJ_OK) == (t != NULL));
	assert_true((rc == HJ_OK) == (faults->len == 0));
	return t;
}

static inline void
same_bytes(const struct hj_record *a, const struct hj_record *b)
{
	struct hj_buf x = bytes_of(a), y = bytes_of(b);

	if (x.len != y.len || memcmp(x.data, y.data, x.len) != 0)
		fail_msg("expected\n%.*s\nbut\n%.*s", (int)x.len,
		    (char *)x.data, (int)y.len, (char *)y.data);
	hj_buf_clear(&x);
	hj_buf_clear(&y);
}

#endif
