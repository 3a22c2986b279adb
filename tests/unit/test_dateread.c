/* What people type: read as they mean it, or asked; nothing moves a day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/case/datesay.h"
#include "core/date/dateread.h"
#include "tests/unit/gen_date.h"

#define TABLE "tests/golden/date-read.tsv"
#define WORDS "tests/golden/date-words.tsv"
#define TEXT_MAX 4096

static int
read_date(const char *s, const struct hj_date_how *how, struct hj_date_read *r,
    struct hj_error *err)
{
	*err = HJ_ERROR;
	return hj_date_read(s, strlen(s), how, r, err);
}

static void
text_of(const struct hj_edtf *e, char ret[static TEXT_MAX])
{
	struct hj_buf b = HJ_BUF(TEXT_MAX);
	struct hj_error err = HJ_ERROR;
	const char *text;

	assert_int_equal(hj_edtf_text(e, &b, &err), HJ_OK);
	assert_int_equal(hj_buf_text(&b, &text, &err), HJ_OK);
	(void)snprintf(ret, TEXT_MAX, "%s", text);
	hj_buf_clear(&b);
}

static struct hj_date_how
how_of(const char *word)
{
	struct hj_date_how how = { .monthly = strcmp(word, "monthly") == 0 };

	if (strcmp(word, "dmy") == 0)
		how.order = HJ_ORDER_DMY;
	else if (strcmp(word, "mdy") == 0)
		how.order = HJ_ORDER_MDY;
	else if (strcmp(word, "ymd") == 0)
		how.order = HJ_ORDER_YMD;
	return how;
}

/* kind, order, typed, edtf or "-", cal, words of the question */
static void
check_row(char *const cell[6])
{
	const struct hj_date_how how = how_of(cell[1]);
	bool asked = strcmp(cell[3], "-") == 0;
	struct hj_date_read r;
	struct hj_error err;
	char text[TEXT_MAX];

	if (read_date(cell[2], &how, &r, &err) != HJ_OK) {
		assert_int_equal(err.code, HJ_EINVAL);
		if (!asked || strstr(err.text, cell[5]) == NULL)
			fail_msg("%s: %s", cell[2], err.text);
		return;
	}
	text_of(&r.date, text);
	if (asked || strcmp(text, cell[3]) != 0)
		fail_msg("%s is read as %s", cell[2], text);
	assert_int_equal(r.lunar, strcmp(cell[4], "lunar") == 0);
	/* What differs from the text is said. */
	assert_int_equal(r.as_written, strcmp(cell[2], text) == 0);
}

static void
every_row_of_the_table_is_read_or_asked_so(void **state)
{
	FILE *f = fopen(TABLE, "r");
	char line[TEXT_MAX];
	size_t rows = 0;

	(void)state;
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof(line), f));
	for (; fgets(line, sizeof(line), f) != NULL; rows++) {
		char *rest = line, *cell[6];

		line[strcspn(line, "\n")] = '\0';
		for (size_t i = 0; i < HJ_LEN(cell); i++)
			assert_non_null(cell[i] = strsep(&rest, "\t"));
		check_row(cell);
	}
	(void)fclose(f);
	print_message("%zu rows\n", rows);
	assert_true(rows >= 900);
}

/* What a row of messy.tsv says beside the text: instead of its second column,
 * or in addition to it. */
static const struct {
	bool instead;
	const char *in, *order, *edtf, *cal;
} rulings[] = {
	{ true, "1973-09-01", "monthly", "1973-09", "" },
	{ false, "7/2/2019", "mdy", "2019-07-02", "" },
	{ false, "7/2/2019", "dmy", "2019-02-07", "" },
	/* Lunar is kept, in the notation of a date, and flagged. */
	{ true, "음력 1975년 3월 5일", "", "1975-03-05", "lunar" },
	/* Two accounts are not one date. */
	{ true, "02.02.1943 (A) / 02.03.1943 (B)", "", "-", "" },
};

static bool
is_replaced(const char *in)
{
	for (size_t i = 0; i < HJ_LEN(rulings); i++)
		if (rulings[i].instead && strcmp(in, rulings[i].in) == 0)
			return true;
	return false;
}

static void
every_messy_date_is_read_or_asked(void **state)
{
	const char *shared = getenv("HJ_SHARED");
	char path[TEXT_MAX], line[TEXT_MAX], none[] = "";
	size_t rows = 0;
	FILE *f;

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/data/edtf/messy.tsv",
	    shared != NULL ? shared : "../shared");
	if ((f = fopen(path, "r")) == NULL) {
		print_message("skipped: no %s (set HJ_SHARED)\n", path);
		skip();
	}
	assert_non_null(fgets(line, sizeof(line), f));
	for (; fgets(line, sizeof(line), f) != NULL; rows++) {
		char *rest = line, *in, *edtf;

		line[strcspn(line, "\n")] = '\0';
		assert_non_null(in = strsep(&rest, "\t"));
		assert_non_null(edtf = strsep(&rest, "\t"));
		if (!is_replaced(in))
			check_row((char *const[]){ none, none, in, edtf, none,
			    none });
	}
	(void)fclose(f);
	for (size_t i = 0; i < HJ_LEN(rulings); i++) {
		char in[128], order[16], edtf[32], cal[16];

		(void)snprintf(in, sizeof(in), "%s", rulings[i].in);
		(void)snprintf(order, sizeof(order), "%s", rulings[i].order);
		(void)snprintf(edtf, sizeof(edtf), "%s", rulings[i].edtf);
		(void)snprintf(cal, sizeof(cal), "%s", rulings[i].cal);
		check_row((char *const[]){ none, order, in, edtf, cal, none });
	}
	print_message("%zu rows of messy.tsv\n", rows);
	assert_int_equal(rows, 24);
}

/* ---- properties ---- */

static size_t
runs(void)
{
	const char *n = getenv("HJ_RUNS");

	return n != NULL ? strtoul(n, NULL, 10) : 20000;
}

static int64_t
day_of(const struct hj_edtf_bound *b, bool last)
{
	if (b->edge == HJ_EDGE_DAY)
		return b->day;
	return last ? INT64_MAX : INT64_MIN;
}

/* Read again, what was made is itself, and nothing is left to say. */
static void
demand_settled(const char *typed, const struct hj_date_read *r)
{
	const struct hj_date_how how = { .order = HJ_ORDER_ASK };
	struct hj_date_read again;
	char first[TEXT_MAX], second[TEXT_MAX];
	struct hj_error err;

	text_of(&r->date, first);
	if (read_date(first, &how, &again, &err) != HJ_OK)
		fail_msg("%s: %s is refused: %s", typed, first, err.text);
	text_of(&again.date, second);
	assert_string_equal(first, second);
	assert_true(again.as_written);
}

/* 199X and [1990..1999] are not written alike. */
static bool
means_the_same(const struct hj_edtf *a, const struct hj_edtf *b)
{
	const unsigned differ = HJ_EDTF_UNSPECIFIED | HJ_EDTF_SEASON;
	struct hj_edtf_bound lo[2], hi[2];

	hj_edtf_bounds(a, &lo[0], &hi[0]);
	hj_edtf_bounds(b, &lo[1], &hi[1]);
	return day_of(&lo[0], false) == day_of(&lo[1], false) &&
	    day_of(&hi[0], true) == day_of(&hi[1], true) &&
	    ((hj_edtf_flags(a) ^ hj_edtf_flags(b)) & ~differ) == 0;
}

/* What is read back to the person, typed again, is the same date; where words
 * are not read, they may be asked about. */
static void
demand_words_agree(const char *typed, const struct hj_date_read *r,
    bool may_ask)
{
	const struct hj_date_how how = { .order = HJ_ORDER_ASK };
	char first[TEXT_MAX], second[TEXT_MAX];

	text_of(&r->date, first);
	for (size_t k = 0; k < 2; k++) {
		struct hj_buf words = HJ_BUF(TEXT_MAX);
		struct hj_date_read again;
		struct hj_error err = HJ_ERROR;
		const char *text;

		assert_int_equal(hj_date_say(&r->date, r->lunar, k == 1, &words,
				     &err),
		    HJ_OK);
		assert_int_equal(hj_buf_text(&words, &text, &err), HJ_OK);
		if (read_date(text, &how, &again, &err) != HJ_OK) {
			if (!may_ask)
				fail_msg("%s reads %s, refused: %s", typed,
				    text, err.text);
			hj_buf_clear(&words);
			continue;
		}
		text_of(&again.date, second);
		if ((strcmp(first, second) != 0 &&
			!means_the_same(&r->date, &again.date)) ||
		    again.lunar != r->lunar)
			fail_msg("%s is %s, but %s is %s", typed, first, text,
			    second);
		hj_buf_clear(&words);
	}
}

static void
what_is_read_allows_every_day_that_was_meant(void **state)
{
	const struct hj_date_how how = { .order = HJ_ORDER_ASK };
	struct gen g = { .state = 19750305 };
	size_t asked = 0, n = runs();

	(void)state;
	for (size_t i = 0; i < n; i++) {
		struct hj_edtf_bound lo, hi;
		struct hj_date_read r;
		struct gen_date d;
		struct hj_error err;

		gen_date(&g, &d);
		if (read_date(d.text, &how, &r, &err) != HJ_OK) {
			asked++;
			continue;
		}
		hj_edtf_bounds(&r.date, &lo, &hi);
		if (day_of(&lo, false) > d.first || day_of(&hi, true) < d.last)
			fail_msg("%s loses days", d.text);
		if (d.exact &&
		    (day_of(&lo, false) != d.first ||
			day_of(&hi, true) != d.last))
			fail_msg("%s wins days", d.text);
		demand_settled(d.text, &r);
		demand_words_agree(d.text, &r, false);
	}
	print_message("%zu of %zu asked\n", asked, n);
	assert_true(asked < n / 20);
}

/* Words of the table, shuffled: whatever is read is settled. */
static void
what_is_read_of_nonsense_is_a_date_all_the_same(void **state)
{
	static const char *const words[] = { "2012", "2013", "1975", "7", "13",
		"3", "'12", "xx", "199x", ".", "/", "-", " ", " ", "~", "(",
		")", "?", "년", "월", "일", "경", "이전", "이후", "부터",
		"까지", "사이", "과", "음력", "주체", "101", "중순", "말", "봄",
		"겨울", "년대", "about ", "before ", "between ", "and ",
		"from ", "to ", "May ", "early ", "winter ", "or ", "since ",
		"th ", "s ", "мая ", "г.", "年", "月", "(화)", "Tuesday ",
		", " };
	struct gen g = { .state = 20130528 };
	size_t n = runs(), good = 0;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		const struct hj_date_how how = {
			.order = (enum hj_date_order)gen_below(&g, 4),
			.monthly = gen_below(&g, 4) == 0,
		};
		char typed[256] = "";
		struct hj_date_read r;
		struct hj_error err;

		for (size_t k = 2 + gen_below(&g, 6); k > 0; k--)
			(void)strcat(typed,
			    words[gen_below(&g, (uint32_t)HJ_LEN(words))]);
		if (read_date(typed, &how, &r, &err) != HJ_OK) {
			assert_true(err.code == HJ_EINVAL);
			continue;
		}
		demand_settled(typed, &r);
		demand_words_agree(typed, &r, true);
		good++;
	}
	print_message("%zu of %zu are dates\n", good, n);
	assert_true(good > 0);
}

/* No words that a date has are read as another date. */
static void
words_are_never_taken_for_another_date(void **state)
{
	FILE *f = fopen(WORDS, "r");
	char line[TEXT_MAX];
	size_t rows = 0;

	(void)state;
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof(line), f));
	for (; fgets(line, sizeof(line), f) != NULL; rows++) {
		struct hj_date_read r = { .as_written = true };
		struct hj_error err = HJ_ERROR;
		size_t n = strcspn(line, "\t");

		assert_int_equal(hj_edtf_parse(line, n, &r.date, &err), HJ_OK);
		r.lunar = strncmp(line + n, "\tlunar", 6) == 0;
		line[n] = '\0';
		demand_words_agree(line, &r, true);
	}
	(void)fclose(f);
	assert_true(rows >= 120);
}

static void
a_long_text_is_no_date(void **state)
{
	const struct hj_date_how how = { .order = HJ_ORDER_ASK };
	char typed[600];
	struct hj_date_read r;
	struct hj_error err;

	(void)state;
	memset(typed, '1', sizeof(typed) - 1);
	typed[sizeof(typed) - 1] = '\0';
	assert_int_equal(read_date(typed, &how, &r, &err), HJ_ELIMIT);
	typed[0] = '\0';
	for (size_t i = 0; i < 60; i++)
		(void)strcat(typed, "2012 ");
	assert_int_equal(read_date(typed, &how, &r, &err), HJ_ELIMIT);
	assert_int_equal(read_date("\xff", &how, &r, &err), HJ_EINVAL);
}

static void
every_remark_has_a_sentence(void **state)
{
	(void)state;
	for (unsigned i = 0; i < HJ_READ_REMARKS; i++)
		assert_true(*hj_date_remark(1u << i) != '\0');
	assert_string_equal(hj_date_remark(0), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_of_the_table_is_read_or_asked_so),
		cmocka_unit_test(every_messy_date_is_read_or_asked),
		cmocka_unit_test(what_is_read_allows_every_day_that_was_meant),
		cmocka_unit_test(what_is_read_of_nonsense_is_a_date_all_the_same),
		cmocka_unit_test(words_are_never_taken_for_another_date),
		cmocka_unit_test(a_long_text_is_no_date),
		cmocka_unit_test(every_remark_has_a_sentence),
	};

	return cmocka_run_group_tests_name("dateread", tests, NULL, NULL);
}
