#include "core/duplicates/duplicate.h"

#include <string.h>

#include "core/duplicates/duplicate_own.h"

/* How many pairs are looked at between two looks at the clock. */
#define PAIRS 4096

struct search {
	struct hj_crowd crowd;
	struct hj_circles circles;
	struct hj_likeliest best;
	struct hj_namer *namer;
	const struct hj_id *only;
	const struct hj_progress *p;
	struct hj_duplicate_facts *facts;
	unsigned looked;
};

static bool
is_asked(const struct search *s, uint32_t person)
{
	const struct hj_crowd *c = &s->crowd;
	uint32_t file = HJ_CROWD(c, person, person).file;

	return s->only == NULL ||
	    memcmp(&HJ_CROWD(c, file, file).id, s->only, sizeof(*s->only)) == 0;
}

/* Is there anything but the name to compare them by? */
static bool
can_tell(const struct hj_person_row *a, const struct hj_person_row *b)
{
	bool birth = a->birth.earliest != INT32_MIN &&
	    b->birth.earliest != INT32_MIN &&
	    a->birth.earliest <= b->birth.latest &&
	    b->birth.earliest <= a->birth.latest;

	return birth ||
	    (a->origin[0] != '\0' && strcmp(a->origin, b->origin) == 0);
}

/* Who meet in several circles are compared in the first of them; where that is
 * a common one, all are. */
static int
meet(struct search *s, uint32_t at, uint32_t a, uint32_t b,
    struct hj_error *err)
{
	const struct hj_circle *circle =
	    (const struct hj_circle *)(const void *)s->circles.circle.data + at;
	const struct hj_crowd_person *x = &HJ_CROWD(&s->crowd, person, a),
				     *y = &HJ_CROWD(&s->crowd, person, b);
	struct hj_duplicate d;

	if (x->file == y->file || hj_circles_first(&s->circles, a, b) != at)
		return HJ_OK;
	if (hj_circle_is_common(circle) && s->only == NULL &&
	    !can_tell(&x->says, &y->says)) {
		s->facts->passed++;
		return HJ_OK;
	}
	if (hj_crowd_tied(&s->crowd, x->file, y->file))
		return HJ_OK;
	s->facts->compared++;
	if (hj_crowd_compare(&s->crowd, s->namer, a, b, &d, err) != HJ_OK)
		return (int)err->code;
	return hj_likeliest_add(&s->best, a, b, &d, err);
}

static int
watch(struct search *s, size_t done, size_t total, struct hj_error *err)
{
	if (++s->looked % PAIRS != 0 || s->p == NULL || s->p->fn == NULL ||
	    s->p->fn(s->p->to, done, total) == 0)
		return HJ_OK;
	return hj_fail(err, HJ_EINTERRUPTED, "interrupted");
}

/* All of one circle with all, or those who are asked about. */
static int
go_round(struct search *s, uint32_t at, struct hj_error *err)
{
	const struct hj_circle *circle =
	    (const struct hj_circle *)(const void *)s->circles.circle.data + at;
	const struct hj_crowd_key *key =
	    &HJ_CROWD(&s->crowd, key, circle->first);
	size_t total = HJ_CROWD_N(&s->crowd, key);

	for (uint32_t x = 0; x < circle->n; x++) {
		if (!is_asked(s, key[x].person))
			continue;
		for (uint32_t y = s->only == NULL ? x + 1 : 0; y < circle->n;
		     y++) {
			uint32_t a = key[x < y ? x : y].person,
				 b = key[x < y ? y : x].person;

			if (x >= y && is_asked(s, key[y].person))
				continue;
			if (meet(s, at, a, b, err) != HJ_OK ||
			    watch(s, circle->first + x, total, err) != HJ_OK)
				return (int)err->code;
		}
	}
	return HJ_OK;
}

static int
compare_all(struct search *s, struct hj_error *err)
{
	size_t n;

	if (hj_circles_draw(&s->circles, &s->crowd, err) != HJ_OK)
		return (int)err->code;
	n = s->circles.circle.len / sizeof(struct hj_circle);
	for (size_t i = 0; i < n; i++)
		if (go_round(s, (uint32_t)i, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

int
hj_vault_duplicates(struct hj_vault *v, const struct hj_id *only, size_t most,
    hj_duplicate_fn *fn, void *to, const struct hj_progress *p,
    struct hj_duplicate_facts *ret, struct hj_error *err)
{
	const struct hj_buf empty = HJ_BUF(SIZE_MAX / 4);
	struct search s = { .circles = { empty, empty, empty },
		.only = only,
		.p = p,
		.facts = ret };
	int rc;

	*ret = (struct hj_duplicate_facts){ .persons = 0 };
	hj_crowd_init(&s.crowd);
	s.best = (struct hj_likeliest){ &s.crowd, most, empty, ret };
	if ((rc = hj_namer_new(&s.namer, err)) == HJ_OK &&
	    (rc = hj_crowd_fill(&s.crowd, v, p, err)) == HJ_OK) {
		ret->persons = HJ_CROWD_N(&s.crowd, person);
		if ((rc = compare_all(&s, err)) == HJ_OK)
			rc = hj_likeliest_tell(&s.best, s.namer, fn, to, err);
	}
	hj_namer_free(s.namer);
	hj_likeliest_clear(&s.best);
	hj_circles_clear(&s.circles);
	hj_crowd_clear(&s.crowd);
	return rc;
}
