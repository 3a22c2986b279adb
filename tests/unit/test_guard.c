#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/limits.h"
#include "import/guard.h"

static bool
look(const char *s, size_t n, size_t *safe, enum hj_fault *fault)
{
	struct hj_guard g = HJ_GUARD;

	return hj_guard_look(&g, (const uint8_t *)s, n, safe, fault);
}

static bool
passes(const char *s)
{
	enum hj_fault fault;
	size_t safe;
	bool whole = look(s, strlen(s), &safe, &fault);

	/* In pieces of one byte it is the same. */
	struct hj_guard g = HJ_GUARD;
	bool bits = true;

	for (size_t i = 0; s[i] != '\0' && bits; i++)
		bits =
		    hj_guard_look(&g, (const uint8_t *)s + i, 1, &safe, &fault);
	assert_int_equal(whole, bits);
	return whole;
}

static void
ordinary_xml_passes(void **state)
{
	(void)state;
	assert_true(passes("<?xml version='1.0'?><a b='x>y' c=\"'\">t<b/>"
			   "<!-- <!DOCTYPE --><![CDATA[<!ENTITY]]></a>"));
	assert_true(passes("<!----><a/><!-- - -- -->"));
	assert_true(passes("<a><![CDATA[]]]]></a>"));
}

static void
a_doctype_is_found_wherever_it_stands(void **state)
{
	const char *xml = "<a/>\n<!DOCTYPE r>";
	enum hj_fault fault;
	size_t safe;

	(void)state;
	assert_false(look(xml, strlen(xml), &safe, &fault));
	assert_int_equal(fault, HJ_F_DOCTYPE);
	assert_int_equal(safe, 5);
	assert_false(passes("<!ENTITY x 'y'>"));
	assert_false(passes("<!-x"));
	assert_false(passes("<![CDAT<"));
	assert_false(passes("<!doctype html>"));
}

/* n times `s` between `before` and `after`. */
static char *
repeat(const char *before, const char *s, size_t n, const char *after)
{
	size_t len = strlen(s);
	char *to = malloc(strlen(before) + n * len + strlen(after) + 1);
	char *p = to;

	assert_non_null(to);
	p = stpcpy(p, before);
	for (size_t i = 0; i < n; i++)
		p = stpcpy(p, s);
	(void)stpcpy(p, after);
	return to;
}

static enum hj_fault
fault_of(char *s)
{
	enum hj_fault fault = HJ_NFAULTS;
	size_t safe;

	if (look(s, strlen(s), &safe, &fault))
		fault = HJ_NFAULTS;
	free(s);
	return fault;
}

static void
ceilings_hold_to_the_byte(void **state)
{
	(void)state;
	assert_int_equal(fault_of(repeat("<a", " b=''", HJ_TAG_ATTRS, ">")),
	    HJ_NFAULTS);
	assert_int_equal(fault_of(repeat("<a", " b=''", HJ_TAG_ATTRS + 1, ">")),
	    HJ_F_ATTRS);
	/* One tag: name, space and all behind '<' count. */
	assert_int_equal(fault_of(repeat("<", "n", HJ_TAG_MAX - 1, ">")),
	    HJ_NFAULTS);
	assert_int_equal(fault_of(repeat("<", "n", HJ_TAG_MAX, ">")), HJ_F_TAG);
	assert_int_equal(fault_of(repeat("<a b='", ">", HJ_TAG_MAX, "'>")),
	    HJ_F_TAG);
	assert_int_equal(fault_of(repeat("", "<a>", HJ_GUARD_DEPTH, "")),
	    HJ_NFAULTS);
	assert_int_equal(fault_of(repeat("", "<a>", HJ_GUARD_DEPTH + 1, "")),
	    HJ_F_DEEP);
	assert_int_equal(fault_of(repeat("<r>", "<a/></a>", 1000, "")),
	    HJ_NFAULTS);
	assert_int_equal(fault_of(repeat("<!--", "x", HJ_CASE_MAX + 1, "-->")),
	    HJ_F_PIECE);
}

static void
salts_of_a_withheld_record_may_be_long(void **state)
{
	(void)state;
	assert_int_equal(fault_of(repeat("<x><r salts='", "0", 100000, "'>")),
	    HJ_NFAULTS);
	assert_int_equal(fault_of(repeat("<x><r><c salts='", "0", 100000,
			     "'>")),
	    HJ_F_TAG);
}

static void
a_zero_byte_is_found_with_its_line(void **state)
{
	struct hj_guard g = HJ_GUARD;
	enum hj_fault fault;
	size_t safe;

	(void)state;
	assert_false(hj_guard_look(&g, (const uint8_t *)"<a>\n\n\0</a>", 10,
	    &safe, &fault));
	assert_int_equal(fault, HJ_F_NUL);
	assert_int_equal(safe, 5);
	assert_int_equal(g.line, 3);
}

static void
what_is_not_utf8_xml_is_recognised(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		enum hj_fault fault;
	} heads[] = {
		{ "", 0, HJ_F_EMPTY },
		{ "\xef\xbb\xbf", 3, HJ_F_EMPTY },
		{ "\x1f\x8b\x08", 3, HJ_F_COMPRESSED },
		{ "PK\x03\x04zz", 6, HJ_F_ARCHIVE },
		{ "\xff\xfe<\0", 4, HJ_F_UTF16 },
		{ "\0<\0a", 4, HJ_F_UTF16 },
		{ "name,birth", 10, HJ_F_NOT_XML },
		{ "  \n", 3, HJ_F_NOT_XML },
		{ "<?xml version='1.0' encoding='EUC-KR'?>", 39,
		    HJ_F_ENCODING },
		{ "<?xml encoding = \"utf-16\"?>", 27, HJ_F_ENCODING },
		{ "<?xml encoding=\"UTF-7\"?>", 24, HJ_F_ENCODING },
		{ "<?xml version='1.0' ", 20, HJ_F_NOT_XML },
	};
	char name[32];

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		enum hj_fault fault;

		assert_false(hj_guard_head((const uint8_t *)heads[i].bytes,
		    heads[i].n, &fault, name));
		assert_int_equal(fault, heads[i].fault);
	}
}

static void
utf8_is_accepted_as_it_comes(void **state)
{
	static const char *const heads[] = { "<a/>", " \n<a/>",
		"\xef\xbb\xbf<a/>", "<?xml version='1.0'?><a/>",
		"<?xml version='1.0' encoding='utf-8'?><a/>",
		"<?xml-stylesheet encoding='x'?><a/>" };
	enum hj_fault fault;
	char name[32];

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		assert_true(hj_guard_head((const uint8_t *)heads[i],
		    strlen(heads[i]), &fault, name));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ordinary_xml_passes),
		cmocka_unit_test(a_doctype_is_found_wherever_it_stands),
		cmocka_unit_test(ceilings_hold_to_the_byte),
		cmocka_unit_test(salts_of_a_withheld_record_may_be_long),
		cmocka_unit_test(a_zero_byte_is_found_with_its_line),
		cmocka_unit_test(what_is_not_utf8_xml_is_recognised),
		cmocka_unit_test(utf8_is_accepted_as_it_comes),
	};

	return cmocka_run_group_tests_name("guard", tests, NULL, NULL);
}
