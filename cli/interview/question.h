/*
 * question.h: a question as the person at the terminal sees it.
 */
#ifndef HJ_CLI_QUESTION_H
#define HJ_CLI_QUESTION_H

#include "cli/interview/interview.h"
#include "core/vocab/vocab.h"

/* Is the answer a text of several lines? */
bool question_is_free(const struct intake_question *q);
/* The codes that may be answered; NULL: it is no code. */
const struct hj_list *
question_list(const struct interview *iv, const struct intake_question *q);

/* The heading of the section in which iv->at stands, unless it is the one
 * *shown already (SIZE_MAX: none is). */
void question_section(const struct interview *iv, size_t *shown);
/* How to answer a question that needs it: a date. */
void question_hint(const struct interview *iv, const struct intake_question *q);
/* What may be answered: the codes, or how a date is written. */
int question_help(const struct interview *iv, const struct intake_question *q,
    struct hj_error *err) HJ_MUST_CHECK;
/* The answer of before, which Enter keeps; nothing when there is none. */
int question_present(const struct interview *iv,
    const struct intake_question *q, struct hj_error *err) HJ_MUST_CHECK;

#endif
