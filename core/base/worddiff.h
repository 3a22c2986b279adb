/*
 * worddiff.h: which words of a text were changed.
 *
 * For what somebody edited after it left: word by word, because another
 * program breaks lines and tables in its own way.  A word is what stands
 * between white space.  (Myers, "An O(ND) Difference Algorithm", 1986: the
 * fewest words that were taken out or put in; where those are more than some
 * thousand, all between the first and the last change is one.)
 */
#ifndef HJ_CORE_WORDDIFF_H
#define HJ_CORE_WORDDIFF_H

#include "core/base/error.h"

/* One place: what stood there and what stands there now, borrowed; either may
 * be empty.  A non-zero return stops and is returned. */
struct hj_wordchange {
	const char *old, *new;
	size_t old_len, new_len;
};
typedef int
hj_wordchange_fn(void *to, const struct hj_wordchange *c, struct hj_error *err);

struct hj_wordfacts {
	size_t old_words, new_words; /* of each text */
	size_t removed, added, places;
};

/* HJ_ENOMEM; what `fn` returned (NULL: only count). */
int hj_worddiff(const char *old, size_t old_len, const char *new,
    size_t new_len, hj_wordchange_fn *fn, void *to, struct hj_wordfacts *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* How many words a text has. */
size_t hj_wordcount(const char *p, size_t n);

#endif
