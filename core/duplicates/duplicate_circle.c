#include <string.h>

#include "core/duplicates/duplicate_own.h"

/* Of more persons with one key only those are compared of whom something else
 * is known: a common name alone says nothing. */
#define COMMON 200

#define NUMBERS(buf) ((uint32_t *)(void *)(buf).data)

bool
hj_circle_is_common(const struct hj_circle *circle)
{
	return circle->n > COMMON;
}

/* The circles that are common, or those that are not. */
static int
gather(struct hj_circles *s, const struct hj_crowd *c, bool common,
    struct hj_error *err)
{
	size_t n = HJ_CROWD_N(c, key);
	struct hj_circle circle;

	for (size_t i = 0; i < n; i += circle.n) {
		circle = (struct hj_circle){ (uint32_t)i, 1 };
		while (i + circle.n < n &&
		    HJ_CROWD(c, key, i + circle.n).key ==
			HJ_CROWD(c, key, i).key)
			circle.n++;
		if (circle.n > 1 && hj_circle_is_common(&circle) == common &&
		    hj_buf_add(&s->circle, &circle, sizeof(circle), err) !=
			HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

/* Where the circles of each person begin, by how many each is in. */
static int
make_room(struct hj_circles *s, const struct hj_crowd *c, struct hj_error *err)
{
	size_t persons = HJ_CROWD_N(c, person),
	       n = s->circle.len / sizeof(struct hj_circle);
	const struct hj_circle *circle =
	    (const struct hj_circle *)(const void *)s->circle.data;
	uint32_t *from, sum = 0;
	uint8_t *p;

	if (hj_buf_extend(&s->from, (persons + 1) * sizeof(*from), &p, err) !=
	    HJ_OK)
		return (int)err->code;
	memset(p, 0, (persons + 1) * sizeof(*from));
	from = NUMBERS(s->from);
	for (size_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < circle[i].n; k++)
			from[HJ_CROWD(c, key, circle[i].first + k).person]++;
	for (size_t i = 0; i <= persons; i++) {
		uint32_t here = from[i];

		from[i] = sum;
		sum += here;
	}
	return hj_buf_extend(&s->of, sum * sizeof(uint32_t), &p, err);
}

int
hj_circles_draw(struct hj_circles *s, const struct hj_crowd *c,
    struct hj_error *err)
{
	const struct hj_circle *circle;
	uint32_t *from, *of;
	size_t n, persons = HJ_CROWD_N(c, person);

	if (gather(s, c, false, err) != HJ_OK ||
	    gather(s, c, true, err) != HJ_OK || make_room(s, c, err) != HJ_OK)
		return (int)err->code;
	circle = (const struct hj_circle *)(const void *)s->circle.data;
	n = s->circle.len / sizeof(*circle);
	from = NUMBERS(s->from);
	of = NUMBERS(s->of);
	for (size_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < circle[i].n; k++)
			of[from[HJ_CROWD(c, key, circle[i].first + k).person]++] =
			    (uint32_t)i;
	/* Each stands now where the next begins. */
	memmove(from + 1, from, persons * sizeof(*from));
	from[0] = 0;
	return HJ_OK;
}

void
hj_circles_clear(struct hj_circles *s)
{
	hj_buf_clear(&s->circle);
	hj_buf_clear(&s->of);
	hj_buf_clear(&s->from);
}

uint32_t
hj_circles_first(const struct hj_circles *s, uint32_t a, uint32_t b)
{
	const uint32_t *from = NUMBERS(s->from), *of = NUMBERS(s->of);
	const uint32_t *x = of + from[a], *y = of + from[b];

	while (*x != *y)
		if (*x < *y)
			x++;
		else
			y++;
	return *x;
}
