/*
 * paper_own.h: for paper*.c only: a form on its way to the printer.
 */
#ifndef HJ_EXPORT_PAPER_OWN_H
#define HJ_EXPORT_PAPER_OWN_H

#include "export/form/paper.h"
#include "export/page/markup.h"
#include "export/page/scribe.h"

struct hj_print {
	const struct hj_form *form;
	enum hj_tongue tongue;
	struct hj_scribe out;
};

/* Markup as it is. */
void hj_print_raw(struct hj_print *p, const char *html);
/* Text, escaped. */
void hj_print_text(struct hj_print *p, const char *text);
/* A text of this folder, HJ_N_(), in the language of the form. */
void hj_print_said(struct hj_print *p, const char *text);
void hj_print_number(struct hj_print *p, size_t n);

/* A box, and what it stands for (marked HJ_N_() when `own`). */
void hj_print_tick(struct hj_print *p, const char *label, bool own);
/* Empty boxes for single characters. */
void hj_print_boxes(struct hj_print *p, size_t n);

/* Where the answer to question i is written; a short one stands beside the
 * question. */
void hj_print_answer(struct hj_print *p, size_t i);
bool hj_print_is_short(const struct hj_form_question *q);
/* When question i is asked only after certain answers: "only if 2: given".
 * SIZE_MAX: this is about a whole section. */
void hj_print_when(struct hj_print *p, size_t i, const struct hj_form_when *w);

/* The style sheet, and the page on the handling of paper. */
extern const char hj_paper_style[];
void hj_print_advice(struct hj_print *p);

#endif
