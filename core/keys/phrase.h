/*
 * phrase.h: a passphrase that nobody thought of: eight words, 80 bits.
 *
 * The words are the 1,024 of SLIP-39 (core/words/README.md): 4 to 8 letters,
 * any two differ within the first four.
 */
#ifndef HJ_CORE_PHRASE_H
#define HJ_CORE_PHRASE_H

#include "core/crypto/secret.h"

#define HJ_PHRASE_WORDS 8

/* Words with one space between, without a NUL.  HJ_ENOMEM. */
int
hj_phrase_random(struct hj_secret **ret, struct hj_error *err) HJ_MUST_CHECK;

/* Word i of the list, 0 to 1023. */
const char *hj_phrase_word(unsigned i);

/* The number of a word in letters of any case, or of its beginning where that
 * has four letters at least; -1: none of the list.  Looks at the whole list,
 * so that the time says nothing about the word. */
int hj_phrase_number(const char *p, size_t n);

#endif
