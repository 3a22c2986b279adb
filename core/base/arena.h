/*
 * arena.h: memory that is given out in pieces and taken back all at once.
 *
 * Pieces are zeroed, aligned for any type and stay where they are until the
 * arena is cleared, which wipes every byte that was given out.  Blocks double
 * in size, so that a small record costs one malloc(3) and a large one few.
 */
#ifndef HJ_CORE_ARENA_H
#define HJ_CORE_ARENA_H

#include "core/base/error.h"

struct hj_arena_block;

struct hj_arena {
	struct hj_arena_block *last;
};

#define HJ_ARENA ((struct hj_arena){ .last = NULL })

/* HJ_ENOMEM.  n may be 0. */
int hj_arena_alloc(struct hj_arena *a, size_t n, void **ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* A copy of p with a NUL after it. */
int hj_arena_text(struct hj_arena *a, const char *p, size_t n, char **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_arena_clear(struct hj_arena *a);

#endif
