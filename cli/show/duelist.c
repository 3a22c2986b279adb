#include <stdlib.h>
#include <string.h>

#include "cli/show/duelist.h"
#include "core/base/limits.h"
#include "core/case/codec.h"

struct collecting {
	struct cli *c;
	const struct duelist_want *want;
	const struct hj_row *row;
	struct duelist *to; /* NULL: only count */
	size_t room, late, soon;
	bool decided; /* how long the file is kept */
};

/* ---- one ---- */

static bool
is_wanted(const struct duelist_want *w, const struct hj_due *d)
{
	enum hj_due_state state = hj_due_state(d, w->today);

	if (w->task != NULL)
		return d->kind == HJ_DUE_TASK &&
		    strncmp(d->name, w->task, strlen(w->task)) == 0;
	if (d->kind == HJ_DUE_CLOCK)
		return state != HJ_DUE_LATE;
	switch (state) {
	case HJ_DUE_LATE:
	case HJ_DUE_MAYBE:
		return true;
	case HJ_DUE_AHEAD:
		return d->when.earliest <= w->until;
	case HJ_DUE_UNDATED:
		return w->undated;
	}
	return false;
}

static int
take(void *to, const struct hj_due *d, struct hj_error *err)
{
	struct collecting *k = to;
	struct duelist *l = k->to;

	k->decided |= d->kind == HJ_DUE_RETENTION;
	if (!is_wanted(k->want, d))
		return HJ_OK;
	if (hj_due_state(d, k->want->today) == HJ_DUE_LATE)
		k->late++;
	else
		k->soon++;
	if (l == NULL)
		return HJ_OK;
	if (l->n == k->room) {
		size_t room = k->room != 0 ? 2 * k->room : 64;
		void *more = reallocarray(l->entry, room, sizeof(*l->entry));

		if (more == NULL)
			return hj_fail(err, HJ_ENOMEM, "out of memory");
		l->entry = more;
		k->room = room;
	}
	l->entry[l->n++] = (struct duelist_entry){ k->row->id, *d };
	return HJ_OK;
}

/* ---- rows ---- */

/* More is due in it than its row could hold. */
static int
look_inside(struct collecting *k, struct hj_error *err)
{
	struct hj_revision rev = { .number = 0 };
	struct hj_record *r = NULL;
	int rc;

	if ((rc = hj_vault_get(k->c->vault, k->row, 0, &rev, err)) == HJ_OK &&
	    (rc = hj_codec_decode(rev.bytes.data, rev.bytes.len, &r, err)) ==
		HJ_OK)
		rc = hj_due_each(r, take, k, err);
	hj_record_free(r);
	hj_revision_clear(&rev);
	return rc;
}

static bool
is_cut(const struct hj_row *row)
{
	struct hj_row_item item;
	size_t at = 0;

	while (hj_row_next(row, &at, &item))
		if (item.tag == HJ_ROW_CUT)
			return true;
	return false;
}

/* Nobody said until when it is kept: the vault proposes a day. */
static int
propose(struct collecting *k, struct hj_error *err)
{
	struct hj_due d = { .kind = HJ_DUE_PROPOSED };

	if (k->want->keep == NULL || k->row->root != 'c' || k->decided)
		return HJ_OK;
	d.when.earliest = d.when.latest =
	    hj_retention_ends(k->want->keep, k->row->changed);
	return d.when.latest != INT32_MAX ? take(k, &d, err) : HJ_OK;
}

static int
look(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct collecting *k = to;
	struct hj_row_item item;
	struct hj_due d;
	size_t at = 0;

	k->row = row;
	k->decided = false;
	if (is_cut(row))
		return look_inside(k, err) != HJ_OK ? (int)err->code
						    : propose(k, err);
	while (hj_row_next(row, &at, &item))
		if (hj_due_get(&item, &d) && take(k, &d, err) != HJ_OK)
			return (int)err->code;
	return propose(k, err);
}

static int
compare(const void *a, const void *b)
{
	const struct duelist_entry *x = a, *y = b;
	const struct hj_span *p = &x->due.when, *q = &y->due.when;

	if (p->earliest != q->earliest)
		return p->earliest < q->earliest ? -1 : 1;
	if (p->latest != q->latest)
		return p->latest < q->latest ? -1 : 1;
	if (x->due.kind != y->due.kind)
		return x->due.kind < y->due.kind ? -1 : 1;
	return memcmp(&x->id, &y->id, sizeof(x->id));
}

/* Reading while a scan goes on is allowed, changing is not. */
int
duelist_collect(struct cli *c, const struct duelist_want *want,
    struct duelist *ret, struct hj_error *err)
{
	const struct hj_progress nobody = { .fn = NULL };
	struct collecting k = { .c = c, .want = want, .to = ret };
	int rc;

	*ret = (struct duelist){ .n = 0 };
	rc = hj_vault_scan(c->vault, look, &k, &nobody, err);
	if (ret->n != 0)
		qsort(ret->entry, ret->n, sizeof(*ret->entry), compare);
	return rc;
}

void
duelist_clear(struct duelist *l)
{
	free(l->entry);
	*l = (struct duelist){ .n = 0 };
}

int
duelist_count(struct cli *c, int32_t today, int32_t days, size_t *late,
    size_t *soon, struct hj_error *err)
{
	const struct hj_progress nobody = { .fn = NULL };
	const struct duelist_want want = { .today = today,
		.until = today + days };
	struct collecting k = { .c = c, .want = &want };
	int rc = hj_vault_scan(c->vault, look, &k, &nobody, err);

	*late = k.late;
	*soon = k.soon;
	return rc;
}
