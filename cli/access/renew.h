/*
 * renew.h: a vault of an older hanji is brought up to date.
 */
#ifndef HJ_CLI_RENEW_H
#define HJ_CLI_RENEW_H

#include "cli/cli.h"

/*
 * Before a command: may it write, the rows of the catalogue that an older hanji
 * made are made anew, with progress.  May it not, it is said that searches may
 * miss something until the next change.  HJ_EBUSY: somebody else writes;
 * HJ_EINTERRUPTED: it goes on the next time.  Damage stops nothing here: the
 * command meets it, or does not need what is damaged.
 */
int renew_rows(struct cli *c, bool write, struct hj_error *err) HJ_MUST_CHECK;

#endif
