#include "core/base/limits.h"
#include "core/case/schema.h"
#include "export/bag/xml.h"
#include "export/page/markup.h"

/* The record at hand goes out behind its frame in one piece of at least this
 * many bytes: a write a record would cost more than the copy. */
#define PIECE ((size_t)256 << 10)

static int
flush(struct hj_xml *x, struct hj_error *err)
{
	int rc = x->write(x->to, x->buf.data, x->buf.len, err);

	hj_buf_reset(&x->buf);
	return rc;
}

int
hj_xml_open(struct hj_xml *x, hj_export_fn *write, void *to,
    const struct hj_exchange *e, struct hj_error *err)
{
	struct hj_buf *b = &x->buf;

	*x = (struct hj_xml){ .write = write,
		.to = to,
		.bare = e->pseudonymised,
		.buf = HJ_BUF(HJ_RECORD_MAX + PIECE) };
	if (hj_buf_puts(b,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<x:exchange xmlns:x=\"" HJ_EXCHANGE_NS
		"\" version=\"" HJ_EXCHANGE_VERSION "\"",
		err) != HJ_OK ||
	    hj_markup_attr(b, "created", e->created, err) != HJ_OK ||
	    hj_markup_attr(b, "producer", e->producer, err) != HJ_OK ||
	    hj_markup_attr(b, "purpose", e->purpose, err) != HJ_OK ||
	    hj_markup_attr(b, "scope", e->scope, err) != HJ_OK ||
	    hj_markup_attr(b, "recipient", e->recipient, err) != HJ_OK ||
	    (e->pseudonymised &&
		hj_markup_attr(b, "pseudonymised", "yes", err) != HJ_OK))
		return (int)err->code;
	return hj_buf_puts(b, ">\n", err);
}

/* ` name="hex hex"` of n values of `size` bytes. */
static int
put_list(struct hj_buf *b, const char *name, const uint8_t *p, size_t n,
    size_t size, struct hj_error *err)
{
	if (n == 0)
		return HJ_OK;
	if (hj_buf_printf(b, err, " %s=\"", name) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < n; i++)
		if ((i != 0 && hj_buf_putc(b, ' ', err) != HJ_OK) ||
		    hj_markup_hex(b, p + i * size, size, err) != HJ_OK)
			return (int)err->code;
	return hj_buf_putc(b, '"', err);
}

/* What lets the receiver compute the sender's fingerprint; none of it may
 * leave with a pseudonymised file, where it would join two lists. */
static int
put_proof(struct hj_buf *b, const struct hj_exchange_record *r,
    struct hj_error *err)
{
	if (r->digest != NULL &&
	    put_list(b, "digest", r->digest, 1, HJ_DIGEST_BYTES, err) != HJ_OK)
		return (int)err->code;
	if (r->nparents != 0 &&
	    put_list(b, "parents", r->parents[0], r->nparents, HJ_DIGEST_BYTES,
		err) != HJ_OK)
		return (int)err->code;
	if (put_list(b, "ancestors", r->ancestors, r->nancestors,
		HJ_DIGEST_BYTES, err) != HJ_OK ||
	    (r->join && hj_buf_puts(b, " join=\"yes\"", err) != HJ_OK))
		return (int)err->code;
	if (r->salt_key != NULL)
		return put_list(b, "salt", r->salt_key, 1, HJ_SALT_KEY_BYTES,
		    err);
	return put_list(b, "salts", r->salts, r->nsalts, HJ_SALT_BYTES, err);
}

int
hj_xml_put(struct hj_xml *x, const struct hj_exchange_record *r,
    struct hj_error *err)
{
	struct hj_buf *b = &x->buf;

	if (b->len >= PIECE && flush(x, err) != HJ_OK)
		return (int)err->code;
	if (hj_buf_puts(b, "<x:record", err) != HJ_OK ||
	    (!x->bare && put_proof(b, r, err) != HJ_OK) ||
	    hj_buf_puts(b, ">\n", err) != HJ_OK ||
	    hj_buf_add(b, r->bytes, r->n, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_puts(b, "\n</x:record>\n", err);
}

int
hj_xml_close(struct hj_xml *x, struct hj_error *err)
{
	if (hj_buf_puts(&x->buf, "</x:exchange>\n", err) != HJ_OK)
		return (int)err->code;
	return flush(x, err);
}

void
hj_xml_clear(struct hj_xml *x)
{
	hj_buf_clear(&x->buf);
}
