#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/argument/fieldarg.h"
#include "cli/casefile/thirdfiles.h"
#include "cli/casefile/together.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/show/linkview.h"
#include "core/case/codec.h"
#include "core/links/link.h"
#include "core/log/log.h"

struct unmerge_opt {
	bool dry_run;
};

/* One of the two files, and what it was. */
struct part {
	struct casefile file;
	char id[HJ_ID_CHARS + 1];
	struct hj_record *now, *after, *before;
};

struct parting {
	struct cli *c;
	struct part part[2]; /* the one that stayed, and the other */
	struct hj_same_person *same;
	size_t nsame;
	struct thirdfiles *third;
};

/* ---- which two ---- */

/* The only file that it took in. */
static int
find_only(struct part *stayed, char other[static HJ_ID_CHARS + 1],
    struct hj_error *err)
{
	const struct hj_node *l =
	    hj_node_child(hj_record_root(stayed->now), "link");

	*other = '\0';
	for (; l != NULL; l = hj_node_same(l)) {
		struct hj_link says;

		hj_link_read(l, &says);
		if (says.kind == NULL || says.other == NULL ||
		    strcmp(says.kind, HJ_LINK_ABSORBED) != 0)
			continue;
		if (*other != '\0' && strcmp(other, says.other) != 0)
			return hj_fail(err, HJ_EAMBIGUOUS,
			    "case %.4s took in several: name the other one, too; 'hanji show %.4s' lists them",
			    stayed->id, stayed->id);
		(void)snprintf(other, HJ_ID_CHARS + 1, "%s", says.other);
	}
	return *other != '\0'
	    ? HJ_OK
	    : hj_fail(err, HJ_ENOTFOUND, "no case file was merged into %.4s",
		  stayed->id);
}

static int
take(struct part *p, struct hj_error *err)
{
	hj_id_text(&p->file.row.id, p->id);
	p->now = p->file.record;
	p->file.record = NULL;
	if (p->file.row.nheads > 1)
		return hj_fail(err, HJ_EREFUSED,
		    "case %.4s has %u versions side by side; import once more to make them one",
		    p->id, p->file.row.nheads);
	return HJ_OK;
}

static int
load(struct parting *p, const struct args *a, struct hj_error *err)
{
	struct part *stayed = &p->part[0], *other = &p->part[1];
	char id[HJ_ID_CHARS + 1];

	if (casefile_load(p->c, a->rest[0], NULL, &stayed->file, err) !=
		HJ_OK ||
	    take(stayed, err) != HJ_OK)
		return (int)err->code;
	if (a->nrest == 2 ? casefile_load(p->c, a->rest[1], NULL, &other->file,
				err) != HJ_OK
			  : find_only(stayed, id, err) != HJ_OK ||
		    linkview_load(p->c, id, &other->file, err) != HJ_OK)
		return (int)err->code;
	if (take(other, err) != HJ_OK)
		return (int)err->code;
	if (hj_link_to(stayed->now, other->id, HJ_LINK_ABSORBED) == NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "%.4s was not merged into %.4s; name first the one that took in the other",
		    other->id, stayed->id);
	return HJ_OK;
}

/* ---- what they were ---- */

static int
load_revision(struct parting *p, struct part *of, uint64_t number,
    struct hj_revision *rev, struct hj_record **ret, struct hj_error *err)
{
	int rc = hj_vault_get(p->c->vault, &of->file.row, number, rev, err);

	return rc == HJ_OK
	    ? hj_codec_decode(rev->bytes.data, rev->bytes.len, ret, err)
	    : rc;
}

/* Back to the first revision that says so; the one before it does not. */
static int
find_merge(struct parting *p, struct part *of, const char *kind,
    const char *other, struct hj_error *err)
{
	struct hj_revision at = { 0 }, parent = { 0 };
	struct hj_record *r = NULL;
	bool further = true;
	int rc = load_revision(p, of, 0, &at, &of->after, err);

	while (rc == HJ_OK && further) {
		further = false;
		for (size_t i = 0; rc == HJ_OK && !further && i < at.nparents;
		     i++) {
			hj_revision_clear(&parent);
			if (at.parent[i].number == 0 ||
			    (rc = load_revision(p, of, at.parent[i].number,
				 &parent, &r, err)) != HJ_OK)
				continue;
			further = hj_link_to(r, other, kind) != NULL;
			hj_record_free(further ? of->after : of->before);
			*(further ? &of->after : &of->before) = r;
			r = NULL;
		}
		if (further) {
			hj_revision_clear(&at);
			at = parent;
			parent = (struct hj_revision){ 0 };
			hj_record_free(of->before);
			of->before = NULL;
		}
	}
	hj_revision_clear(&at);
	hj_revision_clear(&parent);
	if (rc == HJ_OK && of->before == NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "what %.4s was before the two were merged is not in this vault",
		    of->id);
	return rc;
}

/* ---- two files of one ---- */

static int
find_people(struct parting *p, struct hj_error *err)
{
	const struct hj_node *l =
	    hj_node_child(hj_record_root(p->part[0].after), "link");

	for (; l != NULL; l = hj_node_same(l)) {
		struct hj_same_person *more;
		struct hj_link says;

		hj_link_read(l, &says);
		if (says.person == NULL || says.there == NULL ||
		    says.other == NULL || says.kind == NULL ||
		    strcmp(says.kind, HJ_LINK_ABSORBED) != 0 ||
		    strcmp(says.other, p->part[1].id) != 0)
			continue;
		more = realloc(p->same, (p->nsame + 1) * sizeof(*more));
		if (more == NULL)
			return hj_fail(err, HJ_ENOMEM, "out of memory");
		p->same = more;
		more[p->nsame++] =
		    (struct hj_same_person){ says.person, says.there };
	}
	return HJ_OK;
}

static int
separate(struct parting *p, struct hj_error *err)
{
	struct part *stayed = &p->part[0], *other = &p->part[1];
	struct moving back;

	if (find_merge(p, stayed, HJ_LINK_ABSORBED, other->id, err) != HJ_OK ||
	    find_merge(p, other, HJ_LINK_MERGED, stayed->id, err) != HJ_OK ||
	    find_people(p, err) != HJ_OK ||
	    hj_absorb_undo(&(struct hj_absorbed){ stayed->before, stayed->after,
			       stayed->now },
		&(struct hj_absorbed){ other->before, other->after,
		    other->now },
		&stayed->file.record, &other->file.record, err) != HJ_OK)
		return (int)err->code;
	back = (struct moving){ .old = other->before,
		.from = stayed->id,
		.to = other->id,
		.same = p->same,
		.nsame = p->nsame,
		.parted = stayed->file.record };
	return thirdfiles_move(p->c, &back, p->third, err);
}

static int
save(struct parting *p, struct hj_error *err)
{
	struct fieldargs f = FIELDARGS(p->c);
	struct together all[2 + THIRDFILES];
	const char *detail;
	int rc;

	if ((rc = hj_buf_printf(&f.detail, err, "%s parted from %s\n",
		 p->part[1].id, p->part[0].id)) == HJ_OK &&
	    (rc = fieldargs_detail(&f, p->c->global->reason, &detail, err)) ==
		HJ_OK) {
		for (size_t i = 0; i < 2 + p->third->n; i++)
			all[i] = (struct together){ .file = i < 2
				    ? &p->part[i].file
				    : &p->third->file[i - 2],
				.action = HJ_DID_UPDATE,
				.detail = detail };
		all[1].with_hold_of = &p->part[0].file;
		rc = together_save(p->c, all, 2 + p->third->n, err);
	}
	fieldargs_clear(&f);
	return rc;
}

/* ---- what is said ---- */

static size_t
conflicts(const struct part *p)
{
	return hj_node_count(hj_record_root(p->file.record), "conflict");
}

static void
say_result(const struct parting *p, bool stored)
{
	struct emit *e = p->c->out;
	char id[HJ_ID_SHOWN];

	if (!emit_is_json(e)) {
		if (!stored)
			ui_say(p->c->ui, "%s", _("nothing was stored"));
		return;
	}
	emit_map(e);
	for (size_t i = 0; i < 2; i++) {
		hj_id_show(&p->part[i].file.row.id, id);
		emit_key(e, i == 0 ? "id" : "other", NULL);
		emit_text(e, id);
	}
	emit_key(e, "conflicts", NULL);
	emit_number(e,
	    (int64_t)(conflicts(&p->part[0]) + conflicts(&p->part[1])));
	emit_key(e, "linked", NULL);
	emit_number(e, (int64_t)p->third->n);
	emit_key(e, "stored", NULL);
	emit_flag(e, stored);
	emit_end(e);
}

static int
agree(struct parting *p, bool dry_run, bool *yes, struct hj_error *err)
{
	size_t open = conflicts(&p->part[0]) + conflicts(&p->part[1]);

	*yes = !dry_run;
	if (!emit_is_json(p->c->out)) {
		ui_say(p->c->ui,
		    _("%.4s and %.4s are two case files again, as before they were merged, with what was changed since."),
		    p->part[0].id, p->part[1].id);
		ui_say(p->c->ui, "%s",
		    _("What was added to the person since then stays in the first."));
		if (open > 0)
			ui_say(p->c->ui,
			    ngettext("%zu field in conflict: 'hanji conflicts' shows what each side says",
				"%zu fields in conflict: 'hanji conflicts' shows what each side says",
				open),
			    open);
	}
	if (together_tell_hold(p->c, &p->part[0].file, &p->part[1].file, err) !=
	    HJ_OK)
		return (int)err->code;
	if (!*yes || !ui_is_terminal(p->c->ui) || p->c->global->yes)
		return HJ_OK;
	return ui_ask(p->c->ui, _("Part them so?"), yes, err);
}

static void
clear(struct parting *p)
{
	for (size_t i = 0; i < 2; i++) {
		hj_record_free(p->part[i].now);
		hj_record_free(p->part[i].after);
		hj_record_free(p->part[i].before);
		casefile_clear(&p->part[i].file);
	}
	if (p->third != NULL)
		thirdfiles_clear(p->third);
	free(p->third);
	free(p->same);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct unmerge_opt *o = a->opt;
	struct parting p = { .c = c,
		.part = { { .file = CASEFILE }, { .file = CASEFILE } } };
	bool yes = false;
	int rc = HJ_ENOMEM;

	if ((p.third = calloc(1, sizeof(*p.third))) == NULL)
		(void)hj_fail(err, HJ_ENOMEM, "out of memory");
	else if ((rc = load(&p, a, err)) == HJ_OK &&
	    (rc = separate(&p, err)) == HJ_OK &&
	    (rc = agree(&p, o->dry_run, &yes, err)) == HJ_OK &&
	    (!yes || (rc = save(&p, err)) == HJ_OK))
		say_result(&p, yes);
	clear(&p);
	return rc;
}

static const struct option_def options[] = {
	{ 'n', "dry-run", OPT_FLAG, offsetof(struct unmerge_opt, dry_run), NULL,
	    NULL, N_("say what would happen, store nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "unmerge k7m2", N_("part the file that was merged into k7m2") },
	{ "unmerge k7m2 q4d9", N_("of several, this one") },
	{ NULL, NULL },
};

const struct command_page unmerge_page = {
	.text =
	    N_("Two case files were merged, and are about two people after all: both are what\nthey were before, with everything that was changed since in what came from\neach.  What was added to the one person meanwhile stays in the first, because\nnobody can say whose it is; 'hanji diff' shows it.  Links of other case files\nfollow.  Nothing that was in between is lost: it is in the history."),
	.options = options,
	.opt_size = sizeof(struct unmerge_opt),
	.examples = examples,
	.run = run,
};
