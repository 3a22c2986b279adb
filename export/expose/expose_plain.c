#include <string.h>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "export/expose/expose_own.h"

#define TAG_MAX 4096 /* what is longer is no tag, but text */

int
hj_lines_add(struct hj_lines *l, size_t offset, struct hj_error *err)
{
	uint32_t at = (uint32_t)offset;

	if (l->at.max == 0)
		l->at = HJ_BUF(HJ_TEXT_MAX * sizeof(at));
	return hj_buf_add(&l->at, &at, sizeof(at), err);
}

uint32_t
hj_lines_of(const struct hj_lines *l, size_t offset)
{
	size_t lo = 0, hi = l->at.len / sizeof(uint32_t);

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		uint32_t at;

		memcpy(&at, l->at.data + mid * sizeof(at), sizeof(at));
		if (at <= offset)
			lo = mid + 1;
		else
			hi = mid;
	}
	return (uint32_t)lo + 1;
}

void
hj_lines_clear(struct hj_lines *l)
{
	hj_buf_clear(&l->at);
}

/* The character that a reference such as &amp; or &#x41; stands for, or 0;
 * *len gets how many bytes it takes. */
static uint32_t
reference(const char *p, size_t n, size_t *len)
{
	static const struct {
		const char *name;
		char c;
	} named[] = { { "amp;", '&' }, { "lt;", '<' }, { "gt;", '>' },
		{ "quot;", '"' }, { "apos;", '\'' }, { "nbsp;", ' ' } };
	unsigned base = 10;
	uint32_t c = 0;
	size_t i = 2;

	for (size_t k = 0; k < HJ_LEN(named); k++) {
		size_t l = strlen(named[k].name);

		if (n > l && memcmp(p + 1, named[k].name, l) == 0) {
			*len = l + 1;
			return (unsigned char)named[k].c;
		}
	}
	if (n < 4 || p[1] != '#')
		return 0;
	if (p[2] == 'x' || p[2] == 'X') {
		base = 16;
		i = 3;
	}
	for (; i < n && p[i] != ';'; i++) {
		const char *digits = "0123456789abcdef";
		const char *at = strchr(digits, p[i] | 0x20);

		if (p[i] >= '0' && p[i] <= '9')
			at = digits + (p[i] - '0');
		if (at == NULL || (unsigned)(at - digits) >= base ||
		    c > 0x10ffff)
			return 0;
		c = c * base + (uint32_t)(at - digits);
	}
	*len = i + 1;
	return i < n && c <= 0x10ffff && (c < 0xd800 || c > 0xdfff) ? c : 0;
}

/* How long the tag at p is; 0: it is none, and hides nothing. */
static size_t
tag_length(const char *p, size_t n)
{
	char quote = '\0';

	for (size_t i = 1; i < n && i < TAG_MAX; i++) {
		if (quote != '\0' ? p[i] == quote : p[i] == '"' || p[i] == '\'')
			quote = quote != '\0' ? '\0' : p[i];
		else if (quote == '\0' && p[i] == '<')
			return 0;
		else if (quote == '\0' && p[i] == '>')
			return i + 1;
	}
	return 0;
}

static int
put_reference(const char *p, size_t n, size_t *len, struct hj_buf *to,
    struct hj_error *err)
{
	uint32_t c = reference(p, n, len);

	if (c != 0)
		return hj_text_put(c, to, err);
	*len = 1;
	return hj_buf_putc(to, *p, err);
}

/* Of a tag the values of its attributes are text, and its line feeds stay. */
static int
put_tag(const char *p, size_t n, struct hj_buf *to, struct hj_error *err)
{
	bool value = false;
	int rc = hj_buf_puts(to, ". ", err);

	for (size_t i = 1, len = 1; i < n && rc == HJ_OK; i += len) {
		len = 1;
		if (p[i] == '=' && !value) {
			value = true;
			rc = hj_buf_puts(to, ". ", err);
		} else if (p[i] == '\n') {
			rc = hj_buf_putc(to, '\n', err);
		} else if (value) {
			rc = put_reference(p + i, n - i, &len, to, err);
		}
	}
	return rc == HJ_OK ? hj_buf_puts(to, ". ", err) : rc;
}

/* A tag becomes a full stop, so that no name reaches over two cells of a table;
 * what stands in comments is text. */
static int
unmark(const char *p, size_t n, struct hj_buf *to, struct hj_error *err)
{
	int rc = HJ_OK;

	for (size_t i = 0, len = 1; i < n && rc == HJ_OK; i += len) {
		len = 1;
		if (p[i] == '&') {
			rc = put_reference(p + i, n - i, &len, to, err);
		} else if (p[i] != '<') {
			rc = hj_buf_putc(to, p[i], err);
		} else if (n - i >= 4 && memcmp(p + i, "<!--", 4) == 0) {
			len = 4;
		} else if ((len = tag_length(p + i, n - i)) != 0) {
			rc = put_tag(p + i, len, to, err);
		} else {
			len = 1;
			rc = hj_buf_puts(to, ". ", err);
		}
	}
	return rc;
}

int
hj_expose_plain(const char *text, size_t n, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_buf bare = HJ_BUF(4 * HJ_TEXT_MAX);
	size_t i = 0;
	int rc;

	while (i < n && (text[i] == ' ' || text[i] == '\n'))
		i++;
	if (!hj_text_is_utf8(text, n))
		return hj_fail(err, HJ_EINVAL, "the text is not UTF-8");
	if (i == n || text[i] != '<')
		return hj_text_nfc(text, n, to, NULL, err);
	rc = unmark(text, n, &bare, err);
	if (rc == HJ_OK)
		rc = hj_text_nfc((const char *)bare.data, bare.len, to, NULL,
		    err);
	hj_buf_clear(&bare);
	return rc;
}
