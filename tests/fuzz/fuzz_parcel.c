/* fuzz_parcel: what hanji hears from the program that takes packages apart, if
 * a package took that over; and for whom a signature says that it was written. */
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/arriving/parcel_own.h"
#include "cli/leaving/addressee.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What came in, in pieces of `piece`, and what of it was kept. */
static int
hear(const uint8_t *data, size_t size, size_t piece, int null, uint64_t *kept)
{
	struct hj_buf lines = HJ_BUF(1 << 16);
	struct parcel_hearing h = PARCEL_HEARING;
	struct hj_error err = HJ_ERROR;
	int rc = HJ_OK;

	h.tar = h.exchange = null;
	h.lines = &lines;
	for (size_t at = 0; at < size && rc == HJ_OK; at += piece)
		rc = parcel_hear(&h, data + at,
		    piece < size - at ? piece : size - at, &err);
	*kept = h.heard + lines.len + h.said.len;
	assert(*kept <= size);
	if (rc == HJ_OK && h.ended)
		assert(h.left == 0 && h.nhead == 0 && h.said.len == 0);
	hj_buf_clear(&h.said);
	hj_buf_clear(&lines);
	return rc;
}

static void
addressed(const char *p, size_t n)
{
	const char key[] = "age1qyqszqgpqyqszqgpqyqszqgpqyqszqgp";

	if (addressee_is(p, n, key) == ADDRESSEE_HERE)
		assert(memmem(p, n, key, sizeof(key) - 1) != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	uint64_t once, often;
	uint8_t *p = malloc(size != 0 ? size : 1);

	if (null >= 0 && p != NULL) {
		memcpy(p, data, size);
		if (hear(p, size, size, null, &once) == HJ_OK) {
			assert(hear(p, size, 3, null, &often) == HJ_OK);
			assert(once == often);
		}
		addressed((const char *)p, size);
	}
	free(p);
	if (null >= 0)
		(void)close(null);
	return 0;
}
