#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/word.h"
#include "core/case/check.h"
#include "core/case/codec.h"
#include "core/date/edtf.h"
#include "core/mechanism/deadline.h"
#include "core/vocab/vocab.h"

static struct hj_record *
standing_at(const char *status, const char *mechanism, const char *inside)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;
	char xml[2048];
	int n = snprintf(xml, sizeof(xml),
	    "<petition xmlns=\"" HJ_CASE_NS "\" id=\"0123456789abcdef\" "
	    "status=\"%s\"><mechanism>%s</mechanism>%s</petition>",
	    status, mechanism, inside);

	if (hj_codec_decode((const uint8_t *)xml, (size_t)n, &r, &err) != HJ_OK)
		fail_msg("%s", err.text);
	return r;
}

static struct hj_record *
petition(const char *mechanism, const char *inside)
{
	return standing_at("sent", mechanism, inside);
}

static void
step(struct hj_record *r, const char *to, const char *day, const char *until)
{
	struct hj_error err = HJ_ERROR;

	if (hj_deadline_step(r, to, day, until, &err) != HJ_OK)
		fail_msg("%s", err.text);
}

/* "state-reply 2026-03-02 wgad-reply met 2026-02-01; ..." */
static void
has(const struct hj_record *r, const char *expected)
{
	struct hj_node *n = hj_node_child(hj_record_root(r), "deadline");
	char text[1024] = "";
	size_t at = 0;

	for (; n != NULL; n = hj_node_same(n)) {
		const char *rule = hj_node_value(n, "rule");
		const struct hj_node *met = hj_node_child(n, "met");

		at += (size_t)snprintf(text + at, sizeof(text) - at,
		    "%s%s %s%s%s%s%s", at != 0 ? "; " : "",
		    hj_node_attr(n, "kind"), hj_node_value(n, "date"),
		    rule != NULL ? " " : "", rule != NULL ? rule : "",
		    met != NULL ? " met " : "",
		    met == NULL             ? ""
			: met->text != NULL ? met->text
					    : "?");
	}
	assert_string_equal(text, expected);
}

static void
sixty_days_after_it_was_sent_on_the_state_is_to_reply(void **state)
{
	struct hj_record *r = petition("wgad-reg", "");

	(void)state;
	step(r, "sent", "2026-01-01", NULL);
	has(r, "");
	step(r, "transmitted", "2026-01-10", NULL);
	has(r, "state-reply 2026-03-11 wgad-reply");
	step(r, "reply", "2026-02-20", NULL);
	has(r, "state-reply 2026-03-11 wgad-reply met 2026-02-20");
	hj_record_free(r);
}

static void
an_uncertain_day_makes_an_uncertain_limit(void **state)
{
	struct hj_record *r = petition("sp", "");
	int32_t from, until;
	struct hj_error err = HJ_ERROR;
	const char *date;

	(void)state;
	step(r, "transmitted", "2026-01", NULL);
	has(r, "state-reply [2026-03-02..2026-04-01] sp-reply");
	date =
	    hj_node_value(hj_node_child(hj_record_root(r), "deadline"), "date");
	assert_int_equal(hj_edtf_span(date, strlen(date), &from, &until, &err),
	    HJ_OK);
	assert_int_equal(until - from, 30);
	hj_record_free(r);
	/* Of a day that nobody knows nothing is counted. */
	r = petition("sp", "");
	step(r, "transmitted", NULL, NULL);
	step(r, "transmitted", "2026-01-01/", NULL);
	has(r, "");
	hj_record_free(r);
}

static void
a_second_letter_begins_a_second_limit(void **state)
{
	struct hj_record *r = petition("wgeid-std", "");

	(void)state;
	step(r, "reply", "2026-01-31", NULL);
	has(r, "comment 2026-07-31 wgeid-comment");
	step(r, "comment", NULL, NULL);
	step(r, "reply", "2026-08-31", NULL);
	has(r,
	    "comment 2026-07-31 wgeid-comment met ?; comment 2027-02-28 wgeid-comment");
	hj_record_free(r);
}

static void
a_day_that_the_letter_sets_goes_before_the_rule(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = petition("wgad-reg", "");

	(void)state;
	step(r, "transmitted", "2026-01-10", "2026-02-01");
	has(r, "state-reply 2026-02-01");
	step(r, "reply", "2026-01-30", "2026-02-13");
	has(r, "state-reply 2026-02-01 met 2026-01-30; comment 2026-02-13");
	step(r, "comment", "2026-02-12", NULL);
	has(r,
	    "state-reply 2026-02-01 met 2026-01-30; comment 2026-02-13 met 2026-02-12");
	assert_int_equal(hj_deadline_step(r, "closed", NULL, "2026-03-01",
			     &err),
	    HJ_EINVAL);
	hj_record_free(r);
}

static void
more_time_moves_the_limit_that_is_open(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = petition("wgad-reg", "");

	(void)state;
	assert_int_equal(hj_deadline_extend(r, NULL, &err), HJ_ENOTFOUND);
	step(r, "transmitted", "2026-01-10", NULL);
	assert_int_equal(hj_deadline_extend(r, NULL, &err), HJ_OK);
	has(r, "state-reply 2026-04-10 wgad-extension");
	hj_record_free(r);
	r = petition("sp", "");
	step(r, "transmitted", "2026-01-10", NULL);
	assert_int_equal(hj_deadline_extend(r, NULL, &err), HJ_EINVAL);
	assert_int_equal(hj_deadline_extend(r, "2026-05-01", &err), HJ_OK);
	has(r, "state-reply 2026-05-01 sp-reply");
	hj_record_free(r);
}

static void
what_counts_from_the_session_follows_it_until_it_is_sent(void **state)
{
	struct hj_record *r = standing_at("draft", "hrc-ngo",
	    "<deadline id=\"d00001\" kind=\"session\">"
	    "<date>2027-02-22</date></deadline>");
	struct hj_error err = HJ_ERROR;
	struct hj_node *date;

	(void)state;
	step(r, "ready", "2026-12-01", NULL);
	has(r, "session 2027-02-22; submit 2027-02-08 hrc-submit");
	date =
	    hj_node_child(hj_node_child(hj_record_root(r), "deadline"), "date");
	assert_int_equal(hj_record_set_text(r, date, "2027-03-01", 10, &err),
	    HJ_OK);
	step(r, "ready", "2026-12-02", NULL);
	has(r, "session 2027-03-01; submit 2027-02-15 hrc-submit");
	step(r, "sent", "2027-02-01", NULL);
	has(r,
	    "session 2027-03-01 met 2027-02-01; submit 2027-02-15 hrc-submit met 2027-02-01");
	hj_record_free(r);
}

static void
the_last_remedy_counts(void **state)
{
	struct hj_record *r = standing_at("draft", "hrc-op1",
	    "<remedy id=\"r00001\"><date>2020-05</date></remedy>"
	    "<remedy id=\"r00002\"><date>2024-02-29</date></remedy>"
	    "<remedy id=\"r00003\"><date>2019</date></remedy>");

	(void)state;
	step(r, "draft", NULL, NULL);
	has(r, "submit 2029-02-28 op1-exhausted");
	hj_record_free(r);
}

static bool
is_code(const char *list, const char *code, size_t n)
{
	return hj_vocab_find(hj_vocab_list(list), code, n) != NULL;
}

static void
every_rule_names_codes_that_there_are_and_its_source(void **state)
{
	const struct hj_list *all = hj_vocab_list("mechanism");
	const char *words, *word;
	unsigned found = 0;
	size_t n;

	(void)state;
	for (size_t i = 0; i < all->n; i++) {
		const struct hj_deadline_rule *r = NULL;

		while (hj_deadline_next(all->rows[i].code, &r)) {
			found++;
			assert_ptr_equal(hj_deadline_rule(r->id), r);
			assert_true(is_code("deadline-kind", r->kind,
			    strlen(r->kind)));
			for (words = r->mechanisms;
			     hj_word_next(&words, &word, &n);)
				assert_true(is_code("mechanism", word, n));
			for (words = r->met; hj_word_next(&words, &word, &n);)
				assert_true(is_code("pet-status", word, n));
			assert_true(is_code("pet-status", r->from,
					strlen(r->from)) ||
			    hj_word_among(
				"event session remedy extension elsewhere torture",
				r->from));
			assert_int_equal(strlen(r->as_of), 7);
			assert_true(strlen(r->source) > 20);
		}
	}
	assert_true(found >= 15);
	assert_null(hj_deadline_rule("nothing"));
	assert_null(hj_deadline_rule(NULL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    sixty_days_after_it_was_sent_on_the_state_is_to_reply),
		cmocka_unit_test(an_uncertain_day_makes_an_uncertain_limit),
		cmocka_unit_test(a_second_letter_begins_a_second_limit),
		cmocka_unit_test(a_day_that_the_letter_sets_goes_before_the_rule),
		cmocka_unit_test(more_time_moves_the_limit_that_is_open),
		cmocka_unit_test(
		    what_counts_from_the_session_follows_it_until_it_is_sent),
		cmocka_unit_test(the_last_remedy_counts),
		cmocka_unit_test(
		    every_rule_names_codes_that_there_are_and_its_source),
	};

	return cmocka_run_group_tests_name("deadline", tests, NULL, NULL);
}
