/*
 * syllable.h: one syllable of a name as far as its writing tells: the neutral
 * Hangul syllables (hangul.h) that it may be, each with a probability.
 *
 * Hangul is certain, a Chinese character has its Korean readings, and letters
 * are read by tables of how people spell (core/names/).
 */
#ifndef HJ_CORE_SYLLABLE_H
#define HJ_CORE_SYLLABLE_H

#include "core/names/hangul.h"

#define HJ_SYLLABLE_CHOICES 24

struct hj_syllable {
	uint8_t n;
	uint16_t choice[HJ_SYLLABLE_CHOICES]; /* the likeliest first */
	float p[HJ_SYLLABLE_CHOICES]; /* their sum is 1 */
	/* ln of how often anybody writes this; 0 where a syllable is a sign of
	 * its own.  Sums of it tell apart where letters may be cut. */
	double weight;
};

void hj_syllable_certain(uint16_t neutral, struct hj_syllable *ret);

/* A choice more, or more of a choice; what does not fit is left out. */
void hj_syllable_add(struct hj_syllable *s, uint16_t neutral, double p);
/* Sort, leave out what is rarer than `least` of the sum, make the sum 1. */
void hj_syllable_settle(struct hj_syllable *s, double least);

/* The readings of a Chinese character, through the character that it is a
 * variant of; false: it has none in Korean. */
bool hj_hanja_read(uint32_t c, struct hj_syllable *ret);

/* A Mandarin syllable without tone, v for ü; false: there is none. */
bool hj_pinyin_read(const char *p, size_t n, struct hj_syllable *ret);

#endif
