#include "core/log/headset.h"

#include <stdlib.h>

#define LEAST 64

/* Where the hash is, or the free place where it would be (linear probing;
 * Knuth, TAOCP 3, 6.4). */
static size_t
place(const struct hj_headset *s, uint64_t hash)
{
	size_t i = (size_t)(hash % s->cap);

	while (s->at[i] != 0 && s->at[i] != hash)
		i = i + 1 == s->cap ? 0 : i + 1;
	return i;
}

static int
make(struct hj_headset *s, size_t cap, struct hj_error *err)
{
	*s = (struct hj_headset){ .cap = cap };
	if ((s->at = calloc(cap, sizeof(*s->at))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	return HJ_OK;
}

int
hj_headset_init(struct hj_headset *s, uint64_t expected, struct hj_error *err)
{
	if (expected > SIZE_MAX / 16)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	return make(s, (size_t)expected + (size_t)expected / 4 + LEAST, err);
}

void
hj_headset_clear(struct hj_headset *s)
{
	free(s->at);
	*s = (struct hj_headset){ .at = NULL };
}

static int
grow(struct hj_headset *s, struct hj_error *err)
{
	struct hj_headset more;

	if (make(&more, s->cap + s->cap / 2, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < s->cap; i++)
		if (s->at[i] != 0)
			more.at[place(&more, s->at[i])] = s->at[i];
	more.n = s->n;
	free(s->at);
	*s = more;
	return HJ_OK;
}

/* 0 is what a free place holds. */
static uint64_t
marked(uint64_t hash)
{
	return hash != 0 ? hash : 1;
}

int
hj_headset_add(struct hj_headset *s, uint64_t hash, bool *added,
    struct hj_error *err)
{
	size_t i;

	if (10 * (s->n + 1) > 9 * s->cap && grow(s, err) != HJ_OK)
		return (int)err->code;
	i = place(s, marked(hash));
	*added = s->at[i] == 0;
	s->at[i] = marked(hash);
	s->n += *added;
	return HJ_OK;
}

bool
hj_headset_drop(struct hj_headset *s, uint64_t hash)
{
	size_t hole = place(s, marked(hash)), i = hole;

	if (s->at[hole] == 0)
		return false;
	/* What stands behind moves up, unless it would then stand before where
	 * it belongs (Knuth's algorithm R). */
	for (;;) {
		size_t home;

		i = i + 1 == s->cap ? 0 : i + 1;
		if (s->at[i] == 0)
			break;
		home = (size_t)(s->at[i] % s->cap);
		if (hole <= i ? home > hole && home <= i
			      : home > hole || home <= i)
			continue;
		s->at[hole] = s->at[i];
		hole = i;
	}
	s->at[hole] = 0;
	s->n--;
	return true;
}
