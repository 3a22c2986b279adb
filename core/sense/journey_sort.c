#include "core/sense/journey_own.h"

#include <stdlib.h>
#include <string.h>

#include "core/sense/account.h"

/* Where things stand that have no day: behind everything, deaths last. */
#define NO_DAY INT64_MAX

/* Stages that stand together: accounts of one thing, or one alone. */
struct place {
	int64_t day, until; /* NO_DAY: none */
	unsigned after; /* stands behind what has the same day and less */
	bool lent; /* the day is that of a transfer in it */
};

struct sorting {
	struct hj_journey *j;
	struct place *at; /* by account number, then by stage */
	size_t naccounts;
};

/* A stage with what it is sorted by. */
struct row {
	struct hj_stage stage;
	struct place at; /* of all that it stands with */
	const char *thing; /* the least id of these */
	const struct hj_node *top; /* the detention of a transfer, else itself */
	enum hj_stage_kind kind; /* of that */
	int64_t day; /* of that, not of what it stands with */
	bool preferred;
};

/* ---- accounts of one thing ---- */

/* How many claims are made by accounts that are among the stages: what is held
 * back neither counts nor contradicts. */
static void
see(const struct sorting *s, const struct hj_accounts *a, size_t *n,
    size_t *nclaims)
{
	size_t first = SIZE_MAX;

	*n = *nclaims = 0;
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < s->j->n; k++) {
			if (s->j->stage[k].node != a->item[i].node)
				continue;
			++*n;
			if (*nclaims == 0 || a->item[i].claim != first)
				++*nclaims;
			if (first == SIZE_MAX)
				first = a->item[i].claim;
		}
}

static int
gather(void *to, const struct hj_accounts *a, struct hj_error *err)
{
	struct sorting *s = to;
	size_t of, claims;

	(void)err;
	s->naccounts++;
	see(s, a, &of, &claims);
	for (size_t i = 0; of > 1 && i < a->n; i++)
		for (size_t k = 0; k < s->j->n; k++) {
			struct hj_stage *g = &s->j->stage[k];

			if (g->node != a->item[i].node)
				continue;
			g->account = s->naccounts;
			g->of = of;
			g->preferred = a->item[i].preferred;
			g->clash = a->clash && claims > 1;
		}
	return HJ_OK;
}

/* ---- days ---- */

static int64_t
day_of(const struct hj_moment *m)
{
	if (m->first.edge == HJ_EDGE_DAY)
		return m->first.day;
	return m->last.edge == HJ_EDGE_DAY ? m->last.day : NO_DAY;
}

static int64_t
day(const struct hj_stage *s)
{
	int64_t begun = day_of(&s->begin);

	return begun != NO_DAY || !s->lasts ? begun : day_of(&s->end);
}

static bool
is(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

static bool
ended_by_repatriation(const struct hj_stage *s)
{
	const struct hj_node *end = hj_node_child(s->node, "end");
	const char *how = end != NULL ? hj_node_value(end, "how") : NULL;

	return s->kind == HJ_STAGE_DETENTION &&
	    (is(how, "repat") || is(how, "handover"));
}

/* Things of that sort, accounts of one counted once; *which is one of them. */
static size_t
count(const struct hj_journey *j, bool (*sort)(const struct hj_stage *),
    size_t *which)
{
	size_t n = 0;

	for (size_t i = 0; i < j->n; i++) {
		bool again = false;

		if (!sort(&j->stage[i]))
			continue;
		for (size_t k = 0; k < i; k++)
			again = again ||
			    (sort(&j->stage[k]) && j->stage[i].account != 0 &&
				j->stage[k].account == j->stage[i].account);
		if (!again) {
			*which = i;
			n++;
		}
	}
	return n;
}

static bool
is_repatriation(const struct hj_stage *s)
{
	return s->kind == HJ_STAGE_REPATRIATION;
}

static void
take_earlier(struct place *p, int64_t d, int64_t until)
{
	if (d < p->day || (d == p->day && until < p->until)) {
		p->day = d;
		p->until = until;
	}
}

static struct place *
place_of(struct sorting *s, size_t i)
{
	size_t account = s->j->stage[i].account;

	return account != 0 ? &s->at[account - 1] : &s->at[s->naccounts + i];
}

/* Rule 4 of the header. */
static void
place_repatriation(struct sorting *s)
{
	struct hj_journey *j = s->j;
	size_t sent = 0, held = 0;
	struct place *p;
	int64_t d;

	if (count(j, is_repatriation, &sent) != 1 ||
	    count(j, ended_by_repatriation, &held) != 1 ||
	    (p = place_of(s, sent))->day != NO_DAY ||
	    (d = day(&j->stage[held])) == NO_DAY)
		return;
	if (day_of(&j->stage[held].end) != NO_DAY)
		d = day_of(&j->stage[held].end);
	*p = (struct place){ .day = d, .until = d, .after = 1 };
	for (size_t i = 0; i < j->n; i++)
		if (is_repatriation(&j->stage[i]))
			j->stage[i].placed = day(&j->stage[i]) == NO_DAY;
}

/* Who was moved on was held before. */
static void
place_by_transfers(struct sorting *s)
{
	const struct hj_stage *g = s->j->stage;
	size_t top = 0;

	for (size_t i = 0; i < s->j->n; i++) {
		struct place *p;

		if (g[i].kind != HJ_STAGE_TRANSFER) {
			top = i;
			continue;
		}
		p = place_of(s, top);
		if (day(&g[i]) == NO_DAY || (p->day != NO_DAY && !p->lent))
			continue;
		p->lent = true;
		take_earlier(p, day(&g[i]), NO_DAY);
	}
}

static void
find_places(struct sorting *s)
{
	for (size_t i = 0; i < s->naccounts + s->j->n; i++)
		s->at[i] = (struct place){ .day = NO_DAY, .until = NO_DAY };
	for (size_t i = 0; i < s->j->n; i++) {
		const struct hj_stage *g = &s->j->stage[i];
		int64_t until = g->begin.last.edge == HJ_EDGE_DAY
		    ? g->begin.last.day
		    : NO_DAY;

		if (g->kind == HJ_STAGE_TRANSFER)
			continue;
		take_earlier(place_of(s, i), day(g), until);
		if (hj_journey_arrives(s->j, i))
			place_of(s, i)->after = 2;
	}
	place_by_transfers(s);
	place_repatriation(s);
}

/* ---- order ---- */

/* The natural end of a life, where nothing else says what came last. */
static unsigned
finality(const struct hj_stage *s)
{
	const char *type = hj_node_attr(s->node, "type");

	return s->kind == HJ_STAGE_EVENT &&
	    (is(type, "death") || is(type, "execution"));
}

static int
compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
by_word(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

/* Two things: by their days, else by what they are; ids decide at last. */
static int
by_thing(const struct row *x, const struct row *y)
{
	int c;

	if ((c = compare(x->at.day, y->at.day)) != 0 ||
	    (c = compare(x->at.after, y->at.after)) != 0 ||
	    (c = compare(x->at.until, y->at.until)) != 0)
		return c;
	if (x->at.day == NO_DAY &&
	    (c = compare(finality(&x->stage), finality(&y->stage))) != 0)
		return c;
	if ((c = compare(x->kind, y->kind)) != 0)
		return c;
	return by_word(x->thing, y->thing);
}

static int
by_place(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int c = by_thing(x, y);

	if (c != 0)
		return c;
	/* Accounts of one thing: the preferred one, then by their days. */
	if (x->top != y->top) {
		if ((c = y->preferred - x->preferred) != 0 ||
		    (c = compare(x->day, y->day)) != 0)
			return c;
		return by_word(hj_node_attr(x->top, "id"),
		    hj_node_attr(y->top, "id"));
	}
	/* A detention, and the transfers in it. */
	if ((c = (x->stage.kind == HJ_STAGE_TRANSFER) -
		    (y->stage.kind == HJ_STAGE_TRANSFER)) != 0 ||
	    (c = compare(day(&x->stage), day(&y->stage))) != 0)
		return c;
	return by_word(hj_node_attr(x->stage.node, "id"),
	    hj_node_attr(y->stage.node, "id"));
}

/* A transfer is read right behind its detention. */
static void
fill_rows(const struct sorting *s, struct row *row)
{
	const struct hj_journey *j = s->j;
	size_t top = 0;

	for (size_t i = 0; i < j->n; i++) {
		size_t account;

		if (j->stage[i].kind != HJ_STAGE_TRANSFER)
			top = i;
		account = j->stage[top].account;
		row[i] = (struct row){ .stage = j->stage[i],
			.at = account != 0 ? s->at[account - 1]
					   : s->at[s->naccounts + top],
			.thing = hj_node_attr(j->stage[top].node, "id"),
			.top = j->stage[top].node,
			.kind = j->stage[top].kind,
			.day = day(&j->stage[top]),
			.preferred = j->stage[top].preferred };
		/* A transfer stands with the account of its detention. */
		row[i].stage.account = account;
	}
	for (size_t i = 0; i < j->n; i++)
		for (size_t k = 0; k < j->n; k++)
			if (row[i].stage.account != 0 &&
			    row[k].stage.account == row[i].stage.account &&
			    by_word(row[k].thing, row[i].thing) < 0)
				row[i].thing = row[k].thing;
}

/* As they stand now: numbers of accounts, and which of how many. */
static void
finish(struct hj_journey *j, const struct row *row)
{
	size_t account = 0, nth = 0, before = 0;

	j->nplaced = j->n;
	for (size_t i = 0; i < j->n; i++) {
		struct hj_stage *g = &j->stage[i];
		size_t was = row[i].stage.account;

		*g = row[i].stage;
		if (i < j->nplaced && row[i].at.day == NO_DAY)
			j->nplaced = i;
		if (was != 0 && was != before) {
			account++;
			nth = 0;
		}
		before = was;
		g->account = was != 0 ? account : 0;
		if (was != 0 && g->kind != HJ_STAGE_TRANSFER)
			nth++;
		g->nth = was != 0 ? nth : 0;
	}
}

int
hj_journey_sort(const struct hj_record *r, struct hj_journey *j,
    struct hj_error *err)
{
	struct sorting s = { .j = j };
	struct row *row = NULL;
	int rc = hj_accounts_of(r, hj_record_root(r), gather, &s, err);

	if (rc != HJ_OK)
		return rc;
	s.at = calloc(s.naccounts + j->n + 1, sizeof(*s.at));
	row = calloc(j->n + 1, sizeof(*row));
	if (s.at == NULL || row == NULL) {
		rc = hj_fail(err, HJ_ENOMEM, "out of memory");
	} else {
		find_places(&s);
		fill_rows(&s, row);
		qsort(row, j->n, sizeof(*row), by_place);
		finish(j, row);
	}
	free(s.at);
	free(row);
	return rc;
}
