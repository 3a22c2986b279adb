#include <string.h>

#include "cli/argument/fieldarg.h"
#include "cli/argument/personarg.h"
#include "cli/argument/slotarg.h"
#include "cli/casefile/casefile.h"
#include "cli/interview/interview.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/screen/value.h"
#include "cli/wording/personname.h"
#include "cli/wording/span.h"
#include "core/log/log.h"
#include "core/sense/group.h"
#include "core/sense/identify.h"

struct identify_opt {
	const char *name, *date, *src;
	bool dry_run;
};

/* What is to be recorded. */
struct naming {
	struct cli *c;
	const struct identify_opt *o;
	struct casefile file;
	struct hj_node *slot, *person, *made;
	struct hj_buf name; /* typed */
};

/* ---- who ---- */

/* An id or a part of a name of somebody here; else it is somebody new. */
static int
ask_person(struct naming *n, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	const char *text;
	bool yes = false;
	int rc;

	if ((rc = personarg_list(n->c, n->file.record, err)) != HJ_OK)
		return rc;
	do {
		hj_buf_reset(&n->name);
		if ((rc = interview_line(n->c->ui,
			 _("Who is it? (a name, or an id from this list) > "),
			 NULL, &n->name, err)) != HJ_OK ||
		    (rc = hj_buf_text(&n->name, &text, err)) != HJ_OK)
			return rc;
		if (*text == '\0')
			continue;
		rc = personarg_find(n->file.record, text, &n->person, &why);
		if (rc == HJ_OK)
			return HJ_OK;
		if (rc == HJ_ENOMEM) {
			*err = why;
			return rc;
		}
		if (rc != HJ_ENOTFOUND)
			ui_say(n->c->ui, "  %s", why.text);
		else if (
		    (rc = ui_ask(n->c->ui,
			 _("Nobody here is called that.  Enter somebody new by this name?"),
			 &yes, err)) != HJ_OK)
			return rc;
	} while (!yes);
	return HJ_OK;
}

static int
find_person(struct naming *n, const struct args *a, struct hj_error *err)
{
	if (a->nrest == 3 && n->o->name != NULL)
		return cli_usage(err,
		    "give a person of the case file, or --name for somebody new, not both");
	if (a->nrest == 3)
		return personarg_find(n->file.record, a->rest[2], &n->person,
		    err);
	if (n->o->name == NULL && ui_is_terminal(n->c->ui))
		return ask_person(n, err);
	if (n->o->name == NULL)
		return cli_usage(err,
		    "say who it is: a person of the case file, or --name - with the name on standard input");
	if (strcmp(n->o->name, "-") != 0 && value_fd(n->o->name) < 0)
		ui_warn_history(n->c->ui);
	if (value_read(n->o->name, &n->name, err) != HJ_OK)
		return (int)err->code;
	return n->name.len != 0 ? HJ_OK : cli_usage(err, "the name is empty");
}

static int
find_slot(struct naming *n, const struct args *a, struct hj_error *err)
{
	if (a->nrest > 1)
		return slotarg_find(n->file.record, a->rest[1], &n->slot, err);
	if (ui_is_terminal(n->c->ui))
		return slotarg_ask(n->c, n->file.record, &n->slot, err);
	return cli_usage(err,
	    "say which unnamed member: its id, as 'hanji show CASE' has it");
}

/* ---- doing it ---- */

static int
identify(struct naming *n, struct hj_error *err)
{
	struct hj_identification what = { .slot = hj_node_attr(n->slot, "id"),
		.person =
		    n->person != NULL ? hj_node_attr(n->person, "id") : NULL,
		.src = n->o->src };
	const struct hj_elem *differs;
	char today[SPAN_TEXT];
	const char *id;
	int rc;

	span_today(today);
	what.date = n->o->date != NULL ? n->o->date : today;
	if (n->person == NULL &&
	    (rc = hj_buf_text(&n->name, &what.name, err)) != HJ_OK)
		return rc;
	if ((rc = hj_identify(n->file.record, &what, &n->made, err)) != HJ_OK)
		return rc;
	id = hj_node_value(n->made, "person");
	n->person = hj_record_find(n->file.record, id);
	n->slot =
	    hj_record_find(n->file.record, hj_node_value(n->made, "slot"));
	differs = hj_identify_differs(n->slot, n->person);
	if (differs != NULL)
		ui_say(n->c->ui,
		    _("look again: of this person and of the unnamed member '%s' is not the same"),
		    n->c->korean ? differs->ko : differs->en);
	return HJ_OK;
}

/* How many are left, said before it is stored. */
static int
agree(struct naming *n, bool *yes, struct hj_error *err)
{
	struct hj_buf name = HJ_BUF(HJ_LINE_MAX);
	uint32_t size = hj_slot_size(n->slot);
	const char *text = "";
	int rc;

	if ((rc = personname(n->person, false, &name, err)) == HJ_OK &&
	    (rc = hj_buf_text(&name, &text, err)) == HJ_OK)
		ui_say(n->c->ui,
		    _("%s is one of these %u; %u of them are still without a name"),
		    text, size, size - hj_slot_identified(n->slot));
	hj_buf_clear(&name);
	*yes = !n->o->dry_run;
	if (rc != HJ_OK || !*yes || !ui_is_terminal(n->c->ui) ||
	    n->c->global->yes)
		return rc;
	return ui_ask(n->c->ui, _("Record it so?"), yes, err);
}

static int
save(struct naming *n, struct hj_error *err)
{
	struct fieldargs f = FIELDARGS(n->c);
	const char *detail;
	int rc;

	if ((rc = hj_buf_puts(&f.detail, "add ", err)) == HJ_OK &&
	    (rc = hj_path_of(n->made, HJ_NATTRS, &f.detail, err)) == HJ_OK &&
	    (rc = hj_buf_putc(&f.detail, '\n', err)) == HJ_OK &&
	    (rc = fieldargs_detail(&f, n->c->global->reason, &detail, err)) ==
		HJ_OK)
		rc = casefile_save(n->c, &n->file, HJ_DID_UPDATE, detail, NULL,
		    err);
	fieldargs_clear(&f);
	return rc;
}

/* The id of the person, alone. */
static void
say_result(const struct naming *n, bool stored)
{
	struct emit *e = n->c->out;
	uint32_t size = hj_slot_size(n->slot);

	if (!emit_is_json(e)) {
		if (stored)
			emit_text(e, hj_node_attr(n->person, "id"));
		else
			ui_say(n->c->ui, "%s", _("nothing was stored"));
		return;
	}
	emit_map(e);
	emit_key(e, "person", NULL);
	emit_text(e, stored ? hj_node_attr(n->person, "id") : NULL);
	emit_key(e, "identified", NULL);
	emit_text(e, stored ? hj_node_attr(n->made, "id") : NULL);
	emit_key(e, "unnamed", NULL);
	emit_text(e, hj_node_attr(n->slot, "id"));
	emit_key(e, "of", NULL);
	emit_number(e, size);
	emit_key(e, "left", NULL);
	emit_number(e, size - hj_slot_identified(n->slot));
	emit_end(e);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct naming n = { .c = c,
		.o = a->opt,
		.file = CASEFILE,
		.name = HJ_BUF(HJ_LINE_MAX) };
	bool yes = false;
	int rc;

	if ((rc = casefile_load(c, a->rest[0], NULL, &n.file, err)) != HJ_OK ||
	    (rc = find_slot(&n, a, err)) != HJ_OK ||
	    (rc = find_person(&n, a, err)) != HJ_OK ||
	    (rc = identify(&n, err)) != HJ_OK ||
	    (rc = agree(&n, &yes, err)) != HJ_OK)
		goto out;
	rc = yes ? save(&n, err) : casefile_check(c, &n.file, err);
	if (rc == HJ_OK)
		say_result(&n, yes);
out:
	casefile_clear(&n.file);
	hj_buf_clear(&n.name);
	return rc;
}

#define AT(field) offsetof(struct identify_opt, field)

static const struct option_def options[] = {
	{ 0, "name", OPT_TEXT, AT(name), "TEXT", NULL,
	    N_("somebody new by this name; - reads it from standard input") },
	{ 0, "date", OPT_TEXT, AT(date), "EDTF", NULL,
	    N_("since when it is known who it is; today") },
	{ 0, "src", OPT_TEXT, AT(src), "SOURCE[,SOURCE]", NULL,
	    N_("the ids of the sources that say so") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("check the result, store nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "identify k7m2",
	    N_("on a terminal: shows who is without a name, and asks") },
	{ "identify k7m2 n4x2ab --name - <name.txt",
	    N_("one of those unnamed is somebody new in the case file") },
	{ "identify k7m2 n4x2ab p7m2qx --date 2014-02 --src s4n9tw",
	    N_("is a person of the case file, as a source says") },
	{ "update k7m2 'group.identified[y4n9tw]-='",
	    N_("takes it back: they were somebody else") },
	{ NULL, NULL },
};

const struct command_page identify_page = {
	.text =
	    N_("Says who one of the unnamed members of a group is.  What was said of the group\nat first stays; the person belongs to it from then on, and whatever happened to\nthe group is shown for the person too.  Where an unnamed member stands for\nseveral, they are identified one at a time.\n\nUNNAMED may also be a group that was only counted.  Prints the id of the\nperson."),
	.options = options,
	.opt_size = sizeof(struct identify_opt),
	.examples = examples,
	.run = run,
};
