#include "cli/casefile/together.h"

#include "cli/access/process.h"
#include "cli/casefile/duty.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/limits.h"
#include "core/case/check.h"
#include "core/case/codec.h"
#include "core/vault/legalhold.h"

/* Between reading and the lock another hanji may have stored a change, which
 * ours would silently undo. */
static int
check_unchanged(struct cli *c, const struct casefile *f, struct hj_error *err)
{
	struct hj_buf items = HJ_BUF(HJ_RECORD_MAX);
	bool same = f->revision.number == 0; /* a new case */
	struct hj_row row;
	int rc = HJ_OK;

	if (!same) {
		rc = hj_vault_row(c->vault, &f->row.id, &row, &items, err);
		for (size_t i = 0; rc == HJ_OK && i < row.nheads; i++)
			same = same || row.head[i].number == f->revision.number;
	}
	hj_buf_clear(&items);
	if (rc == HJ_OK && !same)
		return hj_fail(err, HJ_EBUSY,
		    "another hanji changed this case meanwhile: nothing was stored; look at it and repeat the change");
	return rc;
}

static int
put(struct hj_change *change, struct together *t, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX);
	struct hj_put put = { .record = t->file->record,
		.action = t->action,
		.detail = t->detail,
		.fresh = t->fresh ? &t->file->row : NULL };
	int rc = hj_codec_encode(t->file->record, &bytes, err);

	put.bytes = bytes.data;
	put.n = bytes.len;
	if (rc == HJ_OK)
		rc = hj_change_put(change, &put, &t->what, err);
	hj_buf_clear(&bytes);
	return rc;
}

static int
check(struct cli *c, const struct casefile *f, struct hj_error *err)
{
	if (!f->told)
		return casefile_check(c, f, err);
	if (casefile_settle(c, f->record, err) != HJ_OK)
		return (int)err->code;
	return hj_check_record(f->record, NULL, NULL, err);
}

/* Every change of a file here comes past this: whoever records that somebody
 * does not agree any more, by whatever command, owes the same to those who hold the name. */
static int
settle(struct cli *c, struct casefile *f, struct hj_error *err)
{
	struct hj_record *was = NULL;
	size_t added = 0;
	int rc = casefile_before(f, &was, err);

	if (rc == HJ_OK && was != NULL)
		rc = duty_settle(c, f, was, &added, err);
	if (added != 0)
		ui_say(c->ui, "%s",
		    _("These have the name already; each became a task.  'hanji disclosures' shows what they hold, 'hanji letter' writes to them."));
	hj_record_free(was);
	return rc;
}

int
together_tell_hold(struct cli *c, const struct casefile *from,
    const struct casefile *to, struct hj_error *err)
{
	bool along;
	int rc = hj_legalhold_goes_along(c->vault, &from->row, &to->row, &along,
	    err);

	if (rc == HJ_OK && along)
		ui_say(c->ui, "%s",
		    _("The legal hold goes along: the other case file will be under it too."));
	return rc;
}

static int
carry_holds(struct hj_change *change, const struct together *all, size_t n,
    struct hj_error *err)
{
	for (size_t i = 0; i < n; i++)
		if (all[i].with_hold_of != NULL &&
		    hj_change_legalhold_carry(change, &all[i].with_hold_of->row,
			&all[i].file->row, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

int
together_save_with(struct cli *c, struct together *all, size_t n,
    together_fn *also, void *to, struct hj_error *err)
{
	const struct hj_wait w = { .seconds = (unsigned)c->global->wait };
	struct hj_change *change = NULL;
	bool changed = false;
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < n; i++)
		if ((rc = check(c, all[i].file, err)) == HJ_OK)
			rc = settle(c, all[i].file, err);
	/* The last moment at which Ctrl-C can mean that nothing is kept. */
	if (rc != HJ_OK || (rc = process_check(err)) != HJ_OK ||
	    (rc = hj_vault_begin(c->vault, &w, &change, err)) != HJ_OK)
		return rc;
	for (size_t i = 0; rc == HJ_OK && i < n; i++)
		if ((rc = check_unchanged(c, all[i].file, err)) == HJ_OK &&
		    (rc = put(change, &all[i], err)) == HJ_OK)
			changed = changed || all[i].what != HJ_PUT_SAME;
	if (rc == HJ_OK && changed)
		rc = carry_holds(change, all, n, err);
	if (rc == HJ_OK && changed && also != NULL)
		rc = also(to, change, err);
	if (rc == HJ_OK && changed)
		return hj_change_commit(change, err);
	hj_change_abort(change);
	return rc;
}

int
together_save(struct cli *c, struct together *all, size_t n,
    struct hj_error *err)
{
	return together_save_with(c, all, n, NULL, NULL, err);
}
