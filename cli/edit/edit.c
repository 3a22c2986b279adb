#include <string.h>

#include "cli/access/process.h"
#include "cli/edit/edit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/case/codec.h"
#include "core/case/conflict.h"
#include "core/log/log.h"
#include "core/merge/merge.h"

void
edit_clear(struct edit *e)
{
	casefile_clear(&e->file);
	hj_record_free(e->head);
	hj_record_free(e->base);
	hj_buf_clear(&e->given);
	hj_buf_clear(&e->text);
	hj_buf_clear(&e->faults);
	hj_buf_clear(&e->detail);
}

/* ---- beginning ---- */

/* The newest revision, in head. */
static int
load_head(struct edit *e, const char *name, struct hj_error *err)
{
	casefile_clear(&e->file);
	hj_record_free(e->head);
	e->head = NULL;
	if (casefile_load(e->c, name, NULL, &e->file, err) != HJ_OK)
		return (int)err->code;
	e->head = e->file.record;
	e->file.record = NULL;
	return HJ_OK;
}

static int
begin_anew(struct edit *e, struct hj_error *err)
{
	char id[HJ_ID_SHOWN];
	int rc = edit_draft_load(e, err);

	hj_id_show(&e->file.row.id, id);
	if (rc == HJ_OK && !e->dry_run)
		return hj_fail(err, HJ_EEXISTS,
		    "an edit of %s was not finished: 'hanji edit %.4s --resume' goes on with it, 'hanji draft drop %.4s' throws it away",
		    id, id, id);
	if (rc != HJ_OK && rc != HJ_ENOTFOUND)
		return rc;
	err->code = HJ_OK;
	hj_digest_hex(e->file.revision.digest, e->base_hex);
	if (hj_record_copy(e->head, &e->base, err) != HJ_OK ||
	    edit_compose(e, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(&e->given, e->text.data, e->text.len, err);
}

static int
begin_again(struct edit *e, struct hj_error *err)
{
	struct hj_revision was = { .salts = HJ_BUF(HJ_RECORD_MAX),
		.bytes = HJ_BUF(HJ_RECORD_MAX) };
	uint64_t number = 0;
	int rc;

	if ((rc = edit_draft_load(e, err)) == HJ_OK &&
	    (rc = casefile_revision(e->c, &e->file, e->base_hex, &number,
		 err)) == HJ_OK &&
	    (rc = hj_vault_get(e->c->vault, &e->file.row, number, &was, err)) ==
		HJ_OK)
		rc = hj_codec_decode(was.bytes.data, was.bytes.len, &e->base,
		    err);
	hj_revision_clear(&was);
	return rc;
}

/* ---- the editor ---- */

static bool
was_changed(const struct edit *e)
{
	return e->text.len != e->given.len ||
	    (e->text.len != 0 &&
		memcmp(e->text.data, e->given.data, e->text.len) != 0);
}

static void
say_kept(const struct edit *e)
{
	char id[HJ_ID_SHOWN];

	hj_id_show(&e->file.row.id, id);
	if (was_changed(e) && !e->dry_run)
		ui_say(e->c->ui,
		    _("What was written is kept, sealed: 'hanji edit %.4s --resume' goes on with it."),
		    id);
}

/* While the editor is open: what fails now is tried again later. */
static void
keep(void *to)
{
	struct edit *e = to;
	struct hj_error why = HJ_ERROR;

	if (edit_take(e, &why) == HJ_OK && was_changed(e))
		(void)!edit_draft_save(e, &why);
}

static int
editor_failed(const struct slate_end *end, struct hj_error *err)
{
	if (end->signal != 0)
		return hj_fail(err, HJ_EIO,
		    "the editor was ended by signal %d: nothing was stored",
		    end->signal);
	if (end->status == 127)
		return hj_fail(err, HJ_EIO,
		    "the editor could not be started; set $EDITOR to one that runs in the terminal");
	return hj_fail(err, HJ_EIO,
	    "the editor ended with status %d: nothing was stored", end->status);
}

/* Once: in, edited, out.  What was written is kept even when it failed. */
static int
open_editor(struct edit *e, struct hj_error *err)
{
	const struct slate_watch w = { keep, e };
	struct slate_end end = { .status = -1 };
	struct hj_error why = { .say = err->say };
	int rc, kept;

	if ((rc = edit_give(e, err)) != HJ_OK)
		return rc;
	rc = slate_edit(e->slate, e->line, &w, &end, err);
	if (rc == HJ_OK && (end.signal != 0 || end.status != 0))
		rc = editor_failed(&end, err);
	if ((kept = edit_take(e, &why)) == HJ_OK && was_changed(e))
		kept = edit_draft_save(e, &why);
	if (rc == HJ_OK && kept != HJ_OK) {
		*err = why;
		rc = kept;
	}
	return rc;
}

/* ---- the result ---- */

/* Is there a newer revision than the one in e->file? */
static int
look_for_newer(struct edit *e, bool *ret, struct hj_error *err)
{
	struct hj_buf items = HJ_BUF(HJ_RECORD_MAX);
	struct hj_row row;
	int rc = hj_vault_row(e->c->vault, &e->file.row.id, &row, &items, err);

	*ret = rc == HJ_OK;
	for (size_t i = 0; rc == HJ_OK && i < row.nheads; i++)
		if (row.head[i].number == e->file.revision.number)
			*ret = false;
	hj_buf_clear(&items);
	return rc;
}

/* Two changes of one file, made apart. */
static int
merge(struct edit *e, const char *head_hex, const struct hj_record *mine,
    struct hj_error *err)
{
	const struct hj_merge_side sides[] = {
		{ .record = e->base, .digest = e->base_hex },
		{ .record = e->head, .digest = head_hex, .parents = 1 },
		{ .record = mine, .parents = 1 },
	};
	size_t before = 0, now = 0;

	if (hj_merge(sides, HJ_LEN(sides), &e->file.record, err) != HJ_OK ||
	    hj_conflict_count(e->head, &before, err) != HJ_OK ||
	    hj_conflict_count(e->file.record, &now, err) != HJ_OK)
		return (int)err->code;
	ui_say(e->c->ui, "%s",
	    _("The file was changed meanwhile: both changes are put together."));
	if (now > before)
		ui_say(e->c->ui,
		    _("Fields that both changed, each to something else: %zu.  Every value is kept, as a conflict to be settled."),
		    now - before);
	return HJ_OK;
}

/* What the person made of `base`, on top of what others made of it. */
static int
settle(struct edit *e, struct hj_record **mine, struct hj_error *err)
{
	char id[HJ_ID_CHARS + 1], hex[2 * HJ_DIGEST_BYTES + 1];
	bool newer = false;

	hj_id_text(&e->file.row.id, id);
	if (look_for_newer(e, &newer, err) != HJ_OK ||
	    (newer && load_head(e, id, err) != HJ_OK))
		return (int)err->code;
	hj_record_free(e->file.record);
	e->file.record = NULL;
	hj_digest_hex(e->file.revision.digest, hex);
	if (strcmp(hex, e->base_hex) != 0)
		return merge(e, hex, *mine, err);
	e->file.record = *mine;
	*mine = NULL;
	return HJ_OK;
}

/* HJ_EBUSY with *again: somebody was faster. */
static int
save(struct edit *e, enum hj_put_what *what, bool *again, struct hj_error *err)
{
	const char *detail = NULL;
	struct hj_error why = { .say = err->say };
	int rc = edit_describe(e, &detail, err);

	*again = false;
	e->file.told = true;
	if (rc == HJ_OK)
		rc = casefile_save(e->c, &e->file, HJ_DID_UPDATE, detail, what,
		    err);
	if (rc == HJ_EBUSY && look_for_newer(e, again, &why) != HJ_OK)
		*again = false;
	return rc == HJ_OK ? edit_draft_drop(e, err) : rc;
}

enum step { STEP_EDITOR, STEP_SETTLE, STEP_DONE };

/* From a record to the next step. */
static int
conclude(struct edit *e, struct hj_record **mine, enum hj_put_what *what,
    enum step *next, struct hj_error *err)
{
	enum edit_verdict verdict = EDIT_SAVE;
	bool again = false;
	size_t rows = 0;
	int rc;

	*next = STEP_DONE;
	*what = HJ_PUT_SAME;
	if ((rc = settle(e, mine, err)) != HJ_OK ||
	    (rc = edit_show(e, &rows, err)) != HJ_OK || e->dry_run)
		return rc;
	if (rows == 0)
		return edit_draft_drop(e, err);
	if ((rc = edit_ask(e, &verdict, err)) != HJ_OK)
		return rc;
	switch (verdict) {
	case EDIT_SAVE:
		rc = save(e, what, &again, err);
		if (!again)
			return rc;
		*next = STEP_SETTLE;
		return HJ_OK;
	case EDIT_AGAIN:
		*next = STEP_EDITOR;
		return HJ_OK;
	case EDIT_DROP:
		ui_say(e->c->ui, "%s", _("dropped: nothing was stored"));
		return edit_draft_drop(e, err);
	}
	return HJ_OK;
}

/* ---- the conversation ---- */

static int
faulty(struct edit *e, enum step *next, struct hj_error *err)
{
	bool again = false;

	if (edit_ask_again(e, &again, err) != HJ_OK)
		return (int)err->code;
	*next = STEP_EDITOR;
	if (again)
		return HJ_OK;
	return hj_fail(err, HJ_EINVAL,
	    "the text has faults: nothing was stored");
}

static int
converse(struct edit *e, enum hj_put_what *what, struct hj_error *err)
{
	enum step next = STEP_EDITOR;
	int rc = HJ_OK;

	while (rc == HJ_OK && next != STEP_DONE) {
		struct hj_record *mine = NULL;

		if (next == STEP_EDITOR)
			rc = open_editor(e, err);
		if (rc == HJ_OK)
			rc = edit_judge(e, &mine, err);
		if (rc == HJ_OK)
			rc = mine != NULL ? conclude(e, &mine, what, &next, err)
					  : faulty(e, &next, err);
		hj_record_free(mine);
	}
	if (rc != HJ_OK)
		say_kept(e);
	return rc;
}

int
edit_run(struct edit *e, const char *name, enum hj_put_what *what,
    struct hj_error *err)
{
	int rc;

	*what = HJ_PUT_SAME;
	if ((rc = load_head(e, name, err)) != HJ_OK ||
	    (rc = e->resume ? begin_again(e, err) : begin_anew(e, err)) !=
		HJ_OK ||
	    (rc = casefile_note_shown(e->c, &e->file, "opened in an editor",
		 err)) != HJ_OK)
		return rc;
	return converse(e, what, err);
}
