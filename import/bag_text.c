#include <string.h>

#include "core/base/text.h"
#include "import/bag_own.h"

/* One byte a character. */
static int
from_latin1(const struct hj_buf *in, struct hj_buf *to, struct hj_error *err)
{
	int rc = HJ_OK;

	for (size_t i = 0; i < in->len && rc == HJ_OK; i++) {
		uint8_t c = in->data[i];
		char two[2] = { (char)(0xc0 | c >> 6),
			(char)(0x80 | (c & 0x3f)) };

		rc = c < 0x80 ? hj_buf_putc(to, (char)c, err)
			      : hj_buf_add(to, two, sizeof(two), err);
	}
	return rc;
}

static int
put_utf8(uint32_t c, struct hj_buf *to, struct hj_error *err)
{
	uint8_t b[4];
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const uint8_t lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

	for (size_t i = n; i-- > 1; c >>= 6)
		b[i] = (uint8_t)(0x80 | (c & 0x3f));
	b[0] = (uint8_t)(lead[n] | c);
	return hj_buf_add(to, b, n, err);
}

/* RFC 2781: without a mark, big-endian.  *ok false: not UTF-16. */
static int
from_utf16(const struct hj_buf *in, struct hj_buf *to, bool *ok,
    struct hj_error *err)
{
	const uint8_t *p = in->data;
	bool little = in->len >= 2 && p[0] == 0xff && p[1] == 0xfe;
	bool big = in->len >= 2 && p[0] == 0xfe && p[1] == 0xff;
	uint32_t high = 0;
	int rc = HJ_OK;

	*ok = in->len % 2 == 0;
	for (size_t i = little || big ? 2 : 0; *ok && i < in->len; i += 2) {
		uint32_t u = little ? (uint32_t)(p[i] | p[i + 1] << 8)
				    : (uint32_t)(p[i] << 8 | p[i + 1]);
		bool low = u >= 0xdc00 && u < 0xe000;

		if (low != (high != 0)) {
			*ok = false;
		} else if (u >= 0xd800 && u < 0xdc00) {
			high = u;
		} else {
			rc = put_utf8(low ? 0x10000 + ((high - 0xd800) << 10) +
				    (u - 0xdc00)
					  : u,
			    to, err);
			high = 0;
		}
		if (rc != HJ_OK)
			return rc;
	}
	*ok = *ok && high == 0;
	return HJ_OK;
}

static int
decode(const struct hj_buf *raw, enum hj_bag_encoding encoding,
    struct hj_buf *to, bool *ok, struct hj_error *err)
{
	int rc = HJ_OK;

	*ok = true;
	switch (encoding) {
	case HJ_BAG_UTF8:
		*ok = hj_text_is_utf8((const char *)raw->data, raw->len);
		rc = hj_buf_add(to, raw->data, raw->len, err);
		break;
	case HJ_BAG_UTF16:
		rc = from_utf16(raw, to, ok, err);
		break;
	case HJ_BAG_LATIN1:
		rc = from_latin1(raw, to, err);
		break;
	}
	if (rc == HJ_OK && to->len != 0 &&
	    memchr(to->data, '\0', to->len) != NULL)
		*ok = false;
	return rc;
}

int
hj_bag_text_open(const struct hj_bag *b, const char *path,
    enum hj_bag_encoding encoding, struct hj_bag_text *ret, bool *ok,
    struct hj_error *err)
{
	const struct hj_archive_file *f = hj_bag_file(b, path);
	struct hj_buf raw = HJ_BUF(HJ_BAG_TEXT_MAX);
	int rc;

	/* Two bytes of Latin-1 take two of UTF-8; two of UTF-16 three. */
	*ret = (struct hj_bag_text){ .bytes = HJ_BUF(2 * HJ_BAG_TEXT_MAX + 1) };
	if ((rc = hj_archive_load(b->a, f, &raw, err)) == HJ_OK)
		rc = decode(&raw, encoding, &ret->bytes, ok, err);
	if (rc == HJ_OK && !*ok)
		rc = hj_rule(b->j, HJ_FAILS, "encoding", path, err,
		    "not in the encoding that bagit.txt names");
	/* Room for the NUL of a last line without an end. */
	if (rc == HJ_OK && *ok &&
	    (rc = hj_buf_putc(&ret->bytes, '\0', err)) == HJ_OK)
		ret->bytes.len--;
	hj_buf_clear(&raw);
	return rc;
}

char *
hj_bag_text_line(struct hj_bag_text *t)
{
	char *line = (char *)t->bytes.data + t->at;
	size_t left = t->bytes.len - t->at, n = 0;

	if (left == 0)
		return NULL;
	while (n < left && line[n] != '\n' && line[n] != '\r')
		n++;
	t->at += n;
	t->line++;
	if (n < left)
		t->at += n + 1 < left && line[n] == '\r' && line[n + 1] == '\n'
		    ? 2
		    : 1;
	line[n] = '\0';
	return line;
}

void
hj_bag_text_clear(struct hj_bag_text *t)
{
	hj_buf_clear(&t->bytes);
}
