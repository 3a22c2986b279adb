#include <string.h>

#include "cli/emit.h"
#include "cli/label.h"
#include "cli/pages.h"
#include "cli/say.h"
#include "core/limits.h"
#include "core/schema_rng.h"
#include "core/schema_walk.h"

struct schema_opt {
	const char *format;
};

static const struct emit_column columns[] = {
	{ "path", N_("field"), false },
	{ "occurs", N_("occurs"), false },
	{ "value", N_("value"), false },
	{ "list", N_("list"), false },
	{ "conf", N_("level"), false },
	{ "label", N_("in words"), false },
};

/* One row a field; the root is the file itself. */
static int
row(void *to, const struct hj_schema_at *at, struct hj_error *err)
{
	struct cli *c = to;
	const struct hj_elem *e = at->elem;

	(void)err;
	if (at->parent == NULL)
		return HJ_OK;
	emit_map(c->out);
	emit_key(c->out, "path", NULL);
	emit_text(c->out, at->path);
	emit_key(c->out, "occurs", NULL);
	emit_text(c->out, hj_schema_card_word(e->card));
	emit_key(c->out, "value", NULL);
	emit_text(c->out, hj_schema_value_word(e->value));
	emit_key(c->out, "list", NULL);
	emit_text(c->out, e->of);
	emit_key(c->out, "conf", NULL);
	emit_text(c->out, label_level(c, e->conf));
	emit_key(c->out, "label", NULL);
	emit_text(c->out, c->korean ? e->ko : e->en);
	emit_end(c->out);
	return HJ_OK;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct schema_opt *o = a->opt;
	struct hj_buf grammar = HJ_BUF(HJ_TEXT_MAX);
	int rc;

	if (o->format != NULL && strcmp(o->format, "text") == 0) {
		emit_table(c->out, columns, HJ_LEN(columns));
		rc = hj_schema_walk(hj_schema_root("case", strlen("case")), row,
		    c, err);
		emit_end(c->out);
		return rc;
	}
	if ((rc = hj_schema_rng(&grammar, err)) == HJ_OK) {
		if (emit_is_json(c->out))
			emit_bytes(c->out, (const char *)grammar.data,
			    grammar.len);
		else
			emit_raw(c->out, grammar.data, grammar.len);
	}
	hj_buf_clear(&grammar);
	return rc;
}

static const char *const formats[] = { "rng", "text", NULL };

static const struct option_def options[] = {
	{ 0, "format", OPT_CHOICE, offsetof(struct schema_opt, format),
	    "FORMAT", formats,
	    N_("text (paths and labels) or rng (RELAX NG)") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "schema --format text",
	    N_("every field of a case file, with its path") },
	{ "schema --format text --lang ko", N_("with Korean labels") },
	{ "schema >hanji.rng",
	    N_("the grammar of exchange files, for xmllint and others") },
	{ NULL, NULL },
};

const struct command_page schema_page = {
	.text =
	    N_("Prints what a case file may hold: the paths for 'add' and 'update', or the\nRELAX NG grammar of exchange files, both from the same table that checks."),
	.options = options,
	.opt_size = sizeof(struct schema_opt),
	.examples = examples,
	.run = run,
};
