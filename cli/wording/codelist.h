/*
 * codelist.h: one code list, as 'codes' shows it.
 *
 * A row a code: the labels, of all times or of a date, when they were valid,
 * who added the code, and what the HURIDOCS micro-thesauri call it.
 */
#ifndef HJ_CLI_CODELIST_H
#define HJ_CLI_CODELIST_H

#include "cli/cli.h"
#include "core/vocab/vocab.h"

/* Of the codes that hold `typed` ("": all); at: EDTF, or NULL.  HJ_ENOTFOUND:
 * none is left. */
int codelist_show(struct cli *c, const struct hj_list *l, const char *typed,
    const char *at, struct hj_error *err) HJ_MUST_CHECK;

#endif
