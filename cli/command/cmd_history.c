#include <string.h>

#include "cli/casefile/casefile.h"
#include "cli/screen/emit.h"
#include "cli/casefile/erased.h"
#include "cli/show/fieldhistory.h"
#include "cli/pages.h"
#include "cli/access/process.h"
#include "cli/screen/say.h"
#include "cli/show/logline.h"

struct history_opt {
	bool reveal;
};

static const struct emit_column columns[] = {
	{ "revision", N_("revision"), true },
	{ "time", N_("time (UTC)"), false },
	{ "action", N_("action"), false },
	{ "member", N_("member"), false },
	{ "device", NULL, false },
	{ "sequence", NULL, true },
	{ "fingerprint", N_("fingerprint"), false },
	{ "detail", N_("detail"), false },
};

struct walk {
	struct cli *c;
	const struct hj_row *row;
	struct hj_vault_facts facts;
	int64_t revision;
};

static int
print_entry(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct walk *w = to;
	struct emit *out = w->c->out;

	/* The same once more, of what is shown already. */
	if (strcmp(e->action, HJ_DID_RESEAL) == 0)
		return HJ_OK;
	emit_map(out);
	emit_key(out, "revision", NULL);
	if (hj_log_is_revision(e))
		emit_number(out, ++w->revision);
	else
		emit_none(out);
	emit_key(out, "time", NULL);
	emit_time(out, e->time);
	emit_key(out, "action", NULL);
	emit_text(out,
	    emit_is_json(out) ? e->action : logline_action(e->action));
	emit_key(out, "member", NULL);
	logline_member(out, &w->facts, e);
	emit_key(out, "device", NULL);
	emit_text(out, e->device);
	emit_key(out, "sequence", NULL);
	emit_number(out, (int64_t)e->sequence);
	emit_key(out, "fingerprint", NULL);
	logline_fingerprint(out, e);
	emit_key(out, "detail", NULL);
	if (logline_detail(w->c, w->row, e, err) != HJ_OK)
		return (int)err->code;
	emit_end(out);
	return process_check(err);
}

/* Of one field, what its values were. */
static int
field(struct cli *c, const struct args *a, bool reveal, struct hj_error *err)
{
	struct casefile f = CASEFILE;
	int rc;

	if ((rc = casefile_load(c, a->rest[0], NULL, &f, err)) == HJ_OK &&
	    (rc = casefile_note_shown(c, &f,
		 reveal ? "secret values revealed" : "history of a field",
		 err)) == HJ_OK &&
	    (rc = fieldhistory_show(c, &f, a->rest[1], reveal, err)) != HJ_OK) {
		erased_explain(c, &f.row.id, a->rest[1], err);
		rc = (int)err->code;
	}
	casefile_clear(&f);
	return rc;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct history_opt *o = a->opt;
	struct casefile f = CASEFILE;
	struct walk w = { .c = c, .row = &f.row };
	int rc;

	if (a->nrest > 1)
		return field(c, a, o->reveal, err);
	if (o->reveal)
		return cli_usage(err,
		    "--reveal needs a field: the log itself holds no values");
	if ((rc = casefile_find(c, a->rest[0], &f, err)) == HJ_OK &&
	    (rc = hj_vault_facts(c->vault, &w.facts, err)) == HJ_OK) {
		emit_table(c->out, columns, HJ_LEN(columns));
		rc = hj_vault_log(c->vault, &f.row, print_entry, &w, err);
		if (rc == HJ_OK)
			emit_end(c->out);
	}
	casefile_clear(&f);
	return rc;
}

static const struct option_def options[] = {
	{ 0, "reveal", OPT_FLAG, offsetof(struct history_opt, reveal), NULL,
	    NULL, N_("of a field: show what is secret too") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "history k7m2", N_("who changed what, and why") },
	{ "history k7m2 event.date",
	    N_("what the date of an event was before, and who changed it") },
	{ "history k7m2 'person[2].birth'",
	    N_("every account of the birth of the second person") },
	{ NULL, NULL },
};

const struct command_page history_page = {
	.text =
	    N_("Lists the revisions of a case file and what else the log says of it: exports,\nshows of a secret file.  'hanji diff' shows what a revision changed.\n\nWith a field it lists every change of that field: who made it, when and why, and\nwhat the field said before and after.  Without brackets all occurrences are\nmeant, also those that are gone; a field that holds others means all of them.\nWhen changes of two laptops were merged, the merged revision is compared with\nboth; a conflict about the field is listed when it came and when it was settled.\n\nSecret values are masked unless --reveal is given; that a secret file was shown\nis kept in the log."),
	.options = options,
	.opt_size = sizeof(struct history_opt),
	.examples = examples,
	.run = run,
};
