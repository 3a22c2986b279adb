/* Archives: the same bytes each time, no name that leads elsewhere, and made
 * by the confined program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>
#include <zip.h>

#include "core/base/limits.h"
#include "export/render/package.h"

static struct hj_part
part(const char *name, const char *text, bool stored)
{
	return (struct hj_part){ .name = name,
		.p = (const uint8_t *)text,
		.n = strlen(text),
		.stored = stored };
}

static void
pack(const struct hj_part *parts, size_t n, struct hj_buf *to)
{
	struct hj_error err = HJ_ERROR;

	if (hj_zip_pack(parts, n, to, &err) != HJ_OK)
		fail_msg("%s", err.text);
}

static void
what_went_in_can_be_taken_out(void **state)
{
	const struct hj_part parts[] = { part("mimetype", "text/x", true),
		part("a/b.xml", "<b>값</b>", false), part("c", "", false) };
	struct hj_buf zip = HJ_BUF(HJ_TEXT_MAX);
	zip_error_t why;
	zip_source_t *s;
	zip_t *z;

	(void)state;
	pack(parts, HJ_LEN(parts), &zip);
	zip_error_init(&why);
	s = zip_source_buffer_create(zip.data, zip.len, 0, &why);
	z = zip_open_from_source(s, ZIP_RDONLY | ZIP_CHECKCONS, &why);
	assert_non_null(z);
	assert_int_equal(zip_get_num_entries(z, 0), HJ_LEN(parts));
	for (size_t i = 0; i < HJ_LEN(parts); i++) {
		char back[64] = "";
		zip_file_t *f = zip_fopen_index(z, i, 0);

		assert_string_equal(zip_get_name(z, i, 0), parts[i].name);
		assert_int_equal(zip_fread(f, back, sizeof(back) - 1),
		    parts[i].n);
		assert_memory_equal(back, parts[i].p, parts[i].n);
		zip_fclose(f);
	}
	zip_discard(z);
	hj_buf_clear(&zip);
}

/* OpenDocument wants it so: its type can be read at a fixed place. */
static void
a_stored_part_stands_as_it_is_with_nothing_between(void **state)
{
	const struct hj_part parts[] = { part("mimetype", "text/x", true) };
	struct hj_buf zip = HJ_BUF(HJ_TEXT_MAX);

	(void)state;
	pack(parts, 1, &zip);
	assert_memory_equal(zip.data + 30, "mimetypetext/x", 14);
	hj_buf_clear(&zip);
}

static void
the_same_parts_are_the_same_bytes_in_any_zone(void **state)
{
	const struct hj_part parts[] = { part("a.xml", "<a></a>", false),
		part("b/c.xml", "<c></c>", false) };
	static const char *const zones[] = { "UTC0", "KST-9", "EST5EDT",
		"XXX-13:45" };
	struct hj_buf first = HJ_BUF(HJ_TEXT_MAX);

	(void)state;
	for (size_t i = 0; i < HJ_LEN(zones); i++) {
		struct hj_buf again = HJ_BUF(HJ_TEXT_MAX);

		(void)setenv("TZ", zones[i], 1);
		tzset();
		pack(parts, HJ_LEN(parts), i == 0 ? &first : &again);
		if (i == 0)
			continue;
		assert_int_equal(again.len, first.len);
		assert_memory_equal(again.data, first.data, first.len);
		hj_buf_clear(&again);
	}
	/* Its date is the first that there is, not today's. */
	assert_int_equal(first.data[10] | first.data[11] << 8, 0);
	assert_int_equal(first.data[12] | first.data[13] << 8, 1 << 5 | 1);
	hj_buf_clear(&first);
}

static void
a_name_that_may_lead_elsewhere_is_refused(void **state)
{
	static const char *const bad[] = { "", "/a", "a/", "a//b", "..", "../a",
		"a/../b", "a/..", ".", "./a", "a\\b", "a b", "가", "a:b" };
	static const char *const good[] = { "a", "[Content_Types].xml",
		"_rels/.rels", "xl/worksheets/sheet1.xml", "...", "a/b..c" };
	struct hj_buf zip = HJ_BUF(HJ_TEXT_MAX);
	char large[HJ_ZIP_NAME + 2];

	(void)state;
	memset(large, 'a', sizeof(large));
	assert_true(hj_zip_name_valid(large, HJ_ZIP_NAME));
	assert_false(hj_zip_name_valid(large, HJ_ZIP_NAME + 1));
	assert_false(hj_zip_name_valid("a\0b", 3));
	for (size_t i = 0; i < HJ_LEN(good); i++)
		assert_true(hj_zip_name_valid(good[i], strlen(good[i])));
	for (size_t i = 0; i < HJ_LEN(bad); i++) {
		const struct hj_part p = part(bad[i], "x", false);
		struct hj_error err = HJ_ERROR;

		assert_false(hj_zip_name_valid(bad[i], strlen(bad[i])));
		assert_int_equal(hj_zip_pack(&p, 1, &zip, &err), HJ_EINVAL);
		assert_int_equal(zip.len, 0);
	}
	hj_buf_clear(&zip);
}

static void
one_name_twice_and_too_many_parts_are_refused(void **state)
{
	struct hj_part parts[HJ_ZIP_PARTS + 1];
	struct hj_buf zip = HJ_BUF(HJ_TEXT_MAX);
	struct hj_error err = HJ_ERROR;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(parts); i++)
		parts[i] = part("a", "x", false);
	assert_int_equal(hj_zip_pack(parts, 2, &zip, &err), HJ_EINVAL);
	assert_int_equal(hj_zip_pack(parts, HJ_LEN(parts), &zip, &err),
	    HJ_ELIMIT);
	assert_int_equal(hj_zip_pack(parts, 0, &zip, &err), HJ_ELIMIT);
	assert_int_equal(zip.len, 0);
	hj_buf_clear(&zip);
}

static void
beside(char *path, size_t size)
{
	ssize_t n = readlink("/proc/self/exe", path, size - 1);

	assert_true(n > 0);
	path[n] = '\0';
	for (int up = 0; up < 3; up++)
		*strrchr(path, '/') = '\0';
	strncat(path, "/hanji-render", size - strlen(path) - 1);
}

static void
the_confined_program_makes_the_same_archive(void **state)
{
	const struct hj_part parts[] = { part("mimetype", "text/x", true),
		part("a.xml", "<a></a>", false) };
	struct hj_buf here = HJ_BUF(HJ_TEXT_MAX), there = HJ_BUF(HJ_TEXT_MAX);
	struct hj_error err = HJ_ERROR;
	char program[PATH_MAX];
	const struct hj_render r = { .program = program };

	(void)state;
	beside(program, sizeof(program));
	pack(parts, HJ_LEN(parts), &here);
	if (hj_package_make(&r, parts, HJ_LEN(parts), &there, &err) != HJ_OK)
		fail_msg("%s", err.text);
	assert_int_equal(here.len, there.len);
	assert_memory_equal(here.data, there.data, here.len);
	hj_buf_clear(&here);
	hj_buf_clear(&there);
}

static void
half_of_a_message_is_no_list_of_parts(void **state)
{
	static const char whole[] = "\0\0\0\0\1a\0\0\0\2xy\1\0\0\0\1b\0\0\0\0";
	char names[HJ_ZIP_PARTS][HJ_ZIP_NAME + 1];
	struct hj_part parts[HJ_ZIP_PARTS];
	size_t n;

	(void)state;
	for (size_t len = 0; len < sizeof(whole); len++) {
		struct hj_cursor c = HJ_CURSOR((const uint8_t *)whole, len);
		bool end = len == 12 || len == sizeof(whole) - 1;

		assert_true(hj_package_read(&c, parts, names, &n) == end);
	}
	assert_int_equal(n, 2);
	assert_string_equal(parts[1].name, "b");
	assert_true(parts[1].stored && !parts[0].stored);
	assert_memory_equal(parts[0].p, "xy", 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_went_in_can_be_taken_out),
		cmocka_unit_test(
		    a_stored_part_stands_as_it_is_with_nothing_between),
		cmocka_unit_test(the_same_parts_are_the_same_bytes_in_any_zone),
		cmocka_unit_test(a_name_that_may_lead_elsewhere_is_refused),
		cmocka_unit_test(one_name_twice_and_too_many_parts_are_refused),
		cmocka_unit_test(the_confined_program_makes_the_same_archive),
		cmocka_unit_test(half_of_a_message_is_no_list_of_parts),
	};

	return cmocka_run_group_tests_name("zip", tests, NULL, NULL);
}
