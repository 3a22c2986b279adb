#include "cli/casefile/followup.h"
#include "cli/interview/intake.h"
#include "cli/screen/say.h"

/* A first call and a full interview share their questions: each says which is
 * the shortest form that asks it. */
struct intake_table
intake_table(enum intake_form form)
{
	struct intake_table t = { .questions = intake_questions,
		.n = intake_nquestions };

	switch (form) {
	case INTAKE_FIRST_CALL:
		t.word = "first-call";
		t.about = N_("a first call");
		break;
	case INTAKE_FULL:
		t.word = "full";
		t.about = N_("a full interview");
		break;
	case INTAKE_FOLLOWUP:
		t.word = "followup";
		t.about = N_("a follow-up");
		t.questions = followup_questions;
		t.n = followup_nquestions;
		break;
	}
	return t;
}
