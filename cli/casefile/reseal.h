/*
 * reseal.h: attachments of one case file go along to another.
 *
 * An attachment opens with the key of its case: the other file gets a copy
 * under its own, so that either can be erased without the other.
 */
#ifndef HJ_CLI_RESEAL_H
#define HJ_CLI_RESEAL_H

#include "cli/casefile/casefile.h"

/*
 * Of all evidence in `to` that came from the other file; `but` (may be NULL)
 * names evidence that it had already.  *n counts the attachments.  One that is
 * not here is left as it is.  HJ_ECORRUPT: it is not what its fingerprint says;
 * errors of hj_vault_reseal().
 */
int reseal_all(struct cli *c, const struct casefile *from, struct casefile *to,
    const struct hj_record *but, size_t *n, struct hj_error *err) HJ_MUST_CHECK;

#endif
