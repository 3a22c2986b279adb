/*
 * wordlimit.h: how many words a mechanism takes (core/mechanism/limit.tsv).
 *
 * Footnotes count, and so does the annex.  Of several limits the lowest are for
 * those with fewer rights, and which of them holds for us nobody told: above
 * one of them is a warning, above the highest is too long for everybody.
 */
#ifndef HJ_CLI_WORDLIMIT_H
#define HJ_CLI_WORDLIMIT_H

#include "cli/cli.h"

struct wordlimit {
	const char *code; /* of the mechanism */
	size_t words;
	bool force; /* with a reason: the caller saw to it */
	struct hj_buf *log; /* what is kept when it was forced */
};

/* HJ_EREFUSED: longer than anybody may hand in. */
int wordlimit_ask(struct cli *c, const struct wordlimit *w,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
