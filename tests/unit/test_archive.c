#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <cmocka.h>

#include "core/file/tar.h"
#include "import/archive.h"

struct member {
	const char *name;
	char type; /* 0: as it is */
	const char *content;
};

static void
sum(uint8_t *block)
{
	unsigned s = 0;

	memset(block + 148, ' ', 8);
	for (size_t i = 0; i < HJ_TAR_BLOCK; i++)
		s += block[i];
	(void)snprintf((char *)block + 148, 8, "%06o", s);
}

static void
put(int fd, const void *p, size_t n)
{
	assert_int_equal(write(fd, p, n), (ssize_t)n);
}

/* A tar in memory. */
static int
make(const struct member *m, size_t n, size_t ends)
{
	static const uint8_t zero[HJ_TAR_BLOCK];
	int fd = memfd_create("tar", MFD_CLOEXEC);

	assert_true(fd >= 0);
	for (size_t i = 0; i < n; i++) {
		struct hj_tar_member t = { .size = strlen(m[i].content) };
		uint8_t block[HJ_TAR_BLOCK];

		(void)snprintf(t.name, sizeof(t.name), "%s", m[i].name);
		hj_tar_header(&t, block);
		if (m[i].type != 0)
			block[156] = (uint8_t)m[i].type;
		sum(block);
		put(fd, block, sizeof(block));
		put(fd, m[i].content, (size_t)t.size);
		put(fd, zero, hj_tar_padding(t.size));
	}
	for (size_t i = 0; i < ends; i++)
		put(fd, zero, sizeof(zero));
	return fd;
}

static int
try(int fd, struct hj_archive *a, struct hj_error *err)
{
	*err = HJ_ERROR;
	return hj_archive_open(fd, a, err);
}

static void
files_of_a_tar_are_listed_in_order_and_read(void **state)
{
	static const struct member m[] = { { "./b/", '5', "" },
		{ "./b/two", 0, "second" }, { "a", 0, "" } };
	struct hj_buf b = HJ_BUF(64), small = HJ_BUF(3);
	struct hj_archive a;
	struct hj_error err;
	int fd = make(m, HJ_LEN(m), 20);

	(void)state;
	assert_int_equal(try(fd, &a, &err), HJ_OK);
	assert_int_equal(a.n, 2);
	assert_string_equal(a.file[0].path, "a");
	assert_string_equal(a.file[1].path, "b/two");
	assert_null(hj_archive_find(&a, "b"));
	assert_int_equal(hj_archive_load(&a, hj_archive_find(&a, "b/two"), &b,
			     &err),
	    HJ_OK);
	assert_int_equal(b.len, 6);
	assert_memory_equal(b.data, "second", 6);
	assert_int_equal(hj_archive_load(&a, &a.file[1], &small, &err),
	    HJ_ELIMIT);
	hj_buf_clear(&b);
	hj_buf_clear(&small);
	hj_archive_clear(&a);
	(void)close(fd);
}

static void
no_member_leads_out_of_the_tar_or_is_anything_but_a_file(void **state)
{
	static const struct {
		struct member m[2];
		const char *says;
	} bad[] = {
		{ { { "../x", 0, "" } }, "leads out" },
		{ { { "/x", 0, "" } }, "leads out" },
		{ { { "a/../x", 0, "" } }, "leads out" },
		{ { { "a//x", 0, "" } }, "leads out" },
		{ { { "a/./x", 0, "" } }, "leads out" },
		{ { { "", 0, "" } }, "leads out" },
		{ { { "a/", 0, "" } }, "leads out" },
		{ { { "../", '5', "" } }, "leads out" },
		{ { { "\xff", 0, "" } }, "leads out" },
		{ { { "x", '1', "" } }, "link" },
		{ { { "x", '2', "" } }, "link" },
		{ { { "x", '3', "" } }, "link" },
		{ { { "x", '6', "" } }, "link" },
		{ { { "x", 'L', "" } }, "extended" },
		{ { { "x", 'x', "" } }, "extended" },
		{ { { "x", '5', "content" } }, "content" },
		{ { { "x", 0, "1" }, { "x", 0, "1" } }, "twice" },
		{ { { "x", 0, "1" }, { "./x", 0, "1" } }, "twice" },
		{ { { "x", 0, "1" }, { "x/y", 0, "1" } }, "at once" },
	};

	(void)state;
	for (size_t i = 0; i < HJ_LEN(bad); i++) {
		struct hj_archive a;
		struct hj_error err;
		int fd = make(bad[i].m, bad[i].m[1].name != NULL ? 2 : 1, 2);

		assert_int_equal(try(fd, &a, &err), HJ_ECORRUPT);
		if (strstr(err.text, bad[i].says) == NULL)
			fail_msg("%zu: %s", i, err.text);
		hj_archive_clear(&a);
		(void)close(fd);
	}
}

static void
a_tar_ends_with_two_blocks_and_nothing_follows(void **state)
{
	static const struct member m[] = { { "a", 0, "x" } };
	struct hj_archive a;
	struct hj_error err;
	int fd;

	(void)state;
	for (size_t ends = 0; ends < 4; ends++) {
		fd = make(m, 1, ends);
		assert_int_equal(try(fd, &a, &err),
		    ends < 2 ? HJ_ECORRUPT : HJ_OK);
		hj_archive_clear(&a);
		(void)close(fd);
	}
	fd = make(m, 1, 3);
	assert_int_equal(pwrite(fd, "x", 1, 4 * HJ_TAR_BLOCK), 1);
	assert_int_equal(try(fd, &a, &err), HJ_ECORRUPT);
	assert_non_null(strstr(err.text, "follows after"));
	hj_archive_clear(&a);
	for (off_t n = 0; n < 4 * HJ_TAR_BLOCK; n += 100) {
		assert_int_equal(ftruncate(fd, n), 0);
		assert_int_equal(try(fd, &a, &err), HJ_ECORRUPT);
		hj_archive_clear(&a);
	}
	(void)close(fd);
}

static void
a_size_beyond_the_file_is_noticed(void **state)
{
	static const struct member m[] = { { "a", 0, "x" } };
	uint8_t block[HJ_TAR_BLOCK];
	struct hj_archive a;
	struct hj_error err;
	int fd = make(m, 1, 2);

	(void)state;
	for (int i = 0; i < 3; i++) {
		assert_int_equal(pread(fd, block, sizeof(block), 0),
		    HJ_TAR_BLOCK);
		if (i == 0)
			memcpy(block + 124, "77777777777", 12);
		else
			memset(block + 124, i == 1 ? 0xff : 0x80, 12);
		sum(block);
		assert_int_equal(pwrite(fd, block, sizeof(block), 0),
		    HJ_TAR_BLOCK);
		assert_int_equal(try(fd, &a, &err), HJ_ECORRUPT);
		hj_archive_clear(&a);
	}
	(void)close(fd);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_of_a_tar_are_listed_in_order_and_read),
		cmocka_unit_test(
		    no_member_leads_out_of_the_tar_or_is_anything_but_a_file),
		cmocka_unit_test(a_tar_ends_with_two_blocks_and_nothing_follows),
		cmocka_unit_test(a_size_beyond_the_file_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
