/*
 * mechanism.h: to whom a petition can go, what they need and what they take.
 *
 * People type a word ("wgad"); a petition keeps a code of the list `mechanism`
 * ("wgad-reg").  Two procedures of one body share the word: the urgent one and
 * the other.  Compiled in from core/mechanism/, where each row has its source:
 * facts change, and none of them is advice by a lawyer.
 */
#ifndef HJ_CORE_MECHANISM_H
#define HJ_CORE_MECHANISM_H

#include "core/base/base.h"

struct hj_mechanism {
	/* "": there is no form for it.  A petition to it is only kept. */
	const char *word;
	const char *code;
	const char *template; /* its style sheet: templates/TEMPLATE... */
	/* The consent that a name in the document needs: of consent-scope. */
	const char *scope;
	/* Scopes that the form asks for besides, one space between: whatever
	 * was answered is printed, and nobody is named because of it. */
	const char *asks;
	/* What it takes, the usual first; "": any.  And in what else a document
	 * can be drafted, for the office. */
	const char *languages;
	const char *office;
	/* "op1", "icppd": the State must be a party; "": any State. */
	const char *treaty;
	bool urgent;
	const char *cite; /* where that stands */
};

size_t hj_mechanism_count(void);
const struct hj_mechanism *hj_mechanism_at(size_t i);
/* "wgad, wgeid, ...": what people type, ", " between. */
const char *hj_mechanism_words(void);
/* NULL: none.  Of two with that word, the urgent one or the other. */
const struct hj_mechanism *hj_mechanism_by_word(const char *word, bool urgent);
const struct hj_mechanism *hj_mechanism_by_code(const char *code);
/* Is there an urgent and another procedure under its word? */
bool hj_mechanism_has_two(const struct hj_mechanism *m);
/* A code of the list `language`; "ko-KP" is Korean, "zh-Hans" Chinese. */
bool hj_mechanism_takes(const struct hj_mechanism *m, const char *language);

enum hj_party {
	HJ_PARTY_YES,
	HJ_PARTY_NO,
	HJ_PARTY_NOT_KNOWN, /* that State is not in the table */
};

struct hj_treaty_state {
	const char *treaty, *state; /* code of `country` */
	const char *status; /* party, signed, no */
	const char *since; /* in force for it, EDTF; "" when it is no party */
	const char *cite;
};

/* Is the State a party to this treaty?  *ret is its row, or NULL; it may be
 * NULL. */
enum hj_party hj_mechanism_party(const char *treaty, const char *state,
    const struct hj_treaty_state **ret);

/* How many of something it takes; limits of time are in deadline.h. */
struct hj_limit {
	const char *code, *name;
	unsigned n;
	const char *cite;
};

/* NULL: there is none of that name. */
const struct hj_limit *hj_mechanism_limit(const char *code, const char *name);

#endif
