#include "core/case/rename.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"

struct renaming {
	struct hj_record *r;
	const char *from, *to;
	struct hj_error *err;
};

/* ---- a list of sources ---- */

/* An id and the blank behind it. */
#define STRIDE (HJ_ELEMENT_ID_CHARS + 1)

static int
by_id(const void *a, const void *b)
{
	return memcmp(a, b, HJ_ELEMENT_ID_CHARS);
}

/* Ascending, and none twice, as everywhere. */
static void
put_in_order(struct hj_buf *list)
{
	size_t n = list->len / STRIDE, kept = 0;

	qsort(list->data, n, STRIDE, by_id);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 ||
		    by_id(list->data + (kept - 1) * STRIDE,
			list->data + i * STRIDE) != 0)
			memmove(list->data + kept++ * STRIDE,
			    list->data + i * STRIDE, STRIDE);
	list->len = kept * STRIDE;
}

static int
rename_source(const struct renaming *x, struct hj_node *node)
{
	const char *src = hj_node_attr(node, "src");
	const char *at = src != NULL ? strstr(src, x->from) : NULL;
	struct hj_buf list = HJ_BUF(strlen(src != NULL ? src : "") + 2);
	int rc;

	if (at == NULL)
		return HJ_OK;
	rc = hj_buf_printf(&list, x->err, "%s ", src);
	if (rc == HJ_OK) {
		memcpy(list.data + (at - src), x->to, HJ_ELEMENT_ID_CHARS);
		put_in_order(&list);
		rc = hj_record_set_attr(x->r, node, "src",
		    (const char *)list.data, list.len - 1, x->err);
	}
	hj_buf_clear(&list);
	return rc;
}

/* ---- a reference ---- */

static bool
refers(const struct hj_node *node)
{
	return node->def->value == HJ_V_REF ||
	    (node->def->value == HJ_V_FAR &&
		hj_node_child(node->parent, "case") == NULL) ||
	    (strcmp(node->name, "element") == 0 &&
		strcmp(node->parent->name, "conflict") == 0);
}

static int
rename_in(const struct renaming *x, struct hj_node *node)
{
	if (node->def == NULL)
		return HJ_OK;
	if (refers(node) && node->text != NULL &&
	    strcmp(node->text, x->from) == 0)
		return hj_record_set_text(x->r, node, x->to,
		    HJ_ELEMENT_ID_CHARS, x->err);
	return rename_source(x, node);
}

int
hj_rename(struct hj_record *r, const char *from, const char *to,
    struct hj_error *err)
{
	struct renaming x = { .r = r, .from = from, .to = to, .err = err };
	struct hj_node *root = hj_record_root(r);
	struct hj_node *node = hj_record_find(r, from);

	if (strcmp(from, to) == 0)
		return HJ_OK;
	if (hj_record_find(r, to) != NULL)
		return hj_fail(err, HJ_EEXISTS,
		    "another element has the id that this one should get");
	if (node != NULL &&
	    hj_record_set_attr(r, node, "id", to, HJ_ELEMENT_ID_CHARS, err) !=
		HJ_OK)
		return (int)err->code;
	for (node = root; node != NULL; node = hj_node_next(node, root))
		if (rename_in(&x, node) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}
