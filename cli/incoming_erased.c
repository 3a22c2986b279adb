#include "cli/incoming.h"
#include "cli/say.h"
#include "core/tombstone.h"

/* Does what would come in bring back what was erased here? */
static int
find_out(struct incoming *in, const struct hj_record *now, bool here,
    bool *whole, bool *part, struct hj_error *err)
{
	struct hj_vault *v = in->c->vault;
	struct hj_id id;

	*whole = *part = false;
	if (hj_record_id(now, &id, err) != HJ_OK ||
	    (!here && hj_vault_was_erased(v, &id, whole, NULL, err) != HJ_OK))
		return (int)err->code;
	return hj_vault_erased_in(v, now, part, err);
}

int
incoming_stays_out(struct incoming *in, const struct hj_import_case *k,
    const struct hj_record *now, bool here, bool *ret, struct hj_error *err)
{
	bool whole, part;

	if (find_out(in, now, here, &whole, &part, err) != HJ_OK)
		return (int)err->code;
	*ret = part || (whole && !in->bring_back);
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
