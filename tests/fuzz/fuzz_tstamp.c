/* fuzz_tstamp: answers of time stamp authorities (DER, RFC 3161) and proofs of
 * OpenTimestamps, as somebody brings them. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/log/tstamp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* In memory of its own, so that a read beyond its end is told. */
static int
read_copy(const uint8_t *data, size_t size, size_t n, struct hj_tstamp *ret)
{
	struct hj_error err = HJ_ERROR;
	uint8_t *p = malloc(n != 0 ? n : 1);
	int rc = HJ_EINVAL;

	if (p != NULL) {
		memset(p, 0, n);
		memcpy(p, data, size < n ? size : n);
		rc = hj_tstamp_read(p, n, ret, &err);
	}
	free(p);
	return rc;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hj_tstamp t = { .ots = true }, other;
	size_t n;

	if (read_copy(data, size, size, &t) != HJ_OK)
		return 0;
	/* What it is of stands in it, and nothing of the time moves a cursor. */
	assert(memmem(data, size, t.hash, sizeof(t.hash)) != NULL);
	n = strnlen(t.time, sizeof(t.time));
	assert(n < sizeof(t.time) && (!t.ots || n == 0));
	for (size_t i = 0; i < n; i++)
		assert(t.time[i] >= 0x20 && t.time[i] <= 0x7e);
	if (t.ots)
		return 0;
	/* DER says how long it is: neither more nor less is taken. */
	assert(read_copy(data, size, size - 1, &other) != HJ_OK);
	assert(read_copy(data, size, size + 1, &other) != HJ_OK);
	return 0;
}
