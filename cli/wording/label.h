/*
 * label.h: codes in tables, as people read them.
 *
 * JSON has the code.  A table has it too, in English; in Korean it has the
 * label, because the codes are English words.
 */
#ifndef HJ_CLI_LABEL_H
#define HJ_CLI_LABEL_H

#include "cli/cli.h"

struct hj_node;
struct hj_row;

const char *label_kind(const struct cli *c, const struct hj_row *row);
const char *label_status(const struct cli *c, const struct hj_row *row);
/* What became of the people, "disputed" or "various"; NULL: nothing to say.
 * The code is put into to[size], 64 bytes do. */
const char *label_last(const struct cli *c, const struct hj_row *row, char *to,
    size_t size);
/* level: an enum hj_conf. */
const char *label_level(const struct cli *c, unsigned level);

/* The value of an open key: a date as EDTF in JSON, in words in a table.
 * NULL, or an element without a text: none. */
int label_date(const struct cli *c, const struct hj_node *date,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
