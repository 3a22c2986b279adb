/*
 * annex_accounts.h: where accounts of one thing differ, each with its sources.
 *
 * The cells of the table have room for what is said, not for who says it.  Here
 * every claim about a person who consented, or about the persons who are not
 * named, stands by itself: what it says, the titles of its sources that are
 * public, how many more are not named, and on how many independent origins it
 * rests (origin.h).  A status that accounts do not agree on reads `disputed`
 * (status.h) and lists those accounts.
 *
 * Of those who are not named nothing above `public` is said.  Rows of a conflict
 * between two versions of the file (conflict.h) are never read: what they quote
 * is nobody's account yet.  annex.c alone uses this.
 */
#ifndef HJ_EXPORT_ANNEX_ACCOUNTS_H
#define HJ_EXPORT_ANNEX_ACCOUNTS_H

#include "export/petition/annex_facts.h"

/*
 * Append an element `accounts`, or nothing: attribute n, or group for the nth
 * group; children dispute* (of: what about; status="disputed"; clash="no"
 * where all can be true), in it account* with says?, source*, withheld?
 * (how many are not named), origins (in words).  s->person is the person or
 * the group.  HJ_ENOMEM, HJ_ELIMIT.
 */
int hj_annex_accounts(const struct hj_subject *s, size_t n, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* Is what became of the person disputed, and may that be said? */
int hj_annex_disputed(const struct hj_subject *s, bool *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
