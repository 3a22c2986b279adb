#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/word.h"
#include "core/mechanism/mandate.h"
#include "core/mechanism/mechanism.h"
#include "core/mechanism/respondent.h"
#include "core/vocab/vocab.h"
#include "tests/unit/parsed.h"

static bool
is_code(const char *list, const char *p, size_t n)
{
	return hj_vocab_find(hj_vocab_list(list), p, n) != NULL;
}

static void
every_code_of_the_list_has_a_row_and_every_row_a_code(void **state)
{
	const struct hj_list *l = hj_vocab_list("mechanism");

	(void)state;
	assert_int_equal(hj_mechanism_count(), l->n);
	for (size_t i = 0; i < l->n; i++)
		assert_non_null(hj_mechanism_by_code(l->rows[i].code));
}

static void
every_word_of_a_row_is_a_code_of_its_list(void **state)
{
	(void)state;
	for (size_t i = 0; i < hj_mechanism_count(); i++) {
		const struct hj_mechanism *m = hj_mechanism_at(i);
		const char *p, *word;
		size_t n;

		assert_true(is_code("consent-scope", m->scope,
		    strlen(m->scope)));
		for (p = m->asks; hj_word_next(&p, &word, &n);)
			assert_true(is_code("consent-scope", word, n));
		for (p = m->languages; hj_word_next(&p, &word, &n);)
			assert_true(is_code("language", word, n));
		for (p = m->office; hj_word_next(&p, &word, &n);)
			assert_true(is_code("language", word, n));
	}
}

static void
a_word_leads_to_the_codes_of_the_design(void **state)
{
	static const struct {
		const char *word, *urgent, *other;
	} words[] = {
		{ "wgad", "wgad-ua", "wgad-reg" },
		{ "wgeid", "wgeid-urg", "wgeid-std" },
		{ "sp", "sp", "sp" },
		{ "torture", "sr-torture", "sr-torture" },
		{ "op1", "hrc-op1", "hrc-op1" },
		{ "ced", "ced-ua", "ced-ua" },
		{ "hrc", "hrc-ngo", "hrc-ngo" },
	};

	(void)state;
	for (size_t i = 0; i < HJ_LEN(words); i++) {
		const struct hj_mechanism *m =
		    hj_mechanism_by_word(words[i].word, true);

		assert_string_equal(m->code, words[i].urgent);
		assert_string_equal(m->template, words[i].word);
		assert_int_equal(hj_mechanism_has_two(m), i < 2);
		m = hj_mechanism_by_word(words[i].word, false);
		assert_string_equal(m->code, words[i].other);
	}
	assert_null(hj_mechanism_by_word("", false));
	assert_null(hj_mechanism_by_word("upr", false));
	assert_string_equal(hj_mechanism_words(),
	    "wgad, wgeid, sp, torture, op1, ced, hrc");
}

static void
a_name_goes_to_the_state_only_by_its_own_consent(void **state)
{
	(void)state;
	assert_string_equal(hj_mechanism_by_code("wgad-reg")->scope,
	    "un-state");
	assert_string_equal(hj_mechanism_by_code("wgeid-urg")->scope,
	    "un-state");
	assert_string_equal(hj_mechanism_by_code("sp")->scope, "un-conf");
	assert_string_equal(hj_mechanism_by_code("sp")->asks,
	    "un-state un-public");
	assert_string_equal(hj_mechanism_by_code("hrc-ngo")->scope,
	    "un-public");
}

static void
a_language_is_taken_with_its_varieties(void **state)
{
	const struct hj_mechanism *wgad = hj_mechanism_by_code("wgad-reg");

	(void)state;
	assert_true(hj_mechanism_takes(wgad, "en"));
	assert_true(hj_mechanism_takes(wgad, "fr"));
	assert_false(hj_mechanism_takes(wgad, "ko"));
	assert_false(hj_mechanism_takes(wgad, "ko-KP"));
	assert_true(hj_mechanism_takes(hj_mechanism_by_code("hrc-op1"),
	    "zh-Hans"));
	assert_true(hj_mechanism_takes(hj_mechanism_by_code("gov"), "th"));
}

static void
a_state_is_a_party_or_not_or_nobody_knows(void **state)
{
	const struct hj_treaty_state *row = NULL;

	(void)state;
	assert_int_equal(hj_mechanism_party("op1", "KP", NULL), HJ_PARTY_NO);
	assert_int_equal(hj_mechanism_party("op1", "CN", NULL), HJ_PARTY_NO);
	assert_int_equal(hj_mechanism_party("op1", "RU", NULL), HJ_PARTY_YES);
	assert_int_equal(hj_mechanism_party("icppd", "LA", &row), HJ_PARTY_NO);
	assert_string_equal(row->status, "signed");
	assert_int_equal(hj_mechanism_party("icppd", "TH", &row), HJ_PARTY_YES);
	assert_string_equal(row->since, "2024-06-13");
	assert_int_equal(hj_mechanism_party("op1", "FR", &row),
	    HJ_PARTY_NOT_KNOWN);
	assert_null(row);
}

static void
every_limit_has_a_source(void **state)
{
	static const char *const limits[] = { "words-general",
		"words-special" };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(limits); i++) {
		const struct hj_limit *l =
		    hj_mechanism_limit("hrc-ngo", limits[i]);

		assert_non_null(l);
		assert_true(l->n > 0 && *l->cite != '\0');
	}
	assert_int_equal(hj_mechanism_limit("hrc-ngo", "words-special")->n,
	    1500);
	assert_null(hj_mechanism_limit("sp", "words-special"));
}

/* ---- what a case says of States and mandates ---- */

static int
append(void *to, const char *code, const struct hj_node *because,
    struct hj_error *err)
{
	(void)because;
	(void)err;
	strcat(strcat(to, *(char *)to != '\0' ? " " : ""), code);
	return HJ_OK;
}

static void
the_sender_and_the_receiver_are_complained_of(void **state)
{
	struct hj_record *r = parsed(
	    "<person id=\"p00001\" role=\"victim\"></person>"
	    "<event id=\"e00001\" type=\"cross\"><state>MN</state></event>"
	    "<event id=\"e00002\" type=\"settle\"><state>KR</state></event>"
	    "<event id=\"e00003\" type=\"arrest\"><state>LA</state></event>"
	    "<event id=\"e00004\" type=\"hide\"><state>VN</state>"
	    "<violation id=\"v00001\"><code>extort</code></violation></event>"
	    "<repatriation id=\"r00001\"><who>p00001</who><from>CN</from>"
	    "<to>KP</to></repatriation>");
	struct hj_error err = HJ_ERROR;
	char found[64] = "";

	(void)state;
	assert_int_equal(hj_respondent_each(r, append, found, &err), HJ_OK);
	assert_string_equal(found, "LA VN CN KP");
	hj_record_free(r);
}

static void
mandates_are_suggested_by_what_the_case_says(void **state)
{
	struct hj_record *r = parsed(
	    "<event id=\"e00001\" type=\"interrog\"><state>KP</state>"
	    "<violation id=\"v00001\"><code>abort</code></violation></event>");

	(void)state;
	assert_true(hj_mandate_fits(r, "torture"));
	assert_true(hj_mandate_fits(r, "vaw"));
	assert_true(hj_mandate_fits(r, "dprk"));
	assert_false(hj_mandate_fits(r, "religion"));
	assert_false(hj_mandate_fits(r, "wgad"));
	hj_record_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_code_of_the_list_has_a_row_and_every_row_a_code),
		cmocka_unit_test(every_word_of_a_row_is_a_code_of_its_list),
		cmocka_unit_test(a_word_leads_to_the_codes_of_the_design),
		cmocka_unit_test(a_name_goes_to_the_state_only_by_its_own_consent),
		cmocka_unit_test(a_language_is_taken_with_its_varieties),
		cmocka_unit_test(a_state_is_a_party_or_not_or_nobody_knows),
		cmocka_unit_test(every_limit_has_a_source),
		cmocka_unit_test(the_sender_and_the_receiver_are_complained_of),
		cmocka_unit_test(mandates_are_suggested_by_what_the_case_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
