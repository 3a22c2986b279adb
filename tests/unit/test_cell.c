/*
 * What the cells of the annex say of a file as it is, before anything was taken
 * out of it (cell.h): nothing above their level.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/date/calendar.h"
#include "export/petition/annex_accounts.h"
#include "export/petition/annex_journey.h"
#include "export/petition/annex_ties.h"
#include "export/petition/cell.h"
#include "planted.h"

static const char *
text_of(struct hj_buf *b)
{
	struct hj_error err = HJ_ERROR;
	const char *s = "";

	assert_int_equal(hj_buf_text(b, &s, &err), HJ_OK);
	return s;
}

/* All that the annex says of somebody beside ties to others. */
static void
say_all(const struct hj_subject *s, struct hj_buf *to)
{
	struct hj_error err = HJ_ERROR;

	for (int f = 0; f < HJ_NFACTS; f++)
		assert_int_equal(hj_fact_add(s, (enum hj_fact)f, to, &err),
		    HJ_OK);
	assert_int_equal(hj_annex_accounts(s, 1, to, &err), HJ_OK);
	assert_int_equal(hj_annex_journey(s, 1, to, &err), HJ_OK);
}

static void
no_field_above_the_level_of_a_cell_is_in_it(void **state)
{
	struct planted x = { .err = HJ_ERROR };
	size_t said = 0;

	(void)state;
	x.m = calloc(MARKERS, sizeof(*x.m));
	ok(&x, hj_record_new("case", &x.r, &x.err));
	plant_people(&x);
	plant_rest(&x);
	for (size_t k = 0; k < 2; k++) {
		const struct hj_subject s = { .record = x.r,
			.person = hj_record_find(x.r, whose[AGREED]),
			.korean = k != 0 };
		struct hj_buf b = HJ_BUF(HJ_TEXT_MAX);
		const char *text;

		say_all(&s, &b);
		text = text_of(&b);
		for (size_t i = 0; i < x.n; i++) {
			const struct marker *m = &x.m[i];

			if (strstr(text, m->text) == NULL)
				continue;
			said++;
			if (hj_node_conf(m->node) > HJ_CELL_MOST ||
			    m->owner == SILENT || m->owner == OTHER)
				fail_msg("%s/%s of %d is in a cell",
				    m->node->parent->name, m->node->name,
				    (int)m->owner);
		}
		hj_buf_clear(&b);
	}
	print_message("%zu fields said\n", said);
	assert_true(said > 20);
	hj_record_free(x.r);
	free(x.m);
}

/* ---- single cells ---- */

static void
says(enum hj_fact f, const char *inside, const char *expected)
{
	struct hj_record *r = parsed(inside);
	const struct hj_subject s = { .record = r,
		.person = hj_node_child(hj_record_root(r), "person") };
	struct hj_buf b = HJ_BUF(HJ_LINE_MAX);
	struct hj_error err = HJ_ERROR;

	assert_int_equal(hj_fact_add(&s, f, &b, &err), HJ_OK);
	assert_string_equal(text_of(&b), expected);
	hj_buf_clear(&b);
	hj_record_free(r);
}

#define PERSON(more) "<person id=\"aaaaa1\" role=\"victim\">" more "</person>"
#define SECRET " conf=\"secret\""

static void
an_account_whose_words_are_kept_back_leaves_nothing(void **state)
{
	(void)state;
	says(HJ_FACT_BIRTH,
	    PERSON("<age id=\"aaaaa2\" type=\"korean\"><n>35</n><at>2019</at></age>"),
	    "age 35, Korean age (counted from one at birth), as of 2019");
	says(HJ_FACT_BIRTH,
	    PERSON("<age id=\"aaaaa2\"><n" SECRET ">35</n><at" SECRET
		   ">2019</at></age>"),
	    "");
	says(HJ_FACT_BIRTH,
	    PERSON("<birth id=\"aaaaa3\"><date" SECRET ">1984</date></birth>"
		   "<age id=\"aaaaa2\"><n" SECRET ">35</n></age>"
		   "<age id=\"aaaaa4\"><n>36</n></age>"),
	    "age 36");
	says(HJ_FACT_BIRTH,
	    PERSON("<age id=\"aaaaa2\" known=\"refused\"></age>"),
	    "age Refused to say");
	says(HJ_FACT_STATUS,
	    PERSON("<status id=\"aaaaa5\"><code" SECRET
		   ">detained</code></status>"),
	    "");
	says(HJ_FACT_ORIGIN,
	    PERSON(
		"<origin id=\"aaaaa6\"><place>aaaaa7</place></origin>") "<place" SECRET
									" id=\"aaaaa7\"><country>KP</country></place>",
	    "");
}

/* ---- ties (annex_ties.h) ---- */

#define VICTIM(n)                                                              \
	"<person id=\"aaaaa" n "\" role=\"victim\"><name id=\"bbbbb" n         \
	"\"><full>Seo " n "</full></name></person>"
#define TIE(n, type, a, b)                                                     \
	"<relationship id=\"ccccc" n "\" type=\"" type "\"><a>aaaaa" a         \
	"</a><b>aaaaa" b "</b></relationship>"
#define CONSENT(n, who)                                                        \
	"<consent id=\"ddddd" n "\" status=\"given\"><subject>aaaaa" who       \
	"</subject><scope id=\"eeeee" n                                        \
	"\">un-state</scope><date>2026-01</date></consent>"

/* Ties of the first of three victims in the annex. */
static void
ties(const char *inside, const char *expected)
{
	struct hj_record *r = parsed(inside);
	const struct hj_annex_victim v[] = { { r, "aaaaa1", NULL },
		{ r, "aaaaa2", NULL }, { r, "aaaaa3", NULL },
		{ r, NULL, NULL } };
	const struct hj_shown_asking q = { .scope = "un-state",
		.today = (int32_t)hj_calendar_day(2026, 6, 1),
		.victims = v,
		.nvictims = HJ_LEN(v) };
	struct hj_annex a = { .lang = "en", .scope = "un-state" };
	struct hj_buf b = HJ_BUF(HJ_TEXT_MAX);
	struct hj_error err = HJ_ERROR;
	const struct hj_shown_victim *first;
	struct hj_subject s = { .korean = false };
	struct hj_shown *shown = NULL;

	assert_int_equal(hj_shown_new(&q, &shown, &err), HJ_OK);
	a.shown = shown;
	first = hj_shown_at(shown, 0);
	s.record = first->record;
	s.person = hj_record_find(s.record, "aaaaa1");
	assert_int_equal(hj_annex_ties(&a, first, &s, &b, &err), HJ_OK);
	assert_string_equal(text_of(&b), expected);
	hj_shown_free(shown);
	hj_buf_clear(&b);
	hj_record_free(r);
}

#define AGREED "<consent>Given, January 2026</consent>\n"
#define THREE VICTIM("1") VICTIM("2") VICTIM("3")

static void
a_tie_is_told_between_two_who_are_named(void **state)
{
	(void)state;
	/* Either way round, each by what the other is to them. */
	ties(THREE TIE("1", "parent", "1", "2") CONSENT("1", "1")
		 CONSENT("2", "2"),
	    "<relation to=\"2\">Parent</relation>\n" AGREED);
	ties(THREE TIE("1", "parent", "2", "1") CONSENT("1", "1")
		 CONSENT("2", "2"),
	    "<relation to=\"2\">Child</relation>\n" AGREED);
	/* The other is not named, is not on the list, or it is not theirs. */
	ties(THREE TIE("1", "parent", "1", "3") CONSENT("1", "1")
		 CONSENT("2", "2"),
	    AGREED);
	ties(THREE TIE("1", "parent", "2", "3") CONSENT("1", "1")
		 CONSENT("2", "2") CONSENT("3", "3"),
	    AGREED);
	/* Who may be the same person is no relation. */
	ties(THREE TIE("1", "same", "1", "2") CONSENT("1", "1")
		 CONSENT("2", "2"),
	    AGREED);
}

static void
a_number_elsewhere_is_told_where_it_is_public(void **state)
{
	(void)state;
	ties(THREE CONSENT("1",
		 "1") "<external conf=\"public\" id=\"ffffff\">"
		      "<scheme conf=\"public\">UN</scheme>"
		      "<value conf=\"public\">2019/1</value></external>",
	    "<code>UN 2019/1</code>\n" AGREED);
	ties(THREE CONSENT("1",
		 "1") "<external id=\"ffffff\"><scheme>UN</scheme>"
		      "<value>2019/1</value></external>",
	    AGREED);
	ties(THREE CONSENT("1",
		 "1") "<external conf=\"public\" id=\"ffffff\">"
		      "<scheme conf=\"secret\">UN</scheme>"
		      "<value conf=\"public\">2019/1</value></external>",
	    "<code>2019/1</code>\n" AGREED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_field_above_the_level_of_a_cell_is_in_it),
		cmocka_unit_test(
		    an_account_whose_words_are_kept_back_leaves_nothing),
		cmocka_unit_test(a_tie_is_told_between_two_who_are_named),
		cmocka_unit_test(a_number_elsewhere_is_told_where_it_is_public),
	};

	return cmocka_run_group_tests_name("cell", tests, NULL, NULL);
}
