/*
 * origin.h: on how many independent origins does an assertion rest?
 *
 * Corroboration counts origins, not reports (record.md rule 12).
 *
 *  1. A source goes back to the sources that it is `based-on`, and these to
 *     theirs.  Five reports of one agency are one origin.
 *  2. A source that is based on none is an origin.  Two that are talks with
 *     one person are one origin, that person; two that hold one document, or
 *     what was made from it (a translation, a copy: `of` of the evidence), are
 *     one origin, that document.
 *  3. Sources that are based on each other only are one origin together.
 *  4. What is based on something that the file no longer holds goes back to
 *     that; what is based on nobody knows what (`known`) has no known origin.
 *  5. A translated text (`tr-of`) has the origins of its original.
 *  6. Two sources are independent when no origin is common to both.  The
 *     number of an assertion is that of the most sources it names of which any
 *     two are independent: a report that draws on ten testimonies is one, and
 *     none beside one of them.
 *  7. An assertion that names no source has no known origin.  It adds nothing:
 *     it may come from any of the others.
 *
 * So neither the order of anything nor a further report of an origin that is
 * there already changes a number.
 */
#ifndef HJ_CORE_ORIGIN_H
#define HJ_CORE_ORIGIN_H

#include "core/case/record.h"

struct hj_origins;

/* How the sources of a file hang together.  Borrows from the record, which
 * must not change meanwhile.  HJ_ENOMEM. */
int hj_origins_new(const struct hj_record *r, struct hj_origins **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_origins_free(struct hj_origins *o);

/* Origins that are remembered of one source or assertion.  A report that goes
 * back to more shares some of them with anything, as far as we say. */
#define HJ_ORIGIN_MOST 16

struct hj_origin_set {
	bool many; /* more than HJ_ORIGIN_MOST */
	bool states; /* of an assertion: States say all that is known of it */
	uint8_t sources; /* that an assertion names; 255: or more */
	uint8_t n;
	uint32_t key[HJ_ORIGIN_MOST]; /* ids as numbers, ascending; 0: unknown */
};

/* All that an assertion goes back to. */
void hj_origins_of(const struct hj_origins *o, const struct hj_node *assertion,
    struct hj_origin_set *ret);
/* Is any of them known? */
bool hj_origins_known(const struct hj_origin_set *s);
/* Is a known origin in both? */
bool
hj_origins_meet(const struct hj_origin_set *a, const struct hj_origin_set *b);

struct hj_origin_count {
	size_t sources; /* named, each once */
	size_t independent; /* known origins, by rule 6 */
	bool unknown; /* something of it has no known origin */
	bool states; /* all that is known are statements of States */
};

/* Of assertions that say the same.  HJ_ENOMEM. */
int hj_origins_count(const struct hj_origins *o,
    const struct hj_node *const *assertions, size_t n,
    struct hj_origin_count *ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
