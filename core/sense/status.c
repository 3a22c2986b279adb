#include <stdlib.h>
#include <string.h>

#include "core/sense/status_own.h"

/* What is worked out beside the accounts themselves. */
struct weights {
	bool *lone, *aside;
	size_t *same; /* those that agree with one */
	const struct hj_node **told; /* what tells of them */
};

/* ---- before weighing ---- */

/* All give one status, so that nothing has to be weighed. */
static bool
is_plain(const struct hj_status *s)
{
	const struct hj_status_row *row = NULL;
	bool seen = false;

	for (size_t i = 0; i < s->n; i++) {
		const struct hj_status_row *own = s->account[i].row;

		seen = seen || own == NULL;
		if (own != NULL && row != NULL && own != row)
			return false;
		row = own != NULL ? own : row;
	}
	return !seen || row == NULL || row->fate != HJ_FATE_DEAD;
}

/* What only a State says of those in its hands is hearsay. */
static void
name_origins(const struct hj_origins *o, struct hj_status *s)
{
	for (size_t i = 0; i < s->n; i++) {
		struct hj_status_account *a = &s->account[i];

		hj_origins_of(o, a->told, &a->origins);
		a->hearsay = a->hearsay || a->origins.states;
	}
}

/* Those that say at least as much as account i; *witnessed: one of them was
 * there. */
static size_t
agreeing(const struct hj_status *s, size_t i, size_t *ret, bool *witnessed)
{
	const struct hj_status_account *a = s->account;
	size_t n = 0;

	*witnessed = false;
	for (size_t k = 0; k < s->n; k++) {
		if (!hj_status_implies(a[k].row, a[i].row))
			continue;
		*witnessed = *witnessed || (!a[k].hearsay && !a[k].unsaid);
		ret[n++] = k;
	}
	return n;
}

/* Have two of them no origin in common?  Then nothing has to be counted. */
static bool
are_plainly_two(const struct hj_status *s, const size_t *of, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++) {
			const struct hj_origin_set *a =
			    &s->account[of[i]].origins;
			const struct hj_origin_set *b =
			    &s->account[of[k]].origins;

			if (hj_origins_known(a) && hj_origins_known(b) &&
			    !a->many && !b->many && !hj_origins_meet(a, b))
				return true;
		}
	return false;
}

/* Has one of them more than one source? */
static bool
have_sources(const struct hj_status *s, const size_t *of, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s->account[of[i]].origins.sources > 1)
			return true;
	return false;
}

/* No second origin, and nobody who was there, says at least as much.  Only of
 * what may be hearsay anybody asks. */
static int
find_lone(const struct hj_origins *o, const struct hj_status *s,
    struct weights *w, struct hj_error *err)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct hj_status_account *a = &s->account[i];
		struct hj_origin_count count;
		bool witnessed;
		size_t n;

		if (a->row == NULL || (!a->hearsay && !a->unsaid))
			continue;
		n = agreeing(s, i, w->same, &witnessed);
		w->lone[i] = !witnessed && !are_plainly_two(s, w->same, n);
		if (!w->lone[i] || !have_sources(s, w->same, n))
			continue;
		for (size_t k = 0; k < n; k++)
			w->told[k] = s->account[w->same[k]].told;
		if (hj_origins_count(o, w->told, n, &count, err) != HJ_OK)
			return (int)err->code;
		w->lone[i] = count.independent < 2;
	}
	return HJ_OK;
}

/* ---- weighing ---- */

/* Rule 9. */
static bool
is_set_aside(const struct hj_weighing *w, size_t n, size_t i)
{
	const struct hj_status_account *a = w->account;

	if (a[i].preferred)
		return false;
	for (size_t k = 0; k < n; k++)
		if (a[k].preferred && hj_status_contradict(w, i, k) &&
		    (a[i].row == NULL || a[k].row == NULL ||
			!hj_status_barred(w, k, i)))
			return true;
	return false;
}

/* Has one that counts taken its place? */
static bool
is_superseded(const struct hj_weighing *w, const bool *aside, size_t n,
    size_t i)
{
	for (size_t k = 0; k < n; k++)
		if (!aside[k] && hj_status_follows(w, k, i))
			return true;
	return false;
}

/* Seen alive: it stands only against a death. */
static bool
is_mute(const struct hj_status *s, const struct hj_weighing *w,
    const bool *aside, size_t i)
{
	if (s->account[i].row != NULL)
		return false;
	for (size_t k = 0; k < s->n; k++)
		if (!aside[k] && s->account[k].row != NULL &&
		    hj_status_contradict(w, i, k))
			return false;
	return true;
}

static void
find_standing(struct hj_status *s, const struct hj_weighing *w, bool *aside)
{
	size_t standing = 0;

	for (size_t i = 0; i < s->n; i++)
		aside[i] = is_set_aside(w, s->n, i);
	for (size_t i = 0; i < s->n; i++) {
		struct hj_status_account *a = &s->account[i];

		a->standing = !aside[i] && !is_mute(s, w, aside, i) &&
		    !is_superseded(w, aside, s->n, i);
		standing += a->standing;
	}
	/* Three that each take the place of the next: nobody can say. */
	for (size_t i = 0; i < s->n && standing == 0; i++)
		s->account[i].standing = !aside[i] && s->account[i].row != NULL;
}

static bool
is_disputed(struct hj_status *s, const struct hj_weighing *w)
{
	bool disputed = false;

	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < i; k++) {
			const struct hj_status_row *a = s->account[i].row;
			const struct hj_status_row *b = s->account[k].row;

			if (!s->account[i].standing ||
			    !s->account[k].standing ||
			    (a != NULL && b != NULL && hj_status_agree(a, b)))
				continue;
			if (a == NULL && b == NULL)
				continue;
			disputed = true;
			if (a != NULL && b != NULL &&
			    (hj_status_barred(w, i, k) ||
				hj_status_barred(w, k, i)))
				s->why = HJ_WHY_HEARSAY;
		}
	if (disputed && s->why != HJ_WHY_HEARSAY)
		s->why = HJ_WHY_CONTRADICT;
	return disputed;
}

/* ---- what is left ---- */

static int
exactness(const struct hj_status_row *row)
{
	int n = 0;

	for (; row != NULL && row->fate != HJ_FATE_OPEN; row = row->general)
		n++;
	return n;
}

/* The later one; among equals an order that nothing moves. */
static bool
is_later(const struct hj_status_account *a, const struct hj_status_account *b)
{
	const char *x = a->date != NULL ? a->date->text : NULL;
	const char *y = b->date != NULL ? b->date->text : NULL;

	if (a->dated != b->dated)
		return a->dated;
	if (a->when.latest != b->when.latest)
		return a->when.latest > b->when.latest;
	if (a->when.earliest != b->when.earliest)
		return a->when.earliest > b->when.earliest;
	return x != NULL && (y == NULL || strcmp(x, y) > 0);
}

/* Only hearsay may be more exact: then it does not count. */
static void
choose(struct hj_status *s, const bool *lone)
{
	const struct hj_status_account *best = NULL;
	bool weak = true;

	for (size_t i = 0; i < s->n; i++) {
		const struct hj_status_account *a = &s->account[i];
		bool feeble = lone != NULL && lone[i] && a->hearsay;
		int more;

		if (!a->standing || a->row == NULL)
			continue;
		more =
		    best != NULL ? exactness(a->row) - exactness(best->row) : 1;
		if (best == NULL || feeble < weak ||
		    (feeble == weak &&
			(more > 0 || (more == 0 && is_later(a, best))))) {
			best = a;
			weak = feeble;
		}
	}
	if (best == NULL)
		return;
	s->row = best->row;
	s->date = best->date;
}

static void
decide(struct hj_status *s, const struct hj_weighing *w, bool *aside)
{
	bool left_out = false, set_aside = false;

	find_standing(s, w, aside);
	if ((s->disputed = is_disputed(s, w)))
		return;
	choose(s, w->lone);
	for (size_t i = 0; i < s->n; i++) {
		set_aside = set_aside || aside[i];
		left_out = left_out ||
		    (!s->account[i].standing && s->account[i].row != NULL);
	}
	s->why = set_aside ? HJ_WHY_PREFERRED
	    : left_out     ? HJ_WHY_LATEST
			   : HJ_WHY_AGREE;
}

static int
weigh(const struct hj_origins *o, struct hj_status *s, struct hj_error *err)
{
	struct weights x = { .lone = calloc(s->n, sizeof(*x.lone)),
		.aside = calloc(s->n, sizeof(*x.aside)),
		.same = calloc(s->n, sizeof(*x.same)),
		.told = calloc(s->n, sizeof(*x.told)) };
	const struct hj_weighing w = { .account = s->account, .lone = x.lone };
	int rc = HJ_OK;

	if (x.lone == NULL || x.aside == NULL || x.same == NULL ||
	    x.told == NULL) {
		rc = hj_fail(err, HJ_ENOMEM, "out of memory");
	} else {
		name_origins(o, s);
		if ((rc = find_lone(o, s, &x, err)) == HJ_OK)
			decide(s, &w, x.aside);
	}
	free(x.lone);
	free(x.aside);
	free(x.same);
	free(x.told);
	return rc;
}

static int
by_date(const void *a, const void *b)
{
	const struct hj_status_account *x = a, *y = b;
	bool undated = x->when.earliest == INT32_MIN;

	if (undated != (y->when.earliest == INT32_MIN))
		return undated ? 1 : -1;
	if (x->when.earliest != y->when.earliest)
		return x->when.earliest < y->when.earliest ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static void
take_plainly(struct hj_status *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		s->account[i].standing = s->account[i].row != NULL;
		n += s->account[i].standing;
	}
	choose(s, NULL);
	s->why = n == 0 ? HJ_WHY_NOTHING : n == 1 ? HJ_WHY_ONLY : HJ_WHY_AGREE;
}

int
hj_status_derive(const struct hj_record *r, struct hj_origins **o,
    const struct hj_node *subject, struct hj_status *ret, struct hj_error *err)
{
	struct hj_error why = HJ_ERROR;
	int rc;

	*ret = (struct hj_status){ .subject = subject };
	rc = hj_status_collect(r, ret, &why);
	if (rc == HJ_ELIMIT) {
		ret->why = HJ_WHY_MANY;
		return HJ_OK;
	}
	if (rc != HJ_OK) {
		hj_status_clear(ret);
		return hj_fail(err, why.code, "%s", why.text);
	}
	if (ret->n > 1)
		qsort(ret->account, ret->n, sizeof(*ret->account), by_date);
	if (is_plain(ret)) {
		take_plainly(ret);
		hj_status_contest(r, ret);
		return HJ_OK;
	}
	if ((*o == NULL && hj_origins_new(r, o, err) != HJ_OK) ||
	    weigh(*o, ret, err) != HJ_OK) {
		hj_status_clear(ret);
		return (int)err->code;
	}
	hj_status_contest(r, ret);
	return HJ_OK;
}

void
hj_status_clear(struct hj_status *s)
{
	free(s->account);
	*s = (struct hj_status){ .n = 0 };
}
