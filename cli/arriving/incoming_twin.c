#include "cli/arriving/incoming.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "core/duplicates/duplicate.h"

/* Of one new case file so many are named: who sees ten and none is the one looks
 * with 'hanji duplicates' when it is in. */
#define NAMED 10

static int
say_one(void *to, const struct hj_duplicate *d, struct hj_error *err)
{
	struct emit *e = to;
	bool likely = d->band == HJ_ALIKE_LIKELY;
	char id[HJ_ID_SHOWN];

	(void)err;
	hj_id_show(&d->b.id, id);
	if (!emit_is_json(e)) {
		emit_say(e,
		    likely ? _("  likely the same person as in %s")
			   : _("  perhaps the same person as in %s"),
		    id);
		return HJ_OK;
	}
	emit_map(e);
	emit_key(e, "what", NULL);
	emit_text(e, "alike");
	emit_key(e, "id", NULL);
	emit_text(e, id);
	emit_key(e, "sure", NULL);
	emit_text(e, likely ? "likely" : "perhaps");
	emit_end(e);
	return HJ_OK;
}

int
incoming_say_twins(struct incoming *in, const struct hj_record *r,
    struct hj_error *err)
{
	const struct hj_progress nobody = { .fn = NULL };
	struct hj_duplicate_facts facts = { .persons = 0 };
	uint64_t pairs;

	if (in->lookalikes == NULL &&
	    hj_lookalikes_open(in->c->vault, &nobody, &in->lookalikes, err) !=
		HJ_OK)
		return (int)err->code;
	if (hj_lookalikes_of(in->lookalikes, r, NAMED, say_one, in->c->out,
		&facts, err) != HJ_OK)
		return (int)err->code;
	pairs = facts.found[HJ_ALIKE_LIKELY] + facts.found[HJ_ALIKE_PERHAPS];
	if (pairs > facts.told)
		emit_say(in->c->out,
		    _("  and %llu more, no likelier than these"),
		    (unsigned long long)(pairs - facts.told));
	in->pending.alike += pairs != 0;
	in->pending.alike_pairs += pairs;
	return HJ_OK;
}
