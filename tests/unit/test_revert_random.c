/* Random pairs of revisions, one put on top of the other (core/links/revert.h);
 * HJ_RUNS=20000 for the long run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "tests/unit/history_edits.h"
#include "tests/unit/revert_world.h"

static bool
alike(const struct hj_node *a, const struct hj_node *b)
{
	const struct hj_attr *x = a->attrs, *y = b->attrs;
	const struct hj_node *i = a->first, *k = b->first;

	for (; x != NULL && y != NULL; x = x->next, y = y->next)
		if (strcmp(x->name, y->name) != 0 ||
		    strcmp(x->value, y->value) != 0)
			return false;
	for (; i != NULL && k != NULL; i = i->next, k = k->next)
		if (!alike(i, k))
			return false;
	return x == NULL && y == NULL && i == NULL && k == NULL &&
	    strcmp(a->name, b->name) == 0 && a->text_len == b->text_len &&
	    (a->text_len == 0 || memcmp(a->text, b->text, a->text_len) == 0);
}

static const struct hj_node *
twin(const struct hj_record *r, const struct hj_node *of)
{
	const char *id = hj_node_attr(of, "id");

	if (id == NULL)
		return hj_node_child(hj_record_root(r), of->name);
	return hj_record_find(r, id);
}

static bool
of_now(const struct hj_node *n)
{
	return strcmp(n->name, "consent") == 0 || strcmp(n->name, "link") == 0;
}

/* Both ways: all that one has of these stands in the other as it is. */
static size_t
same_as(const struct hj_record *a, const struct hj_record *b, bool want_now)
{
	size_t n = 0;

	for (const struct hj_node *x = hj_record_root(a)->first; x != NULL;
	     x = x->next) {
		const struct hj_node *y = twin(b, x);

		if (of_now(x) != want_now || strcmp(x->name, "conflict") == 0 ||
		    strcmp(x->name, "own-code") == 0)
			continue;
		n += y == NULL || !alike(x, y);
	}
	return n;
}

struct random {
	unsigned long pairs, stays, along, loose, refused;
};

static void
check_pair(const struct hj_record *now, const struct hj_record *then,
    struct random *sum)
{
	struct hj_record *r = NULL, *again = NULL;
	size_t other;

	seen = (struct seen){ 0 };
	if (hj_revert(now, then, see, &seen, &r, &error) != HJ_OK) {
		assert_int_equal(error.code, HJ_EREFUSED);
		error = HJ_ERROR;
		sum->refused++;
		return;
	}
	assert_int_equal(same_as(now, r, true), 0);
	assert_int_equal(same_as(r, now, true), 0);
	/* Each element that is not as it was is told of. */
	other = same_as(then, r, false);
	assert_true(other <= seen.n[HJ_REVERT_GONE] + seen.n[HJ_REVERT_FILE] +
		seen.n[HJ_REVERT_LOOSE]);
	other = same_as(r, then, false);
	assert_true(other <= seen.n[HJ_REVERT_ALONG] + seen.n[HJ_REVERT_FILE] +
		seen.n[HJ_REVERT_LOOSE]);
	sum->pairs++;
	sum->stays += seen.n[HJ_REVERT_STAYS] != 0;
	sum->along += seen.n[HJ_REVERT_ALONG] != 0;
	sum->loose += seen.n[HJ_REVERT_LOOSE] != 0;
	if (hj_check_record(r, NULL, NULL, &error) != HJ_OK) {
		assert_int_equal(error.code, HJ_EINVAL);
		sum->refused++;
	} else {
		/* Twice is once. */
		assert_int_equal(hj_revert(r, then, NULL, NULL, &again, &error),
		    HJ_OK);
		assert_int_equal(same_as(r, again, true), 0);
		assert_int_equal(same_as(then, again, false),
		    same_as(then, r, false));
	}
	hj_record_free(again);
	hj_record_free(r);
}

static void
call_alike(struct hj_record *a, const struct hj_record *b)
{
	const char *id = hj_node_attr(hj_record_root(b), "id");

	assert_int_equal(hj_record_set_attr(a, hj_record_root(a), "id", id,
			     strlen(id), &error),
	    HJ_OK);
}

static void
only_consents_and_links_differ_from_the_earlier_revision(void **state)
{
	struct random sum = { 0 };

	(void)state;
	for (unsigned long seed = 1; seed <= tries(200); seed++) {
		struct gen g = { .state = seed };
		struct hj_record *then = gen_record(seed, GEN_CASE | GEN_EXT);
		struct hj_record *now = NULL, *try = NULL;

		assert_non_null(then);
		assert_int_equal(hj_record_copy(then, &now, &error), HJ_OK);
		for (int i = 0; i < 20; i++) {
			assert_int_equal(hj_record_copy(now, &try, &error),
			    HJ_OK);
			if (edit_record(&g, try)) {
				hj_record_free(now);
				now = try;
				check_pair(now, then, &sum);
				check_pair(then, now, &sum);
			} else {
				hj_record_free(try);
			}
		}
		/* Two that have nothing in common but their name. */
		hj_record_free(now);
		now = gen_record(seed + tries(200), GEN_CASE);
		assert_non_null(now);
		call_alike(now, then);
		check_pair(now, then, &sum);
		check_pair(then, now, &sum);
		hj_record_free(now);
		hj_record_free(then);
	}
	print_message("%lu pairs; in %lu a consent or link stayed, in %lu "
		      "something came along, in %lu a reference led nowhere; "
		      "%lu are no case file\n",
	    sum.pairs, sum.stays, sum.along, sum.loose, sum.refused);
	assert_true(sum.stays > sum.pairs / 100 && sum.along > tries(200) / 10);
	assert_true(sum.refused <= sum.pairs / 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    only_consents_and_links_differ_from_the_earlier_revision),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("revert_random", tests, NULL, NULL);
}
