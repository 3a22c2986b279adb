#include <string.h>

#include "cli/access/process.h"
#include "cli/argument/recurarg.h"
#include "cli/interview/careform.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/fieldword.h"
#include "core/base/limits.h"

/* Every occurrence of a child: one text, "; " between in words, a blank
 * between codes and ids. */
static int
children(struct cli *c, const struct hj_record *r, const struct hj_node *node,
    const char *name, struct hj_buf *to, struct hj_error *err)
{
	bool json = emit_is_json(c->out);
	int rc = HJ_OK;

	for (const struct hj_node *n = hj_node_child(node, name);
	     n != NULL && rc == HJ_OK; n = hj_node_same(n)) {
		if (to->len != 0)
			rc = hj_buf_puts(to, json ? " " : "; ", err);
		if (rc == HJ_OK && json && hj_node_conf(n) == HJ_SECRET)
			rc = hj_buf_puts(to, FIELDWORD_MASK, err);
		else if (rc == HJ_OK && json && n->text != NULL)
			rc = hj_buf_add(to, n->text, n->text_len, err);
		else if (rc == HJ_OK && !json)
			rc = fieldword_leaf(r, n, c->korean, to, err);
	}
	/* A table has one line a row. */
	for (size_t i = 0; i < to->len && !json; i++)
		if (to->data[i] == '\n')
			to->data[i] = ' ';
	return rc;
}

static int
cell(struct cli *c, const struct hj_record *r, const struct hj_node *node,
    const char *key, struct hj_error *err)
{
	enum hj_attr_name a = hj_schema_attr(key, strlen(key));
	struct hj_buf text = HJ_BUF(HJ_TEXT_MAX);
	const char *code;
	int rc = HJ_OK;

	emit_key(c->out, key, NULL);
	if (a != HJ_NATTRS) {
		code = hj_node_attr(node, key);
		if (code != NULL && a != HJ_A_ID && !emit_is_json(c->out))
			code = fieldword_code(hj_schema_attr_list(node->def, a),
			    code, c->korean);
		emit_text(c->out, code);
		return HJ_OK;
	}
	if (strcmp(key, "every") == 0 && !emit_is_json(c->out))
		rc = recurarg_words(node, &text, err);
	else
		rc = children(c, r, node, key, &text, err);
	if (rc == HJ_OK && text.len != 0)
		emit_bytes(c->out, (const char *)text.data, text.len);
	else
		emit_none(c->out);
	hj_buf_clear(&text);
	return rc;
}

int
careform_list(struct cli *c, const struct careform *form,
    const struct hj_record *r, struct hj_error *err)
{
	const struct hj_node *n =
	    hj_node_child(hj_record_root(r), form->element);
	int rc = HJ_OK;

	emit_table(c->out, form->columns, form->ncolumns);
	for (; n != NULL && rc == HJ_OK; n = hj_node_same(n)) {
		emit_map(c->out);
		for (size_t i = 0; i < form->ncolumns && rc == HJ_OK; i++)
			rc = cell(c, r, n, form->columns[i].key, err);
		emit_end(c->out);
		if (rc == HJ_OK)
			rc = process_check(err);
	}
	if (rc == HJ_OK)
		emit_end(c->out);
	return rc;
}

/* ---- the command ---- */

/* In a file that cannot hold it nothing is listed or asked: the follow-up is
 * named, when there is one. */
static int
check_kind(const struct careform *form, const struct hj_record *r,
    struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	const struct hj_elem *e =
	    hj_schema_child(root->def, form->element, strlen(form->element));
	const char *kind = hj_node_attr(root, "kind");

	if (e == NULL)
		return hj_fail(err, HJ_EINVAL,
		    "that is a petition, not a case file");
	if (e->only == NULL || (kind != NULL && strcmp(kind, e->only) == 0))
		return HJ_OK;
	for (const struct hj_node *l = hj_node_child(root, "link"); l != NULL;
	     l = hj_node_same(l)) {
		const char *to = hj_node_value(l, "case");
		const char *as = hj_node_attr(l, "kind");

		if (to != NULL && as != NULL && strcmp(as, e->only) == 0)
			return hj_fail(err, HJ_EINVAL,
			    "resettlement is kept apart from the case: it goes into its follow-up, %s",
			    to);
	}
	return hj_fail(err, HJ_EINVAL,
	    "resettlement is kept apart from the case: 'hanji followup CASE' makes a follow-up for it");
}

static int
list_all(struct cli *c, const struct careform *form, const struct hj_record *r,
    struct hj_error *err)
{
	bool wrapped = emit_is_json(c->out) && form->also != NULL;
	int rc;

	if (wrapped) {
		emit_map(c->out);
		emit_key(c->out, "items", NULL);
	}
	if ((rc = careform_list(c, form, r, err)) == HJ_OK &&
	    form->also != NULL)
		rc = form->also(c, r, err);
	if (rc == HJ_OK && wrapped)
		emit_end(c->out);
	return rc;
}

static int
show_and_ask(struct cli *c, const struct careform *form, struct casefile *file,
    struct hj_error *err)
{
	struct careform_job j;
	bool more = false;
	int rc;

	if ((rc = casefile_note_shown(c, file, NULL, err)) != HJ_OK ||
	    (rc = list_all(c, form, file->record, err)) != HJ_OK ||
	    emit_is_json(c->out) || !ui_is_terminal(c->ui))
		return rc;
	(void)fflush(stdout);
	if ((rc = ui_ask(c->ui, _(form->one), &more, err)) != HJ_OK || !more)
		return rc;
	careform_begin(&j, c, form, file);
	if ((rc = careform_ask(&j, err)) == HJ_OK)
		rc = careform_store(&j, err);
	careform_end(&j);
	return rc;
}

int
careform_run(struct cli *c, const struct args *a, const struct careform *form,
    bool dry_run, struct hj_error *err)
{
	struct casefile file = CASEFILE;
	struct careform_job j;
	int rc;

	if ((rc = casefile_load(c, a->rest[0], NULL, &file, err)) != HJ_OK ||
	    (rc = check_kind(form, file.record, err)) != HJ_OK)
		goto out;
	if (a->nrest == 1 && !dry_run) {
		rc = show_and_ask(c, form, &file, err);
		goto out;
	}
	careform_begin(&j, c, form, &file);
	j.dry_run = dry_run;
	for (int i = 1; i < a->nrest && rc == HJ_OK; i++)
		rc = careform_argument(&j, a->rest[i], err);
	if (rc == HJ_OK)
		rc = careform_store(&j, err);
	careform_end(&j);
out:
	casefile_clear(&file);
	return rc;
}
