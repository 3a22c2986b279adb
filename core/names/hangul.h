/*
 * hangul.h: the syllables that names are compared by.
 *
 * A syllable is a number, onset * 588 + nucleus * 28 + coda, in the order of
 * Unicode's Hangul syllables (chapter 3.12), from 0 for U+AC00.  A neutral one
 * is the same in the North and in the South: an initial ㄹ or ㄴ falls silent
 * before i and y (리 = 이, 녀 = 여), other initial ㄹ are ㄴ (로 = 노), and a
 * final consonant is written as it sounds (ㅅ ㅈ ㅊ ㅌ ㅎ = ㄷ).
 *
 * Tables: core/names/, with their sources.
 */
#ifndef HJ_CORE_HANGUL_H
#define HJ_CORE_HANGUL_H

#include "core/base/base.h"

#define HJ_HANGUL_FIRST 0xac00u
#define HJ_HANGUL_COUNT 11172

bool hj_hangul_is(uint32_t c);
/* The neutral syllable of any. */
uint16_t hj_hangul_neutral(uint16_t syllable);
/* Is the nucleus ㅣ or one that begins with y?  19 is ㅢ, which is not. */
bool hj_hangul_is_iotated(unsigned nucleus);

/* How often a neutral syllable stands in Korean names; never 0. */
double hj_hangul_prior(uint16_t syllable);
/* Is it, alone, a surname? */
bool hj_hangul_is_surname(uint16_t syllable);

/* The class of a neutral syllable in three ASCII letters (and a NUL): what the
 * spellings of it that people use have in common. */
#define HJ_SKELETON 3
void hj_hangul_skeleton(uint16_t syllable, char ret[static HJ_SKELETON + 1]);

#endif
