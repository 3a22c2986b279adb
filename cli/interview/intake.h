/*
 * intake.h: what an interview asks, in which order.
 *
 * The order is that of the work: consent, danger now, safe contact, last seen,
 * who holds the person, then the rest.  A first call takes five minutes; a
 * full interview asks everything.  The questions are data: to ask something
 * else, change the table in intake.c.
 */
#ifndef HJ_CLI_INTAKE_H
#define HJ_CLI_INTAKE_H

#include "core/case/record.h"

enum intake_form { INTAKE_FIRST_CALL, INTAKE_FULL, INTAKE_FOLLOWUP };

enum {
	INTAKE_MANY = 1 << 0, /* several codes, commas between */
	INTAKE_READ_BACK = 1 << 1, /* say it in words and ask whether so */
};

/*
 * Labels in paths ("person[+v]") last for the whole interview; +v is the
 * person it is about.
 */
struct intake_question {
	const char *section; /* N_(): a new section begins; NULL: no */
	const char *path;
	const char *asks; /* N_() */
	enum intake_form form; /* the shortest one that asks it */
	unsigned flags;
	/* Fields that come along with an answer, unless they are there:
	 * PATH=VALUE, or PATH+=VALUE, one a line.  A value may be @today, @me
	 * (the member) or @lang. */
	const char *with;
	/* Asked only when "PATH=a b" (the field is one of these; none listed:
	 * it is there) or "PATH!a b" (it is not; none listed: nothing is
	 * known of it). */
	const char *when;
	/* Codes for "asked, not known" and "refused", where a field cannot
	 * say it itself. */
	const char *unknown, *refused;
};

#define INTAKE_ASK(f, p, question, along, only)                                \
	{                                                                      \
		.form = (f), .path = (p), .asks = (question), .with = (along), \
		.when = (only)                                                 \
	}

extern const struct intake_question intake_questions[];
extern const size_t intake_nquestions;

/* The questions of a form, its name for programs, and what it is in words
 * (N_()). */
#define INTAKE_FORMS 3
struct intake_table {
	const struct intake_question *questions;
	size_t n;
	const char *word, *about;
};
struct intake_table intake_table(enum intake_form form);

/* What a path names in the schema: its row, and the attribute or HJ_NATTRS.
 * NULL: nothing (a fault of the table). */
const struct hj_elem *intake_field(const char *path, enum hj_attr_name *attr);

/* The code list of that field, "yes-no" for those; NULL: none. */
const char *intake_list(const struct hj_elem *def, enum hj_attr_name attr);

/* Of a list too long to be printed on a form, the codes most often answered,
 * one space between; NULL: of that list, none. */
const char *intake_usual(const char *list);

/* Is it about consent, or does it tell by itself who somebody is?  On paper it
 * stands on a sheet of its own, so that the rest travels without names. */
bool intake_is_apart(const struct intake_question *q);

#endif
