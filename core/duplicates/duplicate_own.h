/*
 * duplicate_own.h: the persons of a vault in memory, for duplicate*.c only.
 */
#ifndef HJ_CORE_DUPLICATE_OWN_H
#define HJ_CORE_DUPLICATE_OWN_H

#include "core/duplicates/duplicate.h"
#include "core/names/name.h"

struct hj_crowd_person {
	uint32_t file; /* position in file */
	struct hj_person_row says;
	uint32_t name, nnames; /* first of its names, how many */
};

struct hj_crowd_file {
	struct hj_id id;
	struct hj_span when;
	uint32_t places; /* in text: codes, a blank after each, NUL */
	uint32_t link, nlinks; /* in links: ids it is tied to */
};

struct hj_crowd_name {
	uint32_t at, n; /* in text */
};

struct hj_crowd_key {
	uint32_t key, person;
};

/* Each is an array in a buffer. */
struct hj_crowd {
	struct hj_buf file, person, name, key, link;
	struct hj_buf text;
};

#define HJ_CROWD(c, type, i)                                                   \
	(((const struct hj_crowd_##type *)(const void *)(c)->type.data)[i])
#define HJ_CROWD_N(c, type) ((c)->type.len / sizeof(struct hj_crowd_##type))

void hj_crowd_init(struct hj_crowd *c);
void hj_crowd_clear(struct hj_crowd *c);
/* Everybody of the vault; keys are sorted then. */
int hj_crowd_fill(struct hj_crowd *c, struct hj_vault *v,
    const struct hj_progress *p, struct hj_error *err) HJ_MUST_CHECK;
/* One file more, which is not sorted in; `id` may be that of a stored one. */
int hj_crowd_add(struct hj_crowd *c, const struct hj_row *row,
    struct hj_error *err) HJ_MUST_CHECK;
/* Take away what was added since it was like this; keys too. */
struct hj_crowd_size {
	size_t file, person, name, key, link, text;
};
struct hj_crowd_size hj_crowd_size(const struct hj_crowd *c);
void hj_crowd_shrink(struct hj_crowd *c, const struct hj_crowd_size *to);

/* Two persons: how alike they are (d->band), and by which of their names. */
int hj_crowd_compare(const struct hj_crowd *c, struct hj_namer *namer,
    uint32_t one, uint32_t other, struct hj_duplicate *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Were these two files tied before? */
bool hj_crowd_tied(const struct hj_crowd *c, uint32_t file, uint32_t other);

/* ---- those who share a key: duplicate_circle.c ---- */

struct hj_circle {
	uint32_t first, n; /* in the keys of the crowd */
};

/* Circles of few stand before those of very many. */
struct hj_circles {
	struct hj_buf circle;
	struct hj_buf of; /* uint32_t: the circles of each person, ascending */
	struct hj_buf from; /* uint32_t: where they begin; one more at the end */
};

/* From the sorted keys of a crowd.  HJ_ENOMEM. */
int hj_circles_draw(struct hj_circles *s, const struct hj_crowd *c,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_circles_clear(struct hj_circles *s);
bool hj_circle_is_common(const struct hj_circle *circle);
/* The first circle that both are in; both are in one. */
uint32_t hj_circles_first(const struct hj_circles *s, uint32_t a, uint32_t b);

/* ---- the likeliest pairs so far: likeliest.c ---- */

struct hj_likeliest {
	const struct hj_crowd *crowd;
	size_t most;
	struct hj_buf pair;
	struct hj_duplicate_facts *facts; /* found and told are counted */
};

/* Counts it, and keeps it while no `most` others are likelier. */
int hj_likeliest_add(struct hj_likeliest *l, uint32_t a, uint32_t b,
    const struct hj_duplicate *d, struct hj_error *err) HJ_MUST_CHECK;
/* Tell those that were kept, the likeliest first. */
int hj_likeliest_tell(struct hj_likeliest *l, struct hj_namer *namer,
    hj_duplicate_fn *fn, void *to, struct hj_error *err) HJ_MUST_CHECK;
void hj_likeliest_clear(struct hj_likeliest *l);

#endif
