#include "cli/show/timeline.h"

#include <stdio.h>
#include <string.h>

#include "cli/screen/emit.h"
#include "cli/argument/personarg.h"
#include "cli/wording/personname.h"
#include "cli/access/process.h"
#include "cli/screen/say.h"
#include "cli/wording/sourcesay.h"
#include "cli/show/stagebar.h"
#include "cli/wording/stagesay.h"
#include "core/date/calendar.h"
#include "core/sense/group.h"
#include "core/links/link.h"
#include "core/base/limits.h"
#include "core/sense/victim.h"

static const struct emit_column columns[] = {
	{ "bar", N_("time"), false },
	{ "when", N_("when"), false },
	{ "what", N_("what (who says so)"), false },
};

struct timeline {
	struct cli *c;
	const struct hj_record *r;
	const struct timeline_how *how;
	struct stagesay say;
};

/* ---- for people ---- */

/* A cell of words. */
static int
cell(struct timeline *t, const char *key, const struct hj_stage *g,
    int (*fn)(const struct stagesay *, const struct hj_stage *, struct hj_buf *,
	struct hj_error *),
    struct hj_error *err)
{
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	int rc = fn(&t->say, g, &words, err);

	if (rc == HJ_OK) {
		emit_key(t->c->out, key, NULL);
		emit_bytes(t->c->out, (const char *)words.data, words.len);
	}
	hj_buf_clear(&words);
	return rc;
}

/* Of a transfer the sources are its own or those of its detention. */
static const char *
src_of(const struct hj_stage *g)
{
	const char *src = hj_node_attr(g->node, "src");

	return src != NULL || g->kind != HJ_STAGE_TRANSFER
	    ? src
	    : hj_node_attr(g->node->parent, "src");
}

/* "Arrest abroad, Kunming (Yonhap)" */
static int
say_what(struct timeline *t, const struct hj_stage *g, struct hj_error *err)
{
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	int rc;

	if ((rc = stagesay_what(&t->say, g, &words, err)) == HJ_OK &&
	    (rc = hj_buf_puts(&words, " (", err)) == HJ_OK &&
	    (rc = sourcesay(t->r, src_of(g), t->how->reveal, &words, err)) ==
		HJ_OK &&
	    (rc = hj_buf_putc(&words, ')', err)) == HJ_OK) {
		emit_key(t->c->out, "what", NULL);
		emit_bytes(t->c->out, (const char *)words.data, words.len);
	}
	hj_buf_clear(&words);
	return rc;
}

static int
say_stage(struct timeline *t, const struct hj_journey *j,
    const struct hj_stage *g, struct hj_error *err)
{
	char bar[STAGEBAR_WIDTH + 1];

	stagebar_draw(j, g, bar);
	emit_map(t->c->out);
	emit_key(t->c->out, "bar", NULL);
	emit_text(t->c->out, bar);
	if (cell(t, "when", g, stagesay_when, err) != HJ_OK ||
	    say_what(t, g, err) != HJ_OK)
		return (int)err->code;
	emit_end(t->c->out);
	return process_check(err);
}

static void
say_day(int64_t day, char *to, size_t size)
{
	struct hj_civil d = hj_calendar_civil(day);

	(void)snprintf(to, size, "%lld-%02d-%02d", (long long)d.year, d.month,
	    d.day);
}

static void
say_legend(struct timeline *t, const struct hj_journey *j)
{
	char from[40], to[40];

	if (j->first > j->last)
		return;
	say_day(j->first, from, sizeof(from));
	say_day(j->last, to, sizeof(to));
	emit_say(t->c->out,
	    _("The bars reach from %s to %s.  =: certain; .: some day of these; |: that day; <>: open; ?: not known"),
	    from, to);
}

static int
say_journey(struct timeline *t, const char *name, const struct hj_journey *j,
    struct hj_error *err)
{
	int rc = HJ_OK;

	emit_say_bytes(t->c->out, name, strlen(name));
	if (j->n == 0) {
		emit_say(t->c->out, "  %s", _("nothing is recorded"));
		return HJ_OK;
	}
	emit_table(t->c->out, columns, HJ_LEN(columns));
	for (size_t i = 0; rc == HJ_OK && i < j->n; i++)
		rc = say_stage(t, j, &j->stage[i], err);
	if (rc != HJ_OK)
		return rc;
	emit_end(t->c->out);
	say_legend(t, j);
	return HJ_OK;
}

/* ---- for programs ---- */

static void
put_bound(struct emit *e, const char *key, const struct hj_edtf_bound *b)
{
	char day[40];

	emit_key(e, key, NULL);
	if (b->edge == HJ_EDGE_DAY)
		say_day(b->day, day, sizeof(day));
	emit_text(e, b->edge == HJ_EDGE_DAY ? day : NULL);
}

static void
put_moment(struct emit *e, const char *key, const struct hj_moment *m)
{
	emit_key(e, key, NULL);
	emit_map(e);
	emit_key(e, "date", NULL);
	emit_text(e, m->date != NULL ? m->date->text : NULL);
	put_bound(e, "earliest", &m->first);
	put_bound(e, "latest", &m->last);
	emit_end(e);
}

static void
put_sources(struct emit *e, const struct hj_stage *g)
{
	emit_key(e, "src", NULL);
	emit_text(e, src_of(g));
}

static int
put_stage(struct timeline *t, const struct hj_journey *j, size_t i,
    struct hj_error *err)
{
	static const char *const kinds[] = { "event", "detention", "transfer",
		"repatriation" };
	const struct hj_stage *g = &j->stage[i];
	struct emit *e = t->c->out;

	emit_map(e);
	emit_key(e, "kind", NULL);
	emit_text(e, kinds[g->kind]);
	emit_key(e, "id", NULL);
	emit_text(e, hj_node_attr(g->node, "id"));
	emit_key(e, "type", NULL);
	emit_text(e, hj_node_attr(g->node, "type"));
	emit_key(e, "group", NULL);
	emit_text(e,
	    g->way.group != NULL ? hj_node_attr(g->way.group, "id") : NULL);
	put_moment(e, "begin", &g->begin);
	put_moment(e, "end", &g->end);
	emit_key(e, "lasts", NULL);
	emit_flag(e, g->lasts);
	emit_key(e, "still", NULL);
	emit_flag(e, g->still);
	emit_key(e, "placed", NULL);
	emit_flag(e, i < j->nplaced);
	emit_key(e, "account", NULL);
	if (g->account != 0)
		emit_number(e, (int64_t)g->account);
	else
		emit_none(e);
	emit_key(e, "preferred", NULL);
	emit_flag(e, g->preferred);
	emit_key(e, "clash", NULL);
	emit_flag(e, g->clash);
	put_sources(e, g);
	if (cell(t, "when", g, stagesay_when, err) != HJ_OK ||
	    cell(t, "what", g, stagesay_what, err) != HJ_OK)
		return (int)err->code;
	emit_end(e);
	return process_check(err);
}

static int
put_journey(struct timeline *t, const struct hj_node *subject, const char *name,
    const struct hj_journey *j, struct hj_error *err)
{
	struct emit *e = t->c->out;
	int rc = HJ_OK;

	emit_map(e);
	emit_key(e, "subject", NULL);
	emit_text(e, hj_node_attr(subject, "id"));
	emit_key(e, "element", NULL);
	emit_text(e, subject->name);
	emit_key(e, "name", NULL);
	emit_text(e, name);
	emit_key(e, "stages", NULL);
	emit_list(e);
	for (size_t i = 0; rc == HJ_OK && i < j->n; i++)
		rc = put_stage(t, j, i, err);
	emit_end(e);
	emit_end(e);
	return rc;
}

/* ---- whose ---- */

static int
subject(struct timeline *t, const struct hj_node *node, const char *name,
    struct hj_error *err)
{
	const char *id = hj_node_attr(node, "id");
	struct hj_journey *j = NULL;
	const char *own;
	int rc;

	if (id == NULL)
		return HJ_OK;
	if ((rc = hj_journey_new(t->r, id, t->say.most, &j, err)) != HJ_OK)
		return rc;
	rc = emit_is_json(t->c->out) ? put_journey(t, node, name, j, err)
				     : say_journey(t, name, j, err);
	own = hj_link_own_case(t->r, id);
	if (rc == HJ_OK && own != NULL)
		emit_say(t->c->out,
		    _("It goes on in the case file of their own, %s."), own);
	emit_say(t->c->out, "%s", "");
	hj_journey_free(j);
	return rc;
}

static int
person(struct timeline *t, const struct hj_node *node, struct hj_error *err)
{
	struct hj_buf name = HJ_BUF(HJ_LINE_MAX);
	const char *text;
	int rc;

	if ((rc = personname(node, t->how->reveal, &name, err)) == HJ_OK &&
	    (emit_is_json(t->c->out) ||
		(rc = hj_buf_printf(&name, err, " [%s]",
		     hj_node_attr(node, "id"))) == HJ_OK) &&
	    (rc = hj_buf_text(&name, &text, err)) == HJ_OK)
		rc = subject(t, node, text, err);
	hj_buf_clear(&name);
	return rc;
}

/* Those of whom nobody knows the name have what happened to the group. */
static int
group(struct timeline *t, const struct hj_node *node, struct hj_error *err)
{
	struct hj_buf name = HJ_BUF(HJ_LINE_MAX);
	const char *label = hj_node_value(node, "label"), *text;
	struct hj_group_sum sum;
	int rc;

	if ((rc = hj_group_sum(node, HJ_SECRET, NULL, NULL, &sum, err)) !=
		HJ_OK ||
	    sum.further.max == 0)
		return rc;
	if ((rc = hj_buf_puts(&name, label != NULL ? label : _("group"),
		 err)) == HJ_OK &&
	    (emit_is_json(t->c->out) ||
		(rc = hj_buf_printf(&name, err, " [%s]",
		     hj_node_attr(node, "id"))) == HJ_OK) &&
	    (rc = hj_buf_text(&name, &text, err)) == HJ_OK)
		rc = subject(t, node, text, err);
	hj_buf_clear(&name);
	return rc;
}

static int
everybody(struct timeline *t, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(t->r);
	int rc = HJ_OK;

	for (struct hj_node *p = hj_node_child(root, "person");
	     rc == HJ_OK && p != NULL; p = hj_node_same(p))
		if (hj_may_be_victim(p))
			rc = person(t, p, err);
	for (struct hj_node *g = hj_node_child(root, "group");
	     rc == HJ_OK && g != NULL; g = hj_node_same(g))
		rc = group(t, g, err);
	return rc;
}

int
timeline_show(struct cli *c, const struct casefile *f,
    const struct timeline_how *how, struct hj_error *err)
{
	struct timeline t = { .c = c, .r = f->record, .how = how };
	struct hj_node *one = NULL;
	int rc;

	t.say = (struct stagesay){ .record = f->record,
		.most = how->reveal ? HJ_SECRET : HJ_RESTRICTED,
		.korean = c->korean };
	if (how->person != NULL &&
	    (rc = personarg_find(f->record, how->person, &one, err)) != HJ_OK)
		return rc;
	emit_list(c->out);
	rc = one != NULL ? person(&t, one, err) : everybody(&t, err);
	if (rc == HJ_OK)
		emit_end(c->out);
	return rc;
}
