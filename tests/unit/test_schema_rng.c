#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>

#include "core/base/limits.h"
#include "core/case/check.h"
#include "core/case/codec.h"
#include "core/case/schema_rng.h"
#include "core/date/edtf.h"
#include "tests/unit/gen_record.h"

/* HJ_RUNS=10000 in the environment asks for a longer run. */
#define RUNS 800

static xmlRelaxNG *grammar;
static char complaint[512];

static void
complain(void *to, const char *fmt, ...)
{
	va_list ap;

	(void)to;
	va_start(ap, fmt);
	(void)vsnprintf(complaint, sizeof(complaint), fmt, ap);
	va_end(ap);
}

static int
prepare(void **state)
{
	struct hj_buf b = HJ_BUF(HJ_TEXT_MAX);
	struct hj_error err = HJ_ERROR;
	xmlRelaxNGParserCtxt *p = NULL;

	(void)state;
	if (hj_schema_rng(&b, &err) == HJ_OK)
		p = xmlRelaxNGNewMemParserCtxt((const char *)b.data,
		    (int)b.len);
	if (p != NULL)
		grammar = xmlRelaxNGParse(p);
	xmlRelaxNGFreeParserCtxt(p);
	hj_buf_clear(&b);
	return grammar == NULL;
}

static int
clean(void **state)
{
	(void)state;
	xmlRelaxNGFree(grammar);
	xmlRelaxNGCleanupTypes();
	xmlCleanupParser();
	return 0;
}

/* 0: valid; 1: not; -1: not even XML. */
static int
judge(const void *p, size_t n)
{
	xmlRelaxNGValidCtxt *v = xmlRelaxNGNewValidCtxt(grammar);
	xmlDoc *doc = xmlReadMemory(p, (int)n, "x", NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	int rc = -1;

	complaint[0] = '\0';
	xmlRelaxNGSetValidErrors(v, complain, complain, NULL);
	if (doc != NULL)
		rc = xmlRelaxNGValidateDoc(v, doc) == 0 ? 0 : 1;
	xmlFreeDoc(doc);
	xmlRelaxNGFreeValidCtxt(v);
	return rc;
}

static uint64_t
runs(void)
{
	const char *n = getenv("HJ_RUNS");

	return n != NULL ? strtoull(n, NULL, 10) : RUNS;
}

static void
the_grammar_accepts_random_files(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	for (uint64_t i = 0; i < runs(); i++) {
		struct hj_record *r =
		    gen_record(i, i % 2 ? GEN_EXT : GEN_WITHHELD);
		struct hj_buf b = HJ_BUF(HJ_CASE_MAX);

		assert_int_equal(hj_codec_encode(r, &b, &err), HJ_OK);
		if (judge(b.data, b.len) != 0)
			fail_msg("seed %llu: %s", (unsigned long long)i,
			    complaint);
		hj_buf_clear(&b);
		hj_record_free(r);
	}
}

/* What a grammar cannot say (core/README.md). */
static const char *const beyond[] = { "bad-date", "bad-text", "bad-time",
	"dangling", "duplicate-code", "duplicate-id", "src-order",
	"two-preferred", "unknown-own-code", "wrong-kind", "wrong-target" };

struct tally {
	size_t faults, others;
	char last[256];
};

static int
count(void *to, const struct hj_finding *f, struct hj_error *err)
{
	struct tally *t = to;
	bool known = false;

	(void)err;
	if (f->level != HJ_FAULT)
		return HJ_OK;
	t->faults++;
	for (size_t i = 0; i < HJ_LEN(beyond); i++)
		known = known || strcmp(beyond[i], f->code) == 0;
	if (!known) {
		t->others++;
		snprintf(t->last, sizeof(t->last), "%s %s", f->code, f->path);
	}
	return HJ_OK;
}

static void
agree(uint64_t seed, size_t sums[4])
{
	struct gen g = { .state = seed * 2 + 1 };
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = gen_record(seed, GEN_EXT);
	struct hj_buf b = HJ_BUF(HJ_CASE_MAX);
	struct tally t = { 0 };
	int theirs;

	for (uint32_t n = 1 + gen_below(&g, 3); n > 0; n--)
		gen_mutate(&g, r);
	assert_int_equal(hj_codec_encode(r, &b, &err), HJ_OK);
	(void)!hj_check_record(r, count, &t, &err);
	theirs = judge(b.data, b.len);
	if (theirs != 0 && t.faults == 0)
		fail_msg("seed %llu: only the grammar refuses: %s\n%.*s",
		    (unsigned long long)seed, complaint, (int)b.len,
		    (const char *)b.data);
	if (theirs == 0 && t.others != 0)
		fail_msg("seed %llu: only the checker refuses: %s\n%.*s",
		    (unsigned long long)seed, t.last, (int)b.len,
		    (const char *)b.data);
	sums[(theirs != 0 ? 2 : 0) + (t.faults != 0 ? 1 : 0)]++;
	hj_buf_clear(&b);
	hj_record_free(r);
}

static void
checker_and_grammar_agree_on_mutated_files(void **state)
{
	size_t sums[4] = { 0 };

	(void)state;
	for (uint64_t i = 0; i < runs(); i++)
		agree(i, sums);
	print_message("both accept %zu, both refuse %zu, only the checker "
		      "refuses %zu\n",
	    sums[0], sums[3], sums[1]);
	assert_int_equal(sums[2], 0);
	assert_true(sums[0] > 0 && sums[3] > sums[1]);
}

/* A date in a file, if we read it. */
static bool
dated(const char *date, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_edtf e;
	char xml[512];
	int len;

	if (n > 100 || hj_edtf_parse(date, n, &e, &err) != HJ_OK)
		return false;
	len = snprintf(xml, sizeof(xml),
	    "<case xmlns=\"" HJ_CASE_NS "\" id=\"0123456789abcdef\">"
	    "<opened>%.*s</opened></case>",
	    (int)n, date);
	if (judge(xml, (size_t)len) != 0)
		fail_msg("the grammar refuses %.*s", (int)n, date);
	return true;
}

static void
every_date_that_we_read_fits_the_pattern(void **state)
{
	static const char *const names[] = { "valid.tsv", "contested.tsv",
		"messy.tsv", "invalid.tsv" };
	const char *shared = getenv("HJ_SHARED");
	size_t read = 0;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(names); i++) {
		char path[4096], line[4096];
		FILE *f;

		(void)snprintf(path, sizeof(path), "%s/data/edtf/%s",
		    shared != NULL ? shared : "../shared", names[i]);
		if ((f = fopen(path, "r")) == NULL) {
			print_message("skipped: no %s (set HJ_SHARED)\n", path);
			skip();
		}
		while (fgets(line, sizeof(line), f) != NULL)
			read += dated(line, strcspn(line, "\t\n")) ? 1 : 0;
		fclose(f);
	}
	assert_true(read >= 248);
}

static void
the_grammar_reads_exchange_files(void **state)
{
#define ROOT "<x:exchange xmlns:x=\"" HJ_EXCHANGE_NS "\" version=\"1\">\n"
#define CASE "<case xmlns=\"" HJ_CASE_NS "\" id=\"0123456789abcdef\"></case>\n"
	static const char good[] = ROOT "<x:record parents=\"\">\n" CASE
					"</x:record>\n</x:exchange>\n";
	static const char none[] = ROOT "</x:exchange>\n";
	static const char two[] =
	    ROOT "<x:record>\n" CASE CASE "</x:record>\n</x:exchange>\n";
	static const char hex[] = ROOT "<x:record digest=\"0A\">\n" CASE
				       "</x:record>\n</x:exchange>\n";

	(void)state;
	assert_int_equal(judge(good, sizeof(good) - 1), 0);
	assert_int_equal(judge(none, sizeof(none) - 1), 0);
	assert_int_equal(judge(two, sizeof(two) - 1), 1);
	assert_int_equal(judge(hex, sizeof(hex) - 1), 1);
}

static void
a_small_buffer_is_an_error(void **state)
{
	struct hj_buf b = HJ_BUF(5000);
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_schema_rng(&b, &err), HJ_ELIMIT);
	hj_buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_grammar_accepts_random_files),
		cmocka_unit_test(checker_and_grammar_agree_on_mutated_files),
		cmocka_unit_test(every_date_that_we_read_fits_the_pattern),
		cmocka_unit_test(the_grammar_reads_exchange_files),
		cmocka_unit_test(a_small_buffer_is_an_error),
	};

	return cmocka_run_group_tests_name("schema_rng", tests, prepare, clean);
}
