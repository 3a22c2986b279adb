#include "tests/unit/merge_world.h"
#include "tests/unit/wrap.h"

static void
what_one_side_changed_is_taken(void **state)
{
	(void)state;
	gives(CASE("<title>x</title>" TAG("a23456", "1")),
	    CASE("<title>y</title>" TAG("a23456", "1")),
	    CASE("<title>x</title>" TAG("a23456", "2") TAG("b23456", "3")),
	    CASE("<title>y</title>" TAG("a23456", "2") TAG("b23456", "3")));
	gives(CASE("<title>x</title>" TAG("a23456", "1")), CASE(""),
	    CASE("<title>x</title>" TAG("a23456", "1")), CASE(""));
	gives(CASE("<title>x</title>"), CASE("<title>y</title>"),
	    CASE("<title>y</title>"), CASE("<title>y</title>"));
}

static void
what_both_changed_differently_is_kept_twice(void **state)
{
	(void)state;
	gives(CASE("<title>x</title>"), CASE("<title>z</title>"),
	    CASE("<title>y</title>"),
	    CASE("<title>y</title>" ROW("internal", PATH("title") VALUE("z"))));
	gives(CASE(""), CASE("<title>z</title>"), CASE("<title>y</title>"),
	    CASE("<title>y</title>" ROW("internal", PATH("title") VALUE("z"))));
	gives(CASE("<title>x</title>"),
	    CASE("<title known=\"refused\"></title>"), CASE("<title>y</title>"),
	    CASE("<title>y</title>" ROW("internal",
		PATH("title") "<value known=\"refused\"></value>")));
	gives("<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\" "
	      "status=\"open\"></case>",
	    "<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\" "
	    "status=\"closed\"></case>",
	    "<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\" "
	    "kind=\"group\" status=\"watch\"></case>",
	    "<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\" "
	    "kind=\"group\" status=\"closed\">" ROW("public",
		ATTR("status") VALUE("watch")) "</case>");
}

static void
a_value_and_who_says_so_stay_together(void **state)
{
#define SRC(id) "<source id=\"" id "\"></source>"
#define SEX(attrs, code)                                                       \
	PERSON(NAME("n23456", "Kim") "<sex " attrs ">" code "</sex>")

	(void)state;
	gives(CASE(SEX("id=\"x23456\" src=\"s23456\"", "f") SRC("s23456")
		      SRC("s34567")),
	    CASE(SEX("id=\"x23456\" src=\"s23456\"", "m") SRC("s23456")
		    SRC("s34567")),
	    CASE(SEX("id=\"x23456\" src=\"s23456 s34567\"", "f") SRC("s23456")
		    SRC("s34567")),
	    CASE(SEX("id=\"x23456\" src=\"s23456 s34567\"", "f") SRC("s23456")
		    SRC("s34567") "<conflict conf=\"public\" id=\"*\" "
				  "src=\"s23456\">" AT("x23456")
				      VALUE("m") "</conflict>"));
}

static void
a_change_survives_a_removal_and_is_marked(void **state)
{
#define HELD(s) "<detention id=\"d4n9tw\"><who>p23456</who>" s "</detention>"

	(void)state;
	gives(CASE(TAG("a23456", "1")), CASE(""), CASE(TAG("a23456", "2")),
	    CASE(TAG("a23456", "2") ROW("internal", AT("a23456"))));
	/* The whole of it stays, not only what was changed. */
	gives(CASE(KIM HELD("<state>CN</state><facility>cn-tumen</facility>")),
	    CASE(KIM),
	    CASE(KIM HELD("<state>CN</state><facility>cn-dandong</facility>")),
	    CASE(KIM HELD("<state>CN</state><facility>cn-dandong</facility>")
		    ROW("public", AT("d4n9tw"))));
	gives(CASE(KIM HELD("")), CASE(KIM),
	    CASE(KIM HELD("<state>CN</state>")),
	    CASE(KIM HELD("<state>CN</state>") ROW("public", AT("d4n9tw"))));
	gives(CASE(KIM HELD("<facility>cn-tumen</facility>")),
	    CASE(KIM HELD("")),
	    CASE(KIM HELD("<facility>cn-dandong</facility>")),
	    CASE(KIM HELD("<facility>cn-dandong</facility>")
		    ROW("internal", AT("d4n9tw") PATH("facility"))));
}

/* What a group of fields said to be unknown against fields in it. */
static void
a_field_survives_that_its_group_is_said_to_be_unknown(void **state)
{
#define BORN(attrs, s)                                                         \
	PERSON(NAME("n23456", "Kim") "<birth id=\"b23456\"" attrs ">" s        \
				     "</birth>")

	(void)state;
	gives(CASE(BORN("", "<date>1985</date>")),
	    CASE(BORN(" known=\"unknown\"", "")),
	    CASE(BORN("", "<date>1986</date>")),
	    CASE(BORN("", "<date>1986</date>") ROW("internal",
		AT("b23456") "<value known=\"unknown\"></value>")));
	gives(CASE(BORN("", "<date>1985</date>")),
	    CASE(BORN(" known=\"unknown\"", "")),
	    CASE(BORN("", "<date>1985</date>")),
	    CASE(BORN(" known=\"unknown\"", "")));
}

static void
two_elements_with_one_id_are_told_apart(void **state)
{
	struct hj_record *o = decode(CASE("")), *r = NULL;
	struct hj_record *a = decode(CASE(TAG("z23456", "t")));
	struct hj_record *b =
	    decode(CASE("<person id=\"z23456\">" NAME("n23456",
		"Kim") "</person><event id=\"e23456\"><who id=\"w23456\">z23456"
		       "</who></event>"));
	const struct hj_node *person, *row;
	const char *id;

	(void)state;
	assert_int_equal(hj_merge_three(o, a, b, &r, &error), HJ_OK);
	assert_string_equal(hj_record_find(r, "z23456")->name, "tag");
	person = hj_node_child(hj_record_root(r), "person");
	id = hj_node_attr(person, "id");
	assert_string_equal(hj_node_value(hj_record_find(r, "e23456"), "who"),
	    id);
	row = hj_node_child(hj_record_root(r), "conflict");
	assert_string_equal(hj_node_value(row, "element"), id);
	assert_string_equal(hj_node_value(row, "attribute"), "id");
	assert_string_equal(hj_node_value(row, "value"), "z23456");
	hj_record_free(o);
	hj_record_free(a);
	hj_record_free(b);
	hj_record_free(r);
}

static void
foreign_fields_are_one_value(void **state)
{
#define EXT(s) "<ext id=\"x23456\">" s "</ext>"
#define F(s) "<f:a xmlns:f=\"urn:f\">" s "</f:a>"

	(void)state;
	gives(CASE(EXT(F("1"))), CASE(EXT(F("2"))), CASE(EXT(F("3"))),
	    CASE(ROW("secret",
		AT("x23456")
		    VALUE("&lt;f:a xmlns:f=\"urn:f\"&gt;3&lt;/f:a&gt;"))
		    EXT(F("2"))));
	/* From the row back into its place. */
	gives(CASE(ROW("secret",
		  AT("x23456")
		      VALUE("&lt;f:a xmlns:f=\"urn:f\"&gt;3&lt;/f:a&gt;"))
		      EXT(F("2"))),
	    CASE(ROW("secret",
		AT("x23456")
		    VALUE("&lt;f:a xmlns:f=\"urn:f\"&gt;3&lt;/f:a&gt;"))
		    EXT(F("2"))),
	    CASE(EXT(F("3"))), CASE(EXT(F("3"))));
}

static void
without_an_ancestor_nothing_counts_as_removed(void **state)
{
	(void)state;
	gives(NULL, CASE("<title>x</title>" TAG("b23456", "1")),
	    CASE("<title>y</title>" TAG("a23456", "2")),
	    CASE("<title>x</title>" TAG("b23456", "1") TAG("a23456", "2")
		    ROW("internal", PATH("title") VALUE("y"))));
	gives(NULL, CASE(KIM), CASE(KIM), CASE(KIM));
}

static void
the_order_is_that_of_the_ancestor_then_new_ones_by_id(void **state)
{
	(void)state;
	gives(CASE(TAG("c23456", "1") TAG("a23456", "2")),
	    CASE(TAG("c23456", "1") TAG("a23456", "2") TAG("z23456", "3")
		    TAG("b23456", "4")),
	    CASE(TAG("c23456", "1") TAG("a23456", "2") TAG("f23456", "5")),
	    CASE(TAG("c23456", "1") TAG("a23456", "2") TAG("b23456", "4")
		    TAG("f23456", "5") TAG("z23456", "3")));
}

/* A row is a value: to drop it settles the conflict, and a second conflict
 * about the same field stands beside it. */
static void
who_drops_a_row_settles_it(void **state)
{
#define OPEN                                                                   \
	CASE("<title>y</title><conflict conf=\"internal\" id=\"q23456\">"      \
	     "<path>title</path><value>z</value></conflict>")

	(void)state;
	gives(OPEN, CASE("<title>y</title>"), OPEN, CASE("<title>y</title>"));
	gives(OPEN, CASE("<title>z</title>"), OPEN, CASE("<title>z</title>"));
	/* Settled differently, it is open again. */
	gives(OPEN, CASE("<title>y</title>"), CASE("<title>z</title>"),
	    CASE("<title>y</title>" ROW("internal", PATH("title") VALUE("z"))));
	gives(OPEN, CASE("<title>y</title>"), CASE(""),
	    CASE("<title>y</title>" ROW("internal", PATH("title"))));
}

static void
files_that_are_no_versions_of_one_are_refused(void **state)
{
	struct hj_record *a = decode(CASE("")), *r = NULL;
	struct hj_record *b = decode(
	    "<case xmlns=\"urn:hanji:case:1\" id=\"1123456789abcdef\"></case>");
	struct hj_record *c =
	    decode(CASE("<withheld digest=\"0123456789abcdef0123456789abcdef"
			"0123456789abcdef0123456789abcdef\"></withheld>"));

	(void)state;
	assert_int_equal(hj_merge_three(NULL, a, b, &r, &error), HJ_EINVAL);
	assert_int_equal(hj_merge_three(NULL, a, c, &r, &error), HJ_EINVAL);
	assert_int_equal(hj_merge(NULL, 65, &r, &error), HJ_ELIMIT);
	assert_null(r);
	hj_record_free(a);
	hj_record_free(b);
	hj_record_free(c);
}

static void
every_failed_allocation_is_reported(void **state)
{
	struct hj_record *o = decode(CASE(KIM EXT(F("1"))));
	struct hj_record *a = decode(CASE(TAG("p23456", "x") EXT(F("2"))));
	struct hj_record *b = decode(CASE(KIM EXT(F("3"))));
	size_t nth = 0;
	int rc;

	(void)state;
	do {
		struct hj_record *r = NULL;

		wrap.alloc = (struct wrap_call){ .fail_at = ++nth };
		rc = hj_merge_three(o, a, b, &r, &error);
		wrap.alloc = (struct wrap_call){ 0 };
		assert_true(rc == HJ_OK || rc == HJ_ENOMEM);
		assert_true((rc == HJ_OK) == (r != NULL));
		hj_record_free(r);
	} while (rc != HJ_OK);
	assert_true(nth > 10);
	hj_record_free(o);
	hj_record_free(a);
	hj_record_free(b);
}

/* Quadratic time would make this test last minutes. */
static void
many_elements_are_merged(void **state)
{
	enum { MANY = 20000 };
	struct hj_record *o = decode(CASE("")), *a = NULL, *b = NULL, *r = NULL;
	struct hj_node *root = hj_record_root(o), *node = NULL;
	const struct hj_elem *tag = hj_schema_child(root->def, "tag", 3);
	size_t n;

	(void)state;
	for (int i = 0; i < MANY; i++) {
		assert_int_equal(hj_record_add(o, root, tag, &node, &error),
		    HJ_OK);
		assert_int_equal(hj_record_set_text(o, node, "x", 1, &error),
		    HJ_OK);
	}
	assert_int_equal(hj_record_copy(o, &a, &error), HJ_OK);
	assert_int_equal(hj_record_copy(o, &b, &error), HJ_OK);
	for (node = hj_record_root(a)->first; node != NULL; node = node->next)
		assert_int_equal(hj_record_set_text(a, node, "y", 1, &error),
		    HJ_OK);
	for (node = hj_record_root(b)->first; node != NULL; node = node->next)
		assert_int_equal(hj_record_set_text(b, node, "z", 1, &error),
		    HJ_OK);
	assert_int_equal(hj_merge_three(o, a, b, &r, &error), HJ_OK);
	assert_int_equal(hj_conflict_count(r, &n, &error), HJ_OK);
	assert_int_equal(n, MANY);
	hj_record_free(o);
	hj_record_free(a);
	hj_record_free(b);
	hj_record_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_one_side_changed_is_taken),
		cmocka_unit_test(what_both_changed_differently_is_kept_twice),
		cmocka_unit_test(a_value_and_who_says_so_stay_together),
		cmocka_unit_test(a_change_survives_a_removal_and_is_marked),
		cmocka_unit_test(
		    a_field_survives_that_its_group_is_said_to_be_unknown),
		cmocka_unit_test(two_elements_with_one_id_are_told_apart),
		cmocka_unit_test(foreign_fields_are_one_value),
		cmocka_unit_test(without_an_ancestor_nothing_counts_as_removed),
		cmocka_unit_test(
		    the_order_is_that_of_the_ancestor_then_new_ones_by_id),
		cmocka_unit_test(who_drops_a_row_settles_it),
		cmocka_unit_test(files_that_are_no_versions_of_one_are_refused),
		cmocka_unit_test(every_failed_allocation_is_reported),
		cmocka_unit_test(many_elements_are_merged),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("merge", tests, NULL, NULL);
}
