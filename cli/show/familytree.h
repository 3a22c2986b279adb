/*
 * familytree.h: a family as a tree of lines.
 *
 *	1  Kim Il Man [k4m7qx]         1931
 *	2  ├─ = Ok Nan Hui [p9tw2d]    Spouse
 *	2  │  ├─ Kim Na Ra [h3v8zc]    case k7m2-qx4d-9tn1-w0zc-h
 *	2  │  └─ Kim Mal Suk [x5b0ra]  Adopted child
 *	   └─ ...
 *
 * The number is the generation, as far as the kinships tell.  Children stand
 * below the couple whose they are; below one person alone, where the other
 * parent is not recorded.  Nobody is drawn twice: where somebody stands again,
 * an arrow says so.
 */
#ifndef HJ_CLI_FAMILYTREE_H
#define HJ_CLI_FAMILYTREE_H

#include "core/base/buf.h"
#include "core/links/family.h"

struct familytree {
	const struct hj_family *family;
	/* Of each file the id to be shown beside its people; NULL: none. */
	const char *const *cases;
	bool reveal; /* names that are secret too */
	bool korean;
};

/* Append the lines, and in sentences what no tree can show: remoter kin, what
 * contradicts, who has no relation at all. */
int familytree_draw(const struct familytree *t, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
