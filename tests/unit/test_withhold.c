/*
 * A case file with parts withheld: nothing of them is in the bytes, the
 * fingerprint stays, and without its salt nobody can guess what stood there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/case/withhold.h"
#include "tests/unit/gen_record.h"

#define FILE_OF(inside)                                                        \
	"<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\">" inside     \
	"</case>"
#define TWINS                                                                  \
	FILE_OF("<person id=\"pers01\"><sex>f</sex></person>"                  \
		"<person id=\"pers02\"><sex>f</sex></person>")

static const uint8_t key[HJ_SALT_KEY_BYTES] = { 7 };

/* A file, and what became of it. */
struct cut {
	struct hj_record *r;
	struct hj_buf whole, bytes, list;
	size_t hidden;
	struct hj_error err;
};

static int
withhold(struct cut *x, const struct hj_salts *salts, hj_withhold_fn *hide,
    void *with)
{
	x->bytes = x->list = HJ_BUF(HJ_RECORD_MAX);
	return hj_withhold(x->r, x->whole.data, x->whole.len, salts, hide, with,
	    &x->bytes, &x->list, &x->hidden, &x->err);
}

static void
open_cut(struct cut *x, const char *xml)
{
	*x = (struct cut){ .whole = HJ_BUF(HJ_RECORD_MAX), .err = HJ_ERROR };
	assert_int_equal(hj_buf_puts(&x->whole, xml, &x->err), HJ_OK);
	if (hj_codec_decode(x->whole.data, x->whole.len, &x->r, &x->err) !=
	    HJ_OK)
		fail_msg("%s", x->err.text);
}

static void
close_cut(struct cut *x)
{
	hj_record_free(x->r);
	hj_buf_clear(&x->whole);
	hj_buf_clear(&x->bytes);
	hj_buf_clear(&x->list);
}

static void
digest(const struct hj_buf *b, const struct hj_salts *salts,
    char ret[static 2 * HJ_DIGEST_BYTES + 1])
{
	uint8_t d[HJ_DIGEST_BYTES];
	struct hj_error err = HJ_ERROR;

	if (hj_digest_case(b->data, b->len, salts, d, &err) != HJ_OK)
		fail_msg("%s", err.text);
	hj_digest_hex(d, ret);
}

static bool
is_named(void *with, const struct hj_node *n)
{
	return strcmp(n->name, with) == 0;
}

static bool
is_id(void *with, const struct hj_node *n)
{
	const char *id = hj_node_attr(n, "id");

	return id != NULL && strcmp(id, with) == 0;
}

static void
what_is_withheld_goes_with_all_in_it_and_the_fingerprint_stays(void **state)
{
	const struct hj_salts keyed = { .key = key };
	char before[65], after[65];
	struct hj_salts listed;
	struct cut x;

	(void)state;
	open_cut(&x,
	    FILE_OF("<person id=\"pers01\"><name id=\"nam001\"><full>Zz Abc"
		    "</full></name><sex>f</sex></person>"));
	digest(&x.whole, &keyed, before);
	assert_int_equal(withhold(&x, &keyed, is_named, (char[]){ "name" }),
	    HJ_OK);
	assert_int_equal(x.hidden, 1);
	assert_null(memmem(x.bytes.data, x.bytes.len, "Zz", 2));
	assert_null(memmem(x.bytes.data, x.bytes.len, "nam001", 6));
	assert_non_null(memmem(x.bytes.data, x.bytes.len, "<sex>f</sex>", 12));
	/* Case, person and sex. */
	assert_int_equal(x.list.len, 3 * HJ_SALT_BYTES);
	listed = (struct hj_salts){ .list = x.list.data, .n = 3 };
	digest(&x.bytes, &listed, after);
	assert_string_equal(before, after);
	close_cut(&x);
}

static void
the_root_is_never_withheld_and_nothing_changes_nothing(void **state)
{
	const struct hj_salts keyed = { .key = key };
	struct cut x;

	(void)state;
	open_cut(&x, TWINS);
	assert_int_equal(withhold(&x, &keyed, is_named, (char[]){ "case" }),
	    HJ_OK);
	assert_int_equal(x.hidden, 0);
	assert_int_equal(x.bytes.len, x.whole.len);
	assert_memory_equal(x.bytes.data, x.whole.data, x.whole.len);
	assert_int_equal(x.list.len, 5 * HJ_SALT_BYTES);
	close_cut(&x);
}

/* The value of the first `withheld`. */
static const char *
hash_in(const struct hj_buf *b)
{
	const char *tag = memmem(b->data, b->len, "<withheld digest=\"", 18);

	assert_non_null(tag);
	return tag + 18;
}

static void
the_same_words_withheld_twice_have_hashes_that_do_not_show_it(void **state)
{
	const struct hj_salts keyed = { .key = key };
	const char *one, *two;
	struct hj_buf rest;
	struct cut x;

	(void)state;
	open_cut(&x, TWINS);
	assert_int_equal(withhold(&x, &keyed, is_named, (char[]){ "sex" }),
	    HJ_OK);
	assert_int_equal(x.hidden, 2);
	one = hash_in(&x.bytes);
	rest = x.bytes;
	rest.data = (uint8_t *)(uintptr_t)one;
	rest.len = x.bytes.len - (size_t)(rest.data - x.bytes.data);
	two = hash_in(&rest);
	assert_memory_not_equal(one, two, 64);
	close_cut(&x);
}

/* Whoever knows the word and every salt that was given cannot show that it
 * stood there; with its own salt it can be shown, so that the try is fair. */
static void
a_right_guess_does_not_prove_itself_without_its_salt(void **state)
{
	const struct hj_salts keyed = { .key = key };
	struct hj_buf all = HJ_BUF(HJ_RECORD_MAX), guess = HJ_BUF(256);
	struct hj_salts salt = { .n = 1 };
	char hash[65];
	struct cut x;
	size_t right = 0;

	(void)state;
	open_cut(&x, TWINS);
	assert_int_equal(withhold(&x, &keyed, is_id, (char[]){ "pers02" }),
	    HJ_OK);
	assert_int_equal(x.list.len, 3 * HJ_SALT_BYTES);
	assert_int_equal(hj_digest_salts(key, 5, &all, &x.err), HJ_OK);
	close_cut(&x);

	open_cut(&x, TWINS);
	assert_int_equal(withhold(&x, &keyed, is_named, (char[]){ "sex" }),
	    HJ_OK);
	assert_int_equal(hj_buf_puts(&guess, "<sex>f</sex>", &x.err), HJ_OK);
	for (size_t i = 0; i < 5; i++) {
		salt.list = all.data + i * HJ_SALT_BYTES;
		digest(&guess, &salt, hash);
		if (memcmp(hash, hash_in(&x.bytes), 64) != 0)
			continue;
		right++;
		/* The salt that shows it is not among those that go along. */
		for (size_t k = 0; k < x.list.len; k += HJ_SALT_BYTES)
			assert_memory_not_equal(salt.list, x.list.data + k,
			    HJ_SALT_BYTES);
	}
	assert_int_equal(right, 1);
	hj_buf_clear(&all);
	hj_buf_clear(&guess);
	close_cut(&x);
}

static void
what_has_withheld_parts_is_withheld_with_them(void **state)
{
	const struct hj_salts keyed = { .key = key };
	struct hj_salts listed;
	char before[65], after[65];
	struct hj_buf whole;
	struct cut x, y;

	(void)state;
	open_cut(&x, TWINS);
	digest(&x.whole, &keyed, before);
	assert_int_equal(withhold(&x, &keyed, is_named, (char[]){ "sex" }),
	    HJ_OK);
	y = (struct cut){ .err = HJ_ERROR, .whole = x.bytes };
	assert_int_equal(hj_codec_decode(x.bytes.data, x.bytes.len, &y.r,
			     &y.err),
	    HJ_OK);
	listed = (struct hj_salts){ .list = x.list.data,
		.n = x.list.len / HJ_SALT_BYTES };
	assert_int_equal(withhold(&y, &listed, is_id, (char[]){ "pers01" }),
	    HJ_OK);
	assert_int_equal(y.hidden, 1);
	digest(&y.bytes,
	    &(struct hj_salts){ .list = y.list.data,
		.n = y.list.len / HJ_SALT_BYTES },
	    after);
	assert_string_equal(before, after);
	hj_buf_clear(&y.bytes);
	hj_buf_clear(&y.list);
	/* One salt too few, and beside it nothing is wrong. */
	listed.n--;
	assert_int_equal(withhold(&y, &listed, is_named, (char[]){ "none" }),
	    HJ_EINVAL);
	hj_buf_clear(&y.bytes);
	hj_buf_clear(&y.list);
	listed.n++;
	assert_int_equal(withhold(&y, &listed, is_named, (char[]){ "none" }),
	    HJ_OK);
	whole = y.bytes;
	listed = (struct hj_salts){ .list = y.list.data,
		.n = y.list.len / HJ_SALT_BYTES };
	digest(&whole, &listed, after);
	assert_string_equal(before, after);
	hj_record_free(y.r);
	hj_buf_clear(&y.bytes);
	hj_buf_clear(&y.list);
	close_cut(&x);
}

/* ---- random files, random parts ---- */

struct draw {
	struct gen g;
	size_t hidden;
	/* Texts that stand in what was hidden, and in nothing else. */
	const struct hj_node *top[64];
};

static bool
some(void *with, const struct hj_node *n)
{
	struct draw *d = with;

	if (d->hidden == HJ_LEN(d->top) || gen_below(&d->g, 9) != 0)
		return false;
	d->top[d->hidden++] = n;
	return true;
}

static bool
is_hidden(const struct draw *d, const struct hj_node *n)
{
	for (; n != NULL; n = n->parent)
		for (size_t i = 0; i < d->hidden; i++)
			if (n == d->top[i])
				return true;
	return false;
}

static bool
stands_elsewhere(const struct draw *d, const struct hj_node *root,
    const char *text)
{
	for (const struct hj_node *k = root; k != NULL;
	     k = hj_node_next(k, root)) {
		if (is_hidden(d, k))
			continue;
		if (k->text != NULL && strstr(k->text, text) != NULL)
			return true;
		for (const struct hj_attr *a = k->attrs; a != NULL; a = a->next)
			if (strstr(a->value, text) != NULL)
				return true;
	}
	return false;
}

/* Long enough to be no accident, of signs that stand in XML as they are, and no
 * word that may be the name of an element. */
static bool
is_plain(const char *text)
{
	return text != NULL && strlen(text) >= 6 &&
	    strpbrk(text, "<>&\"'\r\n\t") == NULL &&
	    text[strspn(text, "abcdefghijklmnopqrstuvwxyz-")] != '\0';
}

static size_t
look_for_leaks(const struct cut *x, const struct draw *d)
{
	const struct hj_node *root = hj_record_root(x->r);
	size_t sought = 0;

	for (const struct hj_node *n = root; n != NULL;
	     n = hj_node_next(n, root)) {
		const char *id = hj_node_attr(n, "id");

		if (!is_hidden(d, n))
			continue;
		if (id != NULL && !stands_elsewhere(d, root, id)) {
			assert_null(memmem(x->bytes.data, x->bytes.len, id,
			    strlen(id)));
			sought++;
		}
		if (is_plain(n->text) && !stands_elsewhere(d, root, n->text)) {
			assert_null(memmem(x->bytes.data, x->bytes.len, n->text,
			    strlen(n->text)));
			sought++;
		}
	}
	return sought;
}

static size_t
one_run(uint64_t seed)
{
	const struct hj_salts keyed = { .key = key };
	struct draw d = { .g = { .state = seed * 77 + 1 } };
	struct cut x = { .whole = HJ_BUF(HJ_RECORD_MAX), .err = HJ_ERROR };
	struct hj_salts listed;
	char before[65], after[65];
	size_t sought, left = 0;

	x.r = gen_record(seed, GEN_EXT);
	assert_non_null(x.r);
	assert_int_equal(hj_codec_encode(x.r, &x.whole, &x.err), HJ_OK);
	digest(&x.whole, &keyed, before);
	if (withhold(&x, &keyed, some, &d) != HJ_OK)
		fail_msg("seed %llu: %s", (unsigned long long)seed, x.err.text);
	assert_int_equal(x.hidden, d.hidden);
	for (const struct hj_node *n = hj_record_root(x.r); n != NULL;
	     n = hj_node_next(n, hj_record_root(x.r)))
		left += !is_hidden(&d, n);
	assert_int_equal(x.list.len, left * HJ_SALT_BYTES);
	listed = (struct hj_salts){ .list = x.list.data, .n = left };
	digest(&x.bytes, &listed, after);
	assert_string_equal(before, after);
	sought = look_for_leaks(&x, &d);
	close_cut(&x);
	return sought;
}

static void
of_random_files_nothing_withheld_is_left_and_each_proves_itself(void **state)
{
	const char *runs = getenv("HJ_RUNS");
	unsigned long n = runs != NULL ? strtoul(runs, NULL, 10) : 300;
	size_t sought = 0;

	(void)state;
	for (unsigned long i = 0; i < n; i++)
		sought += one_run(i + 1);
	print_message("%lu files, %zu ids and texts withheld\n", n, sought);
	assert_true(sought > n);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    what_is_withheld_goes_with_all_in_it_and_the_fingerprint_stays),
		cmocka_unit_test(
		    the_root_is_never_withheld_and_nothing_changes_nothing),
		cmocka_unit_test(
		    the_same_words_withheld_twice_have_hashes_that_do_not_show_it),
		cmocka_unit_test(
		    a_right_guess_does_not_prove_itself_without_its_salt),
		cmocka_unit_test(what_has_withheld_parts_is_withheld_with_them),
		cmocka_unit_test(
		    of_random_files_nothing_withheld_is_left_and_each_proves_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
