/*
 * release.h: may a whole case file leave for a scope?
 *
 * Everybody named in it must have consented (consent.h), and no element with
 * a value may be above conf="internal": this door opens for whole files only.
 * What has to leave in part goes through a petition, or waits for redaction.
 * Resettlement (care.h) does not leave at all.
 */
#ifndef HJ_EXPORT_RELEASE_H
#define HJ_EXPORT_RELEASE_H

#include "core/case/check.h"
#include "core/case/record.h"

/* The scope of our own office, which is not a scope of consent. */
#define HJ_SCOPE_OWN "own"

/* The file in which the consents of a person are kept: *ret is `r` itself, or
 * another that lives until the next call. */
typedef int hj_consents_fn(void *with, const struct hj_record *r,
    const char *person, const struct hj_record **ret, struct hj_error *err);

struct hj_release {
	const char *scope;
	const char *recipient; /* NULL: anybody */
	int32_t today;
	hj_consents_fn *consents; /* NULL: in the file itself */
	void *with;
};

/* *may is the answer; fn (may be NULL) hears each reason with its path. */
int hj_release_whole(const struct hj_release *q, const struct hj_record *r,
    hj_finding_fn *fn, void *to, bool *may, struct hj_error *err) HJ_MUST_CHECK;

#endif
