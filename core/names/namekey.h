/*
 * namekey.h: what spellings of one name have in common, short enough to keep.
 *
 * Names that share a key are compared (namescore.h); others are not.  Keys are
 * texts of ASCII:
 *
 *   F:0UnSOnKIm   all syllables, three letters each (hangul.h), from the
 *                 rotation that sorts first: the order of names is no matter
 *   T:PTRV        a word of another language without its vowels
 *   2:0UnKIm      two syllables that stand together: forgives a third that is
 *                 wrong or missing; many candidates
 *   1:KIm         a surname: for "Mrs Kim" and Kim OO, and who looks for them
 *
 * In a row of the catalogue a key is the 32-bit hash of its text; the sealed
 * row needs no keyed hash, and a collision is one candidate more.
 */
#ifndef HJ_CORE_NAMEKEY_H
#define HJ_CORE_NAMEKEY_H

#include "core/names/name.h"

#define HJ_NAME_KEYS 224
#define HJ_NAME_KEY_TEXT 20

/* In the order of how much a shared key says. */
enum hj_name_tier {
	HJ_KEY_FULL, /* F: */
	HJ_KEY_WORD, /* T: */
	HJ_KEY_PAIR, /* 2: */
	HJ_KEY_SURNAME, /* 1: */
};

struct hj_name_keys {
	size_t n;
	struct {
		enum hj_name_tier tier;
		char text[HJ_NAME_KEY_TEXT];
	} key[HJ_NAME_KEYS];
};

/* What is kept in a row pays for every key with space and candidates; who asks
 * pays once, and asks for less likely readings, too. */
enum hj_name_breadth { HJ_KEEP, HJ_ASK };

/* No key twice.  A name of one syllable, or of more than five, has no full
 * key.  What is asked for includes what is kept of the same name. */
void hj_name_keys(const struct hj_name *name, enum hj_name_breadth breadth,
    struct hj_name_keys *ret);

/* FNV-1a of the text; its two low bits are the tier. */
uint32_t hj_name_key_hash(const char *text, enum hj_name_tier tier);
enum hj_name_tier hj_name_key_tier(uint32_t hash);

#endif
