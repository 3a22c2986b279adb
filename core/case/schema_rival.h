/*
 * schema_rival.h: which occurrences of an element speak of the same thing.
 *
 * Every assertion may repeat, because sources contradict each other
 * (record.md rule 1).  Two births of a person are two accounts of one birth;
 * two names are two names; two arrests are two accounts of one arrest, or two
 * arrests.  This table says which is which; account.h applies it.
 */
#ifndef HJ_CORE_SCHEMA_RIVAL_H
#define HJ_CORE_SCHEMA_RIVAL_H

#include "core/case/schema.h"

enum hj_rival {
	HJ_R_NONE, /* several may be true: names, residences */
	HJ_R_ONE, /* one is true: birth, sex */
	HJ_R_KEYED, /* one for each value of `key`: the number of the women */
	HJ_R_TIME, /* one at a time: status */
	HJ_R_OCCASION, /* of one occasion or of several: hj_schema_occasion() */
};

/* How two of them are compared. */
enum hj_likeness {
	HJ_L_FIELDS, /* child by child */
	HJ_L_RANGE, /* min and max: 13 fits 13 to 15 */
	HJ_L_AGE, /* by the birth that they imply */
};

struct hj_rivalry {
	const char *name;
	enum hj_rival how;
	enum hj_likeness by;
	/* Children, one space between, or "@type".  KEYED: what it is about;
	 * OCCASION: what must fit for two to be the same; NONE: what tells one
	 * such thing (a place, an authority) from another. */
	const char *key;
};

/* Never NULL: what is not in the table may truly be several. */
const struct hj_rivalry *hj_schema_rivalry(const struct hj_elem *e);

/* So many days apart two accounts of one occasion of this type may lie.
 * HJ_ONCE: it happens once in a life, whatever the dates; HJ_NEVER: nobody can
 * tell, and only `same-as` joins them. */
#define HJ_ONCE INT32_MAX
#define HJ_NEVER (-1)
int32_t hj_schema_occasion(const struct hj_elem *e, const char *type);

#endif
