#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "cli/arriving/parcel_own.h"
#include "cli/arriving/spare.h"
#include "cli/leaving/packing.h"
#include "core/base/limits.h"

/* Somebody who listens for all there is. */
struct ear {
	struct parcel_hearing h;
	struct hj_buf lines;
	struct hj_error err;
	int rc;
};

static void
open_ear(struct ear *e)
{
	*e = (struct ear){ .h = PARCEL_HEARING,
		.lines = HJ_BUF(1 << 20),
		.err = HJ_ERROR };
	e->h.tar = memfd_create("tar", MFD_CLOEXEC);
	e->h.exchange = memfd_create("exchange", MFD_CLOEXEC);
	assert_true(e->h.tar >= 0 && e->h.exchange >= 0);
	e->h.lines = &e->lines;
}

static void
close_ear(struct ear *e)
{
	(void)close(e->h.tar);
	(void)close(e->h.exchange);
	hj_buf_clear(&e->h.said);
	hj_buf_clear(&e->lines);
}

static void
put(struct hj_buf *to, char type, const char *body, size_t n)
{
	struct hj_error err = HJ_ERROR;

	assert_int_equal(hj_buf_putc(to, type, &err), HJ_OK);
	assert_int_equal(hj_buf_u32(to, (uint32_t)n, &err), HJ_OK);
	assert_int_equal(hj_buf_add(to, body, n, &err), HJ_OK);
}

static uint64_t
size_of(int fd)
{
	struct stat st;

	assert_int_equal(fstat(fd, &st), 0);
	return (uint64_t)st.st_size;
}

static void
what_was_sent_is_heard_in_pieces_of_any_size(void **state)
{
	static char large[70000];
	struct hj_buf b = HJ_BUF(1 << 20);
	struct ear e;

	(void)state;
	memset(large, 'x', sizeof(large));
	put(&b, 'T', large, PARCEL_PIECE);
	put(&b, 'X', "<case/>", 7);
	put(&b, 'L', "cases 1\n", 8);
	put(&b, 'L', "", 0);
	put(&b, 'X', "more", 4);
	put(&b, 'E', "", 0);
	for (size_t piece = 1; piece <= b.len; piece = 3 * piece + 1) {
		open_ear(&e);
		for (size_t at = 0; at < b.len; at += piece)
			assert_int_equal(parcel_hear(&e.h, b.data + at,
					     piece < b.len - at ? piece
								: b.len - at,
					     &e.err),
			    HJ_OK);
		assert_true(e.h.ended);
		assert_int_equal(size_of(e.h.tar), PARCEL_PIECE);
		assert_int_equal(size_of(e.h.exchange), 11);
		assert_int_equal(e.lines.len, 8);
		assert_memory_equal(e.lines.data, "cases 1\n", 8);
		close_ear(&e);
	}
	hj_buf_clear(&b);
}

static void
refuses(const struct hj_buf *b)
{
	struct ear e;

	open_ear(&e);
	assert_int_equal(parcel_hear(&e.h, b->data, b->len, &e.err),
	    HJ_ECORRUPT);
	close_ear(&e);
}

static void
nothing_else_is_heard(void **state)
{
	static char large[PARCEL_PIECE + 1];
	struct hj_buf b = HJ_BUF(1 << 20);
	struct ear e = { .err = HJ_ERROR };

	(void)state;
	/* A type that there is not, a body that is too large or too small. */
	put(&b, 'Y', "", 0);
	refuses(&b);
	hj_buf_reset(&b);
	put(&b, 'X', large, sizeof(large));
	refuses(&b);
	hj_buf_reset(&b);
	put(&b, 'E', "x", 1);
	refuses(&b);
	hj_buf_reset(&b);
	put(&b, 'F', "\x09", 1);
	refuses(&b);
	hj_buf_reset(&b);
	/* Something behind the end, and behind a failure. */
	put(&b, 'E', "", 0);
	put(&b, 'E', "", 0);
	refuses(&b);
	hj_buf_reset(&b);
	put(&b, 'E', "", 0);
	assert_int_equal(hj_buf_putc(&b, 'E', &e.err), HJ_OK);
	refuses(&b);
	hj_buf_reset(&b);
	put(&b, 'F', "\x09no", 3);
	put(&b, 'E', "", 0);
	refuses(&b);
	/* What this errand has no place for. */
	for (const char *t = "TXL"; *t != '\0'; t++) {
		hj_buf_reset(&b);
		put(&b, *t, "x", 1);
		open_ear(&e);
		(void)close(e.h.tar);
		(void)close(e.h.exchange);
		e.h.tar = e.h.exchange = -1;
		e.h.lines = NULL;
		assert_int_equal(parcel_hear(&e.h, b.data, b.len, &e.err),
		    HJ_ECORRUPT);
		hj_buf_clear(&e.h.said);
	}
	hj_buf_clear(&b);
}

static void
lines_have_a_ceiling(void **state)
{
	static char large[PARCEL_PIECE];
	struct hj_buf b = HJ_BUF(1 << 21);
	struct ear e;

	(void)state;
	for (size_t i = 0; i < 17; i++)
		put(&b, 'L', large, sizeof(large));
	open_ear(&e);
	assert_int_equal(parcel_hear(&e.h, b.data, b.len, &e.err), HJ_ELIMIT);
	close_ear(&e);
	hj_buf_clear(&b);
}

/* What is in memory at once is bounded, whatever the other process sends. */
static void
memory_for_what_comes_has_a_ceiling(void **state)
{
	const uint64_t most[] = { HJ_OPENED_MAX, HJ_EXCHANGED_MAX };
	struct hj_buf b = HJ_BUF(1 << 10);

	(void)state;
	for (size_t i = 0; i < 2; i++)
		for (uint64_t over = 0; over < 2; over++) {
			struct ear e;

			hj_buf_reset(&b);
			put(&b, "TX"[i], "four", 4);
			open_ear(&e);
			/* As if so much had come before. */
			e.h.heard = most[i] - 4 + over;
			assert_int_equal(parcel_hear(&e.h, b.data, b.len,
					     &e.err),
			    over ? HJ_ELIMIT : HJ_OK);
			assert_int_equal(size_of(i == 0 ? e.h.tar
							: e.h.exchange),
			    over ? 0 : 4);
			close_ear(&e);
		}
	hj_buf_clear(&b);
}

static void
a_package_is_not_made_that_nobody_could_take_in(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct packing p = { .n = HJ_PACKAGE_CASES - 1 };

	(void)state;
	assert_int_equal(packing_weigh(&p, true, 10, &err), HJ_OK);
	assert_int_equal(packing_weigh(&p, true, 0, &err), HJ_ELIMIT);
	p = (struct packing){ .weight = HJ_EXCHANGED_MAX - 10 };
	err = HJ_ERROR;
	assert_int_equal(packing_weigh(&p, true, 10, &err), HJ_OK);
	assert_int_equal(packing_weigh(&p, false, 1, &err), HJ_ELIMIT);
}

/* A computer with so much memory left. */
static int
grows(const char *meminfo, uint64_t before, struct hj_error *err)
{
	char name[] = "/tmp/hanji-meminfo-XXXXXX";
	int fd = mkstemp(name), rc;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, meminfo, strlen(meminfo)),
	    (ssize_t)strlen(meminfo));
	(void)close(fd);
	*err = HJ_ERROR;
	rc = spare_grow_on(name, before, 1, err);
	(void)unlink(name);
	return rc;
}

static void
where_little_memory_is_free_nothing_large_is_begun(void **state)
{
	const char *little = "MemTotal: 2000000 kB\nMemAvailable:  150000 kB\n";
	const char *enough = "MemTotal: 2000000 kB\nMemAvailable: 1500000 kB\n";
	const uint64_t step = (uint64_t)64 << 20;
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(grows(enough, 0, &err), HJ_OK);
	assert_int_equal(grows(enough, step - 1, &err), HJ_OK);
	assert_int_equal(grows(little, 0, &err), HJ_ELIMIT);
	assert_non_null(strstr(err.text, "146 MiB"));
	/* Between two steps nobody looks. */
	assert_int_equal(grows(little, 1, &err), HJ_OK);
	assert_int_equal(grows(little, step - 1, &err), HJ_ELIMIT);
	/* What a kernel does not say is no reason. */
	assert_int_equal(grows("MemTotal: 5 kB\n", 0, &err), HJ_OK);
	assert_int_equal(spare_grow_on("/nowhere/at/all", 0, 1, &err), HJ_OK);
}

/* Frames with bytes changed: heard or refused, the same in one piece and in
 * many, and never more kept than came. */
static void
noise_is_heard_the_same_in_any_pieces(void **state)
{
	const char *const runs = getenv("HJ_RUNS");
	long n = runs != NULL ? strtol(runs, NULL, 10) : 300;

	(void)state;
	srand(7);
	for (long i = 0; i < n; i++) {
		struct hj_buf b = HJ_BUF(1 << 16);
		struct ear whole, parts;

		for (int k = rand() % 6; k >= 0; k--)
			put(&b, "TXLFEL"[rand() % 6], "some text of it",
			    (size_t)(rand() % 15));
		for (int k = rand() % 4; k > 0; k--)
			b.data[(size_t)rand() % b.len] = (uint8_t)rand();
		open_ear(&whole);
		open_ear(&parts);
		whole.rc = parcel_hear(&whole.h, b.data, b.len, &whole.err);
		for (size_t at = 0; at < b.len && parts.rc == HJ_OK; at++)
			parts.rc =
			    parcel_hear(&parts.h, b.data + at, 1, &parts.err);
		assert_int_equal(whole.rc, parts.rc);
		assert_int_equal(whole.h.ended, parts.h.ended);
		assert_int_equal(size_of(whole.h.tar), size_of(parts.h.tar));
		assert_int_equal(whole.lines.len, parts.lines.len);
		assert_true(whole.lines.len + whole.h.said.len +
			size_of(whole.h.tar) + size_of(whole.h.exchange) <
		    b.len);
		close_ear(&whole);
		close_ear(&parts);
		hj_buf_clear(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_sent_is_heard_in_pieces_of_any_size),
		cmocka_unit_test(nothing_else_is_heard),
		cmocka_unit_test(lines_have_a_ceiling),
		cmocka_unit_test(memory_for_what_comes_has_a_ceiling),
		cmocka_unit_test(a_package_is_not_made_that_nobody_could_take_in),
		cmocka_unit_test(
		    where_little_memory_is_free_nothing_large_is_begun),
		cmocka_unit_test(noise_is_heard_the_same_in_any_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
