/*
 * petitionsent.h: the document that was sent is the one that was checked.
 */
#ifndef HJ_CLI_PETITIONSENT_H
#define HJ_CLI_PETITIONSENT_H

#include "cli/petition/finaltext.h"
#include "cli/petition/petition.h"
#include "cli/petition/petitionstep.h"
#include "cli/screen/opt.h"

struct petitionsent {
	struct cli *c;
	const char *file; /* NULL: as it was exported last */
	const char *recipient; /* NULL: the mechanism */
	struct petitionstep step;
	struct petition p;
	int32_t today;
	struct hj_buf bytes, text; /* of what was sent */
	struct hj_buf last; /* text of the last export */
	const char *media;
	struct finalfacts facts;
	bool force; /* though it is longer than they take */
	const char *left; /* it left before: why it is recorded; or NULL */
	const struct opt_each *accept; /* exposure.h */
	struct hj_buf accepted; /* and what of it the log is told */
	const char *evidence; /* id of what was kept */
};

void petitionsent_clear(struct petitionsent *s);

/* Read what was sent and the last export.  HJ_ENOTFOUND: nothing was exported;
 * HJ_EINVAL: its text cannot be read. */
int
petitionsent_read(struct petitionsent *s, struct hj_error *err) HJ_MUST_CHECK;
/* What was changed since the last export, on stderr, as words. */
int petitionsent_compare(struct petitionsent *s,
    struct hj_error *err) HJ_MUST_CHECK;
/* Names, consents, words.  HJ_EREFUSED. */
int
petitionsent_judge(struct petitionsent *s, struct hj_error *err) HJ_MUST_CHECK;
/* Document, consents, step and deadlines, and the entry in the ledger: one
 * change. */
int
petitionsent_store(struct petitionsent *s, struct hj_error *err) HJ_MUST_CHECK;

#endif
