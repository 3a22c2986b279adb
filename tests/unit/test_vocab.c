#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "core/vocab.h"

static void
lists_and_codes_are_sorted_and_unique(void **state)
{
	(void)state;
	for (size_t i = 0; i < hj_vocab_count(); i++) {
		const struct hj_list *l = hj_vocab_at(i);

		assert_true(l->n > 0);
		if (i > 0)
			assert_true(strcmp(hj_vocab_at(i - 1)->name, l->name) <
			    0);
		for (size_t j = 1; j < l->n; j++)
			assert_true(strcmp(l->rows[j - 1].code,
					l->rows[j].code) < 0);
	}
	assert_null(hj_vocab_at(hj_vocab_count()));
}

static void
a_list_can_be_read_in_the_order_of_its_file(void **state)
{
	const struct hj_list *l = hj_vocab_list("consent-relation");
	bool seen[512];

	(void)state;
	assert_string_equal(hj_vocab_read(l, 0)->code, "self");
	assert_string_equal(hj_vocab_read(hj_vocab_list("event-type"), 0)->code,
	    hj_vocab_read(hj_vocab_list("route-stage"), 0)->code);
	for (size_t i = 0; i < hj_vocab_count(); i++) {
		l = hj_vocab_at(i);
		memset(seen, 0, sizeof(seen));
		assert_true(l->n < HJ_LEN(seen));
		for (size_t j = 0; j < l->n; j++)
			seen[hj_vocab_read(l, j) - l->rows] = true;
		for (size_t j = 0; j < l->n; j++)
			assert_true(seen[j]);
	}
}

static void
every_list_and_code_is_found_by_its_word(void **state)
{
	(void)state;
	for (size_t i = 0; i < hj_vocab_count(); i++) {
		const struct hj_list *l = hj_vocab_at(i);

		assert_ptr_equal(hj_vocab_list(l->name), l);
		for (size_t j = 0; j < l->n; j++)
			assert_ptr_equal(hj_vocab_find(l, l->rows[j].code,
					     strlen(l->rows[j].code)),
			    &l->rows[j]);
	}
}

static void
what_is_no_code_is_not_found(void **state)
{
	const struct hj_list *l = hj_vocab_list("province");

	(void)state;
	assert_null(hj_vocab_list("no-such-list"));
	assert_null(hj_vocab_list(""));
	assert_null(hj_vocab_find(l, "", 0));
	assert_null(hj_vocab_find(l, "KP-0", 4));
	assert_null(hj_vocab_find(l, "KP-09x", 6));
	assert_null(hj_vocab_find(l, "KP-09\0x", 7));
}

static bool
is_nfc(const char *s)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar u[256];
	int32_t n = 0;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&e);

	u_strFromUTF8(u, 256, &n, s, -1, &e);
	return unorm2_isNormalized(nfc, u, n, &e) && U_SUCCESS(e);
}

static void
every_code_has_both_labels_in_nfc(void **state)
{
	(void)state;
	for (size_t i = 0; i < hj_vocab_count(); i++) {
		const struct hj_list *l = hj_vocab_at(i);

		for (size_t j = 0; j < l->n; j++) {
			const struct hj_code_row *row = &l->rows[j];

			assert_true(row->en[0] != '\0');
			assert_true(row->ko[0] != '\0');
			assert_true(is_nfc(row->en) && is_nfc(row->ko));
			assert_ptr_equal(hj_vocab_label(row, true), row->ko);
			assert_ptr_equal(hj_vocab_label(row, false), row->en);
		}
	}
}

static const char *
nearest(const char *list, const char *typed)
{
	const struct hj_code_row *row =
	    hj_vocab_nearest(hj_vocab_list(list), typed, strlen(typed));

	return row == NULL ? "" : row->code;
}

static void
the_nearest_is_by_a_slip_or_by_a_label(void **state)
{
	(void)state;
	assert_string_equal(nearest("violation", "tortur"), "torture");
	assert_string_equal(nearest("violation", "TORTURE"), "torture");
	assert_string_equal(nearest("sex", "female"), "f");
	assert_string_equal(nearest("sex", "여성"), "f");
	assert_string_equal(nearest("country", "Mongola"), "MN");
	assert_string_equal(nearest("country", ""), "");
	assert_string_equal(nearest("violation", "zzzzzzzzzz"), "");
	assert_string_equal(nearest("violation",
				"a very long text indeed, which is no code"),
	    "");
}

static void
an_event_is_a_stage_or_a_violation(void **state)
{
	const struct hj_list *l = hj_vocab_list("event-type");

	(void)state;
	assert_non_null(hj_vocab_find(l, "repat", 5));
	assert_non_null(hj_vocab_find(l, "torture", 7));
	/* In both lists: once. */
	assert_non_null(hj_vocab_find(l, "traffick", 8));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_and_codes_are_sorted_and_unique),
		cmocka_unit_test(a_list_can_be_read_in_the_order_of_its_file),
		cmocka_unit_test(every_list_and_code_is_found_by_its_word),
		cmocka_unit_test(what_is_no_code_is_not_found),
		cmocka_unit_test(every_code_has_both_labels_in_nfc),
		cmocka_unit_test(the_nearest_is_by_a_slip_or_by_a_label),
		cmocka_unit_test(an_event_is_a_stage_or_a_violation),
	};

	return cmocka_run_group_tests_name("vocab", tests, NULL, NULL);
}
