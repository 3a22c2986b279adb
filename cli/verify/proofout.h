/* proofout.h: what outsiders get to verify, with the key to compare. */
#ifndef HJ_CLI_PROOFOUT_H
#define HJ_CLI_PROOFOUT_H

#include "cli/cli.h"
#include "core/log/note.h"

/* That a proof leaves stands in the log before it appears; row NULL: of the
 * log as a whole. */
int proofout_log(struct cli *c, const struct hj_row *row, const char *detail,
    struct hj_error *err) HJ_MUST_CHECK;

/* Into a new file, or where path is NULL onto standard output as it is; with
 * --json under the name `key`.  The key of the log, or of a witness, goes to
 * standard error, for comparing. */
int proofout_write(struct cli *c, const char *path, const char *key,
    const struct hj_buf *text, const char *vkey,
    struct hj_error *err) HJ_MUST_CHECK;

/* The vkey as text, NUL-ended, in `to`. */
int proofout_vkey(const struct hj_note_key *k, uint8_t type, struct hj_buf *to,
    const char **ret, struct hj_error *err) HJ_MUST_CHECK;

/* A line with the vkey, when `keys` has none like it: most proofs that leave
 * together come from one log. */
int proofout_keep(struct hj_buf *keys, const struct hj_note_key *k,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
