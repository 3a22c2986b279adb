#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/date/calendar.h"
#include "core/store/where.h"
#include "tests/unit/parsed.h"

/* One woman arrested in May 2013 in China, one period of detention of which
 * only the year is known, and a repatriation on a day that nobody knows. */
static const char file[] =
    "<opened>2020-03-04</opened>"
    "<assigned>Mina</assigned><tag>Border</tag>"
    "<person id=\"p11111\" role=\"victim\"><name><full>나비</full></name>"
    "<birth><date>1990</date></birth><sex>f</sex>"
    "<origin><place>s11111</place></origin></person>"
    "<event id=\"e11111\" type=\"arrest\"><who>p11111</who>"
    "<date>2013-05</date><state>CN</state></event>"
    "<detention id=\"d11111\"><who>p11111</who><state>CN</state>"
    "<date>2014</date></detention>"
    "<repatriation id=\"r11111\"><who>p11111</who></repatriation>"
    "<place id=\"s11111\"><country>KP</country>"
    "<iso3166-2>KP-09</iso3166-2></place>";

static const struct hj_where_how how = { .today = 18000 }; /* 2019-04-14 */

static enum hj_answer
ask_row(const struct hj_row *row, const char *question)
{
	struct hj_error err = HJ_ERROR;
	struct hj_where *w = NULL;
	enum hj_answer got;

	if (hj_where_parse(question, strlen(question), &how, &w, &err) != HJ_OK)
		fail_msg("%s: %s", question, err.text);
	got = hj_where_test(w, row);
	hj_where_free(w);
	return got;
}

static void
ask_of(const char *inside, const char *question, enum hj_answer expected)
{
	struct hj_buf items = HJ_BUF(HJ_RECORD_MAX);
	struct hj_record *r = parsed(inside);
	struct hj_row row = { .changed = 18000 * (int64_t)86400 + 5 };
	struct hj_error err = HJ_ERROR;
	enum hj_answer got;

	assert_int_equal(hj_row_describe_whole(r, &row, &items, &err), HJ_OK);
	strcpy(row.status, "open");
	assert_true(hj_row_is_whole(&row));
	got = ask_row(&row, question);
	if (got != expected)
		fail_msg("%s: %d, not %d", question, got, expected);
	hj_buf_clear(&items);
	hj_record_free(r);
}

static void
ask(const char *question, enum hj_answer expected)
{
	ask_of(file, question, expected);
}

static void
fields_are_compared_with_codes_and_labels(void **state)
{
	(void)state;
	ask("type=case", HJ_YES);
	ask("type=petition", HJ_NO);
	ask("country=CN", HJ_YES);
	ask("country=cn", HJ_YES);
	ask("country=China", HJ_YES);
	ask("국가=중국", HJ_YES);
	ask("country!=CN", HJ_NO);
	ask("country=RU", HJ_NO);
	ask("event=arrest", HJ_YES);
	ask("sex=f", HJ_YES);
	ask("origin=KP-09", HJ_YES);
	ask("origin=KP-08", HJ_NO);
	ask("assigned=mina", HJ_YES);
	ask("owner='MINA'", HJ_YES);
	ask("tag=border", HJ_YES);
	ask("tag=none", HJ_NO);
	ask("facility=none", HJ_YES);
	ask("status=open", HJ_YES);
	ask("status='진행 중'", HJ_YES);
	ask("persons=1", HJ_YES);
	ask("persons>1", HJ_NO);
	ask("conflicts=0", HJ_YES);
	ask("conf<secret", HJ_YES);
	ask("country=x-made-up", HJ_NO);
}

static void
a_date_that_is_not_exact_may_fit(void **state)
{
	(void)state;
	ask("event.date>=2013-05", HJ_YES);
	ask("event.date>=2013-05-10", HJ_MAY_BE);
	ask("event.date>=2013-06", HJ_NO);
	ask("event.date<2013-06", HJ_YES);
	ask("event.date<2013-05", HJ_NO);
	ask("event.date<=2013-05", HJ_YES);
	ask("event.date<=2013-05-30", HJ_MAY_BE);
	ask("event.date>2013-05-30", HJ_MAY_BE);
	ask("event.date=2013", HJ_YES);
	ask("event.date=2013-05-01", HJ_MAY_BE);
	ask("event.date=?2013-05-01", HJ_YES);
	ask("event.date>?2013-05-30", HJ_YES);
	ask("event.date!=2013-05-01", HJ_MAY_BE);
	ask("event.date=2012/2014", HJ_YES);
	ask("event.date='May 2013'", HJ_YES);
	ask("event.date=\"2013년 5월\"", HJ_YES);
	ask("detention.date>2013", HJ_YES);
	ask("detained>2014-06", HJ_MAY_BE);
	/* Either of two: the best answer counts. */
	ask("arrested>2013", HJ_YES);
	ask("arrested<2014", HJ_YES);
	ask("체포<2014", HJ_YES);
	ask("born<1990-06", HJ_MAY_BE);
	ask("opened=2020-03-04", HJ_YES);
	ask("changed=today", HJ_YES);
	ask("changed>today-1", HJ_YES);
	ask("changed=오늘-1", HJ_NO);
}

static void
what_happened_on_an_unknown_day_may_fit_any(void **state)
{
	(void)state;
	ask("repatriated<1990", HJ_MAY_BE);
	ask("repatriated>2030", HJ_MAY_BE);
	ask("repatriated=none", HJ_NO);
	ask("died>1900", HJ_NO);
	ask("died=none", HJ_YES);
	ask("not died>1900", HJ_YES);
}

static void
words_join_comparisons_in_their_order(void **state)
{
	(void)state;
	ask("country=RU or country=CN and sex=f", HJ_YES);
	ask("(country=RU or country=CN) and sex=m", HJ_NO);
	ask("country=RU or country=CN and sex=m", HJ_NO);
	ask("not country=RU and sex=f", HJ_YES);
	ask("not (country=RU or sex=f)", HJ_NO);
	ask("not not sex=f", HJ_YES);
	ask("NOT country=RU AND (sex=f)", HJ_YES);
	ask("국가=중국 그리고 아닌 성별=남성", HJ_YES);
	ask("성별=남성 또는 국가=중국", HJ_YES);
	/* May be stays may be. */
	ask("not repatriated>2030", HJ_MAY_BE);
	ask("repatriated>2030 and sex=f", HJ_MAY_BE);
	ask("repatriated>2030 and sex=m", HJ_NO);
	ask("repatriated>2030 or sex=f", HJ_YES);
	ask("repatriated>2030 or sex=m", HJ_MAY_BE);
}

static void
the_status_of_people_is_asked_in_their_words(void **state)
{
	static const char two[] =
	    "<person id=\"p11111\" role=\"victim\">"
	    "<status><code>camp</code></status></person>"
	    "<person id=\"p22222\" role=\"victim\">"
	    "<status><code>arrived</code></status></person>";
	static const char one[] =
	    "<person id=\"p11111\" role=\"victim\">"
	    "<status><code>dead-cust</code></status></person>";

	(void)state;
	ask_of(two, "status=various", HJ_YES);
	ask_of(two, "status=camp", HJ_MAY_BE);
	ask_of(two, "status=disputed", HJ_NO);
	ask_of(one, "status=dead", HJ_YES);
	ask_of(one, "status=died", HJ_YES);
	ask_of(one, "상태=사망", HJ_YES);
	ask_of(one, "status='Died in custody'", HJ_YES);
	ask_of(one, "status=detained", HJ_NO);
	ask_of(one, "status=none", HJ_NO);
	ask_of("", "status=none", HJ_YES);
	ask("status=repatriated", HJ_YES);
	ask("status=detained", HJ_NO);
}

static void
refuses(const char *question, const char *says)
{
	struct hj_error err = HJ_ERROR;
	struct hj_where *w = NULL;

	assert_int_not_equal(hj_where_parse(question, strlen(question), &how,
				 &w, &err),
	    HJ_OK);
	assert_null(w);
	if (strstr(err.text, says) == NULL)
		fail_msg("%s: says '%s', not '%s'", question, err.text, says);
}

static void
an_error_says_where_and_what_was_expected(void **state)
{
	char many[2 * 129 * 8] = "";

	(void)state;
	refuses("", "at character 1: expected a field");
	refuses("  ", "at character 3: expected a field");
	refuses("arestd=3",
	    "character 1: there is no field of that name; did "
	    "you mean 'arrested'");
	refuses("country=CN ande sex=f", "character 12: expected and, or");
	refuses("country=CN sex=f", "character 12: expected and, or");
	refuses("country CN", "character 9: expected one of =");
	refuses("country=", "character 9: expected a value");
	refuses("country=\"\"", "character 10: expected a value");
	refuses("country='CN", "character 9: expected a second quotation mark");
	refuses("(country=CN", "character 12: expected and, or, or a closing");
	refuses("country=CN)", "character 11: expected and, or, or the end");
	refuses("country<CN", "character 8: expected = or !=");
	refuses("country=xyzzy", "character 9: ");
	refuses("국가=xyzzy", "character 4: ");
	refuses("status=detaned", "did you mean 'detained'");
	refuses("persons=some", "character 9: expected a number");
	refuses("arrested=2013-13", "character 10: ");
	refuses("arrested<none", "character 10: expected a value");
	refuses("conf=high", "character 6: expected 'public'");
	refuses("type=thing", "character 6: expected 'case'");
	refuses("and", "character 1: there is no field");
	for (size_t i = 0; i < 40; i++)
		strcat(many, "(");
	refuses(many, "parentheses within each other");
	strcpy(many, "sex=f");
	for (size_t i = 0; i < 128; i++)
		strcat(many, " or sex=f");
	refuses(many, "more than 128 parts");
}

static void
a_message_holds_nothing_of_a_value(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_where *w = NULL;
	const char q[] = "country=Nabinabi and x";

	(void)state;
	assert_int_equal(hj_where_parse(q, strlen(q), &how, &w, &err),
	    HJ_EINVAL);
	assert_null(strstr(err.text, "Nabi"));
}

static void
a_question_for_words_of_people_may_hold_a_name(void **state)
{
	static const struct {
		const char *question;
		bool telling;
	} rows[] = { { "country=CN and arrested>2013", false },
		{ "sex=f or not assigned=Mina", true }, { "tag=none", false } };
	struct hj_error err = HJ_ERROR;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(rows); i++) {
		struct hj_where *w = NULL;

		assert_int_equal(hj_where_parse(rows[i].question,
				     strlen(rows[i].question), &how, &w, &err),
		    HJ_OK);
		assert_int_equal(hj_where_is_telling(w), rows[i].telling);
		hj_where_free(w);
	}
}

/* As a hanji before this one wrote it. */
static void
an_older_row_says_that_it_does_not_hold_everything(void **state)
{
	static const uint8_t items[] = { HJ_ROW_CODE, 0, 0, 10, 'c', 'o', 'u',
		'n', 't', 'r', 'y', ':', 'C', 'N' };
	static const uint8_t cut[] = { HJ_ROW_MADE, HJ_ROW_DESCRIBED, 0, 0,
		HJ_ROW_CUT, 0, 0, 0 };
	struct hj_row row = { .items = items, .items_len = sizeof(items) };

	(void)state;
	assert_false(hj_row_is_whole(&row));
	assert_int_equal(ask_row(&row, "country=CN"), HJ_YES);
	row.items = cut;
	row.items_len = sizeof(cut);
	assert_false(hj_row_is_whole(&row));
	row.items_len = 4;
	assert_true(hj_row_is_whole(&row));
}

static void
every_field_has_two_names_that_are_its_own(void **state)
{
	const char *en, *ko, *other, *andere;

	(void)state;
	for (size_t i = 0; hj_where_field_at(i, &en, &ko); i++)
		for (size_t k = 0; hj_where_field_at(k, &other, &andere); k++)
			if (i != k) {
				assert_string_not_equal(en, other);
				assert_string_not_equal(ko, andere);
			}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_are_compared_with_codes_and_labels),
		cmocka_unit_test(a_date_that_is_not_exact_may_fit),
		cmocka_unit_test(what_happened_on_an_unknown_day_may_fit_any),
		cmocka_unit_test(words_join_comparisons_in_their_order),
		cmocka_unit_test(the_status_of_people_is_asked_in_their_words),
		cmocka_unit_test(an_error_says_where_and_what_was_expected),
		cmocka_unit_test(a_message_holds_nothing_of_a_value),
		cmocka_unit_test(a_question_for_words_of_people_may_hold_a_name),
		cmocka_unit_test(
		    an_older_row_says_that_it_does_not_hold_everything),
		cmocka_unit_test(every_field_has_two_names_that_are_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
