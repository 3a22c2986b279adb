/*
 * consent_own.h: for consent*.c only: what one consent record says by itself.
 */
#ifndef HJ_EXPORT_CONSENT_OWN_H
#define HJ_EXPORT_CONSENT_OWN_H

#include "core/date/calendar.h"
#include "export/consent/consent.h"

/* An absent or unreadable date may be any day. */
struct hj_span
hj_consent_span(const struct hj_node *consent, const char *child);

/* Is `value` the text of one of the children of that name? */
bool hj_consent_has(const struct hj_node *consent, const char *child,
    const char *value);
/* The person's own word, and not that of a relative? */
bool hj_consent_is_own(const struct hj_node *consent);
/* Refused or withdrawn, and nobody settled it (rule 4). */
bool hj_consent_is_no(const struct hj_consent_question *q,
    const struct hj_node *consent);

/* The next record (after NULL: the first) about the person and the scope: in
 * any version of the file that says no; as the file stands that does not. */
struct hj_node *
hj_consent_next_no(const struct hj_consent_question *q, struct hj_node *after);
struct hj_node *
hj_consent_next(const struct hj_consent_question *q, struct hj_node *after);

/* How old the person may be today, in years: at least and at most.  Where
 * nothing says anything of age they are taken to be grown up. */
void hj_consent_age(const struct hj_consent_question *q, double *least,
    double *most);
/* Does the person live where anybody can ask them? */
bool hj_consent_can_be_asked(const struct hj_consent_question *q);

#endif
