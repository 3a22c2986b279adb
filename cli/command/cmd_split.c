#include <string.h>

#include "cli/argument/fieldarg.h"
#include "cli/argument/personarg.h"
#include "cli/argument/teamarg.h"
#include "cli/casefile/reseal.h"
#include "cli/casefile/together.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/show/splitview.h"
#include "cli/wording/span.h"
#include "core/case/check.h"
#include "core/links/split.h"
#include "core/log/log.h"

struct split_opt {
	bool dry_run;
};

struct splitting {
	struct cli *c;
	struct casefile from, own;
	const char *person; /* element id */
	struct splitview *view;
	size_t attachments;
};

/* ---- the two records ---- */

static int
divide(struct splitting *s, struct hj_error *err)
{
	char today[SPAN_TEXT];
	struct hj_id id;

	span_today(today);
	if (hj_split(s->from.record, s->person, splitview_note, s->view,
		&s->own.record, err) != HJ_OK ||
	    hj_path_apply(s->own.record, "opened", strlen("opened"),
		HJ_PATH_SET, today, strlen(today), NULL, NULL, err) != HJ_OK ||
	    /* Silently: what is wrong is said when it is stored. */
	    hj_check_record(s->from.record, NULL, NULL, err) != HJ_OK ||
	    hj_check_record(s->own.record, NULL, NULL, err) != HJ_OK ||
	    hj_record_id(s->own.record, &id, err) != HJ_OK ||
	    teamarg_follow(s->c, &s->from.row, err) != HJ_OK)
		return (int)err->code;
	return hj_vault_fresh(s->c->vault, &id, &s->own.row, err);
}

static int
save(struct splitting *s, struct hj_error *err)
{
	struct fieldargs f = FIELDARGS(s->c);
	struct together both[2];
	const char *detail;
	int rc;

	if ((rc = hj_buf_printf(&f.detail, err, "split off person[%s]\n",
		 s->person)) == HJ_OK &&
	    (rc = fieldargs_detail(&f, s->c->global->reason, &detail, err)) ==
		HJ_OK) {
		s->own.from = &s->from;
		both[0] = (struct together){ .file = &s->from,
			.action = HJ_DID_UPDATE,
			.detail = detail };
		both[1] = (struct together){ .file = &s->own,
			.action = HJ_DID_CREATE,
			.detail = detail,
			.with_hold_of = &s->from,
			.fresh = true };
		rc = together_save(s->c, both, 2, err);
	}
	fieldargs_clear(&f);
	return rc;
}

/* ---- what is said ---- */

static void
say_result(struct splitting *s, bool stored)
{
	struct emit *e = s->c->out;
	char id[HJ_ID_SHOWN];

	hj_id_show(&s->own.row.id, id);
	if (!emit_is_json(e)) {
		if (stored)
			emit_text(e, id);
		else
			ui_say(s->c->ui, "%s", _("nothing was stored"));
		return;
	}
	emit_map(e);
	emit_key(e, "id", NULL);
	emit_text(e, stored ? id : NULL);
	emit_key(e, "person", NULL);
	emit_text(e, s->person);
	emit_key(e, "attachments", NULL);
	emit_number(e, (int64_t)s->attachments);
	emit_key(e, "elements", NULL);
	splitview_emit(s->view);
	emit_end(e);
}

static int
agree(struct splitting *s, bool dry_run, bool *yes, struct hj_error *err)
{
	*yes = !dry_run;
	if (!emit_is_json(s->c->out))
		splitview_say(s->view);
	if (together_tell_hold(s->c, &s->from, &s->own, err) != HJ_OK)
		return (int)err->code;
	if (!*yes || !ui_is_terminal(s->c->ui) || s->c->global->yes)
		return HJ_OK;
	return ui_ask(s->c->ui, _("Split it so?"), yes, err);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct split_opt *o = a->opt;
	struct splitting s = { .c = c, .from = CASEFILE, .own = CASEFILE };
	struct hj_node *person = NULL;
	bool yes = false;
	int rc;

	if ((rc = casefile_load(c, a->rest[0], NULL, &s.from, err)) != HJ_OK ||
	    (rc = personarg_ask(c, s.from.record, a->rest[1], &person, err)) !=
		HJ_OK ||
	    (rc = splitview_new(c, &s.view, err)) != HJ_OK)
		goto out;
	s.person = hj_node_attr(person, "id");
	if ((rc = divide(&s, err)) != HJ_OK ||
	    (rc = agree(&s, o->dry_run, &yes, err)) != HJ_OK ||
	    (yes &&
		((rc = reseal_all(c, &s.from, &s.own, NULL, &s.attachments,
		      err)) != HJ_OK ||
		    (rc = save(&s, err)) != HJ_OK)))
		goto out;
	say_result(&s, yes);
out:
	splitview_free(s.view);
	casefile_clear(&s.own);
	casefile_clear(&s.from);
	return rc;
}

static const struct option_def options[] = {
	{ 'n', "dry-run", OPT_FLAG, offsetof(struct split_opt, dry_run), NULL,
	    NULL, N_("show what would go along, store nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "split k7m2 p7m2qx --dry-run",
	    N_("what would go along, and what would stay") },
	{ "split k7m2 p7m2qx",
	    N_("makes the new case file and prints its id") },
	{ NULL, NULL },
};

const struct command_page split_page = {
	.text =
	    N_("Makes a case file of their own for one of several people in a case file.  What\nis known of the person, and what happened to them alone, moves there; what\nhappened to others too is copied with its sources and stays here.  Consents\nmove: they are asked and withdrawn in the new file only.  Here the person stays\na member of the group, with name, sex and age.  Both files link to each other,\nand a relation to somebody who stays becomes a link.\n\nAttachments are sealed anew for the new file; the first keeps its own."),
	.options = options,
	.opt_size = sizeof(struct split_opt),
	.examples = examples,
	.run = run,
};
