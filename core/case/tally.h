/*
 * tally.h: what was spent on somebody, by currency, exactly.
 *
 * Services that were refused or cancelled do not count; those that are only
 * planned are summed apart.  Nothing is converted.
 */
#ifndef HJ_CORE_TALLY_H
#define HJ_CORE_TALLY_H

#include "core/base/decimal.h"
#include "core/case/record.h"

#define HJ_TALLY_MAX 64 /* currencies: the list has fewer */

struct hj_tally_line {
	const char *currency; /* borrowed from the record; "": not said */
	size_t services;
	struct hj_decimal given, planned;
};

struct hj_tally {
	size_t n;
	struct hj_tally_line line[HJ_TALLY_MAX]; /* in order of appearance */
};

/* HJ_ELIMIT: too many currencies, or a sum too large. */
int hj_tally_services(const struct hj_record *r, struct hj_tally *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
