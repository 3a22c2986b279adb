/*
 * paper.h: a form to be printed and filled in by hand.
 *
 * One HTML file that loads nothing and runs nothing, made for A4 and a bad
 * printer: black lines on white, no shading, boxes to tick drawn as borders.
 *
 * Two sheets of which the first comes off.  Sheet A has consent and identity
 * (the questions that are `apart`), sheet B everything else; questions keep
 * their numbers, and where the order of the interview crosses from one to the
 * other the sheet says so.  A number joins them, so that sheet B can travel
 * without a name.  How to handle the paper stands at the end.
 */
#ifndef HJ_EXPORT_PAPER_H
#define HJ_EXPORT_PAPER_H

#include "core/base/buf.h"
#include "export/form/form.h"

#define HJ_PAPER_NUMBER 8 /* "K7M-2QX" and NUL */

struct hj_paper {
	const struct hj_form *form;
	enum hj_tongue tongue; /* err->say speaks the same */
	/* A number for each copy; none: one copy with boxes to write it in. */
	const char (*numbers)[HJ_PAPER_NUMBER];
	size_t copies;
};

/* HJ_ENOMEM, HJ_ELIMIT of the buffer. */
int hj_paper_print(const struct hj_paper *p, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
