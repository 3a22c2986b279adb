#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/base/buf.h"
#include "core/merge/lineage.h"
#include "tests/unit/wrap.h"

/* Revisions are called by one letter, which fills their digest. */

static struct hj_error error;
static struct hj_lineage *l;

static int
begin(void **state)
{
	(void)state;
	error = HJ_ERROR;
	return hj_lineage_new(&l, &error);
}

static int
end(void **state)
{
	(void)state;
	hj_lineage_free(l);
	return 0;
}

static void
digests(const char *names, uint8_t to[][HJ_DIGEST_BYTES])
{
	for (size_t i = 0; names[i] != '\0'; i++)
		memset(to[i], names[i], HJ_DIGEST_BYTES);
}

static size_t
add(char name, const char *parents, const char *told, bool join)
{
	uint8_t own[1][HJ_DIGEST_BYTES], p[8][HJ_DIGEST_BYTES];
	uint8_t a[8][HJ_DIGEST_BYTES];
	const char n[] = { name, '\0' };
	const struct hj_kin kin = { .digest = own[0],
		.parents = p[0],
		.nparents = strlen(parents),
		.ancestors = a[0],
		.nancestors = strlen(told),
		.here = true,
		.join = join };
	size_t at = 0;

	digests(n, own);
	digests(parents, p);
	digests(told, a);
	assert_int_equal(hj_lineage_add(l, &kin, &at, &error), HJ_OK);
	return at;
}

static struct hj_kinset
set(const char *names)
{
	struct hj_kinset s = { .n = 0 };
	uint8_t d[8][HJ_DIGEST_BYTES];

	digests(names, d);
	for (; names[s.n] != '\0'; s.n++)
		assert_true(hj_lineage_find(l, d[s.n], &s.at[s.n]));
	return s;
}

static void
is(const struct hj_kinset *s, const char *names)
{
	const struct hj_kinset want = set(names);

	assert_int_equal(s->n, want.n);
	for (size_t i = 0; i < want.n; i++) {
		bool found = false;

		for (size_t k = 0; k < s->n; k++)
			found = found || s->at[k] == want.at[i];
		assert_true(found);
	}
}

static enum hj_kinship_of
compare(const char *one, const char *with)
{
	const struct hj_kinset a = set(one), b = set(with);
	enum hj_kinship_of k;

	assert_int_equal(hj_lineage_compare(l, a.at[0], &b, &k, &error), HJ_OK);
	return k;
}

static void
common(const char *of, const char *names)
{
	const struct hj_kinset s = set(of);
	struct hj_kinset found;

	assert_int_equal(hj_lineage_common(l, &s, &found, &error), HJ_OK);
	is(&found, names);
}

static void
sources(const char *of, const char *names)
{
	const struct hj_kinset s = set(of);
	struct hj_kinset found;

	assert_int_equal(hj_lineage_sources(l, &s, &found, &error), HJ_OK);
	is(&found, names);
}

static void
who_went_on_is_newer_and_who_parted_is_apart(void **state)
{
	(void)state;
	add('x', "", "", false);
	add('a', "x", "", false);
	add('b', "x", "", false);
	add('c', "a", "", false);
	assert_int_equal(compare("c", "a"), HJ_KIN_NEWER);
	assert_int_equal(compare("x", "c"), HJ_KIN_OLDER);
	assert_int_equal(compare("b", "c"), HJ_KIN_APART);
	assert_int_equal(compare("a", "a"), HJ_KIN_SAME);
	common("bc", "x");
	common("ac", "x");
}

/* a and b joined by one laptop, and by another with c in between. */
static void
a_join_stands_for_what_it_joins(void **state)
{
	(void)state;
	add('x', "", "", false);
	add('a', "x", "", false);
	add('b', "x", "", false);
	add('c', "b", "", false);
	add('m', "ab", "", true);
	add('n', "mc", "", true);
	add('o', "ac", "", true);
	sources("m", "ab");
	sources("n", "ac");
	assert_int_equal(compare("n", "o"), HJ_KIN_SAME);
	assert_int_equal(compare("m", "o"), HJ_KIN_OLDER);
	assert_int_equal(compare("c", "m"), HJ_KIN_APART);
	common("nc", "b");
}

/* Two who go on from a join have both of its sources in common. */
static void
who_crossed_has_two_nearest_ancestors(void **state)
{
	(void)state;
	add('x', "", "", false);
	add('a', "x", "", false);
	add('b', "x", "", false);
	add('m', "ab", "", true);
	add('p', "m", "", false);
	add('q', "m", "", false);
	common("pq", "ab");
}

/* Another laptop changed it three times, and sends the third; what came
 * between is known by name only. */
static void
what_was_told_leads_over_what_is_not_here(void **state)
{
	struct hj_buf told = HJ_BUF(1024);
	struct hj_kinset c;

	(void)state;
	add('x', "", "", false);
	add('b', "x", "", false);
	add('c', "2", "21x", false);
	common("bc", "x");
	assert_int_equal(compare("c", "x"), HJ_KIN_NEWER);
	assert_int_equal(compare("1", "c"), HJ_KIN_OLDER);
	/* And is told on. */
	c = set("c");
	assert_int_equal(hj_lineage_ancestors(l, c.at[0], 2, &told, &error),
	    HJ_OK);
	assert_int_equal(told.len, 2 * HJ_DIGEST_BYTES);
	assert_int_equal(told.data[0], '2');
	hj_buf_clear(&told);
}

/* A parent that is not here and not told as a change may be a join: it must
 * not count as a change that the other side lacks. */
static void
a_join_elsewhere_is_no_change(void **state)
{
	(void)state;
	add('x', "", "", false);
	add('a', "x", "", false);
	add('b', "x", "", false);
	add('m', "ab", "", true);
	add('e', "9", "abx", false);
	assert_int_equal(compare("m", "e"), HJ_KIN_OLDER);
	common("me", "ab");
}

/* It stands for itself where what it joins is not here. */
static void
a_join_without_its_sources_is_a_version_of_its_own(void **state)
{
	(void)state;
	add('x', "", "", false);
	add('b', "x", "", false);
	add('m', "ab", "abx", true);
	sources("m", "m");
	add('c', "b", "", false);
	sources("mc", "mc");
	common("mc", "b");
}

static void
nonsense_ends(void **state)
{
	struct hj_kinset none = { .n = 0 };
	struct hj_record *r = NULL;

	(void)state;
	add('a', "a", "", false);
	add('b', "c", "", false);
	add('c', "b", "", false);
	assert_int_equal(compare("b", "c"), HJ_KIN_SAME);
	common("bc", "");
	assert_int_equal(hj_lineage_merge(l, &none, NULL, NULL, &r, &error),
	    HJ_EINVAL);
}

static void
every_failed_allocation_is_reported(void **state)
{
	size_t nth = 0;
	int rc;

	(void)state;
	add('x', "", "", false);
	add('a', "x", "", false);
	add('b', "x", "", false);
	do {
		const struct hj_kinset s = set("ab");
		struct hj_kinset found;

		wrap.alloc = (struct wrap_call){ .fail_at = ++nth };
		rc = hj_lineage_common(l, &s, &found, &error);
		wrap.alloc = (struct wrap_call){ 0 };
		assert_true(rc == HJ_OK || rc == HJ_ENOMEM);
	} while (rc != HJ_OK);
	assert_true(nth > 3);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(who_went_on_is_newer_and_who_parted_is_apart),
		TEST(a_join_stands_for_what_it_joins),
		TEST(who_crossed_has_two_nearest_ancestors),
		TEST(what_was_told_leads_over_what_is_not_here),
		TEST(a_join_elsewhere_is_no_change),
		TEST(a_join_without_its_sources_is_a_version_of_its_own),
		TEST(nonsense_ends),
		TEST(every_failed_allocation_is_reported),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("lineage", tests, NULL, NULL);
}
