/*
 * gen_whole.h: every field and every attribute that the schema table knows, as
 * changes that make one file with all of them.
 *
 * Made by walking the table: a row that somebody adds is in it.  Every value is
 * valid and invented; texts hold what escaping can get wrong.  Where files of a kind do
 * not have what a reference leads to, it is unknown; sources are left out there.
 */
#ifndef HJ_TESTS_GEN_WHOLE_H
#define HJ_TESTS_GEN_WHOLE_H

#include "core/case/schema.h"

#define GEN_WHOLE_MAX 4096

struct gen_whole {
	char path[256]; /* with labels: "person[+person].name[+person.name]" */
	char value[160];
	char other[160]; /* another that is valid; "": there is none */
	const struct hj_elem *def;
	enum hj_attr_name attr; /* HJ_NATTRS: the text of the element */
	bool refers; /* its value is a label that an earlier change made */
	bool known; /* path?=value: why there is no value */
};

/* In an order in which they can be applied; how many.  *left (may be NULL): how
 * many were left out. */
size_t gen_whole(const char *root, struct gen_whole to[static GEN_WHOLE_MAX],
    size_t *left);

#endif
