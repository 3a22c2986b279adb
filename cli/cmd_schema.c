#include <stdio.h>
#include <string.h>

#include "cli/emit.h"
#include "cli/label.h"
#include "cli/pages.h"
#include "cli/say.h"
#include "core/limits.h"
#include "core/schema.h"
#include "core/schema_rng.h"

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

static const char *const occurs
    [] = { [HJ_ONE] = "1", [HJ_OPT] = "0..1", [HJ_SOME] = "1..", [HJ_MANY] = "0.." };

static const char *
value_name(enum hj_value v)
{
	switch (v) {
	case HJ_V_NONE:
		return NULL;
	case HJ_V_LINE:
		return "line";
	case HJ_V_FREE:
		return "text";
	case HJ_V_CODE:
		return "code";
	case HJ_V_DATE:
		return "date";
	case HJ_V_TIME:
		return "time";
	case HJ_V_NUMBER:
		return "number";
	case HJ_V_DECIMAL:
		return "decimal";
	case HJ_V_YESNO:
		return "yes-no";
	case HJ_V_REF:
		return "reference";
	case HJ_V_FAR:
		return "far-reference";
	case HJ_V_CASE:
		return "case";
	case HJ_V_HEX:
		return "hex";
	case HJ_V_FOREIGN:
		return "foreign";
	}
	return NULL;
}

static void
row(struct cli *c, const char *path, const struct hj_elem *e)
{
	emit_map(c->out);
	emit_key(c->out, "path", NULL);
	emit_text(c->out, path);
	emit_key(c->out, "occurs", NULL);
	emit_text(c->out, occurs[e->card]);
	emit_key(c->out, "value", NULL);
	emit_text(c->out, value_name(e->value));
	emit_key(c->out, "list", NULL);
	emit_text(c->out, e->of);
	emit_key(c->out, "conf", NULL);
	emit_text(c->out, label_level(c, e->conf));
	emit_key(c->out, "label", NULL);
	emit_text(c->out, c->korean ? e->ko : e->en);
	emit_end(c->out);
}

/* person, person.name, person.name.family ...: the table is a tree without
 * loops, and no deeper than a case file may be. */
static void
walk(struct cli *c, const char *above, const struct hj_elem *parent)
{
	for (size_t i = 0; i < parent->nchildren; i++) {
		const struct hj_elem *e = &parent->children[i];
		char path[256];

		(void)snprintf(path, sizeof(path), "%s%s%s", above,
		    *above != '\0' ? "." : "", e->name);
		row(c, path, e);
		walk(c, path, e);
	}
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct schema_opt *o = a->opt;
	struct hj_buf grammar = HJ_BUF(HJ_TEXT_MAX);
	int rc;

	if (o->format != NULL && strcmp(o->format, "text") == 0) {
		emit_table(c->out, columns, HJ_LEN(columns));
		walk(c, "", hj_schema_root("case", strlen("case")));
		emit_end(c->out);
		return HJ_OK;
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
