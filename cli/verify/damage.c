#include "cli/access/process.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/verify/damage.h"

void
damage_begin(struct damage_list *l, struct cli *c)
{
	l->c = c;
	l->found = 0;
	emit_map(c->out);
	emit_key(c->out, "damage", NULL);
	if (emit_is_json(c->out))
		emit_list(c->out);
}

/* A verification that finds nothing prints no empty table. */
int
damage_row(void *to, const struct hj_damage *d, struct hj_error *err)
{
	struct damage_list *l = to;
	struct emit *e = l->c->out;

	l->found++;
	if (!emit_is_json(e)) {
		emit_say(e, "%s: %s: %s",
		    d->tampered ? _("tampered") : _("damaged"), d->object,
		    d->what);
		return process_check(err);
	}
	emit_map(e);
	emit_key(e, "object", NULL);
	emit_text(e, d->object);
	emit_key(e, "tampered", NULL);
	emit_flag(e, d->tampered);
	emit_key(e, "what", NULL);
	emit_text(e, d->what);
	emit_end(e);
	return process_check(err);
}

void
damage_end(struct damage_list *l, const struct hj_verify_facts *f)
{
	struct emit *e = l->c->out;

	if (emit_is_json(e))
		emit_end(e);
	else
		emit_none(e);
	emit_key(e, "entries", _("log entries"));
	emit_number(e, (int64_t)f->entries);
	emit_key(e, "commits", _("signed commits"));
	emit_number(e, (int64_t)f->commits);
	emit_key(e, "revisions", _("revisions"));
	emit_number(e, (int64_t)f->revisions);
	emit_key(e, "attachments", _("attachments"));
	emit_number(e, (int64_t)f->attachments);
	emit_key(e, "damaged", _("damaged"));
	emit_number(e, (int64_t)f->damaged);
	emit_end(e);
}
