#include <string.h>

#include "core/base/escape.h"
#include "core/base/text.h"
#include "export/page/markup.h"

static int
escaped(struct hj_buf *to, const char *p, size_t n, bool attribute,
    struct hj_error *err)
{
	if (hj_text_check(p, n, HJ_TEXT_FREE, err) != HJ_OK)
		return (int)err->code;
	return hj_escape(to, p, n, attribute, err);
}

int
hj_markup_text(struct hj_buf *to, const char *p, size_t n, struct hj_error *err)
{
	return escaped(to, p, n, false, err);
}

int
hj_markup_attr(struct hj_buf *to, const char *name, const char *value,
    struct hj_error *err)
{
	if (value == NULL)
		return HJ_OK;
	if (hj_buf_printf(to, err, " %s=\"", name) != HJ_OK ||
	    escaped(to, value, strlen(value), true, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_putc(to, '"', err);
}

int
hj_markup_leaf(struct hj_buf *to, const char *name, const char *text,
    struct hj_error *err)
{
	if (text == NULL)
		return HJ_OK;
	if (hj_buf_printf(to, err, "<%s>", name) != HJ_OK ||
	    hj_markup_text(to, text, strlen(text), err) != HJ_OK)
		return (int)err->code;
	return hj_buf_printf(to, err, "</%s>\n", name);
}

int
hj_markup_hex(struct hj_buf *to, const uint8_t *p, size_t n,
    struct hj_error *err)
{
	static const char digits[] = "0123456789abcdef";
	uint8_t *at;

	if (hj_buf_extend(to, 2 * n, &at, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < n; i++) {
		at[2 * i] = (uint8_t)digits[p[i] >> 4];
		at[2 * i + 1] = (uint8_t)digits[p[i] & 15];
	}
	return HJ_OK;
}
