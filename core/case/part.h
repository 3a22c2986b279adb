/*
 * part.h: an element of a case file, found again in every revision of it.
 *
 * What may occur more than once is known by its id.  What occurs once has none:
 * it is known by the nearest element above that has one, and by the names
 * between the two.
 */
#ifndef HJ_CORE_PART_H
#define HJ_CORE_PART_H

#include "core/base/limits.h"
#include "core/case/record.h"

struct hj_part {
	char id[HJ_ELEMENT_ID_CHARS + 1]; /* its own, or of the nearest above;
					   * "": of the root */
	size_t depth; /* of it below that one; 0: it is the one */
	const struct hj_elem *def[HJ_CASE_DEPTH]; /* its own, then upwards */
};

/* HJ_EINVAL: the root, something withheld, or a field of another program. */
int hj_part_of(const struct hj_node *node, struct hj_part *ret,
    struct hj_error *err) HJ_MUST_CHECK;
bool hj_part_is(const struct hj_part *p, const struct hj_node *node);
/* NULL: the file does not have it. */
struct hj_node *
hj_part_find(const struct hj_record *r, const struct hj_part *p);
/* What kind of element it is: "person". */
const char *hj_part_kind(const struct hj_part *p);
/* Its own id; "": it has none. */
const char *hj_part_id(const struct hj_part *p);

#endif
