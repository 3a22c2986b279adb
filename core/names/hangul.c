#include "core/names/hangul.h"

#include "core/hangul_tables.inc"

/* Unlisted syllables are this rare. */
#define RAREST 2e-6

enum { N = 2, R = 5, SILENT = 11 }; /* onsets ㄴ ㄹ ㅇ */

/* Final consonants as they sound, in the order of Unicode. */
static const uint8_t sounds_as[28] = { 0, 1, 1, 1, 4, 4, 4, 7, 8, 1, 16, 8, 8,
	8, 17, 8, 16, 17, 17, 7, 7, 21, 7, 7, 1, 7, 17, 7 };

bool
hj_hangul_is(uint32_t c)
{
	return c >= HJ_HANGUL_FIRST && c < HJ_HANGUL_FIRST + HJ_HANGUL_COUNT;
}

bool
hj_hangul_is_iotated(unsigned nucleus)
{
	/* ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ */
	return nucleus == 2 || nucleus == 3 || nucleus == 6 || nucleus == 7 ||
	    nucleus == 12 || nucleus == 17 || nucleus == 20;
}

uint16_t
hj_hangul_neutral(uint16_t syllable)
{
	unsigned onset = syllable / 588u, nucleus = syllable % 588u / 28u,
		 coda = syllable % 28u;

	if ((onset == R || onset == N) && hj_hangul_is_iotated(nucleus))
		onset = SILENT;
	else if (onset == R)
		onset = N;
	return (uint16_t)(onset * 588u + nucleus * 28u + sounds_as[coda]);
}

double
hj_hangul_prior(uint16_t syllable)
{
	return prior[syllable] > 0 ? (double)prior[syllable] : RAREST;
}

bool
hj_hangul_is_surname(uint16_t syllable)
{
	for (size_t i = 0; i < HJ_LEN(surnames); i++)
		if (surnames[i] == syllable)
			return true;
	return false;
}

void
hj_hangul_skeleton(uint16_t syllable, char ret[static HJ_SKELETON + 1])
{
	ret[0] = onset_class[syllable / 588u];
	ret[1] = nucleus_class[syllable % 588u / 28u];
	ret[2] = coda_class[syllable % 28u];
	ret[3] = '\0';
}
