/*
 * personarg.h: the person of a case that somebody means.
 */
#ifndef HJ_CLI_PERSONARG_H
#define HJ_CLI_PERSONARG_H

#include "cli/cli.h"
#include "core/case/record.h"

/*
 * By id or its beginning, or by a part of a name that only one person has;
 * typed NULL: the only victim, else the only person.  HJ_ENOTFOUND;
 * HJ_EAMBIGUOUS with the ids.
 */
int personarg_find(const struct hj_record *r, const char *typed,
    struct hj_node **ret, struct hj_error *err) HJ_MUST_CHECK;

/* Everybody in the case file with their ids, on stderr. */
int personarg_list(struct cli *c, const struct hj_record *r,
    struct hj_error *err) HJ_MUST_CHECK;

/* The same as personarg_find(); but on a terminal, where nobody is named and
 * several may be meant, they are listed and asked for.  HJ_EINTERRUPTED. */
int personarg_ask(struct cli *c, const struct hj_record *r, const char *typed,
    struct hj_node **ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
