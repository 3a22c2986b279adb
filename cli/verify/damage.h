/* damage.h: what a verification found, object by object. */
#ifndef HJ_CLI_DAMAGE_H
#define HJ_CLI_DAMAGE_H

#include "cli/cli.h"

/* Opens a map with the findings as a table; `list` is what core's callback
 * wants as `to`. */
struct damage_list {
	struct cli *c;
	size_t found;
};
void damage_begin(struct damage_list *l, struct cli *c);
hj_damage_fn damage_row;
/* Ends the table, adds the counts, ends the map. */
void damage_end(struct damage_list *l, const struct hj_verify_facts *f);

#endif
