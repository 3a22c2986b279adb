/*
 * intakeform.h: the table of the interview as a form for others to fill in.
 */
#ifndef HJ_CLI_INTAKEFORM_H
#define HJ_CLI_INTAKEFORM_H

#include "cli/interview/intake.h"
#include "cli/interview/interview.h"
#include "export/form/form.h"

struct intakeform {
	struct hj_form form; /* lives as long as this struct */
	struct hj_form_question questions[INTERVIEW_MAX];
};

/* Everything that this interview asks, in its order, in both languages. */
void intakeform_build(enum intake_form length, struct intakeform *ret);

#endif
