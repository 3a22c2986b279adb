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
#include "tests/unit/wrap.h"

#define HEAD "<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\">"
#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define EXT(s) HEAD "<ext id=\"x2y3z4\">" s "</ext></case>"
#define F "xmlns:f=\"urn:example:f\""
#define G "xmlns:g=\"urn:example:g\""

static struct hj_error error;

static int
decode(const char *p, size_t n, struct hj_record **ret)
{
	error = HJ_ERROR;
	return hj_codec_decode((const uint8_t *)p, n, ret, &error);
}

/* Decodes, and then what was decoded is written byte for byte the same. */
static int
round_trip(const char *p, size_t n)
{
	struct hj_buf b = HJ_BUF(HJ_CASE_MAX);
	struct hj_record *r = NULL, *copy = NULL;
	int rc = decode(p, n, &r);

	if (rc != HJ_OK)
		return rc;
	assert_int_equal(hj_codec_encode(r, &b, &error), HJ_OK);
	assert_int_equal(b.len, n);
	assert_memory_equal(b.data, p, n);
	assert_int_equal(hj_record_copy(r, &copy, &error), HJ_OK);
	hj_buf_reset(&b);
	assert_int_equal(hj_codec_encode(copy, &b, &error), HJ_OK);
	assert_int_equal(b.len, n);
	assert_memory_equal(b.data, p, n);
	hj_buf_clear(&b);
	hj_record_free(r);
	hj_record_free(copy);
	return HJ_OK;
}

static int
trip(const char *text)
{
	return round_trip(text, strlen(text));
}

static void
refuses(const char *const *bad, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (trip(bad[i]) != HJ_EINVAL)
			fail_msg("not refused: %s", bad[i]);
}

static void
accepts(const char *const *good, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (trip(good[i]) != HJ_OK)
			fail_msg("%s: %s", error.text, good[i]);
}

static void
what_is_canonical_comes_back_byte_for_byte(void **state)
{
	static const char *const good[] = {
		HEAD "</case>",
		"<tombstone xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\">"
		"</tombstone>",
		HEAD "<title>&amp; &lt; &gt; \" '</title></case>",
		HEAD "<title>가상의 사건</title></case>",
		HEAD "<summary id=\"s2t3v4\"><text>a\nb\n</text></summary>"
		     "</case>",
		HEAD "<tag conf=\"a>b&quot;&amp;&lt;\" id=\"t2t3t4\">x</tag>"
		     "<tag id=\"t2t3t5\">y</tag></case>",
	};

	(void)state;
	accepts(good, HJ_LEN(good));
}

static void
what_is_not_canonical_is_refused(void **state)
{
	static const char *const bad[] = {
		"<case></case>",
		"<case id=\"0123456789abcdef\" xmlns=\"urn:hanji:case:1\">"
		"</case>",
		"<case xmlns=\"urn:hanji:case:2\"></case>",
		"<person xmlns=\"urn:hanji:case:1\"></person>",
		"<h:case xmlns:h=\"urn:hanji:case:1\"></h:case>",
		HEAD "<title xmlns=\"urn:hanji:case:1\">x</title></case>",
		HEAD "<title>a>b</title></case>",
		HEAD "<title>&quot;</title></case>",
		HEAD "<title>&#65;</title></case>",
		HEAD "<title>&#xD;</title></case>",
		HEAD "<title>&amp</title></case>",
		HEAD "<title>a\nb</title></case>",
		HEAD "<title>a\tb</title></case>",
		HEAD "<summary id=\"s2t3v4\"><text>a\r\n</text></summary>"
		     "</case>",
		HEAD "<title>e\xcc\x81</title></case>",
		HEAD "<title>\xff</title></case>",
		HEAD "<title>\xef\xbf\xbe</title></case>",
		HEAD "\n<title>x</title></case>",
		HEAD "<title>x</title>\n</case>",
		HEAD "text</case>",
		HEAD "<title>x<tag></tag></title></case>",
		HEAD "<tag id=\"t2t3t4\">x</tag><title>y</title></case>",
		HEAD "<tagg>x</tagg></case>",
		HEAD "<tag id=\"t2t3t4\" conf=\"secret\">x</tag></case>",
		HEAD "<tag id=\"t2t3t4\" id=\"t2t3t4\">x</tag></case>",
		HEAD "<tag name=\"t2t3t4\">x</tag></case>",
		HEAD "<tag id=\"&gt;\">x</tag></case>",
		HEAD "<tag id=\"a\nb\">x</tag></case>",
		HEAD "<tag id=\"a&#xA;b\">x</tag></case>",
		HEAD "<f:tag " F ">x</f:tag></case>",
	};

	(void)state;
	refuses(bad, HJ_LEN(bad));
}

static void
foreign_elements_keep_their_prefixes(void **state)
{
	static const char *const good[] = {
		EXT("<f:a " F "></f:a>"),
		EXT("<ns>urn:example:f</ns><text>a\nb</text>"),
		EXT("<ns>urn:example:f</ns><f:a " F ">a\nb</f:a>"),
		EXT("<f:a " F "><f:b></f:b></f:a><f:c " F "></f:c>"),
		EXT("<f:a " F " " G " g:k=\"v\"><g:b k=\"\"></g:b></f:a>"),
		EXT("<a xmlns=\"urn:x\"><b></b><c xmlns=\"\"></c></a>"),
		EXT("<a xmlns=\"\"><b></b></a>"),
		EXT("<f:a " F " z=\"1\" f:a=\"2\" f:b=\"3\"></f:a>"),
		EXT("<f:a " F " xml:lang=\"ko\" f:a=\"2\"></f:a>"),
		EXT("<f:a " F "><f:b xmlns:f=\"urn:other\"></f:b></f:a>"),
		EXT("<f:\xed\x95\x9c " F "></f:\xed\x95\x9c>"),
	};

	(void)state;
	accepts(good, HJ_LEN(good));
}

static void
foreign_elements_obey_exclusive_canonicalisation(void **state)
{
	static const char *const bad[] = {
		EXT("text"),
		EXT("<f:a></f:a>"),
		EXT("<a></a>"),
		EXT("<person></person>"),
		EXT("<f:a " F " " G "></f:a>"),
		EXT("<f:a " F "><f:b " F "></f:b></f:a>"),
		EXT("<f:a " G " " F " g:k=\"\"></f:a>"),
		EXT("<f:a " G " " F " g:k=\"\"><f:b></f:b></f:a>"),
		EXT("<f:a f:k=\"\" " F "></f:a>"),
		EXT("<f:a " F " f:k=\"\" k=\"\"></f:a>"),
		EXT("<f:a " F " f:b=\"\" f:a=\"\"></f:a>"),
		EXT("<f:a " F " f:a=\"\" f:a=\"\"></f:a>"),
		EXT("<f:a " F " xmlns:g=\"urn:example:f\" f:a=\"\" g:a=\"\">"
		    "</f:a>"),
		EXT("<f:a " F " f:a=\"2\" xml:lang=\"ko\"></f:a>"),
		EXT("<f:a " F " g:k=\"\"></f:a>"),
		EXT("<f:a xmlns:f=\"relative\"></f:a>"),
		EXT("<f:a xmlns:f=\"\"></f:a>"),
		EXT("<f:a xmlns:f=\"urn:hanji:case:1\"></f:a>"),
		EXT("<a xmlns=\"urn:hanji:case:1\"></a>"),
		EXT("<a xmlns=\"urn:x\"><b xmlns=\"urn:x\"></b></a>"),
		EXT("<a xmlns=\"urn:x\"><b xmlns=\"urn:hanji:case:1\"></b>"
		    "</a>"),
		EXT("<a xmlns=\"\"><b xmlns=\"\"></b></a>"),
		EXT("<xmlns:a></xmlns:a>"),
		EXT("<f:a xmlns:=\"urn:x\" " F "></f:a>"),
		EXT("<1a xmlns=\"urn:x\"></1a>"),
		EXT("<f:a:b " F "></f:a:b>"),
		EXT("<f:a " F ">x</f:a>y"),
		EXT("<f:a " F ">x<f:b></f:b></f:a>"),
		EXT("<f:a " F "></f:a> "),
		EXT("<f:a " F "></f:a><ns>urn:example:f</ns>"),
		EXT("<f:a " F ">\t</f:a>"),
	};

	(void)state;
	refuses(bad, HJ_LEN(bad));
}

static void
withheld_stands_for_any_element_but_the_root(void **state)
{
	static const char *const good[] = {
		HEAD "<withheld digest=\"" HASH "\"></withheld></case>",
		HEAD "<tag id=\"t2t3t4\">x</tag><withheld digest=\"" HASH
		     "\"></withheld><tag id=\"t2t3t5\">x</tag></case>",
		HEAD "<withheld own=\"" HASH "\"><full>x</full><any>a\nb</any>"
		     "<withheld digest=\"" HASH "\"></withheld></withheld>"
		     "</case>",
		HEAD "<withheld own=\"" HASH "\"><f:a " F "></f:a></withheld>"
		     "</case>",
		EXT("<withheld digest=\"" HASH "\"></withheld>"),
		EXT("<f:a " F "><withheld digest=\"" HASH
		    "\"></withheld></f:a>"),
		EXT("<a xmlns=\"urn:x\"><withheld>foreign</withheld></a>"),
	};
	static const char *const bad[] = {
		"<withheld xmlns=\"urn:hanji:case:1\" own=\"" HASH "\">"
		"<title>x</title></withheld>",
		HEAD "<withheld></withheld></case>",
		HEAD "<withheld own=\"" HASH "\"></withheld></case>",
		HEAD "<withheld own=\"" HASH "\">x</withheld></case>",
		HEAD "<withheld digest=\"" HASH "\">x</withheld></case>",
		HEAD "<withheld digest=\"" HASH "\"><title></title></withheld>"
		     "</case>",
		HEAD "<withheld digest=\"" HASH "\"><withheld digest=\"" HASH
		     "\"></withheld></withheld></case>",
		HEAD "<withheld own=\"" HASH "\"><a name=\"x\"></a></withheld>"
		     "</case>",
		HEAD "<title>x<withheld digest=\"" HASH
		     "\"></withheld></title></case>",
	};

	(void)state;
	accepts(good, HJ_LEN(good));
	refuses(bad, HJ_LEN(bad));
}

static void
the_published_vectors_come_back(void **state)
{
	static const char *const names[] = { "01-smallest", "02-person",
		"03-hangul", "04-escapes", "05-line-feeds", "06-ext",
		"07-seventy-tags", "08-withheld-digest", "09-withheld-own",
		"10-withheld-in-ext" };
	char text[4096], path[200];

	(void)state;
	for (size_t i = 0; i < HJ_LEN(names); i++) {
		size_t n;
		FILE *f;

		(void)snprintf(path, sizeof(path),
		    "tests/vectors/case-digest/%s.xml", names[i]);
		f = fopen(path, "rb");
		assert_non_null(f);
		n = fread(text, 1, sizeof(text), f);
		assert_int_equal(fclose(f), 0);
		assert_int_equal(round_trip(text, n), HJ_OK);
	}
}

static void
a_message_names_the_place_and_what_was_expected(void **state)
{
	(void)state;
	assert_int_equal(trip(HEAD "<persn></persn></case>"), HJ_EINVAL);
	assert_string_equal(error.text,
	    "byte 53: 'persn' cannot stand in 'case': did you mean 'person'?");
	assert_int_equal(trip(HEAD
			     "<tag>x</tag><title>secret words</title></case>"),
	    HJ_EINVAL);
	assert_non_null(strstr(error.text, "byte 65: 'title' stands too late"));
	assert_null(strstr(error.text, "secret"));
}

static void
ceilings_hold(void **state)
{
	char *text = test_malloc(HJ_CASE_MAX + 1);
	struct hj_record *r = NULL;

	(void)state;
	memset(text, 'x', HJ_CASE_MAX + 1);
	memcpy(text, HEAD "<title>", sizeof(HEAD "<title>") - 1);
	memcpy(text + HJ_CASE_MAX - 15, "</title></case>", 15);
	assert_int_equal(decode(text, HJ_CASE_MAX, &r), HJ_OK);
	hj_record_free(r);
	assert_int_equal(decode(text, HJ_CASE_MAX + 1, &r), HJ_ELIMIT);
	test_free(text);
}

static void
every_failed_allocation_is_reported(void **state)
{
	const char *text = EXT("<f:a " F " f:k=\"&amp;\">x</f:a>");
	struct hj_buf b = HJ_BUF(HJ_CASE_MAX);
	struct hj_record *r = NULL;
	size_t nth = 0;
	int rc;

	(void)state;
	do {
		wrap.alloc = (struct wrap_call){ .fail_at = ++nth };
		rc = decode(text, strlen(text), &r);
		wrap.alloc = (struct wrap_call){ 0 };
		assert_true(rc == HJ_OK || rc == HJ_ENOMEM);
	} while (rc != HJ_OK);
	assert_true(nth > 2);
	nth = 0;
	do {
		wrap.alloc = (struct wrap_call){ .fail_at = ++nth };
		rc = hj_codec_encode(r, &b, &error);
		wrap.alloc = (struct wrap_call){ 0 };
		assert_true(rc == HJ_OK || (rc == HJ_ENOMEM && b.len == 0));
	} while (rc != HJ_OK);
	assert_true(nth > 1);
	assert_int_equal(b.len, strlen(text));
	hj_buf_clear(&b);
	hj_record_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_canonical_comes_back_byte_for_byte),
		cmocka_unit_test(what_is_not_canonical_is_refused),
		cmocka_unit_test(foreign_elements_keep_their_prefixes),
		cmocka_unit_test(foreign_elements_obey_exclusive_canonicalisation),
		cmocka_unit_test(withheld_stands_for_any_element_but_the_root),
		cmocka_unit_test(the_published_vectors_come_back),
		cmocka_unit_test(a_message_names_the_place_and_what_was_expected),
		cmocka_unit_test(ceilings_hold),
		cmocka_unit_test(every_failed_allocation_is_reported),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("codec", tests, NULL, NULL);
}
