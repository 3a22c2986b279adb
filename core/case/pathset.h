/*
 * pathset.h: all that a field path can mean in the revisions of one file.
 *
 * A change goes to one field (path.h); looking back asks for more: elements
 * came, went and came again under other ids.  Here a step without brackets
 * means every occurrence, an id that element wherever it still is or was, and a
 * position the element that stands there in the file that the path is read
 * against.  An element holds all that is in it: `person.birth` is the date, the
 * place and who says so, of every account.
 */
#ifndef HJ_CORE_PATHSET_H
#define HJ_CORE_PATHSET_H

#include "core/base/limits.h"
#include "core/case/record.h"

struct hj_pathset {
	size_t n;
	struct {
		const struct hj_elem *def;
		char id[HJ_ELEMENT_ID_CHARS + 1]; /* "": every occurrence */
	} step[HJ_CASE_DEPTH];
	enum hj_attr_name attr; /* HJ_NATTRS: the element and all in it */
};

/*
 * The name of the root alone is the whole file.  HJ_EINVAL: no such field
 * (suggests the nearest), or bad brackets; HJ_ENOTFOUND: nothing stands at that
 * position; HJ_EAMBIGUOUS: a position among the children of several elements;
 * HJ_EREFUSED: an id, or a field of another program; HJ_ELIMIT.
 */
int hj_pathset_read(const struct hj_record *r, const char *path,
    struct hj_pathset *ret, struct hj_error *err) HJ_MUST_CHECK;

/* Is this element (attr HJ_NATTRS), or this attribute of it, meant? */
bool hj_pathset_has(const struct hj_pathset *s, const struct hj_node *node,
    enum hj_attr_name attr);
/* Is this element meant, or in what is meant, or around it?  With `def`: the
 * child of that row that it has not. */
bool hj_pathset_meets(const struct hj_pathset *s, const struct hj_node *node,
    const struct hj_elem *def);

#endif
