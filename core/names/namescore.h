/*
 * namescore.h: are two writings one name, and how sure is that?
 *
 * For Korean and Chinese names the score is a log-likelihood ratio in nats:
 * how much likelier the two spellings are if they write the same syllables than
 * if they do not (Fellegi and Sunter's weight, by the syllable), so that a rare
 * name says more than a common one.  From 6.75 on, 95 of 100 pairs of names
 * that were made to be confused are the same name, and 94 of 100 same names
 * are found.  The same name is not the same person: 김영순 is common.
 *
 * Names of other languages are compared word by word, by edit distance, and
 * the result is put on the same scale.
 */
#ifndef HJ_CORE_NAMESCORE_H
#define HJ_CORE_NAMESCORE_H

#include "core/names/name.h"

enum hj_likeness {
	HJ_UNLIKE,
	HJ_WIDE, /* only for who wants to see everything */
	HJ_LIKELY,
	HJ_SAME_NAME,
};

#define HJ_SCORE_NONE (-99.0)

double hj_name_score(const struct hj_name *a, const struct hj_name *b);

/* The band of a score; a partial name is never more than wide. */
enum hj_likeness hj_name_likeness(double score, const struct hj_name *a,
    const struct hj_name *b);

#endif
