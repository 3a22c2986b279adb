/*
 * consentview.h: what a person agreed to, and what of it holds today.
 */
#ifndef HJ_CLI_CONSENTVIEW_H
#define HJ_CLI_CONSENTVIEW_H

#include "cli/cli.h"
#include "core/case/record.h"

/* A table, a row for each person and scope.  person NULL: everybody of whom
 * it is the business: victims, and whoever a consent is about. */
int consentview_show(struct cli *c, const struct hj_record *r,
    const struct hj_node *person, struct hj_error *err) HJ_MUST_CHECK;

#endif
