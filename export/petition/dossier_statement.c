#include <string.h>

#include "export/page/markup.h"
#include "export/petition/dossier_own.h"

/*
 * A paragraph ends at an empty line.  A footnote stands where it belongs,
 * between [[ and ]]; what is opened and not closed is text.
 */

static int
put_paragraph(const char *p, size_t n, struct hj_buf *to, struct hj_error *err)
{
	const char *end = p + n;

	if (hj_buf_puts(to, "<p>", err) != HJ_OK)
		return (int)err->code;
	while (p < end) {
		const char *open = memmem(p, (size_t)(end - p), "[[", 2);
		const char *close = open != NULL
		    ? memmem(open, (size_t)(end - open), "]]", 2)
		    : NULL;
		const char *stop = close != NULL ? open : end;

		if (hj_markup_text(to, p, (size_t)(stop - p), err) != HJ_OK)
			return (int)err->code;
		if (close == NULL)
			break;
		if (hj_buf_puts(to, "<note>", err) != HJ_OK ||
		    hj_markup_text(to, open + 2, (size_t)(close - open - 2),
			err) != HJ_OK ||
		    hj_buf_puts(to, "</note>", err) != HJ_OK)
			return (int)err->code;
		p = close + 2;
	}
	return hj_buf_puts(to, "</p>\n", err);
}

int
hj_dossier_statement(const char *text, size_t n, struct hj_buf *to,
    struct hj_error *err)
{
	const char *end = text + n;

	if (hj_buf_puts(to, "<statement>\n", err) != HJ_OK)
		return (int)err->code;
	while (text < end) {
		const char *stop =
		    memmem(text, (size_t)(end - text), "\n\n", 2);

		if (stop == NULL)
			stop = end;
		if (stop > text &&
		    put_paragraph(text, (size_t)(stop - text), to, err) !=
			HJ_OK)
			return (int)err->code;
		text = stop;
		while (text < end && *text == '\n')
			text++;
	}
	return hj_buf_puts(to, "</statement>\n", err);
}
