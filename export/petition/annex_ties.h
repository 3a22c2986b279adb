/*
 * annex_ties.h: what ties a victim of the annex to something beside it: others
 * on the list, a number that is public, the consent by which they are named.
 *
 * A relation is told only between two who are both named here: it never says
 * who somebody without a name is, and never brings anybody into the list.
 * annex.c alone uses this.
 */
#ifndef HJ_EXPORT_ANNEX_TIES_H
#define HJ_EXPORT_ANNEX_TIES_H

#include "export/petition/annex.h"

/*
 * Append, of a victim that is named:
 *
 *   relation* (to: the number of the other)   what they are to the other
 *   code*                                     a public number of the case file
 *   consent                                   its kind and its date
 *
 * HJ_ENOMEM, HJ_ELIMIT.
 */
int hj_annex_ties(const struct hj_annex *a, const struct hj_shown_victim *v,
    const struct hj_subject *s, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
