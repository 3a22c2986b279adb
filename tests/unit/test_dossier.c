#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/calendar.h"
#include "core/codec.h"
#include "core/limits.h"
#include "export/dossier.h"

/* Invented people; only the first consented. */
#define PEOPLE                                                                                 \
	"<person id=\"pers01\" role=\"victim\">"                                               \
	"<name id=\"nam001\" script=\"latn\"><family>Han</family><given>Sol Mi</given></name>" \
	"<name conf=\"secret\" id=\"nam002\" script=\"latn\"><full>Hidden Alias</full></name>" \
	"<age id=\"age001\" type=\"international\"><n>31</n></age>"                            \
	"<age id=\"age002\" type=\"international\"><n>34</n></age>"                            \
	"<sex id=\"sex001\">f</sex>"                                                           \
	"<nationality id=\"nat001\" known=\"not-asked\"></nationality>"                        \
	"<origin id=\"orn001\" known=\"unknown\"></origin>"                                    \
	"<religion id=\"reg001\">prot</religion>"                                              \
	"<occupation id=\"occ001\" lang=\"en\">kitchen help</occupation>"                      \
	"<health id=\"hea001\" lang=\"en\">needs insulin</health>"                             \
	"</person>"                                                                            \
	"<person id=\"pers02\" role=\"victim\">"                                               \
	"<name id=\"nam004\" script=\"latn\"><family>Ok</family><given>Byeol</given></name>"   \
	"<age id=\"age003\"><n>43</n></age><sex id=\"sex002\">f</sex>"                         \
	"</person>"                                                                            \
	"<person id=\"pers03\" role=\"source\">"                                               \
	"<name id=\"nam005\" script=\"latn\"><full>Watcher Sister</full></name></person>"      \
	"<group id=\"grp001\" type=\"arrest\"><label>Those of the market</label>"              \
	"<count id=\"cnt001\"><min>4</min><max>4</max></count></group>"
#define ARREST                                                                                                                \
	"<event basis=\"heard\" id=\"evt001\" src=\"src001\" type=\"arrest\">"                                                \
	"<who id=\"wh0001\">pers01</who><who id=\"wh0002\">pers02</who>"                                                      \
	"<date>2019-04-12</date><state>CN</state>"                                                                            \
	"<narrative conf=\"public\" id=\"nar001\" lang=\"en\"><text>Taken at a market &amp; held.</text></narrative>"         \
	"<narrative conf=\"public\" id=\"nar002\" lang=\"ko\"><text>시장에서 잡혀갔다.</text></narrative>"            \
	"<narrative id=\"nar003\" lang=\"en\"><text>Only for our own office.</text></narrative>"                              \
	"<perpetrator id=\"per001\" role=\"direct\"><authority>aut001</authority><name>Captain Somebody</name></perpetrator>" \
	"<witness id=\"wit001\">pers03</witness></event>"                                                                     \
	"<event basis=\"media\" id=\"evt002\" src=\"src002\" type=\"arrest\">"                                                \
	"<who id=\"wh0003\">pers01</who><date>2019-04-20</date><state>CN</state>"                                             \
	"<same-as>evt001</same-as></event>"
#define HELD                                                                                              \
	"<detention id=\"det001\" type=\"cn-border\"><who>pers01</who><state>CN</state>"                  \
	"<date>2019-04-12</date><authority>aut001</authority><ordered-by known=\"unknown\"></ordered-by>" \
	"<warrant><shown>no</shown></warrant>"                                                            \
	"<reason id=\"rea001\"><text>what they told her</text><code>cn-illegal</code></reason>"           \
	"<end><date>2019-05-28</date><how>repat</how></end></detention>"                                  \
	"<detention id=\"det002\" type=\"kuryu-mss\"><who>pers01</who><state>KP</state>"                  \
	"<date>2019-05-28</date></detention>"                                                             \
	"<repatriation id=\"rep001\"><who>pers01</who><from>CN</from><to>KP</to>"                         \
	"<date>2019-05-28</date></repatriation>"
#define REST                                                                                         \
	"<authority id=\"aut001\"><organ>cn-psb</organ><state>CN</state></authority>"                \
	"<source id=\"src001\" kind=\"family\"><title>Sister by telephone</title></source>"          \
	"<source conf=\"public\" id=\"src002\" kind=\"press\"><title>A paper</title></source>"       \
	"<action id=\"act001\" type=\"inquiry\"><by>her sister</by><body>An embassy</body></action>" \
	"<consent id=\"cns001\" status=\"given\"><subject>pers01</subject>"                          \
	"<by>Handwritten Witness</by>"                                                               \
	"<scope id=\"scp001\">un-state</scope><date>2026-01</date></consent>"                        \
	"<note id=\"nte001\"><text>Calls on Sundays.</text></note>"

static const char file[] =
    "<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\" kind=\"person\">" PEOPLE
	ARREST HELD REST "</case>";

#define PETITION(more)                                                                   \
	"<petition xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdeg\" status=\"draft\">" \
	"<mechanism>wgad-reg</mechanism><title>T</title>"                                \
	"<victim id=\"vic001\"><case>0123456789abcdef</case></victim>" more              \
	"</petition>"
static const char whole[] = PETITION(
    "<state id=\"sta001\">CN</state>"
    "<category id=\"cat001\"><code>III</code><reasons lang=\"en\">No court &lt;b&gt; heard her.</reasons></category>"
    "<request id=\"req001\" lang=\"ko\">풀어 주십시오.</request>"
    "<submitter><name>Bak Do Hun</name></submitter>"
    "<deadline id=\"dea001\" kind=\"own\"><date>2026-08-01</date></deadline>");
static const char of_one_period[] =
    PETITION("<spell id=\"spe001\"><case>0123456789abcdef</case><detention>det002</detention></spell>"
	     "<state id=\"sta001\">KP</state>");
static const char with_statement[] =
    PETITION("<state id=\"sta001\">CN</state>"
	     "<statement id=\"stm001\" lang=\"en\">One.[[A note &amp; more.]] Two.\n\nThree [[is open.</statement>"
	     "<statement id=\"stm002\" lang=\"ko\">다른 언어.</statement>");

struct built {
	struct hj_record *petition, *file;
	struct hj_buf xml;
	const char *text;
	struct hj_annex_facts facts;
};

static struct hj_record *
decode(const char *xml)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;

	if (hj_codec_decode((const uint8_t *)xml, strlen(xml), &r, &err) !=
	    HJ_OK)
		fail_msg("%s", err.text);
	return r;
}

static void
build(struct built *x, const char *petition, const char *content,
    const char *lang)
{
	struct hj_error err = HJ_ERROR;
	struct hj_annex_victim v[3];
	struct hj_shown_asking ask = { .scope = "un-state",
		.today = (int32_t)hj_calendar_day(2026, 6, 1),
		.victims = v,
		.nvictims = 3 };
	struct hj_dossier d = { .form = "wgad",
		.annex = { .title = "T",
		    .lang = lang,
		    .scope = "un-state",
		    .date = "2026-06-01" } };
	struct hj_shown *shown = NULL;

	*x = (struct built){ .xml = HJ_BUF(HJ_TEXT_MAX) };
	d.petition = x->petition = decode(petition);
	x->file = decode(content);
	v[0] = (struct hj_annex_victim){ x->file, "pers01", NULL };
	v[1] = (struct hj_annex_victim){ x->file, "pers02", NULL };
	v[2] = (struct hj_annex_victim){ x->file, NULL, NULL };
	ask.petition = x->petition;
	if (hj_shown_new(&ask, &shown, &err) != HJ_OK)
		fail_msg("%s", err.text);
	d.annex.shown = shown;
	if (hj_dossier_build(&d, &x->xml, &x->facts, &err) != HJ_OK ||
	    hj_buf_text(&x->xml, &x->text, &err) != HJ_OK)
		fail_msg("%s", err.text);
	hj_shown_free(shown);
}

static void
drop(struct built *x)
{
	hj_record_free(x->petition);
	hj_record_free(x->file);
	hj_buf_clear(&x->xml);
}

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
