#include <stdio.h>
#include <string.h>

#include "cli/emit.h"
#include "cli/finding.h"
#include "cli/say.h"
#include "cli/ui.h"
#include "core/limits.h"

static const struct emit_column columns[] = {
	{ "id", N_("id"), false },
	{ "level", N_("level"), false },
	{ "path", N_("field"), false },
	{ "code", NULL, false },
	{ "text", N_("what"), false },
	{ "remedy", N_("what to do"), false },
};

/* A line for each: what, and where. */
int
finding_keep(void *to, const struct hj_finding *f, struct hj_error *err)
{
	return hj_buf_printf(to, err, "\n%s %s\n", f->code, f->path);
}

static bool
is_known(const struct finding_list *l, const struct hj_finding *f)
{
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	struct hj_error ignored = HJ_ERROR;
	bool known = false;

	if (l->known == NULL || l->known->len == 0)
		return false;
	if (finding_keep(&line, f, &ignored) == HJ_OK)
		known = memmem(l->known->data, l->known->len, line.data,
			    line.len) != NULL;
	hj_buf_clear(&line);
	return known;
}

int
finding_say(void *to, const struct hj_finding *f, struct hj_error *err)
{
	struct finding_list *l = to;
	bool remedy = f->remedy != NULL && *f->remedy != '\0';

	(void)err;
	if (is_known(l, f))
		return HJ_OK;
	if (f->level == HJ_FAULT && l->faults++ == 0) {
		(void)snprintf(l->first, sizeof(l->first), "%s: %s%s%s",
		    f->path, f->text, remedy ? "; " : "",
		    remedy ? f->remedy : "");
		return HJ_OK;
	}
	ui_say(l->c->ui, "%s: %s: %s%s%s",
	    f->level == HJ_FAULT ? _("fault") : _("warning"), f->path, f->text,
	    remedy ? "; " : "", remedy ? f->remedy : "");
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
	emit_key(e, "remedy", NULL);
	emit_text(e, f->remedy);
	emit_end(e);
	return HJ_OK;
}
