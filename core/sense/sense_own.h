/*
 * sense_own.h: the inside of sense.h, for sense*.c only.
 */
#ifndef HJ_CORE_SENSE_OWN_H
#define HJ_CORE_SENSE_OWN_H

#include "core/case/check_own.h"
#include "core/date/calendar.h"
#include "core/sense/sense.h"

#define HJ_SENSE_PATIENCE ((size_t)1 << 16)

struct hj_sense {
	struct hj_check c; /* through which everything is said */
	int32_t today;
	/* How many there are in the file: one made to need more comparisons than
	 * HJ_SENSE_PATIENCE is not looked at in that way. */
	size_t persons, groups, occurrences, consents;
};

/* A date as it can be compared. */
struct hj_moment {
	const struct hj_node *node; /* NULL: there is none */
	struct hj_span span;
	bool sure; /* neither doubtful nor about */
};
/* False: no date, not one of the civil calendar, or open at both ends. */
bool hj_sense_moment(const struct hj_node *date, struct hj_moment *ret);
/* All days of a lie before all of b. */
bool hj_sense_before(const struct hj_moment *a, const struct hj_moment *b);

/* Were both told by the same sources, or both by nobody named? */
bool hj_sense_same_source(const struct hj_node *a, const struct hj_node *b);

/* Of each kind of element what is looked at; a non-zero return stops. */
int hj_sense_text(struct hj_sense *s, const struct hj_node *leaf) HJ_MUST_CHECK;
int
hj_sense_within(struct hj_sense *s, const struct hj_node *node) HJ_MUST_CHECK;
int
hj_sense_future(struct hj_sense *s, const struct hj_node *leaf) HJ_MUST_CHECK;
int
hj_sense_person(struct hj_sense *s, const struct hj_node *person) HJ_MUST_CHECK;
int
hj_sense_group(struct hj_sense *s, const struct hj_node *group) HJ_MUST_CHECK;
int hj_sense_detention(struct hj_sense *s,
    const struct hj_node *detention) HJ_MUST_CHECK;
int hj_sense_repatriation(struct hj_sense *s,
    const struct hj_node *repatriation) HJ_MUST_CHECK;
int hj_sense_consent(struct hj_sense *s,
    const struct hj_node *consent) HJ_MUST_CHECK;
int
hj_sense_place(struct hj_sense *s, const struct hj_node *place) HJ_MUST_CHECK;
int hj_sense_told(struct hj_sense *s, const struct hj_node *fact) HJ_MUST_CHECK;
int hj_sense_preferred(struct hj_sense *s,
    const struct hj_node *parent) HJ_MUST_CHECK;

/* The type of an element; for a code of an organisation's own the nearest of
 * ours. */
const char *hj_sense_type(const struct hj_node *n);
/* Does this event?  *alive: it tells of somebody living. */
bool hj_sense_tells_of_death(const struct hj_node *n, bool *alive);

/* When a person was born and died, as far as accounts say. */
struct hj_life {
	struct hj_moment birth, death;
	bool one_birth, one_death; /* a single account of it */
};
void hj_sense_life(const struct hj_record *r, const struct hj_node *person,
    struct hj_life *ret);

#endif
