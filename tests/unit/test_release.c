/* What a row of a conflict quotes leaves no sooner than the field itself
 * (export/consent/release.h, core/case/conflict.h). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/base.h"
#include "core/case/codec.h"
#include "core/case/conflict.h"
#include "core/vocab/vocab.h"
#include "export/consent/release.h"

static const char *const levels[] = { "public", "internal", "restricted",
	"secret" };

static struct hj_record *
decode(const char *xml)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;

	if (hj_codec_decode((const uint8_t *)xml, strlen(xml), &r, &err) !=
	    HJ_OK)
		fail_msg("%s: %s", xml, err.text);
	return r;
}

/* May it leave for any scope of consent there is? */
static bool
may_leave(const char *xml)
{
	const struct hj_list *l = hj_vocab_list("consent-scope");
	struct hj_record *r = decode(xml);
	struct hj_error err = HJ_ERROR;
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		struct hj_release q = { .scope = l->rows[i].code };
		bool may = false;

		assert_int_equal(hj_release_whole(&q, r, NULL, NULL, &may,
				     &err),
		    HJ_OK);
		n += may;
	}
	hj_record_free(r);
	assert_true(n == 0 || n == l->n);
	return n != 0;
}

/* A file without people, so that no consent is wanted; what a row quotes of an
 * element of one level, the row itself said to be of another. */
static bool
quoted_may_leave(const char *of, const char *said)
{
	char xml[1024];

	(void)snprintf(xml, sizeof(xml),
	    "<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\">"
	    "<event conf=\"%s\" id=\"e23456\" type=\"arrest\"></event>"
	    "<conflict conf=\"%s\" id=\"x23456\"><element>e23456</element>"
	    "<path>outcome</path><value>Aunt Dallae told it</value></conflict>"
	    "</case>",
	    of, said);
	return may_leave(xml);
}

static void
a_row_is_as_protected_as_itself_and_its_field(void **state)
{
	(void)state;
	for (size_t of = 0; of < HJ_LEN(levels); of++)
		for (size_t said = 0; said < HJ_LEN(levels); said++)
			assert_int_equal(quoted_may_leave(levels[of],
					     levels[said]),
			    of <= HJ_INTERNAL && said <= HJ_INTERNAL);
}

#define CASE(s)                                                                \
	"<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\">" s "</case>"
#define ROW(s) "<conflict conf=\"public\" id=\"x23456\">" s "</conflict>"

static void
a_field_that_is_absent_has_the_level_that_it_would_have(void **state)
{
	(void)state;
	assert_false(may_leave(CASE("<event id=\"e23456\"></event>" ROW(
	    "<element>e23456</element><path>perpetrator</path>"))));
	assert_true(may_leave(CASE("<place id=\"q23456\"></place>" ROW(
	    "<element>q23456</element><path>country</path><value>CN</value>"))));
	assert_false(may_leave(CASE("<consent id=\"c23456\"></consent>" ROW(
	    "<element>c23456</element><path>interpreter</path>"
	    "<value>Aunt Dallae</value>"))));
}

static void
a_row_about_nothing_that_is_there_does_not_leave(void **state)
{
	(void)state;
	assert_false(may_leave(
	    CASE(ROW("<element>zzzzzz</element><value>Aunt Dallae</value>"))));
	assert_false(may_leave(CASE(ROW("<attribute>nonsense</attribute>"
					"<value>Aunt Dallae</value>"))));
}

static void
what_the_other_version_makes_of_it_counts(void **state)
{
	(void)state;
	assert_false(may_leave(CASE("<event id=\"e23456\" type=\"arrest\">"
				    "</event>" ROW("<element>e23456</element>"
						   "<attribute>type</attribute>"
						   "<value>rape</value>"))));
	assert_true(may_leave(CASE("<event id=\"e23456\" type=\"arrest\">"
				   "</event>" ROW("<element>e23456</element>"
						  "<attribute>type</attribute>"
						  "<value>death</value>"))));
}

static void
what_is_kept_about_care_stays_in_the_office(void **state)
{
	(void)state;
	assert_false(
	    may_leave(CASE("<task conf=\"public\" id=\"k23456\"></task>" ROW(
		"<element>k23456</element><path>due</path>"
		"<value>2026</value>"))));
}

static void
a_level_that_is_too_low_is_raised_when_the_file_is_stored(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r =
	    decode(CASE("<event conf=\"secret\" id=\"e23456\"></event>" ROW(
		"<element>e23456</element><path>outcome</path>"
		"<value>x</value>")));

	(void)state;
	assert_int_equal(hj_conflict_sweep(r, &err), HJ_OK);
	assert_string_equal(hj_node_attr(hj_record_find(r, "x23456"), "conf"),
	    "secret");
	hj_record_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_is_as_protected_as_itself_and_its_field),
		cmocka_unit_test(
		    a_field_that_is_absent_has_the_level_that_it_would_have),
		cmocka_unit_test(a_row_about_nothing_that_is_there_does_not_leave),
		cmocka_unit_test(what_the_other_version_makes_of_it_counts),
		cmocka_unit_test(what_is_kept_about_care_stays_in_the_office),
		cmocka_unit_test(
		    a_level_that_is_too_low_is_raised_when_the_file_is_stored),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
