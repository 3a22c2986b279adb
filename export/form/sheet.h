/*
 * sheet.h: a workbook of plain text, as spreadsheet programs read it.
 *
 * Office Open XML (ECMA-376, part 1): each cell is an inline string, so that
 * nothing is ever taken for a number, a date or a formula.  No author, no date
 * and no program is named.  The first row is the heading: bold, and it stays
 * when the rest scrolls.
 */
#ifndef HJ_EXPORT_SHEET_H
#define HJ_EXPORT_SHEET_H

#include "core/base/limits.h"
#include "export/page/scribe.h"
#include "export/render/package.h"

#define HJ_SHEETS 4

/* A sheet that is being written; remembers its first error. */
struct hj_sheet {
	const char *name; /* "survey" */
	struct hj_buf xml;
	struct hj_scribe out; /* into it */
	size_t row, column;
};

void hj_sheet_open(struct hj_sheet *s, const char *name, struct hj_error *err);
/* Cells from left to right; NULL or "": an empty one. */
void hj_sheet_cell(struct hj_sheet *s, const char *text);
void hj_sheet_row(struct hj_sheet *s); /* the row is over */
int hj_sheet_close(struct hj_sheet *s) HJ_MUST_CHECK;
void hj_sheet_clear(struct hj_sheet *s);

/* All of them as one .xlsx file, appended.  Codes of hj_package_make(). */
int hj_workbook_make(const struct hj_render *r, const struct hj_sheet *sheets,
    size_t n, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
