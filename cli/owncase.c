#include "cli/owncase.h"

#include <string.h>

#include "cli/linkview.h"
#include "core/link.h"

int
owncase_load(struct cli *c, const struct hj_record *r, const char *person,
    struct casefile *ret, struct hj_error *err)
{
	const char *id = hj_link_own_case(r, person);
	const struct hj_link back = { .kind = HJ_LINK_SPLIT,
		.other = hj_node_attr(hj_record_root(r), "id"),
		.person = person,
		.there = person };
	const struct hj_node *node;
	int rc;

	if (id == NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "this person has no case file of their own");
	if ((rc = linkview_load(c, id, ret, err)) != HJ_OK)
		return rc;
	node = hj_record_find(ret->record, person);
	if (node == NULL || strcmp(node->name, "person") != 0 ||
	    hj_link_find(ret->record, &back) == NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "case %s does not say that this person was split from here",
		    id);
	return HJ_OK;
}
