/* An earlier revision on top of the present one (core/links/revert.h). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/base/limits.h"
#include "core/case/check.h"
#include "core/case/codec.h"
#include "tests/unit/revert_world.h"

#define CASE(s)                                                                \
	"<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\">" s "</case>"
#define TAG(id, text) "<tag id=\"" id "\">" text "</tag>"
#define NAME(id, text) "<name id=\"" id "\"><family>" text "</family></name>"
#define PERSON(s) "<person id=\"p23456\">" s "</person>"
#define KIM PERSON(NAME("n23456", "Kim"))
#define ROW(s) "<conflict conf=\"internal\" id=\"x23456\">" s "</conflict>"
#define AT(s) "<element>" s "</element>"
#define PATH(s) "<path>" s "</path>"
#define ATTR(s) "<attribute>" s "</attribute>"
#define VALUE(s) "<value>" s "</value>"
#define CONSENT(s, more)                                                       \
	"<consent id=\"c23456\" status=\"" s "\"><subject>p23456</subject>"    \
	"<scope id=\"s23456\">store</scope>" more "</consent>"
#define SIGNED "<evidence>e23456</evidence>"
#define EVIDENCE(id, blob, more)                                               \
	"<evidence id=\"" id "\"><blob>" blob "</blob>" more "</evidence>"
#define FILE_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define FILE_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static void
is(const struct hj_record *r, const char *expected)
{
	struct hj_buf b = HJ_BUF(HJ_CASE_MAX);
	const char *text;

	assert_int_equal(hj_codec_encode(r, &b, &error), HJ_OK);
	assert_int_equal(hj_buf_text(&b, &text, &error), HJ_OK);
	assert_string_equal(text, expected);
	hj_buf_clear(&b);
}

static int
put_back(const char *now, const char *then, struct hj_record **ret)
{
	struct hj_record *a = decoded(now), *b = decoded(then);
	int rc;

	seen = (struct seen){ 0 };
	error = HJ_ERROR;
	*ret = NULL;
	rc = hj_revert(a, b, see, &seen, ret, &error);
	hj_record_free(a);
	hj_record_free(b);
	return rc;
}

/* `then` put on top of `now` is `expected`, and a case file. */
static void
gives(const char *now, const char *then, const char *expected)
{
	struct hj_record *r = NULL;

	assert_int_equal(put_back(now, then, &r), HJ_OK);
	is(r, expected);
	if (hj_check_record(r, NULL, NULL, &error) != HJ_OK)
		fail_msg("%s", error.text);
	hj_record_free(r);
}

static void
what_was_changed_is_as_it_was(void **state)
{
	(void)state;
	gives(CASE(TAG("t23456", "after") PERSON(NAME("n23456", "Min"))),
	    CASE(TAG("t23456", "before") TAG("t34567", "gone") KIM),
	    CASE(TAG("t23456", "before") TAG("t34567", "gone") KIM));
	assert_memory_equal(&seen, &(struct seen){ 0 }, sizeof(seen));
}

static void
a_withdrawn_consent_does_not_come_back(void **state)
{
	(void)state;
	gives(CASE(KIM CONSENT("withdrawn", "")),
	    CASE(TAG("t23456", "x") KIM CONSENT("given", "")),
	    CASE(TAG("t23456", "x") KIM CONSENT("withdrawn", "")));
	assert_int_equal(seen.n[HJ_REVERT_STAYS], 1);
}

static void
a_consent_that_was_taken_out_does_not_come_back(void **state)
{
	(void)state;
	gives(CASE(KIM), CASE(TAG("t23456", "x") KIM CONSENT("given", "")),
	    CASE(TAG("t23456", "x") KIM));
	assert_int_equal(seen.n[HJ_REVERT_GONE], 1);
}

static void
who_consented_since_stays_with_all_that_is_needed(void **state)
{
	static const char form[] = CASE(KIM
	    "<place id=\"q23456\"></place>" EVIDENCE("e23456", FILE_A, "")
		CONSENT("given", SIGNED));

	(void)state;
	gives(form, CASE(TAG("t23456", "x")),
	    CASE(TAG("t23456", "x") KIM EVIDENCE("e23456", FILE_A, "")
		    CONSENT("given", SIGNED)));
	assert_int_equal(seen.n[HJ_REVERT_STAYS], 1);
	assert_int_equal(seen.n[HJ_REVERT_ALONG], 2);
}

static void
a_file_that_was_dropped_does_not_come_back(void **state)
{
#define PHOTO(s)                                                               \
	PERSON("<name id=\"n23456\"><family>Kim</family></name>"               \
	       "<photo id=\"f23456\">" s "</photo>")
	(void)state;
	gives(CASE(KIM),
	    CASE(PHOTO("<evidence>e23456</evidence>")
		    EVIDENCE("e23456", FILE_A, "")),
	    CASE(PHOTO("<evidence known=\"withheld\"></evidence>")));
	assert_int_equal(seen.n[HJ_REVERT_GONE], 1);
	assert_int_equal(seen.n[HJ_REVERT_LOOSE], 1);
}

static void
evidence_with_another_file_is_that_of_now(void **state)
{
	(void)state;
	gives(CASE(EVIDENCE("e23456", FILE_B, "")),
	    CASE(TAG("t23456", "x") EVIDENCE("e23456", FILE_A, "")),
	    CASE(TAG("t23456", "x") EVIDENCE("e23456", FILE_B, "")));
	assert_int_equal(seen.n[HJ_REVERT_FILE], 1);
}

static void
evidence_with_the_same_file_goes_back(void **state)
{
	(void)state;
	gives(CASE("<evidence id=\"e23456\"><title>b</title><blob>" FILE_A
		   "</blob></evidence>"),
	    CASE("<evidence id=\"e23456\"><title>a</title><blob>" FILE_A
		 "</blob></evidence>"),
	    CASE("<evidence id=\"e23456\"><title>a</title><blob>" FILE_A
		 "</blob></evidence>"));
}

static void
links_are_those_of_now(void **state)
{
#define LINK(id, to) "<link id=\"" id "\"><case>" to "</case></link>"
	(void)state;
	gives(CASE(LINK("k23456", "0123456789abcdeg")),
	    CASE(TAG("t23456", "x") LINK("k34567", "0123456789abcdeh")),
	    CASE(TAG("t23456", "x") LINK("k23456", "0123456789abcdeg")));
	assert_int_equal(seen.n[HJ_REVERT_STAYS], 1);
	assert_int_equal(seen.n[HJ_REVERT_GONE], 1);
}

static void
a_conflict_goes_with_its_field(void **state)
{
	(void)state;
	/* Settled since, of a consent: not open again. */
	gives(CASE(KIM CONSENT("refused", "")),
	    CASE(KIM CONSENT("given", "")
		    ROW(AT("c23456") ATTR("status") VALUE("refused"))),
	    CASE(KIM CONSENT("refused", "")));
	/* Open now, of a consent: still open. */
	gives(CASE(TAG("t23456", "y") KIM CONSENT("refused", "")
		      ROW(AT("c23456") ATTR("status") VALUE("given"))),
	    CASE(KIM CONSENT("refused", "")),
	    CASE(KIM CONSENT("refused", "")
		    ROW(AT("c23456") ATTR("status") VALUE("given"))));
	/* Of a name: as it was. */
	gives(CASE(KIM),
	    CASE(KIM ROW(AT("n23456") PATH("family") VALUE("Min"))),
	    CASE(KIM ROW(AT("n23456") PATH("family") VALUE("Min"))));
}

static void
what_cannot_be_put_back_is_refused(void **state)
{
	struct hj_record *r = NULL;

	(void)state;
	assert_int_equal(put_back(CASE(""),
			     "<case xmlns=\"urn:hanji:case:1\" "
			     "id=\"0123456789abcdeg\"></case>",
			     &r),
	    HJ_EREFUSED);
	assert_int_equal(put_back(CASE(""),
			     "<tombstone xmlns=\"urn:hanji:case:1\" "
			     "id=\"0123456789abcdef\"></tombstone>",
			     &r),
	    HJ_EREFUSED);
	assert_non_null(strstr(error.text, "erased"));
	assert_int_equal(put_back(CASE(""),
			     "<petition xmlns=\"urn:hanji:case:1\" "
			     "id=\"0123456789abcdef\"></petition>",
			     &r),
	    HJ_EREFUSED);
	assert_int_equal(put_back(CASE("<link id=\"k23456\" kind=\"absorbed\">"
				       "<case>0123456789abcdeg</case></link>"),
			     CASE(KIM), &r),
	    HJ_EREFUSED);
	assert_non_null(strstr(error.text, "became one"));
	assert_int_equal(put_back(CASE(KIM),
			     CASE("<link id=\"k23456\" kind=\"merged\">"
				  "<case>0123456789abcdeg</case></link>"),
			     &r),
	    HJ_EREFUSED);
	assert_null(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_changed_is_as_it_was),
		cmocka_unit_test(a_withdrawn_consent_does_not_come_back),
		cmocka_unit_test(a_consent_that_was_taken_out_does_not_come_back),
		cmocka_unit_test(who_consented_since_stays_with_all_that_is_needed),
		cmocka_unit_test(a_file_that_was_dropped_does_not_come_back),
		cmocka_unit_test(evidence_with_another_file_is_that_of_now),
		cmocka_unit_test(evidence_with_the_same_file_goes_back),
		cmocka_unit_test(links_are_those_of_now),
		cmocka_unit_test(a_conflict_goes_with_its_field),
		cmocka_unit_test(what_cannot_be_put_back_is_refused),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("revert", tests, NULL, NULL);
}
