/*
 * sense.h: can what a case file says be true?
 *
 * check.h has found that the file is one; this looks at what it means.  Every
 * finding has a field path, a code and what to do about it.
 *
 *  1. A fault is what no source can have meant: one element that contradicts
 *     itself (a detention that ends before it begins, at least 9 and at most 5,
 *     two preferred accounts, a text of blanks), or two that the same sources
 *     tell, without another account beside either of them (a death before the
 *     arrest).  It refuses a change and an import.
 *  2. It must be certain: the dates are compared by what they allow, and a date
 *     that is doubtful or about (? ~ %) makes nothing certain.  So whoever has
 *     to keep what a document really says marks the date as doubtful, and it
 *     stays.
 *  3. Everything else is a warning: what is only possible, what different
 *     sources tell (a dispute between accounts is never a fault), what is more
 *     than a file should hold.
 *  4. A lunar date is not compared with others.
 *  5. A place is finer than its level allows when its county, locality,
 *     facility, name or position is marked conf="public" (petitions.md 3: no
 *     place below the province in what anybody may read) and it is where a
 *     person comes from, was born or lives who is not known to be safe: it
 *     tells those who hold them who they are.  Where somebody was caught or is
 *     held may be public, because they know it who did it.
 *  6. `today` may be wrong, as any clock: dates in the future are warnings.
 */
#ifndef HJ_CORE_SENSE_H
#define HJ_CORE_SENSE_H

#include "core/case/check.h"

/* No day is the future. */
#define HJ_SENSE_NO_DAY INT32_MAX

/* Of a record without faults of check.h.  Reports every finding; HJ_EINVAL
 * when one was a fault (the error names the first and how many), HJ_OK when
 * there were only warnings; HJ_ENOMEM.  fn may be NULL. */
int hj_sense_record(const struct hj_record *r, int32_t today, hj_finding_fn *fn,
    void *to, struct hj_error *err) HJ_MUST_CHECK;

/* check.h and then, when that found no fault, this. */
int hj_sense_check(const struct hj_record *r, int32_t today, hj_finding_fn *fn,
    void *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
