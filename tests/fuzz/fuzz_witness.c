/* What is carried between two offices: requests, forks, and the record of
 * them; cosignatures by themselves have a target of their own. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/log/cosign.h"
#include "core/log/growth.h"
#include "core/log/witness.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_record(const uint8_t *data, size_t size)
{
	struct hj_witness w = HJ_WITNESS;
	struct hj_buf again = HJ_BUF((size_t)16 << 20);
	struct hj_error err = HJ_ERROR;

	if (hj_witness_decode(data, size, &w, &err) == HJ_OK &&
	    hj_witness_encode(&w, &again, &err) == HJ_OK)
		assert(again.len <= size);
	hj_buf_clear(&again);
	hj_witness_clear(&w);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *p = (const char *)data;
	struct hj_buf b = HJ_BUF(HJ_FORK_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_note_key k = { .name = "hanji-witness/0123456789abcdef" };
	struct hj_checkpoint x, y;
	struct hj_cosignature c;
	struct hj_growth g;
	struct hj_fork f;

	/* What is read is written as it was. */
	if (hj_growth_parse(p, size, &g, &err) == HJ_OK &&
	    hj_growth_write(&g, &b, &err) == HJ_OK)
		assert(b.len == size && memcmp(b.data, data, size) == 0);
	hj_buf_reset(&b);
	if (hj_fork_parse(p, size, &f, &err) == HJ_OK) {
		if (hj_fork_write(&f, &b, &err) == HJ_OK)
			assert(b.len == size &&
			    memcmp(b.data, data, size) == 0);
		assert(hj_fork_check(&f, &k, &x, &y, &err) != HJ_OK);
	}
	assert(hj_cosign_find(p, size, &k, "x\n", 2, &c, &err) != HJ_OK);
	if (hj_cosign_vkey_parse(p, size, &k, &err) == HJ_OK) {
		hj_buf_reset(&b);
		assert(hj_cosign_vkey(&k, &b, &err) == HJ_OK && b.len == size);
	}
	read_record(data, size);
	hj_buf_clear(&b);
	return 0;
}
