#include "cli/casefile/owncase.h"

#include <string.h>

#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/show/linkview.h"
#include "core/links/link.h"

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

int
owncase_go(struct cli *c, struct casefile *file, struct hj_node **person,
    struct hj_error *err)
{
	const char *id = hj_node_attr(*person, "id");
	struct casefile own = CASEFILE;
	char shown[HJ_ID_SHOWN];
	int rc;

	if (id == NULL || hj_link_own_case(file->record, id) == NULL)
		return HJ_OK;
	if ((rc = owncase_load(c, file->record, id, &own, err)) != HJ_OK) {
		casefile_clear(&own);
		return rc != HJ_ENOTFOUND
		    ? rc
		    : hj_fail(err, HJ_EREFUSED,
			  "the consents of this person are kept in case %s, which is not here",
			  hj_link_own_case(file->record, id));
	}
	hj_id_show(&own.row.id, shown);
	ui_say(c->ui,
	    _("This person has a case file of their own, %s: consents are kept there."),
	    shown);
	*person = hj_record_find(own.record, id);
	casefile_clear(file);
	*file = own;
	return HJ_OK;
}
