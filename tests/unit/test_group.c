#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/case/codec.h"
#include "core/sense/group.h"

#define CASE(inside)                                                           \
	"<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\">" inside     \
	"</case>"
#define GROUP(inside) CASE("<group id=\"grp001\">" inside "</group>")
#define COUNT(id, src, min, max)                                               \
	"<count id=\"" id "\" src=\"" src "\"><min>" min "</min><max>" max     \
	"</max></count>"
#define PART(id, src, min, more)                                               \
	"<count id=\"" id "\" src=\"" src "\"><min>" min "</min>" more         \
	"</count>"
#define MEMBER(id, person)                                                     \
	"<member id=\"" id "\"><person>" person "</person></member>"
#define SLOT(id, n) "<unnamed id=\"" id "\"><n>" n "</n></unnamed>"
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

static struct hj_group_sum
sum_at(const char *xml, enum hj_conf most, hj_listed_fn *listed)
{
	struct hj_record *r = decode(xml);
	struct hj_error err = HJ_ERROR;
	struct hj_group_sum s;

	assert_int_equal(hj_group_sum(hj_node_child(hj_record_root(r), "group"),
			     most, listed, NULL, &s, &err),
	    HJ_OK);
	hj_record_free(r);
	return s;
}

static struct hj_group_sum
sum_of(const char *xml)
{
	return sum_at(xml, HJ_SECRET, NULL);
}

#define assert_range(range, least, most)                                       \
	do {                                                                   \
		assert_int_equal((range).min, (least));                        \
		assert_int_equal((range).max, (most));                         \
	} while (0)

static void
two_of_thirteen_are_named_and_eleven_are_left(void **state)
{
	struct hj_group_sum s = sum_of(GROUP(COUNT("cnt001", "src001", "13",
	    "13") MEMBER("mem001", "pers01") SLOT("snn001", "12")
		KNOWN("knn001", "snn001", "pers02")));

	(void)state;
	assert_range(s.said, 13, 13);
	assert_int_equal(s.named, 2);
	assert_int_equal(s.unnamed, 11);
	assert_range(s.further, 11, 11);
	assert_false(s.contradictory);
	assert_false(s.exceeded);
}

static void
accounts_that_exclude_each_other_are_both_kept(void **state)
{
	struct hj_group_sum s =
	    sum_of(GROUP(COUNT("cnt001", "src001", "13", "13") COUNT("cnt002",
		"src002", "15", "15") MEMBER("mem001", "pers01")));

	(void)state;
	assert_int_equal(s.accounts, 2);
	assert_true(s.contradictory);
	assert_range(s.said, 13, 15);
	assert_range(s.further, 12, 14);
}

static void
accounts_that_overlap_do_not_contradict(void **state)
{
	struct hj_group_sum s = sum_of(GROUP(COUNT("cnt001", "src001", "10",
	    "15") COUNT("cnt002", "src002", "13", "13")));

	(void)state;
	assert_false(s.contradictory);
	assert_range(s.said, 10, 15);
}

static void
a_least_number_alone_has_no_end(void **state)
{
	struct hj_group_sum s = sum_of(GROUP(PART("cnt001", "src001", "13", "")
		MEMBER("mem001", "pers01")));

	(void)state;
	assert_range(s.said, 13, HJ_NO_END);
	assert_range(s.further, 12, HJ_NO_END);
}

static void
women_and_children_add_up_to_a_least_number(void **state)
{
	struct hj_group_sum s = sum_of(GROUP(PART("cnt001", "src001", "13",
	    "<sex>f</sex><age>adult</age>")
		PART("cnt002", "src001", "2", "<age>child</age>")));

	(void)state;
	assert_int_equal(s.accounts, 1);
	assert_range(s.said, 15, HJ_NO_END);
}

static void
parts_that_may_share_people_do_not_add_up(void **state)
{
	struct hj_group_sum s = sum_of(GROUP(PART("cnt001", "src001", "9",
	    "<sex>f</sex>") PART("cnt002", "src001", "4", "<age>child</age>")));

	(void)state;
	assert_range(s.said, 9, HJ_NO_END);
	/* "unknown" excludes nothing. */
	s = sum_of(GROUP(PART("cnt001", "src001", "9", "<sex>u</sex>")
		PART("cnt002", "src001", "4", "<sex>f</sex>")));
	assert_range(s.said, 9, HJ_NO_END);
	s = sum_of(GROUP(PART("cnt001", "src001", "9", "<sex>f</sex>")
		PART("cnt002", "src001", "4", "<sex>u</sex>")));
	assert_range(s.said, 9, HJ_NO_END);
}

static void
parts_of_another_source_are_another_account(void **state)
{
	struct hj_group_sum s = sum_of(GROUP(PART("cnt001", "src001", "9",
	    "<sex>f</sex>") PART("cnt002", "src002", "4", "<sex>m</sex>")));

	(void)state;
	assert_int_equal(s.accounts, 2);
	assert_range(s.said, 4, HJ_NO_END);
}

static void
who_is_member_and_identified_is_one_person(void **state)
{
	struct hj_group_sum s = sum_of(GROUP(COUNT("cnt001", "src001", "3", "3")
		MEMBER("mem001", "pers01") MEMBER("mem002", "pers01")
		    SLOT("snn001", "3") KNOWN("knn001", "snn001", "pers01")
			KNOWN("knn002", "snn001", "pers02")
			    KNOWN("knn003", "snn001", "pers01")));

	(void)state;
	assert_int_equal(s.named, 2);
	assert_int_equal(s.unnamed, 1);
	assert_range(s.further, 1, 1);
}

static void
more_listed_than_anybody_counted_does_not_raise_the_least(void **state)
{
	struct hj_group_sum s = sum_of(GROUP(COUNT("cnt001", "src001", "13",
	    "15") SLOT("snn001", "13") SLOT("snn002", "15")));

	(void)state;
	assert_true(s.exceeded);
	assert_range(s.further, 13, 28);
}

static void
a_slot_never_has_less_than_nobody(void **state)
{
	struct hj_record *r = decode(GROUP(
	    "<unnamed id=\"snn001\"><sex>f</sex></unnamed>" KNOWN("knn001",
		"snn001", "pers01") KNOWN("knn002", "snn001", "pers02")));
	struct hj_node *slot = hj_record_find(r, "snn001");
	struct hj_error err = HJ_ERROR;
	struct hj_group_sum s;

	(void)state;
	assert_int_equal(hj_slot_size(slot), 1);
	assert_int_equal(hj_slot_identified(slot), 2);
	assert_int_equal(hj_group_sum(slot->parent, HJ_SECRET, NULL, NULL, &s,
			     &err),
	    HJ_OK);
	assert_int_equal(s.unnamed, 0);
	assert_int_equal(s.named, 2);
	hj_record_free(r);
}

static void
numbers_nobody_can_count_to_stop_at_the_end(void **state)
{
	struct hj_group_sum s = sum_of(GROUP(COUNT("cnt001", "src001",
	    "999999999999999", "999999999999999") SLOT("snn001",
	    "999999999999999") SLOT("snn002", "999999999999999")));

	(void)state;
	assert_range(s.said, HJ_NO_END - 1, HJ_NO_END - 1);
	assert_int_equal(s.unnamed, HJ_NO_END - 1);
	assert_range(s.further, HJ_NO_END - 1, HJ_NO_END - 1);
}

static bool
only_the_first(void *with, const char *person)
{
	(void)with;
	return strcmp(person, "pers01") == 0;
}

static void
a_member_without_a_row_of_their_own_is_one_of_the_others(void **state)
{
	struct hj_group_sum s =
	    sum_at(GROUP(COUNT("cnt001", "src001", "13", "13") MEMBER("mem001",
		       "pers01") MEMBER("mem002", "pers02")),
		HJ_SECRET, only_the_first);

	(void)state;
	assert_int_equal(s.named, 2);
	assert_range(s.further, 12, 12);
}

static void
what_is_above_the_level_is_not_counted(void **state)
{
	const char *xml = GROUP(
	    "<count conf=\"secret\" id=\"cnt001\" src=\"src001\"><max>20</max></count>"
	    "<count id=\"cnt002\" src=\"src002\"><min>5</min><max>5</max></count>"
	    "<member conf=\"restricted\" id=\"mem001\"><person>pers01</person></member>");
	struct hj_group_sum s = sum_at(xml, HJ_INTERNAL, NULL);

	(void)state;
	assert_range(s.said, 5, 5);
	assert_int_equal(s.named, 0);
	assert_range(s.further, 5, 5);
	assert_range(sum_of(xml).said, 0, 20);
}

/* ---- properties ---- */

struct dice {
	uint32_t state;
};

static uint32_t
below(struct dice *d, uint32_t n)
{
	d->state = d->state * 1664525 + 1013904223;
	return (d->state >> 8) % n;
}

#define PIECES 12

static void
piece(struct dice *d, size_t i, char to[static 192])
{
	static const char *const more[] = { "", "<sex>f</sex>", "<sex>m</sex>",
		"<age>child</age>", "<sex>f</sex><age>adult</age>" };
	uint32_t n = below(d, 9);

	switch (below(d, 4)) {
	case 0:
		(void)snprintf(to, 192,
		    "<count id=\"cnt%03zu\" src=\"src%03u\"><min>%u</min><max>%u</max>%s</count>",
		    i, below(d, 3), n, n + below(d, 3), more[below(d, 5)]);
		break;
	case 1:
		(void)snprintf(to, 192,
		    "<member id=\"mem%03zu\"><person>pers%02u</person></member>",
		    i, below(d, 6));
		break;
	case 2:
		(void)snprintf(to, 192,
		    "<unnamed id=\"snn%03zu\"><n>%u</n></unnamed>", i, n);
		break;
	default:
		(void)snprintf(to, 192,
		    "<identified id=\"knn%03zu\"><slot>snn%03u</slot><person>pers%02u</person></identified>",
		    i, below(d, PIECES), below(d, 6));
	}
}

static void
write_group(char piece_of[PIECES][192], const size_t *order, char *to,
    size_t size)
{
	static const char *const names[] = { "<count", "<member", "<unnamed",
		"<identified" };
	size_t len = (size_t)snprintf(to, size,
	    "<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\"><group id=\"grp001\">");

	for (size_t k = 0; k < HJ_LEN(names); k++)
		for (size_t i = 0; i < PIECES; i++)
			if (strncmp(piece_of[order[i]], names[k],
				strlen(names[k])) == 0)
				len += (size_t)snprintf(to + len, size - len,
				    "%s", piece_of[order[i]]);
	(void)snprintf(to + len, size - len, "</group></case>");
}

static void
the_order_of_the_elements_changes_nothing(void **state)
{
	const char *runs = getenv("HJ_RUNS");
	unsigned long n = runs != NULL ? strtoul(runs, NULL, 10) : 200;
	struct dice d = { 20261123 };

	(void)state;
	for (unsigned long run = 0; run < n; run++) {
		char pieces[PIECES][192], xml[8192];
		size_t order[PIECES];
		struct hj_group_sum a, b;

		for (size_t i = 0; i < PIECES; i++) {
			piece(&d, i, pieces[i]);
			order[i] = i;
		}
		write_group(pieces, order, xml, sizeof(xml));
		a = sum_of(xml);
		for (size_t i = PIECES; i > 1; i--) {
			size_t k = below(&d, (uint32_t)i), t = order[k];

			order[k] = order[i - 1];
			order[i - 1] = t;
		}
		write_group(pieces, order, xml, sizeof(xml));
		b = sum_of(xml);
		assert_int_equal(a.accounts, b.accounts);
		assert_range(b.said, a.said.min, a.said.max);
		assert_range(b.further, a.further.min, a.further.max);
		assert_int_equal(a.named, b.named);
		assert_int_equal(a.unnamed, b.unnamed);
		/* Nobody is lost: all who are listed are within the range. */
		assert_true(a.exceeded || a.further.max == HJ_NO_END ||
		    a.further.max >= a.unnamed);
		assert_true(a.further.min <= a.further.max);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_of_thirteen_are_named_and_eleven_are_left),
		cmocka_unit_test(accounts_that_exclude_each_other_are_both_kept),
		cmocka_unit_test(accounts_that_overlap_do_not_contradict),
		cmocka_unit_test(a_least_number_alone_has_no_end),
		cmocka_unit_test(women_and_children_add_up_to_a_least_number),
		cmocka_unit_test(parts_that_may_share_people_do_not_add_up),
		cmocka_unit_test(parts_of_another_source_are_another_account),
		cmocka_unit_test(who_is_member_and_identified_is_one_person),
		cmocka_unit_test(
		    more_listed_than_anybody_counted_does_not_raise_the_least),
		cmocka_unit_test(a_slot_never_has_less_than_nobody),
		cmocka_unit_test(numbers_nobody_can_count_to_stop_at_the_end),
		cmocka_unit_test(
		    a_member_without_a_row_of_their_own_is_one_of_the_others),
		cmocka_unit_test(what_is_above_the_level_is_not_counted),
		cmocka_unit_test(the_order_of_the_elements_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
