#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/date/calendar.h"
#include "export/consent/consent.h"
#include "export/consent/recipient.h"

#define PERSON "pers01"

/* One consent record of a file, in few words. */
struct said {
	const char *status;
	const char *scope;
	const char *date; /* NULL: none */
	const char *until;
	const char *recipient;
	const char *withdrawn; /* date, "" = without one, NULL = not */
};

static const struct said *const nobody = NULL;

static void
add_consent(char *to, size_t size, const struct said *s, size_t n)
{
	size_t len = strlen(to);

	len += (size_t)snprintf(to + len, size - len,
	    "<consent id=\"cns%03zu\" status=\"%s\"><subject>" PERSON
	    "</subject><scope id=\"scp%03zu\">%s</scope>",
	    n, s->status, n, s->scope);
	if (s->recipient != NULL)
		len += (size_t)snprintf(to + len, size - len,
		    "<recipient id=\"rcp%03zu\">%s</recipient>", n,
		    s->recipient);
	if (s->date != NULL)
		len += (size_t)snprintf(to + len, size - len, "<date>%s</date>",
		    s->date);
	if (s->until != NULL)
		len += (size_t)snprintf(to + len, size - len,
		    "<until>%s</until>", s->until);
	if (s->withdrawn != NULL)
		len += (size_t)snprintf(to + len, size - len,
		    *s->withdrawn != '\0'
			? "<withdrawal><date>%s</date></withdrawal>"
			: "<withdrawal></withdrawal>%s",
		    s->withdrawn);
	(void)snprintf(to + len, size - len, "</consent>");
}

static enum hj_consent_answer
ask_of(const char *person, const char *to, const struct said *s, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;
	struct hj_consent_question q = { .person = PERSON,
		.scope = "un-public",
		.recipient = to,
		.today = (int32_t)hj_calendar_day(2026, 6, 1) };
	enum hj_consent_answer a;
	char xml[8192];

	(void)snprintf(xml, sizeof(xml),
	    "<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\" kind=\"person\">"
	    "<person id=\"" PERSON "\">%s</person>",
	    person);
	for (size_t i = 0; i < n; i++)
		add_consent(xml, sizeof(xml), &s[i], i);
	strcat(xml, "</case>");
	if (hj_codec_decode((const uint8_t *)xml, strlen(xml), &r, &err) !=
	    HJ_OK)
		fail_msg("%s", err.text);
	q.record = r;
	a = hj_consent_decide(&q, NULL);
	hj_record_free(r);
	return a;
}

#define NAMED "<name id=\"nam001\"><full>X</full></name>"

static enum hj_consent_answer
ask(const struct said *s, size_t n)
{
	return ask_of(NAMED, NULL, s, n);
}

static void
without_a_record_the_answer_is_no(void **state)
{
	const struct said other[] = { { "given", "store", "2026-01", NULL, NULL,
	    NULL } };
	static const char *const not_given[] = { "notasked", "expired" };

	(void)state;
	assert_int_equal(ask(nobody, 0), HJ_CONSENT_NONE);
	assert_int_equal(ask(other, 1), HJ_CONSENT_NONE);
	for (size_t i = 0; i < HJ_LEN(not_given); i++) {
		const struct said s = { not_given[i], "un-public", "2026-01",
			NULL, NULL, NULL };

		assert_int_equal(ask(&s, 1), HJ_CONSENT_NONE);
	}
}

static void
who_could_not_be_asked_waits_for_a_second_member(void **state)
{
	const struct said s[] = { { "impossible", "un-public", "2026-01", NULL,
				      NULL, NULL },
		{ "refused", "un-public", "2020", NULL, NULL, NULL } };

	(void)state;
	assert_int_equal(ask(s, 1), HJ_CONSENT_APPROVAL);
	assert_int_equal(ask(s, 2), HJ_CONSENT_REFUSED);
}

static void
a_record_given_for_the_scope_is_yes(void **state)
{
	const struct said s[] = { { "given", "un-public", "2026-01", NULL, NULL,
	    NULL } };

	(void)state;
	assert_int_equal(ask(s, 1), HJ_CONSENT_YES);
}

static void
a_refusal_beats_what_is_not_certainly_newer(void **state)
{
	static const struct {
		const char *given, *refused;
		enum hj_consent_answer answer;
	} rows[] = {
		{ "2026-01-05", "2026-02-01", HJ_CONSENT_REFUSED },
		{ "2026-02-05", "2026-02-01", HJ_CONSENT_YES },
		/* The refusal may have come on the 28th. */
		{ "2026-02-05", "2026-02", HJ_CONSENT_REFUSED },
		{ "2026-02", "2026-02-05", HJ_CONSENT_REFUSED },
		{ "2026-02-05", "2026-02-05", HJ_CONSENT_REFUSED },
		{ NULL, "2020", HJ_CONSENT_REFUSED },
		{ "2026-02-05", NULL, HJ_CONSENT_REFUSED },
		{ "2026-02-05", "2025/", HJ_CONSENT_REFUSED },
	};

	(void)state;
	for (size_t i = 0; i < HJ_LEN(rows); i++) {
		const struct said s[] = {
			{ "given", "un-public", rows[i].given, NULL, NULL,
			    NULL },
			{ "refused", "un-public", rows[i].refused, NULL, NULL,
			    NULL },
		};
		const struct said turned[] = { s[1], s[0] };

		assert_int_equal(ask(s, 2), rows[i].answer);
		assert_int_equal(ask(turned, 2), rows[i].answer);
	}
}

static void
a_withdrawn_record_is_dead_and_kills_older_ones(void **state)
{
	const struct said one[] = { { "given", "un-public", "2026-01-01", NULL,
	    NULL, "2026-02-01" } };
	const struct said undated[] = { { "given", "un-public", "2026-01-01",
	    NULL, NULL, "" } };
	const struct said older[] = { one[0],
		{ "given", "un-public", "2026-01-20", NULL, NULL, NULL } };
	const struct said newer[] = { one[0],
		{ "given", "un-public", "2026-03-01", NULL, NULL, NULL } };

	(void)state;
	assert_int_equal(ask(one, 1), HJ_CONSENT_REFUSED);
	assert_int_equal(ask(undated, 1), HJ_CONSENT_REFUSED);
	assert_int_equal(ask(older, 2), HJ_CONSENT_REFUSED);
	assert_int_equal(ask(newer, 2), HJ_CONSENT_YES);
}

static void
a_proxy_never_outranks_a_refusal(void **state)
{
	const struct said s[] = {
		{ "refused", "un-public", "2020", NULL, NULL, NULL },
		{ "proxy", "un-public", "2026-01", NULL, NULL, NULL },
	};

	(void)state;
	assert_int_equal(ask(s, 2), HJ_CONSENT_REFUSED);
	assert_int_equal(ask(s + 1, 1), HJ_CONSENT_YES);
}

static void
a_record_that_ended_or_lies_ahead_does_not_count(void **state)
{
	const struct said ended[] = { { "given", "un-public", "2026-01",
	    "2026-05-31", NULL, NULL } };
	const struct said ends_in_some_day_of_june[] = { { "given", "un-public",
	    "2026-01", "2026-06", NULL, NULL } };
	const struct said perhaps[] = { { "given", "un-public", "2026-01",
	    "2026", NULL, NULL } };
	const struct said ahead[] = { { "given", "un-public", "2026-07", NULL,
	    NULL, NULL } };

	(void)state;
	assert_int_equal(ask(ended, 1), HJ_CONSENT_ENDED);
	assert_int_equal(ask(ends_in_some_day_of_june, 1), HJ_CONSENT_YES);
	assert_int_equal(ask(perhaps, 1), HJ_CONSENT_ENDED);
	assert_int_equal(ask(ahead, 1), HJ_CONSENT_ENDED);
}

static void
named_recipients_are_the_only_ones(void **state)
{
	const struct said s[] = { { "given", "un-public", "2026-01", NULL,
	    "HRC", NULL } };

	(void)state;
	assert_int_equal(ask_of(NAMED, "HRC", s, 1), HJ_CONSENT_YES);
	assert_int_equal(ask_of(NAMED, "WGEID", s, 1), HJ_CONSENT_RECIPIENT);
	assert_int_equal(ask_of(NAMED, NULL, s, 1), HJ_CONSENT_RECIPIENT);
}

static void
a_mechanism_is_one_recipient_however_it_is_called(void **state)
{
	static const char *const names[] = { "wgad", "WGAD-UA", "wgad-reg",
		"WGAD regular communication", "자의적구금실무그룹 긴급조치" };
	const struct hj_mechanism *wgad = hj_mechanism_by_word("wgad", false);

	(void)state;
	for (size_t i = 0; i < HJ_LEN(names); i++) {
		const struct said s[] = { { "given", "un-public", "2026-01",
		    NULL, names[i], NULL } };

		assert_int_equal(ask_of(NAMED, hj_recipient_of(wgad, NULL), s,
				     1),
		    HJ_CONSENT_YES);
		assert_int_equal(ask_of(NAMED, "wgeid-std", s, 1),
		    HJ_CONSENT_RECIPIENT);
		assert_int_equal(ask_of(NAMED, "A lawyer", s, 1),
		    HJ_CONSENT_RECIPIENT);
	}
}

static void
what_is_published_is_for_nobody_in_particular(void **state)
{
	const struct hj_mechanism *hrc = hj_mechanism_by_word("hrc", false);

	(void)state;
	assert_null(hj_recipient_of(hrc, NULL));
	assert_null(hj_recipient_of(hrc, "A lawyer"));
	assert_string_equal(hj_recipient_of(hj_mechanism_by_word("sp", false),
				"A lawyer"),
	    "A lawyer");
}

static void
a_minor_needs_a_guardian_and_from_twelve_their_own_word(void **state)
{
	const struct said own = { "given", "un-public", "2026-01", NULL, NULL,
		NULL };
	const struct said proxy = { "proxy", "un-public", "2026-01", NULL, NULL,
		NULL };
	const struct said both[] = { own, proxy };
	const char *child =
	    NAMED "<birth id=\"brt001\"><date>2018</date></birth>";
	const char *teen =
	    NAMED "<birth id=\"brt001\"><date>2011</date></birth>";
	const char *korean =
	    NAMED "<age id=\"age001\" type=\"korean\"><n>19</n></age>";
	const char *grown =
	    NAMED "<birth id=\"brt001\"><date>1980~</date></birth>";

	(void)state;
	assert_int_equal(ask_of(child, NULL, &own, 1), HJ_CONSENT_GUARDIAN);
	assert_int_equal(ask_of(child, NULL, &proxy, 1), HJ_CONSENT_YES);
	assert_int_equal(ask_of(teen, NULL, &proxy, 1), HJ_CONSENT_ASSENT);
	assert_int_equal(ask_of(teen, NULL, both, 2), HJ_CONSENT_YES);
	assert_int_equal(ask_of(korean, NULL, &own, 1), HJ_CONSENT_GUARDIAN);
	assert_int_equal(ask_of(grown, NULL, &own, 1), HJ_CONSENT_YES);
}

/* A file with one other person, two consents and what two versions say of
 * them. */
static enum hj_consent_answer
ask_contested(const char *status, const char *rows)
{
	static const char person[] =
	    "<person id=\"pers01\"><name id=\"nam001\"><full>Kim</full></name>"
	    "</person><person id=\"pers02\"><name id=\"nam002\"><full>Lee"
	    "</full></name></person>";
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;
	struct hj_consent_question q = { .person = PERSON,
		.scope = "un-public",
		.today = 20454 };
	enum hj_consent_answer a;
	char text[2048];

	(void)snprintf(text, sizeof(text),
	    "<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\">%s"
	    "<consent id=\"cns001\" status=\"given\"><subject>pers01</subject>"
	    "<scope id=\"scp001\">un-public</scope></consent>"
	    "<consent id=\"cns002\" status=\"%s\"><subject>pers02</subject>"
	    "<scope id=\"scp002\">un-public</scope></consent>%s</case>",
	    person, status, rows);
	if (hj_codec_decode((const uint8_t *)text, strlen(text), &r, &err) !=
	    HJ_OK)
		fail_msg("%s", err.text);
	q.record = r;
	a = hj_consent_decide(&q, NULL);
	hj_record_free(r);
	return a;
}

static void
a_record_of_which_two_versions_differ_allows_nothing(void **state)
{
	(void)state;
	assert_int_equal(ask_contested("given", ""), HJ_CONSENT_YES);
	assert_int_equal(ask_contested("given",
			     "<conflict conf=\"internal\" id=\"cnf001\">"
			     "<element>cns001</element><path>until</path>"
			     "<value>2027</value></conflict>"),
	    HJ_CONSENT_CONFLICT);
	/* Also where the difference lies deeper; but not in another record. */
	assert_int_equal(ask_contested("given",
			     "<conflict conf=\"internal\" id=\"cnf001\">"
			     "<element>scp001</element></conflict>"),
	    HJ_CONSENT_CONFLICT);
	assert_int_equal(ask_contested("given",
			     "<conflict conf=\"internal\" id=\"cnf001\">"
			     "<element>scp002</element></conflict>"),
	    HJ_CONSENT_YES);
}

static void
a_refusal_counts_for_whom_either_version_names(void **state)
{
	(void)state;
	assert_int_equal(ask_contested("refused", ""), HJ_CONSENT_YES);
	assert_int_equal(ask_contested("refused",
			     "<conflict conf=\"internal\" id=\"cnf001\">"
			     "<element>cns002</element><path>subject</path>"
			     "<value>pers01</value></conflict>"),
	    HJ_CONSENT_REFUSED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_record_the_answer_is_no),
		cmocka_unit_test(
		    a_record_of_which_two_versions_differ_allows_nothing),
		cmocka_unit_test(a_refusal_counts_for_whom_either_version_names),
		cmocka_unit_test(a_record_given_for_the_scope_is_yes),
		cmocka_unit_test(who_could_not_be_asked_waits_for_a_second_member),
		cmocka_unit_test(a_refusal_beats_what_is_not_certainly_newer),
		cmocka_unit_test(a_withdrawn_record_is_dead_and_kills_older_ones),
		cmocka_unit_test(a_proxy_never_outranks_a_refusal),
		cmocka_unit_test(a_record_that_ended_or_lies_ahead_does_not_count),
		cmocka_unit_test(named_recipients_are_the_only_ones),
		cmocka_unit_test(a_mechanism_is_one_recipient_however_it_is_called),
		cmocka_unit_test(what_is_published_is_for_nobody_in_particular),
		cmocka_unit_test(
		    a_minor_needs_a_guardian_and_from_twelve_their_own_word),
	};

	return cmocka_run_group_tests_name("consent", tests, NULL, NULL);
}
