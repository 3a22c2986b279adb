#include "core/word.h"

#include <string.h>

bool
hj_word_among(const char *words, const char *word)
{
	size_t n = word != NULL ? strlen(word) : 0;

	while (*words != '\0' && n != 0) {
		size_t len = strcspn(words, " ");

		if (len == n && memcmp(words, word, n) == 0)
			return true;
		words += len + (words[len] == ' ' ? 1 : 0);
	}
	return false;
}
