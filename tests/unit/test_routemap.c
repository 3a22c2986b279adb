/*
 * What the map of a journey says, and what it must not: it is drawn of the
 * finished file (shown.h), and nothing may be measured on it that the words
 * beside it keep back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "core/base/limits.h"
#include "core/vocab/vocab.h"
#include "export/doctext/doctext.h"
#include "export/petition/annex_journey.h"
#include "export/petition/shown.h"
#include "export/redact/redact.h"
#include "tests/unit/journey_world.h"
#include "tests/unit/page_world.h"

#define MAP "class=\"map\""

/* The maps of the person in this record, all together. */
static const char *
map_of(const struct hj_record *r, bool korean)
{
	static struct hj_buf b = { .max = HJ_TEXT_MAX };
	struct hj_subject s = { .record = r, .korean = korean };
	struct hj_error err = HJ_ERROR;
	const char *text;

	hj_buf_clear(&b);
	s.person = hj_record_find(r, PERSON);
	if (hj_annex_journey(&s, 1, &b, &err) != HJ_OK)
		fail_msg("%s", err.text);
	assert_int_equal(hj_buf_text(&b, &text, &err), HJ_OK);
	text = strstr(text, MAP);
	return text != NULL ? text : ""; /* until the next one */
}

static const char *
map(const char *inside)
{
	struct hj_record *r = decode(inside);
	const char *text = map_of(r, false);

	hj_record_free(r);
	return text;
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

/* Where a number stands from above, and from the left. */
static void
at(const char *text, const char *number, int *x, int *y)
{
	char end[16];
	const char *p;

	(void)snprintf(end, sizeof(end), ">%s</text>", number);
	for (p = strstr(text, end);
	     p != NULL && p > text && strncmp(p, "<text ", 6) != 0;)
		p--;
	assert_non_null(p);
	assert_int_equal(sscanf(p, "<text x=\"%d\" y=\"%d\"", x, y), 2);
}

#define PLACE(id, inside) "<place id=\"" id "\">" inside "</place>"
#define IN(state, name)                                                        \
	"<country>" state "</country><locality>" name "</locality>"
#define AT(id) "<place>" id "</place>"
#define ARREST EVENT("evt001", "1", "arrest", DATE("2013-06-01") AT("pac001"))
#define HIDING EVENT("evt002", "2", "hide", DATE("2013-01-01") AT("pac002"))
#define GRADES /* of the key: a disc and a ring */ 2

static void
each_place_has_a_row_in_its_state_and_each_stage_its_turn(void **state)
{
	const char *text = map(ARREST HIDING SENT("rep001",
	    "<from>CN</from><to>KP</to><crossing>tumen</crossing>" DATE(
		"2013-07-01")) PLACE("pac001", IN("CN", "Helong"))
		PLACE("pac002", IN("CN", "Wangqing")));
	int x[3], y[3];

	(void)state;
	at(text, "1", &x[0], &y[0]);
	at(text, "2", &x[1], &y[1]);
	at(text, "3", &x[2], &y[2]);
	assert_true(x[0] < x[1] && x[1] < x[2]);
	/* Hiding came first; the return leads below the border. */
	assert_true(y[0] < y[1] && y[1] < y[2]);
	has(text, ">Wangqing<");
	has(text, ">Helong<");
	has(text, ">Tumen - Namyang<");
	assert_int_equal(count(text, ">China<"), 1);
	/* Two lines, one of them red, and three in the key. */
	assert_int_equal(count(text, "stroke-width=\"2\"/>\n"), 5 + 1);
	assert_int_equal(count(text, "stroke-dasharray"), 2);
}

/* How many signs say that it was only about there. */
static size_t
rough(const char *place)
{
	char inside[1024];

	(void)snprintf(inside, sizeof(inside),
	    "%s%s%s"
	    "<place id=\"pac001\">%s</place>",
	    ARREST, HIDING, PLACE("pac002", IN("KP", "Onsong town")), place);
	/* Places stand behind events, in any order. */
	return count(map(inside), "<circle") - GRADES -
	    (count(map(inside), "fill=\"#fff\" font-weight") +
		count(map(inside), "fill=\"#fff\" text-anchor"));
}

static void
what_is_known_only_roughly_is_not_drawn_as_known(void **state)
{
	(void)state;
	assert_int_equal(rough(IN("CN", "Helong")), 0);
	assert_int_equal(rough(IN("CN",
			     "Helong") "<precision>approx</precision>"),
	    1);
	assert_int_equal(rough("<country>CN</country><iso3166-2>CN-JL</iso3166-2>"),
	    1);
	assert_int_equal(rough("<country>CN</country>"), 1);
	has(map(ARREST HIDING PLACE("pac001", "<country>CN</country>")
		    PLACE("pac002", IN("KP", "Onsong town"))),
	    ">no place given<");
}

static void
an_order_that_is_not_certain_is_dashed(void **state)
{
	const char *places = PLACE("pac001", IN("CN", "Helong"))
	    PLACE("pac002", IN("CN", "Wangqing"));
	char inside[2048];

	(void)state;
	(void)snprintf(inside, sizeof(inside), "%s%s%s", ARREST, HIDING,
	    places);
	assert_int_equal(count(map(inside), "stroke-dasharray"), 2);
	/* Some day of that year: before or after the arrest. */
	(void)snprintf(inside, sizeof(inside), "%s%s%s", ARREST,
	    EVENT("evt002", "2", "hide", DATE("2013") AT("pac002")), places);
	assert_int_equal(count(map(inside), "stroke-dasharray"), 3);
	/* Nobody knows when: apart, and no line leads there. */
	(void)snprintf(inside, sizeof(inside), "%s%s%s", ARREST,
	    EVENT("evt002", "2", "hide", AT("pac002")), places);
	assert_int_equal(count(map(inside), "stroke-dasharray"), 3);
	has(map(inside), ">date not known<");
}

static void
a_stage_of_which_nobody_knows_where_is_said_in_words(void **state)
{
	(void)state;
	has(map(ARREST HIDING EVENT("evt003", "3", "interrog", DATE("2014-01"))
		    PLACE("pac001", IN("CN", "Helong"))
			PLACE("pac002", IN("CN", "Wangqing"))),
	    ">No place given: 3<");
	/* A map of one place is none. */
	assert_string_equal(map(ARREST EVENT("evt003", "3", "interrog",
				DATE("2014-01"))
				    PLACE("pac001", IN("CN", "Helong"))),
	    "");
}

#define ZZ                                                                     \
	EVENT("evt001", "1", "arrest",                                         \
	    DATE("2013-06-01") "<state>CN</state>" AT("pac001"))               \
	EVENT("evt002", "2", "hide",                                           \
	    DATE("2013-01-01") "<place conf=\"secret\">pac002</place>")        \
	HELD("det001",                                                         \
	    "<state>KP</state>" DATE("2014") "<facility conf=\"restricted\">"  \
					     "kp-k15</facility>" AT("pac003")) \
	PLACE("pac001",                                                        \
	    "<country>CN</country><locality conf=\"secret\">Zzfarm</locality>" \
	    "<lat>42.123456</lat><lon>129.654321</lon>")                       \
	PLACE("pac002", IN("MN", "Zzshelter"))                                 \
	"<place conf=\"restricted\" id=\"pac003\">" IN("RU",                   \
	    "Zzcamp") "<precision>exact</precision></place>"

static void
nothing_above_the_level_has_a_row_a_sign_or_a_coordinate(void **state)
{
	const char *text = map(ZZ);

	(void)state;
	has(text, ">China<");
	lacks(text, "Zz");
	lacks(text, "Yodok");
	lacks(text, "Mongolia");
	lacks(text, "Russia");
	lacks(text, "42.1");
	lacks(text, "129.6");
	/* That it is known exactly to us is not told either. */
	assert_int_equal(count(text, "fill=\"#fff\" text-anchor"), 0);
	has(text, "No place given: 1<");
}

#define CONSENT(scope)                                                         \
	"<consent id=\"cns001\" status=\"given\"><subject>" PERSON             \
	"</subject><scope id=\"scp001\">" scope                                \
	"</scope><method>written</method><date>2020-01-01</date></consent>"

/* Adds the map of what the profile of this scope lets through. */
static void
shown(const char *scope, const char *consent, char *to, size_t size)
{
	char inside[4096];
	struct hj_record *r;
	struct hj_shown *s = NULL;
	struct hj_error err = HJ_ERROR;
	struct hj_annex_victim v = { .person = PERSON };
	struct hj_shown_asking q = { .scope = scope,
		.today = 19000,
		.victims = &v,
		.nvictims = 1 };

	(void)snprintf(inside, sizeof(inside), "%s%s%s%s%s",
	    EVENT("evt001", "1", "arrest",
		DATE("2013-06-01") "<state>CN</state>" AT("pac001")),
	    HELD("det001", "<state>KP</state>" DATE("2014") AT("pac002")),
	    PLACE("pac001", IN("CN", "Helong")),
	    PLACE("pac002", IN("KP", "Onsong town")), consent);
	v.record = r = decode(inside);
	if (hj_shown_new(&q, &s, &err) != HJ_OK)
		fail_msg("%s", err.text);
	(void)snprintf(to, size, "%s",
	    hj_shown_at(s, 0)->named ? map_of(hj_shown_at(s, 0)->record, false)
				     : "");
	hj_shown_free(s);
	hj_record_free(r);
}

static void
a_profile_that_generalises_leaves_no_place_on_the_map(void **state)
{
	static char text[1 << 16], consent[512];
	const struct hj_list *scopes = hj_vocab_list("consent-scope");
	size_t kept = 0;

	(void)state;
	for (size_t i = 0; i < scopes->n; i++) {
		const char *scope = scopes->rows[i].code;

		(void)snprintf(consent, sizeof(consent), CONSENT("%s"), scope);
		shown(scope, consent, text, sizeof(text));
		if (hj_redact_profile(scope, HJ_WHOM_AGREED)->quasi ==
		    HJ_REDACT_KEEP) {
			has(text, ">Helong<");
			has(text, ">Onsong town<");
			kept++;
		} else {
			lacks(text, "Helong");
			lacks(text, "Onsong");
		}
		/* Whoever agreed to nothing has no map. */
		shown(scope, "", text, sizeof(text));
		assert_string_equal(text, "");
	}
	assert_true(kept > 0 && kept < scopes->n);
}

static void
the_check_of_a_finished_page_reads_what_stands_in_the_map(void **state)
{
	struct hj_buf page = HJ_BUF(HJ_TEXT_MAX);
	struct hj_doctext t;
	struct hj_error err = HJ_ERROR;
	char program[PATH_MAX];

	(void)state;
	beside("hanji-text", program);
	hj_doctext_init(&t);
	assert_int_equal(hj_buf_printf(&page, &err,
			     "<!DOCTYPE html><html><body><svg %s</body></html>",
			     map(ARREST HIDING PLACE("pac001",
				 IN("CN", "Zzvillage"))
				     PLACE("pac002", IN("CN", "Helong")))),
	    HJ_OK);
	if (hj_doctext_read(program, NULL, NULL, page.data, page.len, &t,
		&err) != HJ_OK)
		fail_msg("%s", err.text);
	has(text_of(&t.text), "Zzvillage");
	has(text_of(&t.text), "Places of the journey of No 1, stages 1 to 2");
	hj_doctext_clear(&t);
	hj_buf_clear(&page);
}

static void
accounts_of_one_thing_stand_below_each_other(void **state)
{
	const char *text = map(ARREST EVENT("evt002", "2", "arrest",
	    DATE("2013-06-02") AT("pac002") "<same-as>evt001</same-as>")
		HELD("det001", "<state>KP</state>" DATE("2014")) PLACE("pac001",
		    IN("CN", "Helong")) PLACE("pac002", IN("CN", "Wangqing")));
	int x[3], y[3];

	(void)state;
	for (int i = 0; i < 3; i++) {
		const char *const numbers[] = { "1", "2", "3" };

		at(text, numbers[i], &x[i], &y[i]);
	}
	assert_int_equal(x[0], x[1]);
	assert_true(y[0] != y[1] && x[2] > x[1]);
	/* From both, and neither is certain. */
	assert_int_equal(count(text,
			     "stroke-dasharray=\"4 3\" stroke-width=\"2\"/>\n"),
	    2 + 3);
}

static void
a_long_way_is_several_maps_that_go_on_where_the_last_one_ended(void **state)
{
	static char many[60000];
	const char *text;

	(void)state;
	many[0] = '\0';
	for (int i = 0; i < 30; i++)
		(void)snprintf(many + strlen(many), sizeof(many) - strlen(many),
		    "<event id=\"evt%03d\" type=\"move\"><who id=\"wh%04d\">" PERSON
		    "</who><date>2013-01-%02d</date><place>pac%03d</place></event>",
		    i, i, 1 + i, i % 20);
	for (int i = 0; i < 20; i++)
		(void)snprintf(many + strlen(many), sizeof(many) - strlen(many),
		    "<place id=\"pac%03d\"><country>%s</country><locality>"
		    "Zz%d</locality></place>",
		    i, i < 8 ? "KP" : "CN", i);
	text = map(many);
	assert_int_equal(count(text, "</svg>"), 3);
	has(text, "stages 1 to 13<");
	has(text, "stages 13 to 25<");
	has(text, "stages 25 to 30<");
	assert_int_equal(count(text, ">13</text>"), 2);
	assert_int_equal(count(text, "Not to scale"), 1);
	/* A picture has the rows of its own stages and no others. */
	assert_int_equal(count(text, ">Zz5<"), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    each_place_has_a_row_in_its_state_and_each_stage_its_turn),
		cmocka_unit_test(what_is_known_only_roughly_is_not_drawn_as_known),
		cmocka_unit_test(an_order_that_is_not_certain_is_dashed),
		cmocka_unit_test(
		    a_stage_of_which_nobody_knows_where_is_said_in_words),
		cmocka_unit_test(
		    nothing_above_the_level_has_a_row_a_sign_or_a_coordinate),
		cmocka_unit_test(
		    a_profile_that_generalises_leaves_no_place_on_the_map),
		cmocka_unit_test(
		    the_check_of_a_finished_page_reads_what_stands_in_the_map),
		cmocka_unit_test(accounts_of_one_thing_stand_below_each_other),
		cmocka_unit_test(
		    a_long_way_is_several_maps_that_go_on_where_the_last_one_ended),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
