/* schemaform.h: the interview as a file for those who ask without hanji. */
#ifndef HJ_CLI_SCHEMAFORM_H
#define HJ_CLI_SCHEMAFORM_H

#include "cli/cli.h"

#define SCHEMAFORM_COPIES 200 /* of one printing */

/* To print: `copies` of it, each with a number of its own; 0: one, with boxes
 * for the number. */
int schemaform_paper(struct cli *c, bool full, uint64_t copies,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* For a telephone, in both languages: an XLSForm.  Warns on stderr that a
 * telephone keeps plaintext. */
int schemaform_xlsform(struct cli *c, bool full, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
