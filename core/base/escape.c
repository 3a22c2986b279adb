#include "core/base/escape.h"

static const char *
escape(char c, bool attribute)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return attribute ? NULL : "&gt;";
	case '\r':
		return "&#xD;";
	case '"':
		return attribute ? "&quot;" : NULL;
	case '\t':
		return attribute ? "&#x9;" : NULL;
	case '\n':
		return attribute ? "&#xA;" : NULL;
	default:
		return NULL;
	}
}

int
hj_escape(struct hj_buf *to, const char *p, size_t n, bool attribute,
    struct hj_error *err)
{
	size_t from = 0;

	for (size_t i = 0; i < n; i++) {
		const char *by = NULL;

		/* Everything that is replaced lies below the letters. */
		if ((unsigned char)p[i] <= '>')
			by = escape(p[i], attribute);
		if (by == NULL)
			continue;
		if (hj_buf_add(to, p + from, i - from, err) != HJ_OK ||
		    hj_buf_puts(to, by, err) != HJ_OK)
			return (int)err->code;
		from = i + 1;
	}
	return hj_buf_add(to, p + from, n - from, err);
}
