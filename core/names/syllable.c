#include "core/names/syllable.h"

#include <string.h>

void
hj_syllable_certain(uint16_t neutral, struct hj_syllable *ret)
{
	ret->n = 1;
	ret->choice[0] = neutral;
	ret->p[0] = 1;
	ret->weight = 0;
}

void
hj_syllable_add(struct hj_syllable *s, uint16_t neutral, double p)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->choice[i] == neutral) {
			s->p[i] += (float)p;
			return;
		}
	if (s->n == HJ_SYLLABLE_CHOICES)
		return;
	s->choice[s->n] = neutral;
	s->p[s->n++] = (float)p;
}

static bool
stands_before(const struct hj_syllable *s, size_t a, size_t b)
{
	if (s->p[a] != s->p[b])
		return s->p[a] > s->p[b];
	return s->choice[a] < s->choice[b];
}

static void
swap(struct hj_syllable *s, size_t a, size_t b)
{
	uint16_t choice = s->choice[a];
	float p = s->p[a];

	s->choice[a] = s->choice[b];
	s->p[a] = s->p[b];
	s->choice[b] = choice;
	s->p[b] = p;
}

void
hj_syllable_settle(struct hj_syllable *s, double least)
{
	double sum = 0, kept = 0;

	for (size_t i = 0; i < s->n; i++)
		sum += (double)s->p[i];
	for (size_t i = 1; i < s->n; i++)
		for (size_t j = i; j > 0 && stands_before(s, j, j - 1); j--)
			swap(s, j, j - 1);
	while (s->n > 1 && (double)s->p[s->n - 1] <= least * sum)
		s->n--;
	for (size_t i = 0; i < s->n; i++)
		kept += (double)s->p[i];
	for (size_t i = 0; i < s->n; i++)
		s->p[i] = (float)((double)s->p[i] / kept);
}
