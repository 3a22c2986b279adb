#include "core/case/owncode.h"
#include "core/case/schema_status.h"
#include "core/sense/reach.h"
#include "core/sense/sense_own.h"

/* From the first day that any account allows to the last. */
static void
widen(struct hj_moment *all, const struct hj_moment *one)
{
	if (all->node == NULL) {
		*all = *one;
		return;
	}
	if (one->span.earliest < all->span.earliest)
		all->span.earliest = one->span.earliest;
	if (one->span.latest > all->span.latest)
		all->span.latest = one->span.latest;
	all->sure = all->sure && one->sure;
}

/* A child of it is withheld: there may be more accounts than are seen. */
static bool
is_partial(const struct hj_node *parent)
{
	for (const struct hj_node *n = parent->first; n != NULL; n = n->next)
		if (n->def == NULL)
			return true;
	return false;
}

/* ---- birth and death ---- */

static void
find_birth(const struct hj_node *person, struct hj_life *l)
{
	struct hj_moment m;
	size_t n = 0;

	for (struct hj_node *b = hj_node_child(person, "birth"); b != NULL;
	     b = hj_node_same(b)) {
		n++;
		if (hj_sense_moment(hj_node_child(b, "date"), &m))
			widen(&l->birth, &m);
		else if (hj_node_value(b, "date") != NULL)
			n = SIZE_MAX / 2; /* lunar, or any time */
	}
	if (n >= SIZE_MAX / 2)
		l->birth.node = NULL;
	l->one_birth = n == 1 && !is_partial(person);
}

const char *
hj_sense_type(const struct hj_node *n)
{
	const char *type = hj_node_attr(n, "type");

	return type != NULL ? hj_owncode_common(n, n->def->type, type) : NULL;
}

bool
hj_sense_tells_of_death(const struct hj_node *n, bool *alive)
{
	const struct hj_status_row *row = NULL;

	*alive = false;
	if (n->def != NULL)
		row = hj_schema_status_of(n->def, hj_sense_type(n),
		    hj_node_value(n, "state"), alive);
	return row != NULL && row->fate == HJ_FATE_DEAD;
}

/* How a period of detention ended. */
static bool
ends_in_death(const struct hj_node *end)
{
	const struct hj_status_row *row;
	bool alive;

	if (end == NULL || end->def == NULL)
		return false;
	row = hj_schema_status_of(end->def, hj_node_value(end, "how"), NULL,
	    &alive);
	return row != NULL && row->fate == HJ_FATE_DEAD;
}

struct deaths {
	struct hj_life *life;
	size_t n, undated;
};

static void
add_death(struct deaths *d, const struct hj_node *date)
{
	struct hj_moment m;

	d->n++;
	if (hj_sense_moment(date, &m))
		widen(&d->life->death, &m);
	else
		d->undated++;
}

static void
find_death(const struct hj_record *r, const struct hj_node *person,
    struct hj_life *l)
{
	const char *id = hj_node_attr(person, "id");
	struct deaths d = { .life = l };
	struct hj_node *n = NULL;
	bool alive;

	while (id != NULL && (n = hj_reach_next(r, id, "event", n)) != NULL)
		if (hj_sense_tells_of_death(n, &alive))
			add_death(&d, hj_node_child(n, "date"));
	while (id != NULL && (n = hj_reach_next(r, id, "detention", n)) != NULL)
		if (ends_in_death(hj_node_child(n, "end")))
			add_death(&d,
			    hj_node_child(hj_node_child(n, "end"), "date"));
	/* A death of which one account gives no day may have come later. */
	if (d.undated != 0)
		l->death.node = NULL;
	l->one_death = d.n == 1 && !is_partial(hj_record_root(r));
}

void
hj_sense_life(const struct hj_record *r, const struct hj_node *person,
    struct hj_life *ret)
{
	*ret = (struct hj_life){ .one_birth = false };
	find_birth(person, ret);
	find_death(r, person, ret);
}
