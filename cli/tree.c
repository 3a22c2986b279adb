#include <string.h>

#include "cli/emit.h"
#include "cli/process.h"
#include "cli/say.h"
#include "cli/tree.h"
#include "core/limits.h"
#include "core/path.h"
#include "core/vocab.h"

#define MASK "***"

static const struct emit_column columns[] = {
	{ "path", N_("field"), false },
	{ "value", N_("value"), false },
	{ "known", NULL, false },
	{ "conf", NULL, false },
	{ "label", N_("in words"), false },
};

static const char *const levels[] = { "public", "internal", "restricted",
	"secret" };

static bool
is_masked(const struct hj_node *node, const struct tree_how *how)
{
	return !how->reveal && hj_node_conf(node) == HJ_SECRET;
}

/* ---- fields ---- */

static int
field(struct cli *c, const struct hj_node *node, enum hj_attr_name attr,
    const char *value, const struct tree_how *how, struct hj_error *err)
{
	struct hj_buf path = HJ_BUF(HJ_LINE_MAX);
	struct hj_buf label = HJ_BUF(HJ_LINE_MAX);
	struct emit *e = c->out;
	int rc;

	if ((rc = hj_path_of(node, attr, &path, err)) != HJ_OK ||
	    (rc = hj_path_label(node, attr, how->korean, &label, err)) != HJ_OK)
		goto out;
	emit_map(e);
	emit_key(e, "path", NULL);
	emit_bytes(e, (const char *)path.data, path.len);
	emit_key(e, "value", NULL);
	emit_text(e, value != NULL && is_masked(node, how) ? MASK : value);
	emit_key(e, "known", NULL);
	emit_text(e, attr == HJ_NATTRS ? hj_node_attr(node, "known") : NULL);
	emit_key(e, "conf", NULL);
	emit_text(e, levels[hj_node_conf(node)]);
	emit_key(e, "label", NULL);
	emit_bytes(e, (const char *)label.data, label.len);
	emit_end(e);
	rc = process_check(err);
out:
	hj_buf_clear(&path);
	hj_buf_clear(&label);
	return rc;
}

/* A leaf is a field; so is each attribute that says something. */
static int
fields_of(struct cli *c, const struct hj_node *node, const struct tree_how *how,
    struct hj_error *err)
{
	for (const struct hj_attr *a = node->attrs; a != NULL; a = a->next) {
		enum hj_attr_name name =
		    hj_schema_attr(a->name, strlen(a->name));

		if (name == HJ_NATTRS || name == HJ_A_ID)
			continue;
		if (field(c, node, name, a->value, how, err) != HJ_OK)
			return (int)err->code;
	}
	if (node->first != NULL ||
	    (node->text == NULL && hj_node_attr(node, "known") == NULL))
		return HJ_OK;
	return field(c, node, HJ_NATTRS, node->text, how, err);
}

int
tree_fields(struct cli *c, const struct hj_record *r,
    const struct tree_how *how, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	int rc = HJ_OK;

	emit_table(c->out, columns, HJ_LEN(columns));
	for (const struct hj_node *n = root; n != NULL && rc == HJ_OK;
	     n = hj_node_next(n, root))
		if (n->def != NULL)
			rc = fields_of(c, n, how, err);
	if (rc == HJ_OK)
		emit_end(c->out);
	return rc;
}

/* ---- the tree ---- */

static int
indent(struct hj_buf *line, const struct hj_node *node,
    const struct hj_node *root, struct hj_error *err)
{
	for (; node != root; node = node->parent)
		if (node->parent != root &&
		    hj_buf_puts(line, "  ", err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

/* "CN (China)": codes in words. */
static int
value(struct hj_buf *line, const char *list, const char *text, size_t n,
    bool korean, struct hj_error *err)
{
	const struct hj_list *l = list != NULL ? hj_vocab_list(list) : NULL;
	const struct hj_code_row *row =
	    l != NULL ? hj_vocab_find(l, text, n) : NULL;

	if (row != NULL)
		return hj_buf_printf(line, err, "%s (%s)",
		    hj_vocab_label(row, korean), row->code);
	return hj_buf_add(line, text, n, err);
}

static int
attributes(struct hj_buf *line, const struct hj_node *node,
    const struct tree_how *how, struct hj_error *err)
{
	const char *between = "  ";

	for (const struct hj_attr *a = node->attrs; a != NULL; a = a->next) {
		enum hj_attr_name name =
		    hj_schema_attr(a->name, strlen(a->name));
		int rc;

		if (name == HJ_NATTRS || name == HJ_A_ID)
			continue;
		if ((rc = hj_buf_printf(line, err, "%s%s: ", between,
			 hj_schema_attr_label(name, how->korean))) != HJ_OK ||
		    (rc = value(line, hj_schema_attr_list(node->def, name),
			 a->value, a->len, how->korean, err)) != HJ_OK)
			return rc;
		between = ", ";
	}
	return HJ_OK;
}

static int
say_node(struct cli *c, const struct hj_node *node, const struct hj_node *root,
    const struct tree_how *how, struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_TEXT_MAX);
	const struct hj_elem *def = node->def;
	const char *id = hj_node_attr(node, "id");
	const char *label = def == NULL ? node->name
	    : how->korean               ? def->ko
					: def->en;
	int rc;

	if ((rc = indent(&line, node, root, err)) != HJ_OK ||
	    (rc = hj_buf_puts(&line, label, err)) != HJ_OK)
		goto out;
	if (id != NULL && node != root &&
	    (rc = hj_buf_printf(&line, err, " [%s]", id)) != HJ_OK)
		goto out;
	if (node->first == NULL && node->text != NULL) {
		rc = hj_buf_puts(&line, ": ", err);
		if (rc == HJ_OK && is_masked(node, how))
			rc = hj_buf_puts(&line, MASK, err);
		else if (rc == HJ_OK)
			rc = value(&line,
			    def != NULL && def->value == HJ_V_CODE ? def->of
								   : NULL,
			    node->text, node->text_len, how->korean, err);
	}
	if (rc == HJ_OK && def != NULL)
		rc = attributes(&line, node, how, err);
	if (rc == HJ_OK)
		emit_say_bytes(c->out, (const char *)line.data, line.len);
out:
	hj_buf_clear(&line);
	return rc;
}

int
tree_print(struct cli *c, const struct hj_record *r, const struct tree_how *how,
    struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);

	for (const struct hj_node *n = root; n != NULL;
	     n = hj_node_next(n, root)) {
		if (process_check(err) != HJ_OK ||
		    say_node(c, n, root, how, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}
