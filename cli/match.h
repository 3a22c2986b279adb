/*
 * match.h: which rows of the catalogue a typed text fits, and why.
 *
 * After NFC and case folding: names, titles and external ids that hold the
 * text, and ids that begin with it.
 */
#ifndef HJ_CLI_MATCH_H
#define HJ_CLI_MATCH_H

#include "cli/cli.h"

struct match {
	struct cli *c;
	bool inside; /* of the record asked last */
	struct hj_buf typed; /* folded */
	char prefix[HJ_ID_CHARS + 1]; /* as an id; "" when it cannot be one */
	struct hj_buf scratch;
};

/* Why a row fits: a word for JSON, translated for people; and the text that
 * did (borrowed from the row), if any. */
struct match_why {
	const char *word; /* "name" "title" "external" "id"; NULL: does not */
	const char *text;
	size_t n;
};

int match_init(struct match *m, struct cli *c, const char *typed,
    struct hj_error *err) HJ_MUST_CHECK;
void match_clear(struct match *m);
int match_row(struct match *m, const struct hj_row *row, struct match_why *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* The one case that fits.  HJ_ENOTFOUND; HJ_EAMBIGUOUS with the ids. */
int match_only(struct cli *c, const char *typed, struct hj_id *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
