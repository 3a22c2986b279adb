#include "core/store/crosstab.h"

#include <stdlib.h>
#include <string.h>

/* A field has one place more, for its total; beyond nfields there is one. */
static size_t
places(const struct hj_crosstab *t, size_t field)
{
	return field < t->nfields ? t->size[field] + 1 : 1;
}

int
hj_crosstab_new(size_t nfields, const size_t *size, struct hj_crosstab *ret,
    struct hj_error *err)
{
	struct hj_crosstab t = { .nfields = nfields, .ncells = 1 };

	for (size_t i = 0; i < HJ_CROSSTAB_FIELDS; i++) {
		t.size[i] = i < nfields ? size[i] : 1;
		if (t.size[i] > HJ_CROSSTAB_CELLS ||
		    (t.ncells *= places(&t, i)) > HJ_CROSSTAB_CELLS)
			return hj_fail(err, HJ_ELIMIT,
			    "the table would have more than %d cells; ask for fewer fields",
			    HJ_CROSSTAB_CELLS);
	}
	if ((t.cell = calloc(t.ncells, sizeof(*t.cell))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	*ret = t;
	return HJ_OK;
}

void
hj_crosstab_clear(struct hj_crosstab *t)
{
	free(t->cell);
	*t = (struct hj_crosstab){ .ncells = 0 };
}

struct hj_figure *
hj_crosstab_at(const struct hj_crosstab *t,
    const size_t at[static HJ_CROSSTAB_FIELDS])
{
	size_t i = 0;

	for (size_t f = 0; f < t->nfields; f++)
		i = i * places(t, f) + at[f];
	return &t->cell[i];
}

void
hj_crosstab_place(const struct hj_crosstab *t, size_t i,
    size_t ret[static HJ_CROSSTAB_FIELDS])
{
	for (size_t f = HJ_CROSSTAB_FIELDS; f-- > 0;) {
		ret[f] = i % places(t, f);
		i /= places(t, f);
	}
}

static uint64_t
plus(uint64_t a, uint64_t b)
{
	return a + b < HJ_CROSSTAB_MOST ? a + b : HJ_CROSSTAB_MOST;
}

static void
add(struct hj_figure *to, const struct hj_figure *n)
{
	to->min = plus(to->min, n->min);
	to->max = plus(to->max, n->max);
	to->open = to->open || n->open;
}

void
hj_crosstab_add(struct hj_crosstab *t,
    const size_t at[static HJ_CROSSTAB_FIELDS], const struct hj_figure *n)
{
	add(hj_crosstab_at(t, at), n);
}

static bool
is_total(const struct hj_crosstab *t,
    const size_t at[static HJ_CROSSTAB_FIELDS])
{
	for (size_t f = 0; f < t->nfields; f++)
		if (at[f] == t->size[f])
			return true;
	return false;
}

/* Into every total that a cell belongs to: each set of its fields. */
static void
add_up(struct hj_crosstab *t, const size_t at[static HJ_CROSSTAB_FIELDS])
{
	const struct hj_figure n = *hj_crosstab_at(t, at);

	for (unsigned set = 1; set < 1u << t->nfields; set++) {
		size_t sum[HJ_CROSSTAB_FIELDS];

		for (size_t f = 0; f < HJ_CROSSTAB_FIELDS; f++)
			sum[f] = (set >> f & 1) != 0 ? t->size[f] : at[f];
		add(hj_crosstab_at(t, sum), &n);
	}
}

void
hj_crosstab_total(struct hj_crosstab *t)
{
	size_t at[HJ_CROSSTAB_FIELDS];

	for (size_t i = 0; i < t->ncells; i++) {
		hj_crosstab_place(t, i, at);
		if (!is_total(t, at))
			add_up(t, at);
	}
}
