#include <string.h>

#include "cli/access/process.h"
#include "cli/casefile/casefile.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/wording/fieldword.h"
#include "cli/wording/label.h"
#include "core/case/codec.h"
#include "core/case/datespan.h"
#include "core/mechanism/deadline.h"
#include "core/mechanism/mechanism.h"
#include "core/vocab/vocab.h"

static const struct emit_column columns[] = {
	{ "id", N_("petition"), false },
	{ "mechanism", N_("mechanism"), false },
	{ "status", N_("status"), false },
	{ "victims", N_("victims"), true },
	{ "filed", N_("filed"), false },
	{ "reference", N_("reference"), false },
	{ "next", N_("next deadline"), false },
	{ "next_kind", N_("for"), false },
	{ "title", N_("title"), false },
};

struct petition_list_opt {
	const char *status, *mechanism;
	bool open;
};

struct listing {
	struct cli *c;
	const struct petition_list_opt *o;
};

/* "wgad" means both of its codes. */
static bool
is_mechanism(const char *code, const char *wanted)
{
	const struct hj_mechanism *m = hj_mechanism_by_code(code);

	return strcmp(code, wanted) == 0 ||
	    (m != NULL && *wanted != '\0' && strcmp(m->word, wanted) == 0);
}

static bool
is_wanted(const struct listing *l, const struct hj_row *row)
{
	const struct petition_list_opt *o = l->o;

	if (row->root != 'p')
		return false;
	if (o->open &&
	    (strcmp(row->status, "closed") == 0 ||
		strcmp(row->status, "withdrawn") == 0))
		return false;
	return (o->status == NULL || strcmp(row->status, o->status) == 0) &&
	    (o->mechanism == NULL || is_mechanism(row->kind, o->mechanism));
}

/* The earliest that is still waited for, or NULL. */
static const struct hj_node *
next_deadline(const struct hj_node *root)
{
	const struct hj_node *found = NULL;
	int32_t first = INT32_MAX;

	for (const struct hj_node *n = hj_node_child(root, "deadline");
	     n != NULL; n = hj_node_same(n)) {
		struct hj_span s;

		if (!hj_deadline_is_open(n) ||
		    !hj_date_span(hj_node_child(n, "date"), &s) ||
		    s.earliest >= first)
			continue;
		first = s.earliest;
		found = n;
	}
	return found;
}

static void
give(struct cli *c, const char *key, const char *value)
{
	emit_key(c->out, key, NULL);
	emit_text(c->out, value);
}

static void
give_code(struct cli *c, const char *key, const char *list, const char *code)
{
	give(c, key,
	    code != NULL && !emit_is_json(c->out)
		? fieldword_code(list, code, c->korean)
		: code);
}

static int
give_date(struct cli *c, const char *key, const struct hj_node *date,
    struct hj_error *err)
{
	emit_key(c->out, key, NULL);
	return label_date(c, date, err);
}

static int
print(struct cli *c, const struct hj_row *row, const struct hj_node *root,
    struct hj_error *err)
{
	const struct hj_node *next = next_deadline(root);
	bool secret = row->level == HJ_SECRET;
	char id[HJ_ID_SHOWN];

	hj_id_show(&row->id, id);
	emit_map(c->out);
	give(c, "id", id);
	give_code(c, "mechanism", "mechanism", row->kind);
	give_code(c, "status", "pet-status",
	    row->status[0] != '\0' ? row->status : "draft");
	emit_key(c->out, "victims", NULL);
	emit_number(c->out, (int64_t)hj_node_count(root, "victim"));
	if (give_date(c, "filed", hj_node_child(root, "filed"), err) != HJ_OK)
		return (int)err->code;
	give(c, "reference", secret ? NULL : hj_node_value(root, "reference"));
	if (give_date(c, "next",
		next != NULL ? hj_node_child(next, "date") : NULL,
		err) != HJ_OK)
		return (int)err->code;
	give_code(c, "next_kind", "deadline-kind",
	    next != NULL ? hj_node_attr(next, "kind") : NULL);
	give(c, "title", secret ? NULL : hj_node_value(root, "title"));
	emit_end(c->out);
	return process_check(err);
}

/* Petitions are few: each is opened. */
static int
look(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct listing *l = to;
	struct hj_revision rev = { .number = 0 };
	struct hj_record *r = NULL;
	int rc;

	if (!is_wanted(l, row))
		return HJ_OK;
	if ((rc = hj_vault_get(l->c->vault, row, 0, &rev, err)) == HJ_OK &&
	    (rc = hj_codec_decode(rev.bytes.data, rev.bytes.len, &r, err)) ==
		HJ_OK)
		rc = print(l->c, row, hj_record_root(r), err);
	hj_record_free(r);
	hj_revision_clear(&rev);
	return rc;
}

static int
check_status(const char *status, struct hj_error *err)
{
	const struct hj_list *l = hj_vocab_list("pet-status");
	const struct hj_code_row *near;

	if (status == NULL || hj_vocab_find(l, status, strlen(status)) != NULL)
		return HJ_OK;
	near = hj_vocab_nearest(l, status, strlen(status));
	return cli_usage(err,
	    "no status '%s'; did you mean '%s'? 'hanji codes pet-status' lists them",
	    status, near != NULL ? near->code : "sent");
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct hj_progress nobody = { .fn = NULL };
	struct listing l = { .c = c, .o = a->opt };
	int rc = check_status(l.o->status, err);

	if (rc != HJ_OK)
		return rc;
	emit_table(c->out, columns, HJ_LEN(columns));
	if ((rc = hj_vault_scan(c->vault, look, &l, &nobody, err)) == HJ_OK)
		emit_end(c->out);
	return rc;
}

#define AT(field) offsetof(struct petition_list_opt, field)

static const struct option_def options[] = {
	{ 's', "status", OPT_TEXT, AT(status), "CODE", NULL,
	    N_("only those that stand there: draft, sent, reply ...") },
	{ 'm', "mechanism", OPT_TEXT, AT(mechanism), "WORD", NULL,
	    N_("only those to this one: wgad, wgeid, hrc ...") },
	{ 'o', "open", OPT_FLAG, AT(open), NULL, NULL,
	    N_("leave out what is closed or withdrawn") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "petition list",
	    N_("all of them, in the order in which they were made") },
	{ "petition list --mechanism hrc --status sent",
	    N_("what the Human Rights Council has") },
	{ "petition list --open", N_("what is still going on") },
	{ NULL, NULL },
};

const struct command_page petition_list_page = {
	.text =
	    N_("Lists the petitions: to which mechanism, where they stand, how many victims they\nname or count, under which number the mechanism keeps them, and what is waited\nfor next.  'hanji petition status' shows one of them, 'hanji due' what is late."),
	.options = options,
	.opt_size = sizeof(struct petition_list_opt),
	.examples = examples,
	.run = run,
};
