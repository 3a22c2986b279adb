#include <string.h>

#include "cli/access/process.h"
#include "cli/casefile/dispute.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/show/fieldhistory_own.h"
#include "cli/show/logline.h"
#include "core/case/path.h"
#include "core/merge/settle.h"

#define MASK "***"

/* ---- a row ---- */

int
fieldhistory_read_why(struct fieldhistory *h, struct hj_error *err)
{
	static const char *const words[] = { "reason ", "source " };
	struct hj_buf detail = HJ_BUF(HJ_TEXT_MAX);
	const char *text = "";
	int rc = HJ_OK;

	hj_buf_reset(&h->why);
	if (h->entry.has_detail &&
	    (rc = hj_vault_detail(h->c->vault, &h->f->row, &h->entry, &detail,
		 err)) == HJ_OK)
		rc = hj_buf_text(&detail, &text, err);
	for (size_t i = 0; rc == HJ_OK && i < HJ_LEN(words); i++) {
		size_t n = strlen(words[i]);

		if (strncmp(text, words[i], n) == 0)
			rc = hj_buf_add(&h->why, text + n,
			    strcspn(text + n, "\n"), err);
	}
	hj_buf_clear(&detail);
	return rc;
}

static void
begin_row(struct fieldhistory *h)
{
	struct emit *out = h->c->out;

	emit_map(out);
	emit_key(out, "revision", NULL);
	emit_number(out, (int64_t)h->nth);
	emit_key(out, "since", NULL);
	if (h->since != 0)
		emit_number(out, (int64_t)h->since);
	else
		emit_none(out);
	emit_key(out, "time", NULL);
	emit_time(out, h->entry.time);
	emit_key(out, "action", NULL);
	emit_text(out,
	    emit_is_json(out) ? h->entry.action
			      : logline_action(h->entry.action));
	emit_key(out, "member", NULL);
	logline_member(out, &h->facts, &h->entry);
	h->rows++;
}

static int
end_row(struct fieldhistory *h, struct hj_error *err)
{
	struct emit *out = h->c->out;

	emit_key(out, "why", NULL);
	if (h->why.len != 0)
		emit_bytes(out, (const char *)h->why.data, h->why.len);
	else
		emit_none(out);
	emit_end(out);
	return process_check(err);
}

/* ---- a conflict that came or went ---- */

/* Is the row about the field? */
static bool
is_about(const struct fieldhistory *h, const struct hj_record *r,
    struct hj_node *row, struct hj_conflict *ret)
{
	struct hj_node *node = NULL, *parent = NULL;
	const struct hj_elem *def = NULL;

	if (!hj_conflict_read(row, ret) ||
	    !hj_conflict_target(r, ret, &node, &def, &parent))
		return false;
	if (node == NULL)
		return parent != NULL &&
		    hj_pathset_meets(&h->field, parent, def);
	return ret->attr != HJ_NATTRS
	    ? hj_pathset_has(&h->field, node, ret->attr)
	    : hj_pathset_meets(&h->field, node, NULL);
}

/* What the other side says: of what came after, of what went before. */
static int
put_other(const struct fieldhistory *h, const struct hj_record *r,
    const struct hj_conflict *c, bool mask, struct hj_error *err)
{
	const struct tree_how how = { .reveal = h->how.reveal,
		.korean = h->how.korean };
	struct dispute d = { .n = 1 };
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	struct emit *out = h->c->out;
	bool masked = false;
	int rc = HJ_OK;

	d.row[0] = *c;
	rc = dispute_say(r, &d, 2, &how, &words, &masked, err);
	if (masked || mask)
		emit_text(out, MASK);
	else if (emit_is_json(out))
		emit_text(out, c->value != NULL ? c->value->text : NULL);
	else if (words.len != 0)
		emit_bytes(out, (const char *)words.data, words.len);
	else
		emit_none(out);
	hj_buf_clear(&words);
	return rc;
}

/* A revision that joins others is compared with each of them. */
static bool
was_said(const struct fieldhistory *h, const char *id)
{
	return h->said.len != 0 &&
	    memmem(h->said.data, h->said.len, id, strlen(id) + 1) != NULL;
}

static int
put_conflict(struct fieldhistory *h, const struct hj_difference *d,
    const struct hj_node *row, struct hj_error *err)
{
	bool came = d->kind == HJ_DIFF_ADDED, secret = false;
	const struct hj_record *r = came ? h->after : h->before;
	struct emit *out = h->c->out;
	struct hj_buf path = HJ_BUF(HJ_LINE_MAX), label = HJ_BUF(HJ_LINE_MAX);
	const char *id = hj_node_attr(row, "id");
	struct hj_node *node = NULL, *parent = NULL;
	struct hj_conflict c;
	int rc;

	if (id == NULL || was_said(h, id) ||
	    !is_about(h, r, hj_record_find(r, id), &c) ||
	    !hj_conflict_target(r, &c, &node, NULL, &parent))
		return HJ_OK;
	if ((rc = hj_buf_add(&h->said, id, strlen(id) + 1, err)) != HJ_OK ||
	    (rc = hj_settle_path(r, &c, &path, err)) != HJ_OK ||
	    (rc = hj_path_label(node != NULL ? node : parent, c.attr,
		 h->how.korean, &label, err)) != HJ_OK ||
	    (rc = fieldhistory_is_secret(h, node != NULL ? node : parent,
		 &secret, err)) != HJ_OK)
		goto out;
	begin_row(h);
	emit_key(out, "kind", NULL);
	if (emit_is_json(out))
		emit_text(out, came ? "conflict" : "settled");
	else
		emit_text(out, came ? _("conflict") : _("settled"));
	emit_key(out, "path", NULL);
	emit_bytes(out, (const char *)path.data, path.len);
	for (int side = 0; side < 2 && rc == HJ_OK; side++) {
		emit_key(out, side == 0 ? "before" : "after", NULL);
		if ((side == 1) == came)
			rc = put_other(h, r, &c, secret, err);
		else
			emit_none(out);
	}
	emit_key(out, "label", NULL);
	emit_bytes(out, (const char *)label.data, label.len);
	if (rc == HJ_OK)
		rc = end_row(h, err);
out:
	hj_buf_clear(&path);
	hj_buf_clear(&label);
	return rc;
}

/* ---- a difference ---- */

static bool
is_value(const struct hj_difference *d, const struct hj_node *node)
{
	if (d->kind == HJ_DIFF_MOVED)
		return false;
	/* Of what holds others, they are rows of their own. */
	return d->kind == HJ_DIFF_TEXT || d->attr != NULL ||
	    node->text != NULL || node->first == NULL;
}

int
fieldhistory_row(void *to, const struct hj_difference *d, struct hj_error *err)
{
	struct fieldhistory *h = to;
	struct diffview_how how = h->how;
	const struct hj_node *node = d->after != NULL ? d->after : d->before;
	enum hj_attr_name attr = d->attr != NULL
	    ? hj_schema_attr(d->attr, strlen(d->attr))
	    : HJ_NATTRS;
	const struct hj_node *top = node;

	while (top->parent != NULL && top->parent->parent != NULL)
		top = top->parent;
	if (top->def != NULL && top->parent != NULL &&
	    strcmp(top->name, "conflict") == 0)
		return node == top && d->attr == NULL &&
			(d->kind == HJ_DIFF_ADDED || d->kind == HJ_DIFF_REMOVED)
		    ? put_conflict(h, d, node, err)
		    : HJ_OK;
	if (!is_value(d, node) || attr == HJ_A_ID ||
	    !hj_pathset_has(&h->field, node, attr))
		return HJ_OK;
	if (fieldhistory_is_secret(h, node, &how.mask, err) != HJ_OK)
		return (int)err->code;
	begin_row(h);
	if (diffview_fields(h->c->out, &how, d, err) != HJ_OK)
		return (int)err->code;
	return end_row(h, err);
}
