#include <string.h>

#include "core/file/mediatype.h"
#include "export/doctext/doctext_own.h"

#define SAID "picture" /* what a picture says of itself */
#define SHORTEST 4 /* of a text among other bytes */
#define SAID_MOST 4096 /* of one part; more says nothing new */

/* ---- texts among bytes ---- */

static bool
is_printed(uint8_t c)
{
	return c >= ' ' && c != 0x7f;
}

/* Runs of characters, one byte each or two; a blank between. */
static int
gather(const uint8_t *p, size_t n, size_t step, struct hj_buf *to,
    struct hj_error *err)
{
	for (size_t i = 0, k; i + step <= n; i = k + step) {
		for (k = i; k + step <= n && is_printed(p[k]) &&
		     (step == 1 || p[k + 1] == 0);)
			k += step;
		if ((k - i) / step < SHORTEST || to->len > SAID_MOST)
			continue;
		if (hj_buf_putc(to, ' ', err) != HJ_OK)
			return (int)err->code;
		for (size_t c = i; c < k; c += step)
			if (hj_buf_putc(to, (char)p[c], err) != HJ_OK)
				return (int)err->code;
	}
	return HJ_OK;
}

/* That it is there at all is said, too. */
static void
say(struct hj_saying *s, const char *what, const uint8_t *p, size_t n)
{
	struct hj_buf text = HJ_BUF(HJ_DOCTEXT_MAX);
	const char *z;

	if (hj_buf_puts(&text, what, &s->err) == HJ_OK &&
	    gather(p, n, 1, &text, &s->err) == HJ_OK &&
	    gather(p, n, 2, &text, &s->err) == HJ_OK &&
	    hj_buf_text(&text, &z, &s->err) == HJ_OK)
		hj_saying_meta(s, SAID, z);
	else
		s->full = true;
	hj_buf_clear(&text);
}

/* ---- Exif ---- */

static uint32_t
number(const uint8_t *p, size_t bytes, bool big)
{
	uint32_t v = 0;

	for (size_t i = 0; i < bytes; i++)
		v = v << 8 | p[big ? i : bytes - 1 - i];
	return v;
}

/* Does its first directory lead to one with the place? */
static bool
tells_place(const uint8_t *p, size_t n)
{
	bool big = n >= 8 && p[0] == 'M';
	size_t at = n >= 8 ? number(p + 4, 4, big) : n;
	size_t rows = at + 2 <= n ? number(p + at, 2, big) : 0;

	for (size_t i = 0; i < rows && at + 14 + 12 * i <= n; i++)
		if (number(p + at + 2 + 12 * i, 2, big) == 0x8825)
			return true;
	return false;
}

static void
exif(struct hj_saying *s, const uint8_t *p, size_t n)
{
	say(s, tells_place(p, n) ? "Exif with the place" : "Exif", p, n);
}

static void
xmp(struct hj_saying *s, const uint8_t *p, size_t n)
{
	say(s, "XMP", p, n);
	(void)hj_doctext_xml(HJ_DIALECT_META, p, n, s);
}

/* ---- JPEG ---- */

static bool
begins(const uint8_t *p, size_t n, const char *with, size_t k)
{
	return n >= k && memcmp(p, with, k) == 0;
}

static void
segment(struct hj_saying *s, uint8_t kind, const uint8_t *p, size_t n)
{
	static const char ns[] = "http://ns.adobe.com/xap/1.0/";

	if (kind == 0xfe)
		say(s, "comment", p, n);
	else if (kind == 0xe1 && begins(p, n, "Exif\0\0", 6))
		exif(s, p + 6, n - 6);
	else if (kind == 0xe1 && begins(p, n, ns, sizeof(ns)))
		xmp(s, p + sizeof(ns), n - sizeof(ns));
	else if (kind == 0xe0 || (kind == 0xe2 && begins(p, n, "ICC_", 4)) ||
	    (kind == 0xee && begins(p, n, "Adobe", 5)))
		return; /* how the pixels are to be read */
	else if (kind >= 0xe1 && kind <= 0xef)
		say(s, "a part of a program's own", p, n);
}

static int
jpeg(const uint8_t *p, size_t n, struct hj_saying *s)
{
	size_t i = 2;

	/* Up to the pixels; in them a mark is never followed by these. */
	while (i + 4 <= n && p[i] == 0xff && p[i + 1] != 0xda) {
		size_t len = number(p + i + 2, 2, true);

		if (p[i + 1] == 0xff) {
			i++;
			continue;
		}
		if (len < 2 || i + 2 + len > n)
			return HJ_DOCTEXT_BROKEN;
		segment(s, p[i + 1], p + i + 4, len - 2);
		i += 2 + len;
	}
	if (i + 4 > n || p[i] != 0xff)
		return HJ_DOCTEXT_BROKEN;
	while (i + 2 <= n && (p[i] != 0xff || p[i + 1] != 0xd9))
		i++;
	if (i + 2 < n)
		say(s, "something behind the picture", p + i + 2, n - i - 2);
	return HJ_DOCTEXT_OK;
}

/* ---- PNG ---- */

static int
png(const uint8_t *p, size_t n, struct hj_saying *s)
{
	static const char pixels[] = "IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB "
				     "iCCP sBIT bKGD pHYs hIST sPLT";
	char name[5] = "";
	size_t i = 8, len = 0;

	while (i + 12 <= n && strcmp(name, "IEND") != 0) {
		len = number(p + i, 4, true);
		memcpy(name, p + i + 4, 4);
		if (len > n - i - 12)
			return HJ_DOCTEXT_BROKEN;
		if (strcmp(name, "eXIf") == 0)
			exif(s, p + i + 8, len);
		else if (strlen(name) != 4 || strstr(pixels, name) == NULL)
			say(s, "text or time", p + i + 8, len);
		i += 12 + len;
	}
	if (strcmp(name, "IEND") != 0)
		return HJ_DOCTEXT_BROKEN;
	if (i < n)
		say(s, "something behind the picture", p + i, n - i);
	return HJ_DOCTEXT_OK;
}

int
hj_doctext_picture(const uint8_t *p, size_t n, struct hj_saying *s)
{
	const char *type = hj_mediatype(p, n, NULL);

	if (type != NULL && strcmp(type, HJ_TYPE_JPEG) == 0)
		return jpeg(p, n, s);
	if (type != NULL && strcmp(type, HJ_TYPE_PNG) == 0)
		return png(p, n, s);
	return HJ_DOCTEXT_KIND;
}
