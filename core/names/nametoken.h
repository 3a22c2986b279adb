/*
 * nametoken.h: a name taken apart into what can be read: syllables of Hangul
 * and Chinese characters, or words in Latin or Cyrillic letters.
 *
 * Letters become one byte each: a to z, O for ŏ (also written o'), U for ŭ (u'),
 * Cyrillic as 0x80 and the low seven bits.  Other marks and apostrophes go.
 * Titles (Mrs, 씨, 女士, г-жа) and what stands in parentheses are left out;
 * a placeholder (김○○, 김모) makes the name partial (names.md 2.1).
 */
#ifndef HJ_CORE_NAMETOKEN_H
#define HJ_CORE_NAMETOKEN_H

#include "core/base/base.h"

#define HJ_NAME_WORDS 12
#define HJ_NAME_LETTERS 60
#define HJ_NAME_SIGNS 8
/* Longer texts are no names: they have no words and no signs. */
#define HJ_NAME_BYTES 512

enum hj_writing {
	HJ_W_NONE,
	HJ_W_HANGUL,
	HJ_W_HANJA, /* with or without Hangul beside it */
	HJ_W_CYRILLIC,
	HJ_W_LATIN,
	HJ_W_OTHER, /* letters that only transliteration can read */
};

struct hj_name_tokens {
	enum hj_writing writing;
	bool comma; /* the family name stands before one */
	bool slavic; /* Latin letters in which j is y */
	bool partial; /* not the whole name */
	bool numbered; /* a digit stands in it */
	size_t nsigns; /* Hangul, Hanja */
	uint32_t sign[HJ_NAME_SIGNS];
	size_t nwords; /* Latin, Cyrillic */
	struct {
		uint8_t n;
		char letters[HJ_NAME_LETTERS + 1];
	} word[HJ_NAME_WORDS];
};

/* p is valid UTF-8 in NFC.  What does not fit is left out. */
void hj_name_tokens(const char *p, size_t n, struct hj_name_tokens *ret);

void hj_name_tokens_clear(struct hj_name_tokens *t); /* wipes */

/* Leave out titles; in nametitle.c. */
void hj_name_untitle(struct hj_name_tokens *t);

#endif
