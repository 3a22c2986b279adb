/*
 * telling.h: what a record tells, as XML in the words of a document.
 *
 * The elements of the schema table under their own names, with words in place
 * of codes, dates and references:
 *
 *   <detention accounts="2"><type code="immig">Immigration detention centre
 *   </type><date>between 10 May 2013 and 28 May 2013 (two accounts)</date>
 *   <authority known="unknown"></authority></detention>
 *
 * Accounts of one thing are handed over together and become one element.  What
 * they say differently of a date or a number is a range, of a code or a place
 * "this or that (two accounts)"; where one is preferred, that.  A text that
 * several give repeats.
 *
 * `known` (unknown, refused, withheld) stands where nobody could say.  What
 * nobody asked, and what is above the level, is not there at all: a document
 * must not show that something is kept back.  lacks="translation" stands where
 * a text may be printed and does not exist in the language; names and short
 * lines stand as they were written.
 *
 * What is told, whatever consent there is:
 *
 *  1. nothing above `most`;
 *  2. nothing of the classes source, operational and care: no witness, helper
 *     or member of staff;
 *  3. free text, and lines of the class sensitive, only where they are public;
 *  4. of what an element refers to, places and authorities: no other person.
 *
 * Of the petition itself, which is written to be sent, only the first holds.
 */
#ifndef HJ_EXPORT_TELLING_H
#define HJ_EXPORT_TELLING_H

#include "export/petition/annex_facts.h"

#define HJ_TELLING_MOST 64 /* accounts that are told of one thing */

struct hj_telling {
	const struct hj_subject *s; /* person NULL: of nobody in particular */
	const char *lang; /* of the document */
	enum hj_conf most;
	bool own; /* the petition's own record */
	struct hj_buf *to;
	struct hj_error *err;
};

/* n accounts of one thing, from 1 to HJ_TELLING_MOST, all of one definition;
 * nothing is appended when nothing may be told.  `attr` is put into the tag as
 * it is, or NULL.  HJ_ENOMEM, HJ_ELIMIT. */
int
hj_telling_put(const struct hj_telling *t, const struct hj_node *const *node,
    size_t n, const char *attr) HJ_MUST_CHECK;
int hj_telling_one(const struct hj_telling *t, const struct hj_node *node,
    const char *attr) HJ_MUST_CHECK;
/* What is in them, without the element around it. */
int hj_telling_children(const struct hj_telling *t,
    const struct hj_node *const *node, size_t n) HJ_MUST_CHECK;
/* The same for what stands as text.  telling.c alone uses this. */
int hj_telling_leaf(const struct hj_telling *t,
    const struct hj_node *const *node, size_t n) HJ_MUST_CHECK;

/* May this element be told of at all (1 and 2 above)? */
bool hj_telling_may(const struct hj_telling *t, const struct hj_node *node);

/* ` known="unknown"`, of the first that says so; false: none does. */
bool hj_telling_known(const struct hj_telling *t,
    const struct hj_node *const *node, size_t n, const char **ret);

#endif
