/*
 * statcount.h: count the whole vault, and hide what must not be known.
 */
#ifndef HJ_CLI_STATCOUNT_H
#define HJ_CLI_STATCOUNT_H

#include "cli/cli.h"
#include "core/store/census.h"
#include "core/store/suppress.h"

struct statcount_category {
	char code[HJ_CATEGORY]; /* or HJ_NOT_KNOWN, HJ_SEVERAL, a year */
};

struct statcount {
	struct cli *c;
	struct hj_census how;
	const char *what; /* "persons" */
	const char *period; /* as typed; NULL: all time */
	uint64_t k;
	/* Of each field its categories, in the order of their list; those that
	 * are none (disputed, several, not known) last. */
	size_t n[HJ_CROSSTAB_FIELDS];
	struct statcount_category *category[HJ_CROSSTAB_FIELDS];
	struct hj_crosstab table; /* suppressed */
	struct hj_suppressed hidden;
	uint64_t left_out; /* people who refused to be counted */
};

/* s->c, how, k are given.  HJ_ELIMIT: too many categories for a table. */
int statcount_run(struct statcount *s, struct hj_error *err) HJ_MUST_CHECK;
void statcount_clear(struct statcount *s);

#endif
