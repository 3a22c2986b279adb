#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/date/edtf.h"
#include "core/duplicates/alike.h"

static struct hj_person_row
person(char sex, const char *birth, const char *origin)
{
	struct hj_person_row p = { .id = "abcdef",
		.sex = sex,
		.birth = { INT32_MIN, INT32_MAX } };
	struct hj_error err = HJ_ERROR;

	if (birth != NULL)
		assert_int_equal(hj_edtf_span(birth, strlen(birth),
				     &p.birth.earliest, &p.birth.latest, &err),
		    HJ_OK);
	strcpy(p.origin, origin);
	return p;
}

static double
term(enum hj_term t, struct hj_person_row a, struct hj_person_row b)
{
	const struct hj_span never = { INT32_MIN, INT32_MAX };
	const struct hj_alike_side x = { &a, never, "" }, y = { &b, never, "" };
	struct hj_alike one, other;

	hj_alike_weigh(9, &x, &y, &one);
	hj_alike_weigh(9, &y, &x, &other);
	for (size_t i = 0; i < HJ_TERMS; i++)
		assert_true(one.term[i] == other.term[i]);
	assert_true(one.sum == other.sum);
	return one.term[t];
}

static double
birth(const char *a, const char *b)
{
	return term(HJ_TERM_BIRTH, person(0, a, ""), person(0, b, ""));
}

static void
the_nearer_two_births_the_more_they_say(void **state)
{
	(void)state;
	assert_true(birth("1987-03-02", "1987-03-02") >
	    birth("1987-03", "1987-03-02"));
	assert_true(birth("1987-03", "1987-03-02") > birth("1987", "1987"));
	assert_true(birth("1987", "1987-03-02") > birth("198X", "1987"));
	assert_true(birth("198X", "1987") > 0);
	assert_true(birth("1987", "1988") < 0);
	assert_true(birth("1987", "1993") < birth("1987", "1988"));
	assert_true(birth(NULL, "1987") == 0);
	assert_true(birth("1987/..", "1987") == 0);
}

static void
sex_speaks_most_where_it_differs(void **state)
{
	(void)state;
	assert_true(term(HJ_TERM_SEX, person('f', NULL, ""),
			person('m', NULL, "")) <= -4);
	assert_true(term(HJ_TERM_SEX, person('f', NULL, ""),
			person('f', NULL, "")) > 0);
	assert_true(term(HJ_TERM_SEX, person('u', NULL, ""),
			person('f', NULL, "")) == 0);
}

static void
a_county_says_more_than_a_province(void **state)
{
	struct hj_person_row musan = person(0, NULL, "KP-09 KP-09-musan"),
			     hamgyong = person(0, NULL, "KP-09 "),
			     hyesan = person(0, NULL, "KP-10 KP-10-hyesan"),
			     nowhere = person(0, NULL, "");

	(void)state;
	assert_true(term(HJ_TERM_ORIGIN, musan, musan) >
	    term(HJ_TERM_ORIGIN, musan, hamgyong));
	assert_true(term(HJ_TERM_ORIGIN, musan, hamgyong) > 0);
	assert_true(term(HJ_TERM_ORIGIN, musan, hyesan) < 0);
	assert_true(term(HJ_TERM_ORIGIN, musan, nowhere) == 0);
}

static void
a_facility_in_both_says_more_than_a_country(void **state)
{
	struct hj_person_row p = person(0, NULL, "");
	const struct hj_span may = { 15826, 15856 },
			     never = { INT32_MIN, INT32_MAX };
	const struct hj_alike_side a = { &p, may,
		"country:CN facility:cn-tumen " },
				   b = { &p, may,
					   "country:LA facility:cn-tumen " },
				   c = { &p, never, "country:CN " },
				   d = { &p, never, "country:C " };
	struct hj_alike both, country, none;

	(void)state;
	hj_alike_weigh(0, &a, &b, &both);
	hj_alike_weigh(0, &a, &c, &country);
	hj_alike_weigh(0, &a, &d, &none);
	assert_true(both.term[HJ_TERM_WHERE] > country.term[HJ_TERM_WHERE]);
	assert_true(country.term[HJ_TERM_WHERE] > 0);
	assert_true(none.term[HJ_TERM_WHERE] == 0);
	assert_true(both.term[HJ_TERM_WHEN] > 0);
	assert_true(country.term[HJ_TERM_WHEN] == 0);
}

static void
a_name_alone_is_not_likely_one_person(void **state)
{
	struct hj_person_row nothing = person(0, NULL, ""),
			     a = person('f', "1987-03-02", "KP-09 "),
			     m = person('m', "1961", "KP-10 ");
	const struct hj_span never = { INT32_MIN, INT32_MAX };
	const struct hj_alike_side x = { &nothing, never, "" },
				   y = { &a, never, "" }, z = { &m, never, "" };
	struct hj_alike alike;

	(void)state;
	hj_alike_weigh(11.6, &x, &y, &alike);
	assert_int_equal(hj_alike_band(&alike), HJ_ALIKE_PERHAPS);
	hj_alike_weigh(11.6, &y, &y, &alike);
	assert_int_equal(hj_alike_band(&alike), HJ_ALIKE_LIKELY);
	hj_alike_weigh(11.6, &y, &z, &alike);
	assert_int_equal(hj_alike_band(&alike), HJ_ALIKE_NOT);
}

static void
an_item_comes_back_as_it_was(void **state)
{
	struct hj_person_row in = person('f', "1987-03", "KP-09 KP-09-musan"),
			     out;
	uint8_t bytes[HJ_PERSON_ITEM];
	struct hj_row_item item = { .tag = HJ_ROW_PERSON, .p = bytes };

	(void)state;
	item.len = (uint16_t)hj_person_row_put(&in, bytes);
	assert_true(hj_person_row_get(&item, &out));
	assert_string_equal(out.id, in.id);
	assert_string_equal(out.origin, in.origin);
	assert_int_equal(out.sex, in.sex);
	assert_int_equal(out.birth.earliest, in.birth.earliest);
	assert_int_equal(out.birth.latest, in.birth.latest);
	for (uint16_t n = 0; n < 15; n++) {
		item.len = n;
		assert_false(hj_person_row_get(&item, &out));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_nearer_two_births_the_more_they_say),
		cmocka_unit_test(sex_speaks_most_where_it_differs),
		cmocka_unit_test(a_county_says_more_than_a_province),
		cmocka_unit_test(a_facility_in_both_says_more_than_a_country),
		cmocka_unit_test(a_name_alone_is_not_likely_one_person),
		cmocka_unit_test(an_item_comes_back_as_it_was),
	};

	return cmocka_run_group_tests_name("alike", tests, NULL, NULL);
}
