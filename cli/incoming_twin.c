#include <string.h>

#include "cli/emit.h"
#include "cli/incoming.h"
#include "cli/say.h"
#include "core/duplicate.h"

struct twins {
	struct incoming *in;
	size_t n;
};

static int
say_one(void *to, const struct hj_duplicate *d, struct hj_error *err)
{
	struct twins *t = to;
	struct emit *e = t->in->c->out;
	bool likely = d->band == HJ_ALIKE_LIKELY;
	char id[HJ_ID_SHOWN];

	(void)err;
	t->n++;
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
	struct twins t = { .in = in };

	if (in->lookalikes == NULL &&
	    hj_lookalikes_open(in->c->vault, &nobody, &in->lookalikes, err) !=
		HJ_OK)
		return (int)err->code;
	if (hj_lookalikes_of(in->lookalikes, r, say_one, &t, err) != HJ_OK)
		return (int)err->code;
	in->pending.alike += t.n != 0;
	return HJ_OK;
}
