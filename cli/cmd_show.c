#include "cli/casefile.h"
#include "cli/emit.h"
#include "cli/pages.h"
#include "cli/say.h"
#include "cli/tree.h"

struct show_opt {
	bool fields;
	bool reveal;
	const char *rev;
};

static int
print(struct cli *c, const struct casefile *f, const struct show_opt *o,
    struct hj_error *err)
{
	const struct tree_how how = { .reveal = o->reveal,
		.korean = c->korean };
	char id[HJ_ID_SHOWN], hex[2 * HJ_DIGEST_BYTES + 1];
	int rc;

	hj_id_show(&f->row.id, id);
	hj_digest_hex(f->revision.digest, hex);
	if (!emit_is_json(c->out) && o->fields)
		return tree_fields(c, f->record, &how, err);
	if (!emit_is_json(c->out)) {
		emit_say(c->out, "%s  %s %.16s", id, _("fingerprint"), hex);
		return tree_print(c, f->record, &how, err);
	}
	emit_map(c->out);
	emit_key(c->out, "id", NULL);
	emit_text(c->out, id);
	emit_key(c->out, "fingerprint", NULL);
	emit_text(c->out, hex);
	emit_key(c->out, "fields", NULL);
	if ((rc = tree_fields(c, f->record, &how, err)) == HJ_OK)
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
		rc = print(c, &f, o, err);
	casefile_clear(&f);
	return rc;
}

#define AT(field) offsetof(struct show_opt, field)

static const struct option_def options[] = {
	{ 'f', "fields", OPT_FLAG, AT(fields), NULL, NULL,
	    N_("one line a field, with the path that 'update' takes") },
	{ 'r', "rev", OPT_TEXT, AT(rev), "N", NULL,
	    N_("an earlier revision: its number or fingerprint") },
	{ 0, "reveal", OPT_FLAG, AT(reveal), NULL, NULL,
	    N_("show what is secret too") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "show k7m2", N_("by the beginning of the id") },
	{ "show k7m2 --fields", N_("with the paths of the fields") },
	{ "show k7m2 --rev 1", N_("as it was first") },
	{ NULL, NULL },
};

const struct command_page show_page = {
	.text =
	    N_("Shows a case file.  Secret values are masked unless --reveal is given; that a\nsecret file was shown is kept in the log."),
	.options = options,
	.opt_size = sizeof(struct show_opt),
	.examples = examples,
	.run = run,
};
