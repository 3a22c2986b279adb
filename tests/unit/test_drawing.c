#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "core/base/limits.h"
#include "export/petition/annex_journey.h"
#include "tests/unit/journey_world.h"

/* HJ_GOLDEN=write makes them anew; look at them as pictures then. */
#define GOLDEN "tests/golden/journey.%s.xml"

/* Everything that can be uncertain about a journey. */
#define JOURNEY                                                                \
	EVENT("evt001", "1", "depart", DATE("2011-02~"))                       \
	EVENT("evt002", "2", "hide", DATE("2011/2013-10~"))                    \
	EVENT("evt003", "3", "arrest", DATE("2013-11-12") "<state>CN</state>") \
	EVENT("evt004", "4", "arrest",                                         \
	    DATE("2014-01-20") "<state>CN</state><same-as>evt003</same-as>")   \
	EVENT("evt005", "5", "seen", DATE("2017/..") "<state>KP</state>")      \
	EVENT("evt006", "6", "interrog", "")                                   \
	HELD("det001", "<state>CN</state>" DATE("2014-02") MOVED ENDED)        \
	HELD("det002", "<state>KP</state>" DATE("2015-06"))                    \
	HELD("det003", "<state>KP</state>" DATE("2016-06/.."))                 \
	SENT("rep001", "<from>CN</from><to>KP</to>")
#define MOVED "<transfer id=\"trf001\"><facility>cn-tumen</facility></transfer>"
#define ENDED "<end><date>2014-05/2014-06</date><how>repat</how></end>"

static const char *
drawn(const char *inside, bool korean, size_t number)
{
	static struct hj_buf b = { .max = HJ_TEXT_MAX };
	struct hj_record *r = decode(inside);
	struct hj_subject s = { .record = r, .korean = korean };
	struct hj_error err = HJ_ERROR;
	const char *text;

	hj_buf_clear(&b);
	s.person = hj_record_find(r, PERSON);
	if (hj_annex_journey(&s, number, &b, &err) != HJ_OK)
		fail_msg("%s", err.text);
	assert_int_equal(hj_buf_text(&b, &text, &err), HJ_OK);
	hj_record_free(r);
	return text; /* until the next drawing */
}

static size_t
count(const char *text, const char *part)
{
	size_t n = 0;

	for (; (text = strstr(text, part)) != NULL; text += strlen(part))
		n++;
	return n;
}

static void
has(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("'%s' is not in: %s", part, text);
}

static void
lacks(const char *text, const char *part)
{
	if (strstr(text, part) != NULL)
		fail_msg("'%s' is in: %s", part, text);
}

static void
is_golden(const char *lang)
{
	static char kept[1 << 20];
	char path[80];
	const char *text = drawn(JOURNEY, strcmp(lang, "ko") == 0, 1);
	const char *how = getenv("HJ_GOLDEN");
	FILE *f;

	(void)snprintf(path, sizeof(path), GOLDEN, lang);
	if (how != NULL && strcmp(how, "write") == 0) {
		f = fopen(path, "w");
		assert_non_null(f);
		assert_true(fputs(text, f) >= 0);
		assert_int_equal(fclose(f), 0);
	}
	f = fopen(path, "r");
	assert_non_null(f);
	kept[fread(kept, 1, sizeof(kept) - 1, f)] = '\0';
	(void)fclose(f);
	assert_string_equal(text, kept);
}

static void
the_whole_journey_is_drawn_as_it_was_looked_at(void **state)
{
	(void)state;
	is_golden("en");
	is_golden("ko");
}

/* A second event so that there is a journey. */
#define BORN EVENT("evt009", "9", "depart", DATE("2013-01-01"))
#define DIAMOND "<polygon points=\""

static void
only_a_day_that_is_known_is_a_sign_on_that_day(void **state)
{
	const char *text;
	size_t alone;

	(void)state;
	text = drawn(BORN EVENT("evt001", "1", "arrest", DATE("2013-06-01")),
	    false, 1);
	alone = count(text, DIAMOND);
	assert_int_equal(count(text, "-stripes)"), 1); /* the key */
	text = drawn(BORN EVENT("evt001", "1", "arrest", DATE("2013-06-01~")),
	    false, 1);
	assert_int_equal(count(text, DIAMOND), alone - 1);
	assert_int_equal(count(text, "-stripes)"), 2);
	text = drawn(BORN EVENT("evt001", "1", "arrest", DATE("2013-06")),
	    false, 1);
	assert_int_equal(count(text, DIAMOND), alone - 1);
	/* By then: stripes, and an arrow to the side. */
	text = drawn(BORN EVENT("evt001", "1", "arrest", DATE("[..2013-06]")),
	    false, 1);
	assert_int_equal(count(text, "-stripes)"), 2);
	assert_int_equal(count(text, DIAMOND), alone);
}

static void
an_end_that_nobody_knows_fades_and_one_that_is_open_does_not(void **state)
{
	const char *text;

	(void)state;
	text = drawn(BORN HELD("det001", DATE("2013-06-01")), false, 1);
	assert_int_equal(count(text, "-right)"), 2); /* with the key */
	has(text, "since 1 June 2013, end not known");
	text = drawn(BORN HELD("det001", DATE("2013-06-01/..")), false, 1);
	assert_int_equal(count(text, "-right)"), 1);
	text = drawn(BORN HELD("det001", "<end><date>2013-06-01</date></end>"),
	    false, 1);
	assert_int_equal(count(text, "-left)"), 1);
}

static void
accounts_of_one_thing_stand_behind_one_bracket(void **state)
{
	const char *text = drawn(JOURNEY, false, 1);

	(void)state;
	has(text, "2 accounts, they contradict each other");
	has(text, "<account>account 1 of 2</account>");
	has(text, "<stage n=\"3\" clash=\"yes\">");
	/* Two rows and the key. */
	assert_int_equal(count(text, "width=\"3\""), 3);
}

#define PLACE(id, conf, name)                                                  \
	"<place" conf " id=\"" id "\"><country>CN</country><locality>" name    \
	"</locality></place>"

/* The planted words begin with Zz; 1987 and 2031 are planted years. */
#define ZZ_ARREST                                                              \
	DATE("2013-06")                                                        \
	"<place>pac001</place><title>Zztitle</title>"                          \
	"<narrative id=\"nar001\"><text>Zztold</text></narrative>"
#define ZZ_HIDING                                                              \
	"<date conf=\"restricted\">1987</date>"                                \
	"<place conf=\"secret\">pac002</place>"
#define ZZ_MOVE                                                                \
	"<event conf=\"restricted\" id=\"evt004\" type=\"move\">" WHO("4")     \
	    DATE("1987") "<place>pac003</place></event>"
#define ZZ_HELD                                                                \
	"<date>2013-07</date><place>pac004</place>"                            \
	"<transfer conf=\"secret\" id=\"trf001\"><date>2031</date>"            \
	"<place>pac003</place></transfer>"                                     \
	"<end><date conf=\"secret\">2031</date>"                               \
	"<how conf=\"restricted\">died</how></end>"
#define ZZ_PLACES                                                                   \
	"<place id=\"pac001\"><country>CN</country>"                                \
	"<locality conf=\"restricted\">Zzhamlet</locality></place>" PLACE("pac002", \
	    "", "Zzhideout") PLACE("pac003", "", "Zzcell")                          \
	    PLACE("pac004", " conf=\"restricted\"", "Zzjail")

static void
what_may_not_be_said_is_not_drawn_either(void **state)
{
	const char *text =
	    drawn(BORN EVENT("evt001", "1", "arrest", ZZ_ARREST)
		      EVENT("evt002", "2", "hide", ZZ_HIDING) EVENT("evt003",
			  "3", "torture", DATE("2031") "<place>pac003</place>")
			  ZZ_MOVE HELD("det001", ZZ_HELD) ZZ_PLACES,
		false, 1);

	(void)state;
	has(text, "Arrest abroad, China");
	has(text, "Hiding");
	lacks(text, "Zz");
	lacks(text, "1987");
	lacks(text, "2031");
	lacks(text, "how it ended");
	/* Nor can it be measured: the scale is that of 2013. */
	has(text, ">April 2013<");
	lacks(text, ">2014<");
}

static void
nothing_in_it_is_markup_or_loads_anything(void **state)
{
	const char *text =
	    drawn(BORN EVENT("evt001", "1", "arrest",
		      DATE("2013-06") "<place>pac001</place>")
		      PLACE("pac001", "", "&lt;script&gt;&amp;\"x\""),
		false, 7);

	(void)state;
	has(text, "&lt;script&gt;&amp;");
	lacks(text, "<script");
	lacks(text, "href");
	lacks(text, "style=");
	assert_int_equal(count(text, "url("), count(text, "url(#j700-"));
	assert_int_equal(count(text, " id=\""), count(text, " id=\"j700-"));
	assert_int_equal(count(text, "http"), 1); /* the name space */
	has(text, "<title id=\"j700-title\">Journey of No 7, stages 1 to 2<");
	has(text, "<desc id=\"j700-desc\">");
}

static void
a_long_journey_is_several_drawings_of_which_the_last_has_the_key(void **state)
{
	static char many[60000];
	struct hj_record *r;
	struct hj_journey *j;
	const char *text;

	(void)state;
	many[0] = '\0';
	for (int i = 0; i < 60; i++)
		(void)snprintf(many + strlen(many), sizeof(many) - strlen(many),
		    "<event id=\"evt%03d\" type=\"move\"><who id=\"wh%04d\">" PERSON
		    "</who><date>2013-%02d-%02d</date></event>",
		    i, i, 1 + i / 28, 1 + i % 28);
	r = decode(many);
	j = journey(r, HJ_INTERNAL);
	assert_int_equal(j->n, 60);
	hj_journey_free(j);
	hj_record_free(r);
	text = drawn(many, false, 1);
	assert_true(count(text, "<svg ") > 2);
	assert_int_equal(count(text, "</svg>"), count(text, "<svg "));
	assert_int_equal(count(text, "accounts of one thing"), 1);
	assert_int_equal(count(text, "<stage "), 60);
}

static void
a_year_that_nobody_can_draw_breaks_nothing(void **state)
{
	(void)state;
	has(drawn(BORN EVENT("evt001", "1", "arrest", DATE("Y17E7")), true, 1),
	    "<svg ");
	has(drawn(BORN EVENT("evt001", "1", "arrest", DATE("Y-170000000")),
		false, 1),
	    "<svg ");
}

static void
one_stage_is_no_journey_and_none_with_a_day_no_drawing(void **state)
{
	(void)state;
	assert_string_equal(drawn(BORN, false, 1), "");
	lacks(drawn(EVENT("evt001", "1", "arrest", "")
			EVENT("evt002", "2", "hide", ""),
		  false, 1),
	    "<svg");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_whole_journey_is_drawn_as_it_was_looked_at),
		cmocka_unit_test(only_a_day_that_is_known_is_a_sign_on_that_day),
		cmocka_unit_test(
		    an_end_that_nobody_knows_fades_and_one_that_is_open_does_not),
		cmocka_unit_test(accounts_of_one_thing_stand_behind_one_bracket),
		cmocka_unit_test(what_may_not_be_said_is_not_drawn_either),
		cmocka_unit_test(nothing_in_it_is_markup_or_loads_anything),
		cmocka_unit_test(
		    a_long_journey_is_several_drawings_of_which_the_last_has_the_key),
		cmocka_unit_test(a_year_that_nobody_can_draw_breaks_nothing),
		cmocka_unit_test(
		    one_stage_is_no_journey_and_none_with_a_day_no_drawing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
