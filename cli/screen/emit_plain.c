/* Text for people: "label: value" lines, lists, tables. */
#include <string.h>

#include "cli/screen/emit_form.h"
#include "cli/screen/say.h"
#include "core/base/text.h"

#define LABEL_WIDTH 24

static void
start(struct emit *e, const char *command)
{
	(void)e;
	(void)command;
}

/* Inside something without a label nothing is shown. */
static bool
is_hidden(const struct emit *e)
{
	if (e->hidden != 0)
		return true;
	return e->keyed && e->label == NULL && e->columns == NULL;
}

static void
indent(struct emit *e)
{
	for (size_t i = 1; i < e->depth; i++)
		(void)fputs("  ", e->out);
}

static void
open_plain(struct emit *e, enum emit_scope scope)
{
	if (is_hidden(e)) {
		if (e->hidden == 0)
			e->hidden = e->depth + 1;
		return;
	}
	if (e->keyed && e->columns == NULL) {
		indent(e);
		(void)fprintf(e->out, "%s:\n", e->label);
	} else if (e->keyed && scope == EMIT_TABLE) {
		(void)fprintf(e->out, "%s:\n", e->label);
	} else if (scope == EMIT_MAP && e->depth != 0 &&
	    e->level[e->depth].count != 0) {
		(void)fputc('\n', e->out);
	}
	if (scope == EMIT_TABLE &&
	    table_new(e->columns, e->ncolumns, e->out, &e->table, &e->err) !=
		HJ_OK)
		e->table = NULL;
}

static void
close_plain(struct emit *e, enum emit_scope scope)
{
	if (e->hidden != 0) {
		if (e->hidden == e->depth)
			e->hidden = 0;
		return;
	}
	if (scope == EMIT_ROW && e->table != NULL)
		table_end_row(e->table, &e->err);
	if (scope == EMIT_TABLE) {
		table_flush(e->table);
		table_free(e->table);
		e->table = NULL;
	}
}

static void
key(struct emit *e, const char *name, const char *label)
{
	(void)e;
	(void)name;
	(void)label;
}

static void
text(struct emit *e, const char *p, size_t n)
{
	if (is_hidden(e))
		return;
	if (e->table != NULL) {
		table_cell(e->table, e->column, p, n, &e->err);
		return;
	}
	hj_buf_reset(&e->scratch);
	if (hj_text_visible(p, n, true, &e->scratch, &e->err) != HJ_OK)
		return;
	indent(e);
	if (e->keyed) {
		size_t w = table_width(e->label, strlen(e->label)) + 1;

		(void)fprintf(e->out, "%s:", e->label);
		for (; w < LABEL_WIDTH; w++)
			(void)fputc(' ', e->out);
		(void)fputc(' ', e->out);
	}
	(void)fwrite(e->scratch.data, 1, e->scratch.len, e->out);
	(void)fputc('\n', e->out);
}

static void
word(struct emit *e, const char *w)
{
	if (strcmp(w, "true") == 0)
		w = _("yes");
	else if (strcmp(w, "false") == 0)
		w = _("no");
	else if (strcmp(w, "null") == 0)
		w = "-";
	text(e, w, strlen(w));
}

static void
finish(struct emit *e)
{
	(void)e;
}

const struct emit_form emit_plain = {
	.start = start,
	.open = open_plain,
	.close = close_plain,
	.key = key,
	.text = text,
	.word = word,
	.finish = finish,
};
