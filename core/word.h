/* word.h: one word of a few: "given proxy", one space between. */
#ifndef HJ_CORE_WORD_H
#define HJ_CORE_WORD_H

#include "core/base.h"

/* False also when the word is NULL or empty. */
bool hj_word_among(const char *words, const char *word);

#endif
