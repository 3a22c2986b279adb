/*
 * spelling.h: letters that may be one Korean syllable.
 *
 * Every cut of the letters into initial consonant, vowel and final consonant
 * that the tables of core/names/ know counts: the probability of the syllable
 * in names, times that of each part being written so (names.md 2.3).
 *
 * Letters are those of token.h.  Readings are remembered, for the same few
 * thousand pieces serve nearly all names; what is remembered is wiped when the
 * handle is freed, and forgotten when it grows past its ceiling.
 */
#ifndef HJ_CORE_SPELLING_H
#define HJ_CORE_SPELLING_H

#include "core/base/error.h"
#include "core/names/syllable.h"

enum hj_alphabet { HJ_LATIN, HJ_CYRILLIC, HJ_PINYIN };

/* Longer letters are no syllable. */
#define HJ_SPELLING_MAX 7

struct hj_spellings;

int
hj_spellings_new(struct hj_spellings **ret, struct hj_error *err) HJ_MUST_CHECK;
void hj_spellings_free(struct hj_spellings *s);

/* Before each name: makes room when too much is remembered.  What was read
 * before is then gone. */
void hj_spellings_trim(struct hj_spellings *s);

/* *ret is NULL when the letters are no syllable; else borrowed until the next
 * trim.  n is at most HJ_SPELLING_MAX.  HJ_ENOMEM. */
int hj_spelling_read(struct hj_spellings *s, enum hj_alphabet a,
    const char *letters, size_t n, const struct hj_syllable **ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
