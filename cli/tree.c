#include <string.h>

#include "cli/emit.h"
#include "cli/process.h"
#include "cli/readback.h"
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

/* What each line of the tree needs. */
struct tree {
	struct cli *c;
	const struct hj_record *r;
	const struct tree_how *how;
	struct hj_buf line;
};

/* Is something of its name not to be shown? */
static bool
hides_its_name(const struct tree *t, const struct hj_node *person)
{
	for (const struct hj_node *n = hj_node_child(person, "name"); n != NULL;
	     n = hj_node_same(n))
		for (const struct hj_node *p = n; p != NULL;
		     p = hj_node_next(p, n))
			if (is_masked(p, t->how))
				return true;
	return false;
}

static const char *
element_label(const struct tree *t, const struct hj_node *node)
{
	if (node->def == NULL)
		return node->name;
	return t->how->korean ? node->def->ko : node->def->en;
}

/* "Han Sol Mi [qh2pma]", "source [m4kx7t]": who or what has this id. */
static int
refer(struct tree *t, const char *id, size_t n, struct hj_error *err)
{
	char word[HJ_ID_CHARS + 1] = "";
	const struct hj_node *to = NULL, *title;
	int rc;

	if (n < sizeof(word)) {
		memcpy(word, id, n);
		to = hj_record_find(t->r, word);
	}
	if (to == NULL)
		return hj_buf_add(&t->line, id, n, err);
	title = hj_node_child(to, "title");
	if (strcmp(to->name, "person") == 0 &&
	    hj_node_child(to, "name") != NULL && !hides_its_name(t, to))
		rc = readback_name(to, &t->line, err);
	else if (title != NULL && title->text != NULL &&
	    !is_masked(title, t->how))
		rc = hj_buf_puts(&t->line, title->text, err);
	else
		rc = hj_buf_puts(&t->line, element_label(t, to), err);
	return rc != HJ_OK ? rc : hj_buf_printf(&t->line, err, " [%s]", word);
}

/* "China (CN)": codes in words. */
static int
code(struct tree *t, const char *list, const char *text, size_t n,
    struct hj_error *err)
{
	const struct hj_list *l = list != NULL ? hj_vocab_list(list) : NULL;
	const struct hj_code_row *row =
	    l != NULL ? hj_vocab_find(l, text, n) : NULL;

	if (row != NULL)
		return hj_buf_printf(&t->line, err, "%s (%s)",
		    hj_vocab_label(row, t->how->korean), row->code);
	return hj_buf_add(&t->line, text, n, err);
}

/* Further lines of free text stand below the first, one step deeper than
 * their label: nothing in a text can look like a field. */
static int
lines(struct tree *t, const struct hj_node *node, const struct hj_node *root,
    struct hj_error *err)
{
	const char *p = node->text;
	int rc = HJ_OK;

	for (const char *lf; rc == HJ_OK && (lf = strchr(p, '\n')) != NULL;
	     p = lf + 1)
		if ((rc = hj_buf_add(&t->line, p, (size_t)(lf + 1 - p), err)) ==
			HJ_OK &&
		    (rc = indent(&t->line, node, root, err)) == HJ_OK)
			rc = hj_buf_puts(&t->line, "    ", err);
	return rc == HJ_OK ? hj_buf_puts(&t->line, p, err) : rc;
}

static int
value(struct tree *t, const struct hj_node *node, const struct hj_node *root,
    struct hj_error *err)
{
	const struct hj_elem *def = node->def;

	if (is_masked(node, t->how))
		return hj_buf_puts(&t->line, MASK, err);
	if (def != NULL && def->value == HJ_V_CODE)
		return code(t, def->of, node->text, node->text_len, err);
	if (def != NULL && (def->value == HJ_V_REF || def->value == HJ_V_FAR))
		return refer(t, node->text, node->text_len, err);
	return lines(t, node, root, err);
}

/* The sources of a statement: ids with blanks between. */
static int
sources(struct tree *t, const struct hj_attr *a, struct hj_error *err)
{
	const char *p = a->value;
	int rc = HJ_OK;

	while (rc == HJ_OK && *p != '\0') {
		size_t n = strcspn(p, " ");

		rc = refer(t, p, n, err);
		p += n;
		if (rc == HJ_OK && *p == ' ')
			rc = hj_buf_puts(&t->line, ", ", err);
		p += *p == ' ';
	}
	return rc;
}

static int
attributes(struct tree *t, const struct hj_node *node, struct hj_error *err)
{
	const char *between = "  ";

	for (const struct hj_attr *a = node->attrs; a != NULL; a = a->next) {
		enum hj_attr_name name =
		    hj_schema_attr(a->name, strlen(a->name));
		int rc;

		if (name == HJ_NATTRS || name == HJ_A_ID)
			continue;
		rc = hj_buf_printf(&t->line, err, "%s%s: ", between,
		    hj_schema_attr_label(name, t->how->korean));
		if (rc == HJ_OK && name == HJ_A_SRC)
			rc = sources(t, a, err);
		else if (rc == HJ_OK)
			rc = code(t, hj_schema_attr_list(node->def, name),
			    a->value, a->len, err);
		if (rc != HJ_OK)
			return rc;
		between = ", ";
	}
	return HJ_OK;
}

static int
say_node(struct tree *t, const struct hj_node *node, const struct hj_node *root,
    struct hj_error *err)
{
	const char *id = hj_node_attr(node, "id");
	int rc;

	hj_buf_reset(&t->line);
	if ((rc = indent(&t->line, node, root, err)) != HJ_OK ||
	    (rc = hj_buf_puts(&t->line, element_label(t, node), err)) != HJ_OK)
		return rc;
	if (id != NULL && node != root &&
	    (rc = hj_buf_printf(&t->line, err, " [%s]", id)) != HJ_OK)
		return rc;
	if (node->first == NULL && node->text != NULL &&
	    ((rc = hj_buf_puts(&t->line, ": ", err)) != HJ_OK ||
		(rc = value(t, node, root, err)) != HJ_OK))
		return rc;
	if (node->def != NULL && (rc = attributes(t, node, err)) != HJ_OK)
		return rc;
	emit_say_bytes(t->c->out, (const char *)t->line.data, t->line.len);
	return HJ_OK;
}

int
tree_print(struct cli *c, const struct hj_record *r, const struct tree_how *how,
    struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	struct tree t = { .c = c,
		.r = r,
		.how = how,
		.line = HJ_BUF(HJ_CASE_MAX) };
	int rc = HJ_OK;

	for (const struct hj_node *n = root; n != NULL && rc == HJ_OK;
	     n = hj_node_next(n, root))
		if ((rc = process_check(err)) == HJ_OK)
			rc = say_node(&t, n, root, err);
	hj_buf_clear(&t.line);
	return rc;
}
