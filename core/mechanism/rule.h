/*
 * rule.h: what a petition must have before a mechanism can take it.
 *
 * Rules are data, compiled in from core/mechanism/rule.tsv; export/petition/complete.h
 * asks them of a petition.  `need` is made of clauses, one space between, all
 * of which must hold; a clause of alternatives, `|` between, one of which must.
 * An alternative is
 *
 *	person.sex              a field path of the outline, without brackets
 *	event.date>=month       known to the month; place>=town: to the county
 *	torture/event.date      of the events of a kind only: arrest, vanish,
 *	                        torture
 *	case:action             of the cases, where the rule asks the petition
 *	@held                   a predicate with a name
 *
 * Paths begin at the case file; those of a rule that asks the petition or a
 * State begin at the petition.
 */
#ifndef HJ_CORE_RULE_H
#define HJ_CORE_RULE_H

#include "core/case/schema.h"

enum hj_rule_level { HJ_RULE_BLOCK, HJ_RULE_WARN, HJ_RULE_INFO };

/* Of what it is asked, each by itself; of ANY one victim will do. */
enum hj_rule_per {
	HJ_PER_PETITION,
	HJ_PER_CASE,
	HJ_PER_VICTIM,
	HJ_PER_ANY,
	HJ_PER_SPELL, /* period of detention */
	HJ_PER_STATE,
	HJ_PER_FACT, /* what happened: event, detention, repatriation */
	HJ_PER_TEXT, /* what is printed as somebody wrote it */
};

struct hj_rule {
	const char *codes; /* of the list `mechanism`, one space between */
	const char *id; /* "W08" */
	enum hj_rule_level level;
	bool force; /* may somebody go on in spite of it, with a reason? */
	enum hj_rule_per per;
	const char *need;
	const char *path; /* to fill */
	const char *en, *ko;
	/* What to ask the family, or the office; "": there is nobody to ask. */
	const char *ask_en, *ask_ko;
	const char *form; /* where the form asks for it: "II.3", or a tag */
};

size_t hj_rule_count(void);
const struct hj_rule *hj_rule_at(size_t i);
const struct hj_rule *hj_rule_find(const char *id);
bool hj_rule_applies(const struct hj_rule *r, const char *mechanism);

/* One alternative of a need, taken apart; all borrowed, none NUL-ended. */
struct hj_rule_term {
	const char *of; /* "arrest"; NULL: of all */
	size_t of_len;
	bool of_case; /* case: */
	bool named; /* @: the path is a name */
	const char *path;
	size_t len;
	const char *least; /* "month", "town"; NULL */
	size_t least_len;
	bool last; /* of its clause */
};

/* The next of *need, which moves on; false at the end. */
bool hj_rule_next(const char **need, struct hj_rule_term *ret);

/* The row of a field path without brackets below a root ("case", "petition");
 * the last step may be an attribute: then *attr is which, else HJ_NATTRS.
 * NULL: there is no such field. */
const struct hj_elem *hj_rule_field(const char *root, const char *path,
    size_t n, enum hj_attr_name *attr);

#endif
