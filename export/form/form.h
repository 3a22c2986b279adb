/*
 * form.h: the questions of an interview, for those who ask without hanji: on
 * paper (paper.h), on a telephone (xlsform.h).
 *
 * Whoever calls fills it from the table of the interview, in both languages;
 * what may be answered comes from the schema and its code lists.  Nothing here
 * is from a vault, and nothing is secret.
 */
#ifndef HJ_EXPORT_FORM_H
#define HJ_EXPORT_FORM_H

#include "core/case/schema.h"
#include "core/vocab/vocab.h"

enum hj_tongue { HJ_ENGLISH, HJ_KOREAN, HJ_TONGUES };

#define HJ_FORM_OF 8 /* questions that one condition may look at */

/* Asked only when one of these was answered (is), or none was (not is): with
 * one of the codes, or at all. */
struct hj_form_when {
	size_t n; /* 0: always */
	size_t of[HJ_FORM_OF]; /* places in the form, before this one */
	bool is;
	const char *codes; /* one space between; "": any answer */
};

struct hj_form_question {
	const char *section[HJ_TONGUES]; /* NULL: none begins here */
	const char *asks[HJ_TONGUES];
	const char *path; /* with labels: "person[+v].sex[+x]" */
	const char *with; /* fields that come along, one a line; or NULL */
	const struct hj_elem *def;
	enum hj_attr_name attr; /* HJ_NATTRS: the text of the element */
	const struct hj_list *list; /* NULL: the answer is no code */
	const char *usual; /* codes of a long list to print; or NULL */
	bool many; /* several codes */
	bool decided; /* has codes of its own for "not known" */
	bool apart; /* consent and identity: see paper.h */
	struct hj_form_when when;
};

struct hj_form {
	const char *title[HJ_TONGUES];
	const char *name; /* for programs: "first_call" */
	const struct hj_form_question *questions;
	size_t n;
};

/* Where the section of question i begins, and where the next one does. */
size_t hj_form_section(const struct hj_form *f, size_t i);
size_t hj_form_next(const struct hj_form *f, size_t i);

/*
 * The part of their paths that all questions of this section have in common,
 * up to a label that no other question, no condition of another and no field
 * that comes along uses: "repatriation[+rp]".  Such a section may be filled in
 * several times.  0: it cannot; else so many bytes of the path of its first
 * question.
 */
size_t hj_form_repeats(const struct hj_form *f, size_t i);

/* The condition that all questions of this section have in common. */
struct hj_form_when hj_form_section_when(const struct hj_form *f, size_t i);

bool hj_form_is_date(const struct hj_form_question *q);

/* Is the code one of those words? */
bool hj_form_among(const char *codes, const char *code);

#endif
