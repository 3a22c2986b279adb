#include <string.h>

#include "cli/access/process.h"
#include "cli/casefile/erased.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/wording/accounts.h"
#include "cli/wording/naming.h"
#include "core/base/limits.h"
#include "core/case/conflict.h"
#include "core/case/datesay.h"
#include "core/case/path.h"

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
	emit_text(e,
	    value != NULL && referent_is_masked(node, how) ? MASK : value);
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

static int
erased_field(struct cli *c, const struct hj_node *node,
    const struct tree_how *how, struct hj_error *err)
{
	struct hj_buf path = HJ_BUF(HJ_LINE_MAX);
	struct emit *e = c->out;
	int rc = hj_path_of(node, HJ_NATTRS, &path, err);

	if (rc == HJ_OK && how->erased[0] != '\0') {
		emit_map(e);
		emit_key(e, "path", NULL);
		emit_bytes(e, (const char *)path.data, path.len);
		emit_key(e, "value", NULL);
		emit_none(e);
		emit_key(e, "known", NULL);
		emit_text(e, "erased");
		emit_key(e, "conf", NULL);
		emit_text(e, levels[hj_node_conf(node)]);
		emit_key(e, "label", NULL);
		emit_text(e, how->erased);
		emit_end(e);
	}
	hj_buf_clear(&path);
	return rc;
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
		else if (erased_is(n) && how->erased != NULL)
			rc = erased_field(c, n, how, err);
	if (rc == HJ_OK)
		emit_end(c->out);
	return rc;
}

/* ---- the tree ---- */

/* What each line of the tree needs. */
struct tree {
	struct cli *c;
	const struct hj_record *r;
	const struct tree_how *how;
	const struct hj_origins *origins;
	unsigned deeper; /* than the file says: below accounts, translations */
	struct hj_buf line;
	/* With a field in conflict: as many as are worth a mark. */
	const struct hj_node *disputed[64];
	size_t ndisputed;
};

static int
indent(struct tree *t, const struct hj_node *node, struct hj_error *err)
{
	for (unsigned i = 0; i < t->deeper; i++)
		if (hj_buf_puts(&t->line, "  ", err) != HJ_OK)
			return (int)err->code;
	for (; node->parent != NULL; node = node->parent)
		if (node->parent->parent != NULL &&
		    hj_buf_puts(&t->line, "  ", err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

/* Further lines of free text stand below the first, one step deeper than
 * their label: nothing in a text can look like a field. */
static int
lines(struct tree *t, const struct hj_node *node, struct hj_error *err)
{
	const char *p = node->text;
	int rc = HJ_OK;

	for (const char *lf; rc == HJ_OK && (lf = strchr(p, '\n')) != NULL;
	     p = lf + 1)
		if ((rc = hj_buf_add(&t->line, p, (size_t)(lf + 1 - p), err)) ==
			HJ_OK &&
		    (rc = indent(t, node, err)) == HJ_OK)
			rc = hj_buf_puts(&t->line, "    ", err);
	return rc == HJ_OK ? hj_buf_puts(&t->line, p, err) : rc;
}

static int
value(struct tree *t, const struct hj_node *node, struct hj_error *err)
{
	const struct hj_elem *def = node->def;

	if (referent_is_masked(node, t->how))
		return hj_buf_puts(&t->line, MASK, err);
	if (def != NULL && def->value == HJ_V_CODE)
		return naming_code(node, def->of, node->text, node->text_len,
		    t->how, &t->line, err);
	if (def != NULL && def->value == HJ_V_DATE)
		return hj_date_say_node(node, t->how->korean, &t->line, err);
	if (def != NULL && (def->value == HJ_V_REF || def->value == HJ_V_FAR))
		return referent_say(t->r, node, node->text, node->text_len,
		    t->how, &t->line, err);
	return lines(t, node, err);
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
			rc = naming_sources(t->r, node, a->value, t->how,
			    &t->line, err);
		else if (rc == HJ_OK)
			rc = naming_code(node,
			    hj_schema_attr_list(node->def, name), a->value,
			    a->len, t->how, &t->line, err);
		if (rc != HJ_OK)
			return rc;
		between = ", ";
	}
	return HJ_OK;
}

static int
say_node(struct tree *t, const struct sibling *s, struct hj_error *err)
{
	const struct hj_node *node = s->node;
	const char *id = hj_node_attr(node, "id");
	int rc;

	hj_buf_reset(&t->line);
	if ((rc = indent(t, node, err)) != HJ_OK ||
	    (rc = hj_buf_puts(&t->line, naming_label(t->how, node), err)) !=
		HJ_OK)
		return rc;
	if (id != NULL && node->parent != NULL &&
	    (rc = hj_buf_printf(&t->line, err, " [%s]", id)) != HJ_OK)
		return rc;
	if (node->first == NULL && node->text != NULL &&
	    ((rc = hj_buf_puts(&t->line, ": ", err)) != HJ_OK ||
		(rc = value(t, node, err)) != HJ_OK))
		return rc;
	if (node->def != NULL &&
	    ((rc = attributes(t, node, err)) != HJ_OK ||
		(rc = accounts_say_after(t->origins, s, &t->line, err)) !=
		    HJ_OK))
		return rc;
	for (size_t i = 0; i < t->ndisputed; i++)
		if (t->disputed[i] == node) {
			rc = hj_buf_puts(&t->line, _("  [in conflict]"), err);
			break;
		}
	if (rc != HJ_OK)
		return rc;
	emit_say_bytes(t->c->out, (const char *)t->line.data, t->line.len);
	return process_check(err);
}

/* Rows of conflicts are not shown: what they are about is marked, and 'hanji
 * conflicts' says the rest. */
static void
find_disputed(struct tree *t)
{
	struct hj_node *row = NULL, *node, *parent;
	struct hj_conflict c;

	while ((row = hj_conflict_next(t->r, row)) != NULL &&
	    t->ndisputed < HJ_LEN(t->disputed))
		if (hj_conflict_read(row, &c) &&
		    hj_conflict_target(t->r, &c, &node, NULL, &parent))
			t->disputed[t->ndisputed++] =
			    node != NULL ? node : parent;
}

static bool
is_row(const struct hj_node *node)
{
	return node->parent != NULL && node->parent->parent == NULL &&
	    node->def != NULL && strcmp(node->name, "conflict") == 0;
}

/* "birth: two accounts that contradict each other". */
static int
say_heading(struct tree *t, const struct sibling *s, struct hj_error *err)
{
	int rc;

	hj_buf_reset(&t->line);
	if ((rc = indent(t, s->node, err)) != HJ_OK ||
	    (rc = hj_buf_printf(&t->line, err,
		 "%s: ", naming_label(t->how, s->node))) != HJ_OK ||
	    (rc = accounts_say_heading(s, &t->line, err)) != HJ_OK)
		return rc;
	emit_say_bytes(t->c->out, (const char *)t->line.data, t->line.len);
	return HJ_OK;
}

static int
say_below(struct tree *t, const struct hj_node *node, struct hj_error *err);

static int
say_sibling(struct tree *t, const struct sibling *s, struct hj_error *err)
{
	int rc = s->first ? say_heading(t, s, err) : HJ_OK;

	t->deeper += s->deeper;
	if (rc == HJ_OK && (rc = say_node(t, s, err)) == HJ_OK)
		rc = say_below(t, s->node, err);
	t->deeper -= s->deeper;
	return rc;
}

static int
say_below(struct tree *t, const struct hj_node *node, struct hj_error *err)
{
	struct siblings s = SIBLINGS;
	int rc = siblings_order(t->r, node, &s, err);

	for (size_t i = 0; rc == HJ_OK && i < s.n; i++)
		if (!is_row(s.item[i].node))
			rc = say_sibling(t, &s.item[i], err);
	siblings_clear(&s);
	return rc;
}

int
tree_print(struct cli *c, const struct hj_record *r, const struct tree_how *how,
    struct hj_error *err)
{
	const struct sibling root = { .node = hj_record_root(r) };
	struct hj_origins *origins = NULL;
	struct tree t = { .c = c,
		.r = r,
		.how = how,
		.line = HJ_BUF(HJ_CASE_MAX) };
	int rc = hj_origins_new(r, &origins, err);

	t.origins = origins;
	find_disputed(&t);
	if (rc == HJ_OK)
		rc = say_sibling(&t, &root, err);
	hj_buf_clear(&t.line);
	hj_origins_free(origins);
	return rc;
}
