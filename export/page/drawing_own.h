/*
 * drawing_own.h: the inside of a drawing, for drawing*.c only.
 */
#ifndef HJ_EXPORT_DRAWING_OWN_H
#define HJ_EXPORT_DRAWING_OWN_H

#include "core/sense/extent.h"
#include "export/page/drawing.h"
#include "export/page/svg.h"

/* The sheet, in units of about a quarter of a millimetre on A4. */
#define SHEET_WIDTH 720
#define SHEET_MOST 780 /* high: the rows of one drawing */
#define LABEL_LEFT 34
#define LABEL_WIDTH 250
#define SIDE_LEFT 296 /* where what has no end there begins */
#define SCALE_LEFT 318
#define SCALE_WIDTH 366
#define SCALE_RIGHT (SCALE_LEFT + SCALE_WIDTH)
#define SIDE_RIGHT 708
#define AXIS_HEIGHT 24
#define BAR_HEIGHT 12
#define FONT 12
#define LINE 15
#define PAD 6

#define INK "#222222"
#define GREY "#666666"
#define PALE "#dddddd"

#define LINES_MAX 6

/* A line of words, by offsets into the words of all rows. */
struct line {
	size_t at, n;
	bool grey;
};

struct row {
	const struct hj_stage *stage;
	struct hj_extent extent;
	size_t number;
	struct line line[LINES_MAX];
	size_t nlines;
	bool leads; /* the first of several accounts: a caption above */
	bool shares; /* one of several accounts */
	int y, height; /* of the row, its caption with it */
};

struct drawing {
	const struct hj_drawing *in;
	struct hj_svg svg;
	struct hj_buf words;
	struct row *row;
	int64_t lo, hi; /* the days of the scale */
	int most; /* high: the rows of one drawing, here */
};

/* Where a day begins on the scale. */
int hj_drawing_x(const struct drawing *d, int64_t day);

/* Ticks and the lines below them, from y to y + height. */
int hj_drawing_axis(struct drawing *d, int y, int height) HJ_MUST_CHECK;
/* The days of a row; `held` is the detention above it in this drawing, or
 * NULL. */
int hj_drawing_bar(struct drawing *d, const struct row *r,
    const struct row *held) HJ_MUST_CHECK;
/* What the signs mean; *height is how much it takes. */
int hj_drawing_key(struct drawing *d, int y, int *height) HJ_MUST_CHECK;
/* The sign of a moment of this kind, in its colour. */
int hj_drawing_sign(struct drawing *d, enum hj_stage_kind kind, int x,
    int y) HJ_MUST_CHECK;
const char *hj_drawing_colour(enum hj_stage_kind kind);

#endif
