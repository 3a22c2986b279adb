/*
 * redact.h: a case file as it may leave about people who did not agree.
 *
 * A profile for each scope (redact/profile.tsv) says what becomes of the field
 * classes of the schema table: kept, removed, replaced by a pseudonym, or made
 * coarser.  Whatever the profile says:
 *
 *  - Nobody keeps a name, also not who agreed: a relative with a name names the
 *    others.  A person is called by a pseudonym, the same in everything that
 *    one recipient gets, another for everybody else.
 *  - No text of anybody's own words leaves, nothing above conf="internal", no
 *    source, no consent, no attachment, nothing of staff or resettlement.
 *  - A day becomes a month, a birth a decade ("198X"), an age the decade of the
 *    birth; of a place the province is left.
 *  - Reasons that were imputed (a wish to go to South Korea), visits and contacts
 *    and religion never leave: who may still be in custody pays for them.
 *  - The file, and every element, has a new id each time; persons, events and
 *    places stand in an order that only this recipient gets.
 *
 * The result is a case file like any other, that the codec and the checker take.
 * It carries no proof (format.md 5): it was never part of the vault.
 */
#ifndef HJ_EXPORT_REDACT_H
#define HJ_EXPORT_REDACT_H

#include "core/case/record.h"

#define HJ_PSEUDONYM_KEY 32

/* Who somebody is to a document. */
enum hj_whom {
	HJ_WHOM_AGREED, /* recorded consent covers them for the scope */
	HJ_WHOM_SILENT, /* a victim of whom none does */
	HJ_WHOM_OTHER, /* whoever else the file knows */
};

enum hj_redact_action {
	HJ_REDACT_KEEP,
	HJ_REDACT_PUBLIC, /* where the file itself says conf="public" */
	HJ_REDACT_GENERALISE,
	HJ_REDACT_PSEUDONYM, /* of the name of a person; else as WITHHOLD */
	HJ_REDACT_WITHHOLD,
};

/* Data: redact/profile.tsv. */
struct hj_redact_profile {
	const char *scope;
	enum hj_whom whom;
	enum hj_redact_action direct, quasi, source, operational, sensitive,
	    free, care;
	bool relations; /* who is related to whom */
	bool facts; /* a petition says what happened to them, coarsely */
};
/* Never NULL: of a scope that is none, everything is withheld. */
const struct hj_redact_profile *
hj_redact_profile(const char *scope, enum hj_whom whom);
enum hj_redact_action
hj_redact_action(const struct hj_redact_profile *p, enum hj_class class);

/* key: of this recipient (hj_vault_pseudonym_key()).  HJ_EREFUSED: a follow-up
 * case; HJ_ENOMEM, HJ_ELIMIT. */
int hj_redact_file(const struct hj_redact_profile *p,
    const uint8_t key[static HJ_PSEUDONYM_KEY], const struct hj_record *r,
    struct hj_record **ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
