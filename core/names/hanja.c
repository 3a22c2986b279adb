#include "core/names/syllable.h"

struct hanja {
	uint32_t c;
	uint16_t first;
	uint8_t n;
};
struct variant {
	uint32_t c, of;
};

#include "core/hanja_tables.inc"

static uint32_t
unvaried(uint32_t c)
{
	size_t lo = 0, hi = HJ_LEN(variants);

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (variants[mid].c == c)
			return variants[mid].of;
		if (variants[mid].c < c)
			lo = mid + 1;
		else
			hi = mid;
	}
	return c;
}

static const struct hanja *
find(uint32_t c)
{
	size_t lo = 0, hi = HJ_LEN(hanja);

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (hanja[mid].c == c)
			return &hanja[mid];
		if (hanja[mid].c < c)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

bool
hj_hanja_read(uint32_t c, struct hj_syllable *ret)
{
	const struct hanja *h = find(unvaried(c));

	if (h == NULL)
		return false;
	ret->n = 0;
	ret->weight = 0;
	for (size_t i = h->first; i < (size_t)h->first + h->n; i++)
		hj_syllable_add(ret, readings[i].syllable,
		    readings[i].times * hj_hangul_prior(readings[i].syllable));
	hj_syllable_settle(ret, 0);
	return true;
}
