#include "core/base/text.h"

/* What a terminal would obey, or not draw although it is there. */
static const struct {
	uint32_t lo, hi;
} hidden[] = {
	{ 0x0000, 0x001f }, /* C0 */
	{ 0x007f, 0x009f }, /* DEL, C1 */
	{ 0x00ad, 0x00ad }, /* soft hyphen */
	{ 0x034f, 0x034f }, /* grapheme joiner */
	{ 0x061c, 0x061c }, /* bidirectional */
	{ 0x115f, 0x1160 }, /* Hangul fillers */
	{ 0x17b4, 0x17b5 }, { 0x180e, 0x180e },
	{ 0x200b, 0x200f }, /* zero width, bidirectional */
	{ 0x2028, 0x202e }, /* separators, bidirectional */
	{ 0x2060, 0x206f }, /* joiners, isolates, deprecated controls */
	{ 0x3164, 0x3164 }, /* Hangul filler */
	{ 0xfdd0, 0xfdef }, /* noncharacters */
	{ 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 },
	{ 0xfff0, 0xfffb }, /* annotations */
	{ 0xfffe, 0xffff }, { 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a },
	{ 0xe0000, 0xe00ff }, /* tags */
};

static bool
is_hidden(uint32_t c)
{
	if (c >= 0x20 && c < 0x7f)
		return false;
	for (size_t i = 0; i < HJ_LEN(hidden) && c >= hidden[i].lo; i++)
		if (c <= hidden[i].hi)
			return true;
	return c > 0xffff && (c & 0xfffe) == 0xfffe;
}

int
hj_text_visible(const char *p, size_t n, bool keep_lf, struct hj_buf *to,
    struct hj_error *err)
{
	size_t from = 0; /* shown as it is from here on */

	if (n == 0)
		return HJ_OK;
	for (size_t at = 0, len; at < n; at += len) {
		uint32_t c;

		len = hj_text_decode(p + at, n - at, &c);
		if (len != 0 && (!is_hidden(c) || (keep_lf && c == '\n')))
			continue;
		if (len == 0) {
			c = (unsigned char)p[at];
			len = 1;
		}
		if (hj_buf_add(to, p + from, at - from, err) != HJ_OK ||
		    hj_buf_printf(to, err, "\\u{%x}", (unsigned)c) != HJ_OK)
			return (int)err->code;
		from = at + len;
	}
	return hj_buf_add(to, p + from, n - from, err);
}
