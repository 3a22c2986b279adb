/*
 * dossier.h: a petition and what it may tell of its victims, as XML: what
 * style sheets make a submission of.
 *
 * This is an interface: an organisation may write style sheets for it
 * (templates/README.md).  No namespace.  Names of elements inside records are
 * those of hanji-case(5), their content is words of the document (telling.h
 * says which, and what `accounts`, `known` and `lacks` mean); codes stand
 * beside their words as an attribute.
 *
 *   petition (lang form draft date)    form: the word typed, "wgad"; draft:
 *                                      "yes" until the petition is ready
 *     mechanism title filed reference language state* category* remedy*
 *     other-procedure* request* mandate* submitter ...   the petition's own
 *     statement*                       of p*, in it text and note*: a footnote
 *     enclosed*                        what goes with it: type, title
 *     annex                            the annex of victims (annex.h)
 *     victim* (n disclosed)            n as in the annex
 *       placeholder described? fact*   nothing else when disclosed="no":
 *                                      who they are and what happened to them,
 *                                      coarsely (annex.h)
 *       person                         names, birth, age, sex, ...
 *       may* (scope code)              yes or no: what consent covers
 *       consent                        by which they are named
 *       stage* (n state period)        in the order in which it happened
 *         told*                        when and what, one an account
 *         event | detention | repatriation
 *       period* (n state respondent)   of detention; stages have its number
 *       medical* intervention* action*
 *     group* (n)                       in the order of the annex
 *       label count* ages* stage*      what is public
 *     words                            the texts of the style sheet
 *
 * A period is what the questionnaires ask for once each: an arrest with the
 * detention in the same State that followed it, or either without the other.
 * It takes the periods that the petition names (`spell`), else all.
 * respondent="no": of a State that the petition does not complain of.
 *
 * Records come here as shown.h lets them through: this file sees no other.
 */
#ifndef HJ_EXPORT_DOSSIER_H
#define HJ_EXPORT_DOSSIER_H

#include "export/petition/annex.h"

struct hj_dossier {
	const struct hj_record *petition;
	const char *form; /* "wgad" */
	struct hj_annex annex; /* title, language, scope, what is shown */
	/* An element `words` that is taken over as it is; NULL: none. */
	const char *words;
	size_t words_len;
};

/* A whole document.  Codes of hj_annex_build(). */
int hj_dossier_build(const struct hj_dossier *d, struct hj_buf *to,
    struct hj_annex_facts *ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
