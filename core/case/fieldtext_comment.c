#include <string.h>

#include "core/base/text.h"
#include "core/case/fieldtext_own.h"
#include "core/vocab/vocab.h"

/* After about so many bytes a comment goes on in the next line. */
#define WIDE 90

/* Comments are made of items, and no item is broken. */
struct comment {
	const struct hj_record *r;
	const struct hj_fieldtext_how *how;
	struct hj_buf *to;
	size_t line; /* where the line begins; SIZE_MAX: none is open */
};

static int
begin_item(struct comment *c, struct hj_error *err)
{
	const char *between = "; ";

	if (c->line != SIZE_MAX && c->to->len - c->line > WIDE)
		between = "\n#   ";
	else if (c->line == SIZE_MAX)
		between = "#   ";
	if (*between != ';')
		c->line = c->to->len;
	return hj_buf_puts(c->to, between, err);
}

/* Of a record, on one line, harmless. */
static int
put_name(struct comment *c, const struct hj_node *node, struct hj_error *err)
{
	struct hj_buf name = HJ_BUF(HJ_TEXT_MAX);
	int rc = HJ_OK;

	if (c->how->name != NULL)
		rc = c->how->name(c->how->to, node, &name, err);
	if (rc == HJ_OK && name.len != 0)
		rc = hj_buf_putc(c->to, ' ', err);
	if (rc == HJ_OK)
		rc = hj_text_visible((const char *)name.data, name.len, false,
		    c->to, err);
	hj_buf_clear(&name);
	return rc;
}

/* " f female": what a value says, for codes and ids; one or several words. */
static int
put_words(struct comment *c, const char *list, const char *p, size_t n,
    struct hj_error *err)
{
	const struct hj_list *l = list != NULL ? hj_vocab_list(list) : NULL;
	const char *end = p + n;

	for (const char *space; p < end; p = space + 1) {
		const struct hj_code_row *row;
		char id[HJ_ELEMENT_ID_CHARS + 1] = "";
		const struct hj_node *to = NULL;

		if ((space = memchr(p, ' ', (size_t)(end - p))) == NULL)
			space = end;
		n = (size_t)(space - p);
		row = l != NULL ? hj_vocab_find(l, p, n) : NULL;
		if (row != NULL &&
		    hj_buf_printf(c->to, err, " %s %s", row->code,
			hj_vocab_label(row, c->how->korean)) != HJ_OK)
			return (int)err->code;
		if (list == NULL && n == HJ_ELEMENT_ID_CHARS) {
			memcpy(id, p, n);
			to = hj_record_find(c->r, id);
		}
		if (to != NULL &&
		    (hj_buf_printf(c->to, err, " %s", id) != HJ_OK ||
			put_name(c, to, err) != HJ_OK))
			return (int)err->code;
	}
	return HJ_OK;
}

/* Does the value say more than it shows? */
static bool
speaks(const struct hj_elem *def)
{
	return def->value == HJ_V_CODE || def->value == HJ_V_REF;
}

static int
put_item(struct comment *c, const char *name, const char *label,
    const char *list, const char *value, size_t n, struct hj_error *err)
{
	size_t before;

	if (begin_item(c, err) != HJ_OK ||
	    hj_buf_puts(c->to, name, err) != HJ_OK)
		return (int)err->code;
	if (strcmp(name, label) != 0 &&
	    hj_buf_printf(c->to, err, " %s", label) != HJ_OK)
		return (int)err->code;
	before = c->to->len;
	if (value == NULL)
		return HJ_OK;
	if (hj_buf_putc(c->to, ':', err) != HJ_OK ||
	    put_words(c, list, value, n, err) != HJ_OK)
		return (int)err->code;
	if (c->to->len == before + 1)
		c->to->len = before;
	return HJ_OK;
}

static int
attributes(struct comment *c, const struct hj_node *node, struct hj_error *err)
{
	uint32_t lines = hj_fieldtext_lines(node);

	for (const struct hj_attr *a = node->attrs; a != NULL; a = a->next) {
		enum hj_attr_name name =
		    hj_schema_attr(a->name, strlen(a->name));

		if (name != HJ_NATTRS && (lines >> name & 1) != 0 &&
		    put_item(c, a->name,
			hj_schema_attr_label(name, c->how->korean),
			hj_schema_attr_list(node->def, name), a->value, a->len,
			err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

static int
fields(struct comment *c, const struct hj_node *node, struct hj_error *err)
{
	const struct hj_elem *last = NULL;

	for (const struct hj_node *f = node->first; f != NULL; f = f->next) {
		const struct hj_elem *def = f->def;
		const char *label;

		if (def == NULL || hj_fieldtext_holds(f))
			continue;
		label = c->how->korean ? def->ko : def->en;
		/* The same again says nothing new, nor does a plain name. */
		if ((def == last && !speaks(def)) ||
		    (!speaks(def) && strcmp(def->name, label) == 0))
			continue;
		last = def;
		if (put_item(c, def->name, label,
			def->value == HJ_V_CODE ? def->of : NULL,
			speaks(def) ? f->text : NULL, f->text_len,
			err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

static bool
holds_others(const struct hj_node *node)
{
	for (const struct hj_node *c = node->first; c != NULL; c = c->next)
		if (c->def == NULL)
			return true;
	return false;
}

static int
heading(struct comment *c, const struct hj_node *node, struct hj_error *err)
{
	const char *id = hj_node_attr(node, "id");

	if (hj_buf_puts(c->to, node->parent == NULL ? "# " : "\n# ", err) !=
		HJ_OK ||
	    hj_path_label(node, HJ_NATTRS, c->how->korean, c->to, err) !=
		HJ_OK ||
	    (id != NULL && hj_buf_printf(c->to, err, " [%s]", id) != HJ_OK) ||
	    put_name(c, node, err) != HJ_OK ||
	    hj_buf_putc(c->to, '\n', err) != HJ_OK)
		return (int)err->code;
	return HJ_OK;
}

int
hj_fieldtext_comment(const struct hj_record *r, const struct hj_node *node,
    const struct hj_fieldtext_how *how, struct hj_buf *to, struct hj_error *err)
{
	struct comment c = { .r = r, .how = how, .to = to, .line = SIZE_MAX };

	if (!hj_fieldtext_holds(node) && node->parent != NULL &&
	    !holds_others(node))
		return HJ_OK;
	if (heading(&c, node, err) != HJ_OK ||
	    attributes(&c, node, err) != HJ_OK ||
	    fields(&c, node, err) != HJ_OK)
		return (int)err->code;
	if (holds_others(node) &&
	    (begin_item(&c, err) != HJ_OK ||
		hj_buf_puts(to,
		    hj_said(err,
			HJ_N_("what other programs wrote here, and what is withheld, is kept as it is")),
		    err) != HJ_OK))
		return (int)err->code;
	return c.line != SIZE_MAX ? hj_buf_putc(to, '\n', err) : HJ_OK;
}
