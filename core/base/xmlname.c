#include <string.h>

#include "core/base/text.h"
#include "core/base/xmlname.h"

struct range {
	uint32_t from, to;
};

/* NameStartChar above ASCII. */
static const struct range starts[] = { { 0xc0, 0xd6 }, { 0xd8, 0xf6 },
	{ 0xf8, 0x2ff }, { 0x370, 0x37d }, { 0x37f, 0x1fff },
	{ 0x200c, 0x200d }, { 0x2070, 0x218f }, { 0x2c00, 0x2fef },
	{ 0x3001, 0xd7ff }, { 0xf900, 0xfdcf }, { 0xfdf0, 0xfffd },
	{ 0x10000, 0xeffff } };

static bool
letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool
may_start(uint32_t c)
{
	if (c < 0x80)
		return letter(c) || c == '_';
	for (size_t i = 0; i < HJ_LEN(starts); i++)
		if (c >= starts[i].from && c <= starts[i].to)
			return true;
	return false;
}

static bool
may_follow(uint32_t c)
{
	return may_start(c) || digit(c) || c == '-' || c == '.' || c == 0xb7 ||
	    (c >= 0x300 && c <= 0x36f) || c == 0x203f || c == 0x2040;
}

bool
hj_xmlname_plain(const char *p, size_t n)
{
	size_t i = 0;

	while (i < n) {
		uint32_t c;
		size_t len = hj_text_decode(p + i, n - i, &c);

		if (len == 0 || !(i == 0 ? may_start(c) : may_follow(c)))
			return false;
		i += len;
	}
	return n != 0;
}

size_t
hj_xmlname_split(const char *p, size_t n)
{
	const char *colon = n != 0 ? memchr(p, ':', n) : NULL;
	size_t at;

	if (colon == NULL)
		return hj_xmlname_plain(p, n) ? 0 : SIZE_MAX;
	at = (size_t)(colon - p);
	if (!hj_xmlname_plain(p, at) ||
	    !hj_xmlname_plain(colon + 1, n - at - 1))
		return SIZE_MAX;
	return at;
}

bool
hj_xmlname_space(const char *p, size_t n)
{
	const char *colon = n != 0 ? memchr(p, ':', n) : NULL;
	const char *end = p + n;

	if (colon == NULL || !letter((uint8_t)*p))
		return false;
	for (const char *c = p + 1; c < colon; c++)
		if (!letter((uint8_t)*c) && !digit((uint8_t)*c) &&
		    strchr("+-.", *c) == NULL)
			return false;
	for (const char *c = colon + 1; c < end; c++) {
		if (*c == '\0' ||
		    (!letter((uint8_t)*c) && !digit((uint8_t)*c) &&
			strchr("-._~:/?#@!$'()*+,;=%", *c) == NULL))
			return false;
	}
	return colon + 1 < end;
}
