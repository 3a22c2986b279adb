/*
 * ageread.h: the age that a person means by what he types, and how he counts.
 *
 * Korean age counts from one at birth and grows at New Year; it is one or two
 * more than the full years.  "만 35세" are full years, "세는나이 35" is Korean
 * age, and "35세" or "35 years old" may be either: nothing is guessed, and no
 * age is turned into the other.
 */
#ifndef HJ_CORE_AGEREAD_H
#define HJ_CORE_AGEREAD_H

#include "core/base/error.h"

struct hj_age_read {
	unsigned years;
	const char *type; /* code of the list age-type; NULL: not said */
	bool as_written; /* a bare number */
};

/* HJ_EINVAL: not a whole number of years; the text says what is expected.
 * HJ_ENOMEM. */
int hj_age_read(const char *p, size_t n, struct hj_age_read *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
