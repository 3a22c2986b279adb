/*
 * annex_facts.h: what one cell of the annex says about one person.
 *
 * Competing accounts stand beside each other, joined by "; ": nothing is
 * chosen here and no inference is made.  A field that says why it has no value
 * (`known`) prints that.
 */
#ifndef HJ_EXPORT_ANNEX_FACTS_H
#define HJ_EXPORT_ANNEX_FACTS_H

#include "core/base/buf.h"
#include "core/case/record.h"

enum hj_fact {
	HJ_FACT_LATIN,
	HJ_FACT_HANGUL,
	HJ_FACT_HANJA,
	HJ_FACT_SEX,
	HJ_FACT_BIRTH, /* or age */
	HJ_FACT_ORIGIN,
	HJ_FACT_ARREST,
	HJ_FACT_DETENTION,
	HJ_FACT_REPATRIATION,
	HJ_FACT_STATUS,
	HJ_FACT_BASIS,
	HJ_NFACTS,
};

/* The element name in the annex: "arrest". */
const char *hj_fact_name(enum hj_fact f);

struct hj_subject {
	const struct hj_node *person;
	const struct hj_record *record;
	bool korean;
	const char *lang; /* of the document where it is neither Korean nor
	                     English: "fr" (tongue.h); NULL */
};

static inline const char *
hj_subject_lang(const struct hj_subject *s)
{
	if (s->korean)
		return "ko";
	return s->lang != NULL ? s->lang : "en";
}

/* Append what may be printed, or nothing. */
int hj_fact_add(const struct hj_subject *s, enum hj_fact f, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
