#include "core/names/name.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/names/nameword.h"
#include "core/names/segment.h"

/* Of a name in letters. */
#define KOREAN_CUTS 3
#define PINYIN_CUTS 2
#define PINYIN_SYLLABLES 4
/* A reading so much less likely than the best is none (in nats). */
#define HOPELESS 7.0
/* Above this weight a syllable a name is surely Korean or Chinese: 97 % of
 * those, 3 % of others (names.md 5). */
#define SURELY_KOREAN (-8.0)

struct hj_namer {
	struct hj_spellings *spellings;
	struct hj_segmenter *segmenter;
	struct hj_wordsmith *words;
};

int
hj_namer_new(struct hj_namer **ret, struct hj_error *err)
{
	struct hj_namer *r;

	if ((r = calloc(1, sizeof(*r))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	if (hj_spellings_new(&r->spellings, err) != HJ_OK ||
	    hj_segmenter_new(&r->segmenter, err) != HJ_OK ||
	    hj_wordsmith_new(&r->words, err) != HJ_OK) {
		hj_namer_free(r);
		return (int)err->code;
	}
	*ret = r;
	return HJ_OK;
}

void
hj_namer_free(struct hj_namer *r)
{
	if (r == NULL)
		return;
	hj_spellings_free(r->spellings);
	hj_segmenter_free(r->segmenter);
	hj_wordsmith_free(r->words);
	free(r);
}

/* Only what was filled; a wipe of the whole costs more than reading one. */
void
hj_name_clear(struct hj_name *name)
{
	for (size_t i = 0; i < name->n; i++)
		sodium_memzero(name->reading[i].of,
		    name->reading[i].n * sizeof(name->reading[i].of[0]));
	sodium_memzero(name->word, name->nwords * sizeof(name->word[0]));
	name->n = name->nwords = 0;
}

/* Signs are read one by one; a character that no Korean reads ends it. */
static void
read_signs(const struct hj_name_tokens *t, struct hj_name *ret)
{
	struct hj_reading *r = &ret->reading[0];

	*r =
	    (struct hj_reading){ .kind = t->writing == HJ_W_HANJA ? HJ_R_HANJA
								  : HJ_R_HANGUL,
		    .ordered = true };
	for (size_t i = 0; i < t->nsigns && r->n < HJ_NAME_SYLLABLES; i++) {
		uint32_t c = t->sign[i];

		if (hj_hangul_is(c))
			hj_syllable_certain(hj_hangul_neutral((uint16_t)(c -
						HJ_HANGUL_FIRST)),
			    &r->of[r->n]);
		else if (!hj_hanja_read(c, &r->of[r->n]))
			return;
		r->n++;
	}
	ret->n = r->n != 0;
}

static void
add_reading(struct hj_name *ret, enum hj_reading_kind kind, bool ordered,
    const struct hj_segment *s)
{
	struct hj_reading *r;

	if (ret->n == HJ_NAME_READINGS)
		return;
	r = &ret->reading[ret->n++];
	r->kind = kind;
	r->ordered = ordered;
	r->weight = s->weight;
	r->n = s->n < HJ_NAME_SYLLABLES ? s->n : HJ_NAME_SYLLABLES;
	for (size_t i = 0; i < r->n; i++)
		r->of[i] = *s->of[i];
}

static double
best_weight(const struct hj_name *name)
{
	double best = name->reading[0].weight;

	for (size_t i = 1; i < name->n; i++)
		if (name->reading[i].weight > best)
			best = name->reading[i].weight;
	return best;
}

/* "Young Soo" is no pinyin, "Piao Jinhui" no Korean spelling. */
static void
drop_hopeless(struct hj_name *name)
{
	double best;
	size_t kept = 0;

	if (name->n == 0)
		return;
	best = best_weight(name);
	for (size_t i = 0; i < name->n; i++)
		if (name->reading[i].weight > best - HOPELESS) {
			if (kept != i)
				name->reading[kept] = name->reading[i];
			kept++;
		}
	name->n = kept;
}

static int
read_letters(struct hj_namer *r, const struct hj_name_tokens *t,
    struct hj_name *ret, struct hj_error *err)
{
	bool latin = t->writing == HJ_W_LATIN;
	struct hj_segment found[KOREAN_CUTS];
	size_t n;

	hj_spellings_trim(r->spellings);
	if (hj_segments(r->segmenter, r->spellings,
		latin ? HJ_LATIN : HJ_CYRILLIC, t, KOREAN_CUTS, found, &n,
		err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < n; i++)
		add_reading(ret, latin ? HJ_R_LATIN : HJ_R_CYRILLIC,
		    latin && t->comma, &found[i]);
	if (!latin)
		return HJ_OK;
	if (hj_segments(r->segmenter, r->spellings, HJ_PINYIN, t, PINYIN_CUTS,
		found, &n, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < n; i++)
		if (found[i].n <= PINYIN_SYLLABLES)
			add_reading(ret, HJ_R_PINYIN, t->comma, &found[i]);
	drop_hopeless(ret);
	return HJ_OK;
}

/* Words that may be a name of another language are kept as such; "witness 17"
 * is no name. */
static int
read_words(struct hj_namer *r, const char *p, size_t n,
    const struct hj_name_tokens *t, struct hj_name *ret, struct hj_error *err)
{
	if (ret->n != 0 &&
	    best_weight(ret) / ret->reading[0].n >= SURELY_KOREAN)
		return HJ_OK;
	if (!t->numbered)
		return hj_words_of(r->words, p, n, t, ret, err);
	ret->n = 0;
	return HJ_OK;
}

int
hj_name_read(struct hj_namer *r, const char *p, size_t n, struct hj_name *ret,
    struct hj_error *err)
{
	struct hj_name_tokens t;
	int rc = HJ_OK;

	ret->n = ret->nwords = 0;
	hj_name_tokens(p, n, &t);
	ret->partial = t.partial;
	switch (t.writing) {
	case HJ_W_NONE:
		break;
	case HJ_W_HANGUL:
	case HJ_W_HANJA:
		read_signs(&t, ret);
		break;
	case HJ_W_LATIN:
	case HJ_W_CYRILLIC:
		rc = read_letters(r, &t, ret, err);
		if (rc == HJ_OK)
			rc = read_words(r, p, n, &t, ret, err);
		break;
	case HJ_W_OTHER:
		rc = read_words(r, p, n, &t, ret, err);
		break;
	}
	hj_name_tokens_clear(&t);
	return rc;
}
