/*
 * alike.h: how much speaks for two files being about one person.
 *
 * Every term is in nats, as the score of names (namescore.h): what it adds says
 * how much likelier it is among files of one person than among any two.  The
 * weights of all but names are set by judgement (names.md 2.6); a caseworker
 * decides, and nothing is ever joined by itself.
 */
#ifndef HJ_CORE_ALIKE_H
#define HJ_CORE_ALIKE_H

#include "core/store/personrow.h"

enum hj_term {
	HJ_TERM_NAME,
	HJ_TERM_BIRTH,
	HJ_TERM_SEX,
	HJ_TERM_ORIGIN,
	HJ_TERM_WHEN, /* of what happened */
	HJ_TERM_WHERE,
	HJ_TERMS,
};

struct hj_alike {
	double term[HJ_TERMS]; /* 0: says nothing */
	double sum;
};

enum hj_alike_band {
	HJ_ALIKE_NOT,
	HJ_ALIKE_PERHAPS,
	HJ_ALIKE_LIKELY,
	HJ_ALIKE_BANDS,
};

/* What is compared besides the names. */
struct hj_alike_side {
	const struct hj_person_row *person;
	struct hj_span when; /* of the case */
	const char *places; /* its codes of places: "country:CN facility:.. " */
};

void hj_alike_weigh(double name, const struct hj_alike_side *a,
    const struct hj_alike_side *b, struct hj_alike *ret);
enum hj_alike_band hj_alike_band(const struct hj_alike *a);

#endif
