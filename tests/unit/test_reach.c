#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/case/codec.h"
#include "core/sense/reach.h"

#define CASE(inside)                                                           \
	"<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\">" inside     \
	"</case>"
#define MEMBER(id, person)                                                     \
	"<member id=\"" id "\"><person>" person "</person></member>"
#define KNOWN(id, slot, person)                                                \
	"<identified id=\"" id "\"><slot>" slot "</slot><person>" person       \
	"</person></identified>"

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

static const char party[] = CASE(
    "<person id=\"pers01\"></person><person id=\"pers02\"></person>"
    "<person id=\"pers03\"></person>"
    "<group id=\"grp001\">" MEMBER("mem001",
	"pers01") "<member conf=\"secret\" id=\"mem010\"><person>pers04</person></member>" MEMBER("mem011",
	"pers04") KNOWN("knn001", "snn001",
	"pers02") "</group><group id=\"grp002\">"
		  "<member conf=\"secret\" id=\"mem009\"><person>pers03</person></member>"
		  "<member conf=\"restricted\" id=\"mem012\"><person>pers04</person></member></group>"
		  "<event id=\"evt001\"><who id=\"wh0001\">grp001</who></event>"
		  "<event id=\"evt002\"><who id=\"wh0002\">pers03</who></event>"
		  "<event id=\"evt003\"><who id=\"wh0003\">grp002</who>"
		  "<who id=\"wh0004\">grp001</who></event>"
		  "<detention id=\"det001\"><who>grp001</who></detention>"
		  "<repatriation id=\"rep001\"><who>grp001</who></repatriation>"
		  "<intervention id=\"xnt001\"><victims id=\"vxc001\">grp001</victims></intervention>"
		  "<consent id=\"cns001\"><subject>pers02</subject></consent>");

static void
one_event_of_a_group_reaches_every_member(void **state)
{
	static const char *const facts[] = { "evt001", "det001", "rep001",
		"xnt001" };
	struct hj_record *r = decode(party);
	struct hj_reach way;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(facts); i++) {
		const struct hj_node *fact = hj_record_find(r, facts[i]);

		assert_true(hj_reach(r, "pers01", fact, NULL));
		assert_true(hj_reach(r, "pers02", fact, &way));
		assert_string_equal(way.member->name, "identified");
		assert_string_equal(hj_node_attr(way.group, "id"), "grp001");
		assert_true(hj_reach(r, "grp001", fact, &way));
		assert_null(way.group);
		assert_false(hj_reach(r, "pers03", fact, NULL));
	}
	hj_record_free(r);
}

static void
what_a_person_did_alone_does_not_reach_the_group(void **state)
{
	struct hj_record *r = decode(party);

	(void)state;
	assert_true(hj_reach(r, "pers02", hj_record_find(r, "cns001"), NULL));
	assert_false(hj_reach(r, "grp001", hj_record_find(r, "cns001"), NULL));
	assert_false(hj_reach(r, "pers01", hj_record_find(r, "evt002"), NULL));
	hj_record_free(r);
}

static void
that_somebody_belongs_to_a_group_can_itself_be_secret(void **state)
{
	struct hj_record *r = decode(party);
	const struct hj_node *fact = hj_record_find(r, "evt003");
	struct hj_reach way;

	(void)state;
	assert_true(hj_reach(r, "pers03", fact, &way));
	assert_int_equal(hj_reach_conf(&way), HJ_SECRET);
	assert_true(hj_reach(r, "pers01", fact, &way));
	assert_int_equal(hj_reach_conf(&way), HJ_INTERNAL);
	/* Of two ways the open one counts, whichever stands first. */
	assert_true(hj_reach(r, "pers04", fact, &way));
	assert_int_equal(hj_reach_conf(&way), HJ_INTERNAL);
	assert_string_equal(hj_node_attr(way.member, "id"), "mem011");
	hj_record_free(r);
}

static void
all_that_concerns_somebody_is_walked_once(void **state)
{
	struct hj_record *r = decode(party);
	struct hj_node *n = NULL;
	size_t seen = 0;

	(void)state;
	while ((n = hj_reach_next(r, "pers02", "event", n)) != NULL)
		seen++;
	assert_int_equal(seen, 2);
	hj_record_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_event_of_a_group_reaches_every_member),
		cmocka_unit_test(what_a_person_did_alone_does_not_reach_the_group),
		cmocka_unit_test(
		    that_somebody_belongs_to_a_group_can_itself_be_secret),
		cmocka_unit_test(all_that_concerns_somebody_is_walked_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
