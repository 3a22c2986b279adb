#include <string.h>

#include "cli/argument/fieldarg.h"
#include "cli/casefile/casefile.h"
#include "cli/casefile/submitter.h"
#include "cli/pages.h"
#include "cli/petition/petitiondraft.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "core/log/log.h"

struct petition_new_opt {
	bool dry_run;
};

/* Operands with '=' are fields, those before them are cases. */
static int
fill(const struct args *a, struct petitiondraft *d, struct fieldargs *fields,
    struct hj_error *err)
{
	int i = 1, rc = HJ_OK;

	for (; rc == HJ_OK && i < a->nrest && strchr(a->rest[i], '=') == NULL;
	     i++)
		rc = petitiondraft_add(d, a->rest[i], err);
	if (rc != HJ_OK)
		return rc;
	if (i == 1)
		return cli_usage(err, "name the cases after the mechanism");
	if ((rc = petitiondraft_settle(d, err)) != HJ_OK ||
	    (rc = submitter_copy(d->c, d->r, err)) != HJ_OK)
		return rc;
	return fieldargs_apply_all(fields, d->r, a->rest + i, a->nrest - i,
	    err);
}

/* NULL: it was not stored. */
static void
say_id(struct cli *c, const char *id)
{
	if (!emit_is_json(c->out)) {
		if (id != NULL)
			emit_text(c->out, id);
		return;
	}
	emit_map(c->out);
	emit_key(c->out, "id", NULL);
	emit_text(c->out, id);
	emit_end(c->out);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct petition_new_opt *o = a->opt;
	struct fieldargs fields = FIELDARGS(c);
	struct casefile file = CASEFILE;
	struct petitiondraft d;
	struct hj_id id;
	char shown[HJ_ID_SHOWN];
	int rc;

	if ((rc = hj_record_new("petition", &file.record, err)) != HJ_OK ||
	    (rc = petitiondraft_begin(c, file.record, a->rest[0], &d, err)) !=
		HJ_OK ||
	    (rc = fill(a, &d, &fields, err)) != HJ_OK)
		goto out;
	if (o->dry_run) {
		if ((rc = casefile_check(c, &file, err)) == HJ_OK &&
		    (rc = petitiondraft_say(&d, err)) == HJ_OK)
			say_id(c, NULL);
		goto out;
	}
	if ((rc = casefile_save(c, &file, HJ_DID_CREATE, c->global->reason,
		 NULL, err)) != HJ_OK ||
	    (rc = hj_record_id(file.record, &id, err)) != HJ_OK ||
	    (rc = petitiondraft_say(&d, err)) != HJ_OK)
		goto out;
	hj_id_show(&id, shown);
	say_id(c, shown);
out:
	fieldargs_clear(&fields);
	casefile_clear(&file);
	return rc;
}

static const struct option_def options[] = {
	{ 'n', "dry-run", OPT_FLAG, offsetof(struct petition_new_opt, dry_run),
	    NULL, NULL, N_("say what it would be, store nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "petition new wgeid k7m2",
	    N_("a disappearance; by its date urgent or not, and it says why") },
	{ "petition new hrc k7m2 q4d9 title=\"Annex of victims\"",
	    N_("a written statement to the Human Rights Council on two cases") },
	{ "petition new ohchr-seoul k7m2 filed=2026-05-04",
	    N_("filed elsewhere: no form for it, only kept") },
	{ NULL, NULL },
};

const struct command_page petition_new_page = {
	.text =
	    N_("Makes a petition on case files: everybody in them whose role is victim, their\ngroups, their periods of detention and the States that held, sent or received\nthem.  Prints its id.  There are forms for:\n\n  wgad     Working Group on Arbitrary Detention\n  wgeid    Working Group on Enforced or Involuntary Disappearances\n  sp       Special Procedures; suggests the mandates\n  torture  Special Rapporteur on torture\n  op1      Human Rights Committee; the State must be party to the protocol\n  ced      Committee on Enforced Disappearances; the State must be a party\n  hrc      annex of a written statement to the Human Rights Council\n\nFor wgad and wgeid the dates and risks on file decide whether it is the urgent\nprocedure; it says why.  A code of the list 'mechanism' (wgeid-urg) decides it\nby hand; one without a form is only kept as filed."),
	.options = options,
	.opt_size = sizeof(struct petition_new_opt),
	.examples = examples,
	.run = run,
};
