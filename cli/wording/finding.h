/* finding.h: what the checker found, on the screen or in JSON. */
#ifndef HJ_CLI_FINDING_H
#define HJ_CLI_FINDING_H

#include "cli/cli.h"
#include "core/base/buf.h"
#include "core/case/check.h"

/* As rows of a table (open it with finding_table, end it with emit_end). */
struct finding_list {
	struct cli *c;
	const char *id; /* of the case, as shown */
	size_t faults, warnings;
};
void finding_table(struct cli *c);
hj_finding_fn finding_row; /* `to` is a struct finding_list */

/* On stderr, but for the first fault, which the error names; `to` as above. */
hj_finding_fn finding_say;

/*
 * The checks (check.h, sense.h) of a file that is to be stored.  What makes no
 * sense is told when the change brought it: what was found in `before` (NULL:
 * there is none) neither stops a change nor is repeated; 'hanji validate' says
 * it.  It is the same as long as the element says the same, whatever its path
 * is called now.  HJ_EINVAL: a new fault, the first of which err names.
 */
int finding_judge(const struct hj_record *r, const struct hj_record *before,
    hj_finding_fn *fn, void *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
