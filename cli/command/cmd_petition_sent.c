#include <string.h>
#include <time.h>

#include "cli/leaving/exposure.h"
#include "cli/pages.h"
#include "cli/petition/petitionfile.h"
#include "cli/petition/petitionsent.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"

struct petition_sent_opt {
	const char *file, *to, *date, *ref;
	struct opt_each accept;
	bool unchanged, force, left, dry_run;
};

static void
say_result(struct petitionsent *s)
{
	struct emit *e = s->c->out;

	if (!emit_is_json(e)) {
		emit_text(e, s->evidence);
		return;
	}
	emit_map(e);
	emit_key(e, "evidence", NULL);
	emit_text(e, s->evidence);
	emit_key(e, "words", NULL);
	emit_number(e, (int64_t)s->facts.words);
	emit_key(e, "sha256", NULL);
	emit_text(e,
	    s->evidence != NULL
		? hj_node_value(hj_record_find(s->p.file.record, s->evidence),
		      "sha256")
		: NULL);
	emit_end(e);
}

/* Whether the step may come is asked before anything is read. */
static int
send(struct petitionsent *s, const char *name, bool dry_run,
    struct hj_error *err)
{
	int rc;

	if ((rc = petition_load(s->c, name, &s->p, err)) != HJ_OK)
		return rc;
	if (s->recipient != NULL)
		petition_for(&s->p, s->recipient);
	if ((rc = petitionstep_check(&s->p.file, s->step.to, err)) != HJ_OK ||
	    (rc = petitionsent_read(s, err)) != HJ_OK ||
	    (rc = petitionsent_compare(s, err)) != HJ_OK ||
	    (rc = petitionsent_judge(s, err)) != HJ_OK ||
	    (rc = petitionstep_take(&s->p.file, &s->step, err)) != HJ_OK)
		return rc;
	if (dry_run)
		return casefile_check(s->c, &s->p.file, err);
	if ((rc = petitionsent_store(s, err)) == HJ_OK)
		rc = petitionstep_say(s->c, s->p.file.record, err);
	return rc;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct petition_sent_opt *o = a->opt;
	struct petitionsent s = { .c = c,
		.file = o->file,
		.recipient = o->to,
		.step = { .to = "sent", .date = o->date, .ref = o->ref },
		.force = o->force,
		.left = o->left ? c->global->reason : NULL,
		.accept = &o->accept,
		.accepted = HJ_BUF(HJ_DETAIL_MAX),
		.p = { .file = CASEFILE },
		.today = (int32_t)(time(NULL) / 86400),
		.bytes = HJ_BUF(PETITIONFILE_MAX),
		.text = HJ_BUF(PETITIONFILE_MAX),
		.last = HJ_BUF(PETITIONFILE_MAX) };
	int rc;

	if ((o->left || o->force) && c->global->reason == NULL)
		return cli_usage(err,
		    "--force and --left-already need a reason: --reason TEXT");
	if (o->left && (o->file == NULL || o->date == NULL))
		return cli_usage(err,
		    "say what left and when: --left-already --file FINAL --date DATE");
	if ((o->file != NULL) == o->unchanged)
		return cli_usage(err,
		    "say what was sent: --file FINAL, or --unchanged for the last export as it is");
	rc = send(&s, a->rest[0], o->dry_run, err);
	if (rc == HJ_OK && (!o->dry_run || emit_is_json(c->out)))
		say_result(&s);
	petitionsent_clear(&s);
	return rc;
}

#define AT(field) offsetof(struct petition_sent_opt, field)

static const struct option_def options[] = {
	{ 'f', "file", OPT_FILE, AT(file), "FINAL", NULL,
	    N_("the document as it was sent, byte for byte") },
	{ 'u', "unchanged", OPT_FLAG, AT(unchanged), NULL, NULL,
	    N_("it was the last export, without a change") },
	{ 't', "to", OPT_TEXT, AT(to), "RECIPIENT", NULL,
	    N_("who got it; kept in the log") },
	{ 'd', "date", OPT_TEXT, AT(date), "DATE", NULL,
	    N_("when it was sent; today, without it") },
	{ 'r', "ref", OPT_TEXT, AT(ref), "TEXT", NULL,
	    N_("the number under which it was submitted") },
	EXPOSURE_ACCEPT(AT(accept)),
	{ 'F', "force", OPT_FLAG, AT(force), NULL, NULL,
	    N_("though it is longer than they take; with --reason, kept in the log") },
	{ 0, "left-already", OPT_FLAG, AT(left), NULL, NULL,
	    N_("it was sent before it was kept here: what it tells is listed and logged, and refuses nothing; with --reason") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("compare and check, store nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "petition sent q4d9 --file final.txt --dry-run",
	    N_("what was changed since the export, and whether it may go") },
	{ "petition sent q4d9 --file final.txt",
	    N_("keeps the document; run it before it is sent") },
	{ "petition sent q4d9 --unchanged --ref \"2026/17\"",
	    N_("it goes as it was exported last") },
	{ "petition sent q4d9 --file 2019.pdf --left-already --date 2019-05-02 --reason \"sent before we had hanji\"",
	    N_("what has left cannot be refused; the log says whom it names") },
	{ NULL, NULL },
};

const struct command_page petition_sent_page = {
	.text =
	    N_("Records that a petition was sent, and keeps the document, sealed, byte for byte,\nwith its fingerprint in the log and the consents on which it rests.  Documents\nare edited after the export: what was changed is shown word by word, and its text\nis checked again for names and consents.  If it names anybody who did not agree,\nnothing is recorded: run this before it is sent.\n\nPrints the id of the document; 'hanji extract PETITION ID' gives it back."),
	.options = options,
	.opt_size = sizeof(struct petition_sent_opt),
	.examples = examples,
	.run = run,
};
