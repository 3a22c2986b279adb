#include <assert.h>
#include <endian.h>
#include <string.h>

#include <sodium.h>

#include "core/keys/phrase.h"

#define WORDS 1024
#define LONGEST 8
#define ENOUGH 4 /* letters: any two words differ within them */

/* Filled up with zeros. */
static const char words[][LONGEST + 1] = {
#include "core/words.inc"
};

static_assert(HJ_LEN(words) == WORDS, "the list has 1,024 words");

const char *
hj_phrase_word(unsigned i)
{
	assert(i < WORDS);
	return words[i];
}

/* Up to eight letters in lower case, the first in the highest byte; zero when
 * it is none of that. */
static uint64_t
letters(const char *p, size_t n)
{
	uint64_t all = 0;

	if (n == 0 || n > LONGEST)
		return 0;
	for (size_t i = 0; i < LONGEST; i++) {
		uint8_t c = i < n ? (uint8_t)p[i] : 0;

		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		if (i < n && (c < 'a' || c > 'z'))
			return 0;
		all = all << 8 | c;
	}
	return all;
}

/* The same of a word of the list, which is short and in lower case. */
static uint64_t
known(const char word[static LONGEST])
{
	uint64_t all;

	memcpy(&all, word, sizeof(all));
	return be64toh(all);
}

int
hj_phrase_number(const char *p, size_t n)
{
	const uint64_t typed = letters(p, n);
	uint64_t found = 0;

	if (typed == 0 || n < ENOUGH)
		return -1;
	for (unsigned i = 0; i < HJ_LEN(words); i++) {
		uint64_t apart = known(words[i]) ^ typed;

		/* Only the letters that were typed count.  The top bit of what
		 * they differ in is never set, and that of zero less one is. */
		apart >>= 8 * (LONGEST - n);
		found |= (i + 1) & (0U - ((apart - 1) >> 63));
	}
	return (int)found - 1;
}

int
hj_phrase_random(struct hj_secret **ret, struct hj_error *err)
{
	struct hj_secret *s = NULL;
	size_t n = 0;

	if (hj_secret_new(HJ_PHRASE_WORDS * (LONGEST + 1), &s, err) != HJ_OK)
		return (int)err->code;
	for (int i = 0; i < HJ_PHRASE_WORDS; i++) {
		const char *word = words[randombytes_uniform(WORDS)];

		if (i > 0)
			hj_secret_bytes(s)[n++] = ' ';
		memcpy(hj_secret_bytes(s) + n, word, strlen(word));
		n += strlen(word);
	}
	hj_secret_shorten(s, n);
	*ret = s;
	return HJ_OK;
}
