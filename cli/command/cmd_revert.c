#include <stdio.h>

#include "cli/casefile/casefile.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/show/difflog.h"
#include "cli/show/revertview.h"
#include "core/case/codec.h"
#include "core/case/diff.h"
#include "core/log/log.h"

struct revert_opt {
	bool dry_run;
	bool reveal;
};

struct reverting {
	struct cli *c;
	const struct revert_opt *o;
	struct casefile file; /* the newest, with what will stand in it */
	struct hj_record *now; /* what stands in it now */
	struct hj_revision then;
	struct hj_record *was;
	struct revertview view;
	size_t rows;
};

/* ---- the two revisions ---- */

static int
load(struct reverting *x, const struct args *a, struct hj_error *err)
{
	struct casefile *f = &x->file;
	uint64_t number = 0;

	if (casefile_load(x->c, a->rest[0], NULL, f, err) != HJ_OK ||
	    casefile_revision(x->c, f, a->rest[1], &number, err) != HJ_OK)
		return (int)err->code;
	x->now = f->record;
	f->record = NULL;
	if (f->row.nheads > 1)
		return hj_fail(err, HJ_EREFUSED,
		    "two versions of this case file stand beside each other: bring them together first");
	if (number == f->revision.number)
		return hj_fail(err, HJ_EREFUSED,
		    "revision %s is what stands in the case file now",
		    a->rest[1]);
	if (hj_vault_get(x->c->vault, &f->row, number, &x->then, err) != HJ_OK)
		return (int)err->code;
	return hj_codec_decode(x->then.bytes.data, x->then.bytes.len, &x->was,
	    err);
}

/* ---- shown and asked ---- */

static int
agree(struct reverting *x, bool *yes, struct hj_error *err)
{
	*yes = !x->o->dry_run && x->rows != 0;
	if (!*yes || x->c->global->yes)
		return HJ_OK;
	*yes = false;
	if (!ui_is_terminal(x->c->ui))
		return hj_fail(err, HJ_EINVAL,
		    "nobody to ask: give --yes to put it back, or --dry-run to look at it");
	return ui_ask(x->c->ui, _("Put it back so?"), yes, err);
}

static int
show(struct reverting *x, struct hj_error *err)
{
	struct diffview_how how = { .korean = x->c->korean,
		.reveal = x->o->reveal };
	struct emit *out = NULL;
	int rc = hj_diff_count(x->now, x->file.record, &x->rows, err);

	if (rc == HJ_OK && x->o->dry_run)
		return diffview_table(x->c->out, &how, x->now, x->file.record,
		    NULL, err);
	if (rc != HJ_OK || x->rows == 0 || !ui_is_terminal(x->c->ui))
		return rc;
	how.words = true;
	if ((rc = emit_new(false, "revert", stderr, &out, err)) != HJ_OK)
		return rc;
	ui_say(x->c->ui, "\n== %s ==", _("What would change"));
	rc = diffview_table(out, &how, x->now, x->file.record, NULL, err);
	if (rc == HJ_OK)
		rc = emit_close(out, err);
	emit_free(out);
	return rc;
}

/* ---- stored ---- */

static int
save(struct reverting *x, struct hj_error *err)
{
	struct hj_buf detail = HJ_BUF(HJ_DETAIL_MAX);
	char hex[2 * HJ_DIGEST_BYTES + 1];
	const char *text = NULL;
	int rc;

	hj_digest_hex(x->then.digest, hex);
	x->file.told = true;
	if ((rc = difflog_reason(x->c->global->reason, &detail, err)) ==
		HJ_OK &&
	    (rc = hj_buf_printf(&detail, err, "back to %.16s\n", hex)) ==
		HJ_OK &&
	    (rc = difflog_fields(x->now, x->file.record, &detail, err)) ==
		HJ_OK &&
	    (rc = hj_buf_text(&detail, &text, err)) == HJ_OK)
		rc = casefile_save(x->c, &x->file, HJ_DID_REVERT, text, NULL,
		    err);
	hj_buf_clear(&detail);
	return rc;
}

static void
say_result(struct reverting *x, bool changed)
{
	char id[HJ_ID_SHOWN], hex[2 * HJ_DIGEST_BYTES + 1];
	struct emit *e = x->c->out;

	if (!emit_is_json(e)) {
		if (x->rows == 0)
			ui_say(x->c->ui, "%s", _("nothing changed"));
		else if (!changed)
			ui_say(x->c->ui, "%s", _("nothing was stored"));
		return;
	}
	hj_id_show(&x->file.row.id, id);
	hj_digest_hex(x->then.digest, hex);
	emit_map(e);
	emit_key(e, "id", NULL);
	emit_text(e, id);
	emit_key(e, "changed", NULL);
	emit_flag(e, changed);
	emit_key(e, "fingerprint", NULL);
	emit_text(e, hex);
	emit_key(e, "otherwise", NULL);
	revertview_emit(&x->view, e);
	emit_end(e);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct reverting x = { .c = c, .o = a->opt, .file = CASEFILE };
	bool yes = false;
	int rc;

	x.view = REVERTVIEW(c);
	if ((rc = load(&x, a, err)) == HJ_OK &&
	    (rc = hj_revert(x.now, x.was, revertview_note, &x.view,
		 &x.file.record, err)) == HJ_OK &&
	    (rc = casefile_check(c, &x.file, err)) == HJ_OK &&
	    (rc = casefile_note_shown(c, &x.file,
		 x.o->reveal ? "secret values revealed" : "differences",
		 err)) == HJ_OK &&
	    (rc = show(&x, err)) == HJ_OK &&
	    (rc = revertview_say(&x.view, x.now, x.file.record, err)) ==
		HJ_OK &&
	    (rc = agree(&x, &yes, err)) == HJ_OK) {
		if (yes)
			rc = save(&x, err);
		if (rc == HJ_OK && !x.o->dry_run)
			say_result(&x, yes);
	}
	revertview_clear(&x.view);
	hj_record_free(x.now);
	hj_record_free(x.was);
	hj_revision_clear(&x.then);
	casefile_clear(&x.file);
	return rc;
}

#define AT(field) offsetof(struct revert_opt, field)

static const struct option_def options[] = {
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("show what would change, store nothing") },
	{ 0, "reveal", OPT_FLAG, AT(reveal), NULL, NULL,
	    N_("show what is secret too") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "revert k7m2 3 --dry-run", N_("what would be different") },
	{ "revert k7m2 3 --reason 'the wrong file was edited'",
	    N_("back to the third revision, and say why") },
	{ "revert k7m2 9f2c --yes",
	    N_("by its fingerprint, without a question") },
	{ NULL, NULL },
};

const struct command_page revert_page = {
	.text =
	    N_("Makes what an earlier revision said the newest revision.  Nothing is lost: what\nstands in the case file now stays as a revision too, and 'hanji revert' leads\nback to it.  What would change is shown first; 'hanji history' lists revisions.\n\nConsents and links stay as they are now: a consent that was withdrawn or limited\nmust not come back by the way, and a link stands in two files.  Evidence whose\nfile was dropped does not come back.  Who consented since then stays, with what\nthe consent refers to.  What becomes less protected than it is now is named.\n\nWithout a terminal it needs --yes."),
	.options = options,
	.opt_size = sizeof(struct revert_opt),
	.examples = examples,
	.run = run,
};
