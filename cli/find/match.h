/*
 * match.h: which rows of the catalogue fit what was typed, why, and how sure
 * that is.
 *
 * A text that holds it fits surely: names, titles, external ids, places,
 * telephone numbers, and ids that begin with it.  Names in another script or
 * spelling are compared by what they sound like (core/names/name.h).
 */
#ifndef HJ_CLI_MATCH_H
#define HJ_CLI_MATCH_H

#include "cli/find/wanted.h"

struct match {
	struct cli *c;
	struct wanted wanted;
	bool wide; /* also what is only a little alike */
	bool inside; /* of the record asked last */
	bool row_only; /* opens no file: for a thread that is not the vault's */
	struct hj_buf scratch;
};

enum match_sure {
	MATCH_NOT,
	MATCH_WIDE,
	MATCH_LIKELY,
	MATCH_SAME_NAME,
	MATCH_TEXT, /* it stands there */
};

/* Why a row fits: a word for JSON, translated for people; and the text that
 * did (borrowed from the row), if any. */
struct match_why {
	enum match_sure sure;
	double score; /* of names; higher is likelier */
	/* "name" "title" "external" "id" "place" "phone"; NULL: does not */
	const char *word;
	const char *text;
	size_t n;
	bool cut; /* the row does not have all names; ask the file */
};

int match_init(struct match *m, struct cli *c, const char *typed,
    struct hj_error *err) HJ_MUST_CHECK;
/* The same for another thread, which asks by rows only. */
int match_twin(const struct match *m, struct match *ret,
    struct hj_error *err) HJ_MUST_CHECK;
void match_clear(struct match *m);
int match_row(struct match *m, const struct hj_row *row, struct match_why *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* The one case that fits: where the text stands in one, that; else the one
 * whose name is the same in another script.  HJ_ENOTFOUND; HJ_EAMBIGUOUS with
 * the ids.  In matchone.c. */
int match_only(struct cli *c, const char *typed, struct hj_id *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
