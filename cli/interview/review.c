#include <stdio.h>
#include <string.h>

#include "cli/interview/review.h"
#include "cli/screen/say.h"
#include "cli/screen/table.h"
#include "cli/screen/ui.h"
#include "cli/wording/readback.h"
#include "core/base/limits.h"
#include "core/case/datesay.h"
#include "core/case/owncode.h"
#include "core/case/path.h"
#include "core/case/when.h"

/* ---- complete ---- */

static int
not_asked(struct hj_record *r, struct hj_node *node, struct hj_error *err)
{
	static const char word[] = "not-asked";

	for (size_t i = 0; i < node->def->nchildren; i++) {
		const struct hj_elem *def = &node->def->children[i];
		struct hj_node *made;

		if ((def->card != HJ_ONE && def->card != HJ_SOME) ||
		    hj_node_child(node, def->name) != NULL)
			continue;
		if (hj_record_add(r, node, def, &made, err) != HJ_OK ||
		    hj_record_set_attr(r, made, "known", word, strlen(word),
			err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

/* The outermost statement names its source; what stands in it is told by the
 * same one. */
static int
name_source(struct hj_record *r, struct hj_node *node, const char *source,
    struct hj_error *err)
{
	for (const struct hj_node *n = node; n != NULL; n = n->parent)
		if (hj_node_attr(n, "src") != NULL)
			return HJ_OK;
	if ((node->def->attrs & HJ_A(SRC)) == 0)
		return HJ_OK;
	return hj_record_set_attr(r, node, "src", source, strlen(source), err);
}

int
review_complete(struct hj_record *r, const char *source, struct hj_error *err)
{
	struct hj_node *root = hj_record_root(r);

	for (struct hj_node *n = root; n != NULL; n = hj_node_next(n, root)) {
		bool empty = n->first == NULL && n->text == NULL;

		if (n->def == NULL)
			continue;
		if (!(empty && hj_node_attr(n, "known") != NULL) &&
		    not_asked(r, n, err) != HJ_OK)
			return (int)err->code;
		if (source != NULL && name_source(r, n, source, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

/* ---- show ---- */

static const struct emit_column columns[] = {
	{ "field", N_("field"), false },
	{ "value", N_("value"), false },
};

/* One line: a code in words, line feeds as blanks. */
static int
add_value(const struct hj_node *node, const char *list, const char *value,
    bool korean, struct hj_buf *to, struct hj_error *err)
{
	struct hj_code_row row;
	int rc;

	if (list != NULL &&
	    hj_code_find(node, list, value, strlen(value), &row))
		rc = hj_when_label(node, &row, korean, to, err);
	else
		rc = hj_buf_puts(to, value, err);
	if (rc != HJ_OK)
		return rc;
	for (size_t i = 0; i < to->len; i++)
		if (to->data[i] == '\n')
			to->data[i] = ' ';
	return HJ_OK;
}

static int
row(struct cli *c, struct table *t, const struct hj_node *node,
    enum hj_attr_name attr, const char *list, const char *value,
    struct hj_error *err)
{
	struct hj_buf label = HJ_BUF(HJ_LINE_MAX);
	struct hj_buf text = HJ_BUF(HJ_TEXT_MAX);
	int rc;

	rc = hj_path_label(node, attr, c->korean, &label, err);
	if (rc == HJ_OK && value == node->text && node->def->value == HJ_V_DATE)
		rc = hj_date_say_node(node, c->korean, &text, err);
	else if (rc == HJ_OK)
		rc = add_value(node, list, value, c->korean, &text, err);
	if (rc == HJ_OK) {
		table_cell(t, 0, (const char *)label.data, label.len, err);
		table_cell(t, 1, (const char *)text.data, text.len, err);
		table_end_row(t, err);
		rc = (int)err->code;
	}
	hj_buf_clear(&label);
	hj_buf_clear(&text);
	return rc;
}

/* What says something to a person; ids and references do not. */
static int
rows_of(struct cli *c, struct table *t, const struct hj_node *node,
    struct hj_error *err)
{
	static const enum hj_attr_name shown[] = { HJ_A_KIND, HJ_A_STATUS,
		HJ_A_TYPE };
	const char *known = hj_node_attr(node, "known");
	const char *list = node->def->value == HJ_V_CODE ? node->def->of
	    : node->def->value == HJ_V_YESNO             ? "yes-no"
							 : NULL;

	for (size_t i = 0; i < HJ_LEN(shown); i++) {
		const char *value =
		    hj_node_attr(node, hj_schema_attr_name(shown[i]));

		if (value != NULL &&
		    row(c, t, node, shown[i],
			hj_schema_attr_list(node->def, shown[i]), value,
			err) != HJ_OK)
			return (int)err->code;
	}
	if (node->text != NULL && node->def->value != HJ_V_REF)
		return row(c, t, node, HJ_NATTRS, list, node->text, err);
	return known != NULL ? row(c, t, node, HJ_NATTRS, "known", known, err)
			     : HJ_OK;
}

static int
say_words(struct cli *c, const struct hj_record *r, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	const char *text;
	int rc = HJ_OK;

	for (const struct hj_node *n = root->first; n != NULL && rc == HJ_OK;
	     n = n->next)
		if (n->def != NULL)
			rc = readback(r, n, c->korean, &words, err);
	if (rc == HJ_OK && words.len > 0 &&
	    (rc = hj_buf_text(&words, &text, err)) == HJ_OK)
		ui_say(c->ui, "\n%s", text);
	hj_buf_clear(&words);
	return rc;
}

int
review_show(struct cli *c, const struct hj_record *r, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	struct hj_error why = { .say = err->say }; /* the table looks at it */
	struct table *t = NULL;
	int rc;

	if ((rc = table_new(columns, HJ_LEN(columns), stderr, &t, err)) !=
	    HJ_OK)
		return rc;
	ui_say(c->ui, "\n== %s ==", _("What will be saved"));
	for (const struct hj_node *n = root; n != NULL && rc == HJ_OK;
	     n = hj_node_next(n, root))
		if (n->def != NULL)
			rc = rows_of(c, t, n, &why);
	table_flush(t);
	table_free(t);
	if (rc != HJ_OK) {
		*err = why;
		return rc;
	}
	return say_words(c, r, err);
}
