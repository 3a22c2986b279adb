#include <stdbool.h>
#include <string.h>

#include "cli/leaving/addressee.h"

#define MARK "; to "
#define KEY "age1"

/* Behind the last mark. */
static const char *
find(const char *p, size_t n)
{
	const size_t len = sizeof(MARK) - 1;

	for (size_t i = n; i >= len; i--)
		if (memcmp(p + i - len, MARK, len) == 0)
			return p + i;
	return NULL;
}

enum addressee
addressee_is(const char *comment, size_t n, const char *key)
{
	const char *at = find(comment, n), *end = comment + n, *next;
	bool named = false;

	for (; at != NULL; at = next != NULL ? next + 1 : NULL) {
		size_t len = (size_t)(end - at);

		if ((next = memchr(at, ' ', len)) != NULL)
			len = (size_t)(next - at);
		if (len < sizeof(KEY) - 1 ||
		    memcmp(at, KEY, sizeof(KEY) - 1) != 0)
			continue;
		named = true;
		if (strlen(key) == len && memcmp(at, key, len) == 0)
			return ADDRESSEE_HERE;
	}
	return named ? ADDRESSEE_OTHERS : ADDRESSEE_ANYBODY;
}
