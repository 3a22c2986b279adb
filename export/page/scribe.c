#include "export/page/scribe.h"

#include "export/page/markup.h"

void
hj_scribe_put(struct hj_scribe *s, const char *markup)
{
	if (s->rc == HJ_OK)
		s->rc = hj_buf_puts(s->to, markup, s->err);
}

void
hj_scribe_text(struct hj_scribe *s, const char *text, size_t n)
{
	if (s->rc == HJ_OK)
		s->rc = hj_markup_text(s->to, text, n, s->err);
}

void
hj_scribe_number(struct hj_scribe *s, size_t n)
{
	if (s->rc == HJ_OK)
		s->rc = hj_buf_printf(s->to, s->err, "%zu", n);
}
