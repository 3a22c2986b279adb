/*
 * rowfilter.h: the rows that fit a question (core/store/where.h).
 *
 * A row that does not hold everything, because it is too long or older than
 * what is asked, is described anew from its file; nothing else is opened.
 */
#ifndef HJ_CLI_ROWFILTER_H
#define HJ_CLI_ROWFILTER_H

#include "cli/cli.h"
#include "core/store/where.h"

/* The row with all that its file says: itself, or described anew into items. */
int
rowfilter_whole(struct cli *c, const struct hj_row *row, struct hj_buf *items,
    struct hj_row *ret, struct hj_error *err) HJ_MUST_CHECK;

struct rowfilter {
	struct cli *c;
	struct hj_where *where; /* NULL: everything fits */
	struct hj_buf items;
};

/* Errors of hj_where_parse().  Close it in any case. */
int rowfilter_open(struct cli *c, const char *p, size_t n,
    struct rowfilter *ret, struct hj_error *err) HJ_MUST_CHECK;
int rowfilter_ask(struct rowfilter *f, const struct hj_row *row,
    enum hj_answer *ret, struct hj_error *err) HJ_MUST_CHECK;
void rowfilter_close(struct rowfilter *f);

#endif
