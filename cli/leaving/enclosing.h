/*
 * enclosing.h: attachments that leave inside a package.
 *
 * Clean copies (export/clean/clean.h), which say nothing but what they show; to one's
 * own office byte for byte, so that the fingerprint in the case file is theirs.
 * What cannot be cleaned is refused, unless somebody says of this one why it may
 * leave as it is.
 */
#ifndef HJ_CLI_ENCLOSING_H
#define HJ_CLI_ENCLOSING_H

#include "cli/casefile/attachment.h"
#include "cli/leaving/ledger.h"
#include "cli/screen/opt.h"
#include "export/bag/bagging.h"

/* What a command takes: --as-it-is CASE/EVIDENCE:REASON, again and again. */
#define ENCLOSING_AS_IT_IS(at)                                                                  \
	{                                                                                       \
		0, "as-it-is", OPT_EACH, (at), "CASE/EVIDENCE:REASON", NULL,                    \
		    N_("this attachment may leave with its metadata, and why; kept in the log") \
	}

struct enclosing {
	struct cli *c;
	bool exact; /* all of them as they are */
	const struct opt_each *as_is; /* may be NULL */
	struct hj_buf *log; /* a line for each that leaves as it is; or NULL */
	struct leaving *to; /* who is told; NULL: later, enclosing_tell() */
	unsigned n; /* so far */
	uint64_t met; /* bits: which of as_is were there */
};

/* The next one, "a0001.jpg", whole in memory: clean, or as it is (*clean says
 * so).  HJ_EREFUSED: it cannot be cleaned, and why. */
int enclosing_copy(struct enclosing *e, const struct casefile *f,
    const struct attachment *a, struct hj_buf *to, char name[static 16],
    bool *clean, struct hj_error *err) HJ_MUST_CHECK;

/* What can be read in it, added to `text`, for the exposure check; where there
 * is nothing, the person is told to look. */
int enclosing_read(const struct enclosing *e, const struct casefile *f,
    const struct attachment *a, const struct hj_buf *copy, const char *name,
    struct hj_buf *text, struct hj_error *err) HJ_MUST_CHECK;

/* All attachments of a case file into a package.  What is not in this vault is
 * said and passed over. */
int enclosing_all(struct enclosing *e, const struct casefile *f,
    struct hj_bagging *bag, struct hj_error *err) HJ_MUST_CHECK;

/* HJ_EINVAL: an --as-it-is names what was not there. */
int
enclosing_end(const struct enclosing *e, struct hj_error *err) HJ_MUST_CHECK;

#endif
