/*
 * duty.h: what a withdrawal obliges us to: whoever holds the name is asked to
 * take it out.
 */
#ifndef HJ_CLI_DUTY_H
#define HJ_CLI_DUTY_H

#include "cli/casefile.h"

/*
 * Somebody says no to the scopes of this consent, which is in the file and not
 * stored yet.  For each recipient and mechanism that got the name under one of
 * them, by the ledger, a task is added, and said on stderr; one that is there
 * already and open is not added again.  Nothing else leaves: that consent
 * decides (export/consent.h).
 */
int duty_add(struct cli *c, struct casefile *f, const struct hj_node *consent,
    struct hj_error *err) HJ_MUST_CHECK;

/* Is it something that was let out to somebody who can be asked to give it
 * back? */
struct disclosure;
bool duty_is_owed(const struct disclosure *d);

#endif
