/*
 * sift.h: the rows of the catalogue that fit, found by several threads.
 *
 * Pages are opened and rows looked at in every thread, and what fits is told in
 * the caller's, in the order of hj_vault_scan() and as soon as it is known: one
 * thread or many, the same is told.  Only the caller's thread touches the store
 * (one transaction, one snapshot); the others get stored bytes and open them.
 */
#ifndef HJ_CORE_SIFT_H
#define HJ_CORE_SIFT_H

#include "core/base/crew.h"
#include "core/vault/vault.h"

/*
 * In any thread: does it fit?  What is appended to `note` comes back when it is
 * told.  rev: the newest revision, where records are asked for, else NULL; the
 * row has then no items.
 */
typedef int
hj_fits_fn(void *with, const struct hj_row *row, const struct hj_revision *rev,
    bool *ret, struct hj_buf *note, struct hj_error *err);
/* In the caller's thread; the row with its items.  Non-zero stops. */
typedef int hj_told_fn(void *to, const struct hj_row *row, const uint8_t *note,
    size_t n, struct hj_error *err);

struct hj_sift {
	size_t nworkers; /* 1 to HJ_CREW_MAX; a small vault needs one only */
	void *const *with; /* of each worker, nobody else's */
	hj_fits_fn *fits;
	hj_told_fn *told;
	void *to;
};

/* By what the rows say.  Nothing may be changed meanwhile.  HJ_ECORRUPT,
 * HJ_ENOMEM, HJ_EINTERRUPTED. */
int hj_vault_sift(struct hj_vault *v, const struct hj_sift *s,
    const struct hj_progress *p, struct hj_error *err) HJ_MUST_CHECK;
/* By what the files say: each is opened. */
int hj_vault_sift_files(struct hj_vault *v, const struct hj_sift *s,
    const struct hj_progress *p, struct hj_error *err) HJ_MUST_CHECK;

#endif
