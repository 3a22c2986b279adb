/* Which stage was where, as far as it may be said. */
#include <string.h>

#include "export/page/routemap_own.h"
#include "export/petition/stageword.h"

/* What is known of where a stage was. */
struct where {
	const struct hj_node *state; /* the element that says it, or NULL */
	struct words name;
	bool precise;
};

static const struct hj_node *
state_in(const struct hj_node *of, const char *child)
{
	const struct hj_node *n = hj_node_child(of, child);

	return n != NULL && n->text != NULL && hj_node_conf(n) <= HJ_CELL_MOST
	    ? n
	    : NULL;
}

/* Of the place, else of the stage; a transfer is within its detention. */
static const struct hj_node *
state_of(const struct routemap *m, const struct hj_stage *g)
{
	const struct hj_node *ref = hj_node_child(g->node, "place"), *n = NULL;
	const struct hj_node *place = ref != NULL && ref->text != NULL &&
		hj_node_conf(ref) <= HJ_CELL_MOST
	    ? hj_record_find(m->in->subject->record, ref->text)
	    : NULL;

	if (place != NULL && hj_node_conf(place) <= HJ_CELL_MOST)
		n = state_in(place, "country");
	if (n == NULL)
		n = state_in(g->kind == HJ_STAGE_TRANSFER ? g->node->parent
							  : g->node,
		    "state");
	return n;
}

static struct hj_cell
cell(struct routemap *m)
{
	return (struct hj_cell){ .to = &m->words,
		.from = m->words.len,
		.part = m->words.len,
		.s = m->in->subject,
		.most = HJ_CELL_MOST,
		.err = m->svg.err };
}

/* The place at which a return arrives is its crossing. */
static int
find_where(struct routemap *m, const struct hj_stage *g, struct where *w)
{
	struct hj_cell c = cell(m);
	size_t before = m->words.len;
	int rc = HJ_OK;

	*w = (struct where){ .name = { .at = before } };
	if (g->kind == HJ_STAGE_REPATRIATION) {
		w->state = state_in(g->node, "to");
		rc = hj_cell_leaf(&c, g->node, "crossing");
		w->precise = m->words.len != before;
	} else {
		w->state = state_of(m, g);
		if (g->kind != HJ_STAGE_EVENT)
			rc = hj_cell_leaf(&c, g->node, "facility");
		before = m->words.len;
		if (rc == HJ_OK)
			rc = hj_cell_place_inside(&c, g->node, &w->precise);
		w->precise |= before != w->name.at;
	}
	w->name.n = m->words.len - w->name.at;
	return rc;
}

static bool
same_words(const struct routemap *m, struct words a, struct words b)
{
	return a.n == b.n &&
	    (a.n == 0 ||
		memcmp(m->words.data + a.at, m->words.data + b.at, a.n) == 0);
}

static bool
same_state(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Words that were said already are taken back. */
static int
find_spot(struct routemap *m, const struct hj_node *state, struct words name,
    size_t *ret)
{
	const char *code = state != NULL ? state->text : NULL;
	struct spot s = { .state = code, .name = name };
	struct hj_cell c;
	int rc = HJ_OK;

	for (size_t i = 0; i < m->nspots; i++) {
		if (!same_state(m->spot[i].state, code) ||
		    !same_words(m, m->spot[i].name, name))
			continue;
		*ret = i;
		m->words.len -= name.n;
		return HJ_OK;
	}
	c = cell(m);
	s.of.at = m->words.len;
	rc = state != NULL ? hj_cell_leaf(&c, state->parent, state->name)
			   : hj_cell_say(&c,
				 hj_stageword(m->in->subject, "State not given",
				     "국가 기재 없음"));
	s.of.n = m->words.len - s.of.at;
	*ret = m->nspots;
	m->spot[m->nspots++] = s;
	return rc;
}

/* Accounts of one thing stand in one column, below each other. */
static size_t
column_of(struct routemap *m, const struct stop *p)
{
	const struct stop *q, *there = NULL;

	for (size_t i = 0; p->stage->account != 0 && i < m->nstops; i++) {
		q = &m->stop[i];
		if (q->stage->account != p->stage->account || q->number == 0)
			continue;
		if (q->spot == p->spot)
			return m->ncolumns++;
		there = there != NULL ? there : q;
	}
	return there != NULL ? there->column : m->ncolumns++;
}

static bool
is_undated(const struct hj_stage *g)
{
	return g->kind != HJ_STAGE_TRANSFER && !g->placed &&
	    !hj_extent_of(g).any;
}

/* Where somebody was sent back from, when the stop before does not say it. */
static int
leave(struct routemap *m, const struct hj_stage *g)
{
	const struct hj_node *from = state_in(g->node, "from");
	const struct stop *last =
	    m->nstops != 0 ? &m->stop[m->nstops - 1] : NULL;
	struct stop p = { .stage = g, .rough = true, .undated = is_undated(g) };
	struct words none = { .at = m->words.len };

	if (from == NULL || (g->account != 0 && g->nth > 1) ||
	    (last != NULL && !last->undated && !p.undated &&
		same_state(m->spot[last->spot].state, from->text)))
		return HJ_OK;
	if (find_spot(m, from, none, &p.spot) != HJ_OK)
		return (int)m->svg.err->code;
	p.column = m->ncolumns++;
	m->stop[m->nstops++] = p;
	return HJ_OK;
}

static int
arrive(struct routemap *m, size_t i)
{
	const struct hj_stage *g = m->in->stage[i];
	struct stop p = { .number = i + 1,
		.stage = g,
		.undated = is_undated(g) };
	struct where w;

	if (g->kind == HJ_STAGE_REPATRIATION && leave(m, g) != HJ_OK)
		return (int)m->svg.err->code;
	if (find_where(m, g, &w) != HJ_OK)
		return (int)m->svg.err->code;
	if (w.state == NULL && w.name.n == 0)
		return hj_buf_printf(&m->nowhere, m->svg.err, "%s%zu",
		    m->nowhere.len != 0 ? ", " : "", p.number);
	p.rough = !w.precise;
	if (find_spot(m, w.state, w.name, &p.spot) != HJ_OK)
		return (int)m->svg.err->code;
	p.column = column_of(m, &p);
	m->stop[m->nstops++] = p;
	return HJ_OK;
}

int
hj_routemap_find(struct routemap *m)
{
	for (size_t i = 0; i < m->in->n; i++)
		if (arrive(m, i) != HJ_OK)
			return (int)m->svg.err->code;
	return HJ_OK;
}
