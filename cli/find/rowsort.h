/*
 * rowsort.h: rows that are shown in an order of their own (core/store/roworder.h).
 *
 * A key and an id of each are kept until all are there, then each row is read
 * again: the memory of a list does not grow with what the rows say.
 */
#ifndef HJ_CLI_ROWSORT_H
#define HJ_CLI_ROWSORT_H

#include "cli/cli.h"
#include "core/store/roworder.h"

struct rowsort {
	struct cli *c;
	struct hj_roworder *order; /* NULL: as they come */
	struct hj_buf key, row;
	struct hj_buf items;
};

/* Says which fields there are when one is unknown.  Close it in any case. */
int rowsort_open(struct cli *c, const char *fields, struct rowsort *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* tag comes back with the row. */
int rowsort_add(struct rowsort *s, const struct hj_row *row, int tag,
    struct hj_error *err) HJ_MUST_CHECK;
/* All of them in their order; a non-zero return stops and is returned. */
typedef int
rowsort_fn(void *to, const struct hj_row *row, int tag, struct hj_error *err);
int rowsort_each(struct rowsort *s, rowsort_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;
void rowsort_close(struct rowsort *s);

#endif
