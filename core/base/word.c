#include "core/base/word.h"

#include <string.h>

bool
hj_word_next(const char **words, const char **word, size_t *n)
{
	const char *p = *words;

	if (p == NULL || *p == '\0')
		return false;
	*word = p;
	*n = strcspn(p, " ");
	*words = p + *n + (p[*n] == ' ' ? 1 : 0);
	return true;
}

bool
hj_word_has(const char *words, const char *word, size_t n)
{
	const char *one;
	size_t len;

	while (n != 0 && hj_word_next(&words, &one, &len))
		if (len == n && memcmp(one, word, n) == 0)
			return true;
	return false;
}

bool
hj_word_among(const char *words, const char *word)
{
	return hj_word_has(words, word, word != NULL ? strlen(word) : 0);
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

bool
hj_word_same(const char *p, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (word[i] == '\0' || lower(p[i]) != lower(word[i]))
			return false;
	return word[n] == '\0';
}
