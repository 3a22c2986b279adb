/*
 * owncase.h: the case of their own that a member was split into.
 *
 * Consents of such a person are kept there and nowhere else: whoever asks what
 * they agreed to asks that file.
 */
#ifndef HJ_CLI_OWNCASE_H
#define HJ_CLI_OWNCASE_H

#include "cli/casefile/casefile.h"

/*
 * Load it, for a person (element id, the same in both) of this file.
 * HJ_ENOTFOUND: they have none, or it is not in this vault, or does not say
 * that it was split from this file; nobody then knows what they agreed to.
 */
int owncase_load(struct cli *c, const struct hj_record *r, const char *person,
    struct casefile *ret, struct hj_error *err) HJ_MUST_CHECK;

/*
 * Consents of such a person are recorded there: in the file they came from one
 * would outlive its withdrawal.  file and *person become those of their own
 * case, which is said; of everybody else they stay.  HJ_EREFUSED: that case is
 * not here.
 */
int owncase_go(struct cli *c, struct casefile *file, struct hj_node **person,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
