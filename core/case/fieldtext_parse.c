#include <string.h>

#include "core/case/fieldtext_own.h"

#define BOM "\xef\xbb\xbf"

struct parsing {
	struct hj_fieldtext *t;
	size_t number; /* of the line, from 1 */
	bool open; /* the last field takes further lines */
	size_t blanks; /* empty lines since its last one */
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static void
trim(const char **p, size_t *n)
{
	while (*n > 0 && is_blank((*p)[*n - 1]))
		(*n)--;
	while (*n > 0 && is_blank(**p)) {
		(*p)++;
		(*n)--;
	}
}

static int
refuse(struct parsing *s, const char *text, struct hj_error *err)
{
	(void)hj_fail(&s->t->why, HJ_EINVAL, "%s", hj_said(err, text));
	return hj_fieldtext_fault(s->t, s->number, err);
}

/* `path`, `path?`, `path+` */
static int
take_path(struct parsing *s, const char *p, size_t n,
    struct hj_fieldtext_line *line, struct hj_error *err)
{
	trim(&p, &n);
	line->op = HJ_PATH_SET;
	if (n > 0 && p[n - 1] == '?')
		line->op = HJ_PATH_KNOWN;
	else if (n > 0 && p[n - 1] == '+')
		line->op = HJ_PATH_ADD;
	if (line->op != HJ_PATH_SET)
		n--;
	trim(&p, &n);
	line->path = p;
	line->path_len = n;
	if (n != 0 && n <= HJ_LINE_MAX)
		return HJ_OK;
	line->bad = true;
	return refuse(s, "before the colon stands the path of a field", err);
}

static int
take_field(struct parsing *s, const char *p, size_t n, struct hj_error *err)
{
	struct hj_fieldtext *t = s->t;
	struct hj_fieldtext_line line = { .number = s->number,
		.value = t->values.len };
	const char *colon = memchr(p, ':', n), *v;
	size_t len;

	s->open = false;
	if (colon == NULL)
		return refuse(s,
		    "expected 'path: value'; further lines of a text are indented by four blanks, below 'path: |'",
		    err);
	if (take_path(s, p, (size_t)(colon - p), &line, err) != HJ_OK)
		return (int)err->code;
	v = colon + 1;
	len = (size_t)(p + n - v);
	trim(&v, &len);
	if (len == 1 && *v == '|')
		s->open = true;
	else if (hj_fieldtext_unescape(v, len, &t->values, err) != HJ_OK)
		return (int)err->code;
	s->blanks = 0;
	line.value_len = t->values.len - line.value;
	return hj_buf_add(&t->lines, &line, sizeof(line), err);
}

/* A line of a text: four blanks, or a tab, do not belong to it. */
static int
take_further(struct parsing *s, const char *p, size_t n, struct hj_error *err)
{
	struct hj_fieldtext *t = s->t;
	size_t skip = 0;
	struct hj_fieldtext_line *line;

	if (!s->open)
		return refuse(s,
		    "an indented line belongs to no text: a text of several lines begins with 'path: |'",
		    err);
	line = hj_fieldtext_at(t, hj_fieldtext_count(t) - 1);
	if (*p == '\t')
		skip = 1;
	while (*p == ' ' && skip < 4 && skip < n && p[skip] == ' ')
		skip++;
	if (t->values.len != line->value &&
	    hj_buf_putc(&t->values, '\n', err) != HJ_OK)
		return (int)err->code;
	for (; s->blanks > 0; s->blanks--)
		if (t->values.len != line->value &&
		    hj_buf_putc(&t->values, '\n', err) != HJ_OK)
			return (int)err->code;
	if (hj_fieldtext_unescape(p + skip, n - skip, &t->values, err) != HJ_OK)
		return (int)err->code;
	line->value_len = t->values.len - line->value;
	return HJ_OK;
}

static int
take_line(struct parsing *s, const char *p, size_t n, struct hj_error *err)
{
	while (n > 0 && is_blank(p[n - 1]))
		n--;
	if (n == 0) {
		s->blanks++;
		return HJ_OK;
	}
	if (*p == '#')
		return HJ_OK;
	return *p == ' ' || *p == '\t' ? take_further(s, p, n, err)
				       : take_field(s, p, n, err);
}

int
hj_fieldtext_parse(struct hj_fieldtext *t, const char *p, size_t n,
    struct hj_error *err)
{
	struct parsing s = { .t = t };
	const char *end = p + n;

	if (n >= strlen(BOM) && memcmp(p, BOM, strlen(BOM)) == 0)
		p += strlen(BOM);
	while (p < end) {
		const char *lf = memchr(p, '\n', (size_t)(end - p));
		const char *stop = lf != NULL ? lf : end;

		s.number++;
		if (take_line(&s, p, (size_t)(stop - p), err) != HJ_OK)
			return (int)err->code;
		p = stop + 1;
	}
	return HJ_OK;
}
