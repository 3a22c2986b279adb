#include <string.h>

#include "core/sense/status_own.h"

bool
hj_status_implies(const struct hj_status_row *a, const struct hj_status_row *b)
{
	while (a != NULL && a != b)
		a = a->general;
	return a != NULL;
}

bool
hj_status_agree(const struct hj_status_row *a, const struct hj_status_row *b)
{
	return a->fate == HJ_FATE_OPEN || b->fate == HJ_FATE_OPEN ||
	    hj_status_implies(a, b) || hj_status_implies(b, a);
}

static bool
certainly_before(const struct hj_status_account *a,
    const struct hj_status_account *b)
{
	return a->when.latest < b->when.earliest;
}

/* Did one tell both (rule 5)? */
static bool
told_by_one(const struct hj_status_account *a,
    const struct hj_status_account *b)
{
	if (a->origins.sources == 0 || b->origins.sources == 0)
		return a->origins.sources == b->origins.sources;
	return hj_origins_meet(&a->origins, &b->origins);
}

static bool
comes_naturally(const struct hj_status_row *later,
    const struct hj_status_row *before)
{
	if (later->step == 0 || before->step == 0)
		return false;
	return later->step > before->step &&
	    (before->way == 0 || before->way == later->way);
}

bool
hj_status_barred(const struct hj_weighing *w, size_t later, size_t before)
{
	const struct hj_status_account *b = &w->account[later];
	const struct hj_status_account *a = &w->account[before];
	bool grave = b->row->fate == HJ_FATE_DEAD ||
	    a->row->fate == HJ_FATE_LOST || a->row->fate == HJ_FATE_HELD;

	if (!grave || !w->lone[later])
		return false;
	return b->hearsay || (b->unsaid && !b->preferred && !told_by_one(a, b));
}

/* Their days overlap, or nobody says when. */
static bool
follows_in_course(const struct hj_status_account *b,
    const struct hj_status_account *a)
{
	bool one = told_by_one(a, b);

	if (b->row->fate == HJ_FATE_DEAD)
		return true;
	if (one && a->state != b->state)
		return b->state;
	return (one || (a->dated && b->dated)) &&
	    comes_naturally(b->row, a->row);
}

bool
hj_status_follows(const struct hj_weighing *w, size_t later, size_t before)
{
	const struct hj_status_account *b = &w->account[later];
	const struct hj_status_account *a = &w->account[before];

	if (a->row == NULL || b->row == NULL ||
	    hj_status_agree(a->row, b->row) || a->row->fate == HJ_FATE_DEAD ||
	    hj_status_barred(w, later, before))
		return false;
	if (b->node->parent == a->node)
		return true;
	/* The beginning of a period never comes after its end. */
	if (a->node->parent == b->node || certainly_before(b, a))
		return false;
	return certainly_before(a, b) || follows_in_course(b, a);
}

/* Somebody seen after their death. */
static bool
rose(const struct hj_status_account *dead, const struct hj_status_account *seen)
{
	return dead->row != NULL && dead->row->fate == HJ_FATE_DEAD &&
	    seen->row == NULL && certainly_before(dead, seen);
}

bool
hj_status_contradict(const struct hj_weighing *w, size_t a, size_t b)
{
	const struct hj_status_account *x = &w->account[a], *y = &w->account[b];

	if (x->row == NULL || y->row == NULL)
		return rose(x, y) || rose(y, x);
	return !hj_status_agree(x->row, y->row) &&
	    !hj_status_follows(w, a, b) && !hj_status_follows(w, b, a);
}
