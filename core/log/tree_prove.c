#include <string.h>

#include "core/log/tree.h"

/* The root of n leaves. */
static void
root_of(const uint8_t (*leaves)[HJ_HASH_BYTES], uint64_t n,
    uint8_t ret[static HJ_HASH_BYTES])
{
	struct hj_tree t = HJ_TREE;

	for (uint64_t i = 0; i < n; i++)
		hj_tree_append(&t, leaves[i]);
	hj_tree_root(&t, ret);
}

/* The size of the left part: the largest power of two below n (n > 1). */
static uint64_t
left_of(uint64_t n)
{
	uint64_t k = 1;

	while (k < n - k)
		k *= 2;
	return k;
}

/*
 * RFC 6962, 2.1.1 and 2.1.2, without recursion: going down gives the hashes
 * from the root to the leaf, a proof lists them from the leaf to the root.
 */
static void
reverse(uint8_t (*p)[HJ_HASH_BYTES], size_t n)
{
	uint8_t t[HJ_HASH_BYTES];

	for (size_t i = 0; i < n / 2; i++) {
		memcpy(t, p[i], sizeof(t));
		memcpy(p[i], p[n - 1 - i], sizeof(t));
		memcpy(p[n - 1 - i], t, sizeof(t));
	}
}

size_t
hj_tree_prove(const uint8_t (*leaves)[HJ_HASH_BYTES], uint64_t size,
    uint64_t index, uint8_t (*ret)[HJ_HASH_BYTES])
{
	size_t n = 0;

	while (size > 1) {
		uint64_t k = left_of(size);

		if (index < k) {
			root_of(leaves + k, size - k, ret[n++]);
			size = k;
		} else {
			root_of(leaves, k, ret[n++]);
			leaves += k;
			size -= k;
			index -= k;
		}
	}
	reverse(ret, n);
	return n;
}

size_t
hj_tree_prove_growth(const uint8_t (*leaves)[HJ_HASH_BYTES], uint64_t size1,
    uint64_t size2, uint8_t (*ret)[HJ_HASH_BYTES])
{
	bool known = true; /* the subtree is the whole first tree */
	size_t n = 0;

	while (size1 != size2) {
		uint64_t k = left_of(size2);

		if (size1 <= k) {
			root_of(leaves + k, size2 - k, ret[n++]);
			size2 = k;
		} else {
			root_of(leaves, k, ret[n++]);
			leaves += k;
			size1 -= k;
			size2 -= k;
			known = false;
		}
	}
	if (!known)
		root_of(leaves, size2, ret[n++]);
	reverse(ret, n);
	return n;
}
