#include "cli/casefile/casefile.h"
#include "cli/casefile/dispute.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/case/codec.h"

struct conflicts_opt {
	bool reveal;
};

struct listing {
	struct cli *c;
	struct casefile f;
	struct tree_how how;
	size_t found;
};

static int
print(void *to, const struct dispute *d, struct hj_error *err)
{
	struct listing *l = to;

	l->found++;
	return dispute_print(l->c, &l->f, d, &l->how, err);
}

static bool
has_conflicts(const struct hj_row *row)
{
	struct hj_row_item item;
	size_t at = 0;

	while (hj_row_next(row, &at, &item))
		if (item.tag == HJ_ROW_CONFLICTS)
			return true;
	return false;
}

/* The row is borrowed from the scan, and so is what it holds. */
static int
each(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct listing *l = to;
	struct casefile *f = &l->f;
	int rc;

	if (!has_conflicts(row))
		return HJ_OK;
	f->row = *row;
	if ((rc = hj_vault_get(l->c->vault, &f->row, 0, &f->revision, err)) ==
		HJ_OK &&
	    (rc = hj_codec_decode(f->revision.bytes.data, f->revision.bytes.len,
		 &f->record, err)) == HJ_OK)
		rc = dispute_each(f->record, print, l, err);
	casefile_clear(f);
	return rc;
}

static int
one(struct listing *l, const char *name, struct hj_error *err)
{
	int rc;

	if ((rc = casefile_load(l->c, name, NULL, &l->f, err)) == HJ_OK &&
	    (rc = casefile_note_shown(l->c, &l->f,
		 l->how.reveal ? "secret values revealed" : "conflicts",
		 err)) == HJ_OK) {
		dispute_table(l->c->out);
		rc = dispute_each(l->f.record, print, l, err);
		if (rc == HJ_OK)
			emit_end(l->c->out);
	}
	casefile_clear(&l->f);
	return rc;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct conflicts_opt *o = a->opt;
	struct listing l = { .c = c,
		.f = CASEFILE,
		.how = { .korean = c->korean } };
	int rc;

	if (a->nrest == 0 && o->reveal)
		return cli_usage(err,
		    "--reveal needs a case: what is secret is shown of one case at a time");
	l.how.reveal = o->reveal;
	if (a->nrest != 0) {
		rc = one(&l, a->rest[0], err);
	} else {
		dispute_table(c->out);
		if ((rc = hj_vault_scan(c->vault, each, &l, NULL, err)) ==
		    HJ_OK)
			emit_end(c->out);
	}
	if (rc == HJ_OK && l.found == 0 && !emit_is_json(c->out))
		ui_say(c->ui, "%s", _("no conflicts"));
	return rc;
}

#define AT(field) offsetof(struct conflicts_opt, field)

static const struct option_def options[] = {
	{ 0, "reveal", OPT_FLAG, AT(reveal), NULL, NULL,
	    N_("show what is secret too") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "conflicts", N_("in all case files") },
	{ "conflicts k7m2", N_("in one") },
	{ NULL, NULL },
};

const struct command_page conflicts_page = {
	.text =
	    N_("Lists the fields of which two laptops said different things.  Number 1 stands in\nthe case file now, the others are kept beside it until somebody settles it with\n'hanji resolve'.  Nothing of either side was lost.\n\nSecret values are masked; --reveal shows those of one case, and that is kept in\nthe log."),
	.options = options,
	.opt_size = sizeof(struct conflicts_opt),
	.examples = examples,
	.run = run,
};
