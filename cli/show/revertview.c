#include <string.h>

#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/show/revertview.h"
#include "core/case/path.h"
#include "core/case/schema_walk.h"
#include "core/vocab/vocab.h"

void
revertview_clear(struct revertview *v)
{
	hj_buf_clear(&v->notes);
}

/* ---- what is not as it was ---- */

/* For programs. */
static const char *const words[] = { [HJ_REVERT_STAYS] = "stays",
	[HJ_REVERT_GONE] = "gone",
	[HJ_REVERT_FILE] = "file",
	[HJ_REVERT_ALONG] = "along",
	[HJ_REVERT_LOOSE] = "loose" };

int
revertview_note(void *to, enum hj_revert_why why, const struct hj_node *node,
    struct hj_error *err)
{
	struct revertview *v = to;

	if (hj_buf_putc(&v->notes, (char)('0' + why), err) != HJ_OK ||
	    hj_path_of(node, HJ_NATTRS, &v->notes, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_putc(&v->notes, '\0', err);
}

typedef void note_fn(void *to, enum hj_revert_why why, const char *path);

static void
each(const struct revertview *v, note_fn *fn, void *to)
{
	const char *p = (const char *)v->notes.data;
	const char *end = p + v->notes.len;

	for (; p < end; p += strlen(p) + 1)
		fn(to, (enum hj_revert_why)(*p - '0'), p + 1);
}

static void
say_note(void *to, enum hj_revert_why why, const char *path)
{
	struct cli *c = to;

	switch (why) {
	case HJ_REVERT_STAYS:
		ui_say(c->ui, _("%s stays as it is now"), path);
		break;
	case HJ_REVERT_GONE:
		ui_say(c->ui,
		    _("%s was taken out since and does not come back"), path);
		break;
	case HJ_REVERT_FILE:
		ui_say(c->ui,
		    _("%s stays as it is now: its file is not the one of then"),
		    path);
		break;
	case HJ_REVERT_ALONG:
		ui_say(c->ui, _("%s stays: something that stays refers to it"),
		    path);
		break;
	case HJ_REVERT_LOOSE:
		ui_say(c->ui,
		    _("%s will say 'withheld': what it referred to does not come back"),
		    path);
		break;
	}
}

static void
emit_note(void *to, enum hj_revert_why why, const char *path)
{
	struct emit *e = to;

	emit_map(e);
	emit_key(e, "path", NULL);
	emit_text(e, path);
	emit_key(e, "why", NULL);
	emit_text(e, words[why]);
	emit_end(e);
}

void
revertview_emit(const struct revertview *v, struct emit *e)
{
	emit_list(e);
	each(v, emit_note, e);
	emit_end(e);
}

/* ---- what is less protected ---- */

static const char *
level_word(const struct cli *c, const struct hj_node *node)
{
	const char *code = hj_schema_conf_word(hj_node_conf(node));
	const struct hj_code_row *row =
	    hj_vocab_find(hj_vocab_list("conf-level"), code, strlen(code));

	return row != NULL ? hj_vocab_label(row, c->korean) : code;
}

static int
say_level(void *to, const struct hj_difference *d, struct hj_error *err)
{
	struct cli *c = to;
	struct hj_buf path = HJ_BUF(HJ_LINE_MAX);
	const char *text = NULL;
	int rc;

	if (d->before == NULL || d->after == NULL || d->kind != HJ_DIFF_ATTR ||
	    hj_node_conf(d->after) >= hj_node_conf(d->before))
		return HJ_OK;
	if ((rc = hj_path_of(d->after, HJ_NATTRS, &path, err)) == HJ_OK &&
	    (rc = hj_buf_text(&path, &text, err)) == HJ_OK)
		ui_say(c->ui,
		    _("warning: %s will be less protected than it is now: '%s' instead of '%s'"),
		    text, level_word(c, d->after), level_word(c, d->before));
	hj_buf_clear(&path);
	return rc;
}

int
revertview_say(const struct revertview *v, const struct hj_record *now,
    const struct hj_record *next, struct hj_error *err)
{
	if (emit_is_json(v->c->out))
		return HJ_OK;
	ui_say(v->c->ui, "%s",
	    _("Consents and links stay as they are now; what was withdrawn does not come back."));
	each(v, say_note, v->c);
	return hj_diff_records(now, next, say_level, v->c, err);
}
