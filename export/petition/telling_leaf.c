#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/case/datesay.h"
#include "core/date/edtf.h"
#include "core/sense/tongue.h"
#include "export/page/markup.h"
#include "export/petition/cell.h"
#include "export/petition/stageword.h"
#include "export/petition/telling.h"

/* What one account says, as a stretch of `words`. */
struct said {
	const struct hj_node *node;
	size_t from, len;
	bool preferred;
};

struct saying {
	const struct hj_telling *t;
	struct hj_buf words;
	struct said said[HJ_TELLING_MOST]; /* each words once */
	size_t n;
	size_t accounts; /* that say something */
	bool lacks; /* a text that may be printed, in other languages only */
};

/* ---- one account ---- */

static bool
is_preferred(const struct hj_node *node)
{
	for (; node != NULL; node = node->parent) {
		const char *pref = hj_node_attr(node, "pref");

		if (pref != NULL)
			return strcmp(pref, "yes") == 0;
	}
	return false;
}

static bool
is_text(const struct hj_node *node)
{
	return node->def->value == HJ_V_LINE || node->def->value == HJ_V_FREE;
}

static bool
may_print(const struct hj_telling *t, const struct hj_node *node)
{
	if (t->own)
		return true;
	return (node->def->value == HJ_V_LINE &&
		   node->def->class != HJ_C_SENSITIVE) ||
	    hj_node_conf(node) == HJ_PUBLIC;
}

/* A name or a short line stands as it was written; what makes sentences has to
 * be in the language of the document. */
static bool
is_in_a_language(const struct hj_node *node)
{
	return node->def->value == HJ_V_FREE ||
	    node->def->class == HJ_C_SENSITIVE;
}

static int
say_text(struct saying *x, struct hj_cell *c, const struct hj_node *node)
{
	const char *lang = hj_node_attr(node, "lang");

	if (!may_print(x->t, node))
		return HJ_OK;
	if (lang == NULL && node->parent != NULL)
		lang = hj_node_attr(node->parent, "lang");
	if (is_in_a_language(node) && lang != NULL &&
	    strcmp(lang, x->t->lang) != 0) {
		x->lacks = true;
		return HJ_OK;
	}
	return hj_cell_say(c, node->text);
}

static int
say_reference(struct hj_cell *c, const struct hj_node *node)
{
	const struct hj_node *a;

	if (strcmp(node->def->of, "place") == 0)
		return hj_cell_place(c, node->parent);
	if (strstr(node->def->of, "authority") == NULL)
		return HJ_OK;
	if (hj_cell_organ(c, node->parent, node->name) != HJ_OK)
		return (int)c->err->code;
	/* Of which nothing but the State is known. */
	a = c->to->len == c->from ? hj_record_find(c->s->record, node->text)
				  : NULL;
	if (a == NULL || strcmp(a->name, "authority") != 0 ||
	    hj_node_conf(a) > c->most)
		return HJ_OK;
	return hj_cell_leaf(c, a, "state");
}

static int
say(struct saying *x, const struct hj_node *node)
{
	struct hj_cell c = { .to = &x->words,
		.from = x->words.len,
		.part = x->words.len,
		.s = x->t->s,
		.most = x->t->most,
		.err = x->t->err };

	switch (node->def->value) {
	case HJ_V_CODE:
		return hj_cell_code(&c, node, node->def->of, node->text);
	case HJ_V_YESNO:
		return hj_cell_code(&c, node, "yes-no", node->text);
	case HJ_V_DATE:
		return hj_date_say_in(hj_subject_lang(x->t->s), node, &x->words,
		    x->t->err);
	case HJ_V_NUMBER:
	case HJ_V_DECIMAL:
		return hj_cell_say(&c, node->text);
	case HJ_V_LINE:
	case HJ_V_FREE:
		return say_text(x, &c, node);
	case HJ_V_REF:
		return say_reference(&c, node);
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
gather(struct saying *x, const struct hj_node *node)
{
	size_t from = x->words.len, len;

	if (node->text == NULL || !hj_telling_may(x->t, node))
		return HJ_OK;
	if (say(x, node) != HJ_OK)
		return (int)x->t->err->code;
	if ((len = x->words.len - from) == 0)
		return HJ_OK;
	x->accounts++;
	for (size_t i = 0; i < x->n; i++)
		if (x->said[i].len == len &&
		    memcmp(x->words.data + x->said[i].from,
			x->words.data + from, len) == 0) {
			x->said[i].preferred |= is_preferred(node);
			return HJ_OK;
		}
	x->said[x->n++] = (struct said){ node, from, len, is_preferred(node) };
	return HJ_OK;
}

/* ---- all of them ---- */

static int
put_said(struct saying *x, const struct said *s)
{
	return hj_markup_text(x->t->to, (const char *)x->words.data + s->from,
	    s->len, x->t->err);
}

static int
put_how_many(struct saying *x, const char *before)
{
	static const char *const number[] = { "no", "one", "two", "three",
		"four", "five", "six", "seven", "eight", "nine" };
	const struct hj_telling *t = x->t;

	if (t->s->korean)
		return hj_buf_printf(t->to, t->err, "(진술 %zu건%s)",
		    x->accounts, *before != '\0' ? " 가운데 우선" : "");
	if (hj_buf_printf(t->to, t->err, " (%s",
		hj_stageword(t->s, before, "")) != HJ_OK ||
	    (x->accounts < HJ_LEN(number)
		    ? hj_buf_puts(t->to,
			  hj_stageword(t->s, number[x->accounts], ""), t->err)
		    : hj_buf_printf(t->to, t->err, "%zu", x->accounts)) !=
		HJ_OK)
		return (int)t->err->code;
	return hj_buf_puts(t->to, hj_stageword(t->s, " accounts)", ""), t->err);
}

/* A date as everybody writes it: "between" can stand before it. */
static bool
bounds(const struct hj_node *node, int64_t *first, int64_t *last)
{
	struct hj_edtf_bound from, to;
	struct hj_error err = HJ_ERROR;
	struct hj_edtf e;

	if (node->def->value == HJ_V_NUMBER) {
		*first = *last = (int64_t)strtoull(node->text, NULL, 10);
		return true;
	}
	if (node->def->value != HJ_V_DATE ||
	    hj_node_attr(node, "cal") != NULL ||
	    hj_edtf_parse(node->text, node->text_len, &e, &err) != HJ_OK ||
	    e.shape != HJ_EDTF_DATE ||
	    (hj_edtf_flags(&e) &
		~(unsigned)(HJ_EDTF_ABOUT | HJ_EDTF_DOUBTFUL)) != 0)
		return false;
	hj_edtf_bounds(&e, &from, &to);
	*first = from.day;
	*last = to.day;
	return from.edge == HJ_EDGE_DAY && to.edge == HJ_EDGE_DAY;
}

/* The first and the last of several dates or numbers; false: they do not make
 * a range. */
static bool
ends(const struct saying *x, const struct said **low, const struct said **high)
{
	int64_t first = INT64_MAX, last = INT64_MIN;

	for (size_t i = 0; i < x->n; i++) {
		int64_t a, b;

		if (!bounds(x->said[i].node, &a, &b))
			return false;
		if (a < first) {
			first = a;
			*low = &x->said[i];
		}
		if (b > last) {
			last = b;
			*high = &x->said[i];
		}
	}
	/* "Between 2013 and 2013" is none: one lies within the other. */
	return *low != *high;
}

/* "entre le 12 avril 2019 et le 20 avril 2019" */
static int
put_bound(struct saying *x, const struct said *s)
{
	const struct hj_telling *t = x->t;

	if (s->node->def->value == HJ_V_DATE &&
	    hj_buf_puts(t->to,
		hj_tongue_article(t->s->lang, x->words.data + s->from, s->len),
		t->err) != HJ_OK)
		return (int)t->err->code;
	return put_said(x, s);
}

static int
put_range(struct saying *x, const struct said *low, const struct said *high)
{
	const struct hj_telling *t = x->t;

	if (hj_buf_puts(t->to, hj_stageword(t->s, "between ", ""), t->err) !=
		HJ_OK ||
	    put_bound(x, low) != HJ_OK ||
	    hj_buf_puts(t->to, hj_stageword(t->s, " and ", "에서 "), t->err) !=
		HJ_OK ||
	    put_bound(x, high) != HJ_OK ||
	    hj_buf_puts(t->to, hj_stageword(t->s, "", " 사이"), t->err) !=
		HJ_OK)
		return (int)t->err->code;
	return put_how_many(x, "");
}

static int
put_several(struct saying *x)
{
	const struct hj_telling *t = x->t;
	const struct said *low = NULL, *high = NULL;

	for (size_t i = 0; i < x->n; i++)
		if (x->said[i].preferred) {
			if (put_said(x, &x->said[i]) != HJ_OK)
				return (int)t->err->code;
			return put_how_many(x, "preferred of ");
		}
	if (ends(x, &low, &high))
		return put_range(x, low, high);
	for (size_t i = 0; i < x->n; i++)
		if ((i > 0 &&
			hj_buf_puts(t->to, hj_stageword(t->s, " or ", " 또는 "),
			    t->err) != HJ_OK) ||
		    put_said(x, &x->said[i]) != HJ_OK)
			return (int)t->err->code;
	return put_how_many(x, "");
}

static int
put_one(struct saying *x, const struct said *s, const char *name)
{
	const struct hj_telling *t = x->t;
	const struct hj_node *node = s->node;
	bool coded =
	    node->def->value == HJ_V_CODE || node->def->value == HJ_V_YESNO;

	if (hj_buf_printf(t->to, t->err, "<%s", name) != HJ_OK ||
	    hj_markup_attr(t->to, "code", coded ? node->text : NULL, t->err) !=
		HJ_OK ||
	    hj_buf_putc(t->to, '>', t->err) != HJ_OK || put_said(x, s) != HJ_OK)
		return (int)t->err->code;
	return hj_buf_printf(t->to, t->err, "</%s>\n", name);
}

static int
put(struct saying *x, const struct hj_node *const *node, size_t n)
{
	const struct hj_telling *t = x->t;
	const char *name = node[0]->name, *known;

	if (x->n == 0 && x->lacks)
		return hj_buf_printf(t->to, t->err,
		    "<%s lacks=\"translation\"></%s>\n", name, name);
	if (x->n == 0)
		return !hj_telling_known(t, node, n, &known)
		    ? HJ_OK
		    : hj_buf_printf(t->to, t->err, "<%s known=\"%s\"></%s>\n",
			  name, known, name);
	if (x->n > 1 && !is_text(node[0])) {
		if (hj_buf_printf(t->to, t->err, "<%s accounts=\"%zu\">", name,
			x->accounts) != HJ_OK ||
		    put_several(x) != HJ_OK)
			return (int)t->err->code;
		return hj_buf_printf(t->to, t->err, "</%s>\n", name);
	}
	for (size_t i = 0; i < x->n; i++)
		if (put_one(x, &x->said[i], name) != HJ_OK)
			return (int)t->err->code;
	return HJ_OK;
}

int
hj_telling_leaf(const struct hj_telling *t, const struct hj_node *const *node,
    size_t n)
{
	struct saying x = { .t = t, .words = HJ_BUF(HJ_TEXT_MAX) };
	int rc = HJ_OK;

	for (size_t i = 0; i < n && rc == HJ_OK; i++)
		rc = gather(&x, node[i]);
	if (rc == HJ_OK)
		rc = put(&x, node, n);
	hj_buf_clear(&x.words);
	return rc;
}
