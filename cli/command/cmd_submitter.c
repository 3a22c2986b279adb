#include <string.h>

#include "cli/argument/fieldarg.h"
#include "cli/casefile/submitter.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "core/case/check.h"

#define ELEMENT "submitter"

struct submitter_opt {
	bool dry_run;
};

static const struct hj_elem *
element(void)
{
	const struct hj_elem *root =
	    hj_schema_root("petition", strlen("petition"));

	return hj_schema_child(root, ELEMENT, strlen(ELEMENT));
}

static void
show(struct cli *c, const struct hj_record *r)
{
	const struct hj_elem *e = element();
	const struct hj_node *n = hj_node_child(hj_record_root(r), ELEMENT);

	emit_map(c->out);
	for (size_t i = 0; i < e->nchildren; i++) {
		const struct hj_elem *field = &e->children[i];

		emit_key(c->out, field->name,
		    c->korean ? field->ko : field->en);
		emit_text(c->out,
		    n != NULL ? hj_node_value(n, field->name) : NULL);
	}
	emit_end(c->out);
}

/* "name=..." and "submitter.name=..." are the same here. */
static int
apply(struct fieldargs *f, struct hj_record *r, const char *arg,
    struct hj_error *err)
{
	struct hj_buf whole = HJ_BUF(HJ_LINE_MAX);
	const char *text;
	int rc;

	if (strncmp(arg, ELEMENT ".", strlen(ELEMENT ".")) == 0)
		return fieldargs_apply(f, r, arg, err);
	if ((rc = hj_buf_printf(&whole, err, ELEMENT ".%s", arg)) == HJ_OK &&
	    (rc = hj_buf_text(&whole, &text, err)) == HJ_OK)
		rc = fieldargs_apply(f, r, text, err);
	hj_buf_clear(&whole);
	return rc;
}

/* Of the rest of the petition there is nothing yet. */
static int
find_fault(void *to, const struct hj_finding *found, struct hj_error *err)
{
	bool *fault = to;

	if (found->level != HJ_FAULT ||
	    strncmp(found->path, ELEMENT, strlen(ELEMENT)) != 0)
		return HJ_OK;
	*fault = true;
	return hj_fail(err, HJ_EINVAL, "%s: %s", found->path, found->text);
}

static int
judge(const struct hj_record *r, struct hj_error *err)
{
	struct hj_error ignored = { .say = err->say };
	bool fault = false;

	if (hj_check_record(r, find_fault, &fault, &ignored) == HJ_OK || !fault)
		return HJ_OK;
	*err = ignored;
	return (int)err->code;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct submitter_opt *o = a->opt;
	struct fieldargs f = FIELDARGS(c);
	struct hj_record *r = NULL;
	int rc = submitter_load(c, &r, err);

	for (int i = 0; i < a->nrest && rc == HJ_OK; i++)
		rc = apply(&f, r, a->rest[i], err);
	if (rc == HJ_OK && a->nrest > 0)
		rc = judge(r, err);
	if (rc == HJ_OK && a->nrest > 0 && !o->dry_run)
		rc = submitter_save(c, r, err);
	if (rc == HJ_OK &&
	    (a->nrest == 0 || o->dry_run || emit_is_json(c->out)))
		show(c, r);
	fieldargs_clear(&f);
	hj_record_free(r);
	return rc;
}

static const struct option_def options[] = {
	{ 'n', "dry-run", OPT_FLAG, offsetof(struct submitter_opt, dry_run),
	    NULL, NULL, N_("only show what would be kept") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "submitter", N_("what is kept") },
	{ "submitter organisation=\"An Office\" email=office@example.org",
	    N_("kept for all later petitions") },
	{ NULL, NULL },
};

const struct command_page submitter_page = {
	.text =
	    N_("Shows and keeps who submits petitions: name, organisation, address, email,\nphone, relation (to the victims) and confidential (yes or no).  It is sealed in\nthe vault like everything else, and copied into each new petition, where it can\nbe changed; petitions that are there already stay as they are."),
	.options = options,
	.opt_size = sizeof(struct submitter_opt),
	.examples = examples,
	.run = run,
};
