/* No memory while a foreign file is read, in our code or in libxml2: HJ_ENOMEM,
 * never a case that is not whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/case/codec.h"
#include "import/xml.h"
#include "tests/unit/making.h"

#define CASE                                                                        \
	"<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\" kind=\"person\" " \
	"status=\"open\"><title lang=\"en\">One &amp; <![CDATA[two]]></title>"      \
	"<person id=\"k7m2qx\" role=\"victim\"><name id=\"n2c4d6\">"                \
	"<family>q\u0301</family></name></person></case>"
static const char file[] =
    "<x:exchange xmlns:x=\"urn:hanji:exchange:1\" version=\"1\">"
    "<x:record>" CASE "</x:record></x:exchange>\n";

/* With all that a file may say beside its cases, and foreign elements. */
#define H "00112233445566778899aabbccddeeff"
static const char rich[] =
    "<x:exchange xmlns:x=\"urn:hanji:exchange:1\" created=\"2026-11-30T00:00:00Z\" "
    "producer=\"hanji\" purpose=\"a &#38; b\" recipient=\"us\" scope=\"own\" version=\"1\">"
    "<x:record digest=\"" H H "\" parents=\"" H H " " H H "\" salt=\"" H H "\">"
    "<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\"><title>T</title>"
    "<person id=\"k7m2qx\" role=\"victim\"><name id=\"n2c4d6\"><full>q</full></name></person>"
    "<event id=\"e2c4d6\"><who id=\"w2c4d6\">k7m2qx</who><narrative id=\"v2c4d6\" lang=\"ko\">"
    "<text>One\n\n\n\ntwo &lt;</text></narrative></event>"
    "<ext><f:a xmlns:f=\"urn:x\" xmlns:g=\"urn:y\" b=\"1\" g:c=\"&#38;2\"><f:b>t</f:b></f:a></ext>"
    "</case></x:record>"
    "<x:record><case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdeg\"><nothing/></case></x:record>"
    "</x:exchange>\n";

static int
gather(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	return hj_buf_add(to, p, n, err);
}

/* That there was no memory is all that may be found; where libxml2 does not say
 * so itself, the whole file is refused as broken. */
static bool
was_short(const struct hj_buf *b, enum hj_fault expected)
{
	struct hj_error err = HJ_ERROR;
	struct hj_frame f;
	bool found = false;

	for (size_t at = 0, n; at < b->len; at += n) {
		enum hj_frame_type type;

		assert_int_equal(hj_frame_header(b->data + at, &type, &n, &err),
		    HJ_OK);
		at += HJ_FRAME_HEADER;
		assert_int_equal(hj_frame_parse(type, b->data + at, n, &f,
				     &err),
		    HJ_OK);
		if (type != HJ_FRAME_FINDING)
			continue;
		if (f.finding.fault == expected ||
		    f.finding.fault > HJ_F_LAST_REJECT)
			continue;
		assert_true(f.finding.fault == HJ_F_MEMORY ||
		    f.finding.fault == HJ_F_ILL_FORMED);
		found = true;
	}
	return found;
}

static int
parse(const char *text, enum hj_fault expected, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_outbox report;
	struct hj_xml *x = NULL;
	bool more = true;
	int rc;

	hj_outbox_init(&report, gather, to);
	if ((rc = hj_xml_new(&report, &x, err)) == HJ_OK &&
	    (rc = hj_xml_push(x, (const uint8_t *)text, strlen(text), &more,
		 err)) == HJ_OK)
		rc = more ? hj_xml_finish(x, err) : HJ_OK;
	if (rc == HJ_OK && was_short(&report.out, expected))
		rc = hj_fail(err, HJ_ENOMEM, "out of memory");
	if (rc == HJ_OK) {
		assert_int_equal(report.cases, 1);
		assert_int_equal(report.rejected, expected != HJ_NFAULTS);
		rc = hj_buf_add(to, report.out.data, report.out.len, err);
	}
	hj_xml_free(x);
	hj_outbox_clear(&report);
	return rc;
}

static int
parse_it(void *to, struct hj_error *err)
{
	struct hj_buf out = HJ_BUF(HJ_FRAME_MAX);
	int rc = parse(file, HJ_NFAULTS, &out, err);

	(void)to;
	hj_buf_clear(&out);
	return rc;
}

static int
parse_rich(const void *from, struct hj_buf *to, struct hj_error *err)
{
	return parse(from, HJ_F_UNKNOWN, to, err);
}

static void
what_a_file_says_is_read_whole_or_not_at_all(void **state)
{
	(void)state;
	all_or_no_memory(parse_rich, rich);
}

static void
reading_without_memory_rejects_no_case(void **state)
{
	size_t n;

	(void)state;
	n = wrap_starve(parse_it, NULL, NULL, false);
	assert_true(n > 15);
	assert_true(wrap_starve(parse_it, NULL, NULL, true) > 15);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reading_without_memory_rejects_no_case),
		cmocka_unit_test(what_a_file_says_is_read_whole_or_not_at_all),
	};

	wrap_libxml();
	hj_xml_setup();
	return cmocka_run_group_tests_name("memory while importing", tests,
	    NULL, NULL);
}
