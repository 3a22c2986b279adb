#include <string.h>

#include "cli/argument/fieldarg.h"
#include "cli/argument/personarg.h"
#include "cli/argument/teamarg.h"
#include "cli/casefile/followup.h"
#include "cli/interview/guided.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"

struct followup_opt {
	bool dry_run;
};

static int
say_result(struct cli *c, struct fieldargs *f, const struct casefile *file,
    struct hj_error *err)
{
	char shown[HJ_ID_SHOWN];
	struct hj_id id;

	if (hj_record_id(file->record, &id, err) != HJ_OK)
		return (int)err->code;
	hj_id_show(&id, shown);
	if (!emit_is_json(c->out)) {
		fieldargs_say_labels(f, file->record);
		emit_text(c->out, shown);
		return HJ_OK;
	}
	emit_map(c->out);
	emit_key(c->out, "id", NULL);
	emit_text(c->out, shown);
	emit_key(c->out, "labels", NULL);
	fieldargs_say_labels(f, file->record);
	emit_end(c->out);
	return HJ_OK;
}

/* The fields that stand in the arguments, or none; +v is the person. */
static int
from_arguments(struct cli *c, char *const *fields, int n, bool dry_run,
    struct casefile *file, const char *person, struct hj_error *err)
{
	struct fieldargs f = FIELDARGS(c);
	const char *detail;
	int rc;

	f.labels.n = 1;
	(void)snprintf(f.labels.made[0].label, sizeof(f.labels.made[0].label),
	    "v");
	memcpy(f.labels.made[0].id, person, HJ_ELEMENT_ID_CHARS + 1);
	if ((rc = fieldargs_apply_all(&f, file->record, fields, n, err)) !=
	    HJ_OK)
		goto out;
	if (dry_run) {
		rc = casefile_check(c, file, err);
		goto out;
	}
	if ((rc = fieldargs_detail(&f, c->global->reason, &detail, err)) ==
		HJ_OK &&
	    (rc = followup_save(c, file, detail, err)) == HJ_OK)
		rc = say_result(c, &f, file, err);
out:
	fieldargs_clear(&f);
	return rc;
}

static int
from_questions(struct cli *c, struct casefile *file, const char *person,
    struct hj_error *err)
{
	const struct guided how = { .followup = file->record,
		.person = person };
	struct fieldargs none = FIELDARGS(c);
	int rc;

	/* It is the interview's from here on. */
	file->record = NULL;
	if ((rc = guided_add(c, &how, file, err)) == HJ_OK)
		rc = say_result(c, &none, file, err);
	return rc;
}

/* Operands with '=' are fields; one before them is the person. */
static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct followup_opt *o = a->opt;
	struct casefile main = CASEFILE, file = CASEFILE;
	struct hj_node *person;
	const char *id = NULL;
	int at = 1, rc;

	if (a->nrest > 1 && strchr(a->rest[1], '=') == NULL)
		at = 2;
	if ((rc = casefile_load(c, a->rest[0], NULL, &main, err)) != HJ_OK)
		goto out;
	/* Also where the answers wait, until the file is whole. */
	if ((rc = teamarg_follow(c, &main.row, err)) != HJ_OK)
		goto out;
	if (strcmp(hj_record_root(main.record)->name, "case") != 0) {
		rc = hj_fail(err, HJ_EINVAL,
		    "that is a petition, not a case file");
		goto out;
	}
	if ((rc = personarg_find(main.record, at == 2 ? a->rest[1] : NULL,
		 &person, err)) != HJ_OK ||
	    (rc = followup_begin(&main, person, &file.record, &id, err)) !=
		HJ_OK)
		goto out;
	if (a->nrest == at && !o->dry_run && ui_is_terminal(c->ui) &&
	    !emit_is_json(c->out))
		rc = from_questions(c, &file, id, err);
	else
		rc = from_arguments(c, a->rest + at, a->nrest - at, o->dry_run,
		    &file, id, err);
out:
	casefile_clear(&main);
	casefile_clear(&file);
	return rc;
}

#define AT(field) offsetof(struct followup_opt, field)

static const struct option_def options[] = {
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("check what was given, store nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "followup k7m2",
	    N_("on a terminal, asks about consent, danger, needs and next steps") },
	{ "followup k7m2 'need[+n].type=housing' 'need[+n].person=+v'",
	    N_("with what is known; +v is the person") },
	{ NULL, NULL },
};

const struct command_page followup_page = {
	.text =
	    N_("Makes the follow-up case of a person, for resettlement, and prints its id.  It is\na file of its own, linked to the case in both directions, so that whoever helps\nwith a new life need not see what happened before.  Names, sex, date of birth,\ncontacts and risks go along, nothing else.\n\nNeeds, services and referrals stand only there.  A follow-up never enters a\npetition, and no export for others carries it.\n\nPERSON is an id or a part of a name; without it, the only victim of the case."),
	.options = options,
	.opt_size = sizeof(struct followup_opt),
	.examples = examples,
	.run = run,
};
