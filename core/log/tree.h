/*
 * tree.h: the hash tree that makes a log provable.
 *
 * RFC 6962 section 2 and RFC 9162 section 2.1 over SHA-256: a leaf is hashed
 * after a byte 0x00, a node after a byte 0x01.  Of a growing tree only the
 * frontier is kept: the roots of the perfect subtrees of which it consists,
 * largest first, one for each bit that is set in its size.
 */
#ifndef HJ_CORE_TREE_H
#define HJ_CORE_TREE_H

#include "core/base/buf.h"

#define HJ_HASH_BYTES 32
#define HJ_TREE_DEPTH 64
/* The longest proof: one hash a level, and one more for consistency. */
#define HJ_PROOF_MAX 65

struct hj_tree {
	uint64_t size;
	uint8_t node[HJ_TREE_DEPTH][HJ_HASH_BYTES];
};

#define HJ_TREE ((struct hj_tree){ .size = 0 })

void
hj_tree_leaf(const uint8_t *p, size_t n, uint8_t ret[static HJ_HASH_BYTES]);
void hj_tree_node(const uint8_t left[static HJ_HASH_BYTES],
    const uint8_t right[static HJ_HASH_BYTES],
    uint8_t ret[static HJ_HASH_BYTES]);

/* One more leaf, by its hash: constant time when averaged. */
void
hj_tree_append(struct hj_tree *t, const uint8_t leaf[static HJ_HASH_BYTES]);
void hj_tree_root(const struct hj_tree *t, uint8_t ret[static HJ_HASH_BYTES]);

/* How many nodes the frontier of a tree of this size has. */
size_t hj_tree_width(uint64_t size);

/* Is this leaf the one of this index in the tree of this size and root?
 * RFC 9162, 2.1.3.2. */
bool hj_tree_includes(uint64_t index, uint64_t size,
    const uint8_t leaf[static HJ_HASH_BYTES],
    const uint8_t (*proof)[HJ_HASH_BYTES], size_t n,
    const uint8_t root[static HJ_HASH_BYTES]);

/* Is the first tree the beginning of the second?  RFC 9162, 2.1.4.2; an empty
 * tree is the beginning of any, with an empty proof. */
bool hj_tree_extends(uint64_t size1, uint64_t size2,
    const uint8_t root1[static HJ_HASH_BYTES],
    const uint8_t root2[static HJ_HASH_BYTES],
    const uint8_t (*proof)[HJ_HASH_BYTES], size_t n);

/* The proofs themselves, from all leaf hashes of a tree.  index < size and
 * 0 < size1 <= size2.  Each returns the number of hashes. */
size_t hj_tree_prove(const uint8_t (*leaves)[HJ_HASH_BYTES], uint64_t size,
    uint64_t index, uint8_t (*ret)[HJ_HASH_BYTES]);
size_t hj_tree_prove_growth(const uint8_t (*leaves)[HJ_HASH_BYTES],
    uint64_t size1, uint64_t size2, uint8_t (*ret)[HJ_HASH_BYTES]);

#endif
