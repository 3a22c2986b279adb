#include "core/sense/tongue.h"

#include <stdlib.h>
#include <string.h>

#define SPOKEN 2

struct words {
	const char *list, *code, *french, *spanish;
};

static const struct words words[] = {
#include "core/tongue_tables.inc"
};

static const char *const tongues[SPOKEN] = { "fr", "es" };
static const char *const articles[SPOKEN] = { "le ", "el " };

static bool
find_tongue(const char *lang, size_t *ret)
{
	for (size_t i = 0; lang != NULL && i < SPOKEN; i++)
		if (strcmp(lang, tongues[i]) == 0) {
			*ret = i;
			return true;
		}
	return false;
}

static int
compare(const void *key, const void *row)
{
	const struct words *k = key, *r = row;
	int d = strcmp(k->list, r->list);

	return d != 0 ? d : strcmp(k->code, r->code);
}

static const struct words *
find(const char *list, const char *code)
{
	const struct words key = { .list = list, .code = code };

	return bsearch(&key, words, HJ_LEN(words), sizeof(words[0]), compare);
}

const char *
hj_tongue(const char *lang, const char *list, const char *code)
{
	const struct words *row;
	size_t i;

	if (list == NULL || code == NULL || !find_tongue(lang, &i))
		return NULL;
	/* The one list that is made of two (core/vocab/union.tsv). */
	if (strcmp(list, "event-type") == 0)
		list = find("route-stage", code) != NULL ? "route-stage"
							 : "violation";
	if ((row = find(list, code)) == NULL)
		return NULL;
	return i == 0 ? row->french : row->spanish;
}

static bool
is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

/* Days take the article: a number of one or two digits, and a space. */
const char *
hj_tongue_article(const char *lang, const uint8_t *p, size_t n)
{
	size_t i, digits = 0;

	if (!find_tongue(lang, &i))
		return "";
	while (digits < n && is_digit(p[digits]))
		digits++;
	if (digits == 0 || digits > 2 || digits == n)
		return "";
	/* "1er avril" */
	return p[digits] == ' ' || (p[digits] == 'e' && digits == 1)
	    ? articles[i]
	    : "";
}
