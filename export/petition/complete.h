/*
 * complete.h: what a petition still lacks, by the rules of its mechanism.
 *
 * The rules are data (core/mechanism/rule.h).  A field is answered when it has a value,
 * and also when somebody was asked and does not know, or will not say
 * (`known`): that is printed as such.  "Not asked" is no answer.  Where a rule
 * that blocks is met only by "not known", that is told for information,
 * because a body may find it too little.
 *
 * Consent is judged as consent.h does, and nothing here names anybody: whom
 * consent does not cover stays without a name whatever the rules say.
 */
#ifndef HJ_EXPORT_COMPLETE_H
#define HJ_EXPORT_COMPLETE_H

#include "core/mechanism/mechanism.h"
#include "core/mechanism/rule.h"
#include "export/petition/shown.h"

#define HJ_COMPLETE_NOBODY SIZE_MAX

struct hj_complete {
	const struct hj_record *petition;
	const struct hj_mechanism *mechanism;
	const struct hj_annex_victim *victims; /* as the annex has them */
	size_t nvictims;
	const struct hj_record *const *cases; /* of all of them, each once */
	size_t ncases;
	const char *recipient; /* of the document: recipient.h */
	int32_t today;
	/* Is this victim in another petition that still runs?  NULL: nobody
	 * looked. */
	bool (*elsewhere)(void *to, size_t victim);
	void *to;
};

enum hj_gap_why {
	HJ_GAP_MISSING,
	HJ_GAP_NOT_ASKED, /* somebody noted that it was not asked */
	HJ_GAP_UNKNOWN, /* answered by "not known" */
};

struct hj_gap {
	const struct hj_rule *rule;
	enum hj_rule_level level; /* INFO where the answer is "not known" */
	enum hj_gap_why why;
	const char *path; /* field to fill; "+e" for what is not there yet */
	const struct hj_record *record; /* the file that it is in */
	size_t victim; /* by place, or HJ_COMPLETE_NOBODY */
	const char *state; /* code, or NULL */
};

/* A non-zero return stops and is returned. */
typedef int hj_gap_fn(void *to, const struct hj_gap *gap, struct hj_error *err);

/* Every gap, in the order of the rules.  HJ_ENOMEM. */
int hj_complete_each(const struct hj_complete *c, hj_gap_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
