#include "tests/unit/merge_world.h"

static void
what_is_referred_to_stays(void **state)
{
#define MOTHER "<person id=\"m23456\">" NAME("n34567", "Lee") "</person>"
#define PLACE "<place id=\"j23456\"><country>CN</country></place>"

	(void)state;
	gives(CASE(KIM MOTHER), CASE(KIM),
	    CASE(KIM MOTHER "<event id=\"e23456\"><who id=\"w23456\">m23456"
			    "</who></event>"),
	    CASE(KIM MOTHER "<event id=\"e23456\"><who id=\"w23456\">m23456"
			    "</who></event>" ROW("public", AT("m23456"))));
	/* And what that refers to. */
	gives(CASE(KIM "<person id=\"m23456\">" NAME("n34567",
		  "Lee") "<origin id=\"k23456\"><place>j23456</place></origin>"
			 "</person>" PLACE),
	    CASE(KIM),
	    CASE(KIM "<person id=\"m23456\">" NAME("n34567",
		"Lee") "<origin id=\"k23456\"><place>j23456</place></origin>"
		       "</person><event id=\"e23456\"><who id=\"w23456\">m23456"
		       "</who></event>" PLACE),
	    CASE(KIM "<person id=\"m23456\">" NAME("n34567",
		"Lee") "<origin id=\"k23456\"><place>j23456</place></origin>"
		       "</person><event id=\"e23456\"><who id=\"w23456\">m23456"
		       "</who></event>" PLACE ROW("public", AT("m23456"))
			   ROW("public", AT("j23456"))));
}

static void
what_must_not_be_empty_keeps_what_each_removed(void **state)
{
	(void)state;
	gives(CASE(PERSON(NAME("n23456", "Kim") NAME("n34567", "Lee"))),
	    CASE(PERSON(NAME("n23456", "Kim"))),
	    CASE(PERSON(NAME("n34567", "Lee"))),
	    CASE(PERSON(NAME("n23456", "Kim") NAME("n34567", "Lee"))
		    ROW("internal", AT("n23456"))
			ROW("internal", AT("n34567"))));
}

#define CONSENT(status, s)                                                     \
	CASE(KIM "<consent id=\"c23456\" status=\"" status "\">"               \
		 "<subject>p23456</subject>" s "</consent>")
#define SCOPE(id, code) "<scope id=\"" id "\">" code "</scope>"
#define KEPT(status, s, rows)                                                  \
	CASE(KIM "<consent id=\"c23456\" status=\"" status "\">"               \
		 "<subject>p23456</subject>" s "</consent>" rows)

static void
of_consents_the_most_protective_stands(void **state)
{
	(void)state;
	gives(CONSENT("given", SCOPE("s23456", "store")),
	    CONSENT("proxy", SCOPE("s23456", "store")),
	    CONSENT("refused", SCOPE("s23456", "store")),
	    KEPT("refused", SCOPE("s23456", "store"),
		ROW("internal", AT("c23456") ATTR("status") VALUE("proxy"))));
	gives(CONSENT("given", SCOPE("s23456", "store")),
	    CONSENT("given", SCOPE("s23456", "store") "<until>2031</until>"),
	    CONSENT("given", SCOPE("s23456", "store") "<until>2027-05</until>"),
	    KEPT("given", SCOPE("s23456", "store") "<until>2027-05</until>",
		ROW("internal", AT("c23456") PATH("until") VALUE("2031"))));
	/* Neither of the two is free for everybody. */
	gives(CONSENT("given",
		  SCOPE("s23456",
		      "store") "<recipient id=\"r23456\">A</recipient>"
			       "<recipient id=\"r34567\">B</recipient>"),
	    CONSENT("given",
		SCOPE("s23456",
		    "store") "<recipient id=\"r23456\">A</recipient>"),
	    CONSENT("given",
		SCOPE("s23456",
		    "store") "<recipient id=\"r34567\">B</recipient>"),
	    KEPT("given",
		SCOPE("s23456",
		    "store") "<recipient id=\"r23456\">A</recipient>"
			     "<recipient id=\"r34567\">B</recipient>",
		ROW("internal", AT("r23456")) ROW("internal", AT("r34567"))));
}

static void
the_higher_level_stands_and_guards_the_row(void **state)
{
#define NOTE(attrs, s)                                                         \
	CASE("<note" attrs " id=\"t23456\"><text>" s "</text></note>")

	(void)state;
	gives(NOTE("", "x"), NOTE(" conf=\"secret\"", "y"), NOTE("", "z"),
	    CASE("<note conf=\"secret\" id=\"t23456\"><text>y</text></note>" ROW(
		"secret", AT("t23456") PATH("text") VALUE("z"))));
	gives(NOTE("", "x"), NOTE(" conf=\"secret\"", "x"),
	    NOTE(" conf=\"restricted\"", "x"),
	    CASE("<note conf=\"secret\" id=\"t23456\"><text>x</text></note>" ROW(
		"secret", AT("t23456") ATTR("conf") VALUE("restricted"))));
}

static void
one_of_several_is_preferred(void **state)
{
#define YES " pref=\"yes\""
#define NAMED(a, b, c)                                                         \
	PERSON(NAME("n23456",                                                  \
	    "Kim") "<sex id=\"a23456\"" a ">f</sex><sex id=\"b23456\"" b       \
		   ">m</sex><sex id=\"c23456\"" c ">f</sex>")

	(void)state;
	gives(CASE(NAMED(YES, "", "")), CASE(NAMED("", YES, "")),
	    CASE(NAMED("", "", YES)),
	    CASE(NAMED("", YES, "")
		    ROW("public", AT("c23456") ATTR("pref") VALUE("yes"))));
	gives(CASE(NAMED(YES, "", "")), CASE(NAMED("", "", "")),
	    CASE(NAMED("", "", YES)),
	    CASE(NAMED("", "", YES) ROW("public", AT("c23456") ATTR("pref"))));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_referred_to_stays),
		cmocka_unit_test(what_must_not_be_empty_keeps_what_each_removed),
		cmocka_unit_test(of_consents_the_most_protective_stands),
		cmocka_unit_test(the_higher_level_stands_and_guards_the_row),
		cmocka_unit_test(one_of_several_is_preferred),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("merge_protect", tests, NULL, NULL);
}
