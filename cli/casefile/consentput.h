/*
 * consentput.h: a new consent on its way into the case file: checked, read back
 * in words, settled with the older ones and stored.
 */
#ifndef HJ_CLI_CONSENTPUT_H
#define HJ_CLI_CONSENTPUT_H

#include "cli/casefile/casefile.h"

/*
 * *yes says whether it was stored: not on a dry run, nor where the person at
 * the terminal did not want it.  ret is its id, or "" when only older ones
 * were changed.  HJ_EINVAL: it does not say what, or to what.
 */
int
consentput_store(struct cli *c, struct casefile *file, struct hj_node *consent,
    bool dry_run, char ret[static HJ_ELEMENT_ID_CHARS + 1], bool *yes,
    struct hj_error *err) HJ_MUST_CHECK;

/* Its id, alone, or as the value of `consent`. */
void consentput_say(struct cli *c, const char *id);

#endif
