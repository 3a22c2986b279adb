/*
 * Files for others without memory: a person's own copy, and what is exchanged,
 * are all there or not there at all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/case/codec.h"
#include "export/bag/xml.h"
#include "export/redact/redact.h"
#include "export/subject/subjectcopy.h"
#include "export/subject/subjectpage.h"
#include "tests/unit/sisters.h"

static struct hj_record *whole, *two, *ours;

/* ---- a person's own copy ---- */

static int
remember(void *with, const struct hj_node *text, struct hj_error *err)
{
	return hj_buf_add(with, text->text, text->text_len, err);
}

static int
copy_of(const struct hj_record *r, struct hj_buf *to, struct hj_record **ret,
    struct hj_error *err)
{
	struct hj_buf evidence = HJ_BUF(HJ_LINE_MAX);
	const struct hj_subjectcopy in = { .record = r,
		.person =
		    hj_node_attr(hj_node_child(hj_record_root(r), "person"),
			"id"),
		.text = remember,
		.with = to,
		.evidence = &evidence };
	int rc = hj_subjectcopy_make(&in, ret, err);

	hj_buf_clear(&evidence);
	return rc;
}

static int
own_copy(const void *from, struct hj_buf *to, struct hj_error *err)
{
	struct hj_record *copy = NULL;
	int rc = copy_of(from, to, &copy, err);

	if (rc == HJ_OK)
		rc = hj_codec_encode(copy, to, err);
	hj_record_free(copy);
	return rc;
}

static void
nobodys_own_copy_lacks_a_part(void **state)
{
	(void)state;
	all_or_no_memory(own_copy, whole);
	all_or_no_memory(own_copy, two);
}

static int
own_page(const void *from, struct hj_buf *to, struct hj_error *err)
{
	const struct hj_record *copies[] = { from, ours };
	static const struct hj_subject_given given[] = {
		{ "2026-05-01", "An office", "a petition", false },
		{ "?", "", "a letter", true }
	};
	const struct hj_subjectpage in = { .korean = from == ours,
		.today = "2026-11-30",
		.copy = copies,
		.ncopies = 2,
		.given = given,
		.ngiven = 2,
		.nbackups = 1 };

	return hj_subjectpage_build(&in, to, err);
}

static void
nor_does_the_page_of_it(void **state)
{
	struct hj_buf texts = HJ_BUF(HJ_CASE_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_record *copy = NULL;

	(void)state;
	assert_int_equal(copy_of(whole, &texts, &copy, &err), HJ_OK);
	assert_int_equal(copy_of(two, &texts, &ours, &err), HJ_OK);
	all_or_no_memory(own_page, copy);
	all_or_no_memory(own_page, ours);
	hj_record_free(copy);
	hj_record_free(ours);
	hj_buf_clear(&texts);
}

/* ---- files ---- */

static int
redacted(const void *from, struct hj_buf *to, struct hj_error *err)
{
	static const char *const scopes[] = { "public-anon", "un-conf",
		"un-state", "research" };
	static const uint8_t key[HJ_PSEUDONYM_KEY] = "key";
	int rc = HJ_OK;

	for (size_t i = 0; i < HJ_LEN(scopes) && rc == HJ_OK; i++)
		for (int whom = HJ_WHOM_AGREED;
		     whom <= HJ_WHOM_OTHER && rc == HJ_OK; whom++) {
			struct hj_record *less = NULL;

			rc = hj_redact_file(hj_redact_profile(scopes[i],
						(enum hj_whom)whom),
			    key, from, &less, err);
			if (rc == HJ_OK)
				rc = hj_codec_encode(less, to, err);
			hj_record_free(less);
		}
	return rc;
}

static int
put(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	return hj_buf_add(to, p, n, err);
}

static int
exchanged(const void *from, struct hj_buf *to, struct hj_error *err)
{
	static const uint8_t digest[HJ_DIGEST_BYTES] = { 1 },
			     parents[2][HJ_DIGEST_BYTES] = { { 2 }, { 3 } },
			     key[HJ_SALT_KEY_BYTES] = { 4 },
			     salts[2 * HJ_SALT_BYTES] = { 5 };
	const struct hj_exchange e = { .created = "2026-11-30T00:00:00Z",
		.producer = "hanji",
		.purpose = "a handover",
		.scope = "own",
		.recipient = "somebody" };
	struct hj_exchange_record r = { .digest = digest,
		.parents = parents,
		.nparents = 2,
		.ancestors = digest,
		.nancestors = 1,
		.join = true,
		.salt_key = key };
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX);
	struct hj_xml x = { .write = NULL };
	int rc;

	if ((rc = hj_codec_encode(from, &bytes, err)) == HJ_OK &&
	    (rc = hj_xml_open(&x, put, to, &e, err)) == HJ_OK) {
		r.bytes = bytes.data;
		r.n = bytes.len;
		rc = hj_xml_put(&x, &r, err);
		r.salt_key = NULL;
		r.salts = salts;
		r.nsalts = 2;
		if (rc == HJ_OK)
			rc = hj_xml_put(&x, &r, err);
		if (rc == HJ_OK)
			rc = hj_xml_close(&x, err);
	}
	hj_xml_clear(&x);
	hj_buf_clear(&bytes);
	return rc;
}

static void
no_file_for_others_lacks_an_element(void **state)
{
	(void)state;
	all_or_no_memory(redacted, two);
	all_or_no_memory(exchanged, two);
}

static int
set_up(void **state)
{
	(void)state;
	whole = with_everything("case");
	agree(whole);
	two = parsed(sisters);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	hj_record_free(whole);
	hj_record_free(two);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobodys_own_copy_lacks_a_part),
		cmocka_unit_test(nor_does_the_page_of_it),
		cmocka_unit_test(no_file_for_others_lacks_an_element),
	};

	return cmocka_run_group_tests_name("memory of files", tests, set_up,
	    tear_down);
}
