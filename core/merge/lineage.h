/*
 * lineage.h: which revision of a case file came from which.
 *
 * Revisions are named by their digests.  One that only joins others, and adds
 * nothing, is a join; the others are changes.  What a revision knows are the
 * changes in it and before it.  Two laptops may join the same changes in
 * another order, and one of them may lack the bytes of some; but the changes
 * have the same names everywhere, so what is older, newer or apart is the same
 * everywhere, too.
 *
 * What is merged is a function of the newest changes ("sources") and of where
 * they parted.  A join stands for its sources; only where the bytes of one of
 * them are not here does it stand for itself.
 *
 * 1. N begins as the sources.  For every two of N, their nearest common
 *    ancestors that are here come in, until nothing new comes, but nothing
 *    older than K.
 * 2. K are the nearest common ancestors of all of N.  They are older than all
 *    of N, so their merge, made in the same way, is the ancestor of all.
 */
#ifndef HJ_CORE_LINEAGE_H
#define HJ_CORE_LINEAGE_H

#include "core/case/digest.h"
#include "core/merge/merge.h"

struct hj_lineage;

struct hj_kin {
	const uint8_t *digest; /* HJ_DIGEST_BYTES */
	const uint8_t *parents; /* nparents x HJ_DIGEST_BYTES */
	size_t nparents;
	/* Changes that came before, as another device told.  With them a
	 * parent that is neither here nor among them says nothing. */
	const uint8_t *ancestors;
	size_t nancestors;
	bool here; /* its bytes can be had */
	bool join;
	uint64_t number; /* of the caller */
};

/* HJ_ENOMEM. */
int hj_lineage_new(struct hj_lineage **ret, struct hj_error *err) HJ_MUST_CHECK;
void hj_lineage_free(struct hj_lineage *l);

/* Its place.  One that is named as a parent or ancestor has a place, too.
 * Twice is no error. */
int hj_lineage_add(struct hj_lineage *l, const struct hj_kin *k, size_t *ret,
    struct hj_error *err) HJ_MUST_CHECK;
bool
hj_lineage_find(const struct hj_lineage *l, const uint8_t *digest, size_t *ret);
size_t hj_lineage_count(const struct hj_lineage *l);
/* As it was added; parents and ancestors are left out.  `here` false: only
 * its name is known. */
void hj_lineage_get(const struct hj_lineage *l, size_t i, struct hj_kin *ret);
enum hj_kinship_of { HJ_KIN_SAME, HJ_KIN_OLDER, HJ_KIN_NEWER, HJ_KIN_APART };

/* A few revisions, ascending. */
struct hj_kinset {
	size_t n;
	size_t at[HJ_MERGE_SIDES];
};

/* What revision i knows, compared with what those know together.  HJ_ENOMEM. */
int hj_lineage_compare(const struct hj_lineage *l, size_t i,
    const struct hj_kinset *with, enum hj_kinship_of *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* The digests of the changes that came before it, the nearest first and at
 * most `max`, appended: what another device is told. */
int hj_lineage_ancestors(const struct hj_lineage *l, size_t i, size_t max,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* The newest changes of these and before them.  HJ_ELIMIT: more than a merge
 * takes. */
int hj_lineage_sources(const struct hj_lineage *l, const struct hj_kinset *of,
    struct hj_kinset *ret, struct hj_error *err) HJ_MUST_CHECK;
/* The nearest common ancestors of all of them that are here.  May be empty. */
int hj_lineage_common(const struct hj_lineage *l, const struct hj_kinset *of,
    struct hj_kinset *ret, struct hj_error *err) HJ_MUST_CHECK;

/* The record of a revision, to be freed by who asked. */
typedef int hj_lineage_load_fn(void *to, size_t i, struct hj_record **ret,
    struct hj_error *err);

/* What sources make together.  Errors of load and of hj_merge(). */
int hj_lineage_merge(const struct hj_lineage *l, const struct hj_kinset *of,
    hj_lineage_load_fn *load, void *to, struct hj_record **ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
