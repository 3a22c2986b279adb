#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include <sodium.h>

#include "import/import.h"

static char dir[] = "/tmp/hanji-import-XXXXXX";
static char parser[PATH_MAX];

/* What a sink heard, as one text. */
struct heard {
	char said[4096];
	size_t taken;
	size_t stop_after; /* cases; 0: never */
};

static int
take(void *to, const struct hj_import_case *c, struct hj_error *err)
{
	struct heard *h = to;
	size_t n = strlen(h->said);

	assert_non_null(c->record);
	(void)snprintf(h->said + n, sizeof(h->said) - n, "%s@%ju; ", c->id,
	    (uintmax_t)c->line);
	if (++h->taken == h->stop_after)
		return hj_fail(err, HJ_EREFUSED, "enough");
	return HJ_OK;
}

static int
reject(void *to, const struct hj_import_finding *f, struct hj_error *err)
{
	struct heard *h = to;
	size_t n = strlen(h->said);

	(void)err;
	(void)snprintf(h->said + n, sizeof(h->said) - n, "-%s@%ju %s; ",
	    f->code, (uintmax_t)f->line, f->path);
	return HJ_OK;
}

static int
note(void *to, const struct hj_import_finding *f, struct hj_error *err)
{
	struct heard *h = to;
	size_t n = strlen(h->said);

	(void)err;
	(void)snprintf(h->said + n, sizeof(h->said) - n, "+%s@%ju %s; ",
	    f->code, (uintmax_t)f->line, f->path);
	return HJ_OK;
}

static bool
stop(void *to)
{
	(void)to;
	return true;
}

static const char *
in_dir(const char *name)
{
	static char path[PATH_MAX];

	(void)snprintf(path, sizeof(path), "%s/%s", dir, name);
	return path;
}

static const char *
write_file(const char *name, const char *p, size_t n, mode_t mode)
{
	const char *path = in_dir(name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, p, n), (ssize_t)n);
	(void)close(fd);
	return path;
}

static int
import(const char *xml, const char *program, struct heard *h,
    struct hj_import_summary *sum, struct hj_error *err)
{
	const struct hj_import_sink sink = { .to = h,
		.take = take,
		.reject = reject,
		.note = note };
	const char *path = write_file("a.xml", xml, strlen(xml), 0600);
	int fd, rc;

	assert_int_equal(hj_import_open(path, &fd, err), HJ_OK);
	rc = hj_import_run("xml", fd, program, &sink, sum, err);
	(void)close(fd);
	return rc;
}

#define NS " xmlns=\"urn:hanji:case:1\""
#define HEAD(id) "<case" NS " id=\"" id "\" kind=\"person\">"
#define ID1 "k7m2qx4d9tn1w0zc"
#define ID2 "0123456789abcdef"
#define X                                                                      \
	"<x:exchange xmlns:x=\"urn:hanji:exchange:1\" version=\"1\" "          \
	"producer=\"사무실\">"
#define CASE(id) HEAD(id) "<title>a</title></case>"

static void
good_cases_come_in_and_bad_ones_are_listed(void **state)
{
	const char *xml = X "\n<x:record>" CASE(
	    ID1) "</x:record>\n"
		 "<x:record>" HEAD(ID1) "\n<titel>x</titel></case></x:record>\n"
					"<x:record><!-- c -->" CASE(
					    ID2) "</x:record></x:exchange>";
	struct hj_import_summary sum;
	struct hj_error err = HJ_ERROR;
	struct heard h = { .said = "" };
	uint8_t sha[32];

	(void)state;
	assert_int_equal(import(xml, parser, &h, &sum, &err), HJ_OK);
	assert_string_equal(h.said,
	    ID1 "@2; -unknown-element@4 titel; +comment@5 ; " ID2 "@5; ");
	assert_int_equal(sum.cases, 2);
	assert_int_equal(sum.rejected, 1);
	assert_int_equal(sum.notes, 1);
	assert_int_equal(sum.bytes, strlen(xml));
	assert_string_equal(sum.origin.producer, "사무실");
	assert_true(hj_confine_whole(&sum.confined));
	(void)crypto_hash_sha256(sha, (const uint8_t *)xml, strlen(xml));
	assert_memory_equal(sha, sum.sha256, 32);
}

static void
what_the_checks_find_has_the_line_of_its_element(void **state)
{
	const char *xml = HEAD(ID1) "\n<person id=\"k7m2qx\"\n"
				    "role=\"nonsense\">\n\n"
				    "<sex id=\"aaaaaa\">nonsense</sex>\n"
				    "</person></case>";
	struct hj_import_summary sum;
	struct hj_error err = HJ_ERROR;
	struct heard h = { .said = "" };

	(void)state;
	assert_int_equal(import(xml, parser, &h, &sum, &err), HJ_OK);
	assert_int_equal(sum.rejected, 1);
	assert_int_equal(sum.cases, 0);
	assert_non_null(strstr(h.said, "@3 person"));
	assert_non_null(strstr(h.said, "@5 person"));
}

static void
a_refused_file_says_where(void **state)
{
	const char *xml = X "<x:record>" CASE(ID1) "</x:record>\n\n<oops";
	struct hj_import_summary sum;
	struct hj_error err = HJ_ERROR;
	struct heard h = { .said = "" };

	(void)state;
	assert_int_equal(import(xml, parser, &h, &sum, &err), HJ_EINVAL);
	assert_string_equal(h.said, ID1 "@1; -cut-short@3 ; ");
	assert_string_equal(err.text, "line 3: the file is cut short");
	assert_int_equal(sum.cases, 1);
}

static void
a_fingerprint_that_does_not_fit_is_refused(void **state)
{
#define KEY "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
	struct hj_salts salts;
	struct hj_import_summary sum;
	struct hj_error err = HJ_ERROR;
	struct heard h = { .said = "" };
	uint8_t key[32], digest[32];
	char hex[65], xml[2048];

	(void)state;
	(void)sodium_hex2bin(key, 32, KEY, 64, NULL, NULL, NULL);
	salts = (struct hj_salts){ .key = key };
	assert_int_equal(hj_digest_case((const uint8_t *)CASE(ID1),
			     strlen(CASE(ID1)), &salts, digest, &err),
	    HJ_OK);
	hj_digest_hex(digest, hex);
	(void)snprintf(xml, sizeof(xml),
	    X "<x:record digest=\"%s\" salt=\"" KEY
	      "\">" CASE(ID1) "</x:record>\n<x:record digest=\"%s\" salt=\"" KEY
			      "\">" CASE(ID2) "</x:record></x:exchange>",
	    hex, hex);
	assert_int_equal(import(xml, parser, &h, &sum, &err), HJ_OK);
	assert_string_equal(h.said, ID1 "@1; -fingerprint@2 ; ");
}

static void
the_sink_can_stop_it(void **state)
{
	const char *xml = X "<x:record>" CASE(ID1) "</x:record><x:record>" CASE(
	    ID2) "</x:record></x:exchange>";
	struct hj_import_summary sum;
	struct hj_error err = HJ_ERROR;
	struct heard h = { .stop_after = 1 };
	const struct hj_import_sink now = { .take = take, .stop = stop };
	int fd;

	(void)state;
	assert_int_equal(import(xml, parser, &h, &sum, &err), HJ_EREFUSED);
	assert_int_equal(h.taken, 1);
	assert_int_equal(hj_import_open(in_dir("a.xml"), &fd, &err), HJ_OK);
	assert_int_equal(hj_import_run("xml", fd, parser, &now, &sum, &err),
	    HJ_EINTERRUPTED);
	assert_int_equal(hj_import_run("pdf", fd, parser, &now, &sum, &err),
	    HJ_EINVAL);
	(void)close(fd);
}

static void
what_is_no_plain_file_is_not_opened(void **state)
{
	struct hj_error err = HJ_ERROR;
	char target[PATH_MAX];
	int fd = -1;

	(void)state;
	(void)snprintf(target, sizeof(target), "%s", in_dir("a.xml"));
	(void)unlink(in_dir("link"));
	assert_int_equal(symlink(target, in_dir("link")), 0);
	assert_int_equal(hj_import_open(in_dir("link"), &fd, &err), HJ_EINVAL);
	assert_int_equal(hj_import_open(dir, &fd, &err), HJ_EINVAL);
	assert_int_equal(hj_import_open("/dev/null", &fd, &err), HJ_EINVAL);
	assert_int_equal(hj_import_open(in_dir("none"), &fd, &err),
	    HJ_ENOTFOUND);
	assert_int_equal(fd, -1);
}

/* Frames as printf(1) writes them. */
#define BEGIN "B\\000\\000\\000\\002\\002\\077"

static void
a_helper_that_lies_is_found_out(void **state)
{
	static const struct {
		const char *script;
		int code;
	} helpers[] = {
		{ "exit 0", HJ_EIO },
		{ "exit 1", HJ_EIO },
		{ "kill -SEGV $$", HJ_ECORRUPT },
		{ "kill -SYS $$", HJ_ECORRUPT },
		{ "printf 'hello, world'", HJ_ECORRUPT },
		{ "printf 'B\\000'", HJ_ECORRUPT },
		{ "printf 'B\\000\\000\\000\\002\\003\\000'", HJ_ECORRUPT },
		{ "printf '" BEGIN BEGIN "'", HJ_ECORRUPT },
		{ "printf '" BEGIN "'", HJ_EIO },
		{ "printf 'C\\377\\377\\377\\377'", HJ_ECORRUPT },
		{ "printf 'E\\000\\000\\000\\070'; head -c 56 /dev/zero",
		    HJ_ECORRUPT },
		{ "printf '" BEGIN "E\\000\\000\\000\\070';"
		  "head -c 56 /dev/zero",
		    HJ_OK },
		{ "printf '" BEGIN "E\\000\\000\\000\\070';"
		  "head -c 56 /dev/zero; printf '" BEGIN "'",
		    HJ_ECORRUPT },
		{ "printf '" BEGIN "E\\000\\000\\000\\070';"
		  "head -c 56 /dev/zero; exit 3",
		    HJ_EIO },
		{ "printf '" BEGIN "P\\000\\000\\000\\010';"
		  "head -c 8 /dev/zero",
		    HJ_ECORRUPT },
		/* An end that counts a case which never came. */
		{ "printf '" BEGIN "E\\000\\000\\000\\070';"
		  "head -c 15 /dev/zero; printf '\\001'; head -c 40 /dev/zero",
		    HJ_ECORRUPT },
	};
	char script[512];

	(void)state;
	for (size_t i = 0; i < HJ_LEN(helpers); i++) {
		struct hj_import_summary sum;
		struct hj_error err = HJ_ERROR;
		struct heard h = { .said = "" };
		char path[PATH_MAX];

		(void)snprintf(script, sizeof(script), "#!/bin/sh\n%s\n",
		    helpers[i].script);
		(void)snprintf(path, sizeof(path), "%s",
		    write_file("helper", script, strlen(script), 0700));
		assert_int_equal(import("<a/>", path, &h, &sum, &err),
		    helpers[i].code);
		assert_int_equal(h.taken, 0);
	}
}

static void
a_case_that_is_not_canonical_is_rejected_here_too(void **state)
{
	/* 40 bytes of a frame, then a case with a space too many. */
	const char *script =
	    "#!/bin/sh\n"
	    "printf '" BEGIN "C\\000\\000\\000\\050'\n"
	    "printf '\\000\\000\\000\\000\\000\\000\\000\\001'\n"
	    "printf '\\000\\000\\000\\000\\000\\000\\000\\001\\000'\n"
	    "printf '\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000'\n"
	    "printf '\\000\\000'\n"
	    "printf '\\000\\000\\000\\007<case >E\\000\\000\\000\\070'\n"
	    "head -c 15 /dev/zero; printf '\\001'; head -c 40 /dev/zero\n";
	struct hj_import_summary sum;
	struct hj_error err = HJ_ERROR;
	struct heard h = { .said = "" };
	char path[PATH_MAX];

	(void)state;
	(void)snprintf(path, sizeof(path), "%s",
	    write_file("helper", script, strlen(script), 0700));
	assert_int_equal(import("<a/>", path, &h, &sum, &err), HJ_OK);
	assert_string_equal(h.said, "-not-canonical@1 ; ");
	assert_int_equal(sum.cases, 0);
	assert_int_equal(sum.rejected, 1);
}

static int
make_dir(void **state)
{
	ssize_t n = readlink("/proc/self/exe", parser, sizeof(parser) - 32);

	(void)state;
	if (n <= 0 || mkdtemp(dir) == NULL)
		return 1;
	parser[n] = '\0';
	for (int i = 0; i < 3; i++)
		*strrchr(parser, '/') = '\0';
	(void)strcat(parser, "/hanji-parse");
	return access(parser, X_OK);
}

static int
remove_dir(void **state)
{
	static const char *const names[] = { "a.xml", "link", "helper" };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(names); i++)
		(void)unlink(in_dir(names[i]));
	return rmdir(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_cases_come_in_and_bad_ones_are_listed),
		cmocka_unit_test(what_the_checks_find_has_the_line_of_its_element),
		cmocka_unit_test(a_refused_file_says_where),
		cmocka_unit_test(a_fingerprint_that_does_not_fit_is_refused),
		cmocka_unit_test(the_sink_can_stop_it),
		cmocka_unit_test(what_is_no_plain_file_is_not_opened),
		cmocka_unit_test(a_helper_that_lies_is_found_out),
		cmocka_unit_test(a_case_that_is_not_canonical_is_rejected_here_too),
	};

	return sodium_init() < 0 ? 1
				 : cmocka_run_group_tests_name("import", tests,
				       make_dir, remove_dir);
}
