#include <string.h>

#include "core/vault/vault_state.h"

#define WITH_KEY UINT32_MAX

int
hj_revision_encode(const struct hj_revision *r, const uint8_t *p, size_t n,
    struct hj_buf *to, struct hj_error *err)
{
	if (hj_buf_u64(to, r->sequence, err) != HJ_OK ||
	    hj_buf_add(to, r->digest, HJ_DIGEST_BYTES, err) != HJ_OK ||
	    hj_buf_putc(to, (char)r->nparents, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < r->nparents; i++)
		if (hj_buf_add(to, r->parent[i].digest, HJ_DIGEST_BYTES, err) !=
			HJ_OK ||
		    hj_buf_u64(to, r->parent[i].number, err) != HJ_OK)
			return (int)err->code;
	if (hj_buf_putc(to, r->join ? 1 : 0, err) != HJ_OK ||
	    hj_buf_u16(to, (uint16_t)(r->ancestors.len / HJ_DIGEST_BYTES),
		err) != HJ_OK ||
	    hj_buf_add(to, r->ancestors.data, r->ancestors.len, err) != HJ_OK)
		return (int)err->code;
	if (r->salts.len == 0) {
		if (hj_buf_u32(to, WITH_KEY, err) != HJ_OK ||
		    hj_buf_add(to, r->salt_key, HJ_SALT_KEY_BYTES, err) !=
			HJ_OK)
			return (int)err->code;
	} else {
		if (hj_buf_u32(to, (uint32_t)(r->salts.len / HJ_SALT_BYTES),
			err) != HJ_OK ||
		    hj_buf_add(to, r->salts.data, r->salts.len, err) != HJ_OK)
			return (int)err->code;
	}
	return hj_buf_add(to, p, n, err);
}

static void
get_bytes(struct hj_cursor *c, void *to, size_t n)
{
	const uint8_t *p = hj_cursor_bytes(c, n);

	if (p != NULL)
		memcpy(to, p, n);
}

static int
fill(struct hj_cursor *c, struct hj_revision *r, struct hj_error *err)
{
	const uint8_t *salts = NULL, *ancestors;
	size_t n = 0, before, count;

	r->sequence = hj_cursor_u64(c);
	get_bytes(c, r->digest, HJ_DIGEST_BYTES);
	r->nparents = hj_cursor_u8(c);
	if (r->nparents > HJ_HEADS_MAX)
		c->bad = true;
	for (size_t i = 0; !c->bad && i < r->nparents; i++) {
		get_bytes(c, r->parent[i].digest, HJ_DIGEST_BYTES);
		r->parent[i].number = hj_cursor_u64(c);
	}
	r->join = hj_cursor_u8(c) != 0;
	before = hj_cursor_u16(c);
	if (before > HJ_ANCESTORS_MAX)
		c->bad = true;
	ancestors = hj_cursor_bytes(c, c->bad ? 0 : before * HJ_DIGEST_BYTES);
	if ((count = hj_cursor_u32(c)) == WITH_KEY) {
		get_bytes(c, r->salt_key, HJ_SALT_KEY_BYTES);
	} else {
		n = count * HJ_SALT_BYTES;
		salts = hj_cursor_bytes(c, n);
	}
	if (c->bad || c->left > HJ_CASE_MAX)
		return hj_fail(err, HJ_ECORRUPT, "a revision makes no sense");
	if (hj_buf_add(&r->ancestors, ancestors, before * HJ_DIGEST_BYTES,
		err) != HJ_OK)
		return (int)err->code;
	if (salts != NULL && hj_buf_add(&r->salts, salts, n, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(&r->bytes, c->p, c->left, err);
}

int
hj_revision_decode(const uint8_t *p, size_t n, struct hj_revision *ret,
    struct hj_error *err)
{
	struct hj_cursor c = HJ_CURSOR(p, n);
	struct hj_revision r = { 0 };

	r.salts = HJ_BUF(HJ_RECORD_MAX);
	r.bytes = HJ_BUF(HJ_CASE_MAX);
	r.ancestors = HJ_BUF(HJ_RECORD_MAX);
	if (fill(&c, &r, err) != HJ_OK) {
		hj_revision_clear(&r);
		return (int)err->code;
	}
	*ret = r;
	return HJ_OK;
}

void
hj_revision_clear(struct hj_revision *r)
{
	if (r == NULL)
		return;
	hj_buf_clear(&r->salts);
	hj_buf_clear(&r->ancestors);
	hj_buf_clear(&r->bytes);
	memset(r, 0, sizeof(*r));
}

int
hj_vault_get(struct hj_vault *v, const struct hj_row *row, uint64_t number,
    struct hj_revision *ret, struct hj_error *err)
{
	struct hj_buf plain = HJ_BUF(HJ_RECORD_MAX);
	uint64_t which = number != 0 ? number : row->head[0].number;
	int rc;

	if (row->nheads == 0 || which < HJ_RECORD_FIRST)
		return hj_fail(err, HJ_ENOTFOUND, "no such revision");
	rc = hj_vault_open_record(v, which, HJ_KIND_REVISION, row->dek, &plain,
	    err);
	if (rc == HJ_OK)
		rc = hj_revision_decode(plain.data, plain.len, ret, err);
	if (rc == HJ_OK) {
		ret->id = row->id;
		ret->number = which;
	}
	hj_buf_clear(&plain);
	return rc;
}
