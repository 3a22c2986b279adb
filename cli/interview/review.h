/*
 * review.h: the last look at a record before it is saved.
 */
#ifndef HJ_CLI_REVIEW_H
#define HJ_CLI_REVIEW_H

#include "cli/cli.h"
#include "core/case/record.h"

/*
 * Make a valid case file of what was answered: what must be there and was
 * skipped says that it was not asked; statements without a source get this
 * one (an element id, or NULL).
 */
int review_complete(struct hj_record *r, const char *source,
    struct hj_error *err) HJ_MUST_CHECK;

/* On stderr: fields with their labels in columns, then relations and consents
 * in words. */
int review_show(struct cli *c, const struct hj_record *r,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
