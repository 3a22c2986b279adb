#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/case/codec.h"
#include "core/store/due.h"
#include "core/names/name.h"
#include "core/base/limits.h"

static struct hj_record *
file(const char *kind, const char *status, const char *inside)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;
	char xml[8192];
	int n;

	n = snprintf(xml, sizeof(xml),
	    "<case xmlns=\"" HJ_CASE_NS "\" id=\"0123456789abcdef\" "
	    "kind=\"%s\" status=\"%s\">%s</case>",
	    kind, status, inside);
	if (hj_codec_decode((const uint8_t *)xml, (size_t)n, &r, &err) != HJ_OK)
		fail_msg("%s", err.text);
	return r;
}

static int
note(void *to, const struct hj_due *d, struct hj_error *err)
{
	static const char *const words[] = { "deadline", "task", "contact",
		"consent", "clock", "retention", "review" };
	char *found = to;
	size_t n = strlen(found);

	(void)err;
	snprintf(found + n, 1024 - n, "%s %s\n", words[d->kind], d->name);
	return HJ_OK;
}

/* Of the record, and of its row in the catalogue: they never differ. */
static void
lists(const struct hj_record *r, const char *expected)
{
	struct hj_buf items = HJ_BUF(HJ_RECORD_MAX);
	struct hj_row row = { .root = 'c' };
	struct hj_error err = HJ_ERROR;
	struct hj_namer *namer = NULL;
	char found[1024] = "", of_row[1024] = "";
	struct hj_row_item item;
	struct hj_due d;
	size_t at = 0;

	assert_int_equal(hj_due_each(r, note, found, &err), HJ_OK);
	assert_string_equal(found, expected);
	assert_int_equal(hj_namer_new(&namer, &err), HJ_OK);
	assert_int_equal(hj_row_describe(r, namer, &row, &items, &err), HJ_OK);
	hj_namer_free(namer);
	while (hj_row_next(&row, &at, &item))
		if (item.tag == HJ_ROW_DUE) {
			assert_true(hj_due_get(&item, &d));
			assert_int_equal(note(of_row, &d, &err), HJ_OK);
		}
	assert_string_equal(of_row, expected);
	hj_buf_clear(&items);
}

static void
due(const char *status, const char *inside, const char *expected)
{
	struct hj_record *r = file("person", status, inside);

	lists(r, expected);
	hj_record_free(r);
}

static void
open_tasks_are_due_with_and_without_a_date(void **state)
{
	static const char tasks[] =
	    "<task id=\"t00001\" status=\"todo\"><due>2026-11</due></task>"
	    "<task id=\"t00002\"></task>"
	    "<task id=\"t00003\" status=\"done\"><due>2026-11</due></task>"
	    "<task id=\"t00004\" status=\"drop\"><due>2026-11</due></task>"
	    "<task id=\"t00005\" status=\"wait\">"
	    "<due known=\"unknown\"></due></task>";

	(void)state;
	due("open", tasks, "task t00001\ntask t00002\ntask t00005\n");
	/* Closing a file does not do its work. */
	due("closed", tasks, "task t00001\ntask t00002\ntask t00005\n");
}

static void
petition(const char *status, const char *inside, const char *expected)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;
	char xml[1024];
	int n = snprintf(xml, sizeof(xml),
	    "<petition xmlns=\"" HJ_CASE_NS "\" id=\"0123456789abcdef\" "
	    "status=\"%s\"><deadline id=\"d00001\" kind=\"state-reply\">"
	    "<date>2026-12-01</date>%s</deadline></petition>",
	    status, inside);

	if (hj_codec_decode((const uint8_t *)xml, (size_t)n, &r, &err) != HJ_OK)
		fail_msg("%s", err.text);
	lists(r, expected);
	hj_record_free(r);
}

static void
a_deadline_of_a_petition_is_due_until_it_is_met(void **state)
{
	(void)state;
	petition("sent", "", "deadline d00001\n");
	petition("sent", "<met>2026-11-20</met>", "");
	petition("sent", "<met known=\"unknown\"></met>", "");
}

static void
nothing_is_due_of_a_petition_that_is_closed_or_withdrawn(void **state)
{
	(void)state;
	petition("decided", "", "deadline d00001\n");
	petition("closed", "", "");
	petition("withdrawn", "", "");
}

#define CALL(id, person, date, result, next)                                   \
	"<contactlog id=\"" id "\">" person "<date>" date "</date>" result     \
	"" next "</contactlog>"
#define WHO(id) "<person>" id "</person>"
#define CAME(code) "<result>" code "</result>"
#define NEXT(date) "<next>" date "</next>"

static void
a_later_contact_settles_what_was_promised(void **state)
{
	(void)state;
	due("open", CALL("c00001", "", "2026-11-01", "", NEXT("2026-11-08")),
	    "contact c00001\n");
	due("open",
	    CALL("c00001", "", "2026-11-01", "", NEXT("2026-11-08"))
		CALL("c00002", "", "2026-11-07", CAME("reached"), ""),
	    "");
	due("open",
	    CALL("c00001", "", "2026-11-01", "", NEXT("2026-11-08"))
		CALL("c00002", "", "2026-11-07", "", NEXT("2026-11-14")),
	    "contact c00002\n");
	/* On the same day the later one counts, in the order of the file. */
	due("open",
	    CALL("c00001", "", "2026-11-01", "", NEXT("2026-11-08"))
		CALL("c00002", "", "2026-11-01", CAME("declined"), ""),
	    "");
	due("open",
	    CALL("c00001", "", "2026-11-01", CAME("reached"), "")
		CALL("c00002", "", "2026-11-01", "", NEXT("2026-11-08")),
	    "contact c00002\n");
	due("closed", CALL("c00001", "", "2026-11-01", "", NEXT("2026-11-08")),
	    "");
}

static void
a_call_that_nobody_answered_settles_nothing(void **state)
{
	(void)state;
	due("open",
	    CALL("c00001", "", "2026-11-01", "", NEXT("2026-11-08"))
		CALL("c00002", "", "2026-11-08", CAME("noanswer"), ""),
	    "contact c00001\n");
	due("open",
	    CALL("c00001", "", "2026-11-01", "", NEXT("2026-11-08"))
		CALL("c00002", "", "2026-11-08", CAME("noanswer"),
		    NEXT("2026-11-09")),
	    "contact c00002\n");
}

static void
a_contact_with_one_does_not_settle_that_with_another(void **state)
{
	(void)state;
	due("open",
	    "<person id=\"p00001\"></person><person id=\"p00002\"></person>" CALL(
		"c00001", WHO("p00001"), "2026-11-01", "", NEXT("2026-11-08"))
		CALL("c00002", WHO("p00002"), "2026-11-07", CAME("reached"),
		    ""),
	    "contact c00001\n");
}

#define CONSENT(id, status, scope, date, until)                                \
	"<consent id=\"" id "\" status=\"" status "\">"                        \
	"<subject>p00001</subject>" scope "<date>" date "</date>" until        \
	"</consent>"
#define FOR(id, code) "<scope id=\"" id "\">" code "</scope>"
#define UNTIL(date) "<until>" date "</until>"
#define P "<person id=\"p00001\"></person>"

static void
a_consent_that_ends_is_due_until_there_is_a_newer_word(void **state)
{
	(void)state;
	due("open",
	    P CONSENT("c00001", "given", FOR("s00001", "store"), "2025-01",
		UNTIL("2026-12-31")),
	    "consent c00001\n");
	due("open",
	    P CONSENT("c00001", "given", FOR("s00001", "store"), "2025-01",
		UNTIL("2026-12-31")) CONSENT("c00002", "given",
		FOR("s00002", "store"), "2026-11", ""),
	    "");
	due("open",
	    P CONSENT("c00001", "given", FOR("s00001", "store"), "2025-01",
		UNTIL("2026-12-31")) CONSENT("c00002", "refused",
		FOR("s00002", "store"), "2026-11", ""),
	    "");
	/* One of its two purposes is renewed. */
	due("open",
	    P CONSENT("c00001", "given",
		FOR("s00001", "store") FOR("s00002", "stats"), "2025-01",
		UNTIL("2026-12-31")) CONSENT("c00002", "given",
		FOR("s00003", "store"), "2026-11", ""),
	    "consent c00001\n");
	due("open",
	    P CONSENT("c00001", "refused", FOR("s00001", "store"), "2025-01",
		UNTIL("2026-12-31")),
	    "");
	due("open",
	    P "<consent id=\"c00001\" status=\"given\"><subject>p00001"
	      "</subject>" FOR("s00001", "store")
		  UNTIL("2026-12-31") "<withdrawal></withdrawal></consent>",
	    "");
}

static void
a_clock_is_due_under_the_name_of_its_mechanism(void **state)
{
	(void)state;
	due("open",
	    "<event id=\"e00001\" type=\"disappear\"><date>2025-11</date>"
	    "</event>",
	    "clock wgeid-urg\n");
}

static void
an_uncertain_date_may_be_late_before_it_is(void **state)
{
	struct hj_due d = { .when = { 100, 130 } };

	(void)state;
	assert_int_equal(hj_due_state(&d, 100), HJ_DUE_AHEAD);
	assert_int_equal(hj_due_state(&d, 101), HJ_DUE_MAYBE);
	assert_int_equal(hj_due_state(&d, 130), HJ_DUE_MAYBE);
	assert_int_equal(hj_due_state(&d, 131), HJ_DUE_LATE);
	d.when = (struct hj_span){ INT32_MAX, INT32_MAX };
	assert_int_equal(hj_due_state(&d, 131), HJ_DUE_UNDATED);
	d.when = (struct hj_span){ 100, INT32_MAX };
	assert_int_equal(hj_due_state(&d, 131), HJ_DUE_MAYBE);
}

static void
an_item_of_another_kind_or_length_is_passed_over(void **state)
{
	static const uint8_t bytes[HJ_DUE_ITEM] = { 0 };
	struct hj_row_item item = { .tag = HJ_ROW_DUE, .p = bytes };
	struct hj_due d;

	(void)state;
	for (item.len = 0; item.len <= HJ_DUE_ITEM; item.len++)
		assert_true(hj_due_get(&item, &d) ==
		    (item.len >= 8 && item.len < HJ_DUE_ITEM));
	item.len = 8;
	item.aux = HJ_DUE_KINDS;
	assert_false(hj_due_get(&item, &d));
	item.aux = 0;
	item.tag = HJ_ROW_CODE;
	assert_false(hj_due_get(&item, &d));
}

#define KEPT                                                                   \
	"<retention><until>2030-05</until><basis>x</basis>"                    \
	"<review>2028</review></retention>"

static void
until_when_a_file_is_kept_is_due_also_when_it_is_closed(void **state)
{
	(void)state;
	due("open", KEPT, "retention \nreview \n");
	due("closed", KEPT, "retention \nreview \n");
	due("open", "<retention><basis>x</basis></retention>", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    until_when_a_file_is_kept_is_due_also_when_it_is_closed),
		cmocka_unit_test(open_tasks_are_due_with_and_without_a_date),
		cmocka_unit_test(a_deadline_of_a_petition_is_due_until_it_is_met),
		cmocka_unit_test(
		    nothing_is_due_of_a_petition_that_is_closed_or_withdrawn),
		cmocka_unit_test(a_later_contact_settles_what_was_promised),
		cmocka_unit_test(a_call_that_nobody_answered_settles_nothing),
		cmocka_unit_test(
		    a_contact_with_one_does_not_settle_that_with_another),
		cmocka_unit_test(
		    a_consent_that_ends_is_due_until_there_is_a_newer_word),
		cmocka_unit_test(a_clock_is_due_under_the_name_of_its_mechanism),
		cmocka_unit_test(an_uncertain_date_may_be_late_before_it_is),
		cmocka_unit_test(an_item_of_another_kind_or_length_is_passed_over),
	};

	return cmocka_run_group_tests_name("due", tests, NULL, NULL);
}
