#include <string.h>

#include "export/page/pdf_own.h"

/* All that is common in our documents, the Korean shapes of Hanja first; Pango
 * looks for the rest in every font that there is. */
#define FAMILIES                                                               \
	"Noto Sans,Noto Sans CJK KR,Noto Sans Thai,Noto Sans Lao,DejaVu Sans"
/* Signs that are copied one by one: all equally wide, and none like another. */
#define SIGNS "Noto Sans Mono CJK KR,Noto Sans Mono,DejaVu Sans Mono,monospace"
#define NOTE_SIZE 0.65
#define NOTE_RISE 0.35

/* A text while it is gathered. */
struct gather {
	struct hj_pdf *pdf;
	const struct hj_pdf_look *look;
	GString *s;
	PangoAttrList *attrs;
	GArray *marks;
	bool space; /* white space came, and nothing after it yet */
};

static void
attribute(struct gather *g, PangoAttribute *a, size_t from)
{
	a->start_index = (guint)from;
	a->end_index = (guint)g->s->len;
	pango_attr_list_insert(g->attrs, a);
}

static void
flush_space(struct gather *g)
{
	if (g->space && g->s->len != 0 && g->s->str[g->s->len - 1] != '\n')
		g_string_append_c(g->s, ' ');
	g->space = false;
}

static void
characters(struct gather *g, const char *p)
{
	for (; *p != '\0'; p++) {
		if (strchr(" \t\r\n", *p) != NULL) {
			g->space = true;
			continue;
		}
		flush_space(g);
		g_string_append_c(g->s, *p);
	}
}

static void
new_line(struct gather *g)
{
	g->space = false;
	g_string_append_c(g->s, '\n');
}

static void content(struct gather *g, xmlNodePtr first);

static void
footnote(struct gather *g, xmlNodePtr note)
{
	const struct hj_pdf_look look = { .size = HJ_PDF_SMALL,
		.width = g->pdf->measure };
	struct hj_pdf_mark m = { .note = (int)g->pdf->notes->len };
	size_t from = g->s->len;
	char number[16];

	(void)g_snprintf(number, sizeof(number), "%d", m.note + 1);
	m.at = (int)from;
	g_array_append_val(g->marks, m);
	g_string_append(g->s, number);
	attribute(g, pango_attr_scale_new(NOTE_SIZE), from);
	attribute(g,
	    pango_attr_rise_new((int)(g->look->size * NOTE_RISE * PANGO_SCALE)),
	    from);
	/* Its place first: a footnote holds no footnote. */
	g_ptr_array_add(g->pdf->notes, NULL);
	g->pdf->notes->pdata[m.note] = hj_pdf_text(g->pdf, note, false, &look);
}

/* NULL: an element that marks nothing. */
static PangoAttribute *
mark_of(xmlNodePtr n)
{
	if (hj_pdf_is(n, "b"))
		return pango_attr_weight_new(PANGO_WEIGHT_BOLD);
	if (hj_pdf_is(n, "i"))
		return pango_attr_style_new(PANGO_STYLE_ITALIC);
	return hj_pdf_is(n, "code") ? pango_attr_family_new(SIGNS) : NULL;
}

static void
marked(struct gather *g, xmlNodePtr n, PangoAttribute *mark)
{
	size_t from;

	flush_space(g);
	from = g->s->len;
	content(g, n->children);
	attribute(g, mark, from);
}

static void
content(struct gather *g, xmlNodePtr first)
{
	PangoAttribute *mark;

	for (xmlNodePtr n = first; n != NULL; n = n->next)
		if (n->type == XML_TEXT_NODE)
			characters(g, (const char *)n->content);
		else if ((mark = mark_of(n)) != NULL)
			marked(g, n, mark);
		else if (hj_pdf_is(n, "br"))
			new_line(g);
		else if (hj_pdf_is(n, "note"))
			footnote(g, n);
}

static void
note_missing(struct hj_pdf *p, gunichar c)
{
	guint32 code = g_unicode_script_to_iso15924(g_unichar_get_script(c));

	for (int i = 0; i < 4; i++)
		p->missing[i] = (char)(code >> (24 - 8 * i) & 0x7f);
}

static void
look_for_missing(struct hj_pdf *p, PangoLayout *l)
{
	PangoLayoutIter *i;

	if (pango_layout_get_unknown_glyphs_count(l) == 0 ||
	    p->missing[0] != '\0')
		return;
	i = pango_layout_get_iter(l);
	do {
		PangoLayoutRun *run = pango_layout_iter_get_run_readonly(i);

		for (int k = 0; run != NULL && k < run->glyphs->num_glyphs; k++)
			if ((run->glyphs->glyphs[k].glyph &
				PANGO_GLYPH_UNKNOWN_FLAG) != 0)
				note_missing(p,
				    run->glyphs->glyphs[k].glyph &
					~PANGO_GLYPH_UNKNOWN_FLAG);
	} while (pango_layout_iter_next_run(i));
	pango_layout_iter_free(i);
}

/* Letters stand where the font says, not on whole pixels: paper has none. */
static void
unhint(PangoContext *c)
{
	cairo_font_options_t *o = cairo_font_options_create();

	cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(c, o);
	pango_context_set_round_glyph_positions(c, FALSE);
	cairo_font_options_destroy(o);
}

static bool
is_hangul(gunichar c)
{
	return g_unichar_get_script(c) == G_UNICODE_SCRIPT_HANGUL;
}

/* Korean is divided between words.  Pango may divide it between any two
 * syllables, so that has to be forbidden: for a run of letters and digits with
 * Hangul in it, unless it is so long that it may not fit into a line. */
static void
keep_words_whole(const char *words, PangoAttrList *attrs,
    const struct hj_pdf_look *look)
{
	for (const char *p = words, *end; *p != '\0'; p = end) {
		bool hangul = false;
		size_t n = 0;

		for (end = p; g_unichar_isalnum(g_utf8_get_char(end)); n++) {
			hangul |= is_hangul(g_utf8_get_char(end));
			end = g_utf8_find_next_char(end, NULL);
		}
		if (hangul && n > 1 && (double)n * look->size <= look->width) {
			PangoAttribute *a = pango_attr_allow_breaks_new(FALSE);

			a->start_index = (guint)(p - words);
			a->end_index = (guint)(end - words);
			pango_attr_list_insert(attrs, a);
		}
		if (end == p)
			end = g_utf8_find_next_char(p, NULL);
	}
}

static PangoLayout *
lay_out(struct hj_pdf *p, const char *words, PangoAttrList *attrs,
    const struct hj_pdf_look *look)
{
	PangoFontDescription *font =
	    pango_font_description_from_string(FAMILIES);
	PangoLayout *l = pango_cairo_create_layout(p->cairo);

	pango_font_description_set_absolute_size(font,
	    look->size * PANGO_SCALE);
	if (look->bold)
		pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
	unhint(pango_layout_get_context(l));
	pango_context_set_language(pango_layout_get_context(l), p->language);
	pango_layout_set_font_description(l, font);
	pango_layout_set_width(l, (int)(look->width * PANGO_SCALE));
	pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_text(l, words, -1);
	if (attrs != NULL) {
		keep_words_whole(words, attrs, look);
		pango_layout_set_attributes(l, attrs);
	}
	pango_font_description_free(font);
	look_for_missing(p, l);
	return l;
}

static struct hj_pdf_text *
finish(struct gather *g)
{
	struct hj_pdf_text *t = g_new0(struct hj_pdf_text, 1);

	t->layout = lay_out(g->pdf, g->s->str, g->attrs, g->look);
	t->marks = g->marks;
	t->size = g->look->size;
	t->width = g->look->width;
	t->right = g->look->right;
	t->grey = g->look->grey;
	t->red = g->look->red;
	g_ptr_array_add(g->pdf->texts, t);
	pango_attr_list_unref(g->attrs);
	(void)g_string_free(g->s, TRUE);
	return t;
}

static struct gather
begin(struct hj_pdf *p, const struct hj_pdf_look *look)
{
	return (struct gather){ .pdf = p,
		.look = look,
		.s = g_string_new(NULL),
		.attrs = pango_attr_list_new(),
		.marks =
		    g_array_new(FALSE, FALSE, sizeof(struct hj_pdf_mark)) };
}

struct hj_pdf_text *
hj_pdf_text(struct hj_pdf *p, xmlNodePtr of, bool rows,
    const struct hj_pdf_look *look)
{
	struct gather g = begin(p, look);
	const char *name = of != NULL ? (const char *)of->name : "";

	if (of != NULL && hj_pdf_is(of, "note"))
		g_string_append_printf(g.s, "%u  ", p->notes->len);
	for (xmlNodePtr n = of; n != NULL;
	     n = rows ? hj_pdf_next(n, name) : NULL) {
		struct hj_pdf_mark blank = { .note = -1 };

		if (n != of)
			new_line(&g);
		blank.at = (int)g.s->len;
		if (rows && n->children == NULL) {
			g_string_append(g.s, "\xc2\xa0");
			g_array_append_val(g.marks, blank);
		}
		content(&g, n->children);
	}
	return finish(&g);
}

struct hj_pdf_text *
hj_pdf_words(struct hj_pdf *p, const char *words,
    const struct hj_pdf_look *look)
{
	struct gather g = begin(p, look);

	characters(&g, words);
	return finish(&g);
}

void
hj_pdf_check(struct hj_pdf *p, const char *words)
{
	const struct hj_pdf_look look = { .size = HJ_PDF_BODY,
		.width = p->measure };

	g_object_unref(lay_out(p, words, NULL, &look));
}

int
hj_pdf_lines(const struct hj_pdf_text *t)
{
	return pango_layout_get_line_count(t->layout);
}

void
hj_pdf_draw_line(cairo_t *c, const struct hj_pdf_text *t, int line, double x,
    double y)
{
	PangoLayoutLine *l = pango_layout_get_line_readonly(t->layout, line);
	PangoRectangle box;

	if (t->right) {
		pango_layout_line_get_extents(l, NULL, &box);
		x += t->width - (double)box.width / PANGO_SCALE;
	}
	cairo_set_source_rgb(c,
	    t->red        ? 0.67
		: t->grey ? 0.25
			  : 0,
	    t->grey ? 0.25 : 0, t->grey ? 0.25 : 0);
	cairo_move_to(c, x, y + t->size * 1.08);
	pango_cairo_show_layout_line(c, l);
}

void
hj_pdf_text_free(void *text)
{
	struct hj_pdf_text *t = text;

	g_object_unref(t->layout);
	g_array_unref(t->marks);
	g_free(t);
}
