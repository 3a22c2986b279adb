#include <stdlib.h>
#include <string.h>

#include "core/sense/journey.h"
#include "export/page/markup.h"
#include "export/petition/annex_journey.h"
#include "export/petition/dossier_own.h"

/* The course of one person, and which stages are which period. */
struct course {
	const struct hj_dossier *d;
	const struct hj_telling *t;
	struct hj_journey *j;
	size_t *period; /* of each stage; 0: of none */
	size_t periods;
	bool mapped; /* the petition says which detentions it is about */
};

static const char *
state_of(const struct hj_stage *g)
{
	return hj_node_value(g->node,
	    g->kind == HJ_STAGE_REPATRIATION ? "from" : "state");
}

static bool
is_arrest(const struct hj_stage *g)
{
	const char *type = hj_node_attr(g->node, "type");

	return g->kind == HJ_STAGE_EVENT && type != NULL &&
	    strcmp(type, "arrest") == 0;
}

/* ---- which periods ---- */

static bool
names_detention(const struct course *x, const struct hj_node *detention)
{
	const char *id = hj_node_attr(detention, "id");
	struct hj_node *s =
	    hj_node_child(hj_record_root(x->d->petition), "spell");

	for (; s != NULL; s = hj_node_same(s)) {
		const char *have = hj_node_value(s, "detention");
		const char *file = hj_node_value(s, "case");
		const char *of =
		    hj_node_attr(hj_record_root(x->t->s->record), "id");

		if (have != NULL && id != NULL && strcmp(have, id) == 0 &&
		    (file == NULL || of == NULL || strcmp(file, of) == 0))
			return true;
	}
	return false;
}

static bool
may_join(const struct hj_stage *one, const struct hj_stage *other)
{
	const char *a = state_of(one), *b = state_of(other);

	return a == NULL || b == NULL || strcmp(a, b) == 0;
}

/* Another account of a stage that has its period already? */
static size_t
period_of_account(const struct course *x, size_t i)
{
	for (size_t k = 0; x->j->stage[i].account != 0 && k < i; k++)
		if (x->j->stage[k].account == x->j->stage[i].account)
			return x->period[k];
	return 0;
}

/*
 * An arrest opens a period; the detention that follows it in the same State
 * belongs to it, and what happened there while they were held.  Another arrest,
 * or being sent away from there, ends it.
 */
static void
find_periods(struct course *x)
{
	const struct hj_stage *open = NULL; /* an arrest without detention */
	const struct hj_stage *held = NULL;

	for (size_t i = 0; i < x->j->n; i++)
		x->mapped |= x->j->stage[i].kind == HJ_STAGE_DETENTION &&
		    names_detention(x, x->j->stage[i].node);
	for (size_t i = 0; i < x->j->n; i++) {
		const struct hj_stage *g = &x->j->stage[i];

		if ((x->period[i] = period_of_account(x, i)) != 0)
			continue;
		if (g->kind == HJ_STAGE_REPATRIATION) {
			open = NULL;
			if (held != NULL && may_join(held, g))
				held = NULL;
		} else if (is_arrest(g)) {
			open = g;
			held = NULL;
			x->period[i] = ++x->periods;
		} else if (g->kind == HJ_STAGE_DETENTION &&
		    (!x->mapped || names_detention(x, g->node))) {
			x->period[i] = open != NULL && may_join(open, g)
			    ? x->periods
			    : ++x->periods;
			open = NULL;
			held = g;
		} else if (g->kind == HJ_STAGE_EVENT && held != NULL &&
		    may_join(held, g)) {
			x->period[i] = x->periods;
		}
	}
}

/* ---- writing ---- */

static bool
is_respondent(const struct course *x, const char *state)
{
	struct hj_node *s =
	    hj_node_child(hj_record_root(x->d->petition), "state");

	for (; s != NULL; s = hj_node_same(s))
		if (s->text != NULL && strcmp(s->text, state) == 0)
			return true;
	return false;
}

static int
put_periods(const struct course *x)
{
	for (size_t n = 1; n <= x->periods; n++) {
		const char *state = NULL;
		struct hj_buf *to = x->t->to;

		for (size_t i = 0; i < x->j->n && state == NULL; i++)
			if (x->period[i] == n)
				state = state_of(&x->j->stage[i]);
		if (hj_buf_printf(to, x->t->err, "<period n=\"%zu\"", n) !=
			HJ_OK ||
		    hj_markup_attr(to, "state", state, x->t->err) != HJ_OK ||
		    (state != NULL && !is_respondent(x, state) &&
			hj_buf_puts(to, " respondent=\"no\"", x->t->err) !=
			    HJ_OK) ||
		    hj_buf_puts(to, "></period>\n", x->t->err) != HJ_OK)
			return (int)x->t->err->code;
	}
	return HJ_OK;
}

/* The accounts of the stage at i; the preferred one is the first. */
static size_t
accounts_of(const struct course *x, size_t i, const struct hj_stage **stage)
{
	const struct hj_stage *first = &x->j->stage[i];
	size_t n = 0;

	for (size_t k = i; k < x->j->n && n < HJ_TELLING_MOST; k++) {
		const struct hj_stage *g = &x->j->stage[k];

		if (k == i ||
		    (first->account != 0 && g->account == first->account &&
			g->kind == first->kind))
			stage[n++] = g;
	}
	return n;
}

static int
put_stage(const struct course *x, size_t i, size_t number)
{
	const struct hj_stage *stage[HJ_TELLING_MOST];
	const struct hj_node *node[HJ_TELLING_MOST];
	const struct hj_telling *t = x->t;
	size_t n = accounts_of(x, i, stage);

	if (hj_buf_printf(t->to, t->err, "<stage n=\"%zu\"", number) != HJ_OK ||
	    hj_markup_attr(t->to, "state", state_of(stage[0]), t->err) !=
		HJ_OK ||
	    (x->period[i] != 0 &&
		hj_buf_printf(t->to, t->err, " period=\"%zu\"", x->period[i]) !=
		    HJ_OK) ||
	    hj_buf_puts(t->to, ">\n", t->err) != HJ_OK)
		return (int)t->err->code;
	for (size_t k = 0; k < n; k++) {
		node[k] = stage[k]->node;
		if (hj_buf_puts(t->to, "<told>\n", t->err) != HJ_OK ||
		    hj_annex_told(t->s, stage[k], t->to, t->err) != HJ_OK ||
		    hj_buf_puts(t->to, "</told>\n", t->err) != HJ_OK)
			return (int)t->err->code;
	}
	if (hj_telling_put(t, node, n, NULL) != HJ_OK)
		return (int)t->err->code;
	return hj_buf_puts(t->to, "</stage>\n", t->err);
}

static bool
is_told_already(const struct course *x, size_t i)
{
	const struct hj_stage *g = &x->j->stage[i];

	/* A transfer is told in its detention. */
	if (g->kind == HJ_STAGE_TRANSFER)
		return true;
	for (size_t k = 0; g->account != 0 && k < i; k++)
		if (x->j->stage[k].account == g->account &&
		    x->j->stage[k].kind == g->kind)
			return true;
	return false;
}

static int
put_course(struct course *x)
{
	size_t number = 0;

	find_periods(x);
	for (size_t i = 0; i < x->j->n; i++)
		if (!is_told_already(x, i) &&
		    put_stage(x, i, ++number) != HJ_OK)
			return (int)x->t->err->code;
	return put_periods(x);
}

int
hj_dossier_course(const struct hj_dossier *d, const struct hj_telling *t)
{
	const char *id = hj_node_attr(t->s->person, "id");
	struct course x = { .d = d, .t = t };
	int rc;

	if (id == NULL)
		return HJ_OK;
	if ((rc = hj_journey_new(t->s->record, id, t->most, &x.j, t->err)) !=
	    HJ_OK)
		return rc;
	x.period = calloc(x.j->n + 1, sizeof(*x.period));
	rc = x.period != NULL ? put_course(&x)
			      : hj_fail(t->err, HJ_ENOMEM, "out of memory");
	free(x.period);
	hj_journey_free(x.j);
	return rc;
}
