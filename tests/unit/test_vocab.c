#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "core/vocab/vocab.h"

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
another_word_is_better_than_a_likeness(void **state)
{
	const struct hj_list *l = hj_vocab_list("relation");

	(void)state;
	assert_string_equal(nearest("relation", "mother"), "parent");
	assert_string_equal(nearest("relation", "Mother"), "parent");
	assert_string_equal(nearest("relation", "어머니"), "parent");
	assert_string_equal(nearest("consent-relation", "아버지"), "parent");
	assert_string_equal(nearest("relation", "uncle"), "auntuncle");
	assert_string_equal(nearest("relation", "이모"), "auntuncle");
	/* A label is no other word for it. */
	assert_string_equal(nearest("relation", "parent"), "parent");
	assert_null(hj_vocab_word(l, "parent", 6));
	assert_null(hj_vocab_word(l, "", 0));
	assert_null(hj_vocab_word(hj_vocab_list("sex"), "mother", 6));
	assert_null(hj_vocab_word(hj_vocab_list("organ"), "police", 6));
	/* Of a list that is made of others, too. */
	assert_string_equal(nearest("event-type", "북송"), "repat");
	assert_string_equal(nearest("violation", "북송"), "");
	/* And what is only a little like it is not what was meant. */
	assert_string_equal(nearest("relation", "moth"), "");
	assert_string_equal(nearest("relation", "another"), "");
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

static void
a_term_is_found_by_list_and_code(void **state)
{
	size_t n = 9;
	const struct hj_term *t =
	    hj_vocab_terms(hj_vocab_list("event-type"), "torture", &n);

	(void)state;
	assert_non_null(t);
	assert_int_equal(n, 1);
	assert_string_equal(t->target, "020111110000");
	assert_string_equal(t->match, "exact");
	t = hj_vocab_terms(hj_vocab_list("violation"), "extort", &n);
	assert_non_null(t);
	assert_int_equal(n, 2);
	assert_string_equal(t[1].code, "extort");
	assert_null(hj_vocab_terms(hj_vocab_list("language"), "ko", &n));
	assert_int_equal(n, 0);
}

/* One cell of a line, ended by a tab or the end of the line. */
static bool
cell(const char *line, int which, char *ret, size_t size)
{
	size_t n;

	while (which-- > 0) {
		if ((line = strchr(line, '\t')) == NULL)
			return false;
		line++;
	}
	n = strcspn(line, "\t\n");
	if (n >= size)
		return false;
	memcpy(ret, line, n);
	ret[n] = '\0';
	return true;
}

/* Is there a term of this thesaurus, number and English label? */
static bool
is_in(FILE *f, const struct hj_term *t)
{
	char line[4096], name[64], code[32], en[512];

	rewind(f);
	while (fgets(line, sizeof(line), f) != NULL)
		if (cell(line, 1, name, sizeof(name)) &&
		    cell(line, 2, code, sizeof(code)) &&
		    cell(line, 5, en, sizeof(en)) &&
		    strcmp(name, t->thesaurus) == 0 &&
		    strcmp(code, t->target) == 0 && strcmp(en, t->en) == 0)
			return true;
	return false;
}

static void
every_term_is_in_the_thesauri_under_its_label(void **state)
{
	FILE *f = fopen("core/vocab/facts/microthesauri.tsv", "r");
	size_t found = 0;

	(void)state;
	assert_non_null(f);
	for (size_t i = 0; i < hj_vocab_count(); i++) {
		const struct hj_list *l = hj_vocab_at(i);

		for (size_t j = 0; j < l->n && l->of == NULL; j++) {
			size_t n = 0;
			const struct hj_term *t =
			    hj_vocab_terms(l, l->rows[j].code, &n);

			for (size_t k = 0; k < n; k++, found++)
				if (!is_in(f, &t[k]))
					fail_msg("%s %s: no term %s '%s'",
					    l->name, t[k].code, t[k].target,
					    t[k].en);
		}
	}
	(void)fclose(f);
	assert_true(found > 400);
}

/* The design's list of codes: nothing of it may be missing. */
static void
every_code_of_the_design_is_there(void **state)
{
	const char *shared = getenv("HJ_SHARED");
	char path[4096], line[1024], list[64], code[64];
	FILE *f;

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/data/vocabulary.tsv",
	    shared != NULL ? shared : "../shared");
	if ((f = fopen(path, "r")) == NULL) {
		print_message("skipped: no %s (set HJ_SHARED)\n", path);
		skip();
	}
	(void)!fgets(line, sizeof(line), f);
	while (fgets(line, sizeof(line), f) != NULL) {
		assert_true(cell(line, 0, list, sizeof(list)) &&
		    cell(line, 1, code, sizeof(code)));
		if (hj_vocab_list(list) == NULL ||
		    hj_vocab_find(hj_vocab_list(list), code, strlen(code)) ==
			NULL)
			fail_msg("%s %s is missing", list, code);
	}
	(void)fclose(f);
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
		cmocka_unit_test(another_word_is_better_than_a_likeness),
		cmocka_unit_test(an_event_is_a_stage_or_a_violation),
		cmocka_unit_test(a_term_is_found_by_list_and_code),
		cmocka_unit_test(every_term_is_in_the_thesauri_under_its_label),
		cmocka_unit_test(every_code_of_the_design_is_there),
	};

	return cmocka_run_group_tests_name("vocab", tests, NULL, NULL);
}
