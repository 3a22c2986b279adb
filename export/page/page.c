#include "export/page/page.h"

#include <string.h>

#include "export/page/office.h"
#include "export/page/pdf.h"

static const struct hj_page_format formats[] = {
	{ .word = "html",
	    .program = "hanji-render",
	    .style = "page.html.xsl",
	    .text = true },
	{ .word = "txt",
	    .program = "hanji-render",
	    .style = "page.txt.xsl",
	    .text = true },
	{ .word = "odt",
	    .program = "hanji-print",
	    .style = "page.odt.xsl",
	    .office = true },
	{ .word = "docx",
	    .program = "hanji-print",
	    .style = "page.docx.xsl",
	    .office = true },
	{ .word = "pdf", .program = "hanji-print" },
};

size_t
hj_page_formats(void)
{
	return HJ_LEN(formats);
}

const struct hj_page_format *
hj_page_format_at(size_t i)
{
	return &formats[i];
}

const struct hj_page_format *
hj_page_format_by_word(const char *word)
{
	for (size_t i = 0; i < HJ_LEN(formats); i++)
		if (strcmp(formats[i].word, word) == 0)
			return &formats[i];
	return NULL;
}

int
hj_page_render(const struct hj_page_format *f, const struct hj_page *p,
    struct hj_buf *to, struct hj_error *err)
{
	const struct hj_document d = { .program = p->program,
		.style = p->style,
		.style_len = p->style_len,
		.xml = p->xml,
		.xml_len = p->xml_len,
		.stop = p->stop,
		.to = p->to };

	if (f->style == NULL)
		return hj_pdf_make(&(struct hj_render){ p->program, p->stop,
				       p->to },
		    p->xml, p->xml_len, to, err);
	return f->office ? hj_office_make(&d, to, err)
			 : hj_document_render(&d, to, err);
}
