#include "core/base/decimal.h"

#include <inttypes.h>
#include <stdio.h>

#define NANO 1000000000
#define WHOLE_DIGITS 15
#define PART_DIGITS 9

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* p[0..n) as a number; false: not all are digits. */
static bool
digits(const char *p, size_t n, int64_t *ret)
{
	int64_t v = 0;

	for (size_t i = 0; i < n; i++) {
		if (!is_digit(p[i]))
			return false;
		v = v * 10 + (p[i] - '0');
	}
	*ret = v;
	return true;
}

bool
hj_decimal_parse(const char *p, size_t n, struct hj_decimal *ret)
{
	bool minus = n > 0 && p[0] == '-';
	size_t whole = 0, part;
	int64_t before, after = 0;

	p += minus ? 1 : 0;
	n -= minus ? 1 : 0;
	while (whole < n && p[whole] != '.')
		whole++;
	part = n - whole;
	if (whole == 0 || whole > WHOLE_DIGITS || (whole > 1 && p[0] == '0') ||
	    part == 1 || part > 1 + PART_DIGITS || !digits(p, whole, &before))
		return false;
	if (part != 0 && !digits(p + whole + 1, part - 1, &after))
		return false;
	for (size_t i = part != 0 ? part - 1 : 0; i < PART_DIGITS; i++)
		after *= 10;
	*ret = (struct hj_decimal){
		.whole = minus ? -before : before,
		.nano = (int32_t)(minus ? -after : after),
		.digits = (uint8_t)(part != 0 ? part - 1 : 0),
	};
	return true;
}

int
hj_decimal_add(struct hj_decimal *to, const struct hj_decimal *d,
    struct hj_error *err)
{
	int64_t whole, nano = (int64_t)to->nano + d->nano;
	bool over = __builtin_add_overflow(to->whole, d->whole, &whole);

	over = over || __builtin_add_overflow(whole, nano / NANO, &whole);
	nano %= NANO;
	/* One sign for both: 2 and -0.5 is 1.5. */
	if (whole > 0 && nano < 0) {
		whole--;
		nano += NANO;
	} else if (whole < 0 && nano > 0) {
		whole++;
		nano -= NANO;
	}
	if (over)
		return hj_fail(err, HJ_ELIMIT,
		    "these amounts are too large to be added");
	to->whole = whole;
	to->nano = (int32_t)nano;
	if (d->digits > to->digits)
		to->digits = d->digits;
	return HJ_OK;
}

void
hj_decimal_text(const struct hj_decimal *d, char ret[static HJ_DECIMAL_TEXT])
{
	bool minus = d->whole < 0 || d->nano < 0;
	/* The smallest value has no positive twin. */
	uint64_t whole =
	    d->whole < 0 ? -(uint64_t)d->whole : (uint64_t)d->whole;
	char part[PART_DIGITS + 2];

	(void)snprintf(part, sizeof(part), "%09" PRIu32,
	    (uint32_t)(d->nano < 0 ? -d->nano : d->nano) % NANO);
	(void)snprintf(ret, HJ_DECIMAL_TEXT, "%s%" PRIu64 "%s%.*s",
	    minus ? "-" : "", whole, d->digits != 0 ? "." : "", (int)d->digits,
	    part);
}
