#include "core/names/namescore.h"

#include <math.h>
#include <string.h>

#define SAME_NAME 9.0
#define LIKELY 6.75
#define WIDE 5.0

/* Nothing in common; a syllable too many; another order, where one of the two
 * may have been written in either and where neither may. */
#define STRANGE (-5.0)
#define ONE_MORE (-4.0)
#define TURNED 1.0
#define TURNED_ORDERED 5.0

/* No syllable counts as rarer than this. */
#define RAREST 2e-5

/* The likeness of words, from 0 to 1, on the scale of the others: .72 is likely,
 * .86 the same name (set by judgement on lists of aliases). */
#define OF_WORDS(likeness) (LIKELY + ((likeness)-.72) * 16)

static double
of_syllables(const struct hj_syllable *a, const struct hj_syllable *b)
{
	double sum = 0;

	for (size_t i = 0; i < a->n; i++)
		for (size_t j = 0; j < b->n; j++)
			if (a->choice[i] == b->choice[j]) {
				double p = hj_hangul_prior(a->choice[i]);

				sum += (double)a->p[i] * (double)b->p[j] /
				    (p < RAREST ? RAREST : p);
			}
	return sum > 1e-4 ? log(sum) : STRANGE;
}

static double
turned(const struct hj_reading *a, const struct hj_reading *b, size_t turn)
{
	double sum = 0;

	for (size_t i = 0; i < a->n; i++)
		sum += of_syllables(&a->of[i], &b->of[(i + turn) % b->n]);
	if (turn != 0)
		sum -= a->ordered && b->ordered ? TURNED_ORDERED : TURNED;
	return sum;
}

/* The longer without one of its syllables against the shorter. */
static double
without(const struct hj_reading *longer, size_t left_out,
    const struct hj_reading *shorter, size_t turn)
{
	double sum = ONE_MORE;
	size_t k = turn;

	for (size_t i = 0; i < longer->n; i++)
		if (i != left_out)
			sum += of_syllables(&longer->of[i],
			    &shorter->of[k++ % shorter->n]);
	return turn != 0 ? sum - TURNED : sum;
}

static double
of_readings(const struct hj_reading *a, const struct hj_reading *b)
{
	const struct hj_reading *longer = a->n > b->n ? a : b,
				*shorter = a->n > b->n ? b : a;
	double best = HJ_SCORE_NONE, s;

	if (a->n == b->n) {
		for (size_t turn = 0; turn < a->n; turn++)
			if ((s = turned(a, b, turn)) > best)
				best = s;
		return best;
	}
	if (longer->n - shorter->n != 1 || shorter->n < 2)
		return best;
	for (size_t i = 0; i < longer->n; i++)
		for (size_t turn = 0; turn < shorter->n; turn++)
			if ((s = without(longer, i, shorter, turn)) > best)
				best = s;
	return best;
}

/* 1 - edit distance (Levenshtein 1966) over the length of the longer. */
static double
of_words(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b), longer = n > m ? n : m;
	uint8_t row[HJ_NAME_LETTERS + 1];

	for (size_t j = 0; j <= m; j++)
		row[j] = (uint8_t)j;
	for (size_t i = 1; i <= n; i++) {
		uint8_t before = row[0];

		row[0] = (uint8_t)i;
		for (size_t j = 1; j <= m; j++) {
			uint8_t here = row[j],
				cost =
				    (uint8_t)(before + (a[i - 1] != b[j - 1]));

			if (row[j] + 1 < cost)
				cost = (uint8_t)(row[j] + 1);
			if (row[j - 1] + 1 < cost)
				cost = (uint8_t)(row[j - 1] + 1);
			row[j] = cost;
			before = here;
		}
	}
	return longer == 0 ? 0 : 1 - row[m] / (double)longer;
}

/* The best pair of words, then the best of the rest, and so on. */
static double
of_wordings(const struct hj_name *a, const struct hj_name *b)
{
	bool used[2][HJ_NAME_WORDS] = { { false }, { false } };
	size_t fewer = a->nwords < b->nwords ? a->nwords : b->nwords,
	       more = a->nwords < b->nwords ? b->nwords : a->nwords;
	double like[HJ_NAME_WORDS][HJ_NAME_WORDS], sum = 0;

	for (size_t i = 0; i < a->nwords; i++)
		for (size_t j = 0; j < b->nwords; j++)
			like[i][j] = of_words(a->word[i], b->word[j]);
	for (size_t k = 0; k < fewer; k++) {
		size_t x = 0, y = 0;
		double best = -1;

		for (size_t i = 0; i < a->nwords; i++)
			for (size_t j = 0; j < b->nwords; j++)
				if (!used[0][i] && !used[1][j] &&
				    like[i][j] > best) {
					best = like[i][j];
					x = i;
					y = j;
				}
		used[0][x] = used[1][y] = true;
		sum += best * best;
	}
	return sum / (double)fewer - .05 * (double)(more - fewer);
}

double
hj_name_score(const struct hj_name *a, const struct hj_name *b)
{
	double best = HJ_SCORE_NONE, s;

	for (size_t i = 0; i < a->n; i++)
		for (size_t j = 0; j < b->n; j++)
			if ((s = of_readings(&a->reading[i], &b->reading[j])) >
			    best)
				best = s;
	if (a->nwords != 0 && b->nwords != 0 &&
	    (s = OF_WORDS(of_wordings(a, b))) > best)
		best = s;
	return best;
}

/* A surname alone, or a name that says it is not whole. */
static bool
is_partial(const struct hj_name *name)
{
	return name->partial ||
	    (name->n != 0 && name->reading[0].n == 1 && name->nwords <= 1);
}

enum hj_likeness
hj_name_likeness(double score, const struct hj_name *a, const struct hj_name *b)
{
	if (score < WIDE)
		return HJ_UNLIKE;
	if (is_partial(a) || is_partial(b) || score < LIKELY)
		return HJ_WIDE;
	return score < SAME_NAME ? HJ_LIKELY : HJ_SAME_NAME;
}
