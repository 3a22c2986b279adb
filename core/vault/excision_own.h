/* excision_own.h: what the files of excision.h share, and who finishes one. */
#ifndef HJ_CORE_EXCISION_OWN_H
#define HJ_CORE_EXCISION_OWN_H

#include "core/vault/excision.h"
#include "core/vault/vault_state.h"

#define HJ_BLOBS_NEXT "blobs.next" /* beside HJ_BLOBS_DIR */

/* The details that stay with a case whose key is changed: what was done with its
 * attachments is part of the evidence.  `gone` are ids of elements that go, six
 * characters each: what speaks of one of these does not stay. */
int hj_excise_details(struct hj_change *c, const struct hj_row *from,
    const struct hj_row *to, const struct hj_buf *gone,
    struct hj_error *err) HJ_MUST_CHECK;

/* A revision as it is to be stored: with parts withheld where it has them.
 * *parts: how many it had.  r is changed. */
int hj_excise_revision(struct hj_revision *r, const struct hj_part *part,
    size_t n, size_t *parts, struct hj_error *err) HJ_MUST_CHECK;

/* Numbers of the records of all revisions, uint64_t each, oldest first. */
int hj_excise_numbers(struct hj_vault *v, const struct hj_row *row,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* Attachments of the case that stay, under another key, in the folder beside;
 * `gone` are names that are left out. */
int hj_excise_blobs(struct hj_vault *v, const struct hj_row *from,
    const struct hj_row *to, const struct hj_buf *names,
    struct hj_error *err) HJ_MUST_CHECK;
/* Those in the folder beside take their places when the change is in the
 * vault, else they go.  HJ_OK too when there is no such folder. */
int hj_excise_settle(struct hj_vault *v, struct hj_error *err) HJ_MUST_CHECK;
/* Is there such a folder? */
bool hj_excise_waits(const struct hj_vault *v);

/* Is the name in the list? */
bool hj_blob_listed(const struct hj_buf *names, const char *name);

#endif
