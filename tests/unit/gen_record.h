/*
 * gen_record.h: random valid case files, made by walking the schema table.
 *
 * The same seed gives the same file, ids included.  Every name is invented:
 * syllables thrown together.  Texts hold what escaping and scripts can get
 * wrong: & < > " ' ]]>, Hangul, Hanja, Cyrillic, astral characters.
 */
#ifndef HJ_TESTS_GEN_RECORD_H
#define HJ_TESTS_GEN_RECORD_H

#include "core/case/record.h"

struct gen {
	uint64_t state;
	struct hj_record *record;
	unsigned nodes;
	struct hj_error err;
};

enum gen_flags {
	GEN_EXT = 1, /* foreign elements inside ext */
	GEN_WITHHELD = 2, /* some elements withheld */
	GEN_CASE = 4, /* only case files, no petitions or tombstones */
};

/* About 60 elements and 2 KB of canonical bytes.  NULL: out of memory. */
struct hj_record *gen_record(uint64_t seed, unsigned flags);

/* Break it, or at least change it, in one place.  Not every change is wrong. */
void gen_mutate(struct gen *g, struct hj_record *r);

/* Take out what contradicts itself (core/sense/sense.h). */
void gen_sensible(struct gen *g);

/* 0 to n - 1. */
uint32_t gen_below(struct gen *g, uint32_t n);
/* One of the values that a leaf may hold; no references. */
void
gen_value(struct gen *g, const struct hj_elem *def, char *ret, size_t size);

#endif
