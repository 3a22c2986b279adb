#include <string.h>

#include "cli/petition/petitionview.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/wording/fieldword.h"
#include "cli/wording/label.h"
#include "cli/wording/span.h"
#include "core/base/word.h"
#include "core/case/datespan.h"
#include "core/mechanism/course.h"
#include "core/mechanism/deadline.h"
#include "core/store/due.h"

static const struct emit_column step_columns[] = {
	{ "status", N_("step"), false },
	{ "date", N_("date"), false },
	{ "reference", N_("reference"), false },
};

static const struct emit_column deadline_columns[] = {
	{ "id", NULL, false },
	{ "kind", N_("waited for"), false },
	{ "date", N_("by"), false },
	{ "state", N_("state"), false },
	{ "met", NULL, false },
	{ "text", N_("details"), false },
	{ "rule", N_("rule"), false },
	{ "source", NULL, false },
	{ "checked", NULL, false },
	{ "as_of", NULL, false },
};

static const struct emit_column rule_columns[] = {
	{ "rule", N_("rule"), false },
	{ "text", N_("what is to happen"), false },
	{ "checked", N_("looked up"), false },
	{ "as_of", N_("as of"), false },
	{ "source", N_("where it is written down"), false },
};

struct view {
	struct cli *c;
	const struct hj_record *r;
	const struct hj_node *root;
	bool json;
};

static void
give(struct view *v, const char *key, const char *label, const char *value)
{
	emit_key(v->c->out, key, label);
	emit_text(v->c->out, value);
}

static void
give_code(struct view *v, const char *key, const char *label, const char *list,
    const char *code)
{
	give(v, key, label,
	    code != NULL && !v->json ? fieldword_code(list, code, v->c->korean)
				     : code);
}

static int
give_date(struct view *v, const char *key, const char *label,
    const struct hj_node *date, struct hj_error *err)
{
	emit_key(v->c->out, key, label);
	return label_date(v->c, date, err);
}

/* ---- steps ---- */

static int
steps(struct view *v, struct hj_error *err)
{
	const struct hj_node *n = hj_node_child(v->root, "step");
	int rc = HJ_OK;

	if (n == NULL && !v->json)
		return HJ_OK;
	emit_key(v->c->out, "steps", _("steps"));
	emit_table(v->c->out, step_columns, HJ_LEN(step_columns));
	for (; n != NULL && rc == HJ_OK; n = hj_node_same(n)) {
		emit_map(v->c->out);
		give_code(v, "status", NULL, "pet-status",
		    hj_node_attr(n, "status"));
		rc = give_date(v, "date", NULL, hj_node_child(n, "date"), err);
		give(v, "reference", NULL, hj_node_value(n, "ref"));
		emit_end(v->c->out);
	}
	emit_end(v->c->out);
	return rc;
}

/* ---- deadlines ---- */

static const char *
state_of(const struct view *v, const struct hj_node *n)
{
	static const char *const words[] = { [HJ_DUE_LATE] = "late",
		[HJ_DUE_MAYBE] = "maybe",
		[HJ_DUE_AHEAD] = "ahead",
		[HJ_DUE_UNDATED] = "undated" };
	struct hj_due d = { .kind = HJ_DUE_DEADLINE };
	enum hj_due_state s;

	if (hj_node_child(n, "met") != NULL)
		return v->json ? "met" : _("met");
	if (!hj_deadline_is_open(n))
		return v->json ? "over" : _("over");
	(void)hj_date_span(hj_node_child(n, "date"), &d.when);
	s = hj_due_state(&d, span_today_day());
	if (v->json)
		return words[s];
	return s == HJ_DUE_LATE ? _("late")
	    : s == HJ_DUE_MAYBE ? _("may be late")
				: _("open");
}

static int
deadline(struct view *v, const struct hj_node *n, struct hj_error *err)
{
	const char *id = hj_node_value(n, "rule");
	const struct hj_deadline_rule *rule = hj_deadline_rule(id);
	struct emit *e = v->c->out;

	emit_map(e);
	give(v, "id", NULL, hj_node_attr(n, "id"));
	give_code(v, "kind", NULL, "deadline-kind", hj_node_attr(n, "kind"));
	if (give_date(v, "date", NULL, hj_node_child(n, "date"), err) != HJ_OK)
		return (int)err->code;
	give(v, "state", NULL, state_of(v, n));
	give(v, "met", NULL, hj_node_value(n, "met"));
	give(v, "text", NULL, hj_node_value(n, "text"));
	give(v, "rule", NULL, id);
	give(v, "source", NULL, rule != NULL ? rule->source : NULL);
	emit_key(e, "checked", NULL);
	if (rule != NULL)
		emit_flag(e, rule->checked);
	else
		emit_none(e);
	give(v, "as_of", NULL, rule != NULL ? rule->as_of : NULL);
	emit_end(e);
	return HJ_OK;
}

static int
deadlines(struct view *v, struct hj_error *err)
{
	const struct hj_node *n = hj_node_child(v->root, "deadline");
	int rc = HJ_OK;

	if (n == NULL && !v->json)
		return HJ_OK;
	emit_key(v->c->out, "deadlines", _("deadlines"));
	emit_table(v->c->out, deadline_columns, HJ_LEN(deadline_columns));
	for (; n != NULL && rc == HJ_OK; n = hj_node_same(n))
		rc = deadline(v, n, err);
	emit_end(v->c->out);
	return rc;
}

/* What holds for the mechanism, also where no day follows from it yet. */
static void
rules(struct view *v)
{
	const struct hj_deadline_rule *rule = NULL;
	const char *mechanism = hj_node_value(v->root, "mechanism");
	struct emit *e = v->c->out;
	bool any = hj_deadline_next(mechanism, &rule);

	rule = NULL;
	if (!any && !v->json)
		return;
	emit_key(e, "rules", _("rules of the mechanism"));
	emit_table(e, rule_columns, HJ_LEN(rule_columns));
	while (hj_deadline_next(mechanism, &rule)) {
		emit_map(e);
		give(v, "rule", NULL, rule->id);
		give(v, "text", NULL, v->c->korean ? rule->ko : rule->en);
		emit_key(e, "checked", NULL);
		if (v->json)
			emit_flag(e, rule->checked);
		else
			emit_text(e,
			    rule->checked ? _("confirmed")
					  : _("from memory, to be checked"));
		give(v, "as_of", NULL, rule->as_of);
		give(v, "source", NULL, rule->source);
		emit_end(e);
	}
	emit_end(e);
}

/* ---- all of it ---- */

static void
next(struct view *v)
{
	const char *words = hj_course_after(hj_node_attr(v->root, "status"));
	const char *word;
	size_t n;

	if (!v->json) {
		if (*words != '\0')
			emit_say(v->c->out, _("may come next: %s"), words);
		return;
	}
	emit_key(v->c->out, "next", NULL);
	emit_list(v->c->out);
	while (hj_word_next(&words, &word, &n))
		emit_bytes(v->c->out, word, n);
	emit_end(v->c->out);
}

int
petitionview_show(struct cli *c, const struct casefile *f, struct hj_error *err)
{
	struct view v = { .c = c,
		.r = f->record,
		.root = hj_record_root(f->record),
		.json = emit_is_json(c->out) };
	char id[HJ_ID_SHOWN];

	hj_id_show(&f->row.id, id);
	emit_map(c->out);
	give(&v, "id", _("petition"), id);
	give_code(&v, "mechanism", _("mechanism"), "mechanism",
	    hj_node_value(v.root, "mechanism"));
	give_code(&v, "status", _("status"), "pet-status",
	    hj_node_attr(v.root, "status"));
	if (give_date(&v, "filed", _("filed"), hj_node_child(v.root, "filed"),
		err) != HJ_OK)
		return (int)err->code;
	give(&v, "reference", _("reference"),
	    hj_node_value(v.root, "reference"));
	if (steps(&v, err) != HJ_OK || deadlines(&v, err) != HJ_OK)
		return (int)err->code;
	rules(&v);
	next(&v);
	emit_end(c->out);
	return HJ_OK;
}
