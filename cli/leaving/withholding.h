/*
 * withholding.h: parts of a case file that stay behind when it leaves
 * (core/case/withhold.h): those that are named, and what consent does not cover.
 */
#ifndef HJ_CLI_WITHHOLDING_H
#define HJ_CLI_WITHHOLDING_H

#include "cli/leaving/exposure.h"
#include "cli/leaving/releasing.h"

struct withholding {
	struct cli *c;
	const struct opt_each *paths;
	bool consent; /* also all that may not leave for the scope */
	struct releasing *releasing;
	const struct opt_each *accept; /* exposure.h */
	struct hj_buf *log;
	struct hj_buf nodes; /* const struct hj_node *, of the case at hand */
};

bool withholding_is_wanted(const struct withholding *w);

/*
 * `rev` loses them: its bytes have `withheld`, its salts are a list.  `check`:
 * say what is taken out, and look for whoever is not named any more in what is
 * left (HJ_EREFUSED).  HJ_ENOTFOUND: no such path.
 */
int withholding_apply(struct withholding *w, const struct hj_row *row,
    struct hj_revision *rev, bool check, struct hj_error *err) HJ_MUST_CHECK;

#endif
