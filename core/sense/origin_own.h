/*
 * origin_own.h: the sources of a file, for origin*.c only.
 */
#ifndef HJ_CORE_ORIGIN_OWN_H
#define HJ_CORE_ORIGIN_OWN_H

#include "core/sense/origin.h"

/* Rounds in which origins pass from a source to those based on it: longer
 * chains, in the worst order, have no known origin. */
#define HJ_ORIGIN_ROUNDS 64

struct hj_origin_source {
	uint32_t id;
	bool derived; /* based on something */
	bool state; /* a State's public statement */
	struct hj_origin_set set;
	const struct hj_node *node;
};

struct hj_origins {
	struct hj_origin_source *source; /* ascending by id */
	size_t n;
	const struct hj_record *record;
};

/* An element id as a number, which orders like the id; 0: not an id. */
uint32_t hj_origin_key(const char *id, size_t n);
/* The smallest ones stay, whatever came first.  True when something changed. */
bool hj_origin_insert(struct hj_origin_set *s, uint32_t key);
/* NULL: no such source. */
struct hj_origin_source *
hj_origin_find(const struct hj_origins *o, uint32_t id);

#endif
