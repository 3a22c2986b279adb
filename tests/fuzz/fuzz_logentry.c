/* fuzz_logentry: a page of any bytes gives entries with leaves, or is
 * refused; what it gives can be written again with the same leaves.  The same
 * bytes as head of a log. */
#include <assert.h>
#include <string.h>

#include "core/log/logentry.h"
#include "core/log/loghead.h"

#define ROOM ((size_t)1 << 20)

static void
again(const struct hj_log_entry *e, const struct hj_buf *leaf)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf page = HJ_BUF(ROOM), text = HJ_BUF(ROOM);
	struct hj_logentry_reader r;
	struct hj_log_entry f;
	int64_t last = e->time;
	bool more = false;
	int rc;

	if (e->sequence >> 62 != 0)
		return; /* no page begins there */
	rc = hj_logentry_begin(&page, e, &err);
	assert(rc == HJ_OK);
	rc = hj_logentry_add(&page, &last, e, &err);
	assert(rc == HJ_OK);
	rc = hj_logentry_open(page.data, page.len, &r, &err);
	assert(rc == HJ_OK);
	rc = hj_logentry_next(&r, &f, &more, &err);
	assert(rc == HJ_OK && more);
	rc = hj_log_leaf(&f, &text, &err);
	assert(rc == HJ_OK && text.len == leaf->len);
	assert(memcmp(text.data, leaf->data, leaf->len) == 0);
	hj_buf_clear(&page);
	hj_buf_clear(&text);
}

static void
page(const uint8_t *p, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf leaf = HJ_BUF(ROOM);
	struct hj_logentry_reader r;
	struct hj_log_entry e;
	bool more = true;

	if (hj_logentry_open(p, n, &r, &err) != HJ_OK)
		return;
	while (hj_logentry_next(&r, &e, &more, &err) == HJ_OK && more) {
		int rc;

		leaf.len = 0;
		rc = hj_log_leaf(&e, &leaf, &err);
		assert(rc == HJ_OK);
		again(&e, &leaf);
	}
	hj_buf_clear(&leaf);
}

static void
head(const uint8_t *p, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(ROOM);
	struct hj_log_head h;

	if (hj_log_head_decode(p, n, &h, &err) != HJ_OK)
		return;
	if (hj_log_head_encode(&h, &b, &err) == HJ_OK)
		assert(b.len == n && memcmp(b.data, p, n) == 0);
	hj_buf_clear(&b);
	hj_log_head_clear(&h);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	page(p, n);
	head(p, n);
	return 0;
}
