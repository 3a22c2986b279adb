/*
 * interview.h: ask a table of questions, one after the other, at a terminal.
 *
 * Enter skips a question; "-" notes that the answer is not known, "!" that it
 * was refused; "<" goes back, "*" leaves the question out for good, "?" shows
 * what can be answered.  After each answer the owner is told, so that nothing
 * typed is lost.
 */
#ifndef HJ_CLI_INTERVIEW_H
#define HJ_CLI_INTERVIEW_H

#include "cli/cli.h"
#include "cli/interview/intake.h"
#include "core/case/path.h"
#include "core/date/dateread.h"

#define INTERVIEW_MAX 128 /* questions of a table */

struct interview {
	struct cli *cli;
	struct hj_record *record; /* changed by the answers */
	struct hj_path_labels labels;
	const struct intake_question *questions;
	size_t n;
	enum intake_form form;
	struct hj_date_how dates; /* how bare numbers of a date are read */
	size_t at; /* the question to ask next; n: all were asked */
	bool open; /* the free text at `at` may go on */
	bool never[INTERVIEW_MAX];
	size_t answered;
	unsigned team; /* 1 and the team that the case file goes to; 0: the
			* first of this member */
	/* Called when the position or the record has changed; may be NULL.
	 * Its errors are said and do not end the interview. */
	int (*keep)(struct interview *iv, struct hj_error *err);
};

/*
 * Ask from iv->at to the end.  HJ_EINTERRUPTED: Ctrl-C or Ctrl-D; HJ_EINVAL:
 * no terminal.  What was answered before is in the record in each case, and
 * was given to keep().
 */
int interview_run(struct interview *iv, struct hj_error *err) HJ_MUST_CHECK;

/* One step back, to the last question that was asked.  False: there is none. */
bool interview_back(struct interview *iv);

/* As ui_line(), completing the codes of a choice (may be NULL); the end of the
 * input stops an interview as Ctrl-C does: HJ_EINTERRUPTED. */
struct choice;
struct ui;
int interview_line(struct ui *u, const char *prompt, struct choice *choice,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
