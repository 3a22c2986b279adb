/*
 * duplicate.h: files of a vault that may be about one person.
 *
 * Persons whose names share a key (namekey.h) are compared by what their rows
 * say (alike.h); no record is opened.  Files that are tied already, as the same
 * person, as not the same, or because one came out of the other, are left out:
 * what was decided is not asked again.
 *
 * Of people who all have one name every two are a pair, millions of them: the
 * likeliest are told, the rest is counted.
 *
 * Memory: about 150 bytes a person, 12 a key, 48 a pair that is told.
 */
#ifndef HJ_CORE_DUPLICATE_H
#define HJ_CORE_DUPLICATE_H

#include "core/duplicates/alike.h"
#include "core/vault/vault.h"

struct hj_duplicate_side {
	struct hj_id id;
	const struct hj_person_row *person;
	const char *name; /* the form that is most like the other's */
	size_t n;
};

struct hj_duplicate {
	struct hj_duplicate_side a, b;
	struct hj_alike alike;
	enum hj_alike_band band;
};

struct hj_duplicate_facts {
	uint64_t persons, compared;
	uint64_t found[HJ_ALIKE_BANDS]; /* pairs; none in HJ_ALIKE_NOT */
	uint64_t told; /* of them; the others are no likelier than these */
	uint64_t passed; /* pairs of a very common name, and nothing else to
			  * tell them apart by: not compared */
};

/* So many are told where nobody says how many: more than anybody reads. */
#define HJ_DUPLICATES_TOLD 10000

/* Everything is borrowed until it returns; a non-zero return stops. */
typedef int
hj_duplicate_fn(void *to, const struct hj_duplicate *d, struct hj_error *err);

/*
 * All pairs, or those with a person of one case (only; NULL: all): `most` of
 * them, the likeliest first and equally likely ones by their ids, each pair of
 * persons once.  HJ_ENOMEM, HJ_ECORRUPT, HJ_EINTERRUPTED.
 */
int hj_vault_duplicates(struct hj_vault *v, const struct hj_id *only,
    size_t most, hj_duplicate_fn *fn, void *to, const struct hj_progress *p,
    struct hj_duplicate_facts *ret, struct hj_error *err) HJ_MUST_CHECK;

/* ---- files that are not in the vault yet ---- */

struct hj_lookalikes; /* everybody of the vault, in memory */

int hj_lookalikes_open(struct hj_vault *v, const struct hj_progress *p,
    struct hj_lookalikes **ret, struct hj_error *err) HJ_MUST_CHECK;
void hj_lookalikes_free(struct hj_lookalikes *l);

/* Who of another file of the vault may be a person of this record: a is in the
 * record, b in the vault; likewise `most`, the likeliest first.  HJ_EINVAL: the
 * record has no id. */
int hj_lookalikes_of(struct hj_lookalikes *l, const struct hj_record *r,
    size_t most, hj_duplicate_fn *fn, void *to, struct hj_duplicate_facts *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
