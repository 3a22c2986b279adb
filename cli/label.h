/*
 * label.h: codes in tables, as people read them.
 *
 * JSON has the code.  A table has it too, in English; in Korean it has the
 * label, because the codes are English words.
 */
#ifndef HJ_CLI_LABEL_H
#define HJ_CLI_LABEL_H

#include "cli/cli.h"

struct hj_row;

const char *label_kind(const struct cli *c, const struct hj_row *row);
const char *label_status(const struct cli *c, const struct hj_row *row);
/* level: an enum hj_conf. */
const char *label_level(const struct cli *c, unsigned level);

#endif
