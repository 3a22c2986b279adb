#include <string.h>

#include <poppler.h>

#include "export/doctext/doctext_own.h"

static void
lines(struct hj_saying *s, char *text)
{
	char *p = text, *end;

	for (; p != NULL && *p != '\0'; p = end != NULL ? end + 1 : NULL) {
		end = strpbrk(p, "\n\f");
		hj_saying_line(s);
		hj_saying_add(s, p,
		    end != NULL ? (size_t)(end - p) : strlen(p));
	}
	hj_saying_line(s);
	g_free(text);
}

static void
put(struct hj_saying *s, char *text)
{
	hj_saying_put(s, text);
	g_free(text);
}

static void
mark(struct hj_saying *s, PopplerAnnot *a)
{
	char *contents = poppler_annot_get_contents(a);

	if (contents != NULL && *contents != '\0')
		s->found.comments++;
	put(s, contents);
	if (POPPLER_IS_ANNOT_MARKUP(a)) {
		PopplerAnnotMarkup *m = POPPLER_ANNOT_MARKUP(a);
		char *who = poppler_annot_markup_get_label(m);

		hj_saying_meta(s, "author", who);
		g_free(who);
		put(s, poppler_annot_markup_get_subject(m));
	}
}

static void
field(struct hj_saying *s, PopplerFormField *f)
{
	switch (poppler_form_field_get_field_type(f)) {
	case POPPLER_FORM_FIELD_TEXT:
		put(s, poppler_form_field_text_get_text(f));
		break;
	case POPPLER_FORM_FIELD_CHOICE:
		for (int i = 0; i < poppler_form_field_choice_get_n_items(f);
		     i++)
			put(s, poppler_form_field_choice_get_item(f, i));
		break;
	case POPPLER_FORM_FIELD_BUTTON:
	case POPPLER_FORM_FIELD_SIGNATURE:
	case POPPLER_FORM_FIELD_UNKNOWN:
		break;
	}
}

static void
link_of(struct hj_saying *s, const PopplerAction *a)
{
	if (a->type == POPPLER_ACTION_URI)
		hj_saying_put(s, a->uri.uri);
	else if (a->type == POPPLER_ACTION_LAUNCH)
		hj_saying_put(s, a->launch.file_name);
	else if (a->type == POPPLER_ACTION_GOTO_REMOTE)
		hj_saying_put(s, a->goto_remote.file_name);
}

static void
read_page(struct hj_saying *s, PopplerPage *page)
{
	GList *marks, *fields, *links, *images;

	lines(s, poppler_page_get_text(page));
	marks = poppler_page_get_annot_mapping(page);
	for (GList *i = marks; i != NULL; i = i->next)
		mark(s, ((PopplerAnnotMapping *)i->data)->annot);
	poppler_page_free_annot_mapping(marks);
	fields = poppler_page_get_form_field_mapping(page);
	for (GList *i = fields; i != NULL; i = i->next)
		field(s, ((PopplerFormFieldMapping *)i->data)->field);
	poppler_page_free_form_field_mapping(fields);
	links = poppler_page_get_link_mapping(page);
	for (GList *i = links; i != NULL; i = i->next)
		link_of(s, ((PopplerLinkMapping *)i->data)->action);
	poppler_page_free_link_mapping(links);
	images = poppler_page_get_image_mapping(page);
	s->found.unread += g_list_length(images);
	poppler_page_free_image_mapping(images);
}

static void
date(struct hj_saying *s, const char *name, GDateTime *when)
{
	char *text = when != NULL ? g_date_time_format_iso8601(when) : NULL;

	hj_saying_meta(s, name, text);
	g_free(text);
	if (when != NULL)
		g_date_time_unref(when);
}

static void
meta(struct hj_saying *s, const char *name, char *value)
{
	hj_saying_meta(s, name, value);
	g_free(value);
}

static void
said_of_itself(struct hj_saying *s, PopplerDocument *d)
{
	char *xmp = poppler_document_get_metadata(d);

	meta(s, "title", poppler_document_get_title(d));
	meta(s, "author", poppler_document_get_author(d));
	meta(s, "subject", poppler_document_get_subject(d));
	meta(s, "keywords", poppler_document_get_keywords(d));
	meta(s, "creator", poppler_document_get_creator(d));
	meta(s, "producer", poppler_document_get_producer(d));
	date(s, "created", poppler_document_get_creation_date_time(d));
	date(s, "modified", poppler_document_get_modification_date_time(d));
	/* Whoever wrote it badly has still written it. */
	if (xmp != NULL &&
	    hj_doctext_xml(HJ_DIALECT_META, (const uint8_t *)xmp, strlen(xmp),
		s) != HJ_DOCTEXT_OK)
		hj_saying_meta(s, "metadata", xmp);
	g_free(xmp);
	if (poppler_document_has_attachments(d))
		s->found.unread += poppler_document_get_n_attachments(d);
}

int
hj_doctext_pdf(const uint8_t *p, size_t n, struct hj_saying *s)
{
	GBytes *bytes = g_bytes_new_static(p, n);
	PopplerDocument *d = poppler_document_new_from_bytes(bytes, NULL, NULL);
	int pages = d != NULL ? poppler_document_get_n_pages(d) : 0;
	int rc = HJ_DOCTEXT_BROKEN;

	if (pages > HJ_DOCTEXT_PAGES)
		rc = HJ_DOCTEXT_LARGE;
	else if (pages > 0)
		rc = HJ_DOCTEXT_OK;
	for (int i = 0; rc == HJ_DOCTEXT_OK && i < pages && !s->full; i++) {
		PopplerPage *page = poppler_document_get_page(d, i);

		/* A page that cannot be read may say anything. */
		if (page == NULL) {
			rc = HJ_DOCTEXT_BROKEN;
			break;
		}
		read_page(s, page);
		g_object_unref(page);
	}
	if (rc == HJ_DOCTEXT_OK) {
		said_of_itself(s, d);
		hj_doctext_buried(p, n, s);
	}
	g_clear_object(&d);
	g_bytes_unref(bytes);
	return rc;
}
