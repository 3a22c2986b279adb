/*
 * hanji-clean: a file in, a copy of it without what does not show out.
 *
 * A program of its own: see export/clean/clean.h.  It prints nothing but the copy,
 * and says how it went by its exit status alone.
 */
#include <string.h>
#include <unistd.h>

#include <fontconfig/fontconfig.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <libxml/parser.h>

#include "core/confine/confine.h"
#include "core/file/mediatype.h"
#include "export/clean/clean.h"
#include "export/clean/clean_own.h"
#include "export/render/errand.h"

static int
make_copy(const struct hj_buf *in, struct hj_buf *out)
{
	const char *type = hj_mediatype(in->data, in->len, NULL);

	if (type == NULL)
		return HJ_CLEAN_KIND;
	if (strcmp(type, HJ_TYPE_JPEG) == 0 || strcmp(type, HJ_TYPE_PNG) == 0)
		return hj_clean_picture(type, in->data, in->len, out);
	if (strcmp(type, HJ_TYPE_PDF) == 0)
		return hj_clean_pdf(in->data, in->len, out);
	if (strcmp(type, HJ_TYPE_ODT) == 0 || strcmp(type, HJ_TYPE_ZIP) == 0)
		return hj_clean_office(in->data, in->len, out);
	return HJ_CLEAN_KIND;
}

static int
serve(void)
{
	struct hj_buf in = HJ_BUF(HJ_CLEAN_MAX), out = HJ_BUF(HJ_CLEAN_MAX);
	int rc = hj_errand_read(&in) ? make_copy(&in, &out) : HJ_CLEAN_SYSTEM;

	if (rc == HJ_CLEAN_OK && !hj_errand_write(out.data, out.len))
		rc = HJ_CLEAN_SYSTEM;
	hj_buf_clear(&in);
	hj_buf_clear(&out);
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

int
main(void)
{

	xmlInitParser();
	xmlSetStructuredErrorFunc(NULL, silent_structured);
	g_log_set_default_handler(silent, NULL);
	/* The lists of formats and of fonts are read once, from files; a PDF
	 * may not bring its fonts. */
	g_slist_free(gdk_pixbuf_get_formats());
	(void)FcInit();
	if (!hj_errand_confine(&hj_confine_clean))
		return HJ_CLEAN_SYSTEM;
	/* What would run after main may need calls that are not allowed. */
	_exit(serve());
}
