/* finding.h: what the checker found, on the screen or in JSON. */
#ifndef HJ_CLI_FINDING_H
#define HJ_CLI_FINDING_H

#include "cli/cli.h"
#include "core/buf.h"
#include "core/check.h"

/* As rows of a table (open it with finding_table, end it with emit_end). */
struct finding_list {
	struct cli *c;
	const char *id; /* of the case, as shown */
	size_t faults, warnings;
	const struct hj_buf *known; /* findings to pass over, or NULL */
	char first[512]; /* the first fault */
};
void finding_table(struct cli *c);
hj_finding_fn finding_row; /* `to` is a struct finding_list */

/* On stderr, but for the first fault, which goes into `first`; `to` as above. */
hj_finding_fn finding_say;
/* Into a list for `known`; `to` is a struct hj_buf. */
hj_finding_fn finding_keep;

#endif
