/*
 * when.h: of which time a field of a case file speaks.
 *
 * A code stands beside a date: that of the event, the period of detention, the
 * residence around it.  A place or an authority has none of its own; it is
 * spoken of by the events that name it, each at its date.
 */
#ifndef HJ_CORE_WHEN_H
#define HJ_CORE_WHEN_H

#include "core/base/buf.h"
#include "core/case/record.h"
#include "core/vocab/vocab.h"

/* Append the date, as EDTF, of the nearest element around `node` (or itself)
 * that has one: `date`, with `end` as an interval, or `from` and `to`.
 * Nothing is appended when none has.  Errors of `to`. */
int hj_when(const struct hj_node *node, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* Append the label of a code that stands at `node`, by the name of its date,
 * or by the names of all dates at which the element that it belongs to is
 * spoken of. */
int hj_when_label(const struct hj_node *node, const struct hj_code_row *row,
    bool korean, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* Is it certain that the code was not in use at any of these dates?  *instead
 * gets the code that was, or NULL when there is none or more than one. */
int hj_when_wrong(const struct hj_node *node, const struct hj_code_row *row,
    bool *ret, const char **instead, struct hj_error *err) HJ_MUST_CHECK;

#endif
