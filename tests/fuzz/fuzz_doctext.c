/*
 * fuzz_doctext: any bytes as a document of others, and any bytes as the answer
 * of the program that read it; what is found is UTF-8 without a NUL.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <glib.h>
#include <libxml/parser.h>
#include <poppler.h>

#include "core/base/text.h"
#include "export/doctext/doctext_own.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void
silent_structured(void *to, xmlErrorPtr error)
{
	(void)to;
	(void)error;
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
is_text(const struct hj_buf *b)
{
	if (!hj_text_is_utf8((const char *)b->data, b->len) ||
	    (b->len != 0 && memchr(b->data, '\0', b->len) != NULL))
		abort();
}

/*
 * Once.  Poppler reads its tables for the first document that is open and drops
 * them behind the last one, which was most of a run: an empty one stays open.
 * Nothing of an input goes into these tables.
 */
static void
set_up(void)
{
	static const char empty[] =
	    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
	    "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
	    "trailer<</Size 3/Root 1 0 R>>\n%%EOF\n";
	static PopplerDocument *open;
	GBytes *bytes;

	if (open != NULL)
		return;
	xmlSetStructuredErrorFunc(NULL, silent_structured);
	g_log_set_default_handler(silent, NULL);
	bytes = g_bytes_new_static(empty, sizeof(empty) - 1);
	open = poppler_document_new_from_bytes(bytes, NULL, NULL);
	g_bytes_unref(bytes);
	if (open == NULL)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct hj_saying s = { .err = HJ_ERROR };
	struct hj_error err = HJ_ERROR;
	struct hj_doctext t;

	set_up();
	hj_doctext_init(&s.found);
	if (hj_doctext_any(p, n, &s) == HJ_DOCTEXT_OK) {
		is_text(&s.found.text);
		is_text(&s.found.meta);
	}
	hj_doctext_clear(&s.found);
	hj_doctext_init(&t);
	if (hj_doctext_parse(p, n, &t, &err) == HJ_OK) {
		is_text(&t.text);
		is_text(&t.meta);
	}
	hj_doctext_clear(&t);
	return 0;
}
