#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "import/frame.h"
#include "tests/unit/making.h"

static const uint8_t bytes[200] = { 1, 2, 3 };

static void
fill(struct hj_frame *f, enum hj_frame_type type)
{
	memset(f, 0, sizeof(*f));
	f->type = type;
	switch (type) {
	case HJ_FRAME_BEGIN:
		f->confined.filter = true;
		break;
	case HJ_FRAME_ORIGIN:
		(void)strcpy(f->origin.producer, "사무실");
		f->origin.pseudonymised = true;
		break;
	case HJ_FRAME_CASE:
		f->kase = (struct hj_import_case){ .index = 7,
			.line = 9,
			.bytes = bytes,
			.n = 11,
			.has_digest = true,
			.salt_key = bytes,
			.parents = bytes,
			.nparents = 2,
			.salts = bytes,
			.nsalts = 3,
			.withheld = true };
		f->lines = bytes;
		f->nlines = 4;
		break;
	case HJ_FRAME_FINDING:
		f->finding.fault = HJ_F_ORDER;
		f->finding.line = 12;
		(void)strcpy(f->finding.path, "person[k7m2qx].name");
		(void)strcpy(f->finding.name, "event");
		break;
	case HJ_FRAME_PROGRESS:
		f->bytes = 1 << 20;
		break;
	case HJ_FRAME_END:
		f->cases = 3;
		f->rejected = 4;
		f->bytes = 5;
		memset(f->sha256, 6, sizeof(f->sha256));
		break;
	}
}

static const char types[] = "BOCFPE";

static void
every_frame_comes_back_as_it_was(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_frame f, g;

	(void)state;
	for (const char *t = types; *t != '\0'; t++) {
		struct hj_buf one = HJ_BUF(4096), two = HJ_BUF(4096);
		enum hj_frame_type type;
		size_t n;

		fill(&f, (enum hj_frame_type) * t);
		assert_int_equal(hj_frame_write(&f, &one, &err), HJ_OK);
		assert_int_equal(hj_frame_header(one.data, &type, &n, &err),
		    HJ_OK);
		assert_int_equal(type, *t);
		assert_int_equal(n, one.len - HJ_FRAME_HEADER);
		assert_int_equal(hj_frame_parse(type,
				     one.data + HJ_FRAME_HEADER, n, &g, &err),
		    HJ_OK);
		assert_int_equal(hj_frame_write(&g, &two, &err), HJ_OK);
		assert_int_equal(one.len, two.len);
		assert_memory_equal(one.data, two.data, one.len);
		hj_buf_clear(&one);
		hj_buf_clear(&two);
	}
}

static int
write_it(const void *from, struct hj_buf *to, struct hj_error *err)
{
	struct hj_frame f;

	fill(&f, *(const enum hj_frame_type *)from);
	return hj_frame_write(&f, to, err);
}

static int
lines(const void *from, struct hj_buf *to, struct hj_error *err)
{
	int rc = hj_frame_add_line(to, *(const uint64_t *)from, err);

	return rc != HJ_OK ? rc : hj_frame_add_line(to, 1, err);
}

static void
without_memory_no_frame_is_taken_for_whole(void **state)
{
	static const uint64_t far[] = { 254, 255, UINT64_MAX };

	(void)state;
	for (const char *t = types; *t != '\0'; t++) {
		enum hj_frame_type type = (enum hj_frame_type) * t;

		all_or_no_memory(write_it, &type);
	}
	for (size_t i = 0; i < HJ_LEN(far); i++)
		all_or_no_memory(lines, &far[i]);
}

static void
a_frame_that_is_too_short_or_too_long_is_refused(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_frame f, g;

	(void)state;
	for (const char *t = types; *t != '\0'; t++) {
		struct hj_buf b = HJ_BUF(4096);
		const uint8_t *body;
		size_t n;

		fill(&f, (enum hj_frame_type) * t);
		assert_int_equal(hj_frame_write(&f, &b, &err), HJ_OK);
		assert_int_equal(hj_buf_putc(&b, 0, &err), HJ_OK);
		body = b.data + HJ_FRAME_HEADER;
		n = b.len - HJ_FRAME_HEADER;
		for (size_t i = 0; i <= n; i++)
			assert_int_equal(hj_frame_parse(f.type, body, i, &g,
					     &err),
			    i == n - 1 ? HJ_OK : HJ_ECORRUPT);
		hj_buf_clear(&b);
	}
}

static void
lengths_are_bounded_before_memory_is_asked_for(void **state)
{
	static const uint8_t heads[][HJ_FRAME_HEADER] = {
		{ 'C', 0xff, 0xff, 0xff, 0xff },
		{ 'F', 0, 0, 0x10, 0 },
		{ 'B', 0, 1, 0, 0 },
		{ 'X', 0, 0, 0, 1 },
		{ 0, 0, 0, 0, 0 },
	};
	struct hj_error err = HJ_ERROR;
	enum hj_frame_type type;
	size_t n;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(heads); i++)
		assert_int_equal(hj_frame_header(heads[i], &type, &n, &err),
		    HJ_ECORRUPT);
}

static void
a_name_with_an_escape_in_it_is_refused(void **state)
{
	static const char *const bad[] = { "\x1b[31m", "a\nb", "\xff", "\t" };
	struct hj_error err = HJ_ERROR;
	struct hj_frame f, g;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(bad); i++) {
		struct hj_buf b = HJ_BUF(4096);

		fill(&f, HJ_FRAME_FINDING);
		(void)strcpy(f.finding.name, bad[i]);
		assert_int_equal(hj_frame_write(&f, &b, &err), HJ_OK);
		assert_int_equal(hj_frame_parse(f.type,
				     b.data + HJ_FRAME_HEADER,
				     b.len - HJ_FRAME_HEADER, &g, &err),
		    HJ_ECORRUPT);
		hj_buf_clear(&b);
	}
}

static void
lines_of_elements_are_found(void **state)
{
	static const uint64_t after[] = { 0, 3, 254, 255, 70000, 0 };
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(4096);
	struct hj_frame f = { .kase = { .line = 10 } };
	uint64_t line = 10;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(after); i++)
		assert_int_equal(hj_frame_add_line(&b, after[i], &err), HJ_OK);
	f.lines = b.data;
	f.nlines = b.len;
	for (size_t i = 0; i < HJ_LEN(after); i++) {
		line += after[i];
		assert_int_equal(hj_frame_line(&f, i), line);
	}
	assert_int_equal(hj_frame_line(&f, 1000), line);
	hj_buf_clear(&b);
}

static void
every_fault_has_a_word_and_a_sentence(void **state)
{
	(void)state;
	for (int i = 0; i < HJ_NFAULTS; i++) {
		struct hj_error err = HJ_ERROR;

		assert_non_null(hj_fault_word((enum hj_fault)i));
		assert_true(hj_fault_say((enum hj_fault)i, "name", &err) !=
		    HJ_OK);
		assert_true(strlen(err.text) > 5);
		assert_non_null(hj_fault_remedy((enum hj_fault)i, &err));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_frame_comes_back_as_it_was),
		cmocka_unit_test(without_memory_no_frame_is_taken_for_whole),
		cmocka_unit_test(a_frame_that_is_too_short_or_too_long_is_refused),
		cmocka_unit_test(lengths_are_bounded_before_memory_is_asked_for),
		cmocka_unit_test(a_name_with_an_escape_in_it_is_refused),
		cmocka_unit_test(lines_of_elements_are_found),
		cmocka_unit_test(every_fault_has_a_word_and_a_sentence),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("frame", tests, NULL, NULL);
}
