#include "core/names/namekey.h"

#include <string.h>

#include <sodium.h>

#include "core/names/nameword.h"

#define FEWEST 2
#define MOST 5 /* syllables of a full key */
#define CLASSES 8 /* of one syllable, at most */
#define COMBINATIONS 96

/* Combinations, as a share of the likeliest. */
#define LEAST_KEPT .01
#define LEAST_ASKED .002

/* A combination of classes, one a syllable. */
struct combination {
	double p;
	char class[MOST][HJ_SKELETON + 1];
};

struct classes {
	size_t n;
	char class[HJ_SYLLABLE_CHOICES][HJ_SKELETON + 1];
	double p[HJ_SYLLABLE_CHOICES];
};

/* Not by snprintf(3), which would take half of the time of a name. */
static void
append(char text[static HJ_NAME_KEY_TEXT], size_t *n, const char *p)
{
	while (*p != '\0' && *n + 1 < HJ_NAME_KEY_TEXT)
		text[(*n)++] = *p++;
	text[*n] = '\0';
}

static void
add(struct hj_name_keys *k, enum hj_name_tier tier, const char *prefix,
    const char *a, const char *b)
{
	char *text;
	size_t n = 0;

	if (k->n == HJ_NAME_KEYS)
		return;
	text = k->key[k->n].text;
	append(text, &n, prefix);
	append(text, &n, a);
	append(text, &n, b);
	for (size_t i = 0; i < k->n; i++)
		if (strcmp(k->key[i].text, text) == 0)
			return;
	k->key[k->n++].tier = tier;
}

/* The classes of a syllable, the likeliest first. */
static void
classes_of(const struct hj_syllable *s, struct classes *c)
{
	c->n = 0;
	for (size_t i = 0; i < s->n; i++) {
		char class[HJ_SKELETON + 1];
		size_t at = 0;

		hj_hangul_skeleton(s->choice[i], class);
		while (at < c->n && memcmp(c->class[at], class, 4) != 0)
			at++;
		if (at == c->n) {
			memcpy(c->class[at], class, sizeof(class));
			c->p[c->n++] = 0;
		}
		c->p[at] += (double)s->p[i];
	}
	for (size_t i = 1; i < c->n; i++)
		for (size_t j = i; j > 0 && c->p[j - 1] < c->p[j]; j--) {
			double p = c->p[j];
			char class[HJ_SKELETON + 1];

			c->p[j] = c->p[j - 1];
			c->p[j - 1] = p;
			memcpy(class, c->class[j], sizeof(class));
			memcpy(c->class[j], c -> class[j - 1], sizeof(class));
			memcpy(c->class[j - 1], class, sizeof(class));
		}
	if (c->n > CLASSES)
		c->n = CLASSES;
}

/* How many full keys a reading may have: letters are vaguer than signs. */
static size_t
keys_of(enum hj_reading_kind kind, enum hj_name_breadth breadth)
{
	size_t wider = breadth == HJ_ASK ? 2 : 1;

	switch (kind) {
	case HJ_R_HANGUL:
		return 1;
	case HJ_R_HANJA:
		return 4;
	case HJ_R_CYRILLIC:
	case HJ_R_LATIN:
		return wider * 8;
	case HJ_R_PINYIN:
		return wider * 16;
	}
	return 1;
}

/* Insert into a list of at most `most`, sorted by p. */
static size_t
insert(struct combination *list, size_t n, size_t most,
    const struct combination *c)
{
	size_t i;

	if (n == most) {
		if (list[n - 1].p >= c->p)
			return n;
		n--;
	}
	for (i = n; i > 0 && list[i - 1].p < c->p; i--)
		list[i] = list[i - 1];
	list[i] = *c;
	return n + 1;
}

/* The likeliest combinations of classes. */
static size_t
combine(const struct hj_reading *r, size_t most, struct combination *ret)
{
	struct combination next[COMBINATIONS];
	struct classes c;
	size_t n = 1, filled = 0;

	ret[0].p = 1;
	for (size_t i = 0; i < r->n; i++) {
		size_t m = 0;

		classes_of(&r->of[i], &c);
		for (size_t a = 0; a < n; a++)
			for (size_t b = 0; b < c.n; b++) {
				struct combination one = ret[a];

				one.p *= c.p[b];
				memcpy(one.class[i], c.class[b],
				    sizeof(one.class[i]));
				m = insert(next, m, most, &one);
			}
		n = m;
		filled = n > filled ? n : filled;
		memcpy(ret, next, n * sizeof(next[0]));
	}
	sodium_memzero(next, filled * sizeof(next[0]));
	return n;
}

static void
add_full(struct hj_name_keys *k, const struct combination *c, size_t n)
{
	char best[MOST * HJ_SKELETON + 1], turned[MOST * HJ_SKELETON + 1];

	for (size_t first = 0; first < n; first++) {
		for (size_t i = 0; i < n; i++)
			memcpy(turned + HJ_SKELETON * i,
			    c->class[(first + i) % n], HJ_SKELETON);
		turned[HJ_SKELETON * n] = '\0';
		if (first == 0 || strcmp(turned, best) < 0)
			memcpy(best, turned, sizeof(best));
	}
	add(k, HJ_KEY_FULL, "F:", best, "");
}

static void
add_pairs(struct hj_name_keys *k, const struct combination *c, size_t n)
{
	if (n != 2 && n != 3)
		return;
	for (size_t i = 0; i < (n == 3 ? 3u : 1u); i++) {
		const char *a = c->class[i], *b = c->class[(i + 1) % n];

		if (strcmp(a, b) > 0)
			add(k, HJ_KEY_PAIR, "2:", b, a);
		else
			add(k, HJ_KEY_PAIR, "2:", a, b);
	}
}

static void
add_surname(struct hj_name_keys *k, const struct hj_syllable *s)
{
	char class[HJ_SKELETON + 1];

	if (!hj_hangul_is_surname(s->choice[0]))
		return;
	hj_hangul_skeleton(s->choice[0], class);
	add(k, HJ_KEY_SURNAME, "1:", class, "");
}

static void
add_reading(struct hj_name_keys *k, const struct hj_reading *r,
    enum hj_name_breadth breadth)
{
	struct combination c[COMBINATIONS];
	size_t most = keys_of(r->kind, breadth), n = 0;
	double least = breadth == HJ_ASK ? LEAST_ASKED : LEAST_KEPT;

	if (r->n >= FEWEST && r->n <= MOST) {
		n = combine(r,
		    3 * most < COMBINATIONS ? 3 * most : COMBINATIONS, c);
		for (size_t i = 0; i < n && i < most; i++)
			if (c[i].p >= c[0].p * least)
				add_full(k, &c[i], r->n);
		add_pairs(k, &c[0], r->n);
	}
	add_surname(k, &r->of[0]);
	if (!r->ordered)
		add_surname(k, &r->of[r->n - 1]);
	sodium_memzero(c, n * sizeof(c[0]));
}

void
hj_name_keys(const struct hj_name *name, enum hj_name_breadth breadth,
    struct hj_name_keys *ret)
{
	char consonants[HJ_CONSONANTS + 1];

	ret->n = 0;
	for (size_t i = 0; i < name->n; i++)
		add_reading(ret, &name->reading[i], breadth);
	for (size_t i = 0; i < name->nwords; i++) {
		hj_word_consonants(name->word[i], consonants);
		if (consonants[0] != '\0')
			add(ret, HJ_KEY_WORD, "T:", consonants, "");
	}
}

uint32_t
hj_name_key_hash(const char *text, enum hj_name_tier tier)
{
	uint32_t h = 2166136261u;

	for (; *text != '\0'; text++)
		h = (h ^ (uint8_t)*text) * 16777619u;
	return (h & ~UINT32_C(3)) | (uint32_t)tier;
}

enum hj_name_tier
hj_name_key_tier(uint32_t hash)
{
	switch (hash & 3) {
	case 0:
		return HJ_KEY_FULL;
	case 1:
		return HJ_KEY_WORD;
	case 2:
		return HJ_KEY_PAIR;
	default:
		return HJ_KEY_SURNAME;
	}
}
