/* word.h: the words of a list: "given proxy", one space between; and whether a
 * word is the one that was typed. */
#ifndef HJ_CORE_WORD_H
#define HJ_CORE_WORD_H

#include "core/base/base.h"

/*
 * The next word, of *n bytes and not NUL-ended; false at the end.  *words moves
 * on, and may be NULL:
 *
 *	for (const char *list = src, *id; hj_word_next(&list, &id, &n);)
 */
bool hj_word_next(const char **words, const char **word, size_t *n);

/* Is it one of them?  False also when it is empty, or a list or word NULL. */
bool hj_word_has(const char *words, const char *word, size_t n);
bool hj_word_among(const char *words, const char *word);

/* Is p[0..n) this word, capitals of ASCII aside? */
bool hj_word_same(const char *p, size_t n, const char *word);

#endif
