/* recovery.h: recovery shares made and tried with a person. */
#ifndef HJ_CLI_RECOVERY_H
#define HJ_CLI_RECOVERY_H

#include "cli/cli.h"
#include "core/keys/header.h"

/*
 * New shares of who opened c->vault (for writing), on the terminal, or on pages
 * at `page` when it is not NULL; then, on a terminal, typed once, after which
 * they open the vault and those of before do not.  HJ_EAUTH: nobody to show them
 * to; errors of sharepage.h and sharewords.h.
 */
int recovery_make(struct cli *c, struct hj_header_shares shares,
    const char *page, struct hj_error *err) HJ_MUST_CHECK;

/* The shares that somebody gives (sharewords.h) are tried. */
int recovery_try(struct cli *c, int fd, struct hj_error *err) HJ_MUST_CHECK;

/* For `status`. */
struct emit;
void recovery_emit(struct emit *e, const struct hj_header_recovery *r);

#endif
