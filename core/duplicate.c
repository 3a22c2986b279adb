#include "core/duplicate.h"

#include <stdlib.h>
#include <string.h>

#include "core/duplicate_own.h"

/* Of more persons with one key only those are compared of whom something else
 * is known: a common name alone says nothing. */
#define COMMON 200

struct search {
	struct hj_vault *v;
	struct hj_crowd crowd;
	struct hj_namer *namer;
	const struct hj_id *only;
	struct hj_buf pairs; /* of persons: the lower first, sorted */
	hj_duplicate_fn *fn;
	void *to;
	const struct hj_progress *p;
	struct hj_duplicate_facts *facts;
};

struct pair {
	uint32_t a, b;
};

static int
by_pair(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return (x->b > y->b) - (x->b < y->b);
}

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

static int
note_pair(struct search *s, uint32_t a, uint32_t b, bool common,
    struct hj_error *err)
{
	const struct hj_crowd_person *x = &HJ_CROWD(&s->crowd, person, a),
				     *y = &HJ_CROWD(&s->crowd, person, b);
	struct pair pair = { a < b ? a : b, a < b ? b : a };

	if (x->file == y->file || (!is_asked(s, a) && !is_asked(s, b)))
		return HJ_OK;
	if (common && s->only == NULL && !can_tell(&x->says, &y->says)) {
		s->facts->passed++;
		return HJ_OK;
	}
	if (hj_crowd_tied(&s->crowd, x->file, y->file))
		return HJ_OK;
	return hj_buf_add(&s->pairs, &pair, sizeof(pair), err);
}

/* All who share a key, with all. */
static int
note_pairs(struct search *s, struct hj_error *err)
{
	const struct hj_crowd *c = &s->crowd;
	size_t n = HJ_CROWD_N(c, key);

	for (size_t i = 0, same; i < n; i += same) {
		for (same = 1; i + same < n &&
		     HJ_CROWD(c, key, i).key == HJ_CROWD(c, key, i + same).key;)
			same++;
		for (size_t x = i; x < i + same; x++)
			for (size_t y = x + 1; y < i + same; y++)
				if (note_pair(s, HJ_CROWD(c, key, x).person,
					HJ_CROWD(c, key, y).person,
					same > COMMON, err) != HJ_OK)
					return (int)err->code;
	}
	if (s->pairs.len != 0)
		qsort(s->pairs.data, s->pairs.len / sizeof(struct pair),
		    sizeof(struct pair), by_pair);
	return HJ_OK;
}

static int
compare_all(struct search *s, struct hj_error *err)
{
	const struct pair *pair = (const struct pair *)(void *)s->pairs.data;
	size_t n = s->pairs.len / sizeof(*pair);

	for (size_t i = 0; i < n; i++) {
		/* One pair may share several keys. */
		if (i != 0 && by_pair(&pair[i - 1], &pair[i]) == 0)
			continue;
		if (hj_crowd_compare(&s->crowd, s->namer, pair[i].a, pair[i].b,
			s->fn, s->to, s->facts, err) != HJ_OK)
			return (int)err->code;
		if (i % 1024 == 0 && s->p->fn != NULL &&
		    s->p->fn(s->p->to, i, n) != 0)
			return hj_fail(err, HJ_EINTERRUPTED, "interrupted");
	}
	return HJ_OK;
}

int
hj_vault_duplicates(struct hj_vault *v, const struct hj_id *only,
    hj_duplicate_fn *fn, void *to, const struct hj_progress *p,
    struct hj_duplicate_facts *ret, struct hj_error *err)
{
	struct search s = { .v = v,
		.only = only,
		.pairs = HJ_BUF(SIZE_MAX / 4),
		.fn = fn,
		.to = to,
		.p = p,
		.facts = ret };
	int rc;

	*ret = (struct hj_duplicate_facts){ .persons = 0 };
	hj_crowd_init(&s.crowd);
	if ((rc = hj_namer_new(&s.namer, err)) == HJ_OK &&
	    (rc = hj_crowd_fill(&s.crowd, v, p, err)) == HJ_OK) {
		ret->persons = HJ_CROWD_N(&s.crowd, person);
		if ((rc = note_pairs(&s, err)) == HJ_OK)
			rc = compare_all(&s, err);
	}
	hj_namer_free(s.namer);
	hj_crowd_clear(&s.crowd);
	hj_buf_clear(&s.pairs);
	return rc;
}
