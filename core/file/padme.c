#include "core/file/padme.h"

uint64_t
hj_padme(uint64_t n)
{
	unsigned e = 0, s = 1;
	uint64_t mask;

	if (n < 2)
		return n;
	while (n >> e > 1)
		e++;
	while (e >> s != 0)
		s++;
	mask = (UINT64_C(1) << (e - s)) - 1;
	return (n + mask) & ~mask;
}
