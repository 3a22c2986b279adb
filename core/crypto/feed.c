#include <string.h>

#include "core/crypto/feed.h"

/* Some bytes ahead, or the end. */
static int
fill(struct hj_feed *f, struct hj_error *err)
{
	int rc;

	if (f->at < f->len || f->end)
		return HJ_OK;
	f->at = f->len = 0;
	rc = f->read(f->from, f->data, sizeof(f->data), &f->len, err);
	f->end = rc != HJ_OK || f->len == 0;
	return rc;
}

int
hj_feed_peek(struct hj_feed *f, int *ret, struct hj_error *err)
{
	int rc = fill(f, err);

	if (rc == HJ_OK)
		*ret = f->at < f->len ? f->data[f->at] : -1;
	return rc;
}

void
hj_feed_skip(struct hj_feed *f)
{
	f->at += f->at < f->len;
}

int
hj_feed_take(struct hj_feed *f, uint8_t *p, size_t n, size_t *got,
    struct hj_error *err)
{
	size_t have = 0;
	int rc = HJ_OK;

	while (rc == HJ_OK && have < n && !(f->end && f->at == f->len)) {
		size_t some = f->len - f->at;

		if (some != 0) {
			some = some < n - have ? some : n - have;
			memcpy(p + have, f->data + f->at, some);
			f->at += some;
		} else if (n - have >= sizeof(f->data)) {
			rc = f->read(f->from, p + have, n - have, &some, err);
			f->end = rc != HJ_OK || some == 0;
		} else {
			rc = fill(f, err);
		}
		have += some;
	}
	*got = have;
	return rc;
}

int
hj_feed_line(struct hj_feed *f, struct hj_buf *to, struct hj_error *err)
{
	const uint8_t *end = NULL;
	int rc;

	while (end == NULL) {
		size_t n, room = to->max - to->len;

		if ((rc = fill(f, err)) != HJ_OK)
			return rc;
		n = f->len - f->at < room ? f->len - f->at : room;
		if (n == 0)
			return HJ_OK;
		end = memchr(f->data + f->at, '\n', n);
		if (end != NULL)
			n = (size_t)(end + 1 - (f->data + f->at));
		if ((rc = hj_buf_add(to, f->data + f->at, n, err)) != HJ_OK)
			return rc;
		f->at += n;
	}
	return HJ_OK;
}
