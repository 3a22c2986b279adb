/*
 * exposure.h: does a finished document name somebody whom it must not name?
 *
 * Asked for every name in the vault, but those of the people whom the
 * document names by consent.  Hits are reported by case and person, never by
 * the name itself.
 */
#ifndef HJ_CLI_EXPOSURE_H
#define HJ_CLI_EXPOSURE_H

#include "cli/petition.h"

/* HJ_EREFUSED with the number of hits, each said on stderr. */
int exposure_check(struct cli *c, const struct petition *p,
    const struct hj_buf *text, int32_t today,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
