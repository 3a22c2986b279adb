/*
 * name.h: a person's name in any script, as what it sounds like.
 *
 * The same woman is 김영순, 金英順, Kim Young Soon, Kim Yŏng-sun, Jin Yingshun
 * and Ким Ён Сун.  Each writing is read as two to five neutral Hangul syllables
 * (hangul.h), each with its probabilities, in up to six ways (readings):
 * letters may be Korean or pinyin, and cut in several places.  Names that no
 * such reading explains (officials, brokers) keep their words, without vowels.
 *
 * Keys find candidates (namekey.h), the score compares two names
 * (namescore.h).  The method and what it reaches on names that it was not made
 * from: R@10 .938 with one kind of keys over nine directions between scripts;
 * its tables are data in core/names/, whose README.md has the sources.
 */
#ifndef HJ_CORE_NAME_H
#define HJ_CORE_NAME_H

#include "core/base/error.h"
#include "core/names/nametoken.h"
#include "core/names/syllable.h"

/* Raised when a table or a rule changes: keys made before are made anew. */
#define HJ_NAME_VERSION 1

#define HJ_NAME_READINGS 6
#define HJ_NAME_SYLLABLES 8

enum hj_reading_kind {
	HJ_R_HANGUL,
	HJ_R_HANJA,
	HJ_R_CYRILLIC,
	HJ_R_LATIN,
	HJ_R_PINYIN,
};

struct hj_reading {
	enum hj_reading_kind kind;
	bool ordered; /* the family name surely stands first */
	uint8_t n;
	double weight; /* ln of how usual such a spelling is; 0 where certain */
	struct hj_syllable of[HJ_NAME_SYLLABLES];
};

/* A value of 8 KB that owns nothing. */
struct hj_name {
	bool partial; /* not the whole name: never more than a wide match */
	size_t n;
	struct hj_reading reading[HJ_NAME_READINGS]; /* the likeliest first */
	/* The words in plain Latin letters, where they may be no Korean or
	 * Chinese name; else nwords is 0. */
	size_t nwords;
	char word[HJ_NAME_WORDS][HJ_NAME_LETTERS + 1];
};

struct hj_namer; /* reads names; remembers pieces of them, in wiped memory */
int hj_namer_new(struct hj_namer **ret, struct hj_error *err) HJ_MUST_CHECK;
void hj_namer_free(struct hj_namer *r);

/* p is valid UTF-8 in NFC.  No readings and no words: it is no name (empty, a
 * number, above HJ_NAME_BYTES).  HJ_ENOMEM; HJ_EIO: ICU cannot find its
 * data. */
int hj_name_read(struct hj_namer *r, const char *p, size_t n,
    struct hj_name *ret, struct hj_error *err) HJ_MUST_CHECK;
void hj_name_clear(struct hj_name *name); /* wipes */

#endif
