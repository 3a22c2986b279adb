/* census_own.h: what the files of census.h share; theirs alone. */
#ifndef HJ_CORE_CENSUS_OWN_H
#define HJ_CORE_CENSUS_OWN_H

#include "core/store/census.h"

/* What is being counted. */
struct hj_counted {
	const struct hj_record *record;
	const struct hj_node *node; /* the file, the period of detention ... */
	const struct hj_node *subject; /* a person or group; NULL: none */
	struct hj_span when; /* INT32_MIN, INT32_MAX: nobody knows */
};

/* Its category under a field, into to[HJ_CATEGORY].  HJ_ENOMEM. */
int
hj_census_category(const struct hj_census_field *f, const struct hj_counted *c,
    char to[static HJ_CATEGORY], struct hj_error *err) HJ_MUST_CHECK;

#endif
