#include <string.h>

#include "core/base/escape.h"
#include "core/base/text.h"
#include "import/shape.h"

/* Printable ASCII needs neither normal form nor check. */
static bool
is_plain(const char *p, size_t n, bool lines)
{
	uint8_t odd = 0;

	for (size_t i = 0; i < n; i++) {
		uint8_t c = (uint8_t)p[i];

		odd |= (uint8_t)((c < 0x20 && !(lines && c == '\n')) |
		    (c >= 0x7f));
	}
	return odd == 0;
}

int
hj_shape_puts(struct hj_shape *s, const char *a, const char *b, const char *c,
    struct hj_error *err)
{
	if (hj_buf_puts(&s->bytes, a, err) != HJ_OK ||
	    hj_buf_puts(&s->bytes, b, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_puts(&s->bytes, c, err);
}

int
hj_shape_write(struct hj_shape *s, const char *p, size_t n, bool attr,
    bool lines, uint64_t line, const char *last, struct hj_error *err)
{
	enum hj_text_kind kind = lines ? HJ_TEXT_FREE : HJ_TEXT_LINE;
	struct hj_error bad = HJ_ERROR;
	bool changed = false;
	int rc;

	if (is_plain(p, n, lines))
		return hj_shape_full(s, line,
		    hj_escape(&s->bytes, p, n, attr, err), err);
	hj_buf_reset(&s->form);
	rc = hj_text_nfc(p, n, &s->form, &changed, &bad);
	if (rc == HJ_ENOMEM || rc == HJ_ELIMIT)
		return hj_shape_full(s, line,
		    hj_fail(err, (enum hj_code)rc, "%s", bad.text), err);
	p = (const char *)s->form.data;
	n = s->form.len;
	if (rc == HJ_OK)
		rc = hj_text_check(p, n, kind, &bad);
	if (rc == HJ_ENOMEM)
		return hj_fail(err, HJ_ENOMEM, "%s", bad.text);
	if (rc != HJ_OK)
		return hj_shape_find(s, HJ_F_CHARACTER, line, last, "", err);
	if (changed &&
	    hj_shape_find(s, HJ_F_NORMALISED, line, last, "", err) != HJ_OK)
		return (int)err->code;
	return hj_shape_full(s, line, hj_escape(&s->bytes, p, n, attr, err),
	    err);
}

int
hj_shape_attr(struct hj_shape *s, const struct hj_tag_attr *a, uint64_t line,
    struct hj_error *err)
{
	int rc = hj_shape_puts(s, " ", a->prefix, *a->prefix != '\0' ? ":" : "",
	    err);

	if (rc == HJ_OK)
		rc = hj_shape_puts(s, a->name, "=\"", "", err);
	if (rc != HJ_OK)
		return hj_shape_full(s, line, rc, err);
	rc = hj_shape_write(s, a->value, a->len, true, false, line, a->name,
	    err);
	if (rc != HJ_OK || s->full)
		return rc;
	return hj_shape_full(s, line, hj_buf_putc(&s->bytes, '"', err), err);
}
