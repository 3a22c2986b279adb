/* gen_date.h: dates as people write them, with the days that they mean. */
#ifndef HJ_TESTS_GEN_DATE_H
#define HJ_TESTS_GEN_DATE_H

#include "tests/unit/gen_record.h"

#define GEN_DATE_TEXT 512

struct gen_date {
	char text[GEN_DATE_TEXT];
	int64_t first, last; /* INT64_MIN, INT64_MAX: none */
	bool exact; /* no other day may be allowed */
};

void gen_date(struct gen *g, struct gen_date *ret);

#endif
