/*
 * near.h: which of the known words did a person mean?
 *
 * Distance: insertions, deletions, replacements and swaps of neighbours, by
 * characters (optimal string alignment; Damerau 1964), upper and lower case of
 * ASCII alike.  For messages only: nothing is ever decided by it.
 */
#ifndef HJ_CORE_NEAR_H
#define HJ_CORE_NEAR_H

#include "core/base/base.h"

/* The most characters of a word that are compared; longer is far from all. */
#define HJ_NEAR_MAX 48

/* The distance, or `most` + 1 when it is larger or a word is too long. */
size_t hj_near_distance(const char *a, size_t an, const char *b, size_t bn,
    size_t most);

/* A search for the nearest: start with HJ_NEAR, offer each word, read best.
 * NULL: nothing offered is near enough: one slip, from six characters on two,
 * from eleven on three; another beginning counts as two more. */
struct hj_near {
	const char *typed;
	size_t len;
	const char *best;
	size_t distance;
	bool begun; /* what was typed, as characters: */
	size_t n;
	uint32_t letter[HJ_NEAR_MAX];
};

#define HJ_NEAR(p, n) ((struct hj_near){ .typed = (p), .len = (n) })

void hj_near_offer(struct hj_near *s, const char *word);
/* The same where `word` stands for something else: a label for its code. */
void hj_near_offer_as(struct hj_near *s, const char *word, const char *result);

#endif
