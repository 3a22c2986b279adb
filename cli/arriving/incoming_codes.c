#include "cli/arriving/incoming.h"
#include "cli/casefile/owncodes.h"
#include "cli/screen/say.h"
#include "core/case/owncode.h"

int
incoming_learn(struct incoming *in, const struct hj_import_case *k,
    struct hj_error *err)
{
	struct hj_import_finding f = { .index = k->index,
		.line = k->line,
		.id = k->id,
		.path = HJ_OWNCODE,
		.code = "other-own-code" };
	size_t other = 0;

	if (owncodes_learn(in->c, in->change, k->record, &other, err) != HJ_OK)
		return (int)err->code;
	if (other == 0)
		return HJ_OK;
	f.text =
	    _("a code of theirs is spelt like one of yours and means something else");
	f.remedy =
	    _("this file is shown with their meaning; for your own files take another code");
	incoming_say_finding(in, "note", _("note"), &f);
	return HJ_OK;
}
