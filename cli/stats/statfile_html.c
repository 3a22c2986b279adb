#include <string.h>

#include "cli/screen/say.h"
#include "cli/stats/statfile.h"
#include "cli/stats/statword.h"
#include "cli/wording/span.h"
#include "core/base/escape.h"

/* Of a chart, in its own units. */
#define LABEL 340
#define WIDTH 900
#define BAR (WIDTH - LABEL - 110)
#define ROW 26

static const char head[] =
    "<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<style>\n"
    "body { margin: 2em auto; max-width: 60em; padding: 0 1em; color: #1b1b1b;\n"
    " background: #fff; font: 16px/1.5 \"Noto Sans CJK KR\", \"Malgun Gothic\",\n"
    " \"Apple SD Gothic Neo\", Arial, sans-serif; word-break: keep-all; }\n"
    "h1 { font-size: 1.5em; margin-bottom: 0; } h2 { font-size: 1.1em; margin: 2em 0 .3em; }\n"
    ".sub { color: #555; margin: .2em 0 1em; }\n"
    ".notes { border-left: 4px solid #a33; padding: .2em 1em; margin: 1.5em 0; }\n"
    "table { border-collapse: collapse; margin-top: .5em; }\n"
    "th, td { text-align: left; padding: .25em .9em; border-bottom: 1px solid #ddd; }\n"
    "td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }\n"
    "tr.t { font-weight: bold; background: #f4f2ee; }\n"
    "svg { width: 100%; height: auto; display: block; }\n"
    "svg text { font-size: 13px; fill: #1b1b1b; }\n"
    ".c { fill: #2b5c8a; } .u { fill: #a9c4dc; } .h { fill: #888; }\n"
    "@media print { body { margin: 0; } h2, table { break-inside: avoid-page; } }\n"
    "</style>\n";

/* A page that is being written; remembers its first error. */
struct page {
	const struct statcount *s;
	struct hj_buf *to;
	struct hj_buf word;
	struct hj_error *err;
	int rc;
};

static void
raw(struct page *p, const char *markup)
{
	if (p->rc == HJ_OK)
		p->rc = hj_buf_puts(p->to, markup, p->err);
}

static void
text(struct page *p, const char *s)
{
	if (p->rc == HJ_OK)
		p->rc = hj_escape(p->to, s, strlen(s), true, p->err);
}

static void
number(struct page *p, size_t n)
{
	if (p->rc == HJ_OK)
		p->rc = hj_buf_printf(p->to, p->err, "%zu", n);
}

/* What was put into p->word, escaped. */
static void
word(struct page *p)
{
	if (p->rc == HJ_OK)
		p->rc = hj_escape(p->to, (const char *)p->word.data,
		    p->word.len, true, p->err);
	hj_buf_reset(&p->word);
}

static void
category(struct page *p, size_t field, size_t i)
{
	if (p->rc == HJ_OK)
		p->rc = statword_category(p->s, field, i, &p->word, p->err);
	word(p);
}

static void
figure(struct page *p, const struct hj_figure *n)
{
	if (p->rc == HJ_OK)
		p->rc = statword_figure(n, &p->word, p->err);
	word(p);
}

/* ---- charts ---- */

/* The number of a category of one field, whatever the others are. */
static const struct hj_figure *
along(const struct statcount *s, size_t field, size_t i)
{
	size_t at[HJ_CROSSTAB_FIELDS] = { s->n[0], s->n[1], s->n[2] };

	at[field] = i;
	return hj_crosstab_at(&s->table, at);
}

static void
rect(struct page *p, const char *class, size_t x, size_t y, size_t width)
{
	if (p->rc == HJ_OK && width != 0)
		p->rc = hj_buf_printf(p->to, p->err,
		    "<rect class=\"%s\" x=\"%zu\" y=\"%zu\" width=\"%zu\" height=\"%d\"/>\n",
		    class, x, y, width, ROW - 8);
}

static void
label_at(struct page *p, size_t x, size_t y, const char *anchor)
{
	if (p->rc == HJ_OK)
		p->rc = hj_buf_printf(p->to, p->err,
		    "<text x=\"%zu\" y=\"%zu\" text-anchor=\"%s\">", x, y + 14,
		    anchor);
}

static void
bar(struct page *p, size_t field, size_t i, size_t y, uint64_t most)
{
	const struct hj_figure *n = along(p->s, field, i);
	size_t certain = 0, all = 0;

	if (!n->hidden && most != 0) {
		certain = (size_t)(n->min * BAR / most);
		all = (size_t)(n->max * BAR / most);
	}
	label_at(p, LABEL - 10, y, "end");
	category(p, field, i);
	raw(p, "</text>\n");
	rect(p, "c", LABEL, y, certain);
	rect(p, "u", LABEL + certain, y, all > certain ? all - certain : 0);
	label_at(p, LABEL + all + 8, y, "start");
	figure(p, n);
	raw(p, "</text>\n");
}

static void
chart(struct page *p, size_t field)
{
	size_t n = p->s->n[field], y = 4;
	uint64_t most = 0;

	for (size_t i = 0; i < n; i++)
		if (!along(p->s, field, i)->hidden &&
		    along(p->s, field, i)->max > most)
			most = along(p->s, field, i)->max;
	raw(p, "<h2>");
	text(p, statword_field(p->s, field));
	raw(p, "</h2>\n<svg role=\"img\" viewBox=\"0 0 ");
	number(p, WIDTH);
	raw(p, " ");
	number(p, n * ROW + 8);
	raw(p, "\" xmlns=\"http://www.w3.org/2000/svg\"><title>");
	text(p, statword_field(p->s, field));
	raw(p, "</title>\n");
	for (size_t i = 0; i < n; i++, y += ROW)
		bar(p, field, i, y, most);
	raw(p, "</svg>\n");
}

/* ---- the table ---- */

static void
row(struct page *p, const size_t at[static HJ_CROSSTAB_FIELDS])
{
	bool total = false;

	for (size_t f = 0; f < p->s->how.nfields; f++)
		total = total || at[f] == p->s->n[f];
	raw(p, total ? "<tr class=\"t\">" : "<tr>");
	for (size_t f = 0; f < p->s->how.nfields; f++) {
		raw(p, "<td>");
		category(p, f, at[f]);
		raw(p, "</td>");
	}
	raw(p, "<td class=\"n\">");
	figure(p, hj_crosstab_at(&p->s->table, at));
	raw(p, "</td></tr>\n");
}

static void
table(struct page *p)
{
	size_t at[HJ_CROSSTAB_FIELDS];

	raw(p, "<h2>");
	text(p, _("The numbers"));
	raw(p, "</h2>\n<table><thead><tr>");
	for (size_t f = 0; f < p->s->how.nfields; f++) {
		raw(p, "<th>");
		text(p, statword_field(p->s, f));
		raw(p, "</th>");
	}
	raw(p, "<th class=\"n\">");
	text(p, statword_what(p->s));
	raw(p, "</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < p->s->table.ncells; i++) {
		hj_crosstab_place(&p->s->table, i, at);
		if (statword_is_row(p->s, at))
			row(p, at);
	}
	raw(p, "</tbody></table>\n");
}

static void
heading(struct page *p)
{
	char today[SPAN_TEXT];

	raw(p, "<!DOCTYPE html>\n<html lang=\"");
	raw(p, p->s->c->korean ? "ko" : "en");
	raw(p, "\"><head>\n");
	raw(p, head);
	raw(p, "<title>");
	text(p, statword_what(p->s));
	raw(p, "</title>\n</head><body>\n<h1>");
	text(p, statword_what(p->s));
	for (size_t f = 0; f < p->s->how.nfields; f++) {
		raw(p, f == 0 ? " \xe2\x80\x94 " : ", ");
		text(p, statword_field(p->s, f));
	}
	span_today(today);
	raw(p, "</h1>\n<p class=\"sub\">");
	text(p, _("period"));
	raw(p, ": ");
	text(p, p->s->period != NULL ? p->s->period : _("all"));
	raw(p, "; ");
	text(p, _("counted on"));
	raw(p, " ");
	text(p, today);
	raw(p, "</p>\n");
}

int
statfile_html(const struct statcount *s, struct hj_buf *to,
    struct hj_error *err)
{
	struct page p = { .s = s,
		.to = to,
		.word = HJ_BUF(HJ_LINE_MAX),
		.err = err };
	const char *note;

	heading(&p);
	raw(&p, "<div class=\"notes\">\n");
	for (size_t i = 0; (note = statword_note(s, i)) != NULL; i++) {
		raw(&p, "<p>");
		text(&p, note);
		raw(&p, "</p>\n");
	}
	raw(&p, "</div>\n");
	for (size_t f = 0; f < s->how.nfields; f++)
		chart(&p, f);
	table(&p);
	raw(&p, "</body></html>\n");
	hj_buf_clear(&p.word);
	return p.rc;
}
