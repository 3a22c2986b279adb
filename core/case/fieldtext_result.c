#include <string.h>

#include "core/case/fieldtext_own.h"

struct hj_record *
hj_fieldtext_record(const struct hj_fieldtext *t)
{
	return t->record;
}

struct hj_record *
hj_fieldtext_take(struct hj_fieldtext *t)
{
	struct hj_record *r = t->record;

	t->record = NULL;
	return r;
}

const struct hj_path_labels *
hj_fieldtext_labels(const struct hj_fieldtext *t)
{
	return &t->labels;
}

static bool
within(const struct hj_node *node, const struct hj_node *top)
{
	while (node != NULL && node != top)
		node = node->parent;
	return node != NULL;
}

static size_t
line_of(const struct hj_fieldtext *t, const struct hj_node *node,
    enum hj_attr_name attr)
{
	size_t first = 0;

	for (size_t i = 0; i < hj_fieldtext_count(t); i++) {
		const struct hj_fieldtext_line *l = hj_fieldtext_at(t, i);

		if (l->node == node && l->attr == attr)
			return l->number;
		if (within(l->node, node) && (first == 0 || l->number < first))
			first = l->number;
	}
	return first;
}

size_t
hj_fieldtext_line(const struct hj_fieldtext *t, const char *path)
{
	struct hj_error err = HJ_ERROR;
	struct hj_node *node = NULL;
	enum hj_attr_name attr = HJ_NATTRS;
	size_t line = 0;

	if (t->record == NULL ||
	    hj_path_find(t->record, path, &node, &attr, &err) != HJ_OK)
		return 0;
	for (; node != NULL && line == 0; node = node->parent) {
		line = line_of(t, node, attr);
		attr = HJ_NATTRS;
	}
	return line;
}
