#include <string.h>

#include "cli/access/process.h"
#include "cli/casefile/casefile.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/outfile.h"
#include "cli/screen/progress.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/show/logline.h"
#include "cli/verify/attestout.h"
#include "cli/verify/attestpage.h"
#include "cli/verify/damage.h"
#include "cli/verify/forkview.h"
#include "core/base/limits.h"
#include "core/log/note.h"

/* ---- audit log ---- */

static const struct emit_column columns[] = {
	{ "sequence", N_("entry"), true },
	{ "time", N_("time (UTC)"), false },
	{ "action", N_("action"), false },
	{ "member", N_("member"), false },
	{ "device", N_("device"), false },
	{ "fingerprint", N_("fingerprint"), false },
	{ "reason", N_("reason"), false },
};

struct walk {
	struct cli *c;
	struct hj_vault_facts facts;
};

static int
print_entry(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct walk *w = to;
	struct emit *out = w->c->out;

	emit_map(out);
	emit_key(out, "sequence", NULL);
	emit_number(out, (int64_t)e->sequence);
	emit_key(out, "time", NULL);
	emit_time(out, e->time);
	emit_key(out, "action", NULL);
	emit_text(out,
	    emit_is_json(out) ? e->action : logline_action(e->action));
	emit_key(out, "member", NULL);
	logline_member(out, &w->facts, e);
	emit_key(out, "device", NULL);
	emit_text(out, e->device);
	emit_key(out, "fingerprint", NULL);
	logline_fingerprint(out, e);
	emit_key(out, "reason", NULL);
	if (!hj_log_is_open(e->action))
		emit_none(out);
	else if (logline_detail(w->c, NULL, e, err) != HJ_OK)
		return (int)err->code;
	emit_end(out);
	return process_check(err);
}

static int
audit_log(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct casefile f = CASEFILE;
	struct walk w = { .c = c };
	int rc = hj_vault_facts(c->vault, &w.facts, err);

	if (rc == HJ_OK && a->nrest == 1)
		rc = casefile_find(c, a->rest[0], &f, err);
	if (rc == HJ_OK) {
		emit_table(c->out, columns, HJ_LEN(columns));
		rc = hj_vault_log(c->vault, a->nrest == 1 ? &f.row : NULL,
		    print_entry, &w, err);
	}
	if (rc == HJ_OK)
		emit_end(c->out);
	casefile_clear(&f);
	return rc;
}

/* ---- audit verify ---- */

struct verify_opt {
	bool deep;
	const char *against;
	const char *fork;
};

static int
audit_verify(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct verify_opt *o = a->opt;
	struct hj_verify_facts facts = { .entries = 0 };
	struct hj_buf note = HJ_BUF(HJ_LINE_MAX);
	struct damage_list found;
	struct progress bar;
	struct hj_progress watch;
	int rc = HJ_OK;

	if (o->fork != NULL && o->against == NULL)
		return cli_usage(err, "--fork goes with --against");
	if (o->fork != NULL && (rc = outfile_vacant(o->fork, err)) != HJ_OK)
		return rc;
	if (o->against != NULL &&
	    (rc = outfile_read(o->against, &note, err)) != HJ_OK)
		goto out;
	damage_begin(&found, c);
	watch = progress_start(&bar, _("verifying"));
	rc = hj_vault_verify(c->vault, o->deep,
	    o->against != NULL ? (const char *)note.data : NULL, note.len,
	    damage_row, &found, &watch, &facts, err);
	progress_end(&bar);
	if (rc != HJ_OK && rc != HJ_ECORRUPT && rc != HJ_EREFUSED)
		goto out;
	damage_end(&found, &facts);
	if (rc == HJ_OK) {
		ui_say(c->ui, "%s",
		    _("Verified: nothing was changed, left out or put back."));
	} else {
		struct hj_error flushed = HJ_ERROR;

		/* What was found goes out before the error. */
		if (emit_close(c->out, &flushed) != HJ_OK ||
		    (o->against != NULL && rc == HJ_ECORRUPT &&
			forkview_show(c, &note, o->fork, &flushed) != HJ_OK)) {
			*err = flushed;
			rc = (int)flushed.code;
		}
	}
out:
	hj_buf_clear(&note);
	return rc;
}

/* ---- audit checkpoint ---- */

struct checkpoint_opt {
	const char *output;
	const char *folder;
	const char *query;
	const char *page;
};

static int
audit_checkpoint(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct checkpoint_opt *o = a->opt;
	struct hj_buf note = HJ_BUF(HJ_NOTE_MAX);
	int rc;

	if (o->query != NULL && (o->output == NULL || o->folder != NULL))
		return cli_usage(err,
		    "--timestamp-query needs -o FILE for what is to be stamped");
	if (o->folder != NULL && o->output != NULL)
		return cli_usage(err, "-o and --folder exclude each other");
	if (o->page != NULL && (o->output != NULL || o->folder != NULL))
		return cli_usage(err, "--page excludes -o and --folder");
	if (o->page != NULL)
		return attestpage_write(c, o->page, err);
	if (o->query != NULL)
		return attestout_query(c, o->output, o->query, err);
	if (o->folder != NULL)
		return attestout_folder(c, o->folder, err);
	if ((rc = hj_vault_checkpoint(c->vault, &note, err)) != HJ_OK)
		goto out;
	if (o->output != NULL) {
		rc = outfile_write(o->output, &note, err);
		goto out;
	}
	if (emit_is_json(c->out)) {
		emit_map(c->out);
		emit_key(c->out, "checkpoint", NULL);
		emit_bytes(c->out, (const char *)note.data, note.len);
		emit_end(c->out);
	} else {
		/* A signed note: these bytes and no others. */
		emit_raw(c->out, note.data, note.len);
	}
out:
	hj_buf_clear(&note);
	return rc;
}

static const struct option_def verify_options[] = {
	{ 0, "deep", OPT_FLAG, offsetof(struct verify_opt, deep), NULL, NULL,
	    N_("open every revision and attachment too") },
	{ 0, "against", OPT_FILE, offsetof(struct verify_opt, against), "FILE",
	    NULL, N_("prove that the log only grew since this checkpoint") },
	{ 0, "fork", OPT_FILE, offsetof(struct verify_opt, fork), "FILE", NULL,
	    N_("with --against: keep the proof, if there are two histories") },
	{ 0 },
};

static const struct option_def checkpoint_options[] = {
	{ 'o', "output", OPT_FILE, offsetof(struct checkpoint_opt, output),
	    "FILE", NULL, N_("write it into a new file") },
	{ 0, "folder", OPT_FILE, offsetof(struct checkpoint_opt, folder), "DIR",
	    NULL,
	    N_("into a new folder, with all that others attested, and keys") },
	{ 0, "timestamp-query", OPT_FILE,
	    offsetof(struct checkpoint_opt, query), "FILE", NULL,
	    N_("also write a request to a time stamp authority (RFC 3161)") },
	{ 0, "page", OPT_FILE, offsetof(struct checkpoint_opt, page), "FILE",
	    NULL,
	    N_("a page to print and sign by hand: FILE.pdf, .html or .txt") },
	{ 0 },
};

static const struct command_example log_examples[] = {
	{ "audit log", N_("every entry of this device's log, oldest first") },
	{ "audit log k7m2", N_("those of one case file") },
	{ NULL, NULL },
};

static const struct command_example verify_examples[] = {
	{ "audit verify", N_("signatures, hashes, tree and anchor") },
	{ "audit verify --deep --against march.checkpoint",
	    N_("every byte, and against what was handed out in March") },
	{ "audit verify --against partner.checkpoint --fork proof",
	    N_("a laptop was copied: is there another history?") },
	{ NULL, NULL },
};

static const struct command_example checkpoint_examples[] = {
	{ "audit checkpoint",
	    N_("four lines to print, sign and keep elsewhere") },
	{ "audit checkpoint -o march.checkpoint", N_("as a file") },
	{ "audit checkpoint --page march.pdf",
	    N_("with a QR code, to print and sign by hand") },
	{ "audit checkpoint --page march.html --lang ko",
	    N_("the same page in Korean") },
	{ "audit checkpoint -o march.checkpoint --timestamp-query march.tsq",
	    N_("to be dated by a time stamp authority") },
	{ "audit checkpoint --folder attested",
	    N_("for a court: states, cosignatures, time stamps and keys") },
	{ NULL, NULL },
};

const struct command_page audit_log_page = {
	.text =
	    N_("Lists the entries of the log: what was done when, by which member, on which\ndevice; of erasures and legal holds why.  Names of cases are not part of it."),
	.examples = log_examples,
	.run = audit_log,
};

const struct command_page audit_verify_page = {
	.text =
	    N_("Proves that no entry of the log and no revision was altered, removed, reordered\nor replaced.  Exits 6 when something was, and names it; 8 when the vault is\nolder than what this computer has seen.  States that partners cosigned or that were\ntime-stamped are compared too.  Where the checkpoint of --against is of another\nhistory, both signed states are shown, and the proof is written for others."),
	.options = verify_options,
	.opt_size = sizeof(struct verify_opt),
	.examples = verify_examples,
	.run = audit_verify,
};

const struct command_page audit_checkpoint_page = {
	.text =
	    N_("Prints the signed checkpoint of the log (a C2SP note).  Kept on paper or with a\npartner, it proves later that nothing before it was changed.  Cosignatures of this\nvery state stand below it.\n\nThe page (--page) has the lines of the log alone, the beginning of their SHA-256, a\nQR code that a telephone reads back, and room for a name, a place and a signature.\nIt says what it is for, and nothing about anybody.\n\nA time stamp is of the state with the signature of the log alone, as it is written\nbeside --timestamp-query.  What the authority answers is kept by 'hanji audit\nwitness accept march.tsr --of march.checkpoint'."),
	.options = checkpoint_options,
	.opt_size = sizeof(struct checkpoint_opt),
	.examples = checkpoint_examples,
	.run = audit_checkpoint,
};
