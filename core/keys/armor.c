#include <string.h>

#include "core/base/base64.h"
#include "core/keys/armor.h"

#define BEGIN "-----BEGIN AGE ENCRYPTED FILE-----"
#define END "-----END AGE ENCRYPTED FILE-----"
#define COLUMNS 64
#define SPACE_MAX 1024 /* before and after the text */

/* ---- out ---- */

static int
line_out(struct hj_armor_writer *w, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(256);
	int rc = HJ_OK;

	if (!w->begun)
		rc = hj_buf_puts(&b, BEGIN "\n", err);
	w->begun = true;
	if (rc == HJ_OK && w->fill != 0 &&
	    (rc = hj_base64_write(w->line, w->fill, HJ_BASE64_PADDED, &b,
		 err)) == HJ_OK)
		rc = hj_buf_putc(&b, '\n', err);
	w->fill = 0;
	if (rc == HJ_OK)
		rc = w->write(w->to, b.data, b.len, err);
	hj_buf_clear(&b);
	return rc;
}

int
hj_armor_put(void *writer, const uint8_t *p, size_t n, struct hj_error *err)
{
	struct hj_armor_writer *w = writer;
	int rc = HJ_OK;

	while (rc == HJ_OK && n > 0) {
		size_t some = HJ_ARMOR_LINE - w->fill;

		some = some < n ? some : n;
		memcpy(w->line + w->fill, p, some);
		w->fill += some;
		p += some;
		n -= some;
		if (w->fill == HJ_ARMOR_LINE)
			rc = line_out(w, err);
	}
	return rc;
}

int
hj_armor_end(struct hj_armor_writer *w, struct hj_error *err)
{
	static const char end[] = END "\n";
	int rc = HJ_OK;

	if (w->fill != 0 || !w->begun)
		rc = line_out(w, err);
	return rc != HJ_OK
	    ? rc
	    : w->write(w->to, (const uint8_t *)end, sizeof(end) - 1, err);
}

/* ---- in ---- */

static int
refuse(struct hj_error *err)
{
	return hj_fail(err, HJ_EINVAL,
	    "the text around the sealed file is damaged: it goes from the line 'BEGIN AGE ENCRYPTED FILE' to the line 'END', unchanged");
}

/* *ret: the byte that follows, -1 at the end. */
static int
skip_space(struct hj_feed *f, int *ret, struct hj_error *err)
{
	for (size_t i = 0; i <= SPACE_MAX; i++) {
		int rc = hj_feed_peek(f, ret, err);

		if (rc != HJ_OK)
			return rc;
		if (*ret != ' ' && *ret != '\t' && *ret != '\r' && *ret != '\n')
			return HJ_OK;
		hj_feed_skip(f);
	}
	return refuse(err);
}

/* A line without its end; longer than any of ours, it is cut. */
static int
line_in(struct hj_feed *f, struct hj_buf *b, struct hj_error *err)
{
	int rc;

	hj_buf_reset(b);
	if ((rc = hj_feed_line(f, b, err)) != HJ_OK)
		return rc;
	if (b->len != 0 && b->data[b->len - 1] == '\n') {
		b->len--;
		if (b->len != 0 && b->data[b->len - 1] == '\r')
			b->len--;
	}
	return HJ_OK;
}

static bool
is(const struct hj_buf *b, const char *line)
{
	return b->len == strlen(line) && memcmp(b->data, line, b->len) == 0;
}

static int
begin(struct hj_armor_reader *r, struct hj_buf *b, struct hj_error *err)
{
	int c, rc;

	if ((rc = skip_space(r->from, &c, err)) != HJ_OK ||
	    (rc = line_in(r->from, b, err)) != HJ_OK)
		return rc;
	r->begun = true;
	return is(b, BEGIN) ? HJ_OK : refuse(err);
}

/* Nothing may follow but white space. */
static int
end(struct hj_armor_reader *r, struct hj_error *err)
{
	int c, rc;

	r->ended = true;
	r->len = 0;
	if ((rc = skip_space(r->from, &c, err)) != HJ_OK)
		return rc;
	return c == -1 ? HJ_OK : refuse(err);
}

static int
next(struct hj_armor_reader *r, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(COLUMNS + 2);
	int rc = HJ_OK;

	if (!r->begun)
		rc = begin(r, &b, err);
	if (rc != HJ_OK || (rc = line_in(r->from, &b, err)) != HJ_OK)
		goto out;
	r->at = 0;
	if (is(&b, END)) {
		rc = end(r, err);
		goto out;
	}
	r->len = b.len > COLUMNS || r->last
	    ? 0
	    : hj_base64_read((const char *)b.data, b.len, HJ_BASE64_PADDED,
		  r->line, sizeof(r->line));
	r->last = r->len < HJ_ARMOR_LINE;
	if (r->len == 0)
		rc = refuse(err);
out:
	hj_buf_clear(&b);
	return rc;
}

int
hj_armor_get(void *reader, uint8_t *p, size_t n, size_t *got,
    struct hj_error *err)
{
	struct hj_armor_reader *r = reader;
	size_t have = 0;
	int rc = HJ_OK;

	while (rc == HJ_OK && have < n && !r->ended) {
		size_t some = r->len - r->at;

		some = some < n - have ? some : n - have;
		memcpy(p + have, r->line + r->at, some);
		r->at += some;
		have += some;
		if (r->at == r->len && have < n)
			rc = next(r, err);
	}
	*got = have;
	return rc;
}
