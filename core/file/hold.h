/*
 * hold.h: who has a vault open, so that its files are replaced under nobody.
 *
 * flock(2) on the vault's folder itself: shared by everybody who has the vault
 * open, alone by who replaces data.mdb or renews keys.  Nothing is written for
 * it, and it dies with the process.  The writer's lock (lock.h) is another.
 */
#ifndef HJ_CORE_HOLD_H
#define HJ_CORE_HOLD_H

#include "core/base/error.h"

struct hj_hold;

/* HJ_EBUSY: somebody is replacing the files of the vault; HJ_EIO. */
int hj_hold_take(const char *dir, struct hj_hold **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_hold_free(struct hj_hold *h); /* takes NULL */

/* From shared to alone.  HJ_EBUSY: others have the vault open; it is shared
 * again, and *lost says whether they may have replaced the files in between. */
int hj_hold_alone(struct hj_hold *h, bool *lost,
    struct hj_error *err) HJ_MUST_CHECK;
/* And back. */
void hj_hold_share(struct hj_hold *h);

#endif
