/*
 * nameword.h: the words of a name that is neither Korean nor Chinese, in plain
 * Latin letters, and what is left of a word without its vowels.
 *
 * Latin words are those of nametoken.h; other scripts go through ICU's
 * transliterator (Any-Latin; Latin-ASCII; Lower), which does not know Lao.
 */
#ifndef HJ_CORE_NAMEWORD_H
#define HJ_CORE_NAMEWORD_H

#include "core/base/error.h"
#include "core/names/name.h"

struct hj_wordsmith; /* the transliterator, opened when one is needed */
int
hj_wordsmith_new(struct hj_wordsmith **ret, struct hj_error *err) HJ_MUST_CHECK;
void hj_wordsmith_free(struct hj_wordsmith *w);

/* Fill the words of ret from the tokens of the text p.  HJ_ENOMEM, HJ_EIO. */
int hj_words_of(struct hj_wordsmith *w, const char *p, size_t n,
    const struct hj_name_tokens *t, struct hj_name *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* "muhammad" and "mohamed" are both mmd (names.md 5). */
#define HJ_CONSONANTS 6
void hj_word_consonants(const char *word, char ret[static HJ_CONSONANTS + 1]);

#endif
