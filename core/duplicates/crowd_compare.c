#include <string.h>

#include "core/duplicates/duplicate_own.h"
#include "core/names/namescore.h"

/* Below this a name is no longer alike, whatever else fits. */
#define NAME_LEAST 5.0

/* The two forms of their names that are most alike. */
static int
best_names(const struct hj_crowd *c, struct hj_namer *namer,
    const struct hj_crowd_person *x, const struct hj_crowd_person *y,
    struct hj_duplicate *d, double *best, struct hj_error *err)
{
	struct hj_name a = { .n = 0 }, b = { .n = 0 };
	int rc = HJ_OK;

	*best = HJ_SCORE_NONE;
	for (uint32_t i = 0; i < x->nnames && rc == HJ_OK; i++) {
		const struct hj_crowd_name *na =
		    &HJ_CROWD(c, name, x->name + i);
		const char *ta = (const char *)c->text.data + na->at;

		rc = hj_name_read(namer, ta, na->n, &a, err);
		for (uint32_t k = 0; k < y->nnames && rc == HJ_OK; k++) {
			const struct hj_crowd_name *nb =
			    &HJ_CROWD(c, name, y->name + k);
			const char *tb = (const char *)c->text.data + nb->at;
			double score;

			if ((rc = hj_name_read(namer, tb, nb->n, &b, err)) !=
				HJ_OK ||
			    (score = hj_name_score(&a, &b)) <= *best ||
			    hj_name_likeness(score, &a, &b) <= HJ_WIDE)
				continue;
			*best = score;
			d->a.name = ta;
			d->a.n = na->n;
			d->b.name = tb;
			d->b.n = nb->n;
		}
	}
	hj_name_clear(&a);
	hj_name_clear(&b);
	return rc;
}

int
hj_crowd_compare(const struct hj_crowd *c, struct hj_namer *namer, uint32_t one,
    uint32_t other, struct hj_duplicate *ret, struct hj_error *err)
{
	const struct hj_crowd_person *x = &HJ_CROWD(c, person, one),
				     *y = &HJ_CROWD(c, person, other);
	const struct hj_crowd_file *fx = &HJ_CROWD(c, file, x->file),
				   *fy = &HJ_CROWD(c, file, y->file);
	const struct hj_alike_side a = { &x->says, fx->when,
		(const char *)c->text.data + fx->places },
				   b = { &y->says, fy->when,
					   (const char *)c->text.data +
					       fy->places };
	struct hj_duplicate d = { .a = { .id = fx->id, .person = &x->says },
		.b = { .id = fy->id, .person = &y->says },
		.band = HJ_ALIKE_NOT };
	double name;

	if (best_names(c, namer, x, y, &d, &name, err) != HJ_OK)
		return (int)err->code;
	if (name >= NAME_LEAST) {
		hj_alike_weigh(name, &a, &b, &d.alike);
		d.band = hj_alike_band(&d.alike);
	}
	*ret = d;
	return HJ_OK;
}
