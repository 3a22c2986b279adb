/* The acceptance lists of other implementations, read where they lie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/date/edtf.h"
#include "tests/unit/edtf_days.h"

#define COLUMNS 10

struct row {
	char line[4096];
	char *cell[COLUMNS];
};

static FILE *
open_list(const char *name)
{
	const char *shared = getenv("HJ_SHARED");
	char path[4096];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/data/edtf/%s",
	    shared != NULL ? shared : "../shared", name);
	f = fopen(path, "r");
	if (f == NULL) {
		print_message("skipped: no %s (set HJ_SHARED)\n", path);
		skip();
	}
	return f;
}

/* The next row after the heading; missing cells are empty. */
static bool
next_row(FILE *f, struct row *row)
{
	char *rest;

	if (ftell(f) == 0 && fgets(row->line, sizeof(row->line), f) == NULL)
		return false;
	if (fgets(row->line, sizeof(row->line), f) == NULL)
		return false;
	row->line[strcspn(row->line, "\n")] = '\0';
	rest = row->line;
	for (size_t i = 0; i < COLUMNS; i++) {
		row->cell[i] = rest;
		rest += strcspn(rest, "\t");
		if (*rest != '\0')
			*rest++ = '\0';
	}
	return true;
}

static int
parse(const char *s, struct hj_edtf *e)
{
	struct hj_error err = HJ_ERROR;

	return hj_edtf_parse(s, strlen(s), e, &err);
}

static void
same_bounds(const char *what, const struct hj_edtf *e,
    const struct hj_edtf_bound *from, const struct hj_edtf_bound *to)
{
	struct hj_edtf_bound lo, hi;

	hj_edtf_bounds(e, &lo, &hi);
	if (!same_bound(&lo, from) || !same_bound(&hi, to))
		fail_msg("bounds of %s", what);
}

/* The canonical text is its own canonical text and allows the same days. */
static void
text_is_stable(const char *s, const struct hj_edtf *e)
{
	struct hj_buf a = HJ_BUF(HJ_EDTF_TEXT_MAX), b = HJ_BUF(4096);
	struct hj_error err = HJ_ERROR;
	struct hj_edtf_bound lo, hi;
	struct hj_edtf again;

	assert_int_equal(hj_edtf_text(e, &a, &err), HJ_OK);
	if (hj_edtf_parse((char *)a.data, a.len, &again, &err) != HJ_OK)
		fail_msg("the text of %s is refused: %s", s, err.text);
	assert_int_equal(hj_edtf_text(&again, &b, &err), HJ_OK);
	if (a.len != b.len || memcmp(a.data, b.data, a.len) != 0)
		fail_msg("the text of %s changes", s);
	hj_edtf_bounds(e, &lo, &hi);
	same_bounds(s, &again, &lo, &hi);
	assert_int_equal(hj_edtf_flags(e), hj_edtf_flags(&again));
	hj_buf_clear(&a);
	hj_buf_clear(&b);
}

/*
 * In rows with significant digits the columns "earliest" and "latest" hold
 * the estimated year and the columns of python-edtf the years that may be
 * meant, but for 1950S2, where all hold the latter: contested_bounds.tsv rules
 * for that reading.  A time with an offset has the day in UTC there, while our
 * days are as written.
 */
static void
asserted_bounds_hold(struct row *row, const struct hj_edtf *e)
{
	struct hj_edtf_bound from = bound_of(row->cell[2]);
	struct hj_edtf_bound to = bound_of(row->cell[3]);
	int64_t first = 0, last = 0;
	uint32_t second;

	if (hj_edtf_estimate(e, &first, &last)) {
		if (strcmp(row->cell[0], "1950S2") != 0) {
			assert_true(from.day == first);
			assert_true(to.day == last);
		}
		from = bound_of(row->cell[4]);
		to = bound_of(row->cell[5]);
	} else if (hj_edtf_instant(e, &first, &second)) {
		assert_true(from.day == first);
		assert_true(to.day == first);
		return;
	}
	same_bounds(row->cell[0], e, &from, &to);
}

static void
every_valid_expression_is_accepted_with_its_bounds(void **state)
{
	FILE *f = open_list("valid.tsv");
	size_t rows = 0, bounded = 0;
	struct row row;

	(void)state;
	for (; next_row(f, &row); rows++) {
		struct hj_edtf e;

		if (parse(row.cell[0], &e) != HJ_OK)
			fail_msg("%s is refused", row.cell[0]);
		text_is_stable(row.cell[0], &e);
		if (*row.cell[2] == '\0')
			continue;
		asserted_bounds_hold(&row, &e);
		bounded++;
	}
	fclose(f);
	print_message("%zu valid, %zu with bounds\n", rows, bounded);
	assert_int_equal(rows, 248);
	assert_int_equal(bounded, 70);
}

static void
every_invalid_expression_is_refused(void **state)
{
	FILE *f = open_list("invalid.tsv");
	size_t rows = 0;
	struct row row;

	(void)state;
	for (; next_row(f, &row); rows++) {
		struct hj_edtf e;

		if (parse(row.cell[0], &e) == HJ_OK)
			fail_msg("%s is accepted", row.cell[0]);
	}
	fclose(f);
	print_message("%zu invalid\n", rows);
	assert_int_equal(rows, 87);
}

static void
contested_expressions_follow_the_ruling(void **state)
{
	FILE *f = open_list("contested.tsv");
	size_t rows = 0;
	struct row row;

	(void)state;
	for (; next_row(f, &row); rows++) {
		bool accept = strncmp(row.cell[3], "accept", 6) == 0;
		bool warn = strcmp(row.cell[3], "accept-warn") == 0;
		struct hj_edtf e;

		if ((parse(row.cell[0], &e) == HJ_OK) != accept)
			fail_msg("%s: the ruling is %s", row.cell[0],
			    row.cell[3]);
		if (!accept)
			continue;
		text_is_stable(row.cell[0], &e);
		assert_int_equal((hj_edtf_flags(&e) & HJ_EDTF_EMPTY) != 0,
		    warn);
	}
	fclose(f);
	print_message("%zu contested\n", rows);
	assert_true(rows > 0);
}

static void
contested_bounds_follow_the_ruling(void **state)
{
	FILE *f = open_list("contested_bounds.tsv");
	size_t rows = 0;
	struct row row;

	(void)state;
	while (next_row(f, &row)) {
		char *dots = strstr(row.cell[2], "..");
		struct hj_edtf_bound from, to;
		struct hj_edtf e;

		assert_int_equal(parse(row.cell[0], &e), HJ_OK);
		if (dots == NULL) /* "none" */
			continue;
		*dots = '\0';
		dots[2 + strcspn(dots + 2, " ")] = '\0';
		from = bound_of(row.cell[2]);
		to = bound_of(dots + 2);
		same_bounds(row.cell[0], &e, &from, &to);
		rows++;
	}
	fclose(f);
	print_message("%zu contested bounds\n", rows);
	assert_int_equal(rows, 8);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_valid_expression_is_accepted_with_its_bounds),
		cmocka_unit_test(every_invalid_expression_is_refused),
		cmocka_unit_test(contested_expressions_follow_the_ruling),
		cmocka_unit_test(contested_bounds_follow_the_ruling),
	};

	return cmocka_run_group_tests_name("edtf_data", tests, NULL, NULL);
}
