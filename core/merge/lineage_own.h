/*
 * lineage_own.h: the inside of lineage*.c.
 */
#ifndef HJ_CORE_LINEAGE_OWN_H
#define HJ_CORE_LINEAGE_OWN_H

#include "core/merge/lineage.h"

struct hj_kinship {
	uint8_t digest[HJ_DIGEST_BYTES];
	size_t *before; /* parents and ancestors */
	size_t nbefore;
	bool here, join;
	uint64_t number;
};

struct hj_lineage {
	struct hj_kinship *kin;
	size_t n, room;
	size_t *sorted; /* by digest */
};

/* The newest changes in and before one revision. */
int hj_lineage_heads(const struct hj_lineage *l, size_t i,
    struct hj_kinset *ret, struct hj_error *err) HJ_MUST_CHECK;
/* Those of the marked that came before no other marked one. */
int hj_lineage_newest(const struct hj_lineage *l, const uint8_t *marked,
    struct hj_kinset *ret, struct hj_error *err) HJ_MUST_CHECK;
/* Does it stand for itself in a merge? */
int hj_lineage_stands(const struct hj_lineage *l, size_t i, bool *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Mark all that came before the marked ones in `from`, in `to`; both have a
 * byte a revision, and may not be the same.  HJ_ENOMEM. */
int hj_lineage_mark(const struct hj_lineage *l, const uint8_t *from,
    uint8_t *to, struct hj_error *err) HJ_MUST_CHECK;

/* A byte a revision. */
int hj_lineage_marks(const struct hj_lineage *l, uint8_t **ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
