#include "core/names/segment.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#define BEAM 12
#define WITHIN 4.0

/* The best cuts up to one place, the best first. */
struct beam {
	size_t n;
	struct hj_segment of[BEAM];
};

struct hj_segmenter {
	struct beam at[HJ_NAME_LETTERS + 1]; /* inside a word */
	struct beam before, after; /* it */
};

int
hj_segmenter_new(struct hj_segmenter **ret, struct hj_error *err)
{
	if ((*ret = calloc(1, sizeof(**ret))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	return HJ_OK;
}

void
hj_segmenter_free(struct hj_segmenter *g)
{
	if (g != NULL)
		sodium_memzero(g, sizeof(*g));
	free(g);
}

static void
insert(struct beam *b, const struct hj_segment *s)
{
	size_t i;

	if (b->n == BEAM) {
		if (b->of[BEAM - 1].weight >= s->weight)
			return;
		b->n--;
	}
	for (i = b->n++; i > 0 && b->of[i - 1].weight < s->weight; i--)
		b->of[i] = b->of[i - 1];
	b->of[i] = *s;
}

static void
add_syllable(const struct beam *from, const struct hj_syllable *syllable,
    struct beam *to)
{
	for (size_t i = 0; i < from->n; i++) {
		double weight = from->of[i].weight + syllable->weight;
		struct hj_segment s;

		/* The best come first: no other will do better. */
		if (to->n == BEAM && to->of[BEAM - 1].weight >= weight)
			return;
		if (from->of[i].n == HJ_SEGMENT_SYLLABLES)
			continue;
		s = from->of[i];
		s.weight = weight;
		s.of[s.n++] = syllable;
		insert(to, &s);
	}
}

/* All cuts of one word end in g->at[n]. */
static int
cut_word(struct hj_segmenter *g, struct hj_spellings *spellings,
    enum hj_alphabet a, const char *letters, size_t n, struct hj_error *err)
{
	const struct hj_syllable *syllable;

	for (size_t i = 0; i <= n; i++)
		g->at[i].n = 0;
	g->at[0].n = 1;
	g->at[0].of[0] = (struct hj_segment){ .n = 0 };
	for (size_t i = 0; i < n; i++) {
		if (g->at[i].n == 0)
			continue;
		for (size_t k = 1; k <= HJ_SPELLING_MAX && i + k <= n; k++) {
			if (hj_spelling_read(spellings, a, letters + i, k,
				&syllable, err) != HJ_OK)
				return (int)err->code;
			if (syllable != NULL)
				add_syllable(&g->at[i], syllable,
				    &g->at[i + k]);
		}
	}
	return HJ_OK;
}

/* Each cut of the words before with each of this word. */
static void
join(const struct beam *before, const struct beam *word, struct beam *to)
{
	to->n = 0;
	for (size_t i = 0; i < before->n; i++)
		for (size_t k = 0; k < word->n; k++) {
			const struct hj_segment *w = &word->of[k];
			struct hj_segment s = before->of[i];

			if (s.n + w->n > HJ_SEGMENT_SYLLABLES)
				continue;
			s.weight += w->weight;
			memcpy(s.of + s.n, w->of, w->n * sizeof(w->of[0]));
			s.n = (uint8_t)(s.n + w->n);
			insert(to, &s);
		}
}

/* Most names have three syllables. */
static double
of_length(size_t n)
{
	static const double weight[] = { -12, -6, -2.5, 0, -3.5, -8 };

	return n < HJ_LEN(weight) ? weight[n] : -12;
}

int
hj_segments(struct hj_segmenter *g, struct hj_spellings *s, enum hj_alphabet a,
    const struct hj_name_tokens *t, size_t most, struct hj_segment *ret,
    size_t *n, struct hj_error *err)
{
	*n = 0;
	if (t->nwords == 0)
		return HJ_OK;
	g->before.n = 1;
	g->before.of[0] = (struct hj_segment){ .n = 0 };
	for (size_t i = 0; i < t->nwords; i++) {
		size_t len = t->word[i].n;

		if (cut_word(g, s, a, t->word[i].letters, len, err) != HJ_OK)
			return (int)err->code;
		join(&g->before, &g->at[len], &g->after);
		if (g->after.n == 0)
			return HJ_OK;
		g->before = g->after;
	}
	g->after.n = 0;
	for (size_t i = 0; i < g->before.n; i++) {
		struct hj_segment *found = &g->before.of[i];

		found->weight += of_length(found->n);
		insert(&g->after, found);
	}
	while (*n < most && *n < g->after.n &&
	    g->after.of[*n].weight > g->after.of[0].weight - WITHIN) {
		ret[*n] = g->after.of[*n];
		++*n;
	}
	return HJ_OK;
}
