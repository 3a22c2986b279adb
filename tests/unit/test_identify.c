#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/limits.h"
#include "core/case/check.h"
#include "core/case/codec.h"
#include "core/sense/group.h"
#include "core/sense/identify.h"

/* Thirteen of whom two are women; a second group was only counted. */
static const char party[] =
    "<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\">"
    "<person id=\"pers01\" role=\"victim\">"
    "<name id=\"nam001\"><full>Kim Bo Gi</full></name>"
    "<sex id=\"sex001\">m</sex></person>"
    "<group id=\"grp001\">"
    "<count id=\"cnt001\" src=\"src001\"><min>13</min><max>13</max></count>"
    "<unnamed id=\"snn001\" src=\"src001\"><n>2</n><sex>f</sex>"
    "<origin><place>pca001</place></origin></unnamed>"
    "<unnamed id=\"snn002\"><n>11</n></unnamed></group>"
    "<group id=\"grp002\"><count id=\"cnt002\"><min>5</min></count></group>"
    "<place id=\"pca001\"><country>KP</country></place>"
    "<source id=\"src001\"></source><source id=\"src002\"></source>"
    "</case>";

static int
open_party(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;

	if (hj_codec_decode((const uint8_t *)party, strlen(party), &r, &err) !=
	    HJ_OK)
		fail_msg("%s", err.text);
	*state = r;
	return 0;
}

static int
close_party(void **state)
{
	hj_record_free(*state);
	return 0;
}

static struct hj_node *
identify(struct hj_record *r, const struct hj_identification *what)
{
	struct hj_error err = HJ_ERROR;
	struct hj_node *made = NULL;

	if (hj_identify(r, what, &made, &err) != HJ_OK)
		fail_msg("%s", err.text);
	if (hj_check_record(r, NULL, NULL, &err) != HJ_OK)
		fail_msg("%s", err.text);
	return made;
}

static int
refused(struct hj_record *r, const struct hj_identification *what)
{
	struct hj_error err = HJ_ERROR;
	struct hj_node *made;

	return hj_identify(r, what, &made, &err);
}

static struct hj_group_sum
sum(struct hj_record *r, const char *group)
{
	struct hj_error err = HJ_ERROR;
	struct hj_group_sum s;

	assert_int_equal(hj_group_sum(hj_record_find(r, group), HJ_SECRET, NULL,
			     NULL, &s, &err),
	    HJ_OK);
	return s;
}

static void
who_is_identified_is_a_member_and_the_slot_keeps_what_was_said(void **state)
{
	struct hj_record *r = *state;
	const struct hj_identification what = { .slot = "snn002",
		.person = "pers01",
		.date = "2014-02~",
		.src = "src002 src001" };
	struct hj_node *made = identify(r, &what);
	struct hj_group_sum s = sum(r, "grp001");

	assert_string_equal(hj_node_value(made, "slot"), "snn002");
	assert_string_equal(hj_node_value(made, "person"), "pers01");
	assert_string_equal(hj_node_value(made, "date"), "2014-02~");
	assert_string_equal(hj_node_attr(made, "src"), "src001 src002");
	assert_string_equal(hj_node_value(hj_record_find(r, "snn002"), "n"),
	    "11");
	assert_int_equal(s.named, 1);
	assert_int_equal(s.unnamed, 12);
	assert_int_equal(s.further.min, 12);
	assert_int_equal(s.further.max, 12);
}

static void
somebody_new_has_what_was_said_of_the_slot(void **state)
{
	struct hj_record *r = *state;
	const struct hj_identification what = { .slot = "snn001",
		.name = "Pak Ha Neul" };
	struct hj_node *made = identify(r, &what);
	const struct hj_node *p =
	    hj_record_find(r, hj_node_value(made, "person"));

	assert_string_equal(hj_node_attr(p, "role"), "victim");
	assert_string_equal(hj_node_value(hj_node_child(p, "name"), "full"),
	    "Pak Ha Neul");
	assert_string_equal(hj_node_value(p, "sex"), "f");
	assert_string_equal(hj_node_attr(hj_node_child(p, "sex"), "src"),
	    "src001");
	assert_string_equal(hj_node_value(hj_node_child(p, "origin"), "place"),
	    "pca001");
	/* Nobody said when or by whom: it is not made up. */
	assert_null(hj_node_child(made, "date"));
	assert_null(hj_node_attr(made, "src"));
}

static void
a_slot_gives_no_more_than_it_stands_for(void **state)
{
	struct hj_record *r = *state;
	struct hj_identification what = { .slot = "snn001", .name = "Kim A" };

	(void)identify(r, &what);
	(void)identify(r, &what);
	assert_int_equal(refused(r, &what), HJ_EINVAL);
	what.slot = "snn002";
	(void)identify(r, &what);
}

static void
nobody_is_identified_twice_in_a_group(void **state)
{
	struct hj_record *r = *state;
	struct hj_identification what = { .slot = "snn001",
		.person = "pers01" };

	(void)identify(r, &what);
	what.slot = "snn002";
	assert_int_equal(refused(r, &what), HJ_EEXISTS);
	/* In another group they may be. */
	what.slot = "grp002";
	(void)identify(r, &what);
}

static void
a_group_that_was_only_counted_gets_a_slot_of_one(void **state)
{
	struct hj_record *r = *state;
	const struct hj_identification what = { .slot = "grp002",
		.person = "pers01" };
	struct hj_node *made = identify(r, &what);
	const struct hj_node *slot =
	    hj_record_find(r, hj_node_value(made, "slot"));
	struct hj_group_sum s = sum(r, "grp002");

	assert_string_equal(hj_node_value(slot, "n"), "1");
	assert_int_equal(s.further.min, 4);
	assert_int_equal(s.further.max, HJ_NO_END);
}

static void
what_is_no_slot_or_no_person_is_not_found(void **state)
{
	struct hj_record *r = *state;
	struct hj_identification what = { .slot = "cnt001",
		.person = "pers01" };

	assert_int_equal(refused(r, &what), HJ_ENOTFOUND);
	what.slot = "nobody";
	assert_int_equal(refused(r, &what), HJ_ENOTFOUND);
	what.slot = "snn001";
	what.person = "src001";
	assert_int_equal(refused(r, &what), HJ_ENOTFOUND);
	/* Of a group with slots one has to say which. */
	what.slot = "grp001";
	what.person = "pers01";
	assert_int_equal(refused(r, &what), HJ_EINVAL);
}

static void
taking_the_identification_away_undoes_it(void **state)
{
	struct hj_record *r = *state;
	const struct hj_identification what = { .slot = "snn002",
		.person = "pers01" };

	hj_record_remove(identify(r, &what));
	assert_int_equal(sum(r, "grp001").named, 0);
	assert_int_equal(sum(r, "grp001").unnamed, 13);
	(void)identify(r, &what);
}

static void
a_man_among_women_is_noticed(void **state)
{
	struct hj_record *r = *state;
	struct hj_node *p = hj_record_find(r, "pers01");

	assert_string_equal(hj_identify_differs(hj_record_find(r, "snn001"), p)
				->name,
	    "sex");
	assert_null(hj_identify_differs(hj_record_find(r, "snn002"), p));
}

#define PARTY_TEST(test)                                                       \
	cmocka_unit_test_setup_teardown(test, open_party, close_party)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		PARTY_TEST(
		    who_is_identified_is_a_member_and_the_slot_keeps_what_was_said),
		PARTY_TEST(somebody_new_has_what_was_said_of_the_slot),
		PARTY_TEST(a_slot_gives_no_more_than_it_stands_for),
		PARTY_TEST(nobody_is_identified_twice_in_a_group),
		PARTY_TEST(a_group_that_was_only_counted_gets_a_slot_of_one),
		PARTY_TEST(what_is_no_slot_or_no_person_is_not_found),
		PARTY_TEST(taking_the_identification_away_undoes_it),
		PARTY_TEST(a_man_among_women_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
