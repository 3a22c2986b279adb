#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/log/tree.h"

#define VECTORS "tests/vectors/tlog-proofs.txt"
#define LONGEST 300

typedef uint8_t hash[HJ_HASH_BYTES];

struct vector {
	char name[128];
	bool accept;
	uint64_t a, b;
	hash one, two;
	hash proof[HJ_PROOF_MAX];
	size_t n;
	bool malformed; /* a hash that has not 32 bytes */
};

static bool
hash_of(const char *s, hash ret)
{
	size_t got = 0;

	return sodium_base642bin(ret, HJ_HASH_BYTES, s, strlen(s), NULL, &got,
		   NULL, sodium_base64_VARIANT_ORIGINAL) == 0 &&
	    got == HJ_HASH_BYTES;
}

static void
parse(char *line, struct vector *v)
{
	char *save = NULL;
	char *word;

	memset(v, 0, sizeof(*v));
	word = strtok_r(line, " \n", &save);
	(void)snprintf(v->name, sizeof(v->name), "%s", word);
	v->accept = strcmp(strtok_r(NULL, " \n", &save), "accept") == 0;
	v->a = strtoull(strtok_r(NULL, " \n", &save), NULL, 10);
	v->b = strtoull(strtok_r(NULL, " \n", &save), NULL, 10);
	v->malformed |= !hash_of(strtok_r(NULL, " \n", &save), v->one);
	v->malformed |= !hash_of(strtok_r(NULL, " \n", &save), v->two);
	while ((word = strtok_r(NULL, " \n", &save)) != NULL)
		v->malformed |= !hash_of(word, v->proof[v->n++]);
}

static bool
accepted(const struct vector *v)
{
	const hash *proof = (const hash *)v->proof;

	if (v->malformed)
		return false;
	if (strncmp(v->name, "inclusion/", 10) == 0)
		return hj_tree_includes(v->a, v->b, v->one, proof, v->n,
		    v->two);
	return hj_tree_extends(v->a, v->b, v->one, v->two, proof, v->n);
}

/* The one that we refuse has roots of 12 bytes ("dont care 2"). */
static void
vectors_are_judged_as_asserted_but_one(void **state)
{
	static const char other[] =
	    "consistency/additional/sizes-are-equal-one-and-proof-is-empty";
	char line[8192];
	struct vector v;
	int agree = 0;
	FILE *f;

	(void)state;
	f = fopen(VECTORS, "re");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (line[0] == '#')
			continue;
		parse(line, &v);
		if (accepted(&v) == v.accept)
			agree++;
		else
			assert_string_equal(v.name, other);
	}
	(void)fclose(f);
	assert_int_equal(agree, 195);
}

/* Every size, index and earlier size, with HJ_LONG to 300. */
static size_t
sizes(void)
{
	return getenv("HJ_LONG") != NULL ? LONGEST : 64;
}

static void
grow(size_t n, hash *leaves, hash *roots)
{
	struct hj_tree t = HJ_TREE;

	hj_tree_root(&t, roots[0]);
	for (size_t i = 0; i < n; i++) {
		const uint8_t text[2] = { (uint8_t)(i >> 8), (uint8_t)i };

		hj_tree_leaf(text, sizeof(text), leaves[i]);
		hj_tree_append(&t, leaves[i]);
		hj_tree_root(&t, roots[i + 1]);
	}
}

static void
each_leaf_is_proved_and_no_changed_proof_passes(void **state)
{
	static hash leaves[LONGEST], roots[LONGEST + 1];
	hash proof[HJ_PROOF_MAX];
	const hash *p = (const hash *)proof;

	(void)state;
	grow(sizes(), leaves, roots);
	for (uint64_t n = 1; n <= sizes(); n++) {
		for (uint64_t i = 0; i < n; i++) {
			size_t k =
			    hj_tree_prove((const hash *)leaves, n, i, proof);

			assert_true(hj_tree_includes(i, n, leaves[i], p, k,
			    roots[n]));
			assert_false(hj_tree_includes(i, n, leaves[i], p, k + 1,
			    roots[n]));
			if (k == 0)
				continue;
			assert_false(hj_tree_includes(i, n, leaves[i], p, k - 1,
			    roots[n]));
			proof[k / 2][3] ^= 1;
			assert_false(hj_tree_includes(i, n, leaves[i], p, k,
			    roots[n]));
		}
	}
}

static void
each_growth_is_proved_and_no_changed_proof_passes(void **state)
{
	static hash leaves[LONGEST], roots[LONGEST + 1];
	hash proof[HJ_PROOF_MAX], other;
	const hash *p = (const hash *)proof;

	(void)state;
	grow(sizes(), leaves, roots);
	for (uint64_t n = 1; n <= sizes(); n++) {
		for (uint64_t m = 1; m <= n; m++) {
			size_t k = hj_tree_prove_growth((const hash *)leaves, m,
			    n, proof);

			assert_true(hj_tree_extends(m, n, roots[m], roots[n], p,
			    k));
			memcpy(other, roots[m], sizeof(other));
			other[5] ^= 1;
			assert_false(hj_tree_extends(m, n, other, roots[n], p,
			    k));
			if (k == 0)
				continue;
			assert_false(hj_tree_extends(m, n, roots[m], roots[n],
			    p, k - 1));
			proof[k / 2][3] ^= 1;
			assert_false(hj_tree_extends(m, n, roots[m], roots[n],
			    p, k));
		}
	}
}

/* https://www.rfc-editor.org/rfc/rfc6962#section-2.1: the root of no leaf is
 * SHA-256 of nothing. */
static void
an_empty_tree_has_the_hash_of_nothing(void **state)
{
	static const uint8_t start[4] = { 0xe3, 0xb0, 0xc4, 0x42 };
	struct hj_tree t = HJ_TREE;
	hash root;

	(void)state;
	hj_tree_root(&t, root);
	assert_memory_equal(root, start, sizeof(start));
	assert_true(hj_tree_extends(0, 5, root, root, NULL, 0));
	assert_false(hj_tree_includes(0, 0, root, NULL, 0, root));
}

static void
the_frontier_is_as_wide_as_the_size_has_bits(void **state)
{
	(void)state;
	assert_int_equal(hj_tree_width(0), 0);
	assert_int_equal(hj_tree_width(7), 3);
	assert_int_equal(hj_tree_width(UINT64_MAX), 64);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vectors_are_judged_as_asserted_but_one),
		cmocka_unit_test(each_leaf_is_proved_and_no_changed_proof_passes),
		cmocka_unit_test(each_growth_is_proved_and_no_changed_proof_passes),
		cmocka_unit_test(an_empty_tree_has_the_hash_of_nothing),
		cmocka_unit_test(the_frontier_is_as_wide_as_the_size_has_bits),
	};

	return cmocka_run_group_tests_name("tree", tests, NULL, NULL);
}
