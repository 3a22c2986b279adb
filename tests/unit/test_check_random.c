#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/limits.h"
#include "core/case/check.h"
#include "core/case/codec.h"
#include "tests/unit/gen_record.h"

#define RUNS 2000

static int
show(void *to, const struct hj_finding *f, struct hj_error *err)
{
	(void)to;
	(void)err;
	if (f->level == HJ_FAULT)
		print_error("%s %s %s\n", f->code, f->path, f->text);
	return HJ_OK;
}

static void
passes(uint64_t seed, unsigned flags)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = gen_record(seed, flags), *again = NULL;
	struct hj_buf a = HJ_BUF(HJ_CASE_MAX), b = HJ_BUF(HJ_CASE_MAX);

	assert_non_null(r);
	if (hj_check_record(r, show, NULL, &err) != HJ_OK)
		fail_msg("seed %llu: %s", (unsigned long long)seed, err.text);
	if (hj_codec_encode(r, &a, &err) != HJ_OK ||
	    hj_codec_decode(a.data, a.len, &again, &err) != HJ_OK)
		fail_msg("seed %llu: %s", (unsigned long long)seed, err.text);
	assert_int_equal(hj_codec_encode(again, &b, &err), HJ_OK);
	assert_int_equal(a.len, b.len);
	assert_memory_equal(a.data, b.data, a.len);
	assert_int_equal(hj_check_record(again, NULL, NULL, &err), HJ_OK);
	hj_buf_clear(&a);
	hj_buf_clear(&b);
	hj_record_free(r);
	hj_record_free(again);
}

static void
random_files_pass_and_come_back_the_same(void **state)
{
	(void)state;
	for (uint64_t i = 0; i < RUNS; i++)
		passes(i, i % 2 == 0 ? GEN_EXT : 0);
}

static void
with_parts_withheld_too(void **state)
{
	(void)state;
	for (uint64_t i = 0; i < RUNS / 2; i++)
		passes(RUNS + i, GEN_EXT | GEN_WITHHELD);
}

static void
a_broker_is_secret_in_every_field(void **state)
{
	static const char xml[] =
	    "<case xmlns=\"" HJ_CASE_NS "\" id=\"0123456789abcdef\">"
	    "<person id=\"p00001\" role=\"broker\"><name id=\"n00001\">"
	    "<full>x</full></name></person></case>";
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;
	struct hj_node *person;

	(void)state;
	assert_int_equal(hj_codec_decode((const uint8_t *)xml, sizeof(xml) - 1,
			     &r, &err),
	    HJ_OK);
	person = hj_record_root(r)->first;
	assert_int_equal(hj_node_conf(person->first->first), HJ_SECRET);
	assert_int_equal(hj_record_set_attr(r, person, "conf", "internal", 8,
			     &err),
	    HJ_OK);
	assert_int_equal(hj_node_conf(person->first->first), HJ_INTERNAL);
	hj_record_free(r);
}

static void
one_seed_gives_one_file(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	for (uint64_t i = 0; i < 20; i++) {
		struct hj_record *r = gen_record(i, GEN_EXT);
		struct hj_record *s = gen_record(i, GEN_EXT);
		struct hj_buf a = HJ_BUF(HJ_CASE_MAX);
		struct hj_buf b = HJ_BUF(HJ_CASE_MAX);

		assert_int_equal(hj_codec_encode(r, &a, &err), HJ_OK);
		assert_int_equal(hj_codec_encode(s, &b, &err), HJ_OK);
		assert_int_equal(a.len, b.len);
		assert_memory_equal(a.data, b.data, a.len);
		hj_buf_clear(&a);
		hj_buf_clear(&b);
		hj_record_free(r);
		hj_record_free(s);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_files_pass_and_come_back_the_same),
		cmocka_unit_test(with_parts_withheld_too),
		cmocka_unit_test(a_broker_is_secret_in_every_field),
		cmocka_unit_test(one_seed_gives_one_file),
	};

	return cmocka_run_group_tests_name("check_random", tests, NULL, NULL);
}
