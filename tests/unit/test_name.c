#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/names/namekey.h"
#include "core/names/namescore.h"
#include "tests/unit/wrap.h"

static struct hj_namer *namer;

static int
make_namer(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	return hj_namer_new(&namer, &err);
}

static int
free_namer(void **state)
{
	(void)state;
	hj_namer_free(namer);
	return 0;
}

static void
read_name(const char *text, struct hj_name *ret)
{
	struct hj_error err = HJ_ERROR;

	if (hj_name_read(namer, text, strlen(text), ret, &err) != HJ_OK)
		fail_msg("%s", err.text);
}

static void
keys_of(const char *text, struct hj_name_keys *ret)
{
	struct hj_name name;

	read_name(text, &name);
	hj_name_keys(&name, HJ_KEEP, ret);
}

static bool
has_key(const char *text, const char *key)
{
	struct hj_name_keys k;

	keys_of(text, &k);
	for (size_t i = 0; i < k.n; i++)
		if (strcmp(k.key[i].text, key) == 0)
			return true;
	return false;
}

static size_t
count_tier(const char *text, enum hj_name_tier tier)
{
	struct hj_name_keys k;
	size_t n = 0;

	keys_of(text, &k);
	for (size_t i = 0; i < k.n; i++)
		n += k.key[i].tier == tier;
	return n;
}

static double
score(const char *a, const char *b)
{
	struct hj_name x, y;

	read_name(a, &x);
	read_name(b, &y);
	return hj_name_score(&x, &y);
}

static enum hj_likeness
likeness(const char *a, const char *b)
{
	struct hj_name x, y;

	read_name(a, &x);
	read_name(b, &y);
	return hj_name_likeness(hj_name_score(&x, &y), &x, &y);
}

static const char *const one_woman[] = { "김영순", "金英順", "Kim Young Soon",
	"Kim Yŏng-sun", "Kim Yo'ng-sun", "Gim Yeongsun", "KIM, Young-soon",
	"Youngsoon Kim", "Jin Yingshun", "Ким Ён Сун",
	"ＫＩＭ　Ｙｏｕｎｇ　Ｓｏｏｎ" };

static void
one_woman_in_every_script_has_one_key(void **state)
{
	(void)state;
	for (size_t i = 0; i < HJ_LEN(one_woman); i++)
		if (!has_key(one_woman[i], "F:0UnSOnKIm"))
			fail_msg("%s has another key", one_woman[i]);
}

static void
one_woman_in_every_script_is_the_same_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < HJ_LEN(one_woman); i++)
		for (size_t j = 0; j < HJ_LEN(one_woman); j++)
			if (likeness(one_woman[i], one_woman[j]) < HJ_LIKELY)
				fail_msg("%s and %s: %.2f", one_woman[i],
				    one_woman[j],
				    score(one_woman[i], one_woman[j]));
	assert_int_equal(likeness("김영순", "Kim Young Soon"), HJ_SAME_NAME);
	assert_int_equal(likeness("김영순", "Ким Ён Сун"), HJ_SAME_NAME);
}

static void
another_name_is_unlike(void **state)
{
	(void)state;
	assert_int_equal(likeness("김영순", "박철호"), HJ_UNLIKE);
	assert_int_equal(likeness("김영순", "Pak Chol Ho"), HJ_UNLIKE);
	assert_int_equal(likeness("김영순", "김철호"), HJ_UNLIKE);
	assert_int_equal(likeness("김영순", ""), HJ_UNLIKE);
	/* Given syllables exchanged are another name; the family name may
	 * stand last. */
	assert_true(score("김영순", "김순영") < score("김영순", "김영순"));
	assert_int_equal(likeness("Kim Young Soon", "Young Soon Kim"),
	    HJ_SAME_NAME);
}

static void
north_and_south_are_neutral(void **state)
{
	static const char *const pairs[][2] = { { "리설주", "이설주" },
		{ "최룡해", "최용해" }, { "로순녀", "노순여" },
		{ "림영란", "임영난" }, { "렴철수", "염철수" } };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(pairs); i++) {
		struct hj_name_keys a, b;

		keys_of(pairs[i][0], &a);
		keys_of(pairs[i][1], &b);
		assert_int_equal(a.n, b.n);
		for (size_t k = 0; k < a.n; k++)
			assert_string_equal(a.key[k].text, b.key[k].text);
		assert_int_equal(likeness(pairs[i][0], pairs[i][1]),
		    HJ_SAME_NAME);
	}
}

/* The full keys of two writings are the same set. */
static void
assert_same_full(const char *a, const char *b)
{
	struct hj_name_keys k;

	keys_of(a, &k);
	assert_int_equal(count_tier(a, HJ_KEY_FULL),
	    count_tier(b, HJ_KEY_FULL));
	for (size_t i = 0; i < k.n; i++)
		if (k.key[i].tier == HJ_KEY_FULL && !has_key(b, k.key[i].text))
			fail_msg("%s lacks %s of %s", b, k.key[i].text, a);
}

static void
keys_do_not_know_order_hyphens_and_case(void **state)
{
	(void)state;
	assert_same_full("Han Sol Mi", "SOL-MI HAN");
	assert_same_full("Han Sol Mi", "Han, Sol-mi");
	assert_same_full("han sol mi", "HAN SOL MI");
	assert_same_full("Hwang Mi Ran", "Mi-ran, Hwang");
	assert_same_full("한솔미", "한 솔 미");
	assert_same_full("Han Sol Mi", "Mi Han Sol");
}

static void
titles_and_parentheses_are_left_out(void **state)
{
	(void)state;
	assert_same_full("한솔미", "한솔미씨");
	assert_same_full("한솔미", "한솔미 선생님");
	assert_same_full("韓率美", "韓率美女士");
	assert_same_full("Han Sol Mi", "Mrs. Han Sol Mi");
	assert_same_full("Han Sol Mi", "Han Sol Mi (sister)");
	assert_same_full("Хан Соль Ми", "г-жа Хан Соль Ми");
}

static void
a_partial_name_is_wide_and_no_more(void **state)
{
	static const char *const partial[] = { "김○○", "김모", "김모씨",
		"김 씨", "Mrs. Kim", "Kim OO", "KIM XX", "金○○" };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(partial); i++) {
		struct hj_name a, b;

		if (!has_key(partial[i], "1:KIm"))
			fail_msg("%s has no key of its surname", partial[i]);
		assert_int_equal(count_tier(partial[i], HJ_KEY_FULL), 0);
		read_name(partial[i], &a);
		read_name("김영순", &b);
		assert_int_equal(hj_name_likeness(20, &a, &b), HJ_WIDE);
	}
	assert_true(has_key("김영순", "1:KIm"));
	assert_true(has_key("Youngsoon Kim", "1:KIm"));
}

static void
other_languages_are_compared_by_their_words(void **state)
{
	(void)state;
	assert_true(has_key("Somsak Phomvihane", "T:smsk"));
	assert_true(has_key("Mohamed Karimi", "T:mmd"));
	assert_true(has_key("Muhammad Karimi", "T:mmd"));
	assert_true(likeness("Sergei Petrov", "Sergey PETROV") >= HJ_LIKELY);
	assert_true(likeness("Sergei Petrov", "Сергей Петров") >= HJ_LIKELY);
	assert_true(likeness("Mohamed Karimi", "Muhammad Karimi") >= HJ_LIKELY);
	assert_int_equal(likeness("Sergei Petrov", "Ivan Sidorenko"),
	    HJ_UNLIKE);
	assert_int_equal(count_tier("김영순", HJ_KEY_WORD), 0);
}

static void
what_is_no_name_has_no_keys(void **state)
{
	char longest[HJ_NAME_BYTES + 2];
	struct hj_name_keys k;

	(void)state;
	memset(longest, 'a', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	keys_of("", &k);
	assert_int_equal(k.n, 0);
	keys_of("12 34-5", &k);
	assert_int_equal(k.n, 0);
	keys_of(" ,.- ", &k);
	assert_int_equal(k.n, 0);
	keys_of("witness number 17", &k);
	assert_int_equal(k.n, 0);
	keys_of(longest, &k);
	assert_int_equal(k.n, 0);
	longest[200] = '\0';
	keys_of(longest, &k);
	assert_int_equal(count_tier(longest, HJ_KEY_FULL), 0);
}

static void
a_hash_tells_its_tier(void **state)
{
	struct hj_name_keys k;

	(void)state;
	keys_of("Han Sol Mi", &k);
	assert_true(k.n > 4);
	for (size_t i = 0; i < k.n; i++)
		assert_int_equal(hj_name_key_tier(hj_name_key_hash(k.key[i].text,
				     k.key[i].tier)),
		    k.key[i].tier);
	assert_int_not_equal(hj_name_key_hash("F:0UnSOnKIm", HJ_KEY_FULL),
	    hj_name_key_hash("F:0UnSOnKIn", HJ_KEY_FULL));
}

static void
what_is_remembered_changes_nothing(void **state)
{
	struct hj_name_keys before, after;
	char text[32];

	(void)state;
	keys_of("Hwang Mi Ran", &before);
	/* More pieces than are kept. */
	for (unsigned i = 0; i < 26 * 26 * 26; i++) {
		(void)snprintf(text, sizeof(text), "%co%cu%ca", 'a' + i % 26,
		    'a' + i / 26 % 26, 'a' + i / 676);
		keys_of(text, &after);
	}
	keys_of("Hwang Mi Ran", &after);
	assert_int_equal(before.n, after.n);
	for (size_t i = 0; i < before.n; i++)
		assert_string_equal(before.key[i].text, after.key[i].text);
}

static void
no_memory_is_an_error(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_namer *r = NULL;
	struct hj_name name;
	size_t n = 0;

	(void)state;
	for (size_t i = 1;; i++) {
		wrap.alloc = (struct wrap_call){ .fail_at = i };
		err = HJ_ERROR;
		if (hj_namer_new(&r, &err) == HJ_OK &&
		    hj_name_read(r, "Sergei Petrov", 13, &name, &err) ==
			HJ_OK) {
			wrap.alloc.fail_at = 0;
			hj_namer_free(r);
			break;
		}
		wrap.alloc.fail_at = 0;
		assert_int_equal(err.code, HJ_ENOMEM);
		hj_namer_free(r);
		r = NULL;
		n++;
	}
	assert_true(n >= 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_woman_in_every_script_has_one_key),
		cmocka_unit_test(one_woman_in_every_script_is_the_same_name),
		cmocka_unit_test(another_name_is_unlike),
		cmocka_unit_test(north_and_south_are_neutral),
		cmocka_unit_test(keys_do_not_know_order_hyphens_and_case),
		cmocka_unit_test(titles_and_parentheses_are_left_out),
		cmocka_unit_test(a_partial_name_is_wide_and_no_more),
		cmocka_unit_test(other_languages_are_compared_by_their_words),
		cmocka_unit_test(what_is_no_name_has_no_keys),
		cmocka_unit_test(a_hash_tells_its_tier),
		cmocka_unit_test(what_is_remembered_changes_nothing),
		cmocka_unit_test(no_memory_is_an_error),
	};

	return cmocka_run_group_tests_name("name", tests, make_namer,
	    free_namer);
}
