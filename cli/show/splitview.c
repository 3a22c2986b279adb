#include "cli/show/splitview.h"

#include <stdlib.h>
#include <string.h>

#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/limits.h"
#include "core/case/datesay.h"
#include "core/vocab/vocab.h"

/* id, element, how, words: each NUL-ended. */
struct splitview {
	struct cli *c;
	struct hj_buf notes;
};

static const char *const hows[] = {
	[HJ_SPLIT_MOVED] = "moved",
	[HJ_SPLIT_COPIED] = "copied",
	[HJ_SPLIT_LINKED] = "linked",
	[HJ_SPLIT_STAYED] = "stayed",
};

int
splitview_new(struct cli *c, struct splitview **ret, struct hj_error *err)
{
	struct splitview *v = calloc(1, sizeof(*v));

	if (v == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	v->c = c;
	v->notes = HJ_BUF(HJ_TEXT_MAX);
	*ret = v;
	return HJ_OK;
}

void
splitview_free(struct splitview *v)
{
	if (v == NULL)
		return;
	hj_buf_clear(&v->notes);
	free(v);
}

/* "period of detention, Chinese police station, November 2013": nothing that a
 * person wrote, but the day, and that only where it is not secret. */
static int
words(const struct splitview *v, const struct hj_node *node, struct hj_buf *to,
    struct hj_error *err)
{
	static const char *const lists[] = { "type", "kind", "status" };
	const struct hj_node *date = hj_node_child(node, "date");
	bool korean = v->c->korean;

	if (hj_buf_puts(to, korean ? node->def->ko : node->def->en, err) !=
	    HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < HJ_LEN(lists); i++) {
		const char *code = hj_node_attr(node, lists[i]);
		const char *list = hj_schema_attr_list(node->def,
		    hj_schema_attr(lists[i], strlen(lists[i])));
		const struct hj_code_row *row = code != NULL && list != NULL
		    ? hj_vocab_find(hj_vocab_list(list), code, strlen(code))
		    : NULL;

		if (row != NULL &&
		    hj_buf_printf(to, err, ", %s",
			hj_vocab_label(row, korean)) != HJ_OK)
			return (int)err->code;
	}
	if (date == NULL || date->text == NULL ||
	    hj_node_conf(date) == HJ_SECRET)
		return HJ_OK;
	if (hj_buf_puts(to, ", ", err) != HJ_OK)
		return (int)err->code;
	return hj_date_say_node(date, korean, to, err);
}

static int
note(struct splitview *v, const char *word, struct hj_error *err)
{
	return hj_buf_add(&v->notes, word != NULL ? word : "",
	    word != NULL ? strlen(word) + 1 : 1, err);
}

int
splitview_note(void *to, enum hj_split_how how, const struct hj_node *node,
    struct hj_error *err)
{
	struct splitview *v = to;

	if (node->def == NULL || (node->def->attrs & HJ_A(ID)) == 0)
		return HJ_OK;
	if (note(v, hj_node_attr(node, "id"), err) != HJ_OK ||
	    note(v, node->name, err) != HJ_OK ||
	    note(v, hows[how], err) != HJ_OK ||
	    words(v, node, &v->notes, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_putc(&v->notes, '\0', err);
}

/* The next note; false at the end. */
static bool
next(const struct splitview *v, size_t *at, const char *word[static 4])
{
	const char *p = (const char *)v->notes.data;

	if (*at >= v->notes.len)
		return false;
	for (size_t i = 0; i < 4; i++) {
		word[i] = p + *at;
		*at += strlen(word[i]) + 1;
	}
	return true;
}

static void
say(const struct splitview *v, const char *how, const char *heading)
{
	const char *word[4];
	bool any = false;
	size_t at = 0;

	while (next(v, &at, word)) {
		if (strcmp(word[2], how) != 0)
			continue;
		if (!any)
			ui_say(v->c->ui, "%s", heading);
		any = true;
		ui_say(v->c->ui, "  [%s] %s", word[0], word[3]);
	}
}

void
splitview_say(const struct splitview *v)
{
	say(v, hows[HJ_SPLIT_MOVED], _("Moves to the new case file:"));
	say(v, hows[HJ_SPLIT_COPIED],
	    _("Is in both from then on (of the person here: name, sex, birth, age):"));
	say(v, hows[HJ_SPLIT_LINKED], _("Becomes a link between the two:"));
	say(v, hows[HJ_SPLIT_STAYED], _("Stays here:"));
}

void
splitview_emit(const struct splitview *v)
{
	struct emit *e = v->c->out;
	const char *word[4];
	size_t at = 0;

	emit_list(e);
	while (next(v, &at, word)) {
		emit_map(e);
		emit_key(e, "id", NULL);
		emit_text(e, word[0]);
		emit_key(e, "element", NULL);
		emit_text(e, word[1]);
		emit_key(e, "how", NULL);
		emit_text(e, word[2]);
		emit_end(e);
	}
	emit_end(e);
}
