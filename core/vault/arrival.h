/*
 * arrival.h: a revision that another device made comes into the vault.
 *
 * Weighed first (join.h), which changes nothing and is what a plan shows; then
 * put: as the next revision, or beside ours and joined with it at once, in the
 * same change.
 */
#ifndef HJ_CORE_ARRIVAL_H
#define HJ_CORE_ARRIVAL_H

#include "core/merge/join.h"
#include "core/vault/vault.h"

struct hj_arrival {
	const uint8_t *bytes; /* canonical */
	size_t n;
	const struct hj_record *record; /* of the same bytes */
	/* What its device said of it; digest NULL: it comes from nowhere, and
	 * has nothing in common with what is here, unless a revision here has
	 * its very bytes: then it is OLDER. */
	const uint8_t *digest;
	const uint8_t *salt_key;
	const uint8_t *parents; /* nparents x HJ_DIGEST_BYTES */
	size_t nparents;
	const uint8_t *ancestors;
	size_t nancestors;
	bool join;
};

struct hj_weighed {
	enum hj_meeting what;
	/* Of APART and STRANGE: what the join would be, and in how many more
	 * fields it is in conflict than what stands here now. */
	struct hj_record *merged;
	size_t conflicts;
	struct hj_weighed_own *own;
};

/* HJ_ECORRUPT: a revision of the case does not open; HJ_ELIMIT: they cannot be
 * merged; HJ_EINVAL: what it says of itself makes no sense. */
int hj_vault_weigh(struct hj_vault *v, const struct hj_row *row,
    const struct hj_arrival *a, struct hj_weighed *ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_weighed_clear(struct hj_weighed *w);

/* NEXT, APART and STRANGE only.  The row must not have changed since.
 * detail: of the revision that arrives, sealed; NULL: none. */
int hj_change_arrive(struct hj_change *c, struct hj_vault *v,
    const struct hj_row *row, const struct hj_arrival *a,
    const struct hj_weighed *w, const char *detail,
    struct hj_error *err) HJ_MUST_CHECK;

/* The digests of changes that came before a revision, to tell another device:
 * at most HJ_ANCESTORS_MAX, appended. */
int hj_vault_ancestors(struct hj_vault *v, const struct hj_row *row,
    const struct hj_revision *r, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
