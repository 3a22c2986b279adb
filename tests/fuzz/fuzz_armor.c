/* fuzz_armor: what reads as armor says the same when it is written again. */
#include <assert.h>
#include <string.h>

#include "core/keys/armor.h"

#define MAX ((size_t)2 << 20)

static int
give(void *from, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	struct hj_cursor *c = from;

	(void)err;
	*got = c->left < n ? c->left : n;
	if (*got != 0)
		memcpy(p, c->p, *got);
	c->p += *got;
	c->left -= *got;
	return HJ_OK;
}

static int
append(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	return hj_buf_add(to, p, n, err);
}

static int
read_all(const uint8_t *p, size_t n, struct hj_buf *to)
{
	struct hj_cursor c = HJ_CURSOR(p, n);
	struct hj_feed feed = { .read = give, .from = &c };
	struct hj_armor_reader r = { .from = &feed };
	struct hj_error err = HJ_ERROR;
	uint8_t some[100];
	size_t got = 1;
	int rc = HJ_OK;

	while (rc == HJ_OK && got != 0)
		if ((rc = hj_armor_get(&r, some, sizeof(some), &got, &err)) ==
		    HJ_OK)
			assert(hj_buf_add(to, some, got, &err) == HJ_OK);
	return rc;
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct hj_buf bytes = HJ_BUF(MAX), text = HJ_BUF(MAX);
	struct hj_buf again = HJ_BUF(MAX);
	struct hj_armor_writer w = { .write = append, .to = &text };
	struct hj_error err = HJ_ERROR;

	if (read_all(p, n, &bytes) == HJ_OK) {
		assert(hj_armor_put(&w, bytes.data, bytes.len, &err) == HJ_OK);
		assert(hj_armor_end(&w, &err) == HJ_OK);
		assert(read_all(text.data, text.len, &again) == HJ_OK);
		assert(again.len == bytes.len);
		assert(again.len == 0 ||
		    memcmp(again.data, bytes.data, bytes.len) == 0);
	}
	hj_buf_clear(&bytes);
	hj_buf_clear(&text);
	hj_buf_clear(&again);
	return 0;
}
