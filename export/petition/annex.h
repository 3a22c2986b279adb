/*
 * annex.h: the annex of victims, as an XML document that style sheets print.
 *
 * One table for all (petitions.md 1): number, name (Latin, Hangul, Hanja),
 * sex, birth or age, origin, arrest, places of detention, repatriation, last
 * known status, source basis, consent.  Whom consent for the scope does not
 * cover stands there as "Person 7 (woman, 30s)" with generalised facts, or as a
 * number alone (shown.h); unnamed members of a group, and those without a row of
 * their own, as a number.
 *
 * Even of a person who consented nothing above conf="internal" is printed,
 * and free text and sources only where they are conf="public".  Dates are in
 * words (datesay.h), the age says how it was counted.
 *
 * An element `annex` of a dossier (dossier.h), for templates: attributes lang, draft, scope,
 * date (in words); children title, victim* (n, disclosed; fields as elements),
 * further* (how many; attribute is: one, exact, range, least, most), accounts*
 * (annex_accounts.h: where accounts differ, each with its sources; n of the
 * victim, or which of the further), narrative* (n of the victim), journey*
 * (annex_journey.h).
 */
#ifndef HJ_EXPORT_ANNEX_H
#define HJ_EXPORT_ANNEX_H

#include "core/base/buf.h"
#include "core/case/record.h"
#include "export/petition/annex_facts.h"
#include "export/petition/shown.h"

struct hj_annex {
	const char *title;
	const char *lang; /* en or ko */
	const char *scope; /* code of the list consent-scope */
	const char *date; /* of the document, EDTF */
	const struct hj_shown *shown;
};

struct hj_annex_facts {
	size_t disclosed, withheld, further;
};

/* HJ_ENOMEM; HJ_ELIMIT. */
int hj_annex_build(const struct hj_annex *a, struct hj_buf *to,
    struct hj_annex_facts *ret, struct hj_error *err) HJ_MUST_CHECK;

/* Of somebody who is not named: `placeholder`, what they are called, then for
 * style sheets `described` (sort, decade) and what happened to them: `fact` (of,
 * year) with province and state, words with their code. */
int hj_annex_placeholder(const struct hj_shown_victim *v, size_t n,
    const char *lang, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* A name form of a person as one string, for the exposure check: every
 * `full`, and family and given part in both orders.  A non-zero return of fn
 * stops and is returned. */
typedef int
hj_name_fn(void *to, const char *name, size_t n, struct hj_error *err);
int hj_annex_names(const struct hj_node *person, hj_name_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
