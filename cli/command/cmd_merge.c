#include <stdlib.h>
#include <string.h>

#include "cli/argument/fieldarg.h"
#include "cli/argument/personarg.h"
#include "cli/casefile/acrossteams.h"
#include "cli/casefile/reseal.h"
#include "cli/casefile/thirdfiles.h"
#include "cli/casefile/together.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/personname.h"
#include "core/links/link.h"
#include "core/log/log.h"

struct merge_opt {
	const char *person, *other;
	bool apart, across;
	bool dry_run;
};

struct merging {
	struct cli *c;
	struct casefile file[2]; /* the one that stays, and the other */
	char id[2][HJ_ID_CHARS + 1];
	struct hj_record *before[2];
	struct hj_same_person *same;
	size_t nsame;
	struct thirdfiles *third;
	size_t elements, conflicts, attachments;
};

/* ---- which files, and who is who ---- */

static int
load(struct merging *m, const struct args *a, struct hj_error *err)
{
	for (size_t i = 0; i < 2; i++) {
		struct casefile *f = &m->file[i];

		if (casefile_load(m->c, a->rest[i], NULL, f, err) != HJ_OK)
			return (int)err->code;
		hj_id_text(&f->row.id, m->id[i]);
		if (f->row.nheads > 1)
			return hj_fail(err, HJ_EREFUSED,
			    "case %.4s has %u versions side by side; import once more to make them one",
			    m->id[i], f->row.nheads);
		m->before[i] = f->record;
		f->record = NULL;
	}
	if (strcmp(m->id[0], m->id[1]) == 0)
		return hj_fail(err, HJ_EINVAL,
		    "both are the same case file; name two");
	return HJ_OK;
}

static int
add_pair(struct merging *m, const char *here, const char *there,
    struct hj_error *err)
{
	struct hj_same_person *more =
	    realloc(m->same, (m->nsame + 1) * sizeof(*more));

	if (more == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	m->same = more;
	for (size_t i = 0; i < m->nsame; i++)
		if (strcmp(more[i].here, here) == 0 ||
		    strcmp(more[i].there, there) == 0)
			return HJ_OK;
	more[m->nsame++] = (struct hj_same_person){ here, there };
	return HJ_OK;
}

/* "Same person" links between the two say who. */
static int
pairs_of_links(struct merging *m, struct hj_error *err)
{
	const struct hj_node *l =
	    hj_node_child(hj_record_root(m->before[0]), "link");

	for (; l != NULL; l = hj_node_same(l)) {
		struct hj_link says;

		hj_link_read(l, &says);
		if (says.kind != NULL && strcmp(says.kind, "same") == 0 &&
		    says.other != NULL && strcmp(says.other, m->id[1]) == 0 &&
		    says.person != NULL && says.there != NULL &&
		    hj_record_find(m->before[1], says.there) != NULL &&
		    add_pair(m, says.person, says.there, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

/* Named, asked for, or the only victim of each. */
static int
pair_by_name(struct merging *m, const struct merge_opt *o, struct hj_error *err)
{
	const char *const typed[2] = { o->person, o->other };
	struct hj_node *p[2] = { NULL, NULL };

	for (size_t i = 0; i < 2; i++)
		if (personarg_ask(m->c, m->before[i], typed[i], &p[i], err) !=
		    HJ_OK)
			return hj_while(err, "case %.4s", m->id[i]);
	return add_pair(m, hj_node_attr(p[0], "id"), hj_node_attr(p[1], "id"),
	    err);
}

static int
find_pairs(struct merging *m, const struct merge_opt *o, struct hj_error *err)
{
	if (o->apart && (o->person != NULL || o->other != NULL))
		return cli_usage(err,
		    "--apart says that nobody is in both; leave out --person and --other");
	if (o->apart)
		return HJ_OK;
	if (pairs_of_links(m, err) != HJ_OK)
		return (int)err->code;
	if (m->nsame > 0 && o->person == NULL && o->other == NULL)
		return HJ_OK;
	return pair_by_name(m, o, err);
}

/* ---- one file of two ---- */

/* What comes in: elements at the top, and those in the persons. */
static size_t
count_new(const struct hj_record *r, const struct hj_record *before)
{
	const struct hj_node *root = hj_record_root(r);
	size_t found = 0;

	for (const struct hj_node *n = hj_node_next(root, root); n != NULL;
	     n = hj_node_next(n, root)) {
		const char *id = hj_node_attr(n, "id");

		found += n->def != NULL && id != NULL &&
		    strcmp(n->name, "conflict") != 0 &&
		    strcmp(n->name, "link") != 0 &&
		    hj_record_find(before, id) == NULL;
	}
	return found;
}

static int
unite(struct merging *m, struct hj_error *err)
{
	const struct moving to = { .old = m->before[1],
		.from = m->id[1],
		.to = m->id[0],
		.same = m->same,
		.nsame = m->nsame };

	if (hj_absorb(m->before[0], m->before[1], m->same, m->nsame,
		&m->file[0].record, &m->file[1].record, err) != HJ_OK)
		return (int)err->code;
	m->conflicts =
	    hj_node_count(hj_record_root(m->file[0].record), "conflict");
	m->elements = count_new(m->file[0].record, m->before[0]);
	return thirdfiles_move(m->c, &to, m->third, err);
}

static int
save(struct merging *m, struct hj_error *err)
{
	struct fieldargs f = FIELDARGS(m->c);
	struct together all[2 + THIRDFILES];
	const char *detail;
	int rc;

	if ((rc = reseal_all(m->c, &m->file[1], &m->file[0], m->before[0],
		 &m->attachments, err)) == HJ_OK &&
	    (rc = hj_buf_printf(&f.detail, err, "%s merged into %s\n", m->id[1],
		 m->id[0])) == HJ_OK &&
	    (rc = fieldargs_detail(&f, m->c->global->reason, &detail, err)) ==
		HJ_OK) {
		for (size_t i = 0; i < 2 + m->third->n; i++)
			all[i] = (struct together){ .file = i < 2
				    ? &m->file[i]
				    : &m->third->file[i - 2],
				.action = i < 2 ? HJ_DID_MERGE : HJ_DID_UPDATE,
				.detail = detail };
		all[0].with_hold_of = &m->file[1];
		rc = together_save(m->c, all, 2 + m->third->n, err);
	}
	fieldargs_clear(&f);
	return rc;
}

/* ---- what is said ---- */

static int
say_pair(const struct merging *m, size_t i, struct hj_error *err)
{
	const char *const ids[2] = { m->same[i].here, m->same[i].there };
	struct hj_buf name[2] = { HJ_BUF(HJ_TEXT_MAX), HJ_BUF(HJ_TEXT_MAX) };
	const char *text[2] = { "", "" };
	int rc = HJ_OK;

	for (size_t k = 0; k < 2 && rc == HJ_OK; k++)
		if ((rc = personname(hj_record_find(m->before[k], ids[k]),
			 false, &name[k], err)) == HJ_OK)
			rc = hj_buf_text(&name[k], &text[k], err);
	if (rc == HJ_OK)
		ui_say(m->c->ui, _("  one person: %s [%s] and %s [%s]"),
		    text[0], ids[0], text[1], ids[1]);
	hj_buf_clear(&name[0]);
	hj_buf_clear(&name[1]);
	return rc;
}

static int
say_plan(const struct merging *m, struct hj_error *err)
{
	ui_say(m->c->ui, _("%.4s takes in %.4s:"), m->id[0], m->id[1]);
	for (size_t i = 0; i < m->nsame; i++)
		if (say_pair(m, i, err) != HJ_OK)
			return (int)err->code;
	ui_say(m->c->ui,
	    ngettext("  %zu element comes in", "  %zu elements come in",
		m->elements),
	    m->elements);
	if (m->conflicts > 0)
		ui_say(m->c->ui,
		    ngettext("  %zu field differs: both values are kept, to be settled with 'hanji resolve'",
			"  %zu fields differ: both values are kept, to be settled with 'hanji resolve'",
			m->conflicts),
		    m->conflicts);
	if (m->third->n > 0)
		ui_say(m->c->ui,
		    ngettext("  links of %zu other case file follow",
			"  links of %zu other case files follow", m->third->n),
		    m->third->n);
	return HJ_OK;
}

static void
say_result(const struct merging *m, bool stored)
{
	struct emit *e = m->c->out;
	char id[HJ_ID_SHOWN];

	if (!emit_is_json(e)) {
		if (!stored)
			ui_say(m->c->ui, "%s", _("nothing was stored"));
		return;
	}
	emit_map(e);
	for (size_t i = 0; i < 2; i++) {
		hj_id_show(&m->file[i].row.id, id);
		emit_key(e, i == 0 ? "id" : "other", NULL);
		emit_text(e, id);
	}
	emit_key(e, "persons", NULL);
	emit_list(e);
	for (size_t i = 0; i < m->nsame; i++) {
		emit_map(e);
		emit_key(e, "here", NULL);
		emit_text(e, m->same[i].here);
		emit_key(e, "there", NULL);
		emit_text(e, m->same[i].there);
		emit_end(e);
	}
	emit_end(e);
	emit_key(e, "elements", NULL);
	emit_number(e, (int64_t)m->elements);
	emit_key(e, "conflicts", NULL);
	emit_number(e, (int64_t)m->conflicts);
	emit_key(e, "attachments", NULL);
	emit_number(e, (int64_t)m->attachments);
	emit_key(e, "linked", NULL);
	emit_number(e, (int64_t)m->third->n);
	emit_key(e, "stored", NULL);
	emit_flag(e, stored);
	emit_end(e);
}

static int
agree(struct merging *m, bool dry_run, bool *yes, struct hj_error *err)
{
	*yes = !dry_run;
	if ((!emit_is_json(m->c->out) && say_plan(m, err) != HJ_OK) ||
	    together_tell_hold(m->c, &m->file[1], &m->file[0], err) != HJ_OK)
		return (int)err->code;
	if (!*yes || !ui_is_terminal(m->c->ui) || m->c->global->yes)
		return HJ_OK;
	return ui_ask(m->c->ui, _("Merge them so?"), yes, err);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct merge_opt *o = a->opt;
	struct merging m = { .c = c, .file = { CASEFILE, CASEFILE } };
	bool yes = false;
	int rc = HJ_ENOMEM;

	if ((m.third = calloc(1, sizeof(*m.third))) == NULL)
		(void)hj_fail(err, HJ_ENOMEM, "out of memory");
	else if ((rc = load(&m, a, err)) == HJ_OK &&
	    (rc = find_pairs(&m, o, err)) == HJ_OK &&
	    (rc = unite(&m, err)) == HJ_OK &&
	    (rc = agree(&m, o->dry_run, &yes, err)) == HJ_OK &&
	    (rc = acrossteams_agree(c, &m.file[0].row, &m.file[1].row,
		 o->across || o->dry_run, &yes, err)) == HJ_OK &&
	    (!yes || (rc = save(&m, err)) == HJ_OK))
		say_result(&m, yes);
	for (size_t i = 0; i < 2; i++) {
		hj_record_free(m.before[i]);
		casefile_clear(&m.file[i]);
	}
	if (m.third != NULL)
		thirdfiles_clear(m.third);
	free(m.third);
	free(m.same);
	return rc;
}

#define AT(field) offsetof(struct merge_opt, field)

static const struct option_def options[] = {
	{ 0, "person", OPT_TEXT, AT(person), "PERSON", NULL,
	    N_("who it is in the case that stays; else its only victim") },
	{ 0, "other", OPT_TEXT, AT(other), "PERSON", NULL,
	    N_("who it is in the other case; else its only victim") },
	{ 0, "apart", OPT_FLAG, AT(apart), NULL, NULL,
	    N_("nobody is in both: only the files become one") },
	{ 0, "across-teams", OPT_FLAG, AT(across), NULL, NULL,
	    N_("they may be of different teams: the first one's reads all of it") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("say what would happen, store nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "merge k7m2 q4d9 --dry-run", N_("what k7m2 would take in of q4d9") },
	{ "merge k7m2 q4d9 --reason 'same birth date and village'",
	    N_("everything is in k7m2 then; the reason is kept") },
	{ NULL, NULL },
};

const struct command_page merge_page = {
	.text =
	    N_("Two case files turn out to be about the same person: the first takes in all\nof the second.  The person has the accounts of both then; where a field can be\nthere only once and the two differ, both values are kept until somebody settles\nit.  Who is the same is taken from 'same' links between the two, else from\n--person and --other, else it is the only victim of each.\n\nOf the second a rest remains that says where everything is; links of other case\nfiles, attachments and consents go along.  'hanji unmerge' parts them again."),
	.options = options,
	.opt_size = sizeof(struct merge_opt),
	.examples = examples,
	.run = run,
};
