#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/crypto/kdf.h"
#include "core/merge/join.h"

void
hj_join_clear(struct hj_join *j)
{
	hj_record_free(j->merged);
	j->merged = NULL;
}

void
hj_join_salt_key(const uint8_t *sources, size_t n, const uint8_t *bytes,
    size_t len, uint8_t ret[static HJ_SALT_KEY_BYTES])
{
	uint8_t hash[crypto_hash_sha256_BYTES];

	(void)crypto_hash_sha256(hash, bytes, len);
	hj_kdf(HJ_USE_JOIN, hash, sizeof(hash), sources,
	    n * (HJ_DIGEST_BYTES + HJ_SALT_KEY_BYTES), ret, HJ_SALT_KEY_BYTES);
}

static int
by_digest(const void *a, const void *b)
{
	return memcmp(a, b, HJ_DIGEST_BYTES);
}

void
hj_join_sort(uint8_t *sources, size_t n)
{
	qsort(sources, n, HJ_DIGEST_BYTES + HJ_SALT_KEY_BYTES, by_digest);
}

struct weighing {
	struct hj_lineage *l;
	const struct hj_kinset *heads;
	const struct hj_newcomer *c;
	size_t at; /* of the newcomer */
	hj_lineage_load_fn *load;
	void *to;
	struct hj_error *err;
};

static int
load(void *to, size_t i, struct hj_record **ret, struct hj_error *err)
{
	const struct weighing *w = to;

	return i == w->at ? hj_record_copy(w->c->record, ret, err)
			  : w->load(w->to, i, ret, err);
}

/* Of two joins of the same changes, which devices made that knew different
 * ancestors of them, the first by digest stands everywhere. */
static bool
goes_first(const struct weighing *w)
{
	for (size_t i = 0; i < w->heads->n; i++) {
		struct hj_kin head;

		hj_lineage_get(w->l, w->heads->at[i], &head);
		if (memcmp(w->c->kin.digest, head.digest, HJ_DIGEST_BYTES) >= 0)
			return false;
	}
	return true;
}

static int
apart(struct weighing *w, struct hj_join *j)
{
	struct hj_kinset all = *w->heads, common;

	if (all.n == HJ_MERGE_SIDES)
		return hj_fail(w->err, HJ_ELIMIT,
		    "more than %d versions side by side", HJ_MERGE_SIDES);
	all.at[all.n++] = w->at;
	if (hj_lineage_sources(w->l, &all, &j->sources, w->err) != HJ_OK ||
	    hj_lineage_common(w->l, &j->sources, &common, w->err) != HJ_OK)
		return (int)w->err->code;
	j->what = common.n != 0 ? HJ_MEET_APART : HJ_MEET_STRANGE;
	return hj_lineage_merge(w->l, &j->sources, load, w, &j->merged, w->err);
}

int
hj_join_weigh(struct hj_lineage *l, const struct hj_kinset *heads,
    const struct hj_newcomer *c, hj_lineage_load_fn *load_fn, void *to,
    struct hj_join *ret, struct hj_error *err)
{
	struct weighing w = { .l = l,
		.heads = heads,
		.c = c,
		.load = load_fn,
		.to = to,
		.err = err };
	struct hj_kin kin = c->kin;
	enum hj_kinship_of is = HJ_KIN_APART;

	*ret = (struct hj_join){ .what = HJ_MEET_SAME };
	kin.here = true;
	if (hj_lineage_add(l, &kin, &w.at, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < heads->n; i++)
		if (heads->at[i] == w.at)
			return HJ_OK;
	if (hj_lineage_compare(l, w.at, heads, &is, err) != HJ_OK)
		return (int)err->code;
	switch (is) {
	case HJ_KIN_SAME:
		ret->what = goes_first(&w) ? HJ_MEET_NEXT : HJ_MEET_OLDER;
		return HJ_OK;
	case HJ_KIN_OLDER:
		ret->what = HJ_MEET_OLDER;
		return HJ_OK;
	case HJ_KIN_NEWER:
		ret->what = HJ_MEET_NEXT;
		return HJ_OK;
	case HJ_KIN_APART:
		break;
	}
	return apart(&w, ret);
}
