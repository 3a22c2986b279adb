#include <string.h>

#include "core/base/limits.h"
#include "core/base/word.h"
#include "core/case/datesay.h"
#include "export/page/markup.h"
#include "export/petition/annex_claim.h"
#include "export/petition/cell.h"

/* ---- what it says ---- */

static bool
is(const struct hj_elem *e, const char *name)
{
	return strcmp(e->name, name) == 0;
}

/* "15–23" */
static int
say_range(struct hj_cell *c, const struct hj_node *node)
{
	const char *min = hj_node_value(node, "min");
	const char *max = hj_node_value(node, "max");
	struct hj_buf b = HJ_BUF(HJ_LINE_MAX);
	const char *text = NULL;
	int rc;

	if (min == NULL || max == NULL || strcmp(min, max) == 0) {
		if ((rc = hj_cell_leaf(c, node, "min")) == HJ_OK && min == NULL)
			rc = hj_cell_leaf(c, node, "max");
		return rc;
	}
	if (hj_node_conf(hj_node_child(node, "min")) > c->most ||
	    hj_node_conf(hj_node_child(node, "max")) > c->most)
		return HJ_OK;
	if ((rc = hj_buf_printf(&b, c->err, "%s–%s", min, max)) == HJ_OK &&
	    (rc = hj_buf_text(&b, &text, c->err)) == HJ_OK)
		rc = hj_cell_say(c, text);
	hj_buf_clear(&b);
	return rc;
}

/* Free text only where it is public, and in the language of the document. */
static int
say_text(struct hj_cell *c, const struct hj_node *node)
{
	const char *lang = hj_node_attr(node, "lang");

	if (node->text == NULL || hj_node_conf(node) != HJ_PUBLIC ||
	    (lang != NULL && strcmp(lang, hj_subject_lang(c->s)) != 0))
		return HJ_OK;
	return hj_cell_say(c, node->text);
}

static int
say_child(struct hj_cell *c, const struct hj_node *of, const struct hj_elem *e)
{
	const struct hj_node *node = hj_node_child(of, e->name);

	if (node == NULL || is(e, "min") || is(e, "max"))
		return HJ_OK;
	if (is(e, "state") && hj_cell_place_says(c, of, "state"))
		return HJ_OK;
	switch (e->value) {
	case HJ_V_CODE:
	case HJ_V_DATE:
	case HJ_V_NUMBER:
	case HJ_V_DECIMAL:
	case HJ_V_YESNO:
		return hj_cell_leaf(c, of, e->name);
	case HJ_V_LINE:
	case HJ_V_FREE:
		return say_text(c, node);
	case HJ_V_REF:
		if (is(e, "place"))
			return hj_cell_place(c, of);
		return strcmp(e->of, "authority") == 0
		    ? hj_cell_organ(c, of, e->name)
		    : HJ_OK;
	case HJ_V_NONE:
	case HJ_V_OWN:
	case HJ_V_TIME:
	case HJ_V_CASE:
	case HJ_V_HEX:
	case HJ_V_FOREIGN:
	case HJ_V_FAR:
		break;
	}
	return HJ_OK;
}

static int
say_account(struct hj_cell *c, const struct hj_node *node)
{
	const struct hj_elem *e = node->def;
	int rc = hj_cell_code(c, node, hj_schema_attr_list(e, HJ_A_TYPE),
	    hj_node_attr(node, "type"));

	if (rc == HJ_OK && node->text != NULL)
		return hj_cell_code(c, node,
		    e->value == HJ_V_CODE ? e->of : NULL, node->text);
	if (rc == HJ_OK)
		rc = say_range(c, node);
	for (size_t i = 0; i < e->nchildren && rc == HJ_OK; i++)
		rc = say_child(c, node, &e->children[i]);
	return rc == HJ_OK ? hj_cell_say(c, hj_cell_why(c, node)) : rc;
}

static int
say_status(struct hj_cell *c, const struct hj_annex_claim *claim)
{
	struct hj_buf b = HJ_BUF(HJ_TEXT_MAX);
	const char *text = NULL;
	int rc =
	    hj_cell_say(c, hj_cell_label(c, "person-status", claim->status));

	if (rc == HJ_OK && claim->date != NULL &&
	    hj_node_conf(claim->date) <= c->most &&
	    (rc = hj_date_say_in(hj_subject_lang(c->s), claim->date, &b,
		 c->err)) == HJ_OK &&
	    (rc = hj_buf_text(&b, &text, c->err)) == HJ_OK)
		rc = hj_cell_say(c, text);
	hj_buf_clear(&b);
	return rc;
}

/* ---- who says it ---- */

struct sources {
	const struct hj_annex_claim *claim;
	struct hj_buf seen; /* ids, a space behind each */
	struct hj_buf *to;
	size_t withheld;
	struct hj_error *err;
};

static bool
is_public(const struct hj_node *node)
{
	return node != NULL && node->text != NULL &&
	    hj_node_conf(node) == HJ_PUBLIC;
}

/* "13 caught (Yonhap)" */
static int
put_named(struct sources *x, const struct hj_node *source)
{
	const struct hj_node *title = hj_node_child(source, "title");
	const struct hj_node *by = hj_node_child(source, "publisher");

	if (!is_public(by))
		by = hj_node_child(source, "author");
	if (hj_buf_puts(x->to, "<source>", x->err) != HJ_OK ||
	    hj_markup_text(x->to, title->text, title->text_len, x->err) !=
		HJ_OK)
		return (int)x->err->code;
	if (is_public(by) &&
	    (hj_buf_puts(x->to, " (", x->err) != HJ_OK ||
		hj_markup_text(x->to, by->text, by->text_len, x->err) !=
		    HJ_OK ||
		hj_buf_putc(x->to, ')', x->err) != HJ_OK))
		return (int)x->err->code;
	return hj_buf_puts(x->to, "</source>\n", x->err);
}

static int
put_source(struct sources *x, const char *id, size_t n)
{
	char key[HJ_ELEMENT_ID_CHARS + 2] = "";
	const struct hj_node *source;

	if (n > HJ_ELEMENT_ID_CHARS)
		return HJ_OK;
	memcpy(key, id, n);
	key[n] = ' ';
	if (x->seen.len != 0 &&
	    memmem(x->seen.data, x->seen.len, key, n + 1) != NULL)
		return HJ_OK;
	if (hj_buf_add(&x->seen, key, n + 1, x->err) != HJ_OK)
		return (int)x->err->code;
	key[n] = '\0';
	source = hj_record_find(x->claim->s->record, key);
	if (source != NULL && is_public(hj_node_child(source, "title")))
		return put_named(x, source);
	x->withheld++;
	return HJ_OK;
}

static int
put_sources(struct sources *x)
{
	for (size_t i = 0; i < x->claim->n; i++) {
		const char *src = hj_node_attr(x->claim->node[i], "src");
		const char *id;
		size_t n;

		while (hj_word_next(&src, &id, &n))
			if (put_source(x, id, n) != HJ_OK)
				return (int)x->err->code;
	}
	return x->withheld != 0 ? hj_buf_printf(x->to, x->err,
				      "<withheld>%zu</withheld>\n", x->withheld)
				: HJ_OK;
}

static int
put_origins(const struct hj_annex_claim *c, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_origin_count n;

	if (hj_origins_count(c->origins, c->node, c->n, &n, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_printf(to, err, "<origins states=\"%s\">%zu</origins>\n",
	    n.states && n.independent != 0 ? "yes" : "no", n.independent);
}

int
hj_annex_claim_put(const struct hj_annex_claim *claim, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	struct hj_cell c = { .to = &words,
		.s = claim->s,
		.most = claim->most,
		.err = err };
	struct sources x = { .claim = claim,
		.seen = HJ_BUF(HJ_TEXT_MAX),
		.to = to,
		.err = err };
	const char *text = NULL;
	int rc = claim->status != NULL ? say_status(&c, claim)
				       : say_account(&c, claim->node[0]);

	if (rc == HJ_OK &&
	    (rc = hj_buf_puts(to,
		 claim->preferred ? "<account preferred=\"yes\">\n"
				  : "<account>\n",
		 err)) == HJ_OK &&
	    words.len != 0 && (rc = hj_buf_text(&words, &text, err)) == HJ_OK)
		rc = hj_markup_leaf(to, "says", text, err);
	if (rc == HJ_OK && (rc = put_sources(&x)) == HJ_OK &&
	    (rc = put_origins(claim, to, err)) == HJ_OK)
		rc = hj_buf_puts(to, "</account>\n", err);
	hj_buf_clear(&words);
	hj_buf_clear(&x.seen);
	return rc;
}
