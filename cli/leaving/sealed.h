/*
 * sealed.h: what lies between a document and the file that leaves: the seal,
 * and the signature beside it.
 *
 * leaving_seal() after leaving_begin() is all that a command says; ledger.c
 * does the rest.  The entry in the log has the recipients and the fingerprints
 * of both, what was sealed and the sealed file.
 */
#ifndef HJ_CLI_SEALED_H
#define HJ_CLI_SEALED_H

#include "cli/leaving/ledger.h"
#include "cli/leaving/sealing.h"

struct sealed;

/*
 * Nothing happens where nothing is wanted.  `lines`: the document may end in
 * any number of line feeds (XML), and gets as many as bring it to a Padme size
 * (core/file/blob.h), which tells less about what it holds.  CLI_USAGE: --sign or
 * --armor without what they need; HJ_EEXISTS: the signature is there already;
 * errors of sealing_begin().
 */
int leaving_seal(struct leaving *l, const struct sealing_opt *o, bool lines,
    struct hj_error *err) HJ_MUST_CHECK;

/* For whom it leaves, as a signature names them (addressee.h): appended, each
 * behind a blank. */
int leaving_recipients(const struct leaving *l, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- for ledger.c ---- */

/* A piece of the document; of what comes out, leaving_out() gets it. */
int sealed_put(struct sealed *s, const uint8_t *p, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;
int sealed_end(struct sealed *s, struct hj_error *err) HJ_MUST_CHECK;
/* Lines for the log. */
int sealed_describe(const struct sealed *s, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* Once the file has its name. */
int sealed_sign(struct sealed *s, struct hj_error *err) HJ_MUST_CHECK;
void sealed_free(struct sealed *s);

#endif
