/*
 * holding.h: what one recipient has of a person who withdrew, for the letter to
 * them.
 */
#ifndef HJ_CLI_HOLDING_H
#define HJ_CLI_HOLDING_H

#include "cli/casefile/casefile.h"
#include "export/petition/letter.h"

#define HOLDING_ID ((size_t)HJ_ID_CHARS + 1)

struct holding {
	struct hj_buf holder; /* as it is addressed */
	struct hj_buf items; /* n of them: holding_item() */
	size_t n;
	struct hj_buf petitions; /* of each item HOLDING_ID bytes: id or "" */
	struct hj_buf name; /* of the person, as it stands there; or empty */
	struct hj_buf others; /* who else holds something, "; " between */
	const char *scope; /* of the first */
	char scope_text[32];
	const char *withdrawn; /* EDTF, borrowed from the case; or NULL */
};

/*
 * Everything that `wanted` holds: a recipient as the log has it, or the word or
 * code of a mechanism; NULL: the only one there is.  Only what consent does
 * not cover any more.  HJ_ENOTFOUND: nobody, or not that one; HJ_EAMBIGUOUS:
 * several, and none was named.
 */
int holding_find(struct cli *c, const struct casefile *f, const char *person,
    const char *wanted, bool korean, struct holding *ret,
    struct hj_error *err) HJ_MUST_CHECK;
void holding_clear(struct holding *h);

struct hj_letter_item *holding_item(const struct holding *h, size_t i);
/* The petition of an item, or "". */
const char *holding_petition(const struct holding *h, size_t i);

#endif
