#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <libxml/parser.h>
#include <sodium.h>

#include "core/case/codec.h"
#include "import/xml.h"

/* What one run said: "word@line path; " for findings, canonical bytes. */
struct heard {
	struct hj_buf raw;
	char said[4096];
	char bytes[4096];
	size_t cases;
	struct hj_import_case last;
};

static int
gather(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	return hj_buf_add(to, p, n, err);
}

static void
hear(struct heard *h, const struct hj_frame *f)
{
	size_t n = strlen(h->said);
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;

	if (f->type == HJ_FRAME_FINDING)
		(void)snprintf(h->said + n, sizeof(h->said) - n, "%s@%ju %s; ",
		    hj_fault_word(f->finding.fault), (uintmax_t)f->finding.line,
		    f->finding.path);
	if (f->type != HJ_FRAME_CASE)
		return;
	h->cases++;
	h->last = f->kase;
	if (f->kase.n < sizeof(h->bytes)) {
		memcpy(h->bytes, f->kase.bytes, f->kase.n);
		h->bytes[f->kase.n] = '\0';
	}
	/* What the child sends, the strict reader takes. */
	assert_int_equal(hj_codec_decode(f->kase.bytes, f->kase.n, &r, &err),
	    HJ_OK);
	hj_record_free(r);
}

/* All of `xml`, at once or in pieces of `step` bytes. */
static struct heard *
run(const char *xml, size_t n, size_t step)
{
	struct hj_error err = HJ_ERROR;
	struct heard *h = calloc(1, sizeof(*h));
	struct hj_outbox report;
	struct hj_xml *x = NULL;
	bool more = true;

	assert_non_null(h);
	h->raw = HJ_BUF(HJ_FRAME_MAX);
	hj_outbox_init(&report, gather, &h->raw);
	assert_int_equal(hj_xml_new(&report, &x, &err), HJ_OK);
	for (size_t at = 0; at < n && more; at += step)
		assert_int_equal(hj_xml_push(x, (const uint8_t *)xml + at,
				     step < n - at ? step : n - at, &more,
				     &err),
		    HJ_OK);
	if (more)
		assert_int_equal(hj_xml_finish(x, &err), HJ_OK);
	assert_int_equal(hj_outbox_end(&report, n, (uint8_t[32]){ 0 }, &err),
	    HJ_OK);
	hj_xml_free(x);
	hj_outbox_clear(&report);
	for (size_t at = 0; at < h->raw.len;) {
		enum hj_frame_type type;
		struct hj_frame f;
		size_t len;

		assert_int_equal(hj_frame_header(h->raw.data + at, &type, &len,
				     &err),
		    HJ_OK);
		at += HJ_FRAME_HEADER;
		assert_int_equal(hj_frame_parse(type, h->raw.data + at, len, &f,
				     &err),
		    HJ_OK);
		hear(h, &f);
		at += len;
	}
	return h;
}

static void
done(struct heard *h)
{
	hj_buf_clear(&h->raw);
	free(h);
}

static void
says(const char *xml, const char *said, const char *bytes)
{
	struct heard *h = run(xml, strlen(xml), SIZE_MAX / 2);

	assert_string_equal(h->said, said);
	assert_string_equal(h->bytes, bytes);
	done(h);
}

#define NS " xmlns=\"urn:hanji:case:1\""
#define ID " id=\"k7m2qx4d9tn1w0zc\""
#define HEAD "<case" NS ID " kind=\"person\">"
#define X "<x:exchange xmlns:x=\"urn:hanji:exchange:1\" version=\"1\">"

static void
canonical_bytes_stay_as_they_are(void **state)
{
	const char *xml =
	    HEAD "<title>a &amp; b &lt;&gt; \"</title><person id=\"k7m2qx\" "
		 "role=\"victim\"><name id=\"aaaaaa\" type=\"legal\">"
		 "<family>김</family></name></person></case>";

	(void)state;
	says(xml, "", xml);
}

static void
everything_else_becomes_canonical(void **state)
{
	(void)state;
	says("<?xml version='1.0'?>\n<c:case kind = 'person' "
	     "xmlns:c='urn:hanji:case:1' id='k7m2qx4d9tn1w0zc'>\n"
	     "  <c:title>a<![CDATA[<&]]>&#x41;&quot;</c:title>\n"
	     "  <c:tag id='aaaaaa'/>\r\n</c:case>\n",
	    "",
	    HEAD "<title>a&lt;&amp;A\"</title><tag id=\"aaaaaa\"></tag>"
		 "</case>");
}

static void
ampersands_in_attributes_survive(void **state)
{
	(void)state;
	says("<case" NS " id=\"a&amp;b&#38;c&amp;#38;d&lt;&quot;\"></case>", "",
	    "<case" NS " id=\"a&amp;b&amp;c&amp;#38;d&lt;&quot;\"></case>");
}

static void
text_is_normalised_and_said(void **state)
{
	(void)state;
	/* e + combining acute */
	says(HEAD "<title>e\xcc\x81</title></case>", "normalised@1 title; ",
	    HEAD "<title>\xc3\xa9</title></case>");
}

static void
comments_and_instructions_are_dropped_and_said(void **state)
{
	(void)state;
	says("<?a b?>" HEAD "\n<!-- c --><title>a<!-- d -->b</title></case>",
	    "instruction@1 ; comment@2 ; comment@2 ; ",
	    HEAD "<title>ab</title></case>");
}

static void
wrong_places_are_named_with_path_and_line(void **state)
{
	(void)state;
	says(HEAD "\n<person id=\"k7m2qx\"><nam id=\"aaaaaa\"/></person>\n"
		  "<title>x</title>\n<zzzzzzzz/></case>",
	    "unknown-element@2 person[k7m2qx].nam; wrong-order@3 title; "
	    "unknown-element@4 zzzzzzzz; ",
	    "");
	says(HEAD "<title>a<b/></title>x</case>",
	    "not-text@1 title.b; stray-text@1 ; ", "");
	says(HEAD "<title who=\"x\">a</title></case>",
	    "unknown-attribute@1 title.who; ", "");
	says(HEAD "<title xml:lang=\"ko\">a</title></case>",
	    "attribute-namespace@1 title.lang; ", "");
	says(HEAD "<title xmlns=\"urn:other\">a</title></case>",
	    "wrong-namespace@1 title; ", "");
	says(HEAD "<title>a\tb</title></case>", "character@1 title; ", "");
	says(HEAD "<title>&#x202;&#xfdd0;</title></case>",
	    "character@1 title; ", "");
}

static void
foreign_elements_stand_below_ext_with_their_prefixes(void **state)
{
	const char *body =
	    "<ext id=\"aaaaaa\"><ns>urn:o</ns><o:f xmlns:o=\"urn:o\" a=\"1\" "
	    "o:b=\"2\"><o:g>t</o:g><h xmlns=\"urn:h\"></h></o:f></ext></case>";
	char xml[1024];

	(void)state;
	(void)snprintf(xml, sizeof(xml), HEAD "%s", body);
	says(xml, "", xml);
	/* Declared further up, used below, attributes in any order. */
	says("<case" NS ID " kind=\"person\" xmlns:o=\"urn:o\" "
	     "xmlns:unused=\"urn:u\"><ext id=\"aaaaaa\"> <ns>urn:o</ns>"
	     "<o:f o:b='2' a='1'><o:g>t</o:g><h xmlns='urn:h'/> </o:f></ext>"
	     "</case>",
	    "", xml);
	says(HEAD "<ext id=\"aaaaaa\"><f xmlns=\"urn:f\">a<g/>b</f></ext>"
		  "</case>",
	    "mixed@1 ext[aaaaaa].f; ", "");
	says(HEAD "<ext id=\"aaaaaa\"><f xmlns=\"f\"/></ext></case>",
	    "foreign-namespace@1 ext[aaaaaa].f; ", "");
}

static void
records_of_an_exchange_come_one_by_one(void **state)
{
	const char *xml = X
	    "\n<x:record digest=\""
	    "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
	    "\" parents=\""
	    "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff "
	    "ff112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
	    "\">\n" HEAD "</case></x:record>\n<x:record>" HEAD
	    "</case></x:record></x:exchange>";
	struct heard *h;

	(void)state;
	for (size_t step = 1; step < 400; step += 57) {
		/* The head needs its bytes at once; then any piece will do. */
		h = run(xml, strlen(xml), step < 200 ? 1024 : step + 1024);
		assert_string_equal(h->said, "");
		assert_int_equal(h->cases, 2);
		assert_false(h->last.has_digest);
		done(h);
	}
}

static void
what_is_no_record_is_rejected_and_the_rest_goes_on(void **state)
{
	struct heard *h;
	const char *xml = X "<case/>\n<x:record/>\n<x:record>" HEAD
			    "</case>" HEAD "</case></x:record>\n"
			    "<x:record digest=\"AB\">" HEAD
			    "</case></x:record>\nx<x:record><b/></x:record>"
			    "<x:record>" HEAD "</case></x:record>"
			    "</x:exchange>";

	(void)state;
	h = run(xml, strlen(xml), SIZE_MAX / 2);
	assert_string_equal(h->said,
	    "not-a-record@1 ; record-empty@2 ; record-many@3 ; "
	    "record-attribute@4 ; stray-text@5 ; wrong-namespace@5 ; "
	    "record-empty@5 ; ");
	assert_int_equal(h->cases, 1);
	assert_int_equal(h->last.index, 6);
	done(h);
}

static void
withheld_parts_pass_and_are_marked(void **state)
{
	const char *hash =
	    "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
	struct heard *h;
	char xml[1024];

	(void)state;
	(void)snprintf(xml, sizeof(xml),
	    HEAD "<withheld digest=\"%s\"></withheld><withheld own=\"%s\">"
		 "<name id=\"aaaaaa\"><family>a</family></name></withheld>"
		 "</case>",
	    hash, hash);
	h = run(xml, strlen(xml), SIZE_MAX / 2);
	assert_string_equal(h->said, "");
	assert_string_equal(h->bytes, xml);
	assert_true(h->last.withheld);
	done(h);
	says(HEAD "<withheld/></case>", "withheld@1 withheld; ", "");
}

static void
the_file_as_a_whole_is_refused_at_its_line(void **state)
{
	(void)state;
	says("\n<!DOCTYPE case><case/>", "doctype@2 ; ", "");
	says("\n<html/>", "root@2 ; ", "");
	says("\n<case/>", "root-namespace@2 ; ", "");
	says("<x:exchange xmlns:x=\"urn:hanji:exchange:1\" version=\"2\"/>",
	    "version@1 ; ", "");
	says(HEAD "\n<title>&nbsp;</title></case>", "entity@2 ; ", "");
	says(HEAD "\n<x:title/></case>", "prefix@2 ; ", "");
	says(HEAD "</case>\n<case/>", "ill-formed@2 ; ", HEAD "</case>");
	says(HEAD "\n<title>a", "cut-short@2 ; ", "");
	says(HEAD "\n<title>\xb1\xe8</title></case>", "not-utf-8@2 ; ", "");
}

static void
too_deep_and_too_large_cases_are_left_out(void **state)
{
	size_t n = HJ_CASE_MAX + 1000;
	char *xml = malloc(n + 1000);
	struct heard *h;
	char *p;

	(void)state;
	assert_non_null(xml);
	p = stpcpy(xml, X "<x:record>" HEAD "<title>");
	memset(p, 'a', n);
	(void)stpcpy(p + n,
	    "</title><summary/></case></x:record><x:record>" HEAD
	    "</case></x:record></x:exchange>");
	h = run(xml, strlen(xml), 65536);
	assert_string_equal(h->said, "large-case@1 ; ");
	assert_int_equal(h->cases, 1);
	done(h);
	p = stpcpy(xml, X "<x:record>" HEAD "<ext id=\"aaaaaa\">");
	for (int i = 0; i < 63; i++)
		p = stpcpy(p, "<f xmlns=\"urn:f\">");
	for (int i = 0; i < 63; i++)
		p = stpcpy(p, "</f>");
	(void)stpcpy(p, "</ext></case></x:record></x:exchange>");
	h = run(xml, strlen(xml), 65536);
	assert_non_null(strstr(h->said, "nested@1"));
	assert_int_equal(h->cases, 0);
	done(h);
	free(xml);
}

static void
a_flood_of_faults_is_cut(void **state)
{
	char *xml = malloc(40000);
	size_t n = 0;
	struct heard *h;
	char *p;

	(void)state;
	assert_non_null(xml);
	p = stpcpy(xml, HEAD);
	for (int i = 0; i < 1000; i++)
		p = stpcpy(p, "<zzzzzzzzzz/>");
	(void)stpcpy(p, "</case>");
	h = run(xml, strlen(xml), SIZE_MAX / 2);
	for (const char *s = h->said; (s = strchr(s, ';')) != NULL; s++)
		n++;
	assert_int_equal(n, HJ_OUTBOX_MOST);
	assert_non_null(strstr(h->said, "more@1"));
	done(h);
	free(xml);
}

static xmlExternalEntityLoader library_loader;

static void
nothing_is_ever_loaded_from_elsewhere(void **state)
{
	(void)state;
	assert_ptr_not_equal(xmlGetExternalEntityLoader(), library_loader);
	assert_null(xmlGetExternalEntityLoader()("/etc/passwd", NULL, NULL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(canonical_bytes_stay_as_they_are),
		cmocka_unit_test(everything_else_becomes_canonical),
		cmocka_unit_test(ampersands_in_attributes_survive),
		cmocka_unit_test(text_is_normalised_and_said),
		cmocka_unit_test(comments_and_instructions_are_dropped_and_said),
		cmocka_unit_test(wrong_places_are_named_with_path_and_line),
		cmocka_unit_test(
		    foreign_elements_stand_below_ext_with_their_prefixes),
		cmocka_unit_test(records_of_an_exchange_come_one_by_one),
		cmocka_unit_test(
		    what_is_no_record_is_rejected_and_the_rest_goes_on),
		cmocka_unit_test(withheld_parts_pass_and_are_marked),
		cmocka_unit_test(the_file_as_a_whole_is_refused_at_its_line),
		cmocka_unit_test(too_deep_and_too_large_cases_are_left_out),
		cmocka_unit_test(a_flood_of_faults_is_cut),
		cmocka_unit_test(nothing_is_ever_loaded_from_elsewhere),
	};

	if (sodium_init() < 0)
		return 1;
	library_loader = xmlGetExternalEntityLoader();
	hj_xml_setup();
	return cmocka_run_group_tests_name("xml", tests, NULL, NULL);
}
