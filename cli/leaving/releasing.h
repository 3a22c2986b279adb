/*
 * releasing.h: may case files leave as a whole, and why not (export/consent/release.h)?
 *
 * Who has a case of their own is asked there.
 */
#ifndef HJ_CLI_RELEASING_H
#define HJ_CLI_RELEASING_H

#include "cli/casefile/casefile.h"
#include "export/consent/release.h"

struct releasing {
	struct cli *c;
	struct hj_release release;
	struct casefile own; /* of somebody split from the case at hand */
	uint64_t refused; /* case files, so far */
};

/* recipient may be NULL.  It must not move until it is cleared. */
void releasing_begin(struct cli *c, const char *scope, const char *recipient,
    struct releasing *ret);
/* One that may not is counted, and the reasons are said. */
int releasing_judge(struct releasing *r, const struct hj_id *id,
    const struct hj_record *record, struct hj_error *err) HJ_MUST_CHECK;
void releasing_clear(struct releasing *r);

#endif
