/*
 * census.h: what of a case file is counted, and under which categories.
 *
 *	cases       case files; counted by the day they were opened
 *	persons     victims, named or counted in a group; by the first day of what
 *	            happened to them
 *	detentions  periods of detention, one for each who was held; by the day
 *	            they began
 *	petitions   by the day they were filed
 *	services    support, by its date
 *	contacts    entries of the contact log, by their date
 *
 * Nobody is counted twice that a file can tell of: not a member of a group in
 * the group's number too, not in the group's file who has a case of their own,
 * not another account of the same thing, not a file merged into another nor a
 * follow-up case beside the case (except services and contacts, which are kept
 * there).  People who are in two files that do not know of each other are.
 *
 * A unit is in exactly one category of each field, or totals would lie: what is
 * not known, and what is more than one at once (countries, accounts that no one
 * preferred), are categories.  So is a disputed status.
 */
#ifndef HJ_CORE_CENSUS_H
#define HJ_CORE_CENSUS_H

#include "core/case/record.h"
#include "core/date/calendar.h"
#include "core/store/crosstab.h"

enum hj_census_what {
	HJ_COUNT_CASES,
	HJ_COUNT_PERSONS,
	HJ_COUNT_DETENTIONS,
	HJ_COUNT_PETITIONS,
	HJ_COUNT_SERVICES,
	HJ_COUNT_CONTACTS,
};
#define HJ_COUNTS 6

#define HJ_CATEGORY 40
#define HJ_NOT_KNOWN ""
#define HJ_SEVERAL "*"

struct hj_census_field;

struct hj_census {
	enum hj_census_what what;
	size_t nfields;
	const struct hj_census_field *field[HJ_CROSSTAB_FIELDS];
	bool has_period;
	struct hj_span period; /* what may lie in it counts as 0 to 1 */
	/* May this person not be counted?  NULL: everybody may. */
	bool (*left_out)(void *with, const struct hj_record *r,
	    const char *person);
	void *with;
};

/* By its English or Korean name; NULL: nothing of the kind is counted by it. */
const struct hj_census_field *
hj_census_field(enum hj_census_what what, const char *name);
/* The fields of one kind: i from 0 on; NULL: there are no more. */
const struct hj_census_field *
hj_census_field_at(enum hj_census_what what, size_t i);
const char *hj_census_field_name(const struct hj_census_field *f);
const char *hj_census_field_korean(const struct hj_census_field *f);
/* The code list of its categories; NULL: they are years, months, decades. */
const char *hj_census_field_list(const struct hj_census_field *f);

struct hj_unit {
	char category[HJ_CROSSTAB_FIELDS][HJ_CATEGORY];
	struct hj_figure n;
	bool left_out; /* a person who must not be counted: n says nothing */
};

/* A non-zero return stops and is returned. */
typedef int hj_unit_fn(void *to, const struct hj_unit *u, struct hj_error *err);

/* Every unit of a file.  HJ_ENOMEM. */
int hj_census_each(const struct hj_record *r, const struct hj_census *how,
    hj_unit_fn *fn, void *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
