#include "cli/find/hits.h"

#include <stdlib.h>
#include <string.h>

static int
by_likeness(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	if (x->sure != y->sure)
		return x->sure > y->sure ? -1 : 1;
	if (x->score < y->score || x->score > y->score)
		return x->score > y->score ? -1 : 1;
	return memcmp(x->id.b, y->id.b, sizeof(x->id.b));
}

void
hits_sort(struct hits *h)
{
	qsort(h->hit, h->n, sizeof(h->hit[0]), by_likeness);
	if (h->n > HITS_MAX) {
		h->dropped += h->n - HITS_MAX;
		h->n = HITS_MAX;
	}
}

/* The texts of those that were dropped go. */
static int
compact(struct hits *h, struct hj_error *err)
{
	struct hj_buf kept = HJ_BUF(HITS_TEXT);
	int rc = HJ_OK;

	for (size_t i = 0; i < h->n && rc == HJ_OK; i++) {
		size_t at = kept.len;

		rc = hj_buf_add(&kept, h->text.data + h->hit[i].at, h->hit[i].n,
		    err);
		h->hit[i].at = at;
	}
	hj_buf_clear(&h->text);
	h->text = kept;
	return rc;
}

int
hits_add(struct hits *h, const struct hj_row *row, const struct match_why *why,
    struct hj_error *err)
{
	struct hit *hit;

	if (h->n == HJ_LEN(h->hit)) {
		hits_sort(h);
		if (compact(h, err) != HJ_OK)
			return (int)err->code;
	}
	hit = &h->hit[h->n];
	*hit =
	    (struct hit){ row->id, why->sure, why->score, h->text.len, why->n };
	if (hj_buf_add(&h->text, why->text, why->n, err) != HJ_OK)
		return (int)err->code;
	h->n++;
	return HJ_OK;
}
