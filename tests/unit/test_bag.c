#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "import/bag.h"

#define SUITE                                                                  \
	"../shared/data/formats/bagit/bagit-conformance-suite-v0.97-v1.0.tar.xz"

struct seen {
	char codes[4096]; /* " code" each, of what failed or warned */
};

static int
note(void *to, const struct hj_ruled *r, struct hj_error *err)
{
	struct seen *s = to;
	size_t n = strlen(s->codes);

	(void)err;
	assert_true(r->text[0] != '\0');
	if (r->ruling != HJ_HOLDS)
		(void)snprintf(s->codes + n, sizeof(s->codes) - n, " %s",
		    r->code);
	return HJ_OK;
}

/* Does the bag hold?  An archive that is none fails as well. */
static bool
holds(const char *path, struct seen *s)
{
	struct hj_error err = HJ_ERROR;
	struct hj_archive a;
	struct hj_bag_facts facts;
	struct hj_judge j = { .fn = note, .to = s };
	char root[HJ_ARCHIVE_PATH];
	int fd = open(path, O_RDONLY | O_CLOEXEC), rc;

	assert_true(fd >= 0);
	s->codes[0] = '\0';
	if ((rc = hj_archive_open(fd, &a, &err)) != HJ_OK) {
		(void)snprintf(s->codes, sizeof(s->codes), " %s", err.text);
	} else if (!hj_bag_root(&a, root)) {
		(void)snprintf(s->codes, sizeof(s->codes), " no-bag");
		rc = HJ_ECORRUPT;
	} else {
		rc = hj_bag_check(&a, root, &j, &facts, &err);
		assert_int_equal(rc, HJ_OK);
	}
	hj_archive_clear(&a);
	(void)close(fd);
	return rc == HJ_OK && j.count[HJ_FAILS] == 0;
}

/* ---- the conformance suite ---- */

/* What is in the suite only in part, since Git and tar left it out: the
 * manifest lists a file that is not there. */
static const char *const incomplete[] = {
	"duplicate-file-with-different-case",
	"special-system-files",
};

static bool
expected(const char *kind, const char *name)
{
	if (strcmp(kind, "valid") == 0)
		return true;
	if (strcmp(kind, "warning") != 0)
		return false;
	for (size_t i = 0; i < HJ_LEN(incomplete); i++)
		if (strcmp(incomplete[i], name) == 0)
			return false;
	return true;
}

static size_t
check_kind(const char *top, const char *version, const char *kind)
{
	char folder[512], path[1024];
	struct dirent *d;
	size_t n = 0;
	DIR *dir;

	(void)snprintf(folder, sizeof(folder), "%s/%s/%s", top, version, kind);
	if ((dir = opendir(folder)) == NULL)
		return 0;
	while ((d = readdir(dir)) != NULL) {
		struct seen s;
		bool held;

		if (d->d_name[0] == '.')
			continue;
		(void)snprintf(path, sizeof(path), "%s/%s", folder, d->d_name);
		held = holds(path, &s);
		if (held != expected(kind, d->d_name))
			fail_msg("%s %s:%s", path,
			    held ? "was accepted" : "was refused", s.codes);
		if (strcmp(kind, "warning") == 0)
			assert_true(s.codes[0] != '\0');
		n++;
	}
	(void)closedir(dir);
	return n;
}

static void
every_valid_bag_of_the_suite_holds_and_every_invalid_one_fails(void **state)
{
	static const char *const kinds[] = { "valid", "invalid", "warning",
		"linux-only", "windows-only" };
	char top[] = "/tmp/hanji-test-bagit-XXXXXX", command[512];
	size_t n = 0;

	(void)state;
	if (access(SUITE, R_OK) != 0) {
		print_message("no " SUITE "\n");
		skip();
	}
	assert_non_null(mkdtemp(top));
	(void)snprintf(command, sizeof(command), "tar -C %s -xJf " SUITE, top);
	assert_int_equal(system(command), 0);
	for (size_t i = 0; i < HJ_LEN(kinds); i++)
		n += check_kind(top, "v0.97", kinds[i]) +
		    check_kind(top, "v1.0", kinds[i]);
	(void)snprintf(command, sizeof(command), "rm -rf %s", top);
	assert_int_equal(system(command), 0);
	print_message("%zu bags\n", n);
	assert_true(n >= 45);
}

/* ---- our own bags ---- */

#define BAGS "tests/fixtures/bags/"

static void
each_fault_is_said_by_its_name(void **state)
{
	static const struct {
		const char *name;
		bool holds;
		const char *codes;
	} bags[] = {
		{ BAGS "whole", true, "" },
		{ BAGS "old", true, " weak" },
		{ BAGS "untagged", true, " no-tagmanifest" },
		{ BAGS "altered", false, " altered altered" },
		{ BAGS "missing", false, " missing missing count" },
		{ BAGS "extra", false, " unlisted unlisted count" },
		{ BAGS "resealed", false, " altered altered altered altered" },
		{ BAGS "half", false, " no-tagmanifest unlisted" },
		{ BAGS "outside", false,
		    " bad-path bad-path bad-path bad-path no-tagmanifest" },
		{ BAGS "nonsense", false,
		    " manifest-line manifest-line manifest-line manifest-line no-tagmanifest" },
		{ BAGS "twice", false, " listed-twice no-tagmanifest" },
		{ BAGS, false, " no-bag" },
	};

	(void)state;
	for (size_t i = 0; i < HJ_LEN(bags); i++) {
		struct seen s;
		bool held = holds(bags[i].name, &s);

		if (held != bags[i].holds ||
		    strcmp(s.codes, bags[i].codes) != 0)
			fail_msg("%s %s:%s", bags[i].name,
			    held ? "holds" : "fails", s.codes);
	}
}

/* ---- what lies in wait ---- */

static void
links_pipes_and_foreign_names_are_no_files_of_a_package(void **state)
{
	char top[] = "/tmp/hanji-test-bag-XXXXXX", at[64];
	struct seen s;

	(void)state;
	assert_non_null(mkdtemp(top));
	(void)snprintf(at, sizeof(at), "%s/x", top);
	assert_int_equal(symlink("/etc/passwd", at), 0);
	assert_false(holds(top, &s));
	assert_non_null(strstr(s.codes, "is a link"));
	assert_int_equal(unlink(at), 0);
	assert_int_equal(symlink("/etc", at), 0);
	assert_false(holds(top, &s));
	assert_non_null(strstr(s.codes, "is a link"));
	assert_int_equal(unlink(at), 0);
	assert_int_equal(mkfifo(at, 0600), 0);
	assert_false(holds(top, &s));
	assert_non_null(strstr(s.codes, "is a link"));
	assert_int_equal(unlink(at), 0);
	(void)snprintf(at, sizeof(at), "%s/\xff", top);
	assert_int_equal(mkdir(at, 0700), 0);
	assert_false(holds(top, &s));
	assert_non_null(strstr(s.codes, "UTF-8"));
	assert_int_equal(rmdir(at), 0);
	assert_int_equal(rmdir(top), 0);
}

static int
swallow(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	(void)to;
	(void)p;
	(void)n;
	(void)err;
	return HJ_OK;
}

static void
what_becomes_a_link_after_it_was_listed_is_not_followed(void **state)
{
	char top[] = "/tmp/hanji-test-bag-XXXXXX", at[64], folder[64], away[64];
	struct hj_error err = HJ_ERROR;
	struct hj_archive a;
	int fd, out;

	(void)state;
	assert_non_null(mkdtemp(top));
	(void)snprintf(folder, sizeof(folder), "%s/d", top);
	(void)snprintf(away, sizeof(away), "%s/e", top);
	(void)snprintf(at, sizeof(at), "%s/d/x", top);
	assert_int_equal(mkdir(folder, 0700), 0);
	assert_true((out = open(at, O_CREAT | O_WRONLY, 0600)) >= 0);
	assert_int_equal(write(out, "x", 1), 1);
	(void)close(out);
	assert_true((fd = open(top, O_RDONLY | O_DIRECTORY)) >= 0);
	assert_int_equal(hj_archive_open(fd, &a, &err), HJ_OK);
	assert_int_equal(a.n, 1);
	assert_int_equal(hj_archive_read(&a, a.file, swallow, NULL, &err),
	    HJ_OK);
	/* The folder moves, and a link to it takes its place. */
	assert_int_equal(rename(folder, away), 0);
	assert_int_equal(symlink(away, folder), 0);
	assert_int_not_equal(hj_archive_read(&a, a.file, swallow, NULL, &err),
	    HJ_OK);
	assert_int_equal(unlink(folder), 0);
	assert_int_equal(rename(away, folder), 0);
	assert_int_equal(truncate(at, 0), 0);
	assert_int_equal(hj_archive_read(&a, a.file, swallow, NULL, &err),
	    HJ_ECORRUPT);
	hj_archive_clear(&a);
	(void)close(fd);
	assert_int_equal(unlink(at), 0);
	assert_int_equal(rmdir(folder), 0);
	assert_int_equal(rmdir(top), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_valid_bag_of_the_suite_holds_and_every_invalid_one_fails),
		cmocka_unit_test(each_fault_is_said_by_its_name),
		cmocka_unit_test(
		    links_pipes_and_foreign_names_are_no_files_of_a_package),
		cmocka_unit_test(
		    what_becomes_a_link_after_it_was_listed_is_not_followed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
