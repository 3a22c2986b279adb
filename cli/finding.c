#include "cli/emit.h"
#include "cli/finding.h"
#include "cli/say.h"
#include "cli/ui.h"

static const struct emit_column columns[] = {
	{ "id", N_("id"), false },
	{ "level", N_("level"), false },
	{ "path", N_("field"), false },
	{ "code", NULL, false },
	{ "text", N_("what"), false },
};

int
finding_say(void *to, const struct hj_finding *f, struct hj_error *err)
{
	struct finding_list *l = to;

	(void)err;
	if (f->level == HJ_FAULT && l->faults++ == 0)
		return HJ_OK;
	ui_say(l->c->ui, "%s: %s: %s",
	    f->level == HJ_FAULT ? _("fault") : _("warning"), f->path, f->text);
	return HJ_OK;
}

void
finding_table(struct cli *c)
{
	emit_table(c->out, columns, HJ_LEN(columns));
}

int
finding_row(void *to, const struct hj_finding *f, struct hj_error *err)
{
	struct finding_list *l = to;
	struct emit *e = l->c->out;
	bool fault = f->level == HJ_FAULT;

	(void)err;
	if (fault)
		l->faults++;
	else
		l->warnings++;
	emit_map(e);
	emit_key(e, "id", NULL);
	emit_text(e, l->id);
	emit_key(e, "level", NULL);
	if (emit_is_json(e))
		emit_text(e, fault ? "fault" : "warning");
	else
		emit_text(e, fault ? _("fault") : _("warning"));
	emit_key(e, "path", NULL);
	emit_text(e, f->path);
	emit_key(e, "code", NULL);
	emit_text(e, f->code);
	emit_key(e, "text", NULL);
	emit_text(e, f->text);
	emit_end(e);
	return HJ_OK;
}
