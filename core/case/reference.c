#include "core/case/reference.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/base/word.h"

bool
hj_reference_is_loose(const struct hj_record *r, const struct hj_node *node)
{
	return node->def != NULL && node->def->value == HJ_V_REF &&
	    node->text != NULL && hj_record_find(r, node->text) == NULL;
}

int
hj_reference_withhold(struct hj_record *r, struct hj_node *node,
    struct hj_error *err)
{
	static const char word[] = "withheld";

	if (hj_record_set_text(r, node, NULL, 0, err) != HJ_OK)
		return (int)err->code;
	return hj_record_set_attr(r, node, "known", word, strlen(word), err);
}

static int
drop_sources(struct hj_record *r, struct hj_node *node, struct hj_error *err)
{
	const char *src = hj_node_attr(node, "src"), *word;
	struct hj_buf left = HJ_BUF(strlen(src) + 1);
	char id[HJ_ELEMENT_ID_CHARS + 1] = "";
	int rc = HJ_OK;
	size_t n;

	while (rc == HJ_OK && hj_word_next(&src, &word, &n)) {
		if (n != HJ_ELEMENT_ID_CHARS)
			continue;
		memcpy(id, word, n);
		if (hj_record_find(r, id) != NULL)
			rc = hj_buf_printf(&left, err, "%s%s",
			    left.len > 0 ? " " : "", id);
	}
	if (rc == HJ_OK && left.len == 0)
		hj_record_drop_attr(node, "src");
	else if (rc == HJ_OK)
		rc = hj_record_set_attr(r, node, "src", (const char *)left.data,
		    left.len, err);
	hj_buf_clear(&left);
	return rc;
}

int
hj_reference_mend(struct hj_record *r, struct hj_error *err)
{
	struct hj_node *root = hj_record_root(r);

	for (struct hj_node *n = root; n != NULL; n = hj_node_next(n, root)) {
		if (n->def == NULL)
			continue;
		if (hj_node_attr(n, "src") != NULL &&
		    drop_sources(r, n, err) != HJ_OK)
			return (int)err->code;
		if (hj_reference_is_loose(r, n) &&
		    hj_reference_withhold(r, n, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}
