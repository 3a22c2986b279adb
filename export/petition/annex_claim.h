/*
 * annex_claim.h: one claim of the annex, with who makes it.  annex_accounts.c
 * alone uses this.
 */
#ifndef HJ_EXPORT_ANNEX_CLAIM_H
#define HJ_EXPORT_ANNEX_CLAIM_H

#include "core/sense/origin.h"
#include "export/petition/annex_facts.h"

#define HJ_ANNEX_TOLD 64 /* accounts that are looked at of one claim */

struct hj_annex_claim {
	const struct hj_subject *s;
	const struct hj_origins *origins;
	const struct hj_node *const *node; /* the accounts that make it */
	size_t n;
	const char *status; /* a code of person-status in place of what they
			     * say; NULL: what they say */
	const struct hj_node *date; /* beside it, or NULL */
	bool preferred;
	enum hj_conf most;
};

/* An element `account`. */
int hj_annex_claim_put(const struct hj_annex_claim *c, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
