#include "core/names/spelling.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/base/arena.h"

struct spelling {
	char spelled[8];
	uint16_t part; /* jamo of its part, or a syllable */
	float weight;
};

#include "core/spelling_tables.inc"

/* Places of the table of what was read; a power of two. */
#define PLACES 16384
#define FULL (PLACES / 2)

/* A share of a syllable's probability below this is noise. */
#define LEAST_LATIN .003
#define LEAST_CYRILLIC .004
/* A word that is a name by itself, however rare. */
#define LEAST_WORD 1e-4

struct table {
	const struct spelling *rows;
	size_t n;
};

#define TABLE(name)                                                            \
	{                                                                      \
		name, HJ_LEN(name)                                             \
	}

static const struct table onsets[] = { TABLE(latin_onset),
	TABLE(cyrillic_onset) };
static const struct table nuclei[] = { TABLE(latin_nucleus),
	TABLE(cyrillic_nucleus) };
static const struct table codas[] = { TABLE(latin_coda), TABLE(cyrillic_coda) };
static const struct table latin_syllables = TABLE(latin_syllable);
static const struct table cyrillic_words = TABLE(cyrillic_word);

struct place {
	char letters[HJ_SPELLING_MAX + 1]; /* "": free */
	uint8_t alphabet;
	struct hj_syllable *read; /* NULL: no syllable */
};

struct hj_spellings {
	struct place places[PLACES];
	uint16_t taken[PLACES]; /* which are filled */
	size_t used;
	struct hj_arena arena;
	/* While one is read: the weight of each syllable, zero again behind
	 * it, and which have any; and the most that ever had. */
	double sum[HJ_HANGUL_COUNT];
	uint16_t met[HJ_HANGUL_COUNT];
	size_t nmet, most;
};

int
hj_spellings_new(struct hj_spellings **ret, struct hj_error *err)
{
	struct hj_spellings *s;

	if ((s = calloc(1, sizeof(*s))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	s->arena = HJ_ARENA;
	*ret = s;
	return HJ_OK;
}

/* Only what was filled: one name takes a few places of the many. */
static void
forget(struct hj_spellings *s)
{
	hj_arena_clear(&s->arena);
	for (size_t i = 0; i < s->used; i++)
		sodium_memzero(&s->places[s->taken[i]], sizeof(s->places[0]));
	sodium_memzero(s->taken, s->used * sizeof(s->taken[0]));
	sodium_memzero(s->met, s->most * sizeof(s->met[0]));
	s->used = s->most = 0;
}

void
hj_spellings_free(struct hj_spellings *s)
{
	if (s == NULL)
		return;
	forget(s);
	free(s);
}

void
hj_spellings_trim(struct hj_spellings *s)
{
	if (s->used < FULL)
		return;
	forget(s);
}

/* The rows whose spelling is exactly p[0..n). */
static struct table
rows_of(const struct table *t, const char *p, size_t n)
{
	struct table found = { NULL, 0 };
	size_t lo = 0, hi = t->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (strncmp(t->rows[mid].spelled, p, n) >= 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	found.rows = t->rows + lo;
	while (lo + found.n < t->n &&
	    strncmp(found.rows[found.n].spelled, p, n) == 0 &&
	    found.rows[found.n].spelled[n] == '\0')
		found.n++;
	return found;
}

static void
count(struct hj_spellings *s, unsigned syllable, double weight)
{
	if (s->sum[syllable] == 0)
		s->met[s->nmet++] = (uint16_t)syllable;
	s->sum[syllable] += weight;
}

/* May these two stand together? */
static bool
fits(enum hj_alphabet a, unsigned onset, bool silent, unsigned nucleus)
{
	/* An l, r or n that is not heard, only before i and y. */
	if (onset == 11 && !silent && !hj_hangul_is_iotated(nucleus) &&
	    nucleus != 19)
		return false;
	/* After ㅈ and ㅊ Russian е is ㅓ. */
	return a != HJ_CYRILLIC || (onset != 12 && onset != 14) || nucleus != 6;
}

static void
combine(struct hj_spellings *s, enum hj_alphabet a, const struct table part[3],
    bool silent)
{
	for (size_t i = 0; i < part[0].n; i++)
		for (size_t j = 0; j < part[1].n; j++) {
			const struct spelling *o = &part[0].rows[i],
					      *v = &part[1].rows[j];

			if (!fits(a, o->part, silent, v->part))
				continue;
			for (size_t k = 0; k < part[2].n; k++) {
				const struct spelling *c = &part[2].rows[k];
				uint16_t h = (uint16_t)(o->part * 588u +
				    v->part * 28u + c->part);

				if (hj_hangul_neutral(h) == h)
					count(s, h,
					    hj_hangul_prior(h) *
						(double)o->weight *
						(double)v->weight *
						(double)c->weight);
			}
		}
}

/* All cuts into three parts, of which the middle is not empty. */
static void
cut(struct hj_spellings *s, enum hj_alphabet a, const char *p, size_t n)
{
	struct table part[3];

	for (size_t i = 0; i < n && i <= 4; i++) {
		if ((part[0] = rows_of(&onsets[a], p, i)).n == 0)
			continue;
		for (size_t j = 1; i + j <= n; j++) {
			part[1] = rows_of(&nuclei[a], p + i, j);
			if (part[1].n == 0)
				continue;
			part[2] = rows_of(&codas[a], p + i + j, n - i - j);
			combine(s, a, part, i == 0);
		}
	}
}

/* Spellings of a whole syllable that its parts do not explain: half of the
 * weight is theirs. */
static void
add_whole(struct hj_spellings *s, const char *p, size_t n)
{
	struct table whole = rows_of(&latin_syllables, p, n);

	if (whole.n == 0)
		return;
	for (size_t i = 0; i < s->nmet; i++)
		s->sum[s->met[i]] *= .5;
	for (size_t i = 0; i < whole.n; i++)
		count(s, whole.rows[i].part,
		    .5 * hj_hangul_prior(whole.rows[i].part) *
			(double)whole.rows[i].weight);
}

/* The heaviest of what was counted, and forget the count. */
static bool
take(struct hj_spellings *s, double least, struct hj_syllable *ret)
{
	double sum = 0;

	*ret = (struct hj_syllable){ .n = 0 };
	for (size_t i = 0; i < s->nmet; i++)
		sum += s->sum[s->met[i]];
	for (size_t i = 0; i < s->nmet; i++) {
		uint16_t h = s->met[i];
		double w = s->sum[h];
		size_t at = ret->n;

		s->sum[h] = 0;
		if (w <= least * sum)
			continue;
		if (at == HJ_SYLLABLE_CHOICES && (double)ret->p[--at] >= w)
			continue;
		ret->n = (uint8_t)(at + 1);
		for (; at > 0 && (double)ret->p[at - 1] < w; at--) {
			ret->p[at] = ret->p[at - 1];
			ret->choice[at] = ret->choice[at - 1];
		}
		ret->p[at] = (float)w;
		ret->choice[at] = h;
	}
	s->most = s->nmet > s->most ? s->nmet : s->most;
	s->nmet = 0;
	if (ret->n == 0)
		return false;
	hj_syllable_settle(ret, 0);
	ret->weight = log(sum);
	return true;
}

static bool
read_korean(struct hj_spellings *s, enum hj_alphabet a, const char *p, size_t n,
    struct hj_syllable *ret)
{
	struct table word;

	if (a == HJ_CYRILLIC &&
	    (word = rows_of(&cyrillic_words, p, n)).n != 0) {
		double prior = hj_hangul_prior(word.rows[0].part);

		hj_syllable_certain(word.rows[0].part, ret);
		ret->weight = log(prior < LEAST_WORD ? LEAST_WORD : prior);
		return true;
	}
	cut(s, a, p, n);
	if (a == HJ_LATIN)
		add_whole(s, p, n);
	return take(s, a == HJ_LATIN ? LEAST_LATIN : LEAST_CYRILLIC, ret);
}

static struct place *
place_of(struct hj_spellings *s, enum hj_alphabet a, const char *p, size_t n)
{
	uint32_t h = 2166136261u ^ (uint32_t)a; /* FNV-1a */

	for (size_t i = 0; i < n; i++)
		h = (h ^ (uint8_t)p[i]) * 16777619u;
	for (h ^= h >> 15;; h++) {
		struct place *at = &s->places[h % PLACES];

		if (at->letters[0] == '\0' ||
		    (at->alphabet == a && at->letters[n] == '\0' &&
			memcmp(at->letters, p, n) == 0))
			return at;
	}
}

int
hj_spelling_read(struct hj_spellings *s, enum hj_alphabet a, const char *p,
    size_t n, const struct hj_syllable **ret, struct hj_error *err)
{
	struct place *at = place_of(s, a, p, n);
	struct hj_syllable read;
	bool good;
	void *kept;

	if (at->letters[0] != '\0') {
		*ret = at->read;
		return HJ_OK;
	}
	/* One name never fills what trim left free. */
	if (s->used == PLACES - 1)
		return hj_fail(err, HJ_ELIMIT, "too many letters at once");
	good = a == HJ_PINYIN ? hj_pinyin_read(p, n, &read)
			      : read_korean(s, a, p, n, &read);
	if (good) {
		if (hj_arena_alloc(&s->arena, sizeof(read), &kept, err) !=
		    HJ_OK)
			return (int)err->code;
		memcpy(kept, &read, sizeof(read));
		at->read = kept;
	}
	memcpy(at->letters, p, n);
	at->letters[n] = '\0';
	at->alphabet = (uint8_t)a;
	s->taken[s->used++] = (uint16_t)(at - s->places);
	*ret = at->read;
	return HJ_OK;
}
