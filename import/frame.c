#include <string.h>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "import/frame.h"

#define VERSION 2

enum {
	HAS_DIGEST = 1,
	HAS_KEY = 2,
	WITHHELD = 4,
	PSEUDONYMISED = 8,
	JOIN = 16
};

static int
broken(struct hj_error *err)
{
	return hj_fail(err, HJ_ECORRUPT,
	    "hanji-parse sent what it never sends: the installation is "
	    "damaged, or the file attacked it");
}

static size_t
ceiling(enum hj_frame_type type)
{
	switch (type) {
	case HJ_FRAME_CASE:
		return HJ_FRAME_MAX;
	case HJ_FRAME_BEGIN:
	case HJ_FRAME_ORIGIN:
	case HJ_FRAME_FINDING:
	case HJ_FRAME_PROGRESS:
	case HJ_FRAME_END:
		return 1024;
	}
	return 0;
}

int
hj_frame_header(const uint8_t p[static HJ_FRAME_HEADER],
    enum hj_frame_type *ret_type, size_t *ret_n, struct hj_error *err)
{
	struct hj_cursor c = HJ_CURSOR(p, HJ_FRAME_HEADER);
	enum hj_frame_type type = hj_cursor_u8(&c);
	size_t n = hj_cursor_u32(&c);

	if (ceiling(type) == 0 || n > ceiling(type))
		return broken(err);
	*ret_type = type;
	*ret_n = n;
	return HJ_OK;
}

/* A short string of one line with its length before it. */
static void
take_string(struct hj_cursor *c, char *to, size_t size, struct hj_error *why)
{
	size_t n = hj_cursor_u16(c);
	const uint8_t *p = n < size ? hj_cursor_bytes(c, n) : NULL;

	*to = '\0';
	if (p == NULL ||
	    hj_text_check((const char *)p, n, HJ_TEXT_LINE, why) != HJ_OK) {
		c->bad = true;
		return;
	}
	memcpy(to, p, n);
	to[n] = '\0';
}

static void
take_origin(struct hj_cursor *c, struct hj_import_origin *o,
    struct hj_error *why)
{
	o->pseudonymised = hj_cursor_u8(c) != 0;
	take_string(c, o->version, sizeof(o->version), why);
	take_string(c, o->created, sizeof(o->created), why);
	take_string(c, o->producer, sizeof(o->producer), why);
	take_string(c, o->purpose, sizeof(o->purpose), why);
	take_string(c, o->scope, sizeof(o->scope), why);
	take_string(c, o->recipient, sizeof(o->recipient), why);
}

static void
take_case(struct hj_cursor *c, struct hj_frame *f)
{
	struct hj_import_case *k = &f->kase;
	const uint8_t *digest = NULL;
	uint8_t flags;

	k->index = hj_cursor_u64(c);
	k->line = hj_cursor_u64(c);
	flags = hj_cursor_u8(c);
	k->nparents = hj_cursor_u16(c);
	k->nancestors = hj_cursor_u16(c);
	k->nsalts = hj_cursor_u32(c);
	f->nlines = hj_cursor_u32(c);
	k->n = hj_cursor_u32(c);
	k->has_digest = (flags & HAS_DIGEST) != 0;
	k->withheld = (flags & WITHHELD) != 0;
	k->pseudonymised = (flags & PSEUDONYMISED) != 0;
	k->join = (flags & JOIN) != 0;
	if (k->has_digest)
		digest = hj_cursor_bytes(c, HJ_DIGEST_BYTES);
	if (digest != NULL)
		memcpy(k->digest, digest, HJ_DIGEST_BYTES);
	if ((flags & HAS_KEY) != 0)
		k->salt_key = hj_cursor_bytes(c, HJ_SALT_KEY_BYTES);
	k->parents = hj_cursor_bytes(c, k->nparents * HJ_DIGEST_BYTES);
	k->ancestors = hj_cursor_bytes(c, k->nancestors * HJ_DIGEST_BYTES);
	k->salts = hj_cursor_bytes(c, k->nsalts * HJ_SALT_BYTES);
	f->lines = hj_cursor_bytes(c, f->nlines);
	k->bytes = hj_cursor_bytes(c, k->n);
	k->id = "";
	if (k->nsalts == 0)
		k->salts = NULL;
	if (k->n == 0 || k->n > HJ_CASE_MAX || flags >= 32 ||
	    k->nparents > HJ_IMPORT_PARENTS || k->nancestors > HJ_ANCESTORS_MAX)
		c->bad = true;
}

static void
take_finding(struct hj_cursor *c, struct hj_frame_finding *f,
    struct hj_error *why)
{
	unsigned fault = hj_cursor_u16(c);

	f->index = hj_cursor_u64(c);
	f->line = hj_cursor_u64(c);
	take_string(c, f->id, sizeof(f->id), why);
	take_string(c, f->path, sizeof(f->path), why);
	take_string(c, f->name, sizeof(f->name), why);
	if (fault >= HJ_NFAULTS)
		c->bad = true;
	f->fault = fault < HJ_NFAULTS ? fault : HJ_F_MORE;
}

static void
take_end(struct hj_cursor *c, struct hj_frame *f)
{
	const uint8_t *sha;

	f->bytes = hj_cursor_u64(c);
	f->cases = hj_cursor_u64(c);
	f->rejected = hj_cursor_u64(c);
	if ((sha = hj_cursor_bytes(c, sizeof(f->sha256))) != NULL)
		memcpy(f->sha256, sha, sizeof(f->sha256));
}

int
hj_frame_parse(enum hj_frame_type type, const uint8_t *p, size_t n,
    struct hj_frame *ret, struct hj_error *err)
{
	struct hj_cursor c = HJ_CURSOR(p, n);
	struct hj_error why = HJ_ERROR;

	memset(ret, 0, sizeof(*ret));
	ret->type = type;
	switch (type) {
	case HJ_FRAME_BEGIN:
		c.bad = hj_cursor_u8(&c) != VERSION;
		hj_confine_unpack(hj_cursor_u8(&c), &ret->confined);
		break;
	case HJ_FRAME_ORIGIN:
		take_origin(&c, &ret->origin, &why);
		break;
	case HJ_FRAME_CASE:
		take_case(&c, ret);
		break;
	case HJ_FRAME_FINDING:
		take_finding(&c, &ret->finding, &why);
		break;
	case HJ_FRAME_PROGRESS:
		ret->bytes = hj_cursor_u64(&c);
		break;
	case HJ_FRAME_END:
		take_end(&c, ret);
		break;
	}
	if (why.code == HJ_ENOMEM)
		return hj_fail(err, HJ_ENOMEM, "%s", why.text);
	return c.bad || c.left != 0 ? broken(err) : HJ_OK;
}

int
hj_frame_add_line(struct hj_buf *to, uint64_t after, struct hj_error *err)
{
	if (after < 255)
		return hj_buf_putc(to, (char)after, err);
	if (hj_buf_putc(to, (char)255, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_u32(to, after < UINT32_MAX ? (uint32_t)after : UINT32_MAX,
	    err);
}

uint64_t
hj_frame_line(const struct hj_frame *f, size_t n)
{
	struct hj_cursor c = HJ_CURSOR(f->lines, f->nlines);
	uint64_t line = f->kase.line;

	for (size_t i = 0; i <= n && c.left != 0; i++) {
		uint64_t after = hj_cursor_u8(&c);

		line += after < 255 ? after : hj_cursor_u32(&c);
	}
	return line;
}

static int
put_string(struct hj_buf *to, const char *s, struct hj_error *err)
{
	size_t n = strlen(s);

	if (hj_buf_u16(to, (uint16_t)n, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(to, s, n, err);
}

static int
put_origin(struct hj_buf *to, const struct hj_import_origin *o,
    struct hj_error *err)
{
	if (hj_buf_putc(to, (char)o->pseudonymised, err) != HJ_OK ||
	    put_string(to, o->version, err) != HJ_OK ||
	    put_string(to, o->created, err) != HJ_OK ||
	    put_string(to, o->producer, err) != HJ_OK ||
	    put_string(to, o->purpose, err) != HJ_OK ||
	    put_string(to, o->scope, err) != HJ_OK)
		return (int)err->code;
	return put_string(to, o->recipient, err);
}

static int
put_case(struct hj_buf *to, const struct hj_frame *f, struct hj_error *err)
{
	const struct hj_import_case *k = &f->kase;
	unsigned flags = (k->has_digest ? HAS_DIGEST : 0) |
	    (k->salt_key != NULL ? HAS_KEY : 0) | (k->withheld ? WITHHELD : 0) |
	    (k->pseudonymised ? PSEUDONYMISED : 0) | (k->join ? JOIN : 0);

	if (hj_buf_u64(to, k->index, err) != HJ_OK ||
	    hj_buf_u64(to, k->line, err) != HJ_OK ||
	    hj_buf_putc(to, (char)flags, err) != HJ_OK ||
	    hj_buf_u16(to, (uint16_t)k->nparents, err) != HJ_OK ||
	    hj_buf_u16(to, (uint16_t)k->nancestors, err) != HJ_OK ||
	    hj_buf_u32(to, (uint32_t)k->nsalts, err) != HJ_OK ||
	    hj_buf_u32(to, (uint32_t)f->nlines, err) != HJ_OK ||
	    hj_buf_u32(to, (uint32_t)k->n, err) != HJ_OK)
		return (int)err->code;
	if ((k->has_digest &&
		hj_buf_add(to, k->digest, HJ_DIGEST_BYTES, err) != HJ_OK) ||
	    (k->salt_key != NULL &&
		hj_buf_add(to, k->salt_key, HJ_SALT_KEY_BYTES, err) != HJ_OK) ||
	    hj_buf_add(to, k->parents, k->nparents * HJ_DIGEST_BYTES, err) !=
		HJ_OK ||
	    hj_buf_add(to, k->ancestors, k->nancestors * HJ_DIGEST_BYTES,
		err) != HJ_OK ||
	    hj_buf_add(to, k->salts, k->nsalts * HJ_SALT_BYTES, err) != HJ_OK ||
	    hj_buf_add(to, f->lines, f->nlines, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(to, k->bytes, k->n, err);
}

static int
put_finding(struct hj_buf *to, const struct hj_frame_finding *f,
    struct hj_error *err)
{
	if (hj_buf_u16(to, (uint16_t)f->fault, err) != HJ_OK ||
	    hj_buf_u64(to, f->index, err) != HJ_OK ||
	    hj_buf_u64(to, f->line, err) != HJ_OK ||
	    put_string(to, f->id, err) != HJ_OK ||
	    put_string(to, f->path, err) != HJ_OK)
		return (int)err->code;
	return put_string(to, f->name, err);
}

static int
put_body(struct hj_buf *to, const struct hj_frame *f, struct hj_error *err)
{
	switch (f->type) {
	case HJ_FRAME_BEGIN:
		if (hj_buf_putc(to, VERSION, err) != HJ_OK)
			return (int)err->code;
		return hj_buf_putc(to, (char)hj_confine_pack(&f->confined),
		    err);
	case HJ_FRAME_ORIGIN:
		return put_origin(to, &f->origin, err);
	case HJ_FRAME_CASE:
		return put_case(to, f, err);
	case HJ_FRAME_FINDING:
		return put_finding(to, &f->finding, err);
	case HJ_FRAME_PROGRESS:
		return hj_buf_u64(to, f->bytes, err);
	case HJ_FRAME_END:
		if (hj_buf_u64(to, f->bytes, err) != HJ_OK ||
		    hj_buf_u64(to, f->cases, err) != HJ_OK ||
		    hj_buf_u64(to, f->rejected, err) != HJ_OK)
			return (int)err->code;
		return hj_buf_add(to, f->sha256, sizeof(f->sha256), err);
	}
	return hj_fail(err, HJ_EINVAL, "no such frame");
}

int
hj_frame_write(const struct hj_frame *f, struct hj_buf *to,
    struct hj_error *err)
{
	size_t at = to->len;
	uint32_t n;

	if (hj_buf_putc(to, (char)f->type, err) != HJ_OK ||
	    hj_buf_u32(to, 0, err) != HJ_OK || put_body(to, f, err) != HJ_OK)
		return (int)err->code;
	n = (uint32_t)(to->len - at - HJ_FRAME_HEADER);
	for (size_t i = 0; i < 4; i++)
		to->data[at + 1 + i] = (uint8_t)(n >> (24 - 8 * i));
	return HJ_OK;
}
