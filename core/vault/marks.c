#include <stdlib.h>

#include "core/vault/verify_own.h"

int
hj_marks_init(struct hj_marks *m, uint64_t last, struct hj_error *err)
{
	m->n = last + 1;
	m->bits = calloc((size_t)(m->n / 8 + 1), 1);
	if (m->bits == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	return HJ_OK;
}

void
hj_marks_clear(struct hj_marks *m)
{
	free(m->bits);
	m->bits = NULL;
	m->n = 0;
}

void
hj_marks_set(struct hj_marks *m, uint64_t number)
{
	if (number < m->n)
		m->bits[number / 8] |= (uint8_t)(1u << number % 8);
}

bool
hj_marks_has(const struct hj_marks *m, uint64_t number)
{
	return number < m->n && (m->bits[number / 8] >> number % 8 & 1) != 0;
}
