/* A QR code: its squares are what the standard wants at the places that never
 * change, and what is drawn is what was made.  That it is read back to the letter
 * is shown with a reader of others (tests/cli/statepage.bats). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "export/page/qr.h"
#include "tests/unit/page_world.h"

static int
make(const char *p, size_t n, struct hj_qr *ret, struct hj_error *err)
{
	char program[PATH_MAX];

	beside("hanji-render", program);
	return hj_qr_make(&(struct hj_render){ .program = program },
	    (const uint8_t *)p, n, ret, err);
}

static bool
dark(const struct hj_qr *q, unsigned x, unsigned y)
{
	return q->dark[(size_t)y * q->side + x] == 1;
}

/* Rings of 7, 5 and 3 squares. */
static void
check_corner(const struct hj_qr *q, unsigned left, unsigned top)
{
	for (unsigned y = 0; y < 7; y++)
		for (unsigned x = 0; x < 7; x++) {
			bool outer = x == 0 || y == 0 || x == 6 || y == 6;
			bool core = x >= 2 && x <= 4 && y >= 2 && y <= 4;

			assert_int_equal(dark(q, left + x, top + y),
			    outer || core);
		}
}

static void
what_never_changes_is_where_it_must_be_at_every_size(void **state)
{
	static const size_t sizes[] = { 1, 14, 15, 200, 331, 1000,
		HJ_QR_BYTES_MAX };
	static char text[HJ_QR_BYTES_MAX];
	static struct hj_qr q;
	unsigned last = 0;

	(void)state;
	memset(text, 0xe2, sizeof(text));
	for (size_t i = 0; i < HJ_LEN(sizes); i++) {
		struct hj_error err = HJ_ERROR;

		if (make(text, sizes[i], &q, &err) != HJ_OK)
			fail_msg("%zu: %s", sizes[i], err.text);
		assert_true(q.side >= last);
		last = q.side;
		check_corner(&q, 0, 0);
		check_corner(&q, q.side - 7, 0);
		check_corner(&q, 0, q.side - 7);
		for (unsigned k = 8; k < q.side - 8; k++) {
			assert_int_equal(dark(&q, k, 6), k % 2 == 0);
			assert_int_equal(dark(&q, 6, k), k % 2 == 0);
		}
		/* Level M: 00, hidden by the mask 10. */
		assert_true(dark(&q, 0, 8));
		assert_false(dark(&q, 1, 8));
	}
	assert_int_equal(last, HJ_QR_SIDE_MAX);
}

static void
nothing_and_too_much_are_refused(void **state)
{
	static char text[HJ_QR_BYTES_MAX + 1];
	static struct hj_qr q;
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(make(text, 0, &q, &err), HJ_EINVAL);
	assert_int_equal(make(text, sizeof(text), &q, &err), HJ_ELIMIT);
}

/* A program that answers something else is not believed. */
static void
an_answer_that_is_no_code_is_refused(void **state)
{
	static struct hj_qr q;
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_qr_make(&(struct hj_render){ .program =
							     "/bin/cat" },
			     (const uint8_t *)"a", 1, &q, &err),
	    HJ_EINVAL);
	assert_non_null(strstr(err.text, "no QR code"));
}

static void
what_is_drawn_is_every_dark_square_once(void **state)
{
	static const char text[] = "an invented text for a code";
	static struct hj_qr q, seen;
	struct hj_buf svg = HJ_BUF(HJ_TEXT_MAX);
	struct hj_error err = HJ_ERROR;
	unsigned x, y, w, h, wide = 0, high = 0, left;
	const char *s;

	(void)state;
	assert_int_equal(make(text, sizeof(text) - 1, &q, &err), HJ_OK);
	assert_int_equal(hj_qr_draw(&q, &svg, &err), HJ_OK);
	assert_int_equal(hj_buf_text(&svg, &s, &err), HJ_OK);
	s = strstr(s, "viewBox");
	assert_non_null(s);
	assert_int_equal(sscanf(s, "viewBox=\"0 0 %u %u\"", &wide, &high), 2);
	/* White on each side, as the standard wants. */
	assert_int_equal(high, q.side + 8);
	left = (wide - q.side) / 2;
	assert_true(left >= 4);
	for (; (s = strstr(s, "<rect")) != NULL; s++) {
		assert_int_equal(
		    sscanf(s,
			"<rect x=\"%u\" y=\"%u\" width=\"%u\" height=\"%u\"",
			&x, &y, &w, &h),
		    4);
		assert_int_equal(h, 1);
		assert_true(y - 4 < q.side && x - left + w <= q.side);
		for (unsigned i = 0; i < w; i++)
			seen.dark[(size_t)(y - 4) * q.side + x - left + i]++;
	}
	assert_memory_equal(seen.dark, q.dark, (size_t)q.side * q.side);
	hj_buf_clear(&svg);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    what_never_changes_is_where_it_must_be_at_every_size),
		cmocka_unit_test(nothing_and_too_much_are_refused),
		cmocka_unit_test(an_answer_that_is_no_code_is_refused),
		cmocka_unit_test(what_is_drawn_is_every_dark_square_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
