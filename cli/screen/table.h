/*
 * table.h: columns on a terminal.
 *
 * Widths are columns of the screen: a Korean name of three characters is nine
 * bytes and six columns.  The widths come from the first rows, then rows are
 * printed as they come, so that a list of a million cases needs no memory.
 */
#ifndef HJ_CLI_TABLE_H
#define HJ_CLI_TABLE_H

#include <stdio.h>

#include "cli/screen/emit.h"

struct table;

/* How many columns of a terminal this text takes. */
size_t table_width(const char *p, size_t n);

int table_new(const struct emit_column *columns, size_t n, FILE *out,
    struct table **ret, struct hj_error *err) HJ_MUST_CHECK;
/* Any text of a record: it is made visible here.  What fails is left in *err,
 * where the caller looks once at the end. */
void table_cell(struct table *t, size_t column, const char *p, size_t n,
    struct hj_error *err);
void table_end_row(struct table *t, struct hj_error *err);
void table_flush(struct table *t);
void table_free(struct table *t);

#endif
