#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/sense/peril.h"
#include "tests/unit/parsed.h"

static enum hj_peril
ask(const char *inside)
{
	struct hj_record *r = parsed(inside);
	struct hj_origins *o = NULL;
	struct hj_error err = HJ_ERROR;
	enum hj_peril is = HJ_PERIL_NONE;

	if (hj_peril_of(r, &o, hj_node_child(hj_record_root(r), "person"), &is,
		&err) != HJ_OK)
		fail_msg("%s", err.text);
	assert_true(*hj_peril_words(is) != '\0');
	hj_origins_free(o);
	hj_record_free(r);
	return is;
}

#define WHO(role, inside)                                                      \
	"<person id=\"p00001\" role=\"" role "\">" inside "</person>"
#define STATUS(code) "<status id=\"s00001\"><code>" code "</code></status>"
#define LIVES "<residence id=\"r00001\"><place>c00001</place></residence>"
#define LEFT                                                                   \
	"<residence id=\"r00001\"><place>c00001</place><to>2015</to></residence>"
#define IN(country)                                                            \
	"<place id=\"c00001\"><country>" country "</country></place>"

static void
who_can_be_sent_back_comes_first(void **state)
{
	static const char *const countries[] = { IN("CN"), IN("LA"), IN("RU"),
		IN("VN") };
	char inside[512];

	(void)state;
	for (size_t i = 0; i < HJ_LEN(countries); i++) {
		(void)snprintf(inside, sizeof(inside), "%s%s",
		    WHO("victim", LIVES), countries[i]);
		assert_int_equal(ask(inside), HJ_PERIL_REACH);
	}
	assert_int_equal(ask(WHO("victim", STATUS("hiding"))), HJ_PERIL_REACH);
	assert_int_equal(ask(WHO("victim", STATUS("transit"))), HJ_PERIL_REACH);
	assert_int_equal(ask(WHO("victim", STATUS("traffick"))),
	    HJ_PERIL_REACH);
	assert_int_equal(ask(WHO("relative", LIVES) IN("CN")), HJ_PERIL_REACH);
	/* Nothing is known: a doubt makes it more urgent. */
	assert_int_equal(ask(WHO("victim", "")), HJ_PERIL_REACH);
	assert_int_equal(hj_peril_days(HJ_PERIL_REACH), 0);
	assert_true(HJ_PERIL_REACH < HJ_PERIL_FIELD &&
	    HJ_PERIL_FIELD < HJ_PERIL_HOME && HJ_PERIL_HOME < HJ_PERIL_SAFE);
}

static void
who_helps_is_in_the_field_until_the_file_says_that_they_are_safe(void **state)
{
	static const char *const helps[] = { WHO("helper", ""),
		WHO("broker", ""), WHO("source", ""), WHO("witness", ""),
		WHO("interp", ""), WHO("relative source", "") };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(helps); i++)
		assert_int_equal(ask(helps[i]), HJ_PERIL_FIELD);
	assert_int_equal(ask(WHO("broker", LIVES) IN("CN")), HJ_PERIL_FIELD);
	assert_int_equal(ask(WHO("broker", LIVES) IN("KR")), HJ_PERIL_SAFE);
	/* They lived there once. */
	assert_int_equal(ask(WHO("broker", LEFT) IN("KR")), HJ_PERIL_FIELD);
	assert_int_equal(ask(WHO("witness", STATUS("settled"))), HJ_PERIL_SAFE);
	/* Settled, and gone back to help. */
	assert_int_equal(ask(WHO("helper", LIVES STATUS("settled")) IN("CN")),
	    HJ_PERIL_FIELD);
}

static void
relatives_are_in_the_dprk_unless_the_file_says_otherwise(void **state)
{
	(void)state;
	assert_int_equal(ask(WHO("relative", "")), HJ_PERIL_HOME);
	assert_int_equal(ask(WHO("relative", LIVES) IN("KP")), HJ_PERIL_HOME);
	assert_int_equal(ask(WHO("victim", STATUS("dprk"))), HJ_PERIL_HOME);
	assert_int_equal(ask(WHO("relative", LIVES) IN("KR")), HJ_PERIL_SAFE);
	assert_int_equal(ask(WHO("relative", STATUS("settled"))),
	    HJ_PERIL_SAFE);
}

static void
who_is_held_or_dead_is_not_called(void **state)
{
	(void)state;
	assert_int_equal(ask(WHO("victim", STATUS("det-abroad"))),
	    HJ_PERIL_HELD);
	assert_int_equal(ask(WHO("victim", STATUS("repat-unk"))),
	    HJ_PERIL_HELD);
	assert_int_equal(ask(WHO("broker", STATUS("camp"))), HJ_PERIL_HELD);
	assert_int_equal(ask(WHO("victim", STATUS("dead"))), HJ_PERIL_NONE);
	assert_int_equal(ask(WHO("perp", "")), HJ_PERIL_NONE);
	assert_int_equal(ask(WHO("perp witness", "")), HJ_PERIL_FIELD);
	assert_int_equal(ask(WHO("lawyer", "")), HJ_PERIL_SAFE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_can_be_sent_back_comes_first),
		cmocka_unit_test(
		    who_helps_is_in_the_field_until_the_file_says_that_they_are_safe),
		cmocka_unit_test(
		    relatives_are_in_the_dprk_unless_the_file_says_otherwise),
		cmocka_unit_test(who_is_held_or_dead_is_not_called),
	};

	return cmocka_run_group_tests_name("peril", tests, NULL, NULL);
}
