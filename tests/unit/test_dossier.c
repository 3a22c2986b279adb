#include "tests/unit/dossier_world.h"

#define SAYS(x, what) assert_non_null(strstr((x)->text, what))
#define SAYS_NOT(x, what) assert_null(strstr((x)->text, what))

static void
nothing_above_its_level_is_told(void **state)
{
	static const char *const kept[] = { "Hidden", "rotestant", "prot",
		"insulin", "Captain", "Watcher", "Sister", "sister", "Sundays",
		"our own office", "told her", "Handwritten", "2026-08" };
	struct built x;

	(void)state;
	build(&x, whole, file, "en");
	for (size_t i = 0; i < HJ_LEN(kept); i++)
		SAYS_NOT(&x, kept[i]);
	SAYS(&x, ">kitchen help</occupation>");
	SAYS(&x, "Taken at a market &amp; held.");
	SAYS(&x, "<body>An embassy</body>");
	drop(&x);
}

static void
whom_consent_does_not_cover_is_told_by_what_many_share(void **state)
{
	struct built x;

	(void)state;
	build(&x, whole, file, "en");
	SAYS(&x,
	    "<victim n=\"2\" disclosed=\"no\">\n<placeholder>Person 2 (woman, 40s)</placeholder>\n"
	    "<described sort=\"woman\" decade=\"40\"></described>\n"
	    "<fact of=\"arrest\" year=\"2019\"><state code=\"CN\">China</state></fact>\n</victim>");
	SAYS_NOT(&x, "Byeol");
	SAYS_NOT(&x, ">43<");
	assert_int_equal(x.facts.disclosed, 1);
	assert_int_equal(x.facts.withheld, 1);
	drop(&x);
}

static void
scopes_are_asked_one_by_one(void **state)
{
	struct built x;

	(void)state;
	build(&x, whole, file, "en");
	SAYS(&x, "<may scope=\"un-conf\" code=\"no\">");
	SAYS(&x, "<may scope=\"un-state\" code=\"yes\">");
	SAYS(&x, "<may scope=\"un-public\" code=\"no\">");
	drop(&x);
}

static void
what_nobody_knows_is_said_and_what_nobody_asked_is_not(void **state)
{
	struct built x;

	(void)state;
	build(&x, whole, file, "en");
	SAYS(&x, "<origin known=\"unknown\"></origin>");
	SAYS(&x, "<ordered-by known=\"unknown\"></ordered-by>");
	SAYS_NOT(&x, "not-asked");
	SAYS_NOT(&x, "<nationality");
	SAYS_NOT(&x, "<marital");
	drop(&x);
}

static void
two_accounts_are_a_range(void **state)
{
	struct built x;

	(void)state;
	build(&x, whole, file, "en");
	SAYS(&x, "<n accounts=\"2\">between 31 and 34 (two accounts)</n>");
	SAYS(&x,
	    "<date accounts=\"2\">between 12 April 2019 and 20 April 2019 (two accounts)</date>");
	drop(&x);
	build(&x, whole, file, "ko");
	SAYS(&x, "31에서 34 사이(진술 2건)");
	SAYS(&x, "2019년 4월 12일에서 2019년 4월 20일 사이(진술 2건)");
	drop(&x);
}

static void
a_preferred_account_stands_for_both(void **state)
{
	static const char preferred[] =
	    "<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\" kind=\"person\">" PEOPLE
	    "<event id=\"evt001\" pref=\"yes\" type=\"death\"><who id=\"wh0001\">pers01</who><date>2019</date><state>KP</state></event>"
	    "<event id=\"evt002\" type=\"death\"><who id=\"wh0002\">pers01</who><date>2021</date><state>CN</state><same-as>evt001</same-as></event>" REST
	    "</case>";
	struct built x;

	(void)state;
	build(&x, whole, preferred, "en");
	SAYS(&x, ">2019 (preferred of two accounts)</date>");
	SAYS(&x,
	    ">Democratic People's Republic of Korea (preferred of two accounts)</state>");
	drop(&x);
}

static void
places_and_codes_that_differ_stand_side_by_side(void **state)
{
	static const char either[] =
	    "<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\" kind=\"person\">" PEOPLE
	    "<event id=\"evt001\" type=\"death\"><who id=\"wh0001\">pers01</who><date>2019~/2020</date><state>KP</state></event>"
	    "<event id=\"evt002\" type=\"death\"><who id=\"wh0002\">pers01</who><date>2021</date><state>CN</state><same-as>evt001</same-as></event>" REST
	    "</case>";
	struct built x;

	(void)state;
	build(&x, whole, either, "en");
	SAYS(&x,
	    "Democratic People's Republic of Korea or China (two accounts)</state>");
	/* "Between from about 2019 to 2020" is no English. */
	SAYS_NOT(&x, "between from");
	SAYS(&x, " or 2021 (two accounts)</date>");
	drop(&x);
}

static void
a_text_in_another_language_says_that_it_lacks_a_translation(void **state)
{
	struct built x;

	(void)state;
	build(&x, whole, file, "en");
	SAYS(&x, "<text lacks=\"translation\"></text>");
	SAYS_NOT(&x, "시장");
	SAYS(&x, "<request lacks=\"translation\"></request>");
	drop(&x);
	build(&x, whole, file, "fr");
	SAYS_NOT(&x, "Taken at a market");
	SAYS(&x, "lang=\"fr\"");
	drop(&x);
}

static void
an_arrest_and_the_detention_after_it_are_one_period(void **state)
{
	struct built x;

	(void)state;
	build(&x, whole, file, "en");
	SAYS(&x, "<stage n=\"1\" state=\"CN\" period=\"1\">");
	SAYS(&x, "<stage n=\"2\" state=\"CN\" period=\"1\">");
	SAYS(&x, "<stage n=\"4\" state=\"KP\" period=\"2\">");
	SAYS(&x, "<period n=\"1\" state=\"CN\"></period>");
	SAYS(&x, "<period n=\"2\" state=\"KP\" respondent=\"no\"></period>");
	SAYS_NOT(&x, "<period n=\"3\"");
	drop(&x);
}

static void
a_petition_on_one_period_leaves_the_other_out(void **state)
{
	struct built x;

	(void)state;
	build(&x, of_one_period, file, "en");
	SAYS(&x, "<period n=\"2\" state=\"KP\"></period>");
	/* The detention in China is told, but is no period of it. */
	SAYS(&x, "<stage n=\"2\" state=\"CN\">\n");
	drop(&x);
}

static void
a_group_is_told_of_as_far_as_it_is_public(void **state)
{
	struct built x;

	(void)state;
	build(&x, whole, file, "en");
	SAYS(&x, "<group n=\"1\">\n");
	SAYS(&x, "<label>Those of the market</label>");
	assert_int_equal(x.facts.further, 4);
	drop(&x);
}

static void
a_statement_has_paragraphs_and_footnotes(void **state)
{
	struct built x;

	(void)state;
	build(&x, with_statement, file, "en");
	SAYS(&x, "<p>One.<note>A note &amp; more.</note> Two.</p>\n");
	SAYS(&x, "<p>Three [[is open.</p>\n");
	SAYS_NOT(&x, "다른");
	drop(&x);
}

static void
text_of_the_petition_never_becomes_markup(void **state)
{
	struct built x;

	(void)state;
	build(&x, whole, file, "en");
	SAYS(&x, "No court &lt;b&gt; heard her.");
	SAYS(&x, "<name>Bak Do Hun</name>");
	drop(&x);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_above_its_level_is_told),
		cmocka_unit_test(
		    whom_consent_does_not_cover_is_told_by_what_many_share),
		cmocka_unit_test(scopes_are_asked_one_by_one),
		cmocka_unit_test(
		    what_nobody_knows_is_said_and_what_nobody_asked_is_not),
		cmocka_unit_test(two_accounts_are_a_range),
		cmocka_unit_test(a_preferred_account_stands_for_both),
		cmocka_unit_test(places_and_codes_that_differ_stand_side_by_side),
		cmocka_unit_test(
		    a_text_in_another_language_says_that_it_lacks_a_translation),
		cmocka_unit_test(
		    an_arrest_and_the_detention_after_it_are_one_period),
		cmocka_unit_test(a_petition_on_one_period_leaves_the_other_out),
		cmocka_unit_test(a_group_is_told_of_as_far_as_it_is_public),
		cmocka_unit_test(a_statement_has_paragraphs_and_footnotes),
		cmocka_unit_test(text_of_the_petition_never_becomes_markup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
