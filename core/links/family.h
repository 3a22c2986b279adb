/*
 * family.h: who is related to whom, over one or several case files.
 *
 * Relatives are the persons of all files; whoever was split into a case of
 * their own is one and the same in both.  Kinships come from relations inside
 * a file and from links between two.  Each relative gets a generation, as far
 * as the kinships tell; a kinship that contradicts stronger ones ("A is the
 * parent of B" and "B is the parent of A") is kept and marked, so that nothing
 * that is drawn from the rest runs in a circle.
 *
 * Nothing depends on the order of the elements: parents count more than
 * brothers and sisters, these more than couples, these more than remoter kin;
 * among equals ids decide.
 */
#ifndef HJ_CORE_FAMILY_H
#define HJ_CORE_FAMILY_H

#include "core/case/record.h"
#include "core/links/relation.h"

struct hj_relative {
	const struct hj_node *person;
	size_t file; /* which of the files they stand in */
	size_t whole; /* the first that is the same person: itself, mostly */
	size_t clan; /* the least relative that any kinship leads to */
	int generation; /* from 0, the eldest of all whose place is known */
	unsigned parents; /* of birth, that fit */
	bool related; /* there is a kinship */
};

/* Between wholes: "a is the TYPE of b".  A parent, or the elder of two, is a;
 * otherwise a < b.  Each once. */
struct hj_kinship {
	size_t a, b;
	const char *type; /* code of the list `relation`; NULL: not said */
	enum hj_tie tie; /* HJ_TIE_KIN where it was not said */
	bool fits; /* with all that are stronger */
};

struct hj_family {
	struct hj_relative *relative;
	size_t n;
	struct hj_kinship *kinship; /* strongest first */
	size_t nkinships;
	size_t hidden; /* relations above the level */
};

/*
 * Of these files, in order: the first has the first say who is whole.  Only
 * relations not above the level `most`.  Borrows from the records.  HJ_ENOMEM.
 */
int
hj_family_new(const struct hj_record *const *files, size_t n, enum hj_conf most,
    struct hj_family **ret, struct hj_error *err) HJ_MUST_CHECK;
void hj_family_free(struct hj_family *f);

#endif
