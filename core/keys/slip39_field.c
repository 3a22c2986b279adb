#include <string.h>

#include <sodium.h>

#include "core/keys/slip39_own.h"

/* Both operands may be secret: no table, no branch. */
static uint8_t
multiply(uint8_t a, uint8_t b)
{
	unsigned product = 0, shifted = a;

	for (unsigned i = 0; i < 8; i++) {
		product ^= shifted & (0U - ((unsigned)b >> i & 1U));
		shifted = shifted << 1 ^ (0x11bU & (0U - (shifted >> 7 & 1U)));
	}
	return (uint8_t)product;
}

/* a^254, which is 1/a. */
static uint8_t
invert(uint8_t a)
{
	uint8_t power = a;

	for (int i = 0; i < 6; i++)
		power = multiply(multiply(power, power), a);
	return multiply(power, power);
}

void
hj_slip39_interpolate(const struct hj_slip39_point *points, size_t n,
    size_t len, uint8_t x, uint8_t *ret)
{
	sodium_memzero(ret, len);
	for (size_t i = 0; i < n; i++) {
		uint8_t above = 1, below = 1;

		for (size_t j = 0; j < n; j++) {
			if (j == i)
				continue;
			above = multiply(above, (uint8_t)(x ^ points[j].x));
			below = multiply(below,
			    (uint8_t)(points[i].x ^ points[j].x));
		}
		above = multiply(above, invert(below));
		for (size_t k = 0; k < len; k++)
			ret[k] ^= multiply(above, points[i].y[k]);
	}
}
