#include <string.h>

#include "core/case/fieldtext_own.h"

#define INDENT "    "

bool
hj_fieldtext_holds(const struct hj_node *node)
{
	for (const struct hj_node *c = node->first; c != NULL; c = c->next)
		if (c->def != NULL)
			return true;
	return false;
}

/* Is that it is not known all that the element says? */
static bool
says_known(const struct hj_node *node)
{
	return node->parent != NULL && node->text == NULL &&
	    !hj_fieldtext_holds(node);
}

uint32_t
hj_fieldtext_lines(const struct hj_node *node)
{
	uint32_t lines = node->text != NULL ? HJ_FIELDTEXT_VALUE : 0;

	for (const struct hj_attr *a = node->attrs; a != NULL; a = a->next) {
		enum hj_attr_name name =
		    hj_schema_attr(a->name, strlen(a->name));

		if (name == HJ_A_KNOWN && says_known(node))
			lines |= HJ_FIELDTEXT_VALUE;
		else if (name != HJ_NATTRS && name != HJ_A_ID)
			lines |= 1u << name;
	}
	/* Else nothing would say that it is there. */
	if (lines == 0 && node->parent != NULL && !hj_fieldtext_holds(node))
		lines = HJ_FIELDTEXT_VALUE;
	return lines;
}

/* ---- values ---- */

/* Blanks at an end, where nobody sees them and some editors drop them. */
static int
put_ends(const char *p, size_t n, bool start, struct hj_buf *to,
    struct hj_error *err)
{
	bool first = start && n > 0 && p[0] == ' ';
	bool last = n > (first ? 1 : 0) && p[n - 1] == ' ';

	if ((first && hj_buf_puts(to, "\\u{20}", err) != HJ_OK) ||
	    hj_fieldtext_escape(p + first, n - first - last, to, err) !=
		HJ_OK ||
	    (last && hj_buf_puts(to, "\\u{20}", err) != HJ_OK))
		return (int)err->code;
	return HJ_OK;
}

static int
put_feeds(size_t n, struct hj_buf *to, struct hj_error *err)
{
	while (n-- > 0)
		if (hj_buf_puts(to, "\\u{a}", err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

/* A text of several lines, without the line feeds at its ends. */
struct block {
	const char *p, *end;
	size_t before, after; /* line feeds left out */
};

static bool
is_block(const struct hj_node *node, const char *p, size_t n, struct block *ret)
{
	struct block b = { .p = p, .end = p + n };

	if (node->def->value != HJ_V_FREE)
		return false;
	for (; b.p < b.end && *b.p == '\n'; b.p++)
		b.before++;
	for (; b.end > b.p && b.end[-1] == '\n'; b.end--)
		b.after++;
	*ret = b;
	return memchr(b.p, '\n', (size_t)(b.end - b.p)) != NULL;
}

/* Line feeds at an end of the text are written out: an empty line there would
 * not be seen to belong to it. */
static int
put_block(const struct block *b, struct hj_buf *to, struct hj_error *err)
{
	const char *at = b->p;

	if (hj_buf_puts(to, "|\n", err) != HJ_OK)
		return (int)err->code;
	while (at < b->end) {
		const char *lf = memchr(at, '\n', (size_t)(b->end - at));
		size_t n = (size_t)((lf != NULL ? lf : b->end) - at);

		if ((n > 0 && hj_buf_puts(to, INDENT, err) != HJ_OK) ||
		    put_feeds(at == b->p ? b->before : 0, to, err) != HJ_OK ||
		    put_ends(at, n, false, to, err) != HJ_OK ||
		    put_feeds(lf == NULL ? b->after : 0, to, err) != HJ_OK ||
		    hj_buf_putc(to, '\n', err) != HJ_OK)
			return (int)err->code;
		at += n + 1;
	}
	return HJ_OK;
}

static int
put_value(const struct hj_node *node, enum hj_attr_name attr, const char *p,
    size_t n, struct hj_buf *to, struct hj_error *err)
{
	struct block b;

	if (attr == HJ_NATTRS && is_block(node, p, n, &b))
		return put_block(&b, to, err);
	if (n == 1 && *p == '|')
		return hj_buf_puts(to, "\\u{7c}\n", err);
	if (put_ends(p, n, true, to, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_putc(to, '\n', err);
}

/* A line of the element itself; attr HJ_NATTRS: its value. */
static int
put_line(const struct hj_node *node, enum hj_attr_name attr, const char *p,
    size_t n, struct hj_buf *to, struct hj_error *err)
{
	const char *known = hj_node_attr(node, "known");

	if (hj_path_of(node, attr, to, err) != HJ_OK)
		return (int)err->code;
	if (p == NULL && known != NULL)
		return hj_buf_printf(to, err, "?: %s\n", known);
	if (p == NULL)
		return hj_buf_puts(to, ":\n", err);
	if (hj_buf_puts(to, ": ", err) != HJ_OK)
		return (int)err->code;
	return put_value(node, attr, p, n, to, err);
}

static int
put_lines(const struct hj_node *node, struct hj_buf *to, struct hj_error *err)
{
	uint32_t lines = hj_fieldtext_lines(node);

	for (const struct hj_attr *a = node->attrs; a != NULL; a = a->next) {
		enum hj_attr_name name =
		    hj_schema_attr(a->name, strlen(a->name));

		if (name != HJ_NATTRS && (lines >> name & 1) != 0 &&
		    put_line(node, name, a->value, a->len, to, err) != HJ_OK)
			return (int)err->code;
	}
	if ((lines & HJ_FIELDTEXT_VALUE) == 0)
		return HJ_OK;
	return put_line(node, HJ_NATTRS, node->text, node->text_len, to, err);
}

int
hj_fieldtext_write(const struct hj_record *r,
    const struct hj_fieldtext_how *how, struct hj_buf *to, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);

	for (const struct hj_node *n = root; n != NULL;
	     n = hj_node_next(n, root)) {
		if (n->def == NULL)
			continue;
		if (hj_fieldtext_comment(r, n, how, to, err) != HJ_OK ||
		    put_lines(n, to, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}
