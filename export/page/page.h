/*
 * page.h: page XML, a small model of a printed document, and its formats.
 *
 * A style sheet for each mechanism makes page XML of a petition; the formats
 * know nothing else.  So six mechanisms and five formats are six style sheets
 * and five writers, not thirty.
 *
 * Root `page` (no namespace): lang ("en", "ko", "fr", "es"), title, across
 * ("yes": A4 landscape, else portrait).  Its children, in the order of the
 * paper:
 *
 *   banner                one line at the foot of every page; at most one
 *   h (level 1, 2, 3)     a heading: words
 *   p (class)             a paragraph: text.  about: what the document is;
 *                         small; quote: what somebody said; right: a signature
 *   fields                a form: field* (n: "II.1"), each a label (words) and
 *                         value+ (text), each on a line of its own; an empty
 *                         value is ruled space to write in
 *   table (class)         col* (share: width, in parts of their sum), head
 *                         (cell*: words; on every page again), row* (class:
 *                         withheld; cell*: text, class: n for a number, empty)
 *   list (ordered)        item*: text
 *   figure (alt)          one svg:svg, as svg.h draws it; alt: what it shows,
 *                         for those who cannot see it
 *   break                 a new page
 *
 * Text is characters with b, i, code, br and note between them: code is copied
 * sign by sign, and set so that the signs are equally wide; note is a footnote
 * at that point, words with b and i.  Words are characters alone.  White space
 * counts as one space; a line ends at br only.
 *
 * The last cell of a row with fewer cells than columns reaches to the right
 * edge.  Where there is no col, the columns are equally wide and as many as
 * head has cells.  A number beside a name is the caller's: nothing is counted
 * here but footnotes, the items of ordered lists and pages.
 *
 * No attribute and no element makes a format load, link to or run anything.
 */
#ifndef HJ_EXPORT_PAGE_H
#define HJ_EXPORT_PAGE_H

#include "export/render/render.h"

struct hj_page_format {
	const char *word; /* "html": what is typed, and the end of its name */
	const char *program; /* "hanji-render" makes it */
	const char *style; /* with the style sheet "page.html.xsl"; or NULL */
	bool office; /* an archive of parts (office.h) */
	bool text; /* its bytes are UTF-8 that can be read as they are */
};

/* NULL: no such format. */
const struct hj_page_format *hj_page_format_by_word(const char *word);
/* 0 <= i < hj_page_formats(). */
size_t hj_page_formats(void);
const struct hj_page_format *hj_page_format_at(size_t i);

struct hj_page {
	const char *program; /* path of the program of the format */
	const uint8_t *style; /* its style sheet, where there is one */
	size_t style_len;
	const uint8_t *xml; /* page XML */
	size_t xml_len;
	hj_stop_fn *stop; /* Ctrl-C; may be NULL */
	void *to;
};

/* Append the finished document; the same bytes each time.  Codes of
 * hj_render_run(); after an error `to` is as it was. */
int hj_page_render(const struct hj_page_format *f, const struct hj_page *p,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
