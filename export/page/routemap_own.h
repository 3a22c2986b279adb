/*
 * routemap_own.h: the inside of a map, for routemap*.c only.
 */
#ifndef HJ_EXPORT_ROUTEMAP_OWN_H
#define HJ_EXPORT_ROUTEMAP_OWN_H

#include "export/page/drawing_own.h"
#include "export/page/routemap.h"
#include "export/petition/cell.h"

#define MAP_COLUMNS 13 /* on one drawing */
#define MAP_STEP 54 /* from one to the next, where there is room */
#define MAP_RADIUS 10

/* Words, by offset into those of the whole map. */
struct words {
	size_t at, n;
};

/* A place, or with no words all of a State that is known. */
struct spot {
	const char *state; /* code; NULL: not known */
	struct words name, of; /* `of`: of the State */
	int y, height; /* height 0: not on this drawing */
};

/* A stage somewhere; a return is at two spots, and the first has no number. */
struct stop {
	size_t number;
	const struct hj_stage *stage;
	size_t spot, column;
	bool rough; /* only about there */
	bool undated;
};

struct routemap {
	const struct hj_drawing *in;
	struct hj_svg svg;
	struct hj_buf words;
	struct spot *spot;
	size_t nspots;
	struct stop *stop;
	size_t nstops;
	size_t ncolumns;
	struct hj_buf nowhere; /* "3, 6": stages of which nobody knows where */
};

/* The columns of one drawing, with `last`. */
struct part {
	size_t first, last;
	int y; /* below all rows */
};

static inline bool
hj_routemap_has(const struct part *p, const struct stop *s)
{
	return s->column >= p->first && s->column <= p->last;
}

/* Fills in the stops and the spots at which they are. */
int hj_routemap_find(struct routemap *m) HJ_MUST_CHECK;
/* Give the spots of a part their rows, and draw these. */
void hj_routemap_lay(struct routemap *m, struct part *p);
int hj_routemap_rows(struct routemap *m) HJ_MUST_CHECK;
/* What the signs mean; *height is how much it takes. */
int hj_routemap_key(struct routemap *m, int y, int *height) HJ_MUST_CHECK;
/* The sign of a stop; without a number where `number` is 0. */
int hj_routemap_sign(struct routemap *m, const struct stop *p, int x,
    int y) HJ_MUST_CHECK;

#endif
