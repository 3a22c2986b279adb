/*
 * owncode.h: codes that an organisation added to the lists itself.
 *
 * They begin with "x-", which no code of ours ever does: a list of a later
 * release can never mean something else by a word that stands in somebody's
 * case files.  Only some lists take them (the list own-list): not those whose
 * codes hanji acts upon, such as consent or confidentiality.
 *
 * A file that uses one says itself what it means, in an element own-code: the
 * list, the code, both labels, when it was in use, and the nearest of our
 * codes.  So it can be read, checked, proven and printed wherever it goes,
 * without the vault that the code comes from.  The id of that element is
 * drawn once, when the code is made, and goes with it: the same word under
 * another id is the code of somebody else.
 */
#ifndef HJ_CORE_OWNCODE_H
#define HJ_CORE_OWNCODE_H

#include "core/case/record.h"
#include "core/vocab/vocab.h"

#define HJ_OWNCODE "own-code"
#define HJ_OWNCODE_MAX 32 /* characters of a code */

/* x-, then lower-case letters and digits, single hyphens between. */
bool hj_owncode_valid(const char *p, size_t n);

/* May a list have codes of their own?  A list made of others may when one of
 * them may. */
bool hj_owncode_allowed(const struct hj_list *l);

/* Where the file that holds the element `in` says what this code of this list
 * means; NULL: nowhere. */
struct hj_node *hj_owncode_find(const struct hj_node *in, const char *list,
    const char *code, size_t n);
/* The same as a row of a list; borrows from the file. */
void hj_owncode_row(const struct hj_node *owncode, struct hj_code_row *ret);

/* A code of our lists, or of the own ones of the file that holds `in` (NULL: of
 * no file).  False: neither. */
bool hj_code_find(const struct hj_node *in, const char *list, const char *code,
    size_t n, struct hj_code_row *ret);

/* The nearest of our codes for one of their own, "" when none is named; the
 * code itself when it is ours. */
const char *
hj_owncode_common(const struct hj_node *in, const char *list, const char *code);

/* The level that an element of a file has by a code of its own: that of the
 * nearest of our codes.  Where none is known and it may be a violation,
 * restricted. */
enum hj_conf hj_owncode_level(const struct hj_node *node, const char *code);

#endif
