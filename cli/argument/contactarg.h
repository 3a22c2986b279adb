/*
 * contactarg.h: the person of a case, and the way to reach them, that somebody
 * means.
 */
#ifndef HJ_CLI_CONTACTARG_H
#define HJ_CLI_CONTACTARG_H

#include "cli/cli.h"
#include "core/case/record.h"

struct contactarg {
	const char *person; /* typed; NULL: the only one who can be reached */
	const char *channel; /* typed; NULL: any */
	bool asks; /* where several are meant, at the terminal */
};

/*
 * Only numbers and addresses that are there count.  HJ_ENOTFOUND: nobody, or
 * nothing; HJ_EAMBIGUOUS: several, and nobody to ask.
 */
int contactarg_find(struct cli *c, const struct hj_record *r,
    const struct contactarg *how, struct hj_node **person,
    struct hj_node **contact, struct hj_error *err) HJ_MUST_CHECK;

#endif
