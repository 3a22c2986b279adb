/*
 * tongue.h: what a document says in French or Spanish.
 *
 * The bodies of the United Nations take petitions in those languages as well,
 * and a document that names its codes in English is half translated.  The words
 * are data: core/mechanism/tongue.tsv, a line a code of a list, with two lists
 * that are no vocabulary: `say` (the English phrase is the code) and `field`
 * (the name of an element).  A name that changed with the years has one line:
 * that it was another then is said in English and Korean only.
 */
#ifndef HJ_CORE_TONGUE_H
#define HJ_CORE_TONGUE_H

#include "core/base/base.h"

/* NULL: the language is neither, or has no words for it; say the English. */
const char *hj_tongue(const char *lang, const char *list, const char *code);

/* What stands before a date in the words of datesay.h when something leads to
 * it, "depuis le 28 mai 2019": "le ", "el ", or "". */
const char *hj_tongue_article(const char *lang, const uint8_t *words, size_t n);

#endif
