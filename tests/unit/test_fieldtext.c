#include "tests/unit/fieldtexts.h"

static void
writes(const char *xml, const char *expected)
{
	struct hj_record *r = decode(xml);
	struct hj_buf b = text_of(r);
	const char *text;

	assert_int_equal(hj_buf_text(&b, &text, &error), HJ_OK);
	assert_string_equal(text, expected);
	hj_buf_clear(&b);
	hj_record_free(r);
}

/* Ids that were drawn now: those of a label read as its letter, others as
 * question marks. */
static void
blank_new_ids(char *xml, const char *before, const struct hj_path_labels *made)
{
	char *at = xml;

	for (size_t i = 0; i < made->n; i++)
		while ((at = strstr(xml, made->made[i].id)) != NULL)
			memset(at, made->made[i].label[0], 6);
	for (at = xml; (at = strstr(at, " id=\"")) != NULL; at += 5) {
		char id[14];

		(void)snprintf(id, sizeof(id), "%.12s", at);
		if (id[11] == '"' &&
		    strspn(id + 5, (char[]){ id[5], 0 }) != 6 &&
		    strstr(before, id) == NULL)
			memcpy(at + 5, "??????", 6);
	}
}

/* The text over `before` gives `after`. */
static void
gives(const char *before, const char *text, const char *after)
{
	struct hj_buf faults = HJ_BUF(65536), b;
	struct hj_record *r = decode(before);
	struct hj_fieldtext *t = read_over(r, text, strlen(text), &faults);
	const char *xml;

	if (t == NULL)
		fail_msg("%s\n%.*s", text, (int)faults.len,
		    (char *)faults.data);
	b = bytes_of(hj_fieldtext_record(t));
	assert_int_equal(hj_buf_text(&b, &xml, &error), HJ_OK);
	blank_new_ids((char *)b.data, before, hj_fieldtext_labels(t));
	assert_string_equal(xml, after);
	hj_buf_clear(&b);
	hj_buf_clear(&faults);
	hj_fieldtext_free(t);
	hj_record_free(r);
}

static void
fields_are_lines_below_what_they_mean(void **state)
{
	(void)state;
	writes(ONE,
	    "# case file [0123456789abcdef]\n"
	    "#   status state of affairs: open Open\n"
	    "status: open\n"
	    "title: x\n"
	    "\n# person [p23456]\n"
	    "#   role: victim Victim; sex: f Female\n"
	    "person.role: victim\n"
	    "\n# person / name [n23456]\n"
	    "#   family family name; given given name\n"
	    "person.name.family: Han\n"
	    "person.name.given: Sol\n"
	    "person.sex.src: s34567\n"
	    "person.sex: f\n");
}

static void
a_line_that_is_gone_removes_its_field(void **state)
{
	(void)state;
	gives(ONE, "status: open\nperson.role: victim\n" NAME SEX, CASE(HAN));
	gives(ONE, SAME "person.name.family: Han\nperson.sex: f\n",
	    CASE("<title>x</title><person id=\"p23456\" role=\"victim\">"
		 "<name id=\"n23456\"><family>Han</family></name>"
		 "<sex id=\"s23456\">f</sex></person>"));
}

static void
an_element_goes_with_the_last_of_its_lines(void **state)
{
	(void)state;
	gives(ONE, "status: open\ntitle: x\n", CASE("<title>x</title>"));
	gives(ONE, SAME SEX,
	    CASE("<title>x</title><person id=\"p23456\" role=\"victim\">"
		 "<sex id=\"s23456\" src=\"s34567\">f</sex></person>"));
}

static void
order_comments_and_blanks_say_nothing(void **state)
{
	(void)state;
	gives(ONE,
	    "\xef\xbb\xbf# x\r\n" SEX "\n\ntitle:x  \r\n#title: y\n" NAME
	    "  \nperson.role :   victim\t\nstatus: open",
	    ONE);
}

static void
a_value_is_changed_where_it_stands(void **state)
{
	(void)state;
	gives(ONE, "status: watch\ntitle: y: z\nperson.role: victim\n" NAME SEX,
	    "<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\""
	    " status=\"watch\"><title>y: z</title>" HAN "</case>");
}

static void
a_new_field_needs_no_label(void **state)
{
	(void)state;
	gives(ONE, SAME NAME SEX "person.birth.date: 1980\n",
	    CASE("<title>x</title><person id=\"p23456\" role=\"victim\">"
		 "<name id=\"n23456\"><family>Han</family><given>Sol</given>"
		 "</name><birth id=\"??????\"><date>1980</date></birth>"
		 "<sex id=\"s23456\" src=\"s34567\">f</sex></person>"));
	gives(CASE(""), "status: open\nopened: 2019\n",
	    CASE("<opened>2019</opened>"));
}

static void
a_label_adds_another_and_names_it_before_or_behind(void **state)
{
	(void)state;
	gives(ONE,
	    SAME "relationship[+r].a: +m\nrelationship[+r].b: p23456\n"
		 "person[+m].name.full: Min\n"
		 "person[+m].sex+: m\n" NAME SEX,
	    CASE("<title>x</title>" HAN
		 "<person id=\"mmmmmm\"><name id=\"??????\"><full>Min</full>"
		 "</name><sex id=\"??????\">m</sex></person>"
		 "<relationship id=\"rrrrrr\"><a>mmmmmm</a><b>p23456</b>"
		 "</relationship>"));
}

static void
a_path_means_what_it_meant_before_others_were_added(void **state)
{
	(void)state;
	/* With another person, `person` alone could be either. */
	gives(ONE,
	    "person[+m].name.full: Min\n" SAME NAME SEX
	    "person.marital+: single\n",
	    CASE("<title>x</title><person id=\"p23456\" role=\"victim\">"
		 "<name id=\"n23456\"><family>Han</family><given>Sol</given>"
		 "</name><sex id=\"s23456\" src=\"s34567\">f</sex>"
		 "<marital id=\"??????\">single</marital></person>"
		 "<person id=\"mmmmmm\"><name id=\"??????\"><full>Min</full>"
		 "</name></person>"));
}

static void
what_is_not_known_says_why(void **state)
{
	(void)state;
	gives(ONE, SAME "person.name?: refused\n" SEX,
	    CASE("<title>x</title><person id=\"p23456\" role=\"victim\">"
		 "<name id=\"n23456\" known=\"refused\"></name>"
		 "<sex id=\"s23456\" src=\"s34567\">f</sex></person>"));
	writes(CASE("<title known=\"unknown\"></title>"),
	    "# case file [0123456789abcdef]\n#   status state of affairs: open Open\n"
	    "status: open\ntitle?: unknown\n");
	gives(CASE("<title known=\"unknown\"></title>"),
	    "status: open\ntitle: y\n", CASE("<title>y</title>"));
}

#define EVENT(t)                                                               \
	CASE("<event id=\"e23456\"><narrative id=\"n23456\"><text>" t          \
	     "</text></narrative></event>")

static void
a_text_of_several_lines_is_indented(void **state)
{
	static const char *const texts[] = { "a\nb", "a\n\nb", "\na\n  b\n",
		"# a\n |", "a \n b ", "\n", "|", " ", "  ", "a\\u{41}\nb",
		"a\n\n\n\xe2\x80\xae"
		"b\n\n",
		"\\u{5c}u{41}" };
	char xml[512];

	(void)state;
	for (size_t i = 0; i < HJ_LEN(texts); i++) {
		struct hj_buf faults = HJ_BUF(65536), b;
		struct hj_fieldtext *t;
		struct hj_record *r;

		snprintf(xml, sizeof(xml), EVENT("%s"), texts[i]);
		r = decode(xml);
		b = text_of(r);
		assert_null(memmem(b.data, b.len, "\xe2\x80\xae", 3));
		t = read_over(r, b.data, b.len, &faults);
		if (t == NULL)
			fail_msg("%zu: %.*s", i, (int)faults.len,
			    (char *)faults.data);
		same_bytes(r, hj_fieldtext_record(t));
		hj_fieldtext_free(t);
		hj_record_free(r);
		hj_buf_clear(&b);
		hj_buf_clear(&faults);
	}
	gives(EVENT("x"),
	    "status: open\nevent.narrative.text: |\n\n    a\n\n# no\n"
	    "\t # b\n   c\n\n\n\n",
	    EVENT("a\n\n # b\nc"));
	gives(EVENT("x"), "status: open\nevent.narrative: y\n", EVENT("y"));
}

static void
other_programs_and_the_withheld_are_kept(void **state)
{
	(void)state;
	gives(KEPT, "status: open\ntitle: x\next:\n", KEPT);
}

static void
a_finding_is_found_in_the_text(void **state)
{
	struct hj_buf faults = HJ_BUF(65536);
	struct hj_record *r = decode(TWO);
	const char *text = "status: open\ntitle: x\n\n"
			   "person[p23456].name.family: Han\n"
			   "person[p23456].sex+: m\n"
			   "person[p34567].name.full: Min\n"
			   "event[+e].who: p23456\n";
	struct hj_fieldtext *t = read_over(r, text, strlen(text), &faults);
	struct hj_node *sex, *person;

	(void)state;
	assert_non_null(t);
	assert_int_equal(hj_fieldtext_line(t, "status"), 1);
	assert_int_equal(hj_fieldtext_line(t, "person[p34567]"), 6);
	assert_int_equal(hj_fieldtext_line(t, "person[p23456].name"), 4);
	assert_int_equal(hj_fieldtext_line(t, "person[p23456].sex"), 5);
	assert_int_equal(hj_fieldtext_line(t, "event.who"), 7);
	assert_int_equal(hj_fieldtext_line(t, "event.type"), 0);
	person = hj_record_find(hj_fieldtext_record(t), "p23456");
	sex = hj_node_child(person, "sex");
	assert_string_equal(sex->text, "m");
	hj_fieldtext_free(t);
	hj_record_free(r);
	hj_buf_clear(&faults);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_are_lines_below_what_they_mean),
		cmocka_unit_test(a_line_that_is_gone_removes_its_field),
		cmocka_unit_test(an_element_goes_with_the_last_of_its_lines),
		cmocka_unit_test(order_comments_and_blanks_say_nothing),
		cmocka_unit_test(a_value_is_changed_where_it_stands),
		cmocka_unit_test(a_new_field_needs_no_label),
		cmocka_unit_test(
		    a_label_adds_another_and_names_it_before_or_behind),
		cmocka_unit_test(
		    a_path_means_what_it_meant_before_others_were_added),
		cmocka_unit_test(what_is_not_known_says_why),
		cmocka_unit_test(a_text_of_several_lines_is_indented),
		cmocka_unit_test(other_programs_and_the_withheld_are_kept),
		cmocka_unit_test(a_finding_is_found_in_the_text),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("fieldtext", tests, NULL, NULL);
}
