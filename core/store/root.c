#include "core/base/limits.h"
#include "core/store/root.h"

#define ROOT_VERSION 0

void
hj_root_head_init(struct hj_root_head *h)
{
	*h = (struct hj_root_head){ .next = HJ_RECORD_OTHERS,
		.next_page = HJ_RECORD_FIRST };
	h->log = HJ_BUF(HJ_LOG_HEAD_MAX);
	hj_list_init(&h->pages);
}

void
hj_root_head_clear(struct hj_root_head *h)
{
	hj_buf_clear(&h->log);
	hj_list_clear(&h->pages);
	hj_root_head_init(h);
}

int
hj_root_head_encode(const struct hj_root_head *h, struct hj_buf *to,
    struct hj_error *err)
{
	if (hj_buf_u16(to, ROOT_VERSION, err) != HJ_OK ||
	    hj_buf_u64(to, h->next, err) != HJ_OK ||
	    hj_buf_u64(to, h->next_page, err) != HJ_OK ||
	    hj_buf_u64(to, h->commits, err) != HJ_OK ||
	    hj_buf_u64(to, h->cases, err) != HJ_OK ||
	    hj_buf_u64(to, h->revisions, err) != HJ_OK ||
	    hj_buf_u64(to, h->unindexed, err) != HJ_OK ||
	    hj_buf_u64(to, h->unindexed_from, err) != HJ_OK ||
	    hj_buf_u32(to, (uint32_t)h->log.len, err) != HJ_OK ||
	    hj_buf_add(to, h->log.data, h->log.len, err) != HJ_OK ||
	    hj_list_encode(&h->pages, to, err) != HJ_OK)
		return (int)err->code;
	if (hj_buf_add(to, h->witness, sizeof(h->witness), err) != HJ_OK ||
	    hj_buf_add(to, h->settings, sizeof(h->settings), err) != HJ_OK)
		return (int)err->code;
	return hj_buf_u32(to, h->untold, err);
}

static int
version(struct hj_cursor *c, struct hj_error *err)
{
	uint16_t v = hj_cursor_u16(c);

	if (c->bad)
		return hj_fail(err, HJ_ECORRUPT, "a root is damaged");
	if (v > ROOT_VERSION)
		return hj_fail(err, HJ_EVERSION,
		    "this vault was written by a newer hanji; install it");
	return HJ_OK;
}

int
hj_root_head_decode(const uint8_t *p, size_t n, struct hj_root_head *ret,
    struct hj_error *err)
{
	struct hj_cursor c = HJ_CURSOR(p, n);
	struct hj_root_head h;
	const uint8_t *log;
	size_t log_len;

	hj_root_head_init(&h);
	if (version(&c, err) != HJ_OK)
		return (int)err->code;
	h.next = hj_cursor_u64(&c);
	h.next_page = hj_cursor_u64(&c);
	h.commits = hj_cursor_u64(&c);
	h.cases = hj_cursor_u64(&c);
	h.revisions = hj_cursor_u64(&c);
	h.unindexed = hj_cursor_u64(&c);
	h.unindexed_from = hj_cursor_u64(&c);
	log_len = hj_cursor_u32(&c);
	log = hj_cursor_bytes(&c, log_len);
	if (c.bad || h.next < HJ_RECORD_OTHERS || h.next_page < HJ_RECORD_FIRST)
		return hj_fail(err, HJ_ECORRUPT, "a root is damaged");
	if (hj_buf_add(&h.log, log, log_len, err) != HJ_OK ||
	    hj_list_decode(&c, &h.pages, err) != HJ_OK) {
		hj_root_head_clear(&h);
		return (int)err->code;
	}
	/* An earlier hanji did not write them. */
	if (c.left != 0)
		hj_cursor_copy(&c, h.witness, sizeof(h.witness));
	if (c.left != 0) {
		hj_cursor_copy(&c, h.settings, sizeof(h.settings));
		h.untold = hj_cursor_u32(&c);
	}
	if (c.bad || c.left != 0) {
		hj_root_head_clear(&h);
		return hj_fail(err, HJ_ECORRUPT, "a root is damaged");
	}
	*ret = h;
	return HJ_OK;
}

int
hj_root_settings_encode(const struct hj_root_settings *s, struct hj_buf *to,
    struct hj_error *err)
{
	if (hj_buf_u16(to, ROOT_VERSION, err) != HJ_OK ||
	    hj_buf_u64(to, (uint64_t)s->last_backup, err) != HJ_OK)
		return (int)err->code;
	if (hj_buf_u64(to, s->backup_commits, err) != HJ_OK)
		return (int)err->code;
	if (hj_buf_u16(to, s->rows_made, err) != HJ_OK)
		return (int)err->code;
	if (hj_buf_u64(to, s->witness, err) != HJ_OK)
		return (int)err->code;
	if (hj_buf_u64(to, s->tombstones, err) != HJ_OK)
		return (int)err->code;
	if (hj_buf_u64(to, s->trip, err) != HJ_OK)
		return (int)err->code;
	if (hj_buf_u64(to, s->legalholds, err) != HJ_OK)
		return (int)err->code;
	if (hj_buf_u16(to, s->keep_every, err) != HJ_OK)
		return (int)err->code;
	if (hj_buf_u16(to, s->keep_unit, err) != HJ_OK ||
	    hj_buf_add(to, s->tombstones_hash, HJ_ROOT_HASH, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(to, s->trip_hash, HJ_ROOT_HASH, err);
}

int
hj_root_settings_decode(const uint8_t *p, size_t n,
    struct hj_root_settings *ret, struct hj_error *err)
{
	struct hj_cursor c = HJ_CURSOR(p, n);
	struct hj_root_settings s = { 0 };

	if (version(&c, err) != HJ_OK)
		return (int)err->code;
	s.last_backup = (int64_t)hj_cursor_u64(&c);
	s.backup_commits = hj_cursor_u64(&c);
	/* An earlier hanji did not write it. */
	s.rows_made = c.left != 0 ? hj_cursor_u16(&c) : 0;
	s.witness = c.left != 0 ? hj_cursor_u64(&c) : 0;
	s.tombstones = c.left != 0 ? hj_cursor_u64(&c) : 0;
	s.trip = c.left != 0 ? hj_cursor_u64(&c) : 0;
	s.legalholds = c.left != 0 ? hj_cursor_u64(&c) : 0;
	s.keep_every = c.left != 0 ? hj_cursor_u16(&c) : 0;
	s.keep_unit = c.left != 0 ? hj_cursor_u16(&c) : 0;
	if (c.left != 0) {
		hj_cursor_copy(&c, s.tombstones_hash, HJ_ROOT_HASH);
		hj_cursor_copy(&c, s.trip_hash, HJ_ROOT_HASH);
	}
	if (c.bad)
		return hj_fail(err, HJ_ECORRUPT, "a root is damaged");
	*ret = s;
	return HJ_OK;
}
