#include <string.h>

#include "cli/access/process.h"
#include "cli/casefile/erased.h"
#include "cli/screen/say.h"
#include "cli/show/diffview.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/case/datesay.h"
#include "core/case/path.h"
#include "core/vocab/vocab.h"

#define MASK "***"
#define CONTEXT 24 /* bytes of a long text before and after what differs */
#define LONG 96

static const struct emit_column columns[] = {
	{ "kind", N_("what"), false },
	{ "path", N_("field"), false },
	{ "before", N_("before"), false },
	{ "after", N_("after"), false },
	{ "label", NULL, false },
};

/* ---- rows ---- */

struct walk {
	hj_diff_fn *fn;
	void *to;
};

static int
one(const struct walk *w, const struct hj_difference *of,
    const struct hj_node *node, const char *attr, struct hj_error *err)
{
	struct hj_difference d = { .kind = of->kind,
		.attr = attr,
		.id = of->id };

	if (of->kind == HJ_DIFF_ADDED)
		d.after = node;
	else
		d.before = node;
	return w->fn(w->to, &d, err);
}

/* What an element says by itself. */
static int
own(const struct walk *w, const struct hj_difference *of,
    const struct hj_node *node, bool top, struct hj_error *err)
{
	int rc = HJ_OK;

	if (top || node->text != NULL)
		rc = one(w, of, node, NULL, err);
	for (const struct hj_attr *a = node->attrs; a != NULL && rc == HJ_OK;
	     a = a->next)
		if (hj_schema_attr(a->name, strlen(a->name)) != HJ_NATTRS &&
		    strcmp(a->name, "id") != 0)
			rc = one(w, of, node, a->name, err);
	return rc;
}

static int
expand(void *to, const struct hj_difference *d, struct hj_error *err)
{
	const struct walk *w = to;
	const struct hj_node *top =
	    d->kind == HJ_DIFF_ADDED ? d->after : d->before;
	int rc = HJ_OK;

	/* Its digest differs in every revision, whatever was there. */
	if (d->kind == HJ_DIFF_ATTR && erased_is(d->before) &&
	    erased_is(d->after))
		return HJ_OK;
	if ((d->kind != HJ_DIFF_ADDED && d->kind != HJ_DIFF_REMOVED) ||
	    top->def == NULL)
		return w->fn(w->to, d, err);
	for (const struct hj_node *n = top; n != NULL && rc == HJ_OK;
	     n = hj_node_next(n, top))
		if (n->def != NULL)
			rc = own(w, d, n, n == top, err);
	return rc;
}

int
diffview_walk(const struct hj_record *before, const struct hj_record *after,
    hj_diff_fn *fn, void *to, struct hj_error *err)
{
	struct walk w = { fn, to };

	return hj_diff_records(before, after, expand, &w, err);
}

/* ---- values ---- */

static const char *
kind_word(enum hj_diff_kind k, bool json)
{
	switch (k) {
	case HJ_DIFF_ADDED:
		return json ? "added" : _("added");
	case HJ_DIFF_REMOVED:
		return json ? "removed" : _("removed");
	case HJ_DIFF_TEXT:
	case HJ_DIFF_ATTR:
		return json ? "changed" : _("changed");
	case HJ_DIFF_MOVED:
		return json ? "moved" : _("moved");
	}
	return "";
}

static bool
is_secret(const struct hj_node *node)
{
	return node != NULL && hj_node_conf(node) == HJ_SECRET;
}

/* What stands there; secrets are masked as in `show`, also where only the other
 * side says that it is one. */
static const char *
value_of(const struct hj_difference *d, bool after,
    const struct diffview_how *how)
{
	const struct hj_node *node = after ? d->after : d->before;
	const char *value;

	if (node == NULL)
		return NULL;
	value = d->attr != NULL ? hj_node_attr(node, d->attr) : node->text;
	if (value == NULL || how->reveal)
		return value;
	return how->mask || is_secret(d->before) || is_secret(d->after) ? MASK
									: value;
}

static bool
is_date(const struct hj_node *node)
{
	return node->def != NULL && node->def->value == HJ_V_DATE;
}

/* "female (f)" */
static int
put_code(const struct hj_node *node, const char *attr, const char *value,
    bool korean, struct hj_buf *to, struct hj_error *err)
{
	const char *list = NULL;
	const struct hj_code_row *row = NULL;

	if (node->def != NULL && attr != NULL)
		list = hj_schema_attr_list(node->def,
		    hj_schema_attr(attr, strlen(attr)));
	else if (node->def != NULL && node->def->value == HJ_V_CODE)
		list = node->def->of;
	if (list != NULL)
		row = hj_vocab_find(hj_vocab_list(list), value, strlen(value));
	if (row != NULL)
		return hj_buf_printf(to, err, "%s (%s)",
		    hj_vocab_label(row, korean), row->code);
	return hj_buf_puts(to, value, err);
}

/* The beginning of a character at or before `at`. */
static size_t
whole(const char *s, size_t at)
{
	while (at > 0 && ((unsigned char)s[at] & 0xc0) == 0x80)
		at--;
	return at;
}

/* Of a long text what differs from the other one, and a little around it. */
static int
put_part(const char *s, const char *other, struct hj_buf *to,
    struct hj_error *err)
{
	size_t n = strlen(s), m = strlen(other);
	size_t from = 0, tail = 0, end;

	while (from < n && from < m && s[from] == other[from])
		from++;
	while (tail < n - from && tail < m - from &&
	    s[n - tail - 1] == other[m - tail - 1])
		tail++;
	from = from > CONTEXT ? whole(s, from - CONTEXT) : 0;
	end = n - (tail > CONTEXT ? tail - CONTEXT : 0);
	if (end - from > 2 * LONG)
		end = from + 2 * LONG;
	end = whole(s, end);
	if ((from > 0 && hj_buf_puts(to, "…", err) != HJ_OK) ||
	    hj_buf_add(to, s + from, end - from, err) != HJ_OK ||
	    (end < n && hj_buf_puts(to, "…", err) != HJ_OK))
		return (int)err->code;
	return HJ_OK;
}

static int
put_words(const struct hj_difference *d, const struct hj_node *node,
    const char *value, const char *other, bool korean, struct hj_buf *to,
    struct hj_error *err)
{
	int rc = strlen(value) > LONG
	    ? put_part(value, other != NULL ? other : "", to, err)
	    : put_code(node, d->attr, value, korean, to, err);

	for (size_t i = 0; i < to->len; i++)
		if (to->data[i] == '\n')
			to->data[i] = ' ';
	return rc;
}

/* ---- output ---- */

static int
put_side(struct emit *e, const struct diffview_how *how,
    const struct hj_difference *d, bool after, struct hj_error *err)
{
	const struct hj_node *node = after ? d->after : d->before;
	const char *value = value_of(d, after, how);
	const char *other = value_of(d, !after, how);
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	int rc = HJ_OK;

	emit_key(e, after ? "after" : "before", NULL);
	if (node != NULL && erased_is(node) && how->erased != NULL) {
		emit_text(e, how->erased);
		return HJ_OK;
	}
	if (value != NULL && value == node->text && is_date(node) &&
	    !emit_is_json(e))
		rc = hj_date_say_node(node, how->korean, &words, err);
	else if (value != NULL && how->words)
		rc = put_words(d, node, value, other, how->korean, &words, err);
	if (words.len != 0)
		emit_bytes(e, (const char *)words.data, words.len);
	else
		emit_text(e, value);
	hj_buf_clear(&words);
	return rc;
}

static int
put_label(const struct hj_difference *d, bool korean, struct hj_buf *to,
    struct hj_error *err)
{
	const struct hj_node *node = d->after != NULL ? d->after : d->before;
	enum hj_attr_name attr = d->attr != NULL && node->def != NULL
	    ? hj_schema_attr(d->attr, strlen(d->attr))
	    : HJ_NATTRS;

	return hj_path_label(node, attr, korean, to, err);
}

int
diffview_fields(struct emit *e, const struct diffview_how *how,
    const struct hj_difference *d, struct hj_error *err)
{
	struct hj_buf path = HJ_BUF(HJ_LINE_MAX);
	struct hj_buf label = HJ_BUF(HJ_LINE_MAX);
	int rc;

	if ((rc = hj_diff_path(d, &path, err)) != HJ_OK ||
	    (rc = put_label(d, how->korean, &label, err)) != HJ_OK)
		goto out;
	emit_key(e, "kind", NULL);
	emit_text(e, kind_word(d->kind, emit_is_json(e)));
	emit_key(e, "path", NULL);
	if (how->words)
		emit_bytes(e, (const char *)label.data, label.len);
	else
		emit_bytes(e, (const char *)path.data, path.len);
	if ((rc = put_side(e, how, d, false, err)) != HJ_OK ||
	    (rc = put_side(e, how, d, true, err)) != HJ_OK)
		goto out;
	emit_key(e, "label", NULL);
	emit_bytes(e, (const char *)label.data, label.len);
out:
	hj_buf_clear(&path);
	hj_buf_clear(&label);
	return rc;
}

struct view {
	struct emit *e;
	const struct diffview_how *how;
	size_t rows;
};

static int
print_row(void *to, const struct hj_difference *d, struct hj_error *err)
{
	struct view *v = to;

	emit_map(v->e);
	if (diffview_fields(v->e, v->how, d, err) != HJ_OK)
		return (int)err->code;
	emit_end(v->e);
	v->rows++;
	return process_check(err);
}

int
diffview_table(struct emit *e, const struct diffview_how *how,
    const struct hj_record *before, const struct hj_record *after, size_t *rows,
    struct hj_error *err)
{
	struct view v = { .e = e, .how = how };
	int rc;

	emit_table(e, columns, HJ_LEN(columns));
	rc = diffview_walk(before, after, print_row, &v, err);
	if (rc == HJ_OK)
		emit_end(e);
	if (rows != NULL)
		*rows = v.rows;
	return rc;
}
