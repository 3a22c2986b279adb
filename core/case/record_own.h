/*
 * record_own.h: the inside of a record, for record.c and codec_read.c only.
 */
#ifndef HJ_CORE_RECORD_OWN_H
#define HJ_CORE_RECORD_OWN_H

#include "core/base/arena.h"
#include "core/base/idmap.h"
#include "core/case/record.h"

struct hj_record {
	struct hj_arena arena;
	struct hj_idmap ids; /* of nodes, removed ones included */
	struct hj_node *root;
};

/* Put an attribute behind the others; name and value live as long as the
 * record.  HJ_ENOMEM. */
int
hj_record_push_attr(struct hj_record *r, struct hj_node *node, const char *name,
    const char *value, size_t len, struct hj_error *err) HJ_MUST_CHECK;

#endif
