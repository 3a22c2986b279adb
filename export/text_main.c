/*
 * hanji-text: a document in, what it says out.
 *
 * A program of its own: see export/doctext/doctext.h.  It prints nothing but the answer,
 * and says how it went by its exit status alone.
 */
#include <unistd.h>

#include <glib.h>
#include <libxml/parser.h>

#include "core/confine/confine.h"
#include "export/doctext/doctext_own.h"
#include "export/page/fonts.h"
#include "export/render/errand.h"

static bool
put(struct hj_buf *to, const struct hj_buf *b, struct hj_error *err)
{
	return hj_buf_u32(to, (uint32_t)b->len, err) == HJ_OK &&
	    hj_buf_add(to, b->data, b->len, err) == HJ_OK;
}

static int
answer(const struct hj_doctext *found)
{
	struct hj_buf out = HJ_BUF(HJ_DOCTEXT_MAX);
	struct hj_error err = HJ_ERROR;
	bool ok = put(&out, &found->meta, &err) &&
	    put(&out, &found->text, &err) &&
	    hj_buf_u32(&out, found->comments, &err) == HJ_OK &&
	    hj_buf_u32(&out, found->changes, &err) == HJ_OK &&
	    hj_buf_u32(&out, found->unread, &err) == HJ_OK &&
	    hj_errand_write(out.data, out.len);

	hj_buf_clear(&out);
	return ok ? HJ_DOCTEXT_OK : HJ_DOCTEXT_SYSTEM;
}

static int
serve(void)
{
	struct hj_buf in = HJ_BUF(HJ_DOCTEXT_MAX);
	struct hj_saying s = { .err = HJ_ERROR };
	int rc = HJ_DOCTEXT_SYSTEM;

	hj_doctext_init(&s.found);
	if (hj_errand_read(&in))
		rc = hj_doctext_any(in.data, in.len, &s);
	if (rc == HJ_DOCTEXT_OK)
		rc = answer(&s.found);
	hj_doctext_clear(&s.found);
	hj_buf_clear(&in);
	return rc;
}

static void
silent(const char *domain, GLogLevelFlags level, const char *text, void *to)
{
	(void)domain;
	(void)level;
	(void)text;
	(void)to;
}

static void
silent_structured(void *to, xmlErrorPtr error)
{
	(void)to;
	(void)error;
}

static void
silent_generic(void *to, const char *format, ...)
{
	(void)to;
	(void)format;
}

/* Nothing is loaded from anywhere. */
static xmlParserInputPtr
load_nothing(const char *url, const char *id, xmlParserCtxtPtr c)
{
	(void)url;
	(void)id;
	(void)c;
	return NULL;
}

int
main(void)
{

	xmlInitParser();
	xmlSetStructuredErrorFunc(NULL, silent_structured);
	xmlSetGenericErrorFunc(NULL, silent_generic);
	xmlSetExternalEntityLoader(load_nothing);
	g_log_set_default_handler(silent, NULL);
	/* A PDF may not bring its fonts. */
	if (!hj_fonts_load() || !hj_errand_confine(&hj_confine_print))
		return HJ_DOCTEXT_SYSTEM;
	/* What would run after main may need calls that are not allowed. */
	_exit(serve());
}
