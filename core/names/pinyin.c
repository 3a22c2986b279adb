#include "core/names/syllable.h"

#include <math.h>
#include <string.h>

struct pinyin {
	char spelled[8];
	double weight;
	uint16_t first;
	uint8_t n;
};

#include "core/pinyin_tables.inc"

#define LONGEST 6 /* "zhuang" */

static const struct pinyin *
find(const char *word)
{
	size_t lo = 0, hi = HJ_LEN(pinyin);

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int d = strcmp(word, pinyin[mid].spelled);

		if (d == 0)
			return &pinyin[mid];
		if (d > 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

bool
hj_pinyin_read(const char *p, size_t n, struct hj_syllable *ret)
{
	const struct pinyin *found;
	char word[LONGEST + 1];

	if (n > LONGEST)
		return false;
	for (size_t i = 0; i < n; i++) /* the letters ɔ and ɨ of segment.h */
		word[i] = p[i] == 'O' ? 'o' : p[i] == 'U' ? 'u' : p[i];
	word[n] = '\0';
	found = find(word);
	/* Passports write LU or LYU for lü; the dots are lost in most lists. */
	if (found == NULL && n > 1 && (word[0] == 'l' || word[0] == 'n') &&
	    word[1] == 'u') {
		word[1] = 'v';
		found = find(word);
	}
	if (found == NULL)
		return false;
	ret->n = 0;
	ret->weight = log(found->weight);
	for (size_t i = found->first; i < (size_t)found->first + found->n; i++)
		hj_syllable_add(ret, choices[i].syllable, (double)choices[i].p);
	return true;
}
