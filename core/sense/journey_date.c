#include "core/sense/journey_own.h"

#include <string.h>

/* Events that last; the others happen in a moment. */
static const char *const lasting[] = { "hide", "traffick", "move", "detabroad",
	"interrog", "pretrial", "holding", "serve", "screen", "hanawon",
	"settle" };

static bool
is(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

bool
hj_moment_dated(const struct hj_moment *m)
{
	return m->first.edge == HJ_EDGE_DAY || m->last.edge == HJ_EDGE_DAY;
}

static void
say_nothing(struct hj_moment *m)
{
	*m = (struct hj_moment){ .first = { .edge = HJ_EDGE_UNKNOWN },
		.last = { .edge = HJ_EDGE_UNKNOWN } };
}

/* One end of an interval, by itself. */
static void
edge(const struct hj_edtf_end *end, struct hj_moment *m)
{
	struct hj_edtf one = { .shape = HJ_EDTF_DATE, .nparts = 1 };

	if (end->edge != HJ_EDGE_DAY) {
		m->first.edge = m->last.edge = end->edge;
		return;
	}
	one.part[0].from = *end;
	hj_edtf_bounds(&one, &m->first, &m->last);
}

/* The text of a child, where it may be read and is a date. */
static bool
read(const struct hj_node *of, const char *child, enum hj_conf most,
    struct hj_edtf *ret, struct hj_moment *m)
{
	const struct hj_node *date =
	    of != NULL ? hj_node_child(of, child) : NULL;
	struct hj_error ignored = HJ_ERROR;

	say_nothing(m);
	if (date == NULL || date->text == NULL || hj_node_conf(date) > most ||
	    hj_edtf_parse(date->text, date->text_len, ret, &ignored) != HJ_OK)
		return false;
	m->date = date;
	m->vague =
	    (hj_edtf_flags(ret) & (HJ_EDTF_DOUBTFUL | HJ_EDTF_ABOUT)) != 0 ||
	    is(hj_node_attr(date, "cal"), "lunar");
	return true;
}

static void
widen_lunar(struct hj_moment *m)
{
	if (m->date != NULL && is(hj_node_attr(m->date, "cal"), "lunar") &&
	    m->last.edge == HJ_EDGE_DAY)
		m->last.day += HJ_LUNAR_DAYS;
}

static bool
lasts(const struct hj_stage *s)
{
	const char *type = hj_node_attr(s->node, "type");

	if (s->kind == HJ_STAGE_DETENTION)
		return true;
	if (s->kind != HJ_STAGE_EVENT)
		return false;
	for (size_t i = 0; type != NULL && i < HJ_LEN(lasting); i++)
		if (strcmp(lasting[i], type) == 0)
			return true;
	return hj_node_child(s->node, "end") != NULL;
}

static void
begin(struct hj_stage *s, enum hj_conf most)
{
	struct hj_edtf e;

	say_nothing(&s->end);
	if (!read(s->node, "date", most, &e, &s->begin))
		return;
	if (!s->lasts || e.nparts != 1 || !e.part[0].range) {
		hj_edtf_bounds(&e, &s->begin.first, &s->begin.last);
		widen_lunar(&s->begin);
		return;
	}
	s->end.date = s->begin.date;
	s->end.vague = s->begin.vague;
	edge(&e.part[0].from, &s->begin);
	edge(&e.part[0].to, &s->end);
	s->still = e.part[0].to.edge == HJ_EDGE_OPEN;
	widen_lunar(&s->begin);
	widen_lunar(&s->end);
}

/* The end of an event is a leaf, that of a detention has a date and a how. */
static void
end(struct hj_stage *s, enum hj_conf most)
{
	const struct hj_node *end = hj_node_child(s->node, "end");
	const struct hj_node *how = NULL;
	struct hj_moment m;
	struct hj_edtf e;
	bool dated;

	if (s->kind == HJ_STAGE_DETENTION) {
		dated = read(end, "date", most, &e, &m);
		how = end != NULL ? hj_node_child(end, "how") : NULL;
	} else {
		dated = read(s->node, "end", most, &e, &m);
	}
	if (dated) {
		hj_edtf_bounds(&e, &m.first, &m.last);
		widen_lunar(&m);
		s->end = m;
		s->still = false;
	}
	if (how != NULL && hj_node_conf(how) <= most &&
	    is(how->text, "ongoing"))
		s->still = true;
}

void
hj_journey_date(struct hj_stage *s, enum hj_conf most)
{
	s->lasts = lasts(s);
	begin(s, most);
	if (s->lasts)
		end(s, most);
}

/* Only by what is not more secret than the stage itself: an order tells. */
static const char *
state_of(const struct hj_stage *g, const char *child)
{
	const struct hj_node *n = hj_node_child(g->node, child);

	return n != NULL && hj_node_conf(n) <= hj_node_conf(g->node) ? n->text
								     : NULL;
}

bool
hj_journey_arrives(const struct hj_journey *j, size_t detention)
{
	const struct hj_stage *held = &j->stage[detention];
	const char *state = state_of(held, "state");

	for (size_t i = 0; held->kind == HJ_STAGE_DETENTION && i < j->n; i++) {
		const struct hj_stage *g = &j->stage[i];

		if (g->kind == HJ_STAGE_REPATRIATION &&
		    g->begin.first.edge == HJ_EDGE_DAY &&
		    held->begin.first.edge == HJ_EDGE_DAY &&
		    g->begin.first.day == held->begin.first.day &&
		    state != NULL && is(state, state_of(g, "to")) &&
		    !is(state, state_of(g, "from")))
			return true;
	}
	return false;
}
