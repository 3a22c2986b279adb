/*
 * duty.h: what a withdrawal obliges us to: whoever holds the name is asked to
 * take it out.
 */
#ifndef HJ_CLI_DUTY_H
#define HJ_CLI_DUTY_H

#include "cli/casefile/casefile.h"

/*
 * Of a changed file that is not stored yet: where a consent says no to a scope
 * and did not in `was` (NULL: it was not here), however that came in, a task is
 * added for each recipient and mechanism that got the name under that scope, by
 * the ledger, and said on stderr; one that is there already and open is not
 * added again.  A no that stood there before holds also of what another file
 * let out that this one has taken in since.  Nothing else leaves: that consent
 * decides (export/consent/consent.h).  *added: how many tasks.
 *
 * The log is read only where something new says no.
 */
int duty_settle(struct cli *c, struct casefile *f, const struct hj_record *was,
    size_t *added, struct hj_error *err) HJ_MUST_CHECK;

/* Does anybody in it say no? */
bool duty_may_arise(const struct hj_record *r);

/* Is it something that was let out to somebody who can be asked to give it
 * back? */
struct disclosure;
bool duty_is_owed(const struct disclosure *d);

#endif
