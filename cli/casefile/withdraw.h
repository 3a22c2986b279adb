/*
 * withdraw.h: what somebody agreed to and does not agree to any more.
 */
#ifndef HJ_CLI_WITHDRAW_H
#define HJ_CLI_WITHDRAW_H

#include "core/base/buf.h"
#include "core/case/record.h"

/*
 * Settle a new consent whose status is `withdrawn`.  Each older one about the
 * same person that gave nothing but the scopes named gets a `withdrawal` with
 * its date and way; where an older one gave more than that, the rest of it
 * holds, and the new one stays and says no to its scopes.  *kept says whether
 * it did: else it is removed, because the older ones say it all.
 */
int withdraw_settle(struct hj_record *r, struct hj_node *consent, bool *kept,
    struct hj_error *err) HJ_MUST_CHECK;

/* The scopes that this person (element id) gave and did not take back, with
 * commas between, each once; nothing when there are none. */
int withdraw_given(const struct hj_record *r, const char *person,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
