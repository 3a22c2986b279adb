/*
 * exposure.h: does a finished document betray somebody whom it must not name?
 *
 * Everything in the vault is asked: names and aliases as they are written and
 * as they sound in any script, telephone numbers, addresses and numbers of
 * documents, names of staff, internal ids, small places and details that only
 * few persons share (export/expose*.h).  Hits are told by their kind, the case
 * and person, and the line of the text, never by the text itself.
 *
 * Each hit has to be accepted by itself, with a reason, which the log keeps; or
 * nothing leaves.  The name of a person in the cases of the document who did
 * not agree can not be accepted: there consent decides (but for a person's own
 * copy, subject.h).
 */
#ifndef HJ_CLI_EXPOSURE_H
#define HJ_CLI_EXPOSURE_H

#include "cli/petition/finaltext.h"
#include "cli/petition/petition.h"
#include "cli/screen/opt.h"
#include "export/expose/expose_file.h"

/* What a command takes: --accept CASE/PERSON:REASON, again and again. */
#define EXPOSURE_ACCEPT(at)                                                    \
	{                                                                      \
		0, "accept", OPT_EACH, (at), "CASE/PERSON:REASON", NULL,       \
		    N_("it may stand there, and why; kept in the log")         \
	}

struct exposing {
	const struct petition *p; /* NULL: no petition */
	/* Files of the document besides, and who of them is named; NULL: the
	 * cases and victims of the petition. */
	const struct hj_record *const *records;
	size_t nrecords;
	hj_expose_named_fn *named;
	void *with;
	/* It goes to who is named, or for them: their own copies of these
	 * files.  What identifies in them is theirs, and whoever else stands in
	 * it can be accepted, since it was told about them.  NULL: it does
	 * not. */
	const struct hj_record *const *copies;
	size_t ncopies;
	int32_t today;
	const struct finalfacts *facts; /* of the file; NULL: it has none */
	const struct opt_each *accept; /* NULL: none */
	/* It has left long ago: why that is recorded.  Everything that is found
	 * is told and kept with it, and nothing is refused.  NULL: it has not. */
	const char *left;
	struct hj_buf *log; /* gets a line for each that was accepted; or NULL */
};

/* HJ_EREFUSED with the number of hits left, each said on stderr; HJ_EINVAL:
 * what should be accepted does not stand there. */
int exposure_ask(struct cli *c, const struct exposing *x,
    const struct hj_buf *text, struct hj_error *err) HJ_MUST_CHECK;

/* Of a petition, with nothing accepted. */
int exposure_check(struct cli *c, const struct petition *p,
    const struct hj_buf *text, int32_t today,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
