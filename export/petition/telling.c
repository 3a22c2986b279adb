#include <string.h>

#include "core/base/limits.h"
#include "core/base/word.h"
#include "core/case/schema_rival.h"
#include "export/page/markup.h"
#include "export/petition/cell.h"
#include "export/petition/telling.h"

bool
hj_telling_may(const struct hj_telling *t, const struct hj_node *node)
{
	if (node->def == NULL || hj_node_conf(node) > t->most)
		return false;
	if (t->own)
		return true;
	return node->def->class != HJ_C_SOURCE &&
	    node->def->class != HJ_C_OPERATIONAL &&
	    node->def->class != HJ_C_CARE;
}

bool
hj_telling_known(const struct hj_telling *t, const struct hj_node *const *node,
    size_t n, const char **ret)
{
	for (size_t i = 0; i < n; i++) {
		const char *known = hj_node_attr(node[i], "known");

		/* What nobody asked is ours to ask, not theirs to read. */
		if (known == NULL || strcmp(known, "not-asked") == 0 ||
		    !hj_telling_may(t, node[i]))
			continue;
		*ret = known;
		return true;
	}
	return false;
}

/* ---- attributes, as elements where they are codes ---- */

static int
put_code(const struct hj_telling *t, const struct hj_node *node,
    const char *name, const char *list, const char *code)
{
	struct hj_buf words = HJ_BUF(HJ_LINE_MAX);
	struct hj_cell c = { .to = &words,
		.s = t->s,
		.most = t->most,
		.err = t->err };
	int rc = hj_cell_code(&c, node, list, code);

	if (rc == HJ_OK && (rc = hj_buf_putc(t->to, '<', t->err)) == HJ_OK &&
	    (rc = hj_buf_puts(t->to, name, t->err)) == HJ_OK &&
	    (rc = hj_markup_attr(t->to, "code", code, t->err)) == HJ_OK &&
	    (rc = hj_buf_putc(t->to, '>', t->err)) == HJ_OK &&
	    (rc = hj_markup_text(t->to, (const char *)words.data, words.len,
		 t->err)) == HJ_OK)
		rc = hj_buf_printf(t->to, t->err, "</%s>\n", name);
	hj_buf_clear(&words);
	return rc;
}

static int
put_codes(const struct hj_telling *t, const struct hj_node *node)
{
	static const enum hj_attr_name coded[] = { HJ_A_TYPE, HJ_A_KIND,
		HJ_A_ROLE, HJ_A_STATUS, HJ_A_BASIS };

	for (size_t i = 0; i < HJ_LEN(coded); i++) {
		const char *name = hj_schema_attr_name(coded[i]);
		const char *list = coded[i] == HJ_A_BASIS
		    ? "basis"
		    : hj_schema_attr_list(node->def, coded[i]);
		const char *words = hj_node_attr(node, name), *word;
		size_t n;

		while (list != NULL && hj_word_next(&words, &word, &n)) {
			char code[HJ_LABEL_MAX];

			if (n >= sizeof(code))
				continue;
			memcpy(code, word, n);
			code[n] = '\0';
			if (put_code(t, node, name, list, code) != HJ_OK)
				return (int)t->err->code;
		}
	}
	return HJ_OK;
}

static int
open_tag(const struct hj_telling *t, const struct hj_node *node, size_t n,
    const char *attr)
{
	static const char *const plain[] = { "script", "order", "lang" };

	if (hj_buf_printf(t->to, t->err, "<%s", node->name) != HJ_OK ||
	    (attr != NULL && hj_buf_puts(t->to, attr, t->err) != HJ_OK) ||
	    (n > 1 &&
		hj_buf_printf(t->to, t->err, " accounts=\"%zu\"", n) != HJ_OK))
		return (int)t->err->code;
	for (size_t i = 0; n == 1 && i < HJ_LEN(plain); i++)
		if (hj_markup_attr(t->to, plain[i],
			hj_node_attr(node, plain[i]), t->err) != HJ_OK)
			return (int)t->err->code;
	return hj_buf_putc(t->to, '>', t->err);
}

/* ---- elements ---- */

/* Ages that are counted differently are not one range. */
static bool
is_one_thing(const struct hj_elem *e, const struct hj_node *const *node,
    size_t n)
{
	if (hj_schema_repeats(e) && hj_schema_rivalry(e)->how != HJ_R_ONE)
		return false;
	for (size_t i = 1; i < n; i++) {
		const char *a = hj_node_attr(node[0], "type");
		const char *b = hj_node_attr(node[i], "type");

		if (strcmp(a != NULL ? a : "", b != NULL ? b : "") != 0)
			return false;
	}
	return true;
}

static int
put_child(const struct hj_telling *t, const struct hj_elem *e,
    const struct hj_node *const *node, size_t n)
{
	const struct hj_node *child[HJ_TELLING_MOST];
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		for (struct hj_node *c = hj_node_child(node[i], e->name);
		     c != NULL && k < HJ_TELLING_MOST; c = hj_node_same(c))
			if (hj_telling_may(t, c))
				child[k++] = c;
	if (k == 0)
		return HJ_OK;
	if (is_one_thing(e, child, k))
		return hj_telling_put(t, child, k, NULL);
	for (size_t i = 0; i < k; i++)
		if (hj_telling_one(t, child[i], NULL) != HJ_OK)
			return (int)t->err->code;
	return HJ_OK;
}

int
hj_telling_children(const struct hj_telling *t,
    const struct hj_node *const *node, size_t n)
{
	const struct hj_elem *e = node[0]->def;

	for (size_t i = 0; i < e->nchildren; i++)
		if (put_child(t, &e->children[i], node, n) != HJ_OK)
			return (int)t->err->code;
	return HJ_OK;
}

int
hj_telling_put(const struct hj_telling *t, const struct hj_node *const *node,
    size_t n, const char *attr)
{
	const char *known = NULL;
	size_t before = t->to->len, inside;

	if (node[0]->def->value == HJ_V_FOREIGN)
		return HJ_OK;
	if (node[0]->def->value != HJ_V_NONE)
		return hj_telling_leaf(t, node, n);
	if (open_tag(t, node[0], n, attr) != HJ_OK)
		return (int)t->err->code;
	inside = t->to->len;
	for (size_t i = 0; i < n; i++)
		if (put_codes(t, node[i]) != HJ_OK)
			return (int)t->err->code;
	if (hj_telling_children(t, node, n) != HJ_OK)
		return (int)t->err->code;
	if (t->to->len == inside) {
		t->to->len = before;
		if (!hj_telling_known(t, node, n, &known))
			return HJ_OK;
		return hj_buf_printf(t->to, t->err, "<%s known=\"%s\"></%s>\n",
		    node[0]->name, known, node[0]->name);
	}
	return hj_buf_printf(t->to, t->err, "</%s>\n", node[0]->name);
}

int
hj_telling_one(const struct hj_telling *t, const struct hj_node *node,
    const char *attr)
{
	return hj_telling_put(t, &node, 1, attr);
}
