#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/case/check.h"
#include "core/case/codec.h"
#include "core/links/link.h"
#include "core/base/limits.h"
#include "core/sense/reach.h"
#include "core/links/split.h"

/* Two of a party; the first is split off.  Everybody is invented. */
static const char party[] =
    "<case xmlns=\"urn:hanji:case:1\" conf=\"restricted\" id=\"0123456789abcdef\" kind=\"group\">"
    "<title>The party</title><tag id=\"tag001\">kunming</tag>"
    "<person id=\"pers01\" role=\"victim\">"
    "<name id=\"nam001\" src=\"src001\"><full>Kim Bo Gi</full></name>"
    "<birth id=\"brt001\"><date>1987</date><place>pca002</place></birth>"
    "<sex id=\"sex001\">f</sex>"
    "<contact id=\"cnt009\"><value>1234</value></contact>"
    "<status id=\"sts001\" src=\"src002\"><code>missing</code></status>"
    "<photo id=\"pht001\"><evidence>evd001</evidence></photo></person>"
    "<person id=\"pers02\" role=\"victim\">"
    "<name id=\"nam002\"><full>Pak Ha Neul</full></name></person>"
    "<group id=\"grp001\"><count id=\"cnt001\"><min>13</min></count>"
    "<member id=\"mem001\"><person>pers01</person></member>"
    "<member id=\"mem002\"><person>pers02</person></member></group>"
    "<relationship id=\"rex001\" type=\"parent\"><a>pers01</a><b>pers02</b></relationship>"
    "<event id=\"evt001\" src=\"src001\" type=\"arrest\"><who id=\"wh0001\" src=\"src001\">grp001</who>"
    "<date>2013-11</date><place>pca001</place>"
    "<perpetrator id=\"per001\"><authority>ath001</authority></perpetrator></event>"
    "<event id=\"evt002\" type=\"seen\"><who id=\"wh0002\">pers01</who>"
    "<narrative id=\"nar001\"><text>Seen alive.</text></narrative>"
    "<narrative id=\"nar002\"><text>Seen.</text><tr-of>nar001</tr-of></narrative></event>"
    "<event id=\"evt003\" type=\"move\"><who id=\"wh0003\">pers02</who></event>"
    "<event id=\"evt004\" type=\"cross\"><who id=\"wh0004\">pers01</who><who id=\"wh0005\">pers02</who></event>"
    "<event id=\"evt005\" type=\"seen\"><who id=\"wh0006\">pers01</who><witness id=\"wtn001\">pers02</witness></event>"
    "<detention id=\"det001\"><who>grp001</who></detention>"
    "<detention id=\"det002\"><who>pers01</who></detention>"
    "<repatriation id=\"rep001\"><who>grp001</who><count>13</count></repatriation>"
    "<place id=\"pca001\"><country>CN</country></place>"
    "<place id=\"pca002\"><country>KP</country></place>"
    "<place id=\"pca003\"><country>LA</country></place>"
    "<authority id=\"ath001\"><state>CN</state></authority>"
    "<source id=\"src001\" kind=\"family\"><person>pers02</person><based-on id=\"bas001\">src003</based-on></source>"
    "<source id=\"src002\"><person>pers01</person></source>"
    "<source id=\"src003\"><evidence>evd002</evidence></source>"
    "<source id=\"src004\"></source>"
    "<evidence id=\"evd001\"><of>evd003</of></evidence>"
    "<evidence id=\"evd002\"></evidence><evidence id=\"evd003\"></evidence>"
    "<evidence id=\"evd004\"></evidence>"
    "<consent id=\"cns001\" status=\"given\"><subject>pers01</subject><scope id=\"scp001\">store</scope><evidence>evd002</evidence></consent>"
    "<consent id=\"cns002\" status=\"refused\"><subject>pers01</subject><scope id=\"scp002\">un-public</scope></consent>"
    "<consent id=\"cns003\" status=\"given\"><subject>pers02</subject><scope id=\"scp003\">store</scope></consent>"
    "<note id=\"nte001\"><text>For the office.</text></note>"
    "</case>";

struct split {
	struct hj_record *from, *own;
	char moved[256], linked[64];
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

static int
note(void *to, enum hj_split_how how, const struct hj_node *node,
    struct hj_error *err)
{
	struct split *s = to;
	char *list = how == HJ_SPLIT_MOVED ? s->moved
	    : how == HJ_SPLIT_LINKED       ? s->linked
					   : NULL;

	(void)err;
	if (list != NULL) {
		(void)strcat(list, hj_node_attr(node, "id"));
		(void)strcat(list, " ");
	}
	return HJ_OK;
}

static int
do_split(void **state)
{
	static struct split s;
	struct hj_error err = HJ_ERROR;

	s = (struct split){ .from = decode(party) };
	if (hj_check_record(s.from, NULL, NULL, &err) != HJ_OK ||
	    hj_split(s.from, "pers01", note, &s, &s.own, &err) != HJ_OK)
		fail_msg("%s", err.text);
	*state = &s;
	return 0;
}

static int
end_split(void **state)
{
	struct split *s = *state;

	hj_record_free(s->from);
	hj_record_free(s->own);
	return 0;
}

static bool
has(const struct hj_record *r, const char *id)
{
	return hj_record_find(r, id) != NULL;
}

static void
both_files_are_valid_and_canonical(void **state)
{
	const struct split *s = *state;
	const struct hj_record *both[2] = { s->from, s->own };
	struct hj_error err = HJ_ERROR;

	for (size_t i = 0; i < 2; i++) {
		struct hj_buf b = HJ_BUF(HJ_CASE_MAX);
		struct hj_record *again = NULL;

		if (hj_check_record(both[i], NULL, NULL, &err) != HJ_OK ||
		    hj_codec_encode(both[i], &b, &err) != HJ_OK ||
		    hj_codec_decode(b.data, b.len, &again, &err) != HJ_OK)
			fail_msg("%zu: %s", i, err.text);
		hj_record_free(again);
		hj_buf_clear(&b);
	}
}

static void
what_concerned_them_alone_moves(void **state)
{
	const struct split *s = *state;
	static const char *const moved[] = { "evt002", "det002", "cns001",
		"cns002" };

	assert_string_equal(s->moved, "evt002 det002 cns001 cns002 ");
	for (size_t i = 0; i < HJ_LEN(moved); i++) {
		assert_false(has(s->from, moved[i]));
		assert_true(has(s->own, moved[i]));
	}
}

static void
what_concerned_others_too_is_in_both(void **state)
{
	const struct split *s = *state;
	static const char *const both[] = { "evt001", "evt004", "evt005",
		"det001", "rep001", "tag001" };

	for (size_t i = 0; i < HJ_LEN(both); i++) {
		assert_true(has(s->from, both[i]));
		assert_true(has(s->own, both[i]));
	}
	/* The group still is who it was. */
	assert_string_equal(hj_record_find(s->from, "wh0001")->text, "grp001");
	assert_string_equal(hj_node_attr(hj_record_find(s->own, "evt001"),
				"src"),
	    "src001");
}

static void
the_group_becomes_the_person_and_others_are_left_out(void **state)
{
	const struct split *s = *state;

	assert_string_equal(hj_record_find(s->own, "wh0001")->text, "pers01");
	assert_string_equal(hj_node_value(hj_record_find(s->own, "det001"),
				"who"),
	    "pers01");
	assert_string_equal(hj_record_find(s->own, "wh0004")->text, "pers01");
	assert_false(has(s->own, "wh0005"));
	assert_false(has(s->own, "pers02"));
	assert_false(has(s->own, "grp001"));
	assert_false(has(s->own, "evt003"));
	assert_false(has(s->own, "cns003"));
	assert_false(has(s->own, "nte001"));
}

static void
who_else_is_named_inside_a_fact_is_withheld_and_stays_here(void **state)
{
	const struct split *s = *state;
	const struct hj_node *w = hj_record_find(s->own, "wtn001");
	const struct hj_node *p =
	    hj_node_child(hj_record_find(s->own, "src001"), "person");

	assert_null(w->text);
	assert_string_equal(hj_node_attr(w, "known"), "withheld");
	assert_null(p->text);
	assert_string_equal(hj_node_attr(p, "known"), "withheld");
	assert_string_equal(hj_record_find(s->from, "wtn001")->text, "pers02");
	/* Their own is theirs. */
	assert_string_equal(hj_node_value(hj_record_find(s->own, "src002"),
				"person"),
	    "pers01");
	assert_string_equal(hj_node_value(hj_record_find(s->own, "nar002"),
				"tr-of"),
	    "nar001");
}

static void
what_facts_are_known_by_goes_along_and_no_more(void **state)
{
	const struct split *s = *state;
	static const char *const along[] = { "pca001", "pca002", "ath001",
		"src001", "src002", "src003", "evd001", "evd002", "evd003" };
	static const char *const not [] = { "pca003", "src004", "evd004" };

	for (size_t i = 0; i < HJ_LEN(along); i++) {
		assert_true(has(s->own, along[i]));
		assert_true(has(s->from, along[i]));
	}
	for (size_t i = 0; i < HJ_LEN(not ); i++)
		assert_false(has(s->own, not [i]));
}

static void
they_stay_a_member_with_name_and_no_more(void **state)
{
	const struct split *s = *state;
	const struct hj_node *p = hj_record_find(s->from, "pers01");
	struct hj_reach way;

	assert_non_null(hj_node_child(p, "name"));
	assert_non_null(hj_node_child(p, "birth"));
	assert_non_null(hj_node_child(p, "sex"));
	assert_null(hj_node_child(p, "contact"));
	assert_null(hj_node_child(p, "status"));
	assert_null(hj_node_child(p, "photo"));
	assert_true(has(s->own, "cnt009"));
	assert_true(has(s->own, "sts001"));
	assert_true(hj_reach(s->from, "pers01",
	    hj_record_find(s->from, "rep001"), &way));
	assert_string_equal(hj_node_attr(way.member, "id"), "mem001");
}

static void
the_new_file_is_as_protected_as_the_first(void **state)
{
	const struct split *s = *state;
	const struct hj_node *root = hj_record_root(s->own);

	assert_string_equal(hj_node_attr(root, "conf"), "restricted");
	assert_string_equal(hj_node_attr(root, "kind"), "person");
	assert_null(hj_node_child(root, "title"));
	assert_string_not_equal(hj_node_attr(root, "id"), "0123456789abcdef");
}

static void
both_link_to_each_other_and_relations_are_links(void **state)
{
	const struct split *s = *state;
	const char *own = hj_node_attr(hj_record_root(s->own), "id");
	const struct hj_link from = { .kind = "splitoff",
		.other = own,
		.person = "pers01",
		.there = "pers01" };
	const struct hj_link back = { .kind = "split",
		.other = "0123456789abcdef",
		.person = "pers01",
		.there = "pers01" };
	const struct hj_link child = { .kind = "family",
		.other = "0123456789abcdef",
		.person = "pers01",
		.there = "pers02",
		.relation = "parent" };

	assert_non_null(hj_link_find(s->from, &from));
	assert_non_null(hj_link_find(s->own, &back));
	assert_non_null(hj_link_find(s->own, &child));
	assert_string_equal(s->linked, "rex001 ");
	assert_true(has(s->from, "rex001"));
	assert_false(has(s->own, "rex001"));
	assert_string_equal(hj_link_own_case(s->from, "pers01"), own);
	assert_null(hj_link_own_case(s->own, "pers01"));
}

static int
refused(const char *xml, const char *person)
{
	struct hj_record *r = decode(xml), *own = NULL;
	struct hj_error err = HJ_ERROR;
	int rc = hj_split(r, person, NULL, NULL, &own, &err);

	hj_record_free(r);
	hj_record_free(own);
	return rc;
}

static void
nobody_is_split_off_twice_or_out_of_a_file_in_dispute(void **state)
{
	const struct split *s = *state;
	struct hj_record *own = NULL;
	struct hj_error err = HJ_ERROR;

	assert_int_equal(hj_split(s->from, "pers01", NULL, NULL, &own, &err),
	    HJ_EEXISTS);
	assert_int_equal(refused(party, "nobody"), HJ_ENOTFOUND);
	assert_int_equal(refused(party, "grp001"), HJ_ENOTFOUND);
	assert_int_equal(
	    refused(
		"<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\"><person id=\"pers01\"></person>"
		"<conflict id=\"cnf001\"><element>pers01</element></conflict></case>",
		"pers01"),
	    HJ_EREFUSED);
	assert_int_equal(
	    refused(
		"<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\"><person id=\"pers01\"></person>"
		"<withheld digest=\"0000000000000000000000000000000000000000000000000000000000000000\"></withheld></case>",
		"pers01"),
	    HJ_EREFUSED);
}

#define SPLIT_TEST(test)                                                       \
	cmocka_unit_test_setup_teardown(test, do_split, end_split)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SPLIT_TEST(both_files_are_valid_and_canonical),
		SPLIT_TEST(what_concerned_them_alone_moves),
		SPLIT_TEST(what_concerned_others_too_is_in_both),
		SPLIT_TEST(the_group_becomes_the_person_and_others_are_left_out),
		SPLIT_TEST(
		    who_else_is_named_inside_a_fact_is_withheld_and_stays_here),
		SPLIT_TEST(what_facts_are_known_by_goes_along_and_no_more),
		SPLIT_TEST(they_stay_a_member_with_name_and_no_more),
		SPLIT_TEST(the_new_file_is_as_protected_as_the_first),
		SPLIT_TEST(both_link_to_each_other_and_relations_are_links),
		SPLIT_TEST(nobody_is_split_off_twice_or_out_of_a_file_in_dispute),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
