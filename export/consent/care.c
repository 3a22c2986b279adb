#include "export/consent/care.h"

#include <string.h>

bool
hj_care_is_case(const struct hj_record *r)
{
	const char *kind = hj_node_attr(hj_record_root(r), "kind");

	return kind != NULL && strcmp(kind, "followup") == 0;
}

bool
hj_care_is(const struct hj_node *node)
{
	for (; node != NULL; node = node->parent)
		if (node->def != NULL && node->def->class == HJ_C_CARE)
			return true;
	return false;
}

int
hj_care_refuse(const struct hj_record *r, struct hj_error *err)
{
	char shown[HJ_ID_SHOWN];
	struct hj_id id;

	if (!hj_care_is_case(r))
		return HJ_OK;
	if (hj_record_id(r, &id, err) != HJ_OK)
		return (int)err->code;
	hj_id_show(&id, shown);
	return hj_fail(err, HJ_EREFUSED,
	    "case %s is a follow-up: resettlement never enters a petition; name the case that it follows",
	    shown);
}
