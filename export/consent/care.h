/*
 * care.h: what of resettlement may leave the office: nothing.
 *
 * A follow-up case never enters a petition or an annex, and no export for
 * others carries it or one of its elements, whatever level somebody gave them
 * and whoever consented: where a person lives now, and on what, must not lie
 * beside the case against the State that looks for her.
 */
#ifndef HJ_EXPORT_CARE_H
#define HJ_EXPORT_CARE_H

#include "core/case/record.h"

/* Is the whole file one? */
bool hj_care_is_case(const struct hj_record *r);

/* Is this element, or one that it stands in, of that class? */
bool hj_care_is(const struct hj_node *node);

/* HJ_EREFUSED with the id when the file is a follow-up case. */
int
hj_care_refuse(const struct hj_record *r, struct hj_error *err) HJ_MUST_CHECK;

#endif
