/*
 * tombstone_record.h: what was erased, as a record that leaves (record.md 2):
 * the id of the case file, the day, and of a part which element it was.
 *
 * No name, no value, and nobody who approved; the ground is withheld, and stays
 * in the log of whoever erased it.  It leaves only where the ids of case files
 * leave anyway.
 */
#ifndef HJ_CORE_TOMBSTONE_RECORD_H
#define HJ_CORE_TOMBSTONE_RECORD_H

#include "core/case/record.h"
#include "core/vault/tombstone.h"

/* HJ_ENOMEM. */
int hj_tombstone_record(const struct hj_tombstone *t, struct hj_record **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* What one says; borrowed from it. */
struct hj_tombstone_told {
	const char *id; /* of the case file, as stored */
	const char *erased; /* EDTF; NULL: not said */
	const char *kind; /* of the element; NULL: the whole */
	const char *element; /* its id; NULL: it has none */
	char word[HJ_TOMBSTONE_KIND], name[8]; /* where the last two lie */
};

/* False: the record is no tombstone. */
bool
hj_tombstone_read(const struct hj_record *r, struct hj_tombstone_told *ret);

/* What would be said so, but for the log id; the day (1970 to 2999) at its
 * beginning.  False: it is no such day, id or part. */
bool
hj_tombstone_of(const struct hj_tombstone_told *t, struct hj_tombstone *ret);

#endif
