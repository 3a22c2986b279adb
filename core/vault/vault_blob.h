/*
 * vault_blob.h: attachments that come from another vault, or did not.
 *
 * The case file names the file in blobs/, and its fingerprint covers that name:
 * what comes along with a case file gets the name that it had elsewhere, sealed
 * under the key that the case has here.
 */
#ifndef HJ_CORE_VAULT_BLOB_H
#define HJ_CORE_VAULT_BLOB_H

#include "core/vault/vault.h"

/* HJ_ENOTFOUND: no file of that name is here. */
int hj_vault_has(const struct hj_vault *v, const char *name,
    struct hj_error *err) HJ_MUST_CHECK;

/* As hj_vault_attach(), under a name.  HJ_EINVAL: not a name of ours;
 * HJ_EEXISTS: it is here already, and stays as it is. */
int hj_vault_attach_as(struct hj_vault *v, const struct hj_row *row,
    const char *name, hj_read_fn *read, void *from, struct hj_blob_facts *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Take back what hj_vault_attach_as() made: its case file did not follow. */
int hj_vault_detach(struct hj_vault *v, const char *name,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
