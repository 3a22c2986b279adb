#include "cli/arriving/incoming.h"
#include "cli/screen/say.h"
#include "core/vault/tombstone.h"

int
incoming_stays_out(struct incoming *in, const struct hj_import_case *k,
    const struct hj_record *now, bool here, bool *ret, struct hj_error *err)
{
	bool whole, part;

	if (hj_vault_erased_of(in->c->vault, now, &whole, &part, err) != HJ_OK)
		return (int)err->code;
	*ret = part || (whole && !here && !in->bring_back);
	if (!*ret)
		return HJ_OK;
	in->pending.erased++;
	if (!in->count_only)
		incoming_say(in, "erased",
		    part ? _("stays out: a part of it was erased here")
			 : _("stays out: it was erased here"),
		    k->id, k->line);
	return HJ_OK;
}
