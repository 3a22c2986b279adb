/*
 * reference.h: a reference whose element is not in the file.
 *
 * When part of a file goes elsewhere (a split, a parting, an earlier revision),
 * what leads there no longer does: that there was somebody or something is
 * kept, as `withheld`, not who or what.
 */
#ifndef HJ_CORE_REFERENCE_H
#define HJ_CORE_REFERENCE_H

#include "core/case/record.h"

bool
hj_reference_is_loose(const struct hj_record *r, const struct hj_node *node);
/* HJ_ENOMEM. */
int hj_reference_withhold(struct hj_record *r, struct hj_node *node,
    struct hj_error *err) HJ_MUST_CHECK;
/* All that lead nowhere in the whole file; a list of sources loses those that
 * are gone.  HJ_ENOMEM. */
int hj_reference_mend(struct hj_record *r, struct hj_error *err) HJ_MUST_CHECK;

#endif
