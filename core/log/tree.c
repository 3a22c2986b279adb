#include <string.h>

#include <sodium.h>

#include "core/log/tree.h"

#define ROOM (1 + 2 * HJ_HASH_BYTES)

void
hj_tree_leaf(const uint8_t *p, size_t n, uint8_t ret[static HJ_HASH_BYTES])
{
	static const uint8_t prefix = 0x00;
	crypto_hash_sha256_state s;

	(void)crypto_hash_sha256_init(&s);
	(void)crypto_hash_sha256_update(&s, &prefix, 1);
	if (n != 0)
		(void)crypto_hash_sha256_update(&s, p, n);
	(void)crypto_hash_sha256_final(&s, ret);
}

void
hj_tree_node(const uint8_t left[static HJ_HASH_BYTES],
    const uint8_t right[static HJ_HASH_BYTES],
    uint8_t ret[static HJ_HASH_BYTES])
{
	uint8_t both[ROOM];

	both[0] = 0x01;
	memcpy(both + 1, left, HJ_HASH_BYTES);
	memcpy(both + 1 + HJ_HASH_BYTES, right, HJ_HASH_BYTES);
	(void)crypto_hash_sha256(ret, both, sizeof(both));
}

size_t
hj_tree_width(uint64_t size)
{
	size_t n = 0;

	for (; size != 0; size &= size - 1)
		n++;
	return n;
}

void
hj_tree_append(struct hj_tree *t, const uint8_t leaf[static HJ_HASH_BYTES])
{
	size_t top = hj_tree_width(t->size);

	memcpy(t->node[top], leaf, HJ_HASH_BYTES);
	/* Each bit that carries joins two subtrees of equal size. */
	for (uint64_t bits = t->size; (bits & 1) != 0; bits >>= 1, top--)
		hj_tree_node(t->node[top - 1], t->node[top], t->node[top - 1]);
	t->size++;
}

void
hj_tree_root(const struct hj_tree *t, uint8_t ret[static HJ_HASH_BYTES])
{
	size_t n = hj_tree_width(t->size);

	if (n == 0) {
		(void)crypto_hash_sha256(ret, (const uint8_t *)"", 0);
		return;
	}
	memcpy(ret, t->node[n - 1], HJ_HASH_BYTES);
	for (size_t i = n - 1; i > 0; i--)
		hj_tree_node(t->node[i - 1], ret, ret);
}

/* Leave the levels on which `index` is the last, without a right sibling. */
static void
climb(uint64_t *index, uint64_t *last)
{
	while ((*index & 1) == 0 && *index != 0) {
		*index >>= 1;
		*last >>= 1;
	}
}

bool
hj_tree_includes(uint64_t index, uint64_t size,
    const uint8_t leaf[static HJ_HASH_BYTES],
    const uint8_t (*proof)[HJ_HASH_BYTES], size_t n,
    const uint8_t root[static HJ_HASH_BYTES])
{
	uint64_t last = size - 1;
	uint8_t r[HJ_HASH_BYTES];

	if (index >= size)
		return false;
	memcpy(r, leaf, sizeof(r));
	for (size_t i = 0; i < n; i++) {
		if (last == 0)
			return false;
		if ((index & 1) != 0 || index == last) {
			hj_tree_node(proof[i], r, r);
			climb(&index, &last);
		} else {
			hj_tree_node(r, proof[i], r);
		}
		index >>= 1;
		last >>= 1;
	}
	return last == 0 && memcmp(r, root, sizeof(r)) == 0;
}

/* The walk of RFC 9162, 2.1.4.2, steps 4 to 6: both roots from one proof. */
static bool
grows(uint64_t size1, uint64_t size2, const uint8_t root1[static HJ_HASH_BYTES],
    const uint8_t root2[static HJ_HASH_BYTES],
    const uint8_t (*proof)[HJ_HASH_BYTES], size_t n)
{
	uint64_t index = size1 - 1;
	uint64_t last = size2 - 1;
	bool whole = (size1 & (size1 - 1)) == 0;
	uint8_t r1[HJ_HASH_BYTES];
	uint8_t r2[HJ_HASH_BYTES];

	for (; (index & 1) != 0; index >>= 1)
		last >>= 1;
	/* A first tree of a power of two is itself a node of the second. */
	memcpy(r1, whole ? root1 : proof[0], sizeof(r1));
	memcpy(r2, r1, sizeof(r2));
	for (size_t i = whole ? 0 : 1; i < n; i++) {
		if (last == 0)
			return false;
		if ((index & 1) != 0 || index == last) {
			hj_tree_node(proof[i], r1, r1);
			hj_tree_node(proof[i], r2, r2);
			climb(&index, &last);
		} else {
			hj_tree_node(r2, proof[i], r2);
		}
		index >>= 1;
		last >>= 1;
	}
	return last == 0 && memcmp(r1, root1, sizeof(r1)) == 0 &&
	    memcmp(r2, root2, sizeof(r2)) == 0;
}

bool
hj_tree_extends(uint64_t size1, uint64_t size2,
    const uint8_t root1[static HJ_HASH_BYTES],
    const uint8_t root2[static HJ_HASH_BYTES],
    const uint8_t (*proof)[HJ_HASH_BYTES], size_t n)
{
	if (size1 > size2)
		return false;
	if (size1 == size2)
		return n == 0 && memcmp(root1, root2, HJ_HASH_BYTES) == 0;
	if (size1 == 0)
		return n == 0;
	return n != 0 && grows(size1, size2, root1, root2, proof, n);
}
