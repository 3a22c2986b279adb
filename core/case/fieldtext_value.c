#include <string.h>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/case/fieldtext.h"

#define OPEN "\\u{"

/* Where the next `\u{` stands, or n. */
static size_t
next_open(const char *p, size_t n)
{
	const char *at = memmem(p, n, OPEN, strlen(OPEN));

	return at != NULL ? (size_t)(at - p) : n;
}

int
hj_fieldtext_escape(const char *p, size_t n, struct hj_buf *to,
    struct hj_error *err)
{
	while (n > 0) {
		size_t k = next_open(p, n);

		if (hj_text_visible(p, k, false, to, err) != HJ_OK)
			return (int)err->code;
		p += k;
		n -= k;
		if (n == 0)
			break;
		/* The backslash alone: what follows is then plain. */
		if (hj_buf_puts(to, OPEN "5c}", err) != HJ_OK)
			return (int)err->code;
		p++;
		n--;
	}
	return HJ_OK;
}

static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The length of `\u{20}` at p, and its number; 0: it is no such thing. */
static size_t
read_escape(const char *p, size_t n, uint32_t *ret)
{
	size_t at = strlen(OPEN);
	uint32_t c = 0;

	while (at < n && at < strlen(OPEN) + 6 && digit(p[at]) >= 0)
		c = c * 16 + (uint32_t)digit(p[at++]);
	if (at == strlen(OPEN) || at >= n || p[at] != '}' || c > 0x10ffff ||
	    (c >= 0xd800 && c <= 0xdfff))
		return 0;
	*ret = c;
	return at + 1;
}

int
hj_fieldtext_unescape(const char *p, size_t n, struct hj_buf *to,
    struct hj_error *err)
{
	while (n > 0) {
		size_t k = next_open(p, n), len;
		uint32_t c = 0;

		if (hj_buf_add(to, p, k, err) != HJ_OK)
			return (int)err->code;
		p += k;
		n -= k;
		if (n == 0)
			break;
		len = read_escape(p, n, &c);
		if ((len != 0 ? hj_text_put(c, to, err)
			      : hj_buf_putc(to, *p, err)) != HJ_OK)
			return (int)err->code;
		p += len != 0 ? len : 1;
		n -= len != 0 ? len : 1;
	}
	return HJ_OK;
}
