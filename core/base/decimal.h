/*
 * decimal.h: amounts, exactly; no floating point anywhere.
 *
 * Up to 15 digits before the point and 9 after it, as the schema allows.  A
 * sum keeps as many digits after the point as the longest of what it added.
 */
#ifndef HJ_CORE_DECIMAL_H
#define HJ_CORE_DECIMAL_H

#include "core/base/error.h"

/* Whole and parts of a thousand millions, both with the sign of the value. */
struct hj_decimal {
	int64_t whole;
	int32_t nano;
	uint8_t digits; /* shown after the point, 0 to 9 */
};

/* -123.456: no leading zeros, a digit on each side of the point. */
bool hj_decimal_parse(const char *p, size_t n, struct hj_decimal *ret);

/* HJ_ELIMIT: the sum has more digits than a value holds; *to is unchanged. */
int hj_decimal_add(struct hj_decimal *to, const struct hj_decimal *d,
    struct hj_error *err) HJ_MUST_CHECK;

#define HJ_DECIMAL_TEXT 32
void
hj_decimal_text(const struct hj_decimal *d, char ret[static HJ_DECIMAL_TEXT]);

#endif
