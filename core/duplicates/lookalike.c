#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/duplicates/duplicate_own.h"

struct hj_lookalikes {
	struct hj_crowd crowd;
	struct hj_crowd_size size; /* of the vault alone */
	struct hj_namer *namer;
};

int
hj_lookalikes_open(struct hj_vault *v, const struct hj_progress *p,
    struct hj_lookalikes **ret, struct hj_error *err)
{
	struct hj_lookalikes *l;

	if ((l = calloc(1, sizeof(*l))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	hj_crowd_init(&l->crowd);
	if (hj_namer_new(&l->namer, err) != HJ_OK ||
	    hj_crowd_fill(&l->crowd, v, p, err) != HJ_OK) {
		hj_lookalikes_free(l);
		return (int)err->code;
	}
	l->size = hj_crowd_size(&l->crowd);
	*ret = l;
	return HJ_OK;
}

void
hj_lookalikes_free(struct hj_lookalikes *l)
{
	if (l == NULL)
		return;
	hj_namer_free(l->namer);
	hj_crowd_clear(&l->crowd);
	free(l);
}

/* Where the keys of the vault that equal this begin. */
static size_t
first_of(const struct hj_lookalikes *l, uint32_t key)
{
	size_t lo = 0, hi = l->size.key / sizeof(struct hj_crowd_key);

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (HJ_CROWD(&l->crowd, key, mid).key < key)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static int
by_person(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Everybody of the vault who shares a key with this one, once. */
static int
gather(const struct hj_lookalikes *l, uint32_t person, struct hj_buf *to,
    struct hj_error *err)
{
	const struct hj_crowd *c = &l->crowd;
	size_t vault = l->size.key / sizeof(struct hj_crowd_key);

	hj_buf_reset(to);
	for (size_t i = vault; i < HJ_CROWD_N(c, key); i++) {
		uint32_t key = HJ_CROWD(c, key, i).key;

		if (HJ_CROWD(c, key, i).person != person)
			continue;
		for (size_t k = first_of(l, key);
		     k < vault && HJ_CROWD(c, key, k).key == key; k++)
			if (hj_buf_add(to, &HJ_CROWD(c, key, k).person,
				sizeof(uint32_t), err) != HJ_OK)
				return (int)err->code;
	}
	if (to->len != 0)
		qsort(to->data, to->len / sizeof(uint32_t), sizeof(uint32_t),
		    by_person);
	return HJ_OK;
}

static int
compare(struct hj_lookalikes *l, uint32_t person, const struct hj_buf *others,
    struct hj_likeliest *best, struct hj_error *err)
{
	const struct hj_crowd *c = &l->crowd;
	const uint32_t *other = (const uint32_t *)(const void *)others->data;
	uint32_t file = HJ_CROWD(c, person, person).file;

	for (size_t i = 0; i < others->len / sizeof(*other); i++) {
		uint32_t theirs = HJ_CROWD(c, person, other[i]).file;
		struct hj_duplicate d;

		if ((i != 0 && other[i] == other[i - 1]) ||
		    memcmp(&HJ_CROWD(c, file, file).id,
			&HJ_CROWD(c, file, theirs).id,
			sizeof(struct hj_id)) == 0 ||
		    hj_crowd_tied(c, file, theirs))
			continue;
		best->facts->compared++;
		if (hj_crowd_compare(c, l->namer, person, other[i], &d, err) !=
			HJ_OK ||
		    hj_likeliest_add(best, person, other[i], &d, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

int
hj_lookalikes_of(struct hj_lookalikes *l, const struct hj_record *r,
    size_t most, hj_duplicate_fn *fn, void *to, struct hj_duplicate_facts *ret,
    struct hj_error *err)
{
	struct hj_buf items = HJ_BUF(HJ_PAGE_STORED),
		      others = HJ_BUF(SIZE_MAX / 4);
	struct hj_likeliest best = { &l->crowd, most, HJ_BUF(SIZE_MAX / 4),
		ret };
	struct hj_row row = { .root = 'c' };
	uint32_t first = (uint32_t)HJ_CROWD_N(&l->crowd, person);
	int rc;

	*ret = (struct hj_duplicate_facts){ .persons = first };
	if ((rc = hj_row_describe(r, l->namer, &row, &items, err)) == HJ_OK)
		rc = hj_crowd_add(&l->crowd, &row, err);
	for (uint32_t i = first;
	     rc == HJ_OK && i < HJ_CROWD_N(&l->crowd, person); i++)
		if ((rc = gather(l, i, &others, err)) == HJ_OK)
			rc = compare(l, i, &others, &best, err);
	if (rc == HJ_OK)
		rc = hj_likeliest_tell(&best, l->namer, fn, to, err);
	hj_likeliest_clear(&best);
	hj_crowd_shrink(&l->crowd, &l->size);
	hj_buf_clear(&items);
	hj_buf_clear(&others);
	return rc;
}
