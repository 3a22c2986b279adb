#include <assert.h>
#include <string.h>

#include <sodium.h>

#include "core/phrase.h"

#define WORDS 1024
#define LONGEST 8

static const char *const words[] = {
#include "core/words.inc"
};

static_assert(HJ_LEN(words) == WORDS, "the list has 1,024 words");

const char *
hj_phrase_word(unsigned i)
{
	assert(i < WORDS);
	return words[i];
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
