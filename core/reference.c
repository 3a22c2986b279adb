#include "core/reference.h"

#include <string.h>

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
