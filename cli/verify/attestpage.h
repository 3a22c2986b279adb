/* attestpage.h: the last state of the log, on paper. */
#ifndef HJ_CLI_ATTESTPAGE_H
#define HJ_CLI_ATTESTPAGE_H

#include "cli/cli.h"

/*
 * The page of export/page/statepage.h into the new file `path`, in the language of
 * the person and in the format that the name ends in: pdf, html, txt, or odt or
 * docx.  With --json what stands on it goes to standard output too.
 * CLI_USAGE: there is no such format; HJ_EEXISTS; HJ_ENOTFOUND: nothing was
 * ever written into the vault.
 */
int attestpage_write(struct cli *c, const char *path,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
