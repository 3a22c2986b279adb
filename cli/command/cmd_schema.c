#include <string.h>

#include "cli/interview/schemaform.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/outfile.h"
#include "cli/screen/say.h"
#include "cli/wording/label.h"
#include "core/base/limits.h"
#include "core/case/schema_rng.h"
#include "core/case/schema_walk.h"

struct schema_opt {
	const char *format;
	const char *output;
	bool full;
	uint64_t copies;
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
fields(struct cli *c, struct hj_error *err)
{
	const struct hj_elem *root = hj_schema_root("case", strlen("case"));
	int rc;

	emit_table(c->out, columns, HJ_LEN(columns));
	rc = hj_schema_walk(root, row, c, err);
	emit_end(c->out);
	return rc;
}

static int
make(struct cli *c, const struct schema_opt *o, struct hj_buf *to,
    struct hj_error *err)
{
	if (strcmp(o->format, "form") == 0)
		return schemaform_paper(c, o->full, o->copies, to, err);
	if (strcmp(o->format, "xlsform") == 0)
		return schemaform_xlsform(c, o->full, to, err);
	return hj_schema_rng(to, err);
}

/* Into a file, or to standard output: there as text in JSON too. */
static int
give(struct cli *c, const char *output, const struct hj_buf *b,
    struct hj_error *err)
{
	if (output == NULL && emit_is_json(c->out))
		emit_bytes(c->out, (const char *)b->data, b->len);
	else if (output == NULL)
		emit_raw(c->out, b->data, b->len);
	else if (outfile_write(output, b, err) != HJ_OK)
		return (int)err->code;
	else if (emit_is_json(c->out)) {
		emit_map(c->out);
		emit_key(c->out, "file", NULL);
		emit_text(c->out, output);
		emit_end(c->out);
	}
	return HJ_OK;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct schema_opt o = *(const struct schema_opt *)a->opt;
	struct hj_buf b = HJ_BUF(HJ_TEXT_MAX);
	bool paper, phone;
	int rc;

	if (o.format == NULL)
		o.format = "rng";
	paper = strcmp(o.format, "form") == 0;
	phone = strcmp(o.format, "xlsform") == 0;
	if (!paper && o.copies != 0)
		return cli_usage(err, "--copies is for --format form");
	if (!paper && !phone && o.full)
		return cli_usage(err,
		    "--full is for --format form and --format xlsform");
	if (phone && o.output == NULL)
		return cli_usage(err,
		    "an XLSForm goes into a file: give -o FILE.xlsx");
	if (strcmp(o.format, "text") == 0) {
		if (o.output != NULL)
			return cli_usage(err,
			    "the list of fields goes to standard output");
		return fields(c, err);
	}
	/* Before it is made: what is there is not replaced. */
	if (o.output != NULL && (rc = outfile_vacant(o.output, err)) != HJ_OK)
		return rc;
	if ((rc = make(c, &o, &b, err)) == HJ_OK)
		rc = give(c, o.output, &b, err);
	hj_buf_clear(&b);
	return rc;
}

static const char *const formats[] = { "rng", "text", "form", "xlsform", NULL };

#define AT(field) offsetof(struct schema_opt, field)

static const struct option_def options[] = {
	{ 'f', "format", OPT_CHOICE, AT(format), "FORMAT", formats,
	    N_("rng (RELAX NG), text (paths, labels), form (to print), xlsform") },
	{ 0, "full", OPT_FLAG, AT(full), NULL, NULL,
	    N_("the full interview instead of the first call") },
	{ 0, "copies", OPT_NUMBER, AT(copies), "N", NULL,
	    N_("so many forms, each with a number that joins its sheets") },
	{ 'o', "output", OPT_FILE, AT(output), "FILE", NULL,
	    N_("where to; else standard output") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "schema --format text",
	    N_("every field of a case file, with its path") },
	{ "schema --format text --lang ko", N_("with Korean labels") },
	{ "schema >hanji.rng",
	    N_("the grammar of exchange files, for xmllint and others") },
	{ "schema --format form --full --lang ko --copies 5 -o forms.html",
	    N_("five forms to print for interviews without a computer") },
	{ "schema --format xlsform -o intake.xlsx",
	    N_("the first call for KoBoToolbox, in both languages") },
	{ NULL, NULL },
};

const struct command_page schema_page = {
	.text =
	    N_("Prints what a case file may hold: the paths for 'add' and 'update', or the\nRELAX NG grammar of exchange files, both from the same table that checks.\n\nFor interviews without hanji it makes forms, in the order of 'add'.  One is for\npaper: open it in a browser and print it on A4, on one side only.  Sheet A has\nconsent and names and comes off; a number joins it to sheet B, which has the\nrest.  How to handle the paper stands on the last page.\n\nThe other is an XLSForm for KoBoToolbox and the like.  A telephone, and the\nserver it sends to, keep what is typed as plain text: use it only where nobody\ncan come to harm by that."),
	.options = options,
	.opt_size = sizeof(struct schema_opt),
	.examples = examples,
	.run = run,
};
