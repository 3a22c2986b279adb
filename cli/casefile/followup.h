/*
 * followup.h: the follow-up case of a person: another file, tied to the case
 * that it follows.
 *
 * It takes along what is needed to reach the person and no more: names that
 * are not secret, sex, date of birth, contacts with their rules, and the risks
 * of the case.  What happened stays where it is; a counsellor who works on the
 * follow-up need not see it.
 */
#ifndef HJ_CLI_FOLLOWUP_H
#define HJ_CLI_FOLLOWUP_H

#include "cli/casefile/casefile.h"
#include "cli/interview/intake.h"

/* The questions of a first meeting about a new life; +v is the person. */
extern const struct intake_question followup_questions[];
extern const size_t followup_nquestions;

/* A new file about one person of the case, linked to it.  *ret_person is its
 * element id there, in the file's own memory.  HJ_EEXISTS: that person has
 * one, with its id; HJ_EREFUSED: the case is a follow-up itself. */
int followup_begin(const struct casefile *main, const struct hj_node *person,
    struct hj_record **ret, const char **ret_person,
    struct hj_error *err) HJ_MUST_CHECK;

/* Store a file that followup_begin() made, and the link to it in the case that
 * it follows: both or neither. */
int followup_save(struct cli *c, struct casefile *f, const char *detail,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
