#include <stdio.h>

#include "cli/access/installed.h"
#include "cli/access/process.h"
#include "cli/leaving/rendering.h"
#include "cli/screen/outfile.h"
#include "core/base/limits.h"
#include "export/render/document.h"

static bool
stop(void *to)
{
	(void)to;
	return process_interrupted();
}

static int
read_style(const char *style, struct hj_buf *to, struct hj_error *err)
{
	char name[64], path[PATH_MAX];

	(void)snprintf(name, sizeof(name), "templates/%s", style);
	if (installed_data(name, path, err) != HJ_OK)
		return (int)err->code;
	return outfile_read(path, to, err);
}

int
rendering_style(const char *style, const struct hj_buf *xml, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_buf sheet = HJ_BUF(HJ_TEXT_MAX);
	char program[PATH_MAX];
	struct hj_document d = { .program = program,
		.xml = xml->data,
		.xml_len = xml->len,
		.stop = stop };
	int rc;

	if ((rc = installed_program("hanji-render", program, err)) == HJ_OK &&
	    (rc = read_style(style, &sheet, err)) == HJ_OK) {
		d.style = sheet.data;
		d.style_len = sheet.len;
		rc = hj_document_render(&d, to, err);
	}
	hj_buf_clear(&sheet);
	return rc;
}

int
rendering_page(const struct hj_page_format *f, const struct hj_buf *page,
    struct hj_buf *to, struct hj_error *err)
{
	struct hj_buf sheet = HJ_BUF(HJ_TEXT_MAX);
	char program[PATH_MAX];
	struct hj_page p = { .program = program,
		.xml = page->data,
		.xml_len = page->len,
		.stop = stop };
	int rc;

	if ((rc = installed_program(f->program, program, err)) == HJ_OK &&
	    (f->style == NULL ||
		(rc = read_style(f->style, &sheet, err)) == HJ_OK)) {
		p.style = sheet.data;
		p.style_len = sheet.len;
		rc = hj_page_render(f, &p, to, err);
	}
	hj_buf_clear(&sheet);
	return rc;
}

int
rendering_code(const uint8_t *p, size_t n, struct hj_qr *ret,
    struct hj_error *err)
{
	char program[PATH_MAX];

	if (installed_program("hanji-render", program, err) != HJ_OK)
		return (int)err->code;
	return hj_qr_make(&(struct hj_render){ .program = program,
			      .stop = stop },
	    p, n, ret, err);
}
