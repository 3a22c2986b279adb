/*
 * guided.h: a new case file by questions and answers.
 *
 * A sealed draft is kept after each answer; Ctrl-C, a crash or a power cut
 * cost at most the line being typed.  It is thrown away when the case file is
 * saved.
 */
#ifndef HJ_CLI_GUIDED_H
#define HJ_CLI_GUIDED_H

#include "cli/casefile/casefile.h"
#include "core/date/dateread.h"

struct guided {
	bool full; /* the full interview, not the first call */
	bool resume;
	struct hj_date_how dates;
	const char *draft; /* which; NULL: the only one */
	/* A file that followup_begin() made, taken over, and its person; NULL:
	 * a new case. */
	struct hj_record *followup;
	const char *person;
};

/*
 * Ask, show, save.  ret gets the case file that was saved.  HJ_EINTERRUPTED:
 * stopped, the draft is kept; HJ_EINVAL: nothing was answered, or the record
 * is not valid (the draft is kept); HJ_ENOTFOUND, HJ_EAMBIGUOUS: no such
 * draft.
 */
int guided_add(struct cli *c, const struct guided *how, struct casefile *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
