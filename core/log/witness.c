#include <assert.h>
#include <string.h>

#include "core/log/witness.h"

void
hj_witness_clear(struct hj_witness *w)
{
	hj_buf_clear(&w->attested);
	hj_buf_clear(&w->watched);
	hj_buf_clear(&w->bytes);
}

/* ---- what others attested ---- */

size_t
hj_witness_count(const struct hj_witness *w)
{
	return w->attested.len / sizeof(struct hj_attested);
}

const struct hj_attested *
hj_witness_at(const struct hj_witness *w, size_t i)
{
	assert(i < hj_witness_count(w));
	return (const struct hj_attested *)(const void *)w->attested.data + i;
}

const uint8_t *
hj_witness_bytes(const struct hj_witness *w, const struct hj_attested *a)
{
	return w->bytes.data + a->from;
}

static bool
is_same(const struct hj_signed_checkpoint *a,
    const struct hj_signed_checkpoint *b)
{
	return a->at.size == b->at.size &&
	    memcmp(a->at.root, b->at.root, sizeof(a->at.root)) == 0 &&
	    strcmp(a->at.origin, b->at.origin) == 0;
}

int
hj_witness_attest(struct hj_witness *w, const struct hj_attested *a,
    const uint8_t *p, size_t n, struct hj_error *err)
{
	struct hj_attested kept = *a;

	for (size_t i = 0; i < hj_witness_count(w); i++) {
		const struct hj_attested *b = hj_witness_at(w, i);

		if (b->kind == a->kind && b->n == n &&
		    is_same(&b->of, &a->of) &&
		    memcmp(hj_witness_bytes(w, b), p, n) == 0)
			return HJ_OK;
	}
	if (hj_witness_count(w) == HJ_ATTESTED_MAX || n > HJ_TOKEN_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "no more than %d of them can be kept, of at most %zu KB each",
		    HJ_ATTESTED_MAX, HJ_TOKEN_MAX >> 10);
	kept.from = w->bytes.len;
	kept.n = n;
	if (hj_buf_add(&w->bytes, p, n, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(&w->attested, &kept, sizeof(kept), err);
}

const struct hj_note_key *
hj_witness_known(const struct hj_witness *w, const char *name, size_t n)
{
	for (size_t i = 0; i < hj_witness_count(w); i++) {
		const struct hj_attested *a = hj_witness_at(w, i);

		if (a->kind == HJ_ATTEST_COSIGNATURE &&
		    strlen(a->by.name) == n && memcmp(a->by.name, name, n) == 0)
			return &a->by;
	}
	return NULL;
}

const struct hj_signed_checkpoint *
hj_witness_newest(const struct hj_witness *w, const char *origin,
    const char *by)
{
	const struct hj_signed_checkpoint *best = NULL;

	for (size_t i = 0; i < hj_witness_count(w); i++) {
		const struct hj_attested *a = hj_witness_at(w, i);

		if (a->kind == HJ_ATTEST_COSIGNATURE &&
		    strcmp(a->of.at.origin, origin) == 0 &&
		    (by == NULL || strcmp(a->by.name, by) == 0) &&
		    (best == NULL || a->of.at.size > best->at.size))
			best = &a->of;
	}
	return best;
}

int
hj_witness_note(const struct hj_witness *w,
    const struct hj_signed_checkpoint *c, struct hj_buf *to,
    struct hj_error *err)
{
	int rc = hj_checkpoint_note(&c->at, c->key, c->signature, to, err);

	for (size_t i = 0; rc == HJ_OK && i < hj_witness_count(w); i++) {
		const struct hj_attested *a = hj_witness_at(w, i);
		struct hj_cosignature s = { .time = a->time };

		if (a->kind != HJ_ATTEST_COSIGNATURE || !is_same(&a->of, c))
			continue;
		memcpy(s.signature, hj_witness_bytes(w, a),
		    sizeof(s.signature));
		rc = hj_cosign_write(&a->by, &s, to, err);
	}
	return rc;
}

/* ---- what we saw of others ---- */

struct hj_watched *
hj_witness_watched(const struct hj_witness *w, const char *origin)
{
	struct hj_watched *l = (struct hj_watched *)(void *)w->watched.data;

	for (size_t n = w->watched.len / sizeof(*l); n != 0; n--, l++)
		if (strcmp(l->last.at.origin, origin) == 0)
			return l;
	return NULL;
}

enum hj_watch_ruling
hj_witness_judge(const struct hj_watched *seen, const struct hj_growth *g,
    const struct hj_checkpoint *now)
{
	const struct hj_checkpoint *then;

	if (seen == NULL)
		return g->old == 0 && g->n == 0 ? HJ_WATCH_GROWS
						: HJ_WATCH_STALE;
	then = &seen->last.at;
	if (now->size < then->size)
		return HJ_WATCH_SHRANK;
	if (now->size == then->size &&
	    memcmp(now->root, then->root, sizeof(now->root)) != 0)
		return HJ_WATCH_FORKED;
	if (g->old != then->size)
		return HJ_WATCH_STALE;
	return hj_growth_holds(g, then, now) ? HJ_WATCH_GROWS
					     : HJ_WATCH_UNPROVEN;
}

int
hj_witness_see(struct hj_witness *w, const struct hj_signed_checkpoint *c,
    int64_t time, struct hj_error *err)
{
	const struct hj_watched now = { .last = *c, .time = time };
	struct hj_watched *l = hj_witness_watched(w, c->at.origin);

	if (l != NULL) {
		*l = now;
		return HJ_OK;
	}
	if (w->watched.len / sizeof(now) == HJ_WATCHED_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "no more than %d logs of others can be watched",
		    HJ_WATCHED_MAX);
	return hj_buf_add(&w->watched, &now, sizeof(now), err);
}
