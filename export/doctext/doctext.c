#include "export/doctext/doctext.h"

#include <string.h>
#include <strings.h>

#include "core/base/limits.h"
#include "core/base/text.h"

#define DOCTEXT_CPU_MS 20000
#define PATIENCE_MS 2000

void
hj_doctext_init(struct hj_doctext *t)
{
	*t = (struct hj_doctext){ .text = HJ_BUF(HJ_TEXT_MAX),
		.meta = HJ_BUF(HJ_TEXT_MAX) };
}

void
hj_doctext_clear(struct hj_doctext *t)
{
	hj_buf_clear(&t->text);
	hj_buf_clear(&t->meta);
	t->comments = t->changes = t->unread = 0;
}

static int
judge(const struct hj_helper_end *end, struct hj_error *err)
{
	if (end->signal != 0)
		return hj_fail(err, HJ_EIO,
		    "hanji-text was stopped by signal %d", end->signal);
	switch (end->status) {
	case HJ_DOCTEXT_OK:
		return HJ_OK;
	case HJ_DOCTEXT_KIND:
		return hj_fail(err, HJ_EREFUSED,
		    "only PDF, OpenDocument text, Word (.docx), HTML and plain text can be read: save the document as one of these");
	case HJ_DOCTEXT_BROKEN:
		return hj_fail(err, HJ_EINVAL,
		    "the document is damaged, or locked by a password");
	case HJ_DOCTEXT_LARGE:
		return hj_fail(err, HJ_ELIMIT,
		    "the document is too large to be read: at most %zu MB, %d pages, %zu MB of text",
		    HJ_DOCTEXT_MAX >> 20, HJ_DOCTEXT_PAGES, HJ_TEXT_MAX >> 20);
	}
	return hj_fail(err, HJ_EIO, "hanji-text failed with status %d",
	    end->status);
}

static int
take(struct hj_cursor *c, struct hj_buf *to, struct hj_error *err)
{
	uint32_t n = hj_cursor_u32(c);
	const uint8_t *p = hj_cursor_bytes(c, n);

	if (p == NULL || !hj_text_is_utf8((const char *)p, n) ||
	    memchr(p, '\0', n) != NULL)
		return hj_fail(err, HJ_EIO,
		    "the answer of hanji-text is damaged");
	return hj_buf_add(to, p, n, err);
}

int
hj_doctext_parse(const uint8_t *p, size_t n, struct hj_doctext *t,
    struct hj_error *err)
{
	struct hj_cursor c = HJ_CURSOR(p, n);
	int rc;

	if ((rc = take(&c, &t->meta, err)) != HJ_OK ||
	    (rc = take(&c, &t->text, err)) != HJ_OK)
		return rc;
	t->comments = hj_cursor_u32(&c);
	t->changes = hj_cursor_u32(&c);
	t->unread = hj_cursor_u32(&c);
	if (c.bad || c.left != 0)
		return hj_fail(err, HJ_EIO,
		    "the answer of hanji-text is damaged");
	return HJ_OK;
}

int
hj_doctext_read(const char *program, hj_stop_fn *stop, void *to,
    const uint8_t *p, size_t n, struct hj_doctext *t, struct hj_error *err)
{
	const struct hj_helper_watch watch = { .cpu_ms = DOCTEXT_CPU_MS,
		.stop = stop,
		.to = to };
	struct hj_buf in = HJ_BUF(HJ_DOCTEXT_MAX), out = HJ_BUF(HJ_DOCTEXT_MAX);
	struct hj_helper_end end;
	int rc;

	if ((rc = hj_buf_add(&in, p, n, err)) == HJ_OK &&
	    (rc = hj_helper_errand(program, &in, &out, &watch, PATIENCE_MS,
		 &end, err)) == HJ_OK &&
	    (rc = judge(&end, err)) == HJ_OK)
		rc = hj_doctext_parse(out.data, out.len, t, err);
	if (rc != HJ_OK)
		hj_doctext_clear(t);
	hj_buf_clear(&in);
	hj_buf_clear(&out);
	return rc == HJ_OK ? HJ_OK : hj_while(err, "reading the document");
}

bool
hj_doctext_is_signed(const struct hj_doctext *t)
{
	static const char *const names[] = { "author:", "Company:", "Manager:",
		"picture:", "publisher:", "owner:" };
	const char *p = (const char *)t->meta.data;
	const char *end = p + t->meta.len;

	while (p < end) {
		const char *eol = memchr(p, '\n', (size_t)(end - p));

		for (size_t i = 0; i < HJ_LEN(names); i++)
			if ((size_t)(end - p) > strlen(names[i]) &&
			    strncasecmp(p, names[i], strlen(names[i])) == 0)
				return true;
		p = eol != NULL ? eol + 1 : end;
	}
	return false;
}
