#include <string.h>

#include "core/log/witness.h"

#define WITNESS_VERSION 0

/* ---- writing ---- */

/* At most 255 bytes. */
static int
put_text(struct hj_buf *to, const char *s, struct hj_error *err)
{
	size_t n = strlen(s);

	if (hj_buf_putc(to, (char)(uint8_t)n, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(to, s, n, err);
}

static int
put_checkpoint(struct hj_buf *to, const struct hj_signed_checkpoint *c,
    struct hj_error *err)
{
	if (hj_buf_add(to, c->key, sizeof(c->key), err) != HJ_OK ||
	    put_text(to, c->at.origin, err) != HJ_OK ||
	    hj_buf_u64(to, c->at.size, err) != HJ_OK ||
	    hj_buf_add(to, c->at.root, sizeof(c->at.root), err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(to, c->signature, sizeof(c->signature), err);
}

static int
put_attested(struct hj_buf *to, const struct hj_witness *w,
    const struct hj_attested *a, struct hj_error *err)
{
	if (hj_buf_putc(to, (char)a->kind, err) != HJ_OK ||
	    put_checkpoint(to, &a->of, err) != HJ_OK ||
	    hj_buf_u64(to, (uint64_t)a->time, err) != HJ_OK ||
	    put_text(to, a->by.name, err) != HJ_OK ||
	    hj_buf_add(to, a->by.key, sizeof(a->by.key), err) != HJ_OK ||
	    hj_buf_u32(to, (uint32_t)a->n, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(to, hj_witness_bytes(w, a), a->n, err);
}

int
hj_witness_encode(const struct hj_witness *w, struct hj_buf *to,
    struct hj_error *err)
{
	const struct hj_watched *l =
	    (const struct hj_watched *)(const void *)w->watched.data;
	size_t n = hj_witness_count(w), nl = w->watched.len / sizeof(*l);

	if (hj_buf_u16(to, WITNESS_VERSION, err) != HJ_OK ||
	    hj_buf_u16(to, (uint16_t)n, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < n; i++)
		if (put_attested(to, w, hj_witness_at(w, i), err) != HJ_OK)
			return (int)err->code;
	if (hj_buf_u16(to, (uint16_t)nl, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < nl; i++)
		if (put_checkpoint(to, &l[i].last, err) != HJ_OK ||
		    hj_buf_u64(to, (uint64_t)l[i].time, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

/* ---- reading ---- */

static void
take_checkpoint(struct hj_cursor *c, struct hj_signed_checkpoint *ret)
{
	hj_cursor_copy(c, ret->key, sizeof(ret->key));
	hj_cursor_word(c, ret->at.origin, sizeof(ret->at.origin));
	ret->at.size = hj_cursor_u64(c);
	hj_cursor_copy(c, ret->at.root, sizeof(ret->at.root));
	hj_cursor_copy(c, ret->signature, sizeof(ret->signature));
}

static int
damaged(struct hj_error *err)
{
	return hj_fail(err, HJ_ECORRUPT,
	    "the record of what witnesses said is damaged");
}

static int
take_attested(struct hj_cursor *c, struct hj_witness *w, struct hj_error *err)
{
	struct hj_attested a = { .kind = (enum hj_attest)hj_cursor_u8(c) };
	const uint8_t *p;
	size_t n;

	take_checkpoint(c, &a.of);
	a.time = (int64_t)hj_cursor_u64(c);
	hj_cursor_word(c, a.by.name, sizeof(a.by.name));
	hj_cursor_copy(c, a.by.key, sizeof(a.by.key));
	n = hj_cursor_u32(c);
	p = hj_cursor_bytes(c, n);
	if (c->bad || a.kind < HJ_ATTEST_COSIGNATURE ||
	    a.kind > HJ_ATTEST_OTS || n == 0 ||
	    (a.kind == HJ_ATTEST_COSIGNATURE && n != 64))
		return damaged(err);
	return hj_witness_attest(w, &a, p, n, err);
}

int
hj_witness_decode(const uint8_t *p, size_t n, struct hj_witness *ret,
    struct hj_error *err)
{
	struct hj_cursor c = HJ_CURSOR(p, n);
	struct hj_watched l;
	size_t count;

	if (hj_cursor_u16(&c) != WITNESS_VERSION && !c.bad)
		return hj_fail(err, HJ_EVERSION,
		    "what witnesses said was written by a newer hanji");
	for (count = hj_cursor_u16(&c); count != 0; count--)
		if (take_attested(&c, ret, err) != HJ_OK)
			return (int)err->code;
	for (count = hj_cursor_u16(&c); count != 0 && !c.bad; count--) {
		l = (struct hj_watched){ .time = 0 };
		take_checkpoint(&c, &l.last);
		l.time = (int64_t)hj_cursor_u64(&c);
		if (!c.bad &&
		    hj_witness_see(ret, &l.last, l.time, err) != HJ_OK)
			return (int)err->code;
	}
	return c.bad || c.left != 0 ? damaged(err) : HJ_OK;
}
