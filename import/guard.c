#include <string.h>
#include <strings.h>

#include "core/base/limits.h"
#include "import/guard.h"

static bool
begins(const uint8_t *p, size_t n, const char *with, size_t len)
{
	return n >= len && memcmp(p, with, len) == 0;
}

/* Formats that people take for XML, by their first bytes. */
static bool
foreign_head(const uint8_t *p, size_t n, enum hj_fault *ret)
{
	static const struct {
		const char *bytes;
		size_t n;
		enum hj_fault fault;
	} known[] = {
		{ "\x1f\x8b", 2, HJ_F_COMPRESSED }, /* gzip */
		{ "BZh", 3, HJ_F_COMPRESSED },
		{ "\xfd"
		  "7zXZ",
		    5, HJ_F_COMPRESSED },
		{ "\x28\xb5\x2f\xfd", 4, HJ_F_COMPRESSED }, /* zstd */
		{ "PK\x03\x04", 4, HJ_F_ARCHIVE },
		{ "7z\xbc\xaf", 4, HJ_F_ARCHIVE },
		{ "\xfe\xff", 2, HJ_F_UTF16 },
		{ "\xff\xfe", 2, HJ_F_UTF16 },
		{ "\0<", 2, HJ_F_UTF16 },
		{ "<\0", 2, HJ_F_UTF16 },
		{ "\0\0\0<", 4, HJ_F_UTF16 },
		{ "\0\0\xfe\xff", 4, HJ_F_UTF16 },
	};

	for (size_t i = 0; i < HJ_LEN(known); i++)
		if (begins(p, n, known[i].bytes, known[i].n)) {
			*ret = known[i].fault;
			return true;
		}
	return false;
}

static const char *
find(const char *p, const char *end, const char *word)
{
	return memmem(p, (size_t)(end - p), word, strlen(word));
}

/* The encoding in `<?xml ... ?>`; empty when none is named. */
static bool
declared(const char *p, const char *end, char name[static 32])
{
	const char *stop = find(p, end, "?>");
	size_t n = 0;
	char quote;

	*name = '\0';
	if (stop == NULL)
		return false;
	if ((p = find(p, stop, "encoding")) == NULL)
		return true;
	p += strlen("encoding");
	while (p < stop &&
	    (*p == ' ' || *p == '=' || *p == '\t' || *p == '\r' || *p == '\n'))
		p++;
	if (p == stop || ((quote = *p) != '"' && quote != '\''))
		return false;
	for (p++; p < stop && *p != quote; p++)
		if (n < 31)
			name[n++] = *p > ' ' && *p < 0x7f ? *p : '?';
	name[n] = '\0';
	return p < stop;
}

bool
hj_guard_head(const uint8_t *p, size_t n, enum hj_fault *ret,
    char name[static 32])
{
	size_t at = begins(p, n, "\xef\xbb\xbf", 3) ? 3 : 0;

	*ret = HJ_F_EMPTY;
	*name = '\0';
	if (n == at)
		return false;
	if (foreign_head(p, n, ret))
		return false;
	*ret = HJ_F_NOT_XML;
	if (begins(p + at, n - at, "<?xml", 5) && n - at > 5 &&
	    strchr(" \t\r\n", p[at + 5]) != NULL) {
		if (!declared((const char *)p + at, (const char *)p + n, name))
			return false;
		*ret = HJ_F_ENCODING;
		return *name == '\0' || strcasecmp(name, "UTF-8") == 0 ||
		    strcasecmp(name, "US-ASCII") == 0;
	}
	while (at < n && strchr(" \t\r\n", p[at]) != NULL && p[at] != '\0')
		at++;
	return at < n && p[at] == '<';
}

/* One byte of a tag, quotation included.  false: over a ceiling. */
static bool
tag_byte(struct hj_guard *g, uint8_t c, enum hj_fault *ret)
{
	/* x:record carries the salts of a withheld case in one attribute. */
	size_t max = g->depth == 1 ? HJ_CASE_MAX : HJ_TAG_MAX;

	*ret = HJ_F_TAG;
	if (++g->size > max)
		return false;
	if (g->state == HJ_GUARD_QUOTE) {
		if (c == g->quote)
			g->state = HJ_GUARD_TAG;
		return true;
	}
	*ret = HJ_F_ATTRS;
	if (c == '"' || c == '\'') {
		g->quote = c;
		g->state = HJ_GUARD_QUOTE;
		return ++g->attrs <= HJ_TAG_ATTRS;
	}
	if (c != '>')
		return true;
	g->state = HJ_GUARD_TEXT;
	*ret = HJ_F_DEEP;
	if (g->ends)
		g->depth -= g->depth > 0;
	else if (g->last[1] != '/')
		return ++g->depth <= HJ_GUARD_DEPTH;
	return true;
}

/* "<!" and what follows: a comment, a CDATA section, or a DOCTYPE. */
static bool
bang_byte(struct hj_guard *g, uint8_t c, enum hj_fault *ret)
{
	static const char comment[] = "--", cdata[] = "[CDATA[";
	size_t i = g->size++;

	*ret = HJ_F_DOCTYPE;
	if (i < 2 && c == (uint8_t)comment[i] &&
	    (i == 0 || g->last[1] == '-')) {
		if (i == 1) {
			g->state = HJ_GUARD_COMMENT;
			g->size = 0;
		}
		return true;
	}
	if (i >= sizeof(cdata) - 1 || c != (uint8_t)cdata[i] ||
	    (i > 0 && g->last[1] != (uint8_t)cdata[i - 1]))
		return false;
	if (i == sizeof(cdata) - 2) {
		g->state = HJ_GUARD_CDATA;
		g->size = 0;
	}
	return true;
}

static bool
open_byte(struct hj_guard *g, uint8_t c, enum hj_fault *ret)
{
	g->attrs = 0;
	g->size = 0;
	g->ends = c == '/';
	if (c == '!')
		g->state = HJ_GUARD_BANG;
	else if (c == '?')
		g->state = HJ_GUARD_INSTRUCTION;
	else {
		g->state = HJ_GUARD_TAG;
		return tag_byte(g, c, ret);
	}
	return true;
}

/* A piece that ends with two given bytes and '>'; size counts its bytes, so
 * that "<!-->" is not the end of one. */
static bool
piece_byte(struct hj_guard *g, uint8_t c, uint8_t a, uint8_t b,
    enum hj_fault *ret)
{
	size_t least = a != 0 ? 2 : 1;

	*ret = HJ_F_PIECE;
	if (c == '>' && g->size >= least && g->last[1] == b &&
	    (a == 0 || g->last[0] == a))
		g->state = HJ_GUARD_TEXT;
	return ++g->size <= HJ_CASE_MAX;
}

static bool
one_byte(struct hj_guard *g, uint8_t c, enum hj_fault *ret)
{
	switch (g->state) {
	case HJ_GUARD_TEXT:
		if (c == '<')
			g->state = HJ_GUARD_OPEN;
		return true;
	case HJ_GUARD_OPEN:
		return open_byte(g, c, ret);
	case HJ_GUARD_TAG:
	case HJ_GUARD_QUOTE:
		return tag_byte(g, c, ret);
	case HJ_GUARD_BANG:
		return bang_byte(g, c, ret);
	case HJ_GUARD_COMMENT:
		return piece_byte(g, c, '-', '-', ret);
	case HJ_GUARD_CDATA:
		return piece_byte(g, c, ']', ']', ret);
	case HJ_GUARD_INSTRUCTION:
		return piece_byte(g, c, 0, '?', ret);
	}
	return true;
}

static void
count_lines(struct hj_guard *g, const uint8_t *p, size_t n)
{
	const uint8_t *end = p + n;

	while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		g->line++;
		p++;
	}
}

bool
hj_guard_look(struct hj_guard *g, const uint8_t *p, size_t n, size_t *safe,
    enum hj_fault *ret)
{
	const uint8_t *nul = memchr(p, '\0', n);
	size_t end = nul != NULL ? (size_t)(nul - p) : n;
	size_t begin = 0; /* of the tag or piece that is open */
	size_t i = 0;

	while (i < end) {
		if (g->state == HJ_GUARD_TEXT) {
			const uint8_t *lt = memchr(p + i, '<', end - i);

			if (lt == NULL)
				break;
			begin = i = (size_t)(lt - p);
		}
		if (!one_byte(g, p[i], ret)) {
			count_lines(g, p, i);
			*safe = begin;
			return false;
		}
		g->last[0] = g->last[1];
		g->last[1] = p[i++];
	}
	count_lines(g, p, end);
	*safe = end;
	*ret = HJ_F_NUL;
	return nul == NULL;
}
