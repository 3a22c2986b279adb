/*
 * Bags written by others: each encoding, each way to write a path, each file
 * that makes no sense, and no memory or disk while they are read.  What fails
 * or warns is said by its code; nothing is ever loaded from elsewhere.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/file/dir.h"
#include "import/bag.h"
#include "tests/unit/wrap.h"

#define V1 "BagIt-Version: 1.0\nTag-File-Character-Encoding: "
#define V097 "BagIt-Version: 0.97\nTag-File-Character-Encoding: "
#define UTF8 V1 "UTF-8\n"
#define OLD V097 "UTF-8\n"

static char sum[65]; /* SHA-256 of the payload, one byte */

struct text {
	const char *name;
	const char *says; /* @: the sum */
	size_t len; /* 0: to its NUL */
};

struct case_ {
	const char *what;
	const char *file; /* of the payload; NULL: data/a */
	struct text text[4];
	const char *codes; /* of what does not hold, " code" each */
};

#define MANIFEST(says)                                                         \
	{                                                                      \
		"manifest-sha256.txt", says, 0                                 \
	}
#define INFO(says)                                                             \
	{                                                                      \
		"bag-info.txt", says, 0                                        \
	}
#define BAGIT(says)                                                            \
	{                                                                      \
		"bagit.txt", says, 0                                           \
	}
#define LOOSE " no-tagmanifest"

/* "@ data/a" in UTF-16, of either order, is made in put(). */
static const struct case_ cases[] = {
	{ "plain", NULL, { BAGIT(UTF8), MANIFEST("@  data/a\n") }, LOOSE },
	{ "carriage returns", NULL,
	    { BAGIT(V1 "utf-8\r\n"), MANIFEST("@\tdata/a\r") }, LOOSE },
	{ "Latin-1", "data/\xc3\xa9",
	    { BAGIT(V1 "ISO-8859-1"), MANIFEST("@ data/\xe9\n") }, LOOSE },
	{ "composed here, decomposed there", "data/e\xcc\x81",
	    { BAGIT(UTF8), MANIFEST("@ data/\xc3\xa9\n") }, LOOSE },
	{ "another name", "data/\xc3\xa9",
	    { BAGIT(UTF8), MANIFEST("@ data/\xc3\xa8\n") },
	    " missing" LOOSE " unlisted" },
	{ "not UTF-8", NULL, { BAGIT(UTF8), MANIFEST("@ data/\xe9\n") },
	    " encoding" LOOSE " unlisted" },
	{ "a NUL", NULL,
	    { BAGIT(UTF8), { "manifest-sha256.txt", "a\0b\n", 4 } },
	    " encoding" LOOSE " unlisted" },
	{ "no declaration", NULL, { BAGIT("") }, " not-a-bag" },
	{ "of another version", NULL,
	    { BAGIT("BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n") },
	    " not-a-bag" },
	{ "no version", NULL, { BAGIT("BagIt-Version: 1\n") }, " not-a-bag" },
	{ "letters", NULL, { BAGIT("BagIt-Version: a.b\n") }, " not-a-bag" },
	{ "unknown letters", NULL, { BAGIT(V1 "EBCDIC\n") }, " not-a-bag" },
	{ "no encoding", NULL, { BAGIT("BagIt-Version: 1.0\n") },
	    " not-a-bag" },
	{ "three lines", NULL, { BAGIT(UTF8 "more\n") }, " not-a-bag" },
	{ "declaration not UTF-8", NULL, { BAGIT("\xff\n") }, " encoding" },
	{ "no manifest", NULL, { BAGIT(UTF8) }, " no-manifest unlisted" },
	{ "an unknown one", NULL,
	    { BAGIT(UTF8), MANIFEST("@ data/a\n"),
		{ "manifest-crc32.txt", "0 data/a\n", 0 } },
	    " unknown-checksum" LOOSE },
	{ "a line without a path", NULL,
	    { BAGIT(UTF8), MANIFEST("@ data/a\n@\n") },
	    " manifest-line" LOOSE },
	{ "a path out of it", NULL,
	    { BAGIT(UTF8), MANIFEST("@ data/a\n@ data/../../etc/passwd\n") },
	    " bad-path" LOOSE },
	{ "a wrong escape", NULL,
	    { BAGIT(UTF8), MANIFEST("@ data/a\n@ data/%41\n@ data/%4\n") },
	    " bad-path bad-path" LOOSE },
	{ "an escaped sign", "data/%",
	    { BAGIT(UTF8), MANIFEST("@ data/%25\n") }, LOOSE },
	{ "twice", NULL, { BAGIT(UTF8), MANIFEST("@ data/a\n@ data/a\n") },
	    " listed-twice" LOOSE },
	{ "twice, of old", NULL,
	    { BAGIT(OLD), MANIFEST("@ data/a\n@ data/a\n") },
	    " listed-twice" LOOSE },
	{ "twice, two sums", NULL,
	    { BAGIT(OLD),
		MANIFEST("@ data/a\n"
			 "00000000000000000000000000000000"
			 "00000000000000000000000000000000 data/a\n") },
	    " listed-twice" LOOSE },
	{ "old paths", NULL, { BAGIT(OLD), MANIFEST("@ *./data/a\n") },
	    " old-path" LOOSE },
	{ "old paths today", NULL, { BAGIT(UTF8), MANIFEST("@ ./data/a\n") },
	    " bad-path" LOOSE " unlisted" },
	{ "fetch", NULL,
	    { BAGIT(UTF8), MANIFEST("@ data/a\n"),
		{ "fetch.txt",
		    "http://example.org/a 1 data/a\nhttp://example.org/b - data/a\n",
		    0 } },
	    LOOSE " fetch" },
	{ "fetch what is not here", NULL,
	    { BAGIT(UTF8), MANIFEST("@ data/a\n"),
		{ "fetch.txt", "http://example.org/b 1 data/b\nx\nx y data/a\n",
		    0 } },
	    LOOSE " missing fetch fetch fetch" },
	{ "a label without a value", NULL,
	    { BAGIT(UTF8), MANIFEST("@ data/a\n"),
		INFO("Source: here\n and there\nnothing\n: x\nA :b\nA:b\n") },
	    LOOSE " tag-line tag-line tag-line tag-line" },
	{ "the same of old", NULL,
	    { BAGIT(OLD), MANIFEST("@ data/a\n"),
		INFO("A :b\nPayload-Oxum :  1.1 \n"
		     "BagIt-Profile-Identifier: urn:hanji:package:0") },
	    LOOSE },
	{ "a wrong count", NULL,
	    { BAGIT(UTF8), MANIFEST("@ data/a\n"),
		INFO("Payload-Oxum: 2.1\n") },
	    LOOSE " count" },
};

/* ---- written and read ---- */

struct bag {
	char dir[HJ_PATH_MAX];
	char codes[512];
};

static void
put(const struct bag *b, const char *name, const char *says, size_t len)
{
	char path[HJ_PATH_MAX + HJ_ARCHIVE_PATH];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/%s", b->dir, name);
	assert_non_null(f = fopen(path, "we"));
	for (size_t i = 0; i < len; i++)
		if (says[i] == '@')
			assert_true(fputs(sum, f) >= 0);
		else
			assert_int_not_equal(fputc(says[i], f), EOF);
	assert_int_equal(fclose(f), 0);
}

static void
make(struct bag *b, const struct case_ *c)
{
	struct hj_error err = HJ_ERROR;
	char data[HJ_PATH_MAX + 8];

	assert_int_equal(hj_dir_temp("/tmp/hanji-test-bag", b->dir, &err),
	    HJ_OK);
	(void)snprintf(data, sizeof(data), "%s/data", b->dir);
	assert_int_equal(mkdir(data, 0700), 0);
	put(b, c->file != NULL ? c->file : "data/a", "x", 1);
	for (size_t i = 0; i < HJ_LEN(c->text) && c->text[i].name != NULL; i++)
		put(b, c->text[i].name, c->text[i].says,
		    c->text[i].len != 0 ? c->text[i].len
					: strlen(c->text[i].says));
}

static void
unmake(struct bag *b)
{
	char command[HJ_PATH_MAX + 16];

	(void)snprintf(command, sizeof(command), "rm -rf '%s'", b->dir);
	assert_int_equal(system(command), 0);
}

static int
note(void *to, const struct hj_ruled *r, struct hj_error *err)
{
	struct bag *b = to;
	size_t n = strlen(b->codes);

	(void)err;
	if (r->ruling != HJ_HOLDS)
		(void)snprintf(b->codes + n, sizeof(b->codes) - n, " %s",
		    r->code);
	return HJ_OK;
}

static int
check(void *to, struct hj_error *err)
{
	struct bag *b = to;
	struct hj_judge j = { .fn = note, .to = b };
	char root[HJ_ARCHIVE_PATH];
	struct hj_bag_facts facts;
	struct hj_archive a;
	int fd = open(b->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc;

	b->codes[0] = '\0';
	if (fd < 0)
		return hj_fail(err, HJ_EIO, "cannot open");
	rc = hj_archive_open(fd, &a, err);
	if (rc == HJ_OK) {
		assert_true(hj_bag_root(&a, root));
		rc = hj_bag_check(&a, root, &j, &facts, err);
	}
	hj_archive_clear(&a);
	(void)close(fd);
	return rc;
}

static void
each_way_to_write_a_bag_has_its_verdict(void **state)
{
	(void)state;
	for (size_t i = 0; i < HJ_LEN(cases); i++) {
		struct hj_error err = HJ_ERROR;
		struct bag b;

		make(&b, &cases[i]);
		assert_int_equal(check(&b, &err), HJ_OK);
		if (strcmp(b.codes, cases[i].codes) != 0)
			fail_msg("%s:%s, not%s", cases[i].what, b.codes,
			    cases[i].codes);
		unmake(&b);
	}
}

/* "@ data/a" in UTF-16: with a mark of either order, without one (the high byte
 * first), with a pair, and four that are none. */
static void
utf16_is_read_in_either_order_and_strictly(void **state)
{
	static const struct {
		const char *mark, *end;
		size_t nend;
		const char *codes;
	} ways[] = {
		{ "\xfe\xff", "\0\n", 2, LOOSE },
		{ "\xff\xfe", "\n\0", 2, LOOSE },
		{ "", "\0\n", 2, LOOSE },
		{ "", "\xd8\x3d\xde\x00", 4, " missing" LOOSE " unlisted" },
		{ "", "\xd8\x3d", 2, " encoding" LOOSE " unlisted" },
		{ "", "\xde\x00", 2, " encoding" LOOSE " unlisted" },
		{ "", "\xd8\x3d\0\n", 4, " encoding" LOOSE " unlisted" },
		{ "", "\n", 1, " encoding" LOOSE " unlisted" },
	};
	const struct case_ c = { "UTF-16", NULL, { BAGIT(V1 "UTF-16\n") }, "" };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(ways); i++) {
		bool little = ways[i].mark[0] == '\xff';
		char line[80], text[200];
		struct hj_error err = HJ_ERROR;
		size_t n = strlen(ways[i].mark);
		struct bag b;

		(void)snprintf(line, sizeof(line), "%s data/a", sum);
		memcpy(text, ways[i].mark, n);
		for (const char *p = line; *p != '\0'; p++) {
			text[n++] = little ? *p : '\0';
			text[n++] = little ? '\0' : *p;
		}
		memcpy(text + n, ways[i].end, ways[i].nend);
		make(&b, &c);
		put(&b, "manifest-sha256.txt", text, n + ways[i].nend);
		assert_int_equal(check(&b, &err), HJ_OK);
		if (strcmp(b.codes, ways[i].codes) != 0)
			fail_msg("%zu:%s, not%s", i, b.codes, ways[i].codes);
		unmake(&b);
	}
}

/* Whatever is missing while it is read is no fault of the bag. */
static void
without_memory_or_disk_no_bag_is_judged(void **state)
{
	static const size_t which[] = { 2, 3, 26, 29 };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(which); i++) {
		struct bag b;

		make(&b, &cases[which[i]]);
		wrap_no_memory(check, NULL, &b);
		assert_true(wrap_each(&wrap.io, HJ_EIO, check, NULL, &b,
				false) > 5);
		assert_string_equal(b.codes, cases[which[i]].codes);
		unmake(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_way_to_write_a_bag_has_its_verdict),
		cmocka_unit_test(utf16_is_read_in_either_order_and_strictly),
		cmocka_unit_test(without_memory_or_disk_no_bag_is_judged),
	};
	uint8_t hash[32];

	if (sodium_init() < 0)
		return 1;
	(void)crypto_hash_sha256(hash, (const uint8_t *)"x", 1);
	(void)sodium_bin2hex(sum, sizeof(sum), hash, sizeof(hash));
	return cmocka_run_group_tests_name("bags of others", tests, NULL, NULL);
}
