#include "cli/wording/stagesay.h"

#include <string.h>

#include "cli/screen/say.h"
#include "core/base/limits.h"
#include "core/case/datesay.h"
#include "core/case/owncode.h"
#include "core/case/when.h"

/* ---- when ---- */

static int
date(const struct stagesay *s, const struct hj_moment *m, struct hj_buf *to,
    const char **ret, struct hj_error *err)
{
	if (m->date != NULL &&
	    hj_date_say_node(m->date, s->korean, to, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_text(to, ret, err);
}

/* What lasts, from two dates; an interval is one and says it all. */
static int
lasting(const struct stagesay *s, const struct hj_stage *g, const char *begin,
    const char *end, struct hj_buf *to, struct hj_error *err)
{
	(void)s;
	if (*begin == '\0' && *end == '\0')
		return hj_buf_puts(to,
		    g->still ? _("still, since when is not known")
			     : _("date not known"),
		    err);
	if (*begin == '\0')
		return hj_buf_printf(to, err,
		    _("until %s, beginning not known"), end);
	if (g->end.date == g->begin.date)
		return hj_buf_puts(to, begin, err);
	if (*end != '\0')
		/* "to from February to April" is no English. */
		return hj_buf_printf(to, err,
		    strchr(g->end.date->text, '/') != NULL
			? _("since %s, ended in the time %s")
			: _("%s to %s"),
		    begin, end);
	return hj_buf_printf(to, err,
	    g->still ? _("since %s, still") : _("since %s, end not known"),
	    begin);
}

int
stagesay_when(const struct stagesay *s, const struct hj_stage *stage,
    struct hj_buf *to, struct hj_error *err)
{
	struct hj_buf one = HJ_BUF(HJ_TEXT_MAX);
	struct hj_buf two = HJ_BUF(HJ_TEXT_MAX);
	const char *begin = "", *end = "";
	int rc;

	if ((rc = date(s, &stage->begin, &one, &begin, err)) == HJ_OK &&
	    (rc = date(s, &stage->end, &two, &end, err)) == HJ_OK) {
		if (stage->lasts)
			rc = lasting(s, stage, begin, end, to, err);
		else
			rc = hj_buf_puts(to,
			    *begin != '\0' ? begin : _("date not known"), err);
	}
	if (rc == HJ_OK && stage->placed)
		rc = hj_buf_puts(to, _(", after the detention before it"), err);
	hj_buf_clear(&one);
	hj_buf_clear(&two);
	return rc;
}

/* ---- what ---- */

/* Words with ", " between them. */
struct words {
	const struct stagesay *s;
	struct hj_buf *to;
	size_t from;
	struct hj_error *err;
};

static int
say(struct words *w, const char *word)
{
	if (word == NULL || *word == '\0')
		return HJ_OK;
	return hj_buf_printf(w->to, w->err, "%s%s",
	    w->to->len != w->from ? ", " : "", word);
}

static int
say_code(struct words *w, const struct hj_node *at, const char *list,
    const char *code)
{
	struct hj_code_row row;

	if (code == NULL || list == NULL)
		return HJ_OK;
	if (!hj_code_find(at, list, code, strlen(code), &row))
		return say(w, code);
	if (w->to->len != w->from && hj_buf_puts(w->to, ", ", w->err) != HJ_OK)
		return (int)w->err->code;
	return hj_when_label(at, &row, w->s->korean, w->to, w->err);
}

static int
say_type(struct words *w, const struct hj_node *node)
{
	return say_code(w, node, node->def->type, hj_node_attr(node, "type"));
}

static int
say_leaf(struct words *w, const struct hj_node *of, const char *child)
{
	const struct hj_node *n = of != NULL ? hj_node_child(of, child) : NULL;

	if (n == NULL || n->def == NULL || n->text == NULL ||
	    hj_node_conf(n) > w->s->most)
		return HJ_OK;
	return n->def->value == HJ_V_CODE ? say_code(w, n, n->def->of, n->text)
					  : say(w, n->text);
}

/* What a reference leads to, where both may be read; NULL: nothing. */
static const struct hj_node *
target(const struct words *w, const struct hj_node *of, const char *child)
{
	const struct hj_node *ref = hj_node_child(of, child), *to;

	if (ref == NULL || ref->text == NULL || hj_node_conf(ref) > w->s->most)
		return NULL;
	to = hj_record_find(w->s->record, ref->text);
	return to != NULL && hj_node_conf(to) <= w->s->most ? to : NULL;
}

static int
say_place(struct words *w, const struct hj_node *of)
{
	static const char *const parts[] = { "facility", "locality", "county",
		"iso3166-2", "country" };
	const struct hj_node *place = target(w, of, "place");
	bool state = hj_node_value(of, "state") != NULL;

	if (place == NULL)
		return HJ_OK;
	if (say_leaf(w, place, "name") != HJ_OK)
		return (int)w->err->code;
	/* The State is said beside it. */
	for (size_t i = 0; i + state < HJ_LEN(parts); i++)
		if (say_leaf(w, place, parts[i]) != HJ_OK)
			return (int)w->err->code;
	return HJ_OK;
}

static int
say_authority(struct words *w, const struct hj_node *of, const char *child)
{
	const struct hj_node *a = target(w, of, child);

	return a != NULL ? say_leaf(w, a, "organ") : HJ_OK;
}

static int
say_event(struct words *w, const struct hj_node *n)
{
	if (say_type(w, n) != HJ_OK || say_leaf(w, n, "title") != HJ_OK ||
	    say_place(w, n) != HJ_OK)
		return (int)w->err->code;
	return say_leaf(w, n, "state");
}

static int
say_detention(struct words *w, const struct hj_node *n)
{
	const struct hj_node *end = hj_node_child(n, "end");

	if (say(w, _("held")) != HJ_OK || say_type(w, n) != HJ_OK ||
	    say_leaf(w, n, "facility") != HJ_OK || say_place(w, n) != HJ_OK ||
	    say_authority(w, n, "authority") != HJ_OK ||
	    say_leaf(w, n, "state") != HJ_OK)
		return (int)w->err->code;
	if (end == NULL || hj_node_child(end, "how") == NULL ||
	    hj_node_conf(hj_node_child(end, "how")) > w->s->most)
		return HJ_OK;
	if (hj_buf_puts(w->to, _("; how it ended: "), w->err) != HJ_OK)
		return (int)w->err->code;
	w->from = w->to->len;
	return say_leaf(w, end, "how");
}

static int
say_transfer(struct words *w, const struct hj_node *n)
{
	if (say(w, _("moved on")) != HJ_OK ||
	    say_leaf(w, n, "facility") != HJ_OK || say_place(w, n) != HJ_OK)
		return (int)w->err->code;
	return say_authority(w, n, "authority");
}

static int
say_repatriation(struct words *w, const struct hj_node *n)
{
	static const char *const from[] = { "from", "to", "crossing" };

	if (say(w, _("repatriated")) != HJ_OK)
		return (int)w->err->code;
	for (size_t i = 0; i < HJ_LEN(from); i++)
		if (say_leaf(w, n, from[i]) != HJ_OK)
			return (int)w->err->code;
	return HJ_OK;
}

static int
say_stage(struct words *w, const struct hj_stage *g)
{
	switch (g->kind) {
	case HJ_STAGE_EVENT:
		return say_event(w, g->node);
	case HJ_STAGE_DETENTION:
		return say_detention(w, g->node);
	case HJ_STAGE_TRANSFER:
		return say_transfer(w, g->node);
	case HJ_STAGE_REPATRIATION:
		return say_repatriation(w, g->node);
	}
	return HJ_OK;
}

/* Through which group, and which of several accounts. */
static int
say_how(struct words *w, const struct hj_stage *g)
{
	const char *label =
	    g->way.group != NULL ? hj_node_value(g->way.group, "label") : NULL;

	if (g->way.group != NULL && g->kind != HJ_STAGE_TRANSFER &&
	    hj_buf_printf(w->to, w->err, _("; as one of: %s"),
		label != NULL ? label : _("group")) != HJ_OK)
		return (int)w->err->code;
	if (g->of < 2 || g->kind == HJ_STAGE_TRANSFER)
		return HJ_OK;
	if (hj_buf_printf(w->to, w->err, _("; account %zu of %zu"), g->nth,
		g->of) != HJ_OK ||
	    (g->preferred &&
		hj_buf_puts(w->to, _(" (preferred)"), w->err) != HJ_OK))
		return (int)w->err->code;
	return g->clash
	    ? hj_buf_puts(w->to, _(", they contradict each other"), w->err)
	    : HJ_OK;
}

int
stagesay_what(const struct stagesay *s, const struct hj_stage *stage,
    struct hj_buf *to, struct hj_error *err)
{
	struct words w = { .s = s, .to = to, .from = to->len, .err = err };

	if (say_stage(&w, stage) != HJ_OK)
		return (int)err->code;
	return say_how(&w, stage);
}
