/*
 * disclosed.h: whom a petition names, by the consents of a day: for the ledger,
 * and kept with what was sent.
 */
#ifndef HJ_CLI_DISCLOSED_H
#define HJ_CLI_DISCLOSED_H

#include "cli/leaving/ledger.h"
#include "cli/petition/petition.h"

/* Tell the ledger all cases, and everybody who is named in them. */
int disclosed_tell(const struct petition *p, int32_t today, struct leaving *l,
    struct hj_error *err) HJ_MUST_CHECK;

/* The same by the text of a document: everybody of these cases whose name
 * stands in it, whatever they agreed to, and nobody else. */
int disclosed_tell_text(const struct petition *p, const struct hj_buf *text,
    struct leaving *l, struct hj_error *err) HJ_MUST_CHECK;

/*
 * Keep the consents in the petition as they stand (`consent-snapshot`): "case
 * consent" of each victim for whom one decides, and the SHA-256 of, for each
 * victim in order, the line "case person scope answer" and what that consent
 * says: its elements depth first, a line each of their name, attributes and
 * text.  The record is changed, not stored.
 */
int disclosed_snapshot(const struct petition *p, int32_t today,
    struct hj_record *r, struct hj_error *err) HJ_MUST_CHECK;

#endif
