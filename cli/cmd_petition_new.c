#include <string.h>

#include "cli/casefile.h"
#include "cli/emit.h"
#include "cli/fieldarg.h"
#include "cli/pages.h"
#include "cli/petition.h"
#include "cli/say.h"
#include "core/log.h"
#include "core/path.h"
#include "core/victim.h"
#include "export/care.h"

/* Where the States of a case stand. */
static const struct {
	const char *element, *child;
} states[] = {
	{ "event", "state" },
	{ "detention", "state" },
	{ "repatriation", "from" },
	{ "repatriation", "to" },
};

struct making {
	struct hj_record *r;
	struct hj_path_labels labels;
};

static int
set(struct making *m, const char *path, enum hj_path_op op, const char *value,
    struct hj_error *err)
{
	return hj_path_apply(m->r, path, strlen(path), op, value, strlen(value),
	    &m->labels, NULL, err);
}

/* Each with a label of its own would run out of labels: one serves, anew for
 * every victim. */
static int
add_victim(struct making *m, const char *id, const char *person,
    struct hj_error *err)
{
	m->labels.n = 0;
	if (set(m, "victim[+v].case", HJ_PATH_SET, id, err) != HJ_OK)
		return (int)err->code;
	return person == NULL
	    ? HJ_OK
	    : set(m, "victim[+v].person", HJ_PATH_SET, person, err);
}

static bool
has_state(const struct making *m, const char *code)
{
	for (struct hj_node *s = hj_node_child(hj_record_root(m->r), "state");
	     s != NULL; s = hj_node_same(s))
		if (s->text != NULL && strcmp(s->text, code) == 0)
			return true;
	return false;
}

static int
add_states(struct making *m, const struct hj_node *root, struct hj_error *err)
{
	for (size_t i = 0; i < HJ_LEN(states); i++)
		for (struct hj_node *n = hj_node_child(root, states[i].element);
		     n != NULL; n = hj_node_same(n)) {
			const char *code = hj_node_value(n, states[i].child);

			if (code == NULL || has_state(m, code))
				continue;
			if (set(m, "state", HJ_PATH_ADD, code, err) != HJ_OK)
				return (int)err->code;
		}
	return HJ_OK;
}

static int
add_case(struct cli *c, struct making *m, const char *name,
    struct hj_error *err)
{
	struct casefile f = CASEFILE;
	char id[HJ_ID_CHARS + 1];
	const struct hj_node *root;
	bool any = false;
	int rc;

	if ((rc = casefile_load(c, name, NULL, &f, err)) != HJ_OK)
		goto out;
	root = hj_record_root(f.record);
	hj_id_text(&f.row.id, id);
	if (strcmp(root->name, "case") != 0) {
		rc = hj_fail(err, HJ_EINVAL, "'%s' is not a case file", id);
		goto out;
	}
	if ((rc = hj_care_refuse(f.record, err)) != HJ_OK)
		goto out;
	for (struct hj_node *p = hj_node_child(root, "person");
	     p != NULL && rc == HJ_OK; p = hj_node_same(p))
		if (hj_may_be_victim(p)) {
			any = true;
			rc = add_victim(m, id, hj_node_attr(p, "id"), err);
		}
	if (rc == HJ_OK && hj_node_child(root, "group") != NULL) {
		any = true;
		rc = add_victim(m, id, NULL, err);
	}
	if (rc == HJ_OK && !any)
		rc = hj_fail(err, HJ_EINVAL,
		    "case %s has neither a victim nor a group", id);
	if (rc == HJ_OK)
		rc = add_states(m, root, err);
out:
	casefile_clear(&f);
	return rc;
}

/* Operands with '=' are fields, those before them are cases. */
static int
fill(struct cli *c, const struct args *a, struct making *m,
    struct fieldargs *fields, struct hj_error *err)
{
	int i = 1, rc = HJ_OK;

	for (; rc == HJ_OK && i < a->nrest && strchr(a->rest[i], '=') == NULL;
	     i++)
		rc = add_case(c, m, a->rest[i], err);
	if (rc != HJ_OK)
		return rc;
	if (i == 1)
		return cli_usage(err, "name the cases after the mechanism");
	if (hj_node_child(hj_record_root(m->r), "state") == NULL &&
	    set(m, "state", HJ_PATH_KNOWN, "unknown", err) != HJ_OK)
		return (int)err->code;
	return fieldargs_apply_all(fields, m->r, a->rest + i, a->nrest - i,
	    err);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct petition_form *form = petition_form_by_word(a->rest[0]);
	struct fieldargs fields = FIELDARGS(c);
	struct casefile file = CASEFILE;
	struct making m = { .r = NULL };
	struct hj_id id;
	char shown[HJ_ID_SHOWN];
	int rc;

	if (form == NULL)
		return cli_usage(err,
		    "there is no form for '%s' yet; there is one for: %s",
		    a->rest[0], petition_words());
	if ((rc = hj_record_new("petition", &file.record, err)) != HJ_OK)
		goto out;
	m.r = file.record;
	if ((rc = set(&m, "status", HJ_PATH_SET, "draft", err)) != HJ_OK ||
	    (rc = set(&m, "mechanism", HJ_PATH_SET, form->code, err)) !=
		HJ_OK ||
	    (rc = set(&m, "language", HJ_PATH_SET, c->korean ? "ko" : "en",
		 err)) != HJ_OK ||
	    (rc = fill(c, a, &m, &fields, err)) != HJ_OK ||
	    (rc = casefile_save(c, &file, HJ_DID_CREATE, c->global->reason,
		 NULL, err)) != HJ_OK ||
	    (rc = hj_record_id(m.r, &id, err)) != HJ_OK)
		goto out;
	hj_id_show(&id, shown);
	if (!emit_is_json(c->out)) {
		emit_text(c->out, shown);
		goto out;
	}
	emit_map(c->out);
	emit_key(c->out, "id", NULL);
	emit_text(c->out, shown);
	emit_end(c->out);
out:
	fieldargs_clear(&fields);
	casefile_clear(&file);
	return rc;
}

static const struct command_example examples[] = {
	{ "petition new hrc k7m2 q4d9 title=\"Annex of victims\"",
	    N_("a written statement to the Human Rights Council on two cases") },
	{ NULL, NULL },
};

const struct command_page petition_new_page = {
	.text =
	    N_("Makes a petition on case files: everybody in them whose role is victim, and\ntheir groups.  Prints its id.  Mechanisms with a form: hrc, the annex of a\nwritten statement to the Human Rights Council."),
	.examples = examples,
	.run = run,
};
