#include "cli/casefile/casefile.h"
#include "cli/casefile/erased.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/show/familyview.h"
#include "cli/show/groupview.h"
#include "cli/show/laststatus.h"
#include "cli/show/linkview.h"
#include "cli/show/timeline.h"
#include "cli/show/tree.h"
#include "cli/wording/accounts.h"
#include "core/case/conflict.h"
#include "core/vault/legalhold.h"

struct show_opt {
	bool fields;
	bool family;
	bool timeline;
	bool reveal;
	const char *person;
	const char *rev;
};

/* Something about the case file instead of all that is in it. */
static int
view(struct cli *c, const struct casefile *f, const struct show_opt *o,
    struct hj_error *err)
{
	const struct timeline_how how = { .person = o->person,
		.reveal = o->reveal };

	return o->family ? familyview_show(c, f, o->reveal, err)
			 : timeline_show(c, f, &how, err);
}

static int
print_view(struct cli *c, const struct casefile *f, const struct show_opt *o,
    struct hj_error *err)
{
	char id[HJ_ID_SHOWN];
	int rc;

	if (!emit_is_json(c->out))
		return view(c, f, o, err);
	hj_id_show(&f->row.id, id);
	emit_map(c->out);
	emit_key(c->out, "id", NULL);
	emit_text(c->out, id);
	emit_key(c->out, o->family ? "family" : "timeline", NULL);
	if ((rc = view(c, f, o, err)) == HJ_OK)
		emit_end(c->out);
	return rc;
}

static int
say_conflicts(struct cli *c, const struct casefile *f, struct hj_error *err)
{
	size_t n = 0;

	if (hj_conflict_count(f->record, &n, err) != HJ_OK)
		return (int)err->code;
	if (n != 0)
		emit_say(c->out,
		    ngettext("%zu field in conflict: 'hanji conflicts' shows what each side says",
			"%zu fields in conflict: 'hanji conflicts' shows what each side says",
			(unsigned long)n),
		    n);
	return HJ_OK;
}

/* Since when nobody may erase it; in JSON a value of the map. */
static int
say_hold(struct cli *c, const struct casefile *f, struct hj_error *err)
{
	struct hj_buf all = HJ_BUF(HJ_LEGALHOLDS_MAX);
	const struct hj_legalhold *h = NULL;
	int rc = hj_vault_legalholds(c->vault, &all, err);

	if (rc == HJ_OK)
		h = hj_legalhold_of(&all, &f->row);
	if (emit_is_json(c->out)) {
		emit_key(c->out, "held", NULL);
		if (h != NULL)
			emit_time(c->out, h->since);
		else
			emit_none(c->out);
	} else if (h != NULL) {
		emit_say(c->out, "%s",
		    _("Under a legal hold: nobody may erase it ('hanji hold list' says why)."));
	}
	hj_buf_clear(&all);
	return rc;
}

static int
print(struct cli *c, const struct casefile *f, const struct show_opt *o,
    struct hj_error *err)
{
	char id[HJ_ID_SHOWN], hex[2 * HJ_DIGEST_BYTES + 1];
	char erased[ERASED_TEXT];
	const struct tree_how how = { .reveal = o->reveal,
		.korean = c->korean,
		.erased = erased };
	int rc;

	if ((rc = erased_say(c, &f->row.id, erased, err)) != HJ_OK)
		return rc;
	hj_id_show(&f->row.id, id);
	hj_digest_hex(f->revision.digest, hex);
	if (!emit_is_json(c->out) && o->fields)
		return tree_fields(c, f->record, &how, err);
	if (!emit_is_json(c->out)) {
		emit_say(c->out, "%s  %s %.16s", id, _("fingerprint"), hex);
		if ((rc = say_hold(c, f, err)) != HJ_OK ||
		    (rc = say_conflicts(c, f, err)) != HJ_OK)
			return rc;
		if ((rc = laststatus_print(c, f->record, &how, err)) != HJ_OK ||
		    (rc = tree_print(c, f->record, &how, err)) != HJ_OK ||
		    (rc = groupview_show(c, f->record, o->reveal, err)) !=
			HJ_OK)
			return rc;
		return linkview_show(c, f, o->reveal, err);
	}
	emit_map(c->out);
	emit_key(c->out, "id", NULL);
	emit_text(c->out, id);
	emit_key(c->out, "fingerprint", NULL);
	emit_text(c->out, hex);
	if ((rc = say_hold(c, f, err)) != HJ_OK)
		return rc;
	emit_key(c->out, "status", NULL);
	if ((rc = laststatus_json(c, f->record, &how, err)) != HJ_OK)
		return rc;
	emit_key(c->out, "accounts", NULL);
	if ((rc = accounts_json(c, f->record, err)) != HJ_OK)
		return rc;
	emit_key(c->out, "fields", NULL);
	if ((rc = tree_fields(c, f->record, &how, err)) != HJ_OK)
		return rc;
	emit_key(c->out, "groups", NULL);
	if ((rc = groupview_show(c, f->record, o->reveal, err)) != HJ_OK)
		return rc;
	emit_key(c->out, "links", NULL);
	if ((rc = linkview_show(c, f, o->reveal, err)) == HJ_OK)
		emit_end(c->out);
	return rc;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct show_opt *o = a->opt;
	struct casefile f = CASEFILE;
	int rc;

	if ((rc = casefile_load(c, a->rest[0], o->rev, &f, err)) == HJ_OK &&
	    (rc = casefile_note_shown(c, &f,
		 o->reveal ? "secret values revealed" : NULL, err)) == HJ_OK)
		rc = o->family || o->timeline ? print_view(c, &f, o, err)
					      : print(c, &f, o, err);
	casefile_clear(&f);
	return rc;
}

#define AT(field) offsetof(struct show_opt, field)

static const struct option_def options[] = {
	{ 'f', "fields", OPT_FLAG, AT(fields), NULL, NULL,
	    N_("one line a field, with the path that 'update' takes") },
	{ 'r', "rev", OPT_TEXT, AT(rev), "N", NULL,
	    N_("an earlier revision: its number or fingerprint") },
	{ 0, "family", OPT_FLAG, AT(family), NULL, NULL,
	    N_("who is related to whom, through linked case files too") },
	{ 0, "timeline", OPT_FLAG, AT(timeline), NULL, NULL,
	    N_("the journey of each victim, with what is uncertain in it") },
	{ 0, "person", OPT_TEXT, AT(person), "PERSON", NULL,
	    N_("with --timeline: of this person only") },
	{ 0, "reveal", OPT_FLAG, AT(reveal), NULL, NULL,
	    N_("show what is secret too") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "show k7m2", N_("by the beginning of the id") },
	{ "show k7m2 --fields", N_("with the paths of the fields") },
	{ "show k7m2 --rev 1", N_("as it was first") },
	{ "show k7m2 --family", N_("the family as a tree") },
	{ "show k7m2 --timeline", N_("what happened, in its order") },
	{ NULL, NULL },
};

const struct command_page show_page = {
	.text =
	    N_("Shows a case file.  First what became of each person and group, as far as the\naccounts allow: where they contradict each other and none is preferred it is\ndisputed, and hearsay of a single source ends no disappearance.  Accounts of one\nthing stand together, the preferred one first, with the number of independent\norigins; translations stand below their original.\n\nSecret values are masked unless --reveal is given; that a secret file was shown\nis kept in the log."),
	.options = options,
	.opt_size = sizeof(struct show_opt),
	.examples = examples,
	.run = run,
};
