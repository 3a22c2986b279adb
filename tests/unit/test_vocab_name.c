#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/error.h"
#include "core/date/edtf.h"
#include "core/vocab/vocab.h"

static const struct hj_code_row *
row(const char *list, const char *code)
{
	const struct hj_code_row *r =
	    hj_vocab_find(hj_vocab_list(list), code, strlen(code));

	assert_non_null(r);
	return r;
}

static void
assert_label(const char *list, const char *code, const char *when,
    const char *label)
{
	struct hj_buf to = HJ_BUF(1024);
	struct hj_error err = { 0 };

	assert_int_equal(hj_vocab_label_at(row(list, code), when,
			     when != NULL ? strlen(when) : 0, true, &to, &err),
	    HJ_OK);
	assert_int_equal(hj_buf_add(&to, "", 1, &err), HJ_OK);
	assert_string_equal((const char *)to.data, label);
	hj_buf_clear(&to);
}

static void
each_code_of_an_organ_prints_the_name_of_the_date(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		const char *code = i == 0 ? "kp-mss" : "kp-ssd";

		assert_label("organ", code, "1975-03", "국가정치보위부");
		assert_label("organ", code, "1990", "국가보위부");
		assert_label("organ", code, "2013-05-28", "국가안전보위부");
		assert_label("organ", code, "2019", "국가보위성");
	}
	assert_label("organ", "kp-mps", "2012-01", "인민보안부");
	assert_label("organ", "kp-mpsdep", "2005", "인민보안성");
	assert_label("organ", "kp-mpsdep", "2018", "인민보안성");
	assert_label("organ", "kp-mpsec", "2021", "사회안전성");
}

static void
a_date_over_a_rename_prints_both_names(void **state)
{
	(void)state;
	assert_label("organ", "kp-mss", "2016", "국가안전보위부 / 국가보위성");
	assert_label("organ", "kp-mss", "2016-06-15",
	    "국가안전보위부 / 국가보위성");
	assert_label("organ", "kp-mss", "2015/2017",
	    "국가안전보위부 / 국가보위성");
	assert_label("organ", "kp-mss", "[2015,2018]",
	    "국가안전보위부 / 국가보위성");
	assert_label("organ", "kp-mss", "2014/", "국가안전보위부 / 국가보위성");
	assert_label("organ", "kp-mps", "20XX",
	    "사회안전성 / 인민보안성 / 인민보안부");
	assert_label("county", "KP-09-kyongwon", "1977/2005",
	    "경원군 / 새별군");
}

/* State security had one English name under two Korean ones; the police took
 * an old name up again. */
static void
a_name_that_stayed_the_same_stands_once(void **state)
{
	struct hj_buf to = HJ_BUF(1024);
	struct hj_error err = { 0 };

	(void)state;
	assert_int_equal(hj_vocab_label_at(row("organ", "kp-mss"), "199X", 4,
			     false, &to, &err),
	    HJ_OK);
	assert_int_equal(hj_buf_add(&to, "", 1, &err), HJ_OK);
	assert_string_equal((const char *)to.data, "State Security Department");
	hj_buf_clear(&to);
}

static void
without_a_date_that_helps_it_is_the_label(void **state)
{
	(void)state;
	assert_label("organ", "kp-ssd", NULL, "국가안전보위부");
	assert_label("organ", "kp-ssd", "", "국가안전보위부");
	assert_label("organ", "kp-ssd", "last year", "국가안전보위부");
	assert_label("organ", "kp-ssd", "1901", "국가안전보위부");
	assert_label("organ", "unhcr", "1901", "유엔난민기구");
	assert_label("facility", "kp-k22", "2020", "회령 22호 관리소");
}

static enum hj_code_use
use(const char *list, const char *code, const char *when)
{
	return hj_vocab_use_at(row(list, code), when, strlen(when));
}

static void
a_code_is_wrong_only_when_that_is_certain(void **state)
{
	(void)state;
	assert_int_equal(use("organ", "kp-mss", "2019"), HJ_CODE_FITS);
	assert_int_equal(use("organ", "kp-mss", "2016"), HJ_CODE_FITS);
	assert_int_equal(use("organ", "kp-mss", "2009"), HJ_CODE_BETWEEN);
	assert_int_equal(use("organ", "kp-mss", "1960"), HJ_CODE_NOT_YET);
	assert_int_equal(use("organ", "kp-ssd", "2019"), HJ_CODE_NO_MORE);
	assert_int_equal(use("organ", "kp-ssd", "2015/"), HJ_CODE_FITS);
	assert_int_equal(use("organ", "kp-mpsec", "2013"), HJ_CODE_BETWEEN);
	assert_int_equal(use("organ", "kp-mpsec", "2007"), HJ_CODE_FITS);
	assert_int_equal(use("organ", "cn-nia", "2012-03"), HJ_CODE_NOT_YET);
	assert_int_equal(use("facility", "kp-k22", "2013"), HJ_CODE_NO_MORE);
	assert_int_equal(use("facility", "kp-k22", "1995"), HJ_CODE_FITS);
	assert_int_equal(use("organ", "unhcr", "1901"), HJ_CODE_FITS);
	assert_int_equal(use("organ", "kp-ssd", ""), HJ_CODE_FITS);
	assert_int_equal(use("organ", "kp-ssd", "soon"), HJ_CODE_FITS);
}

static const char *
code_at(const char *list, const char *code, const char *when)
{
	const char *found =
	    hj_vocab_code_at(row(list, code), when, strlen(when));

	return found != NULL ? found : "";
}

static void
the_code_of_a_date_is_given_when_it_is_one(void **state)
{
	(void)state;
	assert_string_equal(code_at("organ", "kp-mss", "2009"), "kp-ssd");
	assert_string_equal(code_at("organ", "kp-ssd", "2020-01"), "kp-mss");
	assert_string_equal(code_at("organ", "kp-ssd", "2016"), "");
	assert_string_equal(code_at("organ", "kp-mps", "2013"), "kp-mpsdep");
	assert_string_equal(code_at("organ", "kp-mps", "1901"), "");
	assert_string_equal(code_at("county", "KP-09-kyongwon", "1977"),
	    "KP-09-kyongwon");
}

/* ---- the tables ---- */

static bool
is_one_date(const char *s)
{
	struct hj_error err = { 0 };
	struct hj_edtf d;

	return *s == '\0' ||
	    (hj_edtf_parse(s, strlen(s), &d, &err) == HJ_OK &&
		d.shape == HJ_EDTF_DATE);
}

static void
check_period(const char *code, const char *from, const char *to)
{
	struct hj_error err = { 0 };
	struct hj_edtf p;
	char text[64];

	if (!is_one_date(from) || !is_one_date(to))
		fail_msg("%s: not a date", code);
	(void)snprintf(text, sizeof(text), "%s/%s", *from != '\0' ? from : "..",
	    *to != '\0' ? to : "..");
	if (hj_edtf_parse(text, strlen(text), &p, &err) != HJ_OK)
		fail_msg("%s: ends before it begins", code);
}

static void
every_period_is_of_two_dates_in_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < hj_vocab_count(); i++) {
		const struct hj_list *l = hj_vocab_at(i);

		for (size_t j = 0; j < l->n; j++)
			check_period(l->rows[j].code, l->rows[j].from,
			    l->rows[j].to);
	}
}

static void
check_chain(const struct hj_code_row *r)
{
	bool own = false;

	for (size_t k = 0; k < r->nnames; k++) {
		const struct hj_code_name *name = &r->names[k];

		check_period(name->code, name->from, name->to);
		own = own || strcmp(name->code, r->code) == 0;
		if (k > 0 && strcmp(name->from, name[-1].to) != 0)
			fail_msg("%s: a gap before %s", r->code, name->from);
		if (k > 0 && *name->from == '\0')
			fail_msg("%s: only the first is always", r->code);
	}
	assert_true(r->nnames == 0 || (own && r->nnames > 1));
	assert_true(r->nnames <= 64); /* one bit each */
}

static void
a_chain_of_names_has_neither_gap_nor_overlap(void **state)
{
	size_t chains = 0;

	(void)state;
	for (size_t i = 0; i < hj_vocab_count(); i++) {
		const struct hj_list *l = hj_vocab_at(i);

		for (size_t j = 0; j < l->n; j++) {
			check_chain(&l->rows[j]);
			chains += l->rows[j].nnames != 0;
		}
	}
	assert_true(chains > 40);
}

/* The label of a code is its own last name. */
static void
the_label_is_the_last_name_of_the_code(void **state)
{
	(void)state;
	for (size_t i = 0; i < hj_vocab_count(); i++) {
		const struct hj_list *l = hj_vocab_at(i);

		for (size_t j = 0; j < l->n; j++) {
			const struct hj_code_row *r = &l->rows[j];
			const struct hj_code_name *last = NULL;

			for (size_t k = 0; k < r->nnames; k++)
				if (strcmp(r->names[k].code, r->code) == 0)
					last = &r->names[k];
			if (last == NULL)
				continue;
			assert_string_equal(last->en, r->en);
			assert_string_equal(last->ko, r->ko);
			assert_string_equal(last->from, r->from);
			assert_string_equal(last->to, r->to);
		}
	}
}

/* Nothing of ours may ever be taken for an organisation's own code. */
static void
no_code_of_ours_begins_like_an_extension(void **state)
{
	(void)state;
	for (size_t i = 0; i < hj_vocab_count(); i++) {
		const struct hj_list *l = hj_vocab_at(i);

		for (size_t j = 0; j < l->n; j++)
			assert_true(strncmp(l->rows[j].code, "x-", 2) != 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_code_of_an_organ_prints_the_name_of_the_date),
		cmocka_unit_test(a_date_over_a_rename_prints_both_names),
		cmocka_unit_test(a_name_that_stayed_the_same_stands_once),
		cmocka_unit_test(without_a_date_that_helps_it_is_the_label),
		cmocka_unit_test(a_code_is_wrong_only_when_that_is_certain),
		cmocka_unit_test(the_code_of_a_date_is_given_when_it_is_one),
		cmocka_unit_test(every_period_is_of_two_dates_in_order),
		cmocka_unit_test(a_chain_of_names_has_neither_gap_nor_overlap),
		cmocka_unit_test(the_label_is_the_last_name_of_the_code),
		cmocka_unit_test(no_code_of_ours_begins_like_an_extension),
	};

	return cmocka_run_group_tests_name("vocab_name", tests, NULL, NULL);
}
