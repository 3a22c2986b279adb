#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/base/buf.h"

static int
grow(struct hj_buf *b, size_t want, struct hj_error *err)
{
	size_t cap = b->cap != 0 ? b->cap : 64;
	uint8_t *data;

	while (cap < want)
		cap = cap > b->max / 2 ? b->max : cap * 2;
	if ((data = malloc(cap)) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	if (b->len != 0)
		memcpy(data, b->data, b->len);
	/* realloc(3) would leave a copy. */
	if (b->data != NULL)
		sodium_memzero(b->data, b->cap);
	free(b->data);
	b->data = data;
	b->cap = cap;
	return HJ_OK;
}

int
hj_buf_extend(struct hj_buf *b, size_t n, uint8_t **ret, struct hj_error *err)
{
	int rc;

	if (n > b->max - b->len) {
		(void)hj_fail(err, HJ_ELIMIT, "larger than %zu bytes", b->max);
		return HJ_ELIMIT;
	}
	if ((b->data == NULL || b->len + n > b->cap) &&
	    (rc = grow(b, b->len + n, err)) != HJ_OK)
		return rc;
	*ret = b->data + b->len;
	b->len += n;
	return HJ_OK;
}

int
hj_buf_add(struct hj_buf *b, const void *p, size_t n, struct hj_error *err)
{
	uint8_t *to;

	if (hj_buf_extend(b, n, &to, err) != HJ_OK)
		return (int)err->code;
	if (n != 0)
		memcpy(to, p, n);
	return HJ_OK;
}

int
hj_buf_puts(struct hj_buf *b, const char *s, struct hj_error *err)
{
	return hj_buf_add(b, s, strlen(s), err);
}

int
hj_buf_putc(struct hj_buf *b, char c, struct hj_error *err)
{
	return hj_buf_add(b, &c, 1, err);
}

int
hj_buf_printf(struct hj_buf *b, struct hj_error *err, const char *fmt, ...)
{
	va_list ap;
	uint8_t *to;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		return hj_fail(err, HJ_EINVAL, "cannot format text");
	/* vsnprintf writes a NUL: make room for it, then give it back. */
	if (hj_buf_extend(b, (size_t)n + 1, &to, err) != HJ_OK)
		return (int)err->code;
	va_start(ap, fmt);
	(void)vsnprintf((char *)to, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->len--;
	return HJ_OK;
}

int
hj_buf_u16(struct hj_buf *b, uint16_t v, struct hj_error *err)
{
	const uint8_t be[2] = { (uint8_t)(v >> 8), (uint8_t)v };

	return hj_buf_add(b, be, sizeof(be), err);
}

int
hj_buf_u32(struct hj_buf *b, uint32_t v, struct hj_error *err)
{
	const uint8_t be[4] = { (uint8_t)(v >> 24), (uint8_t)(v >> 16),
		(uint8_t)(v >> 8), (uint8_t)v };

	return hj_buf_add(b, be, sizeof(be), err);
}

int
hj_buf_u64(struct hj_buf *b, uint64_t v, struct hj_error *err)
{
	if (hj_buf_u32(b, (uint32_t)(v >> 32), err) != HJ_OK)
		return (int)err->code;
	return hj_buf_u32(b, (uint32_t)v, err);
}

int
hj_buf_text(struct hj_buf *b, const char **ret, struct hj_error *err)
{
	if (hj_buf_putc(b, '\0', err) != HJ_OK)
		return (int)err->code;
	b->len--;
	*ret = (const char *)b->data;
	return HJ_OK;
}

void
hj_buf_reset(struct hj_buf *b)
{
	if (b->data != NULL)
		sodium_memzero(b->data, b->len);
	b->len = 0;
}

void
hj_buf_clear(struct hj_buf *b)
{
	if (b->data != NULL)
		sodium_memzero(b->data, b->cap);
	free(b->data);
	b->data = NULL;
	b->len = b->cap = 0;
}

const uint8_t *
hj_cursor_bytes(struct hj_cursor *c, size_t n)
{
	const uint8_t *p = c->p;

	if (c->bad || n > c->left) {
		c->bad = true;
		return NULL;
	}
	c->p += n;
	c->left -= n;
	return p;
}

static uint64_t
big_endian(struct hj_cursor *c, size_t n)
{
	const uint8_t *p = hj_cursor_bytes(c, n);
	uint64_t v = 0;

	if (p == NULL)
		return 0;
	for (size_t i = 0; i < n; i++)
		v = v << 8 | p[i];
	return v;
}

uint8_t
hj_cursor_u8(struct hj_cursor *c)
{
	return (uint8_t)big_endian(c, 1);
}

uint16_t
hj_cursor_u16(struct hj_cursor *c)
{
	return (uint16_t)big_endian(c, 2);
}

uint32_t
hj_cursor_u32(struct hj_cursor *c)
{
	return (uint32_t)big_endian(c, 4);
}

uint64_t
hj_cursor_u64(struct hj_cursor *c)
{
	return big_endian(c, 8);
}

void
hj_cursor_copy(struct hj_cursor *c, void *to, size_t n)
{
	const uint8_t *p = hj_cursor_bytes(c, n);

	if (p != NULL && n != 0)
		memcpy(to, p, n);
}

void
hj_cursor_word(struct hj_cursor *c, char *to, size_t size)
{
	size_t n = hj_cursor_u8(c);

	/* An empty cursor may have no bytes at all, not even their place. */
	if (n >= size ||
	    (n != 0 && n <= c->left && memchr(c->p, '\0', n) != NULL))
		c->bad = true;
	else
		hj_cursor_copy(c, to, n);
}
