#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/sense/sense.h"
#include "tests/unit/gen_record.h"
#include "tests/unit/parsed.h"

static int
note(void *to, const struct hj_finding *f, struct hj_error *err)
{
	char *text = to;

	(void)err;
	strcat(text, f->code);
	strcat(text, " ");
	return HJ_OK;
}

static void
found_in(const char *inside, const char *expected)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = parsed(inside);
	char found[1024] = "";
	int rc = hj_sense_record(r, HJ_SENSE_NO_DAY, note, found, &err);

	assert_true(rc == HJ_OK || rc == HJ_EINVAL);
	if (strcmp(found, expected) != 0)
		fail_msg("'%s' in %s", found, inside);
	hj_record_free(r);
}

static void
in_a_tag(const char *text, const char *expected)
{
	char xml[1024];

	snprintf(xml, sizeof(xml), "<tag id=\"t00001\">%s</tag>", text);
	found_in(xml, expected);
}

static void
what_looks_like_a_resident_number_is_found(void **state)
{
	static const char *const some[] = { "850412-2345678",
		"no 8504121345678.", "850412-6345678",
		"８５０４１２－２３４５６７８", "８５０４１２２３４５６７８",
		"850412–2345678", "850412 - 2345678",
		"주민번호 850412-2345678번", "가850412-2345678나",
		"000229-3345678" };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(some); i++)
		in_a_tag(some[i], "resident-number ");
}

static void
other_numbers_are_not_resident_numbers(void **state)
{
	static const char *const none[] = { "850412-9345678", "851312-2345678",
		"850432-2345678", "1850412-2345678", "85041223456789",
		"850412-23456789", "850412", "850412-", "850412-234567",
		"850412 2345678", "2012-07-15 2013-05-28", "12,345,678",
		"850-4122345678", "2013년 5월 10일 15명", "" };

	(void)state;
	for (size_t i = 0; none[i][0] != '\0'; i++)
		in_a_tag(none[i], "");
}

/* Wherever it stands among other letters, in either width. */
static void
a_resident_number_is_found_anywhere(void **state)
{
	struct gen g = { .state = 40 };

	(void)state;
	for (uint64_t run = 0; run < tries(2000); run++) {
		static const char *const hyphens[] = { "", "-", "–", "－" };
		static const char *const around[] = { "", "a", "가나", "x ",
			"보위부 ", "。", "(", "월 ", "명, " };
		char text[512], wide[128] = "", plain[32];
		size_t n = 0;

		snprintf(plain, sizeof(plain), "%02u%02u%02u|%u%06u",
		    gen_below(&g, 100), 1 + gen_below(&g, 12),
		    1 + gen_below(&g, 28), 1 + gen_below(&g, 8),
		    gen_below(&g, 1000000));
		for (const char *p = plain; *p != '\0'; p++) {
			if (*p == '|')
				n += (size_t)sprintf(wide + n, "%s",
				    hyphens[gen_below(&g, 4)]);
			else if (run % 2 == 0)
				n += (size_t)sprintf(wide + n, "%c", *p);
			else
				n += (size_t)sprintf(wide + n, "\xef\xbc%c",
				    0x90 + (*p - '0'));
		}
		snprintf(text, sizeof(text), "%s%s%s",
		    around[gen_below(&g, HJ_LEN(around))], wide,
		    around[gen_below(&g, HJ_LEN(around))]);
		in_a_tag(text, "resident-number ");
	}
}

static void
a_text_of_blanks_is_no_text(void **state)
{
	(void)state;
	in_a_tag(" ", "blank ");
	in_a_tag("\xe3\x80\x80", "blank ");
	in_a_tag("a", "");
	found_in("<note id=\"n00001\"><text>\n \n</text></note>", "blank ");
	found_in("<note id=\"n00001\"><text> 가</text></note>", "");
}

static void
a_word_for_unknown_is_no_value(void **state)
{
	(void)state;
	in_a_tag("unknown", "unknown-as-text ");
	in_a_tag("모름", "unknown-as-text ");
	in_a_tag("-", "unknown-as-text ");
	in_a_tag("unknown man", "");
}

#define TOLD(conf, text)                                                       \
	"<person id=\"p00001\"><name id=\"n00001\"><full>a</full></name>"      \
	"</person><event id=\"e00001\"><who id=\"w00001\">p00001</who>"        \
	"<narrative" conf " id=\"r00001\"><text>" text "</text></narrative>"   \
	"</event>"
#define PUBLIC " conf=\"public\""

static void
numbers_of_passports_and_telephones_stay_out_of_public_texts(void **state)
{
	(void)state;
	found_in(TOLD(PUBLIC, "His passport M12345678 was taken."),
	    "passport-number ");
	found_in(TOLD(PUBLIC, "Call 010-1234-5678."), "phone-number ");
	found_in(TOLD(PUBLIC, "Call +82 10 1234 5678 at night."),
	    "phone-number ");
	found_in(TOLD(PUBLIC, "전화 13812345678번"), "phone-number ");
	found_in(TOLD("", "Call 010-1234-5678, passport M12345678."), "");
	found_in(TOLD(PUBLIC,
		     "On 2012-07-15 and 2013-05-28 15 people of 1500 "
		     "were taken; case AB123, 20 000 won."),
	    "");
	found_in("<person id=\"p00001\"><name id=\"n00001\"><full>a</full>"
		 "</name></person><event id=\"e00001\"><who id=\"w00001\">"
		 "p00001</who><narrative id=\"r00001\"><text>010-1234-5678"
		 "</text><class>public</class></narrative></event>",
	    "phone-number ");
}

/* Whatever bytes there are, it comes to an end and says something known. */
static void
any_text_is_read(void **state)
{
	struct gen g = { .state = 41 };

	(void)state;
	for (uint64_t run = 0; run < tries(500); run++) {
		static const char *const pieces[] = { "8", "85", "－", "８",
			"-", " ", "+", "가", "A", ".", "010", "２", "(", "\n" };
		char xml[2048] = "<note id=\"n00001\"><text>x";
		uint32_t n = gen_below(&g, 60);
		struct hj_error err = HJ_ERROR;
		struct hj_record *r;
		char found[1024] = "";

		while (n-- > 0)
			strcat(xml, pieces[gen_below(&g, HJ_LEN(pieces))]);
		strcat(xml, "</text></note>");
		r = parsed(xml);
		assert_int_equal(hj_sense_record(r, HJ_SENSE_NO_DAY, note,
				     found, &err),
		    HJ_OK);
		hj_record_free(r);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_looks_like_a_resident_number_is_found),
		cmocka_unit_test(other_numbers_are_not_resident_numbers),
		cmocka_unit_test(a_resident_number_is_found_anywhere),
		cmocka_unit_test(a_text_of_blanks_is_no_text),
		cmocka_unit_test(a_word_for_unknown_is_no_value),
		cmocka_unit_test(
		    numbers_of_passports_and_telephones_stay_out_of_public_texts),
		cmocka_unit_test(any_text_is_read),
	};

	return cmocka_run_group_tests_name("sense_text", tests, NULL, NULL);
}
