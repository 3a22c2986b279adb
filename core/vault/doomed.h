/*
 * doomed.h: attachments that go with an erasure.
 *
 * Files are no part of a commit: they are removed after it, and whoever stops
 * in between must not leave them behind.  So their names are written down first,
 * into a file beside (HJ_DOOMED), while the erasure is pending (rekey.h):
 *
 *	tombstones there were 8 (big-endian) | names, HJ_BLOB_NAME each
 *
 * Who finishes it removes them when there are more tombstones by then, and
 * leaves them where they are when there are not: then nothing was erased.  The
 * names are random and say nothing.
 */
#ifndef HJ_CORE_DOOMED_H
#define HJ_CORE_DOOMED_H

#include "core/vault/vault.h"

#define HJ_DOOMED "blobs.gone" /* beside HJ_BLOBS_DIR */

/* Between hj_rekey_begin() and the change.  Durable when it returns; nothing is
 * written of no names. */
int hj_doomed_write(struct hj_vault *v, const struct hj_buf *names,
    struct hj_error *err) HJ_MUST_CHECK;
/* By who is alone with the vault.  HJ_OK too when there is no such file; after an
 * error it is there still, for the next time. */
int hj_doomed_settle(struct hj_vault *v, struct hj_error *err) HJ_MUST_CHECK;

#endif
