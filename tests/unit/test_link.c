#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/links/link.h"
#include "core/links/relation.h"
#include "core/vocab/vocab.h"

#define HERE "0123456789abcdef"
#define THERE "fedcba9876543210"

static struct hj_record *
new_case(void)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;

	assert_int_equal(hj_record_new("case", &r, &err), HJ_OK);
	return r;
}

static struct hj_link
reversed(const struct hj_link *l, const char *self)
{
	struct hj_error err = HJ_ERROR;
	struct hj_link back;

	if (hj_link_reverse(l, self, &back, &err) != HJ_OK)
		fail_msg("%s: %s", l->kind, err.text);
	return back;
}

static void
every_kind_has_a_reverse_and_comes_back(void **state)
{
	const struct hj_list *kinds = hj_vocab_list("link-kind");

	(void)state;
	assert_true(kinds->n > 8);
	for (size_t i = 0; i < kinds->n; i++) {
		const struct hj_link l = { .kind = kinds->rows[i].code,
			.other = THERE,
			.person = "pers01",
			.there = "pers02" };
		struct hj_link back = reversed(&l, HERE);
		struct hj_link again = reversed(&back, THERE);

		assert_non_null(hj_vocab_find(kinds, back.kind,
		    strlen(back.kind)));
		assert_string_equal(again.kind, l.kind);
		assert_string_equal(back.other, HERE);
		assert_string_equal(back.person, "pers02");
		assert_string_equal(again.person, "pers01");
	}
}

static void
every_relation_has_a_reverse_and_comes_back(void **state)
{
	const struct hj_list *codes = hj_vocab_list("relation");

	(void)state;
	for (size_t i = 0; i < codes->n; i++) {
		const struct hj_relation *r =
		    hj_relation_find(codes->rows[i].code);
		const struct hj_relation *back;

		if (r == NULL)
			fail_msg("no row for '%s'", codes->rows[i].code);
		back = hj_relation_find(r->inverse);
		assert_non_null(back);
		assert_string_equal(back->inverse, r->code);
		assert_int_equal(back->tie, r->tie);
		assert_int_equal(back->above, -r->above);
	}
	assert_null(hj_relation_find("nobody"));
	assert_null(hj_relation_find(NULL));
}

static void
who_is_the_parent_here_is_the_child_seen_from_there(void **state)
{
	const struct hj_link l = { .kind = "family",
		.other = THERE,
		.person = "pers01",
		.there = "pers02",
		.relation = "parent" };

	(void)state;
	assert_string_equal(reversed(&l, HERE).relation, "child");
}

static void
what_is_no_code_is_refused(void **state)
{
	const struct hj_link kind = { .kind = "nothing" };
	const struct hj_link relation = { .kind = "same", .relation = "x" };
	struct hj_error err = HJ_ERROR;
	struct hj_link back;

	(void)state;
	assert_int_equal(hj_link_reverse(&kind, HERE, &back, &err), HJ_EINVAL);
	assert_int_equal(hj_link_reverse(&relation, HERE, &back, &err),
	    HJ_EINVAL);
}

static void
the_same_link_is_made_once(void **state)
{
	struct hj_record *r = new_case();
	const struct hj_link l = { .kind = "related", .other = THERE };
	const struct hj_link more = { .kind = "related",
		.other = THERE,
		.person = "pers01" };
	struct hj_error err = HJ_ERROR;
	struct hj_link read;
	bool made;

	(void)state;
	assert_int_equal(hj_link_add(r, &l, &made, &err), HJ_OK);
	assert_true(made);
	assert_int_equal(hj_link_add(r, &l, &made, &err), HJ_OK);
	assert_false(made);
	assert_int_equal(hj_link_add(r, &more, &made, &err), HJ_OK);
	assert_true(made);
	hj_link_read(hj_link_find(r, &more), &read);
	assert_string_equal(read.person, "pers01");
	assert_null(read.there);
	hj_record_free(r);
}

static void
only_links_of_that_kind_to_that_case_are_dropped(void **state)
{
	static const struct hj_link all[] = {
		{ .kind = "related", .other = THERE },
		{ .kind = "same", .other = THERE },
		{ .kind = "related", .other = HERE },
	};
	struct hj_record *r = new_case();
	struct hj_error err = HJ_ERROR;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(all); i++)
		assert_int_equal(hj_link_add(r, &all[i], NULL, &err), HJ_OK);
	assert_int_equal(hj_link_drop(r, THERE, "related"), 1);
	assert_int_equal(hj_link_drop(r, THERE, "related"), 0);
	assert_non_null(hj_link_find(r, &all[1]));
	assert_non_null(hj_link_find(r, &all[2]));
	assert_int_equal(hj_link_drop(r, THERE, NULL), 1);
	assert_int_equal(hj_link_drop(r, HERE, NULL), 1);
	hj_record_free(r);
}

static void
only_who_was_split_off_has_a_case_of_their_own(void **state)
{
	struct hj_record *r = new_case();
	const struct hj_link off = { .kind = HJ_LINK_SPLITOFF,
		.other = THERE,
		.person = "pers01",
		.there = "pers01" };
	const struct hj_link from = { .kind = HJ_LINK_SPLIT,
		.other = HERE,
		.person = "pers02" };
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_link_add(r, &off, NULL, &err), HJ_OK);
	assert_int_equal(hj_link_add(r, &from, NULL, &err), HJ_OK);
	assert_string_equal(hj_link_own_case(r, "pers01"), THERE);
	assert_null(hj_link_own_case(r, "pers02"));
	assert_null(hj_link_own_case(r, "pers03"));
	hj_record_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_has_a_reverse_and_comes_back),
		cmocka_unit_test(every_relation_has_a_reverse_and_comes_back),
		cmocka_unit_test(
		    who_is_the_parent_here_is_the_child_seen_from_there),
		cmocka_unit_test(what_is_no_code_is_refused),
		cmocka_unit_test(the_same_link_is_made_once),
		cmocka_unit_test(only_links_of_that_kind_to_that_case_are_dropped),
		cmocka_unit_test(only_who_was_split_off_has_a_case_of_their_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
