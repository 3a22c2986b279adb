#include <string.h>
#include <strings.h>

#include "core/base/text.h"
#include "core/file/mediatype.h"
#include "export/doctext/doctext_own.h"

static void
append(struct hj_saying *s, struct hj_buf *to, const void *p, size_t n)
{
	if (!s->full && hj_buf_add(to, p, n, &s->err) != HJ_OK)
		s->full = true;
}

/* Runs of good characters at once; white space is held back. */
static void
join(struct hj_saying *s, struct hj_buf *to, const char *p, size_t n)
{
	while (n > 0 && !s->full) {
		uint32_t c;
		size_t k = hj_text_decode(p, n, &c);

		if (k != 0 && (c <= ' ' || c == 0x7f || c == 0xa0)) {
			s->space = true;
		} else {
			if (s->space && to->len != 0 &&
			    to->data[to->len - 1] != '\n')
				append(s, to, " ", 1);
			s->space = false;
			if (k != 0)
				append(s, to, p, k);
			else
				append(s, to, "\xef\xbf\xbd", 3);
		}
		k = k != 0 ? k : 1;
		p += k;
		n -= k;
	}
}

void
hj_saying_add(struct hj_saying *s, const char *p, size_t n)
{
	join(s, &s->found.text, p, n);
}

void
hj_saying_space(struct hj_saying *s)
{
	s->space = true;
}

static void
end_line(struct hj_saying *s, struct hj_buf *b)
{
	if (b->len != 0 && b->data[b->len - 1] != '\n')
		append(s, b, "\n", 1);
	s->space = false;
}

void
hj_saying_line(struct hj_saying *s)
{
	end_line(s, &s->found.text);
}

void
hj_saying_put(struct hj_saying *s, const char *p)
{
	if (p == NULL)
		return;
	hj_saying_line(s);
	hj_saying_add(s, p, strlen(p));
	hj_saying_line(s);
}

void
hj_saying_meta(struct hj_saying *s, const char *name, const char *value)
{
	struct hj_buf *m = &s->found.meta;
	bool space = s->space;

	if (value == NULL || value[strspn(value, " \t\r\n")] == '\0')
		return;
	s->space = false;
	join(s, m, name, strlen(name));
	append(s, m, ":", 1);
	s->space = true;
	join(s, m, value, strlen(value));
	end_line(s, m);
	s->space = space;
}

static bool
is_markup(const char *p, size_t n)
{
	static const char *const begins[] = { "<!doctype", "<html", "<head",
		"<body", "<?xml", "<!--" };

	while (n > 0 && strchr(" \t\r\n", *p) != NULL && *p != '\0') {
		p++;
		n--;
	}
	for (size_t i = 0; i < HJ_LEN(begins); i++)
		if (n >= strlen(begins[i]) &&
		    strncasecmp(p, begins[i], strlen(begins[i])) == 0)
			return true;
	return false;
}

static int
plain(const char *p, size_t n, struct hj_saying *s)
{
	const char *end = p + n, *eol;

	if (!hj_text_is_utf8(p, n) || memchr(p, '\0', n) != NULL)
		return HJ_DOCTEXT_KIND;
	for (; p < end; p = eol + 1) {
		eol = memchr(p, '\n', (size_t)(end - p));
		eol = eol != NULL ? eol : end;
		hj_saying_add(s, p, (size_t)(eol - p));
		hj_saying_line(s);
	}
	return HJ_DOCTEXT_OK;
}

int
hj_doctext_any(const uint8_t *p, size_t n, struct hj_saying *s)
{
	const char *type = hj_mediatype(p, n, NULL);
	int rc;

	/* The mark that some programs put before UTF-8. */
	if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) {
		p += 3;
		n -= 3;
	}
	if (type != NULL && strcmp(type, HJ_TYPE_PDF) == 0)
		rc = hj_doctext_pdf(p, n, s);
	else if (type != NULL &&
	    (strcmp(type, HJ_TYPE_JPEG) == 0 || strcmp(type, HJ_TYPE_PNG) == 0))
		rc = hj_doctext_picture(p, n, s);
	else if (n >= 4 && memcmp(p, "PK\3\4", 4) == 0)
		rc = hj_doctext_office(p, n, s);
	else if (is_markup((const char *)p, n))
		rc = hj_doctext_html(p, n, s);
	else
		rc = plain((const char *)p, n, s);
	hj_saying_line(s);
	if (s->full)
		return s->err.code == HJ_ELIMIT ? HJ_DOCTEXT_LARGE
						: HJ_DOCTEXT_SYSTEM;
	return rc;
}
