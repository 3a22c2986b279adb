#include <string.h>

#include "import/shape.h"

void
hj_shape_init(struct hj_shape *s, struct hj_outbox *report)
{
	memset(s, 0, sizeof(*s));
	s->report = report;
	s->bytes = HJ_BUF(HJ_CASE_MAX);
	s->text = HJ_BUF(HJ_CASE_MAX);
	s->form = HJ_BUF(HJ_CASE_MAX);
	s->lines = HJ_BUF(HJ_CASE_MAX);
}

void
hj_shape_clear(struct hj_shape *s)
{
	hj_buf_clear(&s->bytes);
	hj_buf_clear(&s->text);
	hj_buf_clear(&s->form);
	hj_buf_clear(&s->lines);
}

/* As much of it as fits. */
static void
append(char *path, size_t *n, const char *word)
{
	while (*word != '\0' && *n < HJ_FRAME_PATH)
		path[(*n)++] = *word++;
	path[*n] = '\0';
}

int
hj_shape_find(struct hj_shape *s, enum hj_fault fault, uint64_t line,
    const char *last, const char *name, struct hj_error *err)
{
	char path[HJ_FRAME_PATH + 1] = "";
	size_t n = 0;

	for (size_t i = 1; i < s->depth; i++) {
		append(path, &n, i > 1 ? "." : "");
		append(path, &n, s->level[i].name);
		if (s->level[i].id[0] != '\0') {
			append(path, &n, "[");
			append(path, &n, s->level[i].id);
			append(path, &n, "]");
		}
	}
	if (n != 0 && *last != '\0')
		append(path, &n, ".");
	append(path, &n, last);
	return hj_outbox_find(s->report, fault, line, path, name, err);
}

int
hj_shape_full(struct hj_shape *s, uint64_t line, int rc, struct hj_error *err)
{
	if (rc != HJ_ELIMIT)
		return rc;
	err->code = HJ_OK;
	if (s->full)
		return HJ_OK;
	s->full = true;
	return hj_outbox_find(s->report, HJ_F_LARGE, line, "", "", err);
}

static int
add_line(struct hj_shape *s, uint64_t line, struct hj_error *err)
{
	uint64_t after = line > s->last_line ? line - s->last_line : 0;

	s->last_line += after;
	return hj_shape_full(s, line, hj_frame_add_line(&s->lines, after, err),
	    err);
}

static bool
is_blank(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] != ' ' && p[i] != '\n' && p[i] != '\t' && p[i] != '\r')
			return false;
	return true;
}

/* May it hold text at all, as far as we know yet? */
static bool
holds_text(const struct hj_level *l)
{
	switch (l->kind) {
	case HJ_LEVEL_OURS:
		return l->def->value != HJ_V_NONE &&
		    l->def->value != HJ_V_FOREIGN;
	case HJ_LEVEL_FOREIGN:
	case HJ_LEVEL_LOST:
		return !l->parent;
	case HJ_LEVEL_OWN:
	case HJ_LEVEL_DIGEST:
		return false;
	}
	return false;
}

static int
stray(struct hj_shape *s, struct hj_level *l, uint64_t line,
    struct hj_error *err)
{
	if (l->said)
		return HJ_OK;
	l->said = true;
	return hj_shape_find(s,
	    l->kind == HJ_LEVEL_FOREIGN ? HJ_F_MIXED : HJ_F_STRAY, line, "", "",
	    err);
}

int
hj_shape_root(struct hj_shape *s, const struct hj_tag *tag,
    struct hj_error *err)
{
	const struct hj_elem *def =
	    hj_schema_root(tag->name, strlen(tag->name));

	hj_buf_reset(&s->bytes);
	hj_buf_reset(&s->text);
	hj_buf_reset(&s->lines);
	s->depth = s->skip = s->nbound = 0;
	s->full = s->withheld = false;
	s->line = s->last_line = tag->line;
	if (def == NULL)
		return hj_shape_leave_out(s,
		    strcmp(tag->name, "withheld") == 0 ? HJ_F_WITHHELD
						       : HJ_F_UNKNOWN,
		    tag, tag->name, err);
	for (size_t i = 0; i < tag->nattrs; i++)
		if (strcmp(tag->attrs[i].name, "id") == 0 &&
		    tag->attrs[i].len == HJ_ID_CHARS)
			memcpy(s->report->id, tag->attrs[i].value, HJ_ID_CHARS);
	for (size_t i = 0; i < HJ_ID_CHARS; i++)
		if (s->report->id[i] < '0' || s->report->id[i] > 'z')
			s->report->id[0] = '\0';
	if (add_line(s, tag->line, err) != HJ_OK)
		return (int)err->code;
	return hj_shape_top(s, def, tag, err);
}

int
hj_shape_start(struct hj_shape *s, const struct hj_tag *tag,
    struct hj_error *err)
{
	struct hj_level *in;

	if (s->skip != 0 || s->full) {
		s->skip++;
		return HJ_OK;
	}
	in = &s->level[s->depth - 1];
	if (s->depth == HJ_CASE_DEPTH)
		return hj_shape_leave_out(s, HJ_F_NESTED, tag, "", err);
	if (!is_blank((const char *)s->text.data, s->text.len) &&
	    in->kind != HJ_LEVEL_OURS && stray(s, in, tag->line, err) != HJ_OK)
		return (int)err->code;
	if (in->kind != HJ_LEVEL_OURS)
		hj_buf_reset(&s->text);
	in->parent = true;
	if (hj_shape_child(s, tag, err) != HJ_OK)
		return (int)err->code;
	return s->skip != 0 ? HJ_OK : add_line(s, tag->line, err);
}

int
hj_shape_text(struct hj_shape *s, const char *p, size_t n, uint64_t line,
    struct hj_error *err)
{
	struct hj_level *in;

	if (s->skip != 0 || s->full || s->depth == 0)
		return HJ_OK;
	in = &s->level[s->depth - 1];
	if (holds_text(in))
		return hj_shape_full(s, line, hj_buf_add(&s->text, p, n, err),
		    err);
	return is_blank(p, n) ? HJ_OK : stray(s, in, line, err);
}

static int
end_text(struct hj_shape *s, const struct hj_level *l, uint64_t line,
    struct hj_error *err)
{
	bool lines = l->kind != HJ_LEVEL_OURS || l->def->value == HJ_V_FREE;
	int rc = HJ_OK;

	if (holds_text(l) && s->text.len != 0)
		rc = hj_shape_write(s, (const char *)s->text.data, s->text.len,
		    false, lines, line, "", err);
	hj_buf_reset(&s->text);
	return rc;
}

int
hj_shape_end(struct hj_shape *s, uint64_t line, bool *done,
    struct hj_error *err)
{
	struct hj_level *l;
	int rc;

	*done = false;
	if (s->skip != 0) {
		*done = --s->skip == 0 && s->depth == 0;
		return HJ_OK;
	}
	l = &s->level[s->depth - 1];
	if (!s->full) {
		if (end_text(s, l, line, err) != HJ_OK)
			return (int)err->code;
		rc = hj_shape_puts(s, "</", l->prefix,
		    *l->prefix != '\0' ? ":" : "", err);
		if (rc == HJ_OK)
			rc = hj_shape_puts(s, l->name, ">", "", err);
		if (hj_shape_full(s, line, rc, err) != HJ_OK)
			return (int)err->code;
	}
	s->nbound = l->nbound;
	s->depth--;
	*done = s->depth == 0;
	return HJ_OK;
}
