/*
 * statfile.h: a table of numbers as a file that leaves.
 *
 * What is hidden in the table is in no file.  Text of code lists that people
 * made themselves is escaped; in CSV a label that a spreadsheet would take for
 * a formula gets an apostrophe before it.
 */
#ifndef HJ_CLI_STATFILE_H
#define HJ_CLI_STATFILE_H

#include "cli/stats/statcount.h"

/* Every cell, totals too: for each field its code ("all": total; "-": not
 * known; "several") and label, then least, most, whether "or more" and
 * whether hidden.  RFC 4180, UTF-8 with a byte order mark, for which
 * spreadsheets ask. */
int statfile_csv(const struct statcount *s, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* One page that needs nothing else: charts (SVG), the table, the notes.  No
 * script, nothing from elsewhere; it forbids both itself. */
int statfile_html(const struct statcount *s, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
