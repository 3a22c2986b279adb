#include <string.h>

#include "cli/argument/choice.h"
#include "cli/argument/fieldarg.h"
#include "cli/argument/personarg.h"
#include "cli/casefile/together.h"
#include "cli/interview/interview.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/readback.h"
#include "core/links/link.h"
#include "core/log/log.h"

struct link_opt {
	const char *person, *other, *relation;
	bool drop;
	bool dry_run;
};

/* Both files, what is to stand in each, and what came of it. */
struct linking {
	struct casefile file[2];
	char id[2][HJ_ID_CHARS + 1];
	struct hj_buf kind; /* typed */
	struct hj_link link[2];
	size_t changed; /* links made or taken out, in both */
};

/* ---- what is to be linked ---- */

static int
load(struct cli *c, const struct args *a, struct linking *l,
    struct hj_error *err)
{
	for (size_t i = 0; i < 2; i++) {
		struct casefile *f = &l->file[i];

		if (casefile_load(c, a->rest[i], NULL, f, err) != HJ_OK)
			return (int)err->code;
		hj_id_text(&f->row.id, l->id[i]);
		if (strcmp(hj_record_root(f->record)->name, "case") != 0)
			return hj_fail(err, HJ_EINVAL,
			    "'%s' is not a case file: only case files are linked",
			    l->id[i]);
	}
	if (strcmp(l->id[0], l->id[1]) == 0)
		return hj_fail(err, HJ_EINVAL,
		    "both are the same case file; name two");
	return HJ_OK;
}

static int
ask_kind(struct cli *c, struct hj_buf *to, struct hj_error *err)
{
	struct choice choice = { .list = hj_vocab_list("link-kind") };

	if (!ui_is_terminal(c->ui))
		return cli_usage(err,
		    "say how they belong together: same, family, group, related, followup or source; 'hanji codes link-kind' lists them");
	ui_say(c->ui, "%s", _("The second case file is to the first:"));
	if (choice_show(choice.list, c->korean, err) != HJ_OK)
		return (int)err->code;
	return interview_line(c->ui, "> ", &choice, to, err);
}

static int
find_kind(struct cli *c, const struct args *a, const struct link_opt *o,
    struct linking *l, struct hj_error *err)
{
	const struct hj_code_row *row;
	int rc;

	if (a->nrest == 2 && o->drop)
		return HJ_OK;
	if ((rc = a->nrest == 3 ? hj_buf_puts(&l->kind, a->rest[2], err)
				: ask_kind(c, &l->kind, err)) != HJ_OK ||
	    (rc = choice_resolve(hj_vocab_list("link-kind"),
		 (const char *)l->kind.data, l->kind.len, &row, err)) != HJ_OK)
		return rc;
	l->link[0].kind = row->code;
	if (o->drop)
		return HJ_OK;
	/* They say what was done with the files, so only doing it may say so. */
	if (strcmp(row->code, HJ_LINK_SPLIT) == 0 ||
	    strcmp(row->code, HJ_LINK_SPLITOFF) == 0)
		return hj_fail(err, HJ_EINVAL,
		    "'hanji split' makes this link, with all that belongs to it");
	if (strcmp(row->code, "merged") == 0 ||
	    strcmp(row->code, "absorbed") == 0)
		return hj_fail(err, HJ_EINVAL,
		    "'hanji merge' makes this link, with all that belongs to it; if they only may be about the same person, link them as 'same'");
	return HJ_OK;
}

/* A person of one of the files; without a name, and where it matters who is
 * meant, the only victim. */
static int
find_person(const struct linking *l, size_t i, const char *typed, bool needed,
    const char **ret, struct hj_error *err)
{
	struct hj_node *person = NULL;
	int rc;

	if (typed == NULL && !needed)
		return HJ_OK;
	rc = personarg_find(l->file[i].record, typed, &person, err);
	if (rc == HJ_OK)
		*ret = hj_node_attr(person, "id");
	else if (typed == NULL && (rc == HJ_ENOTFOUND || rc == HJ_EAMBIGUOUS))
		rc = HJ_OK;
	else
		rc = hj_while(err, "case %s", l->id[i]);
	return rc;
}

static int
find_people(const struct link_opt *o, struct linking *l, struct hj_error *err)
{
	const struct hj_code_row *row;
	bool needed =
	    o->relation != NULL || strcmp(l->link[0].kind, "same") == 0;

	if (find_person(l, 0, o->person, needed, &l->link[0].person, err) !=
		HJ_OK ||
	    find_person(l, 1, o->other, needed, &l->link[0].there, err) !=
		HJ_OK)
		return (int)err->code;
	if (o->relation == NULL)
		return HJ_OK;
	if (l->link[0].person == NULL || l->link[0].there == NULL)
		return cli_usage(err,
		    "a relation is between two persons: say which with --person and --other");
	if (choice_resolve(hj_vocab_list("relation"), o->relation,
		strlen(o->relation), &row, err) != HJ_OK)
		return (int)err->code;
	l->link[0].relation = row->code;
	return HJ_OK;
}

/* ---- doing it ---- */

static int
change(const struct link_opt *o, struct linking *l, struct hj_error *err)
{
	bool made;

	if (o->drop) {
		const char *back = NULL;

		if (l->link[0].kind != NULL &&
		    hj_link_reverse(&l->link[0], l->id[0], &l->link[1], err) !=
			HJ_OK)
			return (int)err->code;
		back = l->link[1].kind;
		l->changed =
		    hj_link_drop(l->file[0].record, l->id[1], l->link[0].kind) +
		    hj_link_drop(l->file[1].record, l->id[0], back);
		return l->changed != 0
		    ? HJ_OK
		    : hj_fail(err, HJ_ENOTFOUND,
			  "these case files are not linked so; 'hanji show CASE' shows what they are linked to");
	}
	l->link[0].other = l->id[1];
	if (hj_link_reverse(&l->link[0], l->id[0], &l->link[1], err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < 2; i++) {
		if (hj_link_add(l->file[i].record, &l->link[i], &made, err) !=
		    HJ_OK)
			return (int)err->code;
		l->changed += made;
	}
	return HJ_OK;
}

/* A relation in the wrong direction is heard when it is read out. */
static int
read_back(struct cli *c, const struct linking *l, bool *yes,
    struct hj_error *err)
{
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	const char *text = "";
	int rc;

	if (l->link[0].relation == NULL)
		return HJ_OK;
	rc = readback_between(hj_record_find(l->file[0].record,
				  l->link[0].person),
	    hj_record_find(l->file[1].record, l->link[0].there),
	    l->link[0].relation, c->korean, &words, err);
	if (rc == HJ_OK && (rc = hj_buf_text(&words, &text, err)) == HJ_OK)
		ui_say(c->ui, "%s", text);
	if (rc == HJ_OK && *yes && ui_is_terminal(c->ui) && !c->global->yes)
		rc = ui_ask(c->ui, _("Record it so?"), yes, err);
	hj_buf_clear(&words);
	return rc;
}

static int
save(struct cli *c, const struct link_opt *o, struct linking *l,
    struct hj_error *err)
{
	struct fieldargs f = FIELDARGS(c);
	struct together both[2];
	const char *detail;
	int rc;

	if ((rc = hj_buf_puts(&f.detail,
		 o->drop ? "remove link\n" : "add link\n", err)) == HJ_OK &&
	    (rc = fieldargs_detail(&f, c->global->reason, &detail, err)) ==
		HJ_OK) {
		for (size_t i = 0; i < 2; i++)
			both[i] = (struct together){ .file = &l->file[i],
				.action = HJ_DID_UPDATE,
				.detail = detail };
		rc = together_save(c, both, 2, err);
	}
	fieldargs_clear(&f);
	return rc;
}

static void
say_result(struct cli *c, const struct linking *l, bool stored)
{
	static const char *const keys[2] = { "id", "other" };
	char id[HJ_ID_SHOWN];

	if (!emit_is_json(c->out)) {
		if (l->changed == 0)
			ui_say(c->ui, "%s", _("they are linked so already"));
		else if (!stored)
			ui_say(c->ui, "%s", _("nothing was stored"));
		return;
	}
	emit_map(c->out);
	for (size_t i = 0; i < 2; i++) {
		hj_id_show(&l->file[i].row.id, id);
		emit_key(c->out, keys[i], NULL);
		emit_text(c->out, id);
	}
	emit_key(c->out, "kind", NULL);
	emit_text(c->out, l->link[0].kind);
	emit_key(c->out, "back", NULL);
	emit_text(c->out, l->link[1].kind);
	emit_key(c->out, "changed", NULL);
	emit_flag(c->out, stored && l->changed != 0);
	emit_end(c->out);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct link_opt *o = a->opt;
	struct linking l = { .file = { CASEFILE, CASEFILE },
		.kind = HJ_BUF(HJ_LINE_MAX) };
	bool store = !o->dry_run;
	int rc;

	if ((rc = load(c, a, &l, err)) != HJ_OK ||
	    (rc = find_kind(c, a, o, &l, err)) != HJ_OK ||
	    (!o->drop && (rc = find_people(o, &l, err)) != HJ_OK) ||
	    (rc = change(o, &l, err)) != HJ_OK ||
	    (!o->drop && (rc = read_back(c, &l, &store, err)) != HJ_OK))
		goto out;
	for (size_t i = 0; o->dry_run && rc == HJ_OK && i < 2; i++)
		rc = casefile_check(c, &l.file[i], err);
	if (rc == HJ_OK && store)
		rc = save(c, o, &l, err);
	if (rc == HJ_OK)
		say_result(c, &l, store);
out:
	casefile_clear(&l.file[0]);
	casefile_clear(&l.file[1]);
	hj_buf_clear(&l.kind);
	return rc;
}

#define AT(field) offsetof(struct link_opt, field)

static const struct option_def options[] = {
	{ 0, "person", OPT_TEXT, AT(person), "PERSON", NULL,
	    N_("who is meant in the first case; else its only victim") },
	{ 0, "other", OPT_TEXT, AT(other), "PERSON", NULL,
	    N_("who is meant in the second") },
	{ 0, "relation", OPT_TEXT, AT(relation), "CODE", NULL,
	    N_("what the person in the first is to the one in the second") },
	{ 0, "drop", OPT_FLAG, AT(drop), NULL, NULL,
	    N_("take the link out of both; without KIND, every link") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("check, and read a relation back, store nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "link k7m2 q4d9 followup", N_("q4d9 is the follow-up case of k7m2") },
	{ "link k7m2 q4d9 family --relation parent",
	    N_("the victim of k7m2 is the mother or father of that of q4d9") },
	{ "link k7m2 q4d9 same", N_("they may be about the same person") },
	{ "link k7m2 q4d9 same --drop", N_("they are not, after all") },
	{ NULL, NULL },
};

const struct command_page link_page = {
	.text =
	    N_("Ties two case files together: the second is KIND to the first.  Both files\nkeep it and both show it; the other one is changed in the same step.\n\nKinds: same (may be the same person), family, group (same party), related,\nfollowup, source.  With --relation, 'show --family' draws the relation from\neither side."),
	.options = options,
	.opt_size = sizeof(struct link_opt),
	.examples = examples,
	.run = run,
};
