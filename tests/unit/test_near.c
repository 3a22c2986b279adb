#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/near.h"
#include "core/base/xmlname.h"

static size_t
distance(const char *a, const char *b)
{
	return hj_near_distance(a, strlen(a), b, strlen(b), 9);
}

static void
distance_counts_what_a_hand_does(void **state)
{
	(void)state;
	assert_int_equal(distance("", ""), 0);
	assert_int_equal(distance("person", "person"), 0);
	assert_int_equal(distance("Person", "person"), 0);
	assert_int_equal(distance("persn", "person"), 1);
	assert_int_equal(distance("perrson", "person"), 1);
	assert_int_equal(distance("pesron", "person"), 1);
	assert_int_equal(distance("parson", "person"), 1);
	assert_int_equal(distance("ca", "abc"), 3);
	assert_int_equal(distance("kitten", "sitting"), 3);
	assert_int_equal(distance("구금", "구굼"), 1);
	assert_int_equal(distance("", "abc"), 3);
}

static void
far_words_are_not_measured(void **state)
{
	char longer[HJ_NEAR_MAX + 2];

	(void)state;
	assert_int_equal(hj_near_distance("abc", 3, "xyz", 3, 2), 3);
	memset(longer, 'a', sizeof(longer));
	assert_int_equal(hj_near_distance(longer, sizeof(longer), longer, 3,
			     100),
	    101);
	assert_int_equal(hj_near_distance(longer, HJ_NEAR_MAX, longer,
			     HJ_NEAR_MAX, 1),
	    0);
	assert_int_equal(hj_near_distance("\xff", 1, "a", 1, 1), 1);
}

/* Measuring ends early where a word must be farther than is asked. */
static void
a_limit_cuts_off_and_changes_nothing_below_it(void **state)
{
	static const char *const words[] = { "", "a", "ab", "ba", "status",
		"sattus", "tsatsu", "statuses", "detained", "detnaied",
		"repatriated", "patriated", "구금기간", "금구간기", "구금" };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(words); i++)
		for (size_t k = 0; k < HJ_LEN(words); k++) {
			const char *a = words[i], *b = words[k];
			size_t whole = hj_near_distance(a, strlen(a), b,
			    strlen(b), HJ_NEAR_MAX);

			for (size_t most = 0; most < 12; most++)
				assert_int_equal(hj_near_distance(a, strlen(a),
						     b, strlen(b), most),
				    whole <= most ? whole : most + 1);
		}
}

static void
the_nearest_of_several_is_offered(void **state)
{
	struct hj_near s = HJ_NEAR("famly", 5);

	(void)state;
	hj_near_offer(&s, "given");
	assert_null(s.best);
	hj_near_offer(&s, "fame");
	hj_near_offer(&s, "family");
	hj_near_offer(&s, "fam");
	assert_string_equal(s.best, "family");
	hj_near_offer_as(&s, "famly", "code");
	assert_string_equal(s.best, "code");
}

static void
two_exchanged_letters_are_one_mistake(void **state)
{
	struct hj_near s = HJ_NEAR("lits", 4);

	(void)state;
	assert_int_equal(distance("lits", "list"), 1);
	assert_int_equal(distance("hsow", "show"), 1);
	hj_near_offer(&s, "link");
	assert_null(s.best);
	hj_near_offer(&s, "list");
	assert_string_equal(s.best, "list");
	s = HJ_NEAR("hsow", 4);
	hj_near_offer(&s, "show");
	assert_string_equal(s.best, "show");
}

static const char *
offered(const char *typed, const char *word)
{
	struct hj_near s = HJ_NEAR(typed, strlen(typed));

	hj_near_offer(&s, word);
	return s.best;
}

static void
what_is_not_really_close_is_not_offered(void **state)
{
	(void)state;
	assert_null(offered("mother", "other"));
	assert_null(offered("kin", "skin"));
	assert_null(offered("x", "y"));
	assert_null(offered("", "y"));
	assert_null(offered("lost", "list of"));
	assert_non_null(offered("detaned", "detained"));
	assert_non_null(offered("arestd", "arrested"));
	assert_null(offered("arest", "arrested"));
	assert_non_null(offered("repatriatonn", "repatriation"));
	assert_null(offered("repatriation", "expatriatism"));
	assert_non_null(offered("구굼", "구금"));
	assert_null(offered("조금", "구금"));
}

static void
names_follow_xml(void **state)
{
	(void)state;
	assert_true(hj_xmlname_plain("a-1._b", 6));
	assert_true(hj_xmlname_plain("한", 3));
	assert_false(hj_xmlname_plain("", 0));
	assert_false(hj_xmlname_plain("-a", 2));
	assert_false(hj_xmlname_plain("a:b", 3));
	assert_false(hj_xmlname_plain("a\xff", 2));
	assert_false(hj_xmlname_plain("\xc3\x97", 2)); /* U+00D7 */
	assert_int_equal(hj_xmlname_split("a", 1), 0);
	assert_int_equal(hj_xmlname_split("ab:c", 4), 2);
	assert_int_equal(hj_xmlname_split("a:", 2), SIZE_MAX);
	assert_int_equal(hj_xmlname_split(":a", 2), SIZE_MAX);
	assert_int_equal(hj_xmlname_split("a:b:c", 5), SIZE_MAX);
}

static void
namespace_names_are_absolute(void **state)
{
	(void)state;
	assert_true(hj_xmlname_space("urn:x", 5));
	assert_true(hj_xmlname_space("http://example.org/a?b#c", 24));
	assert_false(hj_xmlname_space("", 0));
	assert_false(hj_xmlname_space("urn:", 4));
	assert_false(hj_xmlname_space("relative", 8));
	assert_false(hj_xmlname_space("a/b:c", 5));
	assert_false(hj_xmlname_space("urn:a b", 7));
	assert_false(hj_xmlname_space("urn:a?b&c", 9));
	assert_false(hj_xmlname_space("urn:\xed\x95\x9c", 7));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(distance_counts_what_a_hand_does),
		cmocka_unit_test(far_words_are_not_measured),
		cmocka_unit_test(a_limit_cuts_off_and_changes_nothing_below_it),
		cmocka_unit_test(the_nearest_of_several_is_offered),
		cmocka_unit_test(two_exchanged_letters_are_one_mistake),
		cmocka_unit_test(what_is_not_really_close_is_not_offered),
		cmocka_unit_test(names_follow_xml),
		cmocka_unit_test(namespace_names_are_absolute),
	};

	return cmocka_run_group_tests_name("near", tests, NULL, NULL);
}
