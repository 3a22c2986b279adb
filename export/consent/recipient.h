/*
 * recipient.h: who gets something, and whether a consent means them.
 *
 * A consent may name its recipients in the words of whoever recorded it.  Two
 * writings of one name are one recipient, whatever their case; and a mechanism
 * is one however it is called: by its word ("wgad"), its code, its label in
 * English or Korean, and by those of its urgent procedure, which the same body
 * runs.
 *
 * A petition is for its mechanism, unless somebody says whom the document is
 * for.  What a mechanism publishes is for everybody: no consent to one recipient
 * covers it.
 */
#ifndef HJ_EXPORT_RECIPIENT_H
#define HJ_EXPORT_RECIPIENT_H

#include "core/mechanism/mechanism.h"

/* For the question of consent.h.  said: who gets it, or NULL: the mechanism.
 * NULL: everybody. */
const char *hj_recipient_of(const struct hj_mechanism *m, const char *said);

/* Out of memory they are two. */
bool hj_recipient_same(const char *one, const char *other);

#endif
