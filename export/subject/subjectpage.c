#include "export/subject/subjectpage_own.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/base/word.h"
#include "core/case/datesay.h"
#include "export/page/scribe.h"
#include "export/petition/cell.h"
#include "export/subject/subjectcopy.h"

struct page {
	const struct hj_subjectpage *in;
	const struct hj_subject_words *w;
	struct hj_subject s; /* of the copy at hand */
	struct hj_buf words; /* of the value at hand */
	struct hj_scribe out;
};

static void
put(struct page *p, const char *markup)
{
	hj_scribe_put(&p->out, markup);
}

/* Lines of a text stay lines. */
static void
put_text(struct page *p, const char *text, size_t n)
{
	const char *end;

	for (; (end = memchr(text, '\n', n)) != NULL; text = end + 1) {
		hj_scribe_text(&p->out, text, (size_t)(end - text));
		put(p, "<br/>");
		n -= (size_t)(end - text) + 1;
	}
	hj_scribe_text(&p->out, text, n);
}

static void
put_leaf(struct page *p, const char *open, const char *text, const char *close)
{
	put(p, open);
	put_text(p, text, strlen(text));
	put(p, close);
}

/* Labels are written small where they stand in a sentence. */
static void
put_label(struct page *p, const char *label)
{
	char first[2] = { *label, '\0' };

	if (*first < 'a' || *first > 'z') {
		put_text(p, label, strlen(label));
		return;
	}
	*first = (char)(*first - 'a' + 'A');
	put(p, first);
	put_text(p, label + 1, strlen(label + 1));
}

/* ---- one field ---- */

static const char *
label_of(const struct page *p, const struct hj_elem *e)
{
	return p->in->korean ? e->ko : e->en;
}

/* What the value is in words, in p->words; nothing where it says nothing. */
static int
say(struct page *p, const struct hj_node *n)
{
	struct hj_cell c = { .to = &p->words,
		.s = &p->s,
		.most = HJ_SECRET,
		.err = p->out.err };

	hj_buf_reset(&p->words);
	if (n->text == NULL)
		return hj_cell_say(&c, hj_cell_why(&c, n));
	switch (n->def->value) {
	case HJ_V_CODE:
		return hj_cell_code(&c, n, n->def->of, n->text);
	case HJ_V_YESNO:
		return hj_cell_code(&c, n, "yes-no", n->text);
	case HJ_V_DATE:
		return hj_date_say_in(p->w->lang, n, &p->words, p->out.err);
	case HJ_V_REF:
		if (strcmp(n->def->of, "place") == 0)
			return hj_cell_place(&c, n->parent);
		return strstr(n->def->of, "authority") != NULL
		    ? hj_cell_organ(&c, n->parent, n->name)
		    : HJ_OK;
	case HJ_V_LINE:
	case HJ_V_FREE:
	case HJ_V_OWN:
	case HJ_V_TIME:
	case HJ_V_NUMBER:
	case HJ_V_DECIMAL:
		return hj_cell_say(&c, n->text);
	case HJ_V_NONE:
	case HJ_V_CASE:
	case HJ_V_HEX:
	case HJ_V_FOREIGN:
	case HJ_V_FAR:
		break;
	}
	return HJ_OK;
}

static void
put_field(struct page *p, const char *above, const char *label)
{
	const char *text;

	if (p->words.len == 0)
		return;
	if (p->out.rc == HJ_OK)
		p->out.rc = hj_buf_text(&p->words, &text, p->out.err);
	if (p->out.rc != HJ_OK)
		return;
	put(p, "<field><label>");
	if (above != NULL) {
		put_label(p, above);
		put_leaf(p, ": ", label, "");
	} else
		put_label(p, label);
	put_leaf(p, "</label><value>", text, "</value></field>\n");
}

/* What sort of thing it is, what role it has. */
static void
put_codes(struct page *p, const struct hj_node *n, const char *above)
{
	static const enum hj_attr_name coded[] = { HJ_A_TYPE, HJ_A_KIND,
		HJ_A_ROLE, HJ_A_STATUS };

	for (size_t i = 0; i < HJ_LEN(coded) && p->out.rc == HJ_OK; i++) {
		const char *list = hj_schema_attr_list(n->def, coded[i]);
		const char *words =
		    hj_node_attr(n, hj_schema_attr_name(coded[i]));
		struct hj_cell c = { .to = &p->words,
			.s = &p->s,
			.most = HJ_SECRET,
			.err = p->out.err };
		const char *word;
		size_t len;

		hj_buf_reset(&p->words);
		while (p->out.rc == HJ_OK && list != NULL &&
		    hj_word_next(&words, &word, &len)) {
			char code[64] = "";

			if (len >= sizeof(code))
				continue;
			memcpy(code, word, len);
			p->out.rc = hj_cell_code(&c, n, list, code);
		}
		put_field(p, above,
		    hj_schema_attr_label(coded[i], p->in->korean));
	}
}

/* The tables are a few levels deep; the nearest label is enough. */
static void
put_fields(struct page *p, const struct hj_node *top, const char *above)
{
	put_codes(p, top, above);
	for (const struct hj_node *n = top->first;
	     n != NULL && p->out.rc == HJ_OK; n = n->next) {
		if (n->def == NULL)
			continue;
		if (n->def->value == HJ_V_NONE && n->first != NULL) {
			put_fields(p, n, label_of(p, n->def));
			continue;
		}
		p->out.rc = say(p, n);
		put_field(p, above, label_of(p, n->def));
	}
}

/* ---- a file ---- */

/* Told where something refers to them, or for programs alone. */
static bool
is_passed_over(const struct hj_node *n)
{
	static const char *const names[] = { "place", "authority", "own-code" };

	for (size_t i = 0; i < HJ_LEN(names); i++)
		if (strcmp(n->name, names[i]) == 0)
			return true;
	return false;
}

/* A tie says nothing but that there is one: it has no field of its own. */
static void
put_tie(struct page *p, const struct hj_node *tie)
{
	const struct hj_node *who =
	    hj_record_find(p->s.record, hj_node_value(tie, "a"));
	const char *name = NULL;

	if (who != NULL && hj_node_child(who, "name") != NULL)
		name = hj_node_value(hj_node_child(who, "name"), "full");
	hj_buf_reset(&p->words);
	if (name != NULL && p->out.rc == HJ_OK)
		p->out.rc = hj_buf_puts(&p->words, name, p->out.err);
	put_field(p, NULL, label_of(p, tie->def));
}

static void
put_section(struct page *p, const struct hj_node *first)
{
	const bool tie = strcmp(first->name, "relationship") == 0;
	const struct hj_node *them = hj_subjectcopy_person(p->s.record);

	put(p, p->in->ncopies > 1 ? "<h level=\"3\">" : "<h level=\"2\">");
	put_label(p, label_of(p, first->def));
	put(p, "</h>\n");
	for (const struct hj_node *n = first; n != NULL && p->out.rc == HJ_OK;
	     n = hj_node_same(n)) {
		size_t before = p->out.to->len, inside;

		/* A relative is nobody in particular. */
		if (strcmp(n->name, "person") == 0 && n != them)
			continue;
		put(p, "<fields>\n");
		inside = p->out.to->len;
		if (tie)
			put_tie(p, n);
		else if (n->def->value == HJ_V_NONE)
			put_fields(p, n, NULL);
		else if (p->out.rc == HJ_OK) {
			p->out.rc = say(p, n);
			put_field(p, NULL, label_of(p, n->def));
		}
		/* What says nothing in words is left out, table and all. */
		if (p->out.to->len == inside)
			p->out.to->len = before;
		else
			put(p, "</fields>\n");
	}
}

static void
put_copy(struct page *p, size_t i)
{
	const struct hj_node *root;

	p->s = (struct hj_subject){ .record = p->in->copy[i],
		.person = hj_subjectcopy_person(p->in->copy[i]),
		.korean = p->in->korean };
	root = hj_record_root(p->s.record);
	if (p->in->ncopies > 1) {
		put_leaf(p, "<h level=\"2\">", p->w->file, "");
		if (p->out.rc == HJ_OK)
			p->out.rc = hj_buf_printf(p->out.to, p->out.err,
			    " %zu</h>\n", i + 1);
	}
	for (const struct hj_node *n = root->first;
	     n != NULL && p->out.rc == HJ_OK; n = n->next)
		if (n->def != NULL && !is_passed_over(n) &&
		    hj_node_child(root, n->name) == n)
			put_section(p, n);
}

/* ---- what was given away ---- */

static void
put_day(struct page *p, const char *day)
{
	const char *text;

	if (strcmp(day, "?") == 0 || *day == '\0') {
		put_text(p, p->w->unknown, strlen(p->w->unknown));
		return;
	}
	hj_buf_reset(&p->words);
	if (p->out.rc == HJ_OK &&
	    (p->out.rc = hj_date_say_text(day, strlen(day), NULL, p->in->korean,
		 &p->words, p->out.err)) == HJ_OK &&
	    (p->out.rc = hj_buf_text(&p->words, &text, p->out.err)) == HJ_OK)
		put_text(p, text, strlen(text));
}

static void
put_given(struct page *p)
{
	const struct hj_subject_words *w = p->w;

	put_leaf(p, "<h level=\"2\">", w->given, "</h>\n");
	if (p->in->ngiven == 0)
		put_leaf(p, "<p>", w->nobody, "</p>\n");
	else {
		put_leaf(p,
		    "<table><col share=\"3\"/><col share=\"4\"/><col share=\"5\"/><head><cell>",
		    w->day, "</cell>");
		put_leaf(p, "<cell>", w->who, "</cell>");
		put_leaf(p, "<cell>", w->what, "</cell></head>\n");
	}
	for (size_t i = 0; i < p->in->ngiven && p->out.rc == HJ_OK; i++) {
		const struct hj_subject_given *g = &p->in->given[i];

		put(p, "<row><cell>");
		put_day(p, g->day);
		put_leaf(p, "</cell><cell>",
		    *g->who != '\0' ? g->who : w->unknown, "</cell>");
		put_leaf(p, "<cell>", g->what, "");
		put_leaf(p, "", g->unsure ? w->unsure : "", "</cell></row>\n");
	}
	if (p->in->ngiven != 0)
		put(p, "</table>\n");
	if (p->in->nbackups != 0)
		put_leaf(p, "<p class=\"small\">", w->backups, "</p>\n");
}

static void
put_list(struct page *p, const char *title, const char *const *item, size_t n)
{
	put_leaf(p, "<h level=\"2\">", title, "</h>\n<list>\n");
	for (size_t i = 0; i < n && item[i] != NULL; i++)
		put_leaf(p, "<item>", item[i], "</item>\n");
	put(p, "</list>\n");
}

int
hj_subjectpage_build(const struct hj_subjectpage *in, struct hj_buf *to,
    struct hj_error *err)
{
	const struct hj_subject_words *w = hj_subject_words(in->korean);
	struct page p = { .in = in,
		.w = w,
		.words = HJ_BUF(HJ_TEXT_MAX),
		.out = { .to = to, .err = err } };

	put_leaf(&p, "<page lang=\"", w->lang, "\"");
	put_leaf(&p, " title=\"", w->title, "\">\n");
	put_leaf(&p, "<h level=\"1\">", w->title, "</h>\n");
	put_leaf(&p, "<p class=\"about\">", w->about, "</p>\n<fields>\n");
	put_leaf(&p, "<field><label>", w->date, "</label><value>");
	put_day(&p, in->today);
	put(&p, "</value></field>\n</fields>\n");
	for (size_t i = 0; i < in->ncopies; i++)
		put_copy(&p, i);
	put_given(&p);
	put_list(&p, w->missing, w->left, HJ_LEN(w->left));
	put_list(&p, w->rights, w->right, HJ_LEN(w->right));
	put(&p, "</page>\n");
	hj_buf_clear(&p.words);
	return p.out.rc;
}
