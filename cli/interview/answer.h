/*
 * answer.h: what was answered, checked and put into the record.
 */
#ifndef HJ_CLI_ANSWER_H
#define HJ_CLI_ANSWER_H

#include "cli/argument/typed.h"
#include "cli/interview/interview.h"

/* Is the question to be asked, after the answers so far? */
bool
answer_applies(const struct interview *iv, const struct intake_question *q);

/* The element that the question is about, and its attribute or HJ_NATTRS.
 * False: there is no answer yet (*node may then be anything). */
bool answer_find(const struct interview *iv, const char *path,
    struct hj_node **node, enum hj_attr_name *attr);

/* Check a value and put it there, with the fields that come along; typed (one
 * of TYPED) gets what it was taken for, in words.  HJ_EINVAL, HJ_EAMBIGUOUS, HJ_ENOTFOUND, HJ_ELIMIT: what is expected instead;
 * the record is unchanged. */
int
answer_set(struct interview *iv, const struct intake_question *q, const char *p,
    size_t n, struct typed *typed, struct hj_error *err) HJ_MUST_CHECK;

/* The same for a value that was given and not asked for: what it was taken for
 * is said at once, with the name that the value was given under. */
int answer_given(struct interview *iv, const struct intake_question *q,
    const char *name, const char *p, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;

/* Note that it was asked without a result: "unknown" or "refused". */
int answer_known(struct interview *iv, const struct intake_question *q,
    const char *word, struct hj_error *err) HJ_MUST_CHECK;

#endif
