/* backup_own.h: what writing and reading a backup share. */
#ifndef HJ_CORE_BACKUP_OWN_H
#define HJ_CORE_BACKUP_OWN_H

#include "core/base/buf.h"
#include "core/file/tar.h"
#include "core/vault/vault.h"

#define HJ_MANIFEST "MANIFEST"
#define HJ_MANIFEST_MAX ((size_t)64 << 20) /* half a million attachments */

/* "header.a", "header.b", "data.mdb" or "blobs/" and 32 hex digits. */
bool hj_backup_name(const char *name);

/* Append "<SHA-256 in hex>  <name>\n", as sha256sum(1) has it. */
int hj_backup_line(struct hj_buf *manifest, const uint8_t sha256[static 32],
    const char *name, struct hj_error *err) HJ_MUST_CHECK;

/*
 * Read a whole backup and check every byte; `with` NULL: a bare tar, else what
 * opens it; `dir` NULL: only check, else write its members there (an empty
 * folder).  HJ_ECORRUPT names the member; HJ_EIO; HJ_ENOTFOUND: no such file.
 */
int hj_backup_read(const char *file, const struct hj_age_with *with,
    const char *dir, const struct hj_progress *p,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
