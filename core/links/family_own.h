/*
 * family_own.h: the inside of a family, for family*.c only.
 */
#ifndef HJ_CORE_FAMILY_OWN_H
#define HJ_CORE_FAMILY_OWN_H

#include "core/links/family.h"

struct hj_families {
	struct hj_family *f;
	const struct hj_record *const *files;
	size_t nfiles;
	enum hj_conf most;
	size_t room; /* for kinships */
};

/* The whole of a relative. */
size_t hj_family_whole(const struct hj_family *f, size_t i);
/* The relative of a file by element id; SIZE_MAX: none. */
size_t hj_family_find(const struct hj_families *x, size_t file, const char *id);

/* Read all kinships, in order, each once. */
int hj_family_read(struct hj_families *x, struct hj_error *err) HJ_MUST_CHECK;
/* Clans, generations, and which kinships fit. */
int hj_family_place(struct hj_families *x, struct hj_error *err) HJ_MUST_CHECK;

#endif
