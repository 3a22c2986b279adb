#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/vocab/vocab.h"
#include "tests/unit/status_told.h"
#include "tests/unit/wrap.h"

static void
of_a_case(const char *inside, const char *expected)
{
	struct hj_record *r = parsed(inside);
	struct hj_error err = HJ_ERROR;
	const char *found = NULL;

	assert_int_equal(hj_status_of_case(r, &found, &err), HJ_OK);
	if (expected == NULL)
		assert_null(found);
	else
		assert_string_equal(found, expected);
	hj_record_free(r);
}

static void
a_case_has_the_status_of_its_victims(void **state)
{
#define OTHER(role, code)                                                      \
	"<person id=\"p00002\"" role "><name id=\"n00002\"></name>"            \
	"<status id=\"t00009\"><code>" code "</code></status></person>"
	(void)state;
	of_a_case("", NULL);
	of_a_case(PERSON(STATUS(1, "id=\"t00001\"", "dead", "")), "dead");
	of_a_case(PERSON(STATUS(1, "id=\"t00001\"", "dead", ""))
		      OTHER(" role=\"victim\"", "dead"),
	    "dead");
	of_a_case(PERSON(STATUS(1, "id=\"t00001\"", "dead", ""))
		      OTHER(" role=\"victim\"", "arrived"),
	    HJ_STATUS_VARIOUS);
	of_a_case(PERSON(STATUS(1, "id=\"t00001\"", "dead", ""))
		      OTHER(" role=\"witness\"", "arrived"),
	    "dead");
	of_a_case(TWO("", ""), HJ_STATUS_DISPUTED);
	of_a_case(HANDED, HJ_STATUS_VARIOUS);
	/* Lists say nothing that rests on a secret. */
	of_a_case(PERSON(STATUS(1, "conf=\"secret\" id=\"t00001\"", "dead",
		      "")),
	    NULL);
}

/* Of every two statuses that two eye-witnesses give for one day. */
static void
a_dispute_is_settled_by_a_preference_and_comes_back_without(void **state)
{
	const struct hj_list *l = hj_vocab_list("person-status");
	size_t disputes = 0;

	(void)state;
	for (size_t i = 0; i < l->n * l->n; i++) {
		const char *a = l->rows[i / l->n].code;
		const char *b = l->rows[i % l->n].code;
		char found[3][512], xml[1024], expected[64];

		for (int pref = 0; pref < 3; pref++) {
			struct hj_record *r;

			snprintf(xml, sizeof(xml),
			    "<person id=\"p00001\"><name id=\"n00001\"></name>"
			    "<status basis=\"saw\" id=\"t00001\"%s "
			    "src=\"s00001\"><code>%s</code><date>2013</date>"
			    "</status><status basis=\"saw\" id=\"t00002\"%s "
			    "src=\"s00002\"><code>%s</code><date>2013</date>"
			    "</status></person>" SOURCES,
			    pref == 1 ? " pref=\"yes\"" : "", a,
			    pref == 2 ? " pref=\"yes\"" : "", b);
			r = parsed(xml);
			derived(r, "p00001", found[pref], sizeof(found[pref]));
			hj_record_free(r);
		}
		if (strncmp(found[0], "disputed", 8) != 0) {
			/* A mark on one of them cannot make a dispute. */
			assert_null(strstr(found[1], "disputed"));
			assert_null(strstr(found[2], "disputed"));
			continue;
		}
		disputes++;
		snprintf(expected, sizeof(expected), "%s 2013 (preferred)", a);
		assert_string_equal(found[1], expected);
		snprintf(expected, sizeof(expected), "%s 2013 (preferred)", b);
		assert_string_equal(found[2], expected);
	}
	assert_true(disputes > 100);
}

static void
a_file_made_to_be_slow_is_not(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(HJ_CASE_MAX);
	struct hj_record *r;
	const char *text = NULL, *code = "";

	(void)state;
	assert_int_equal(hj_buf_puts(&b, PERSON(""), &err), HJ_OK);
	for (unsigned i = 0; i < 20000; i++)
		assert_int_equal(hj_buf_printf(&b, &err,
				     "<event id=\"e%05u\" type=\"%s\">"
				     "<who id=\"w%05u\">p00001</who></event>",
				     i, i % 2 == 0 ? "arrest" : "release", i),
		    HJ_OK);
	assert_int_equal(hj_buf_text(&b, &text, &err), HJ_OK);
	r = parsed(text);
	assert_int_equal(hj_status_of_case(r, &code, &err), HJ_OK);
	assert_null(code);
	hj_record_free(r);
	hj_buf_clear(&b);
}

static void
no_memory_is_an_error(void **state)
{
	struct hj_record *r = parsed(TWO("", ""));
	struct hj_error err = HJ_ERROR;
	const char *code;

	(void)state;
	for (size_t i = 1; i <= 5; i++) {
		wrap.alloc = (struct wrap_call){ .fail_at = i };
		assert_int_equal(hj_status_of_case(r, &code, &err), HJ_ENOMEM);
	}
	wrap.alloc = (struct wrap_call){ 0 };
	hj_record_free(r);
}

static void
every_status_of_the_list_has_a_row(void **state)
{
	const struct hj_list *l = hj_vocab_list("person-status");

	(void)state;
	for (size_t i = 0; i < l->n; i++)
		assert_non_null(hj_schema_status(l->rows[i].code));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_case_has_the_status_of_its_victims),
		cmocka_unit_test(
		    a_dispute_is_settled_by_a_preference_and_comes_back_without),
		cmocka_unit_test(a_file_made_to_be_slow_is_not),
		cmocka_unit_test(no_memory_is_an_error),
		cmocka_unit_test(every_status_of_the_list_has_a_row),
	};

	return cmocka_run_group_tests_name("status_case", tests, NULL, NULL);
}
