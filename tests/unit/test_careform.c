/* The questions about needs, tasks, services, referrals and contacts, and how
 * amounts and intervals are typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "cli/argument/recurarg.h"
#include "cli/casefile/followup.h"
#include "cli/interview/careform.h"
#include "cli/wording/amount.h"
#include "core/base/limits.h"
#include "core/vocab/vocab.h"

static const struct careform *const forms[] = { &need_form, &task_form,
	&service_form, &referral_form, &contact_form };

static void
every_question_names_a_field_of_its_element(void **state)
{
	char begin[64];

	(void)state;
	for (size_t f = 0; f < HJ_LEN(forms); f++) {
		snprintf(begin, sizeof(begin), "%s[+x].", forms[f]->element);
		assert_non_null(forms[f]->questions[0].section);
		for (size_t i = 0; i < forms[f]->nquestions; i++) {
			const char *path = forms[f]->questions[i].path;
			enum hj_attr_name attr;
			const struct hj_elem *def = intake_field(path, &attr);
			const char *list;

			assert_memory_equal(path, begin, strlen(begin));
			assert_non_null(def);
			list = intake_list(def, attr);
			assert_true(attr == HJ_NATTRS || list != NULL);
			assert_true(list == NULL ||
			    hj_vocab_list(list) != NULL);
		}
	}
}

static void
every_question_of_a_follow_up_names_a_field(void **state)
{
	(void)state;
	assert_true(followup_nquestions <= INTERVIEW_MAX);
	for (size_t i = 0; i < followup_nquestions; i++) {
		const struct intake_question *q = &followup_questions[i];
		enum hj_attr_name attr;
		const struct hj_elem *def = intake_field(q->path, &attr);
		const char *list;

		assert_non_null(def);
		list = intake_list(def, attr);
		assert_true(attr == HJ_NATTRS || list != NULL);
		assert_true(list != NULL || def->nchildren == 0);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(q->path,
			    followup_questions[j].path);
	}
}

static void
every_column_is_a_field_of_its_element(void **state)
{
	const struct hj_elem *root = hj_schema_root("case", 4);

	(void)state;
	for (size_t f = 0; f < HJ_LEN(forms); f++) {
		const struct hj_elem *e = hj_schema_child(root,
		    forms[f]->element, strlen(forms[f]->element));

		for (size_t i = 0; i < forms[f]->ncolumns; i++) {
			const char *key = forms[f]->columns[i].key;

			assert_true(hj_schema_child(e, key, strlen(key)) !=
				NULL ||
			    hj_schema_attr(key, strlen(key)) != HJ_NATTRS);
		}
	}
}

static void
typed(const char *text, const char *expected)
{
	struct hj_buf to = HJ_BUF(HJ_LINE_MAX);
	struct hj_error err = HJ_ERROR;
	const char *is;
	int rc = amount_typed(text, strlen(text), &to, &err);

	if (expected == NULL) {
		if (rc != HJ_EINVAL)
			fail_msg("accepted: '%s'", text);
		assert_int_equal(to.len, 0);
	} else {
		assert_int_equal(rc, HJ_OK);
		assert_int_equal(hj_buf_text(&to, &is, &err), HJ_OK);
		assert_string_equal(is, expected);
	}
	hj_buf_clear(&to);
}

static void
an_amount_may_be_typed_in_groups_of_three(void **state)
{
	(void)state;
	typed("300000", "300000");
	typed("300,000", "300000");
	typed("1,350,000.50", "1350000.50");
	typed("-1,000", "-1000");
	typed("12.5", "12.5");
	/* A comma for a point must not make a thousand of it. */
	typed("12,50", NULL);
	typed("1,35", NULL);
	typed("1,0000", NULL);
	typed(",300", NULL);
	typed("300,", NULL);
	typed("1234,567", NULL);
	typed("1.000,50", NULL);
	typed("", NULL);
	typed("three", NULL);
}

static void
shown(const char *text, const char *expected)
{
	struct hj_buf to = HJ_BUF(HJ_LINE_MAX);
	struct hj_error err = HJ_ERROR;
	const char *is;

	assert_int_equal(amount_show(text, &to, &err), HJ_OK);
	assert_int_equal(hj_buf_text(&to, &is, &err), HJ_OK);
	assert_string_equal(is, expected);
	hj_buf_clear(&to);
}

static void
an_amount_is_shown_in_groups_of_three(void **state)
{
	(void)state;
	shown("0", "0");
	shown("999", "999");
	shown("1000", "1,000");
	shown("-123456", "-123,456");
	shown("1350000.1234", "1,350,000.1234");
}

static void
means(const char *text, const char *number, const char *unit)
{
	struct hj_error err = HJ_ERROR;
	char n[RECURARG_NUMBER];
	const char *u;
	int rc = recurarg_read(text, strlen(text), n, &u, &err);

	if (number == NULL) {
		if (rc != HJ_EINVAL)
			fail_msg("accepted: '%s'", text);
		return;
	}
	assert_int_equal(rc, HJ_OK);
	assert_string_equal(n, number);
	assert_string_equal(u, unit);
}

static void
an_interval_is_a_number_and_a_unit(void **state)
{
	(void)state;
	means("1m", "1", "month");
	means("10d", "10", "day");
	means("2 weeks", "2", "week");
	means("1년", "1", "year");
	means("3개월", "3", "month");
	means("2 주", "2", "week");
	means("m", NULL, NULL);
	means("1", NULL, NULL);
	means("0d", NULL, NULL);
	means("1001d", NULL, NULL);
	means("-1d", NULL, NULL);
	means("1 fortnight", NULL, NULL);
	means("1dd", NULL, NULL);
	means("", NULL, NULL);
	means("99999999999999999999d", NULL, NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_question_names_a_field_of_its_element),
		cmocka_unit_test(every_question_of_a_follow_up_names_a_field),
		cmocka_unit_test(every_column_is_a_field_of_its_element),
		cmocka_unit_test(an_amount_may_be_typed_in_groups_of_three),
		cmocka_unit_test(an_amount_is_shown_in_groups_of_three),
		cmocka_unit_test(an_interval_is_a_number_and_a_unit),
	};

	return cmocka_run_group_tests_name("careform", tests, NULL, NULL);
}
