/*
 * schema_rng_types.h: for schema_rng*.c only: output that remembers its first
 * error, and the types of values and attributes.
 */
#ifndef HJ_CORE_SCHEMA_RNG_TYPES_H
#define HJ_CORE_SCHEMA_RNG_TYPES_H

#include "core/base/buf.h"
#include "core/case/schema.h"

struct hj_rng {
	struct hj_buf *to;
	struct hj_error *err;
	int rc;
};

#define HJ_RNG_PUT(g, ...)                                                     \
	((g)->rc = (g)->rc != HJ_OK                                            \
		? (g)->rc                                                      \
		: hj_buf_printf((g)->to, (g)->err, __VA_ARGS__))

/* Definitions that the elements refer to: "date", "code.sex", "role.sex". */
void hj_rng_types(struct hj_rng *g);
/* The content of a leaf. */
void hj_rng_value(struct hj_rng *g, const struct hj_elem *e);
/* The value of an attribute. */
void
hj_rng_attr(struct hj_rng *g, const struct hj_elem *e, enum hj_attr_name a);

#endif
