/* finding.h: what the checker found, on the screen or in JSON. */
#ifndef HJ_CLI_FINDING_H
#define HJ_CLI_FINDING_H

#include "cli/cli.h"
#include "core/check.h"

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

#endif
