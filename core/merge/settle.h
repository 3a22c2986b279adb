/*
 * settle.h: a person settles a conflict (conflict.h).
 *
 * All rows about the field go; what was chosen stands in its place.  Nothing
 * is lost by that: the revisions that said otherwise stay.
 */
#ifndef HJ_CORE_SETTLE_H
#define HJ_CORE_SETTLE_H

#include "core/base/buf.h"
#include "core/case/conflict.h"

/* What stands in its place stays. */
void hj_settle_standing(struct hj_record *r, const struct hj_conflict *c);

/* What the row says takes the place; where it says nothing, the field or the
 * element goes.  HJ_EREFUSED: that must stand there; HJ_EINVAL: the row is
 * void, or what it keeps is not readable.  Whether references still lead
 * somewhere, check.h says. */
int hj_settle_other(struct hj_record *r, const struct hj_conflict *c,
    struct hj_error *err) HJ_MUST_CHECK;

/* Both stay, as two accounts: of a field that may occur several times another
 * one is added, of a field in an account (a birth, an age) another account.
 * HJ_EREFUSED: the outline has room for one. */
int hj_settle_both(struct hj_record *r, const struct hj_conflict *c,
    struct hj_error *err) HJ_MUST_CHECK;

/* A value of its own, as it would be typed. */
int hj_settle_value(struct hj_record *r, const struct hj_conflict *c,
    const char *p, size_t n, struct hj_error *err) HJ_MUST_CHECK;

/* The field path of what a row is about, also where it is absent now. */
int hj_settle_path(const struct hj_record *r, const struct hj_conflict *c,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
