#include "export/form/sheet.h"

#include <stdio.h>
#include <string.h>

#include "export/page/markup.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATION                                                               \
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGED "http://schemas.openxmlformats.org/package/2006/relationships"
#define TYPES "http://schemas.openxmlformats.org/package/2006/content-types"
#define KIND "application/vnd.openxmlformats-officedocument.spreadsheetml."

/* Columns beyond Z are not needed, and not named. */
#define COLUMNS 26

static const char root[] =
    XML "<Relationships xmlns=\"" PACKAGED "\">"
	"<Relationship Id=\"rId1\" Type=\"" RELATION "/officeDocument\""
	" Target=\"xl/workbook.xml\"/></Relationships>\n";

/* Two styles: as it is, and the bold heading. */
static const char styles[] = XML
    "<styleSheet xmlns=\"" MAIN "\">"
    "<fonts count=\"2\"><font><sz val=\"11\"/></font>"
    "<font><b/><sz val=\"11\"/></font></fonts>"
    "<fills count=\"1\"><fill><patternFill patternType=\"none\"/></fill></fills>"
    "<borders count=\"1\"><border/></borders>"
    "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
    "<cellXfs count=\"2\"><xf xfId=\"0\"/>"
    "<xf xfId=\"0\" fontId=\"1\" applyFont=\"1\"/></cellXfs>"
    "<cellStyles count=\"1\">"
    "<cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"
    "</cellStyles></styleSheet>\n";

static void
raw(struct hj_sheet *s, const char *p)
{
	hj_scribe_put(&s->out, p);
}

void
hj_sheet_open(struct hj_sheet *s, const char *name, struct hj_error *err)
{
	*s = (struct hj_sheet){ .name = name,
		.xml = HJ_BUF(HJ_TEXT_MAX),
		.out = { .to = &s->xml, .err = err },
		.row = 1 };
	raw(s,
	    XML "<worksheet xmlns=\"" MAIN "\"><sheetViews>"
		"<sheetView workbookViewId=\"0\"><pane ySplit=\"1\""
		" topLeftCell=\"A2\" activePane=\"bottomLeft\""
		" state=\"frozen\"/></sheetView></sheetViews>"
		"<sheetFormatPr defaultRowHeight=\"15\"/>"
		"<cols><col min=\"1\" max=\"26\" width=\"28\""
		" customWidth=\"1\"/></cols><sheetData>\n");
}

void
hj_sheet_cell(struct hj_sheet *s, const char *text)
{
	size_t column = s->column++;

	if (column == 0 && s->out.rc == HJ_OK)
		s->out.rc = hj_buf_printf(&s->xml, s->out.err,
		    "<row r=\"%zu\">", s->row);
	if (column >= COLUMNS && s->out.rc == HJ_OK)
		s->out.rc = hj_fail(s->out.err, HJ_ELIMIT, "too many columns");
	if (text == NULL || *text == '\0' || s->out.rc != HJ_OK)
		return;
	s->out.rc = hj_buf_printf(&s->xml, s->out.err,
	    "<c r=\"%c%zu\" t=\"inlineStr\"%s><is>"
	    "<t xml:space=\"preserve\">",
	    (char)('A' + column), s->row, s->row == 1 ? " s=\"1\"" : "");
	hj_scribe_text(&s->out, text, strlen(text));
	raw(s, "</t></is></c>");
}

void
hj_sheet_row(struct hj_sheet *s)
{
	if (s->column != 0)
		raw(s, "</row>\n");
	s->column = 0;
	s->row++;
}

int
hj_sheet_close(struct hj_sheet *s)
{
	raw(s, "</sheetData></worksheet>\n");
	return s->out.rc;
}

void
hj_sheet_clear(struct hj_sheet *s)
{
	hj_buf_clear(&s->xml);
}

/* ---- the parts that hold the sheets together ---- */

static int
types(size_t n, struct hj_buf *to, struct hj_error *err)
{
	if (hj_buf_puts(to,
		XML
		"<Types xmlns=\"" TYPES "\">"
		"<Default Extension=\"rels\" ContentType=\"application/"
		"vnd.openxmlformats-package.relationships+xml\"/>"
		"<Override PartName=\"/xl/workbook.xml\" ContentType=\"" KIND
		"sheet.main+xml\"/>"
		"<Override PartName=\"/xl/styles.xml\" ContentType=\"" KIND
		"styles+xml\"/>",
		err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 1; i <= n; i++)
		if (hj_buf_printf(to, err,
			"<Override PartName=\"/xl/worksheets/sheet%zu.xml\""
			" ContentType=\"" KIND "worksheet+xml\"/>",
			i) != HJ_OK)
			return (int)err->code;
	return hj_buf_puts(to, "</Types>\n", err);
}

static int
book(const struct hj_sheet *sheets, size_t n, struct hj_buf *to,
    struct hj_error *err)
{
	if (hj_buf_puts(to,
		XML "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATION
		    "\"><sheets>",
		err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < n; i++)
		if (hj_buf_puts(to, "<sheet", err) != HJ_OK ||
		    hj_markup_attr(to, "name", sheets[i].name, err) != HJ_OK ||
		    hj_buf_printf(to, err, " sheetId=\"%zu\" r:id=\"rId%zu\"/>",
			i + 1, i + 1) != HJ_OK)
			return (int)err->code;
	return hj_buf_puts(to, "</sheets></workbook>\n", err);
}

static int
relations(size_t n, struct hj_buf *to, struct hj_error *err)
{
	if (hj_buf_puts(to, XML "<Relationships xmlns=\"" PACKAGED "\">",
		err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 1; i <= n; i++)
		if (hj_buf_printf(to, err,
			"<Relationship Id=\"rId%zu\" Type=\"" RELATION
			"/worksheet\" Target=\"worksheets/sheet%zu.xml\"/>",
			i, i) != HJ_OK)
			return (int)err->code;
	return hj_buf_printf(to, err,
	    "<Relationship Id=\"rId%zu\" Type=\"" RELATION
	    "/styles\" Target=\"styles.xml\"/></Relationships>\n",
	    n + 1);
}

static struct hj_part
part(const char *name, const void *p, size_t n)
{
	return (struct hj_part){ .name = name, .p = p, .n = n };
}

int
hj_workbook_make(const struct hj_render *r, const struct hj_sheet *sheets,
    size_t n, struct hj_buf *to, struct hj_error *err)
{
	struct hj_buf t = HJ_BUF(HJ_TEXT_MAX), b = HJ_BUF(HJ_TEXT_MAX);
	struct hj_buf l = HJ_BUF(HJ_TEXT_MAX);
	struct hj_part parts[5 + HJ_SHEETS];
	char names[HJ_SHEETS][40];
	int rc;

	if (n == 0 || n > HJ_SHEETS)
		return hj_fail(err, HJ_ELIMIT, "a workbook has 1 to %d sheets",
		    HJ_SHEETS);
	if ((rc = types(n, &t, err)) != HJ_OK ||
	    (rc = book(sheets, n, &b, err)) != HJ_OK ||
	    (rc = relations(n, &l, err)) != HJ_OK)
		goto out;
	parts[0] = part("[Content_Types].xml", t.data, t.len);
	parts[1] = part("_rels/.rels", root, strlen(root));
	parts[2] = part("xl/workbook.xml", b.data, b.len);
	parts[3] = part("xl/_rels/workbook.xml.rels", l.data, l.len);
	parts[4] = part("xl/styles.xml", styles, strlen(styles));
	for (size_t i = 0; i < n; i++) {
		(void)snprintf(names[i], sizeof(names[i]),
		    "xl/worksheets/sheet%zu.xml", i + 1);
		parts[5 + i] =
		    part(names[i], sheets[i].xml.data, sheets[i].xml.len);
	}
	rc = hj_package_make(r, parts, 5 + n, to, err);
out:
	hj_buf_clear(&t);
	hj_buf_clear(&b);
	hj_buf_clear(&l);
	return rc;
}
