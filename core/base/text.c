#include <string.h>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/base/text_form.h"

static bool
follows(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

static uint32_t
low_bits(char c)
{
	return (unsigned char)c & 0x3f;
}

static inline size_t
decode(const char *p, size_t n, uint32_t *ret)
{
	unsigned char lead = (unsigned char)p[0];
	uint32_t c;

	if (lead < 0x80) {
		*ret = lead;
		return 1;
	}
	if (lead >= 0xe0 && lead < 0xf0) {
		if (n < 3 || !follows(p[1]) || !follows(p[2]))
			return 0;
		c = (lead & 0x0fu) << 12 | low_bits(p[1]) << 6 | low_bits(p[2]);
		if (c < 0x800 || (c >= 0xd800 && c < 0xe000))
			return 0;
		*ret = c;
		return 3;
	}
	if (lead < 0xe0) {
		if (lead < 0xc2 || n < 2 || !follows(p[1]))
			return 0;
		*ret = (lead & 0x1fu) << 6 | low_bits(p[1]);
		return 2;
	}
	if (lead > 0xf4 || n < 4 || !follows(p[1]) || !follows(p[2]) ||
	    !follows(p[3]))
		return 0;
	c = (lead & 0x07u) << 18 | low_bits(p[1]) << 12 | low_bits(p[2]) << 6 |
	    low_bits(p[3]);
	if (c < 0x10000 || c > 0x10ffff)
		return 0;
	*ret = c;
	return 4;
}

size_t
hj_text_decode(const char *p, size_t n, uint32_t *ret)
{
	return decode(p, n, ret);
}

bool
hj_text_is_utf8(const char *p, size_t n)
{
	uint32_t c;

	for (size_t at = 0, len; at < n; at += len)
		if ((len = decode(p + at, n - at, &c)) == 0)
			return false;
	return true;
}

/* Eight bytes of ASCII without controls at once: most text is that. */
static bool
plain8(const char *p)
{
	const uint64_t ones = 0x0101010101010101u;
	const uint64_t tops = 0x8080808080808080u;
	uint64_t w, del;

	memcpy(&w, p, sizeof(w));
	if ((w & tops) != 0)
		return false;
	del = w ^ (0x7f * ones);
	return (((w - 0x20 * ones) | (del - ones)) & tops) == 0;
}

static bool
control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c <= 0x9f);
}

static bool
noncharacter(uint32_t c)
{
	return (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

/* Most of what is not ASCII here; nothing to ask about it. */
static bool
hangul(uint32_t c)
{
	return c >= 0xac00 && c <= 0xd7a3;
}

static int
refuse(size_t at, uint32_t c, struct hj_error *err)
{
	if (control(c))
		return hj_fail(err, HJ_EINVAL,
		    "byte %zu: the control character U+%04X cannot stand here: remove it",
		    at, (unsigned)c);
	return hj_fail(err, HJ_EINVAL,
	    "byte %zu: U+%04X is not a character: remove it", at, (unsigned)c);
}

/* UTF-8 and characters; *settled says that NFC is certain already. */
static int
characters(const char *p, size_t n, enum hj_text_kind kind, bool *settled,
    struct hj_error *err)
{
	uint32_t c;

	*settled = true;
	for (size_t at = 0, len; at < n; at += len) {
		if ((unsigned char)p[at] < 0x80 && n - at >= 8 &&
		    plain8(p + at)) {
			len = 8;
			continue;
		}
		if ((len = decode(p + at, n - at, &c)) == 0)
			return hj_fail(err, HJ_EINVAL,
			    "byte %zu: not valid UTF-8", at);
		if (hangul(c))
			continue;
		if (c == '\n' && kind == HJ_TEXT_FREE)
			continue;
		if (control(c) || noncharacter(c))
			return refuse(at, c, err);
		*settled = *settled && hj_form_settled(c);
	}
	return HJ_OK;
}

int
hj_text_check(const char *p, size_t n, enum hj_text_kind kind,
    struct hj_error *err)
{
	bool settled;
	size_t at;

	if (n > HJ_TEXT_MAX)
		return hj_fail(err, HJ_ELIMIT, "text larger than %zu bytes",
		    HJ_TEXT_MAX);
	if (characters(p, n, kind, &settled, err) != HJ_OK)
		return (int)err->code;
	if (settled)
		return HJ_OK;
	if (hj_form_scan(p, n, &at, err) != HJ_OK)
		return (int)err->code;
	if (at < n)
		return hj_fail(err, HJ_EINVAL,
		    "byte %zu: not in the Unicode normal form NFC: convert the text to NFC",
		    at);
	return HJ_OK;
}

int
hj_text_number(const char *p, size_t n, uint64_t min, uint64_t max,
    uint64_t *ret, struct hj_error *err)
{
	uint64_t v = 0;
	bool good = n > 0;

	for (size_t i = 0; i < n && good; i++) {
		unsigned digit = (unsigned)((unsigned char)p[i] - '0');

		good = digit <= 9 && v <= (UINT64_MAX - digit) / 10;
		if (good)
			v = v * 10 + digit;
	}
	if (!good || v < min || v > max)
		return hj_fail(err, HJ_EINVAL,
		    "a whole number from %llu to %llu is expected",
		    (unsigned long long)min, (unsigned long long)max);
	*ret = v;
	return HJ_OK;
}

int
hj_text_put(uint32_t c, struct hj_buf *to, struct hj_error *err)
{
	char b[4];
	size_t n = 0;

	if (c < 0x80) {
		b[n++] = (char)c;
	} else if (c < 0x800) {
		b[n++] = (char)(0xc0 | c >> 6);
		b[n++] = (char)(0x80 | (c & 0x3f));
	} else if (c < 0x10000) {
		b[n++] = (char)(0xe0 | c >> 12);
		b[n++] = (char)(0x80 | (c >> 6 & 0x3f));
		b[n++] = (char)(0x80 | (c & 0x3f));
	} else {
		b[n++] = (char)(0xf0 | c >> 18);
		b[n++] = (char)(0x80 | (c >> 12 & 0x3f));
		b[n++] = (char)(0x80 | (c >> 6 & 0x3f));
		b[n++] = (char)(0x80 | (c & 0x3f));
	}
	return hj_buf_add(to, b, n, err);
}
