/* The page of a checkpoint: what it says, and that only a checkpoint has one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "core/base/limits.h"
#include "export/page/statepage.h"

#define ORIGIN "hanji/0123456789abcdef0123456789abcdef/fedcba9876543210"
#define ROOT "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo="
#define SIGNED                                                                 \
	"— " ORIGIN                                                            \
	" AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=\n"
#define NOTE ORIGIN "\n17\n" ROOT "\n\n" SIGNED

static int
build(const char *note, bool korean, struct hj_buf *to, struct hj_error *err)
{
	static struct hj_qr code = { .side = 21, .dark = { 1 } };
	const struct hj_statepage p = { .korean = korean,
		.note = note,
		.n = strlen(note),
		.code = &code,
		.today = "2026-03-01" };

	return hj_statepage_build(&p, to, err);
}

/* From FIPS 180-4, as coreutils say it. */
static void
the_groups_are_those_of_sha256sum_and_base32(void **state)
{
	char groups[HJ_STATEPAGE_TEXT];

	(void)state;
	hj_statepage_groups("abc", 3, groups);
	assert_string_equal(groups,
	    "XJ4BN P4PAH H6UQK BIDPF 3LRCE OYAGY NDSYL XVHFU");
	hj_statepage_groups("", 0, groups);
	assert_string_equal(groups,
	    "4OYMI QUY7Q OBJGX 36TEJ S35ZE QT24Q PEMSN ZGTFE");
}

static void
all_of_the_note_stands_on_it_in_both_languages(void **state)
{
	static const char *const pieces[] = {
		"<code>" ORIGIN "</code><br/><code>17</code><br/><code>" ROOT
		"</code><br/>— <code>" ORIGIN "</code><br/><code>A",
		"<value><code>0123456789abcdef0123456789abcdef</code></value>",
		"<value><code>fedcba9876543210</code></value>",
		"<value><code>17</code></value>", "<value>2026-03-01</value>",
		"<figure alt=", "<rect "
	};
	static const char *const titles[] = { "Checkpoint of the log",
		"일지 확인점" };

	(void)state;
	for (int korean = 0; korean < 2; korean++) {
		struct hj_buf out = HJ_BUF(HJ_TEXT_MAX);
		struct hj_error err = HJ_ERROR;
		const char *s;

		assert_int_equal(build(NOTE, korean == 1, &out, &err), HJ_OK);
		assert_int_equal(hj_buf_text(&out, &s, &err), HJ_OK);
		assert_non_null(strstr(s, titles[korean]));
		for (size_t i = 0; i < HJ_LEN(pieces); i++)
			if (strstr(s, pieces[i]) == NULL)
				fail_msg("%s: %s", pieces[i], s);
		hj_buf_clear(&out);
	}
}

static void
what_is_no_checkpoint_of_one_signature_has_no_page(void **state)
{
	static const char *const notes[] = { "", "\n", "\n\n",
		ORIGIN "\n17\n" ROOT "\n", ORIGIN "\n17\n" ROOT "\n\n",
		ORIGIN "\n17\n\n" SIGNED, "hanji\n17\n" ROOT "\n\n" SIGNED,
		ORIGIN "\n17\n" ROOT "\nmore\n\n" SIGNED, NOTE SIGNED };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(notes); i++) {
		struct hj_buf out = HJ_BUF(HJ_TEXT_MAX);
		struct hj_error err = HJ_ERROR;

		if (build(notes[i], false, &out, &err) != HJ_EINVAL)
			fail_msg("%zu: it has one", i);
		assert_int_equal(out.len, 0);
		hj_buf_clear(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_groups_are_those_of_sha256sum_and_base32),
		cmocka_unit_test(all_of_the_note_stands_on_it_in_both_languages),
		cmocka_unit_test(
		    what_is_no_checkpoint_of_one_signature_has_no_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
