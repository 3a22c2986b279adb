#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/base/arena.h"

/* An average case file fits the first block; a 4 MiB one needs about ten. */
#define FIRST ((size_t)16 << 10)
#define LARGEST ((size_t)1 << 20)

struct hj_arena_block {
	struct hj_arena_block *before;
	size_t size, used;
	alignas(max_align_t) uint8_t data[];
};

static int
new_block(struct hj_arena *a, size_t n, struct hj_error *err)
{
	size_t size = a->last != NULL ? a->last->size * 2 : FIRST;
	struct hj_arena_block *b;

	if (size > LARGEST)
		size = LARGEST;
	if (size < n)
		size = n;
	if (size > SIZE_MAX - sizeof(*b) ||
	    (b = malloc(sizeof(*b) + size)) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	b->before = a->last;
	b->size = size;
	b->used = 0;
	a->last = b;
	return HJ_OK;
}

int
hj_arena_alloc(struct hj_arena *a, size_t n, void **ret, struct hj_error *err)
{
	const size_t step = alignof(max_align_t);
	struct hj_arena_block *b;
	int rc;

	if (n > SIZE_MAX - step) {
		(void)hj_fail(err, HJ_ENOMEM, "out of memory");
		return HJ_ENOMEM;
	}
	n = (n + step - 1) / step * step;
	if ((a->last == NULL || n > a->last->size - a->last->used) &&
	    (rc = new_block(a, n, err)) != HJ_OK)
		return rc;
	b = a->last;
	*ret = memset(b->data + b->used, 0, n);
	b->used += n;
	return HJ_OK;
}

int
hj_arena_text(struct hj_arena *a, const char *p, size_t n, char **ret,
    struct hj_error *err)
{
	void *to;

	if (hj_arena_alloc(a, n + 1, &to, err) != HJ_OK)
		return (int)err->code;
	if (n != 0)
		memcpy(to, p, n);
	*ret = to;
	return HJ_OK;
}

void
hj_arena_clear(struct hj_arena *a)
{
	struct hj_arena_block *b = a->last;

	while (b != NULL) {
		struct hj_arena_block *before = b->before;

		sodium_memzero(b->data, b->used);
		free(b);
		b = before;
	}
	a->last = NULL;
}
