#include "export/petition/annex_ties.h"

#include <stdio.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/links/relation.h"
#include "export/page/markup.h"
#include "export/petition/cell.h"

struct ties {
	const struct hj_annex *in;
	const struct hj_shown_victim *of;
	const struct hj_subject *s;
	struct hj_buf *to;
	struct hj_error *err;
};

static bool
is(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* The words of a cell as an element, with an attribute before them or "". */
static int
put(struct ties *x, const char *name, const char *attr, struct hj_buf *words)
{
	if (words->len == 0)
		return HJ_OK;
	if (hj_buf_printf(x->to, x->err, "<%s%s>", name, attr) != HJ_OK ||
	    hj_markup_text(x->to, (const char *)words->data, words->len,
		x->err) != HJ_OK)
		return (int)x->err->code;
	return hj_buf_printf(x->to, x->err, "</%s>\n", name);
}

static struct hj_cell
cell(const struct ties *x, struct hj_buf *words)
{
	return (struct hj_cell){ .to = words,
		.s = x->s,
		.most = HJ_CELL_MOST,
		.err = x->err };
}

/* ---- others on the list ---- */

/* The number of a person of the same file who is named here; 0: is not. */
static size_t
number_of(const struct ties *x, const char *person)
{
	size_t n = 0;

	for (size_t i = 0; i < hj_shown_count(x->in->shown); i++) {
		const struct hj_shown_victim *v = hj_shown_at(x->in->shown, i);

		if (v->person == NULL)
			continue;
		n++;
		if (v->record == x->of->record && is(v->person, person))
			return v->named ? n : 0;
	}
	return 0;
}

static int
put_relation(struct ties *x, const struct hj_node *n)
{
	const char *a = hj_node_value(n, "a"), *b = hj_node_value(n, "b");
	const char *type = hj_node_attr(n, "type"), *other = b;
	const struct hj_relation *r =
	    type != NULL ? hj_relation_find(type) : NULL;
	struct hj_buf words = HJ_BUF(HJ_LINE_MAX);
	struct hj_cell c = cell(x, &words);
	char attr[40];
	size_t number;
	int rc = HJ_OK;

	/* Who they may be besides is no relation to anybody. */
	if (hj_node_conf(n) > HJ_CELL_MOST || a == NULL || b == NULL ||
	    (r != NULL && r->tie == HJ_TIE_SAME))
		return HJ_OK;
	if (is(b, x->of->person)) {
		other = a;
		type = r != NULL ? r->inverse : NULL;
	} else if (!is(a, x->of->person)) {
		return HJ_OK;
	}
	if (type == NULL || (number = number_of(x, other)) == 0)
		return HJ_OK;
	(void)snprintf(attr, sizeof(attr), " to=\"%zu\"", number);
	if ((rc = hj_cell_code(&c, n, "relation", type)) == HJ_OK)
		rc = put(x, "relation", attr, &words);
	hj_buf_clear(&words);
	return rc;
}

/* ---- numbers ---- */

static int
put_code(struct ties *x, const struct hj_node *n)
{
	static const char *const parts[] = { "scheme", "value" };
	struct hj_buf words = HJ_BUF(2 * HJ_LINE_MAX);
	struct hj_cell c = cell(x, &words);
	int rc = HJ_OK;

	if (hj_node_conf(n) != HJ_PUBLIC)
		return HJ_OK;
	for (size_t i = 0; i < HJ_LEN(parts) && rc == HJ_OK; i++) {
		const struct hj_node *part = hj_node_child(n, parts[i]);

		if (part == NULL || hj_node_conf(part) != HJ_PUBLIC)
			continue;
		if (words.len != 0)
			rc = hj_buf_putc(&words, ' ', x->err);
		c.part = words.len;
		if (rc == HJ_OK)
			rc = hj_cell_leaf(&c, n, parts[i]);
	}
	if (rc == HJ_OK)
		rc = put(x, "code", "", &words);
	hj_buf_clear(&words);
	return rc;
}

/* ---- consent ---- */

static int
put_consent(struct ties *x)
{
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	struct hj_cell c = cell(x, &words);
	const struct hj_node *n = x->of->consent != NULL
	    ? hj_record_find(x->of->record, x->of->consent)
	    : NULL;
	int rc;

	if (n == NULL || hj_node_conf(n) > HJ_CELL_MOST)
		return HJ_OK;
	if ((rc = hj_cell_code(&c, n, "consent-status",
		 hj_node_attr(n, "status"))) == HJ_OK &&
	    (rc = hj_cell_leaf(&c, n, "date")) == HJ_OK)
		rc = put(x, "consent", "", &words);
	hj_buf_clear(&words);
	return rc;
}

int
hj_annex_ties(const struct hj_annex *a, const struct hj_shown_victim *v,
    const struct hj_subject *s, struct hj_buf *to, struct hj_error *err)
{
	struct ties x = { a, v, s, to, err };
	const struct hj_node *root = hj_record_root(v->record);

	for (struct hj_node *n = hj_node_child(root, "relationship"); n != NULL;
	     n = hj_node_same(n))
		if (put_relation(&x, n) != HJ_OK)
			return (int)err->code;
	for (struct hj_node *n = hj_node_child(root, "external"); n != NULL;
	     n = hj_node_same(n))
		if (put_code(&x, n) != HJ_OK)
			return (int)err->code;
	return put_consent(&x);
}
