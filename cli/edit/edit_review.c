#include <stdio.h>
#include <string.h>

#include "cli/edit/edit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/show/difflog.h"
#include "cli/show/diffview.h"
#include "core/case/diff.h"

/* ---- showing ---- */

int
edit_show(struct edit *e, size_t *rows, struct hj_error *err)
{
	const struct diffview_how how = { .korean = e->c->korean,
		.reveal = !e->dry_run,
		.words = !e->dry_run };
	struct emit *out = NULL;
	int rc;

	*rows = 0;
	if (e->dry_run)
		return diffview_table(e->c->out, &how, e->head, e->file.record,
		    rows, err);
	rc = hj_diff_count(e->head, e->file.record, rows, err);
	if (rc != HJ_OK || *rows == 0 || !ui_is_terminal(e->c->ui))
		return rc;
	if ((rc = emit_new(false, "edit", stderr, &out, err)) != HJ_OK)
		return rc;
	ui_say(e->c->ui, "\n== %s ==", _("What would change"));
	rc = diffview_table(out, &how, e->head, e->file.record, NULL, err);
	if (rc == HJ_OK)
		rc = emit_close(out, err);
	emit_free(out);
	return rc;
}

/* ---- asking ---- */

static bool
is_word(const char *s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(s, words[i]) == 0)
			return true;
	return false;
}

static bool
verdict_of(const char *s, enum edit_verdict *ret)
{
	static const char *const save[] = { "s", "save", "y", "yes", "저장",
		"예", "네" };
	static const char *const again[] = { "e", "edit", "다시", "고치기" };
	static const char *const drop[] = { "d", "drop", "버리기", "버림" };

	if (is_word(s, save, HJ_LEN(save)))
		*ret = EDIT_SAVE;
	else if (is_word(s, again, HJ_LEN(again)))
		*ret = EDIT_AGAIN;
	else if (is_word(s, drop, HJ_LEN(drop)))
		*ret = EDIT_DROP;
	else
		return false;
	return true;
}

int
edit_ask(struct edit *e, enum edit_verdict *ret, struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	const char *s = "";
	int rc = HJ_OK;

	*ret = EDIT_SAVE;
	if (e->c->global->yes)
		return HJ_OK;
	if (!ui_is_terminal(e->c->ui))
		return hj_fail(err, HJ_EINVAL,
		    "nobody to ask: give --yes to store what the editor left");
	do {
		hj_buf_reset(&line);
		if ((rc = ui_line(e->c->ui,
			 _("s save, e edit again, d drop it: "), NULL, NULL,
			 &line, err)) != HJ_OK ||
		    (rc = hj_buf_text(&line, &s, err)) != HJ_OK)
			break;
	} while (!verdict_of(s, ret));
	hj_buf_clear(&line);
	return rc;
}

int
edit_ask_again(struct edit *e, bool *ret, struct hj_error *err)
{
	*ret = false;
	if (e->c->global->yes || !ui_is_terminal(e->c->ui))
		return HJ_OK;
	return ui_ask(e->c->ui,
	    _("Edit it again?  If not, what was written is kept as a draft."),
	    ret, err);
}

/* ---- the log ---- */

int
edit_describe(struct edit *e, const char **ret, struct hj_error *err)
{
	hj_buf_reset(&e->detail);
	if (difflog_reason(e->c->global->reason, &e->detail, err) != HJ_OK ||
	    difflog_fields(e->head, e->file.record, &e->detail, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_text(&e->detail, ret, err);
}
