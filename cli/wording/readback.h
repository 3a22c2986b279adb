/*
 * readback.h: what was recorded, in the words in which a person would say it.
 *
 * "Kim Yeonghui is the mother or father of Kim Cheolsu", "Kim Yeonghui agrees
 * that the name may appear in public UN documents": a slip in the direction of
 * a relation, or in a scope, is heard at once.
 */
#ifndef HJ_CLI_READBACK_H
#define HJ_CLI_READBACK_H

#include "core/base/buf.h"
#include "core/case/record.h"

/* The first name that a person has, as it is said; "the person" without one.
 * Appended. */
int readback_name(const struct hj_node *person, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* One sentence a relation: between two by name, `in` a file whose own codes it
 * may use, or between persons of any files; one a scope of a consent, each
 * with a line feed at its end.  Appended. */
int readback_said(const struct hj_node *in, const char *a, const char *b,
    const char *type, bool korean, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
int readback_between(const struct hj_node *a, const struct hj_node *b,
    const char *type, bool korean, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
int readback_relation(const struct hj_record *r, const struct hj_node *relation,
    bool korean, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;
int readback_consent(const struct hj_record *r, const struct hj_node *consent,
    bool korean, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* Either of them, or nothing for other elements. */
int readback(const struct hj_record *r, const struct hj_node *node, bool korean,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
