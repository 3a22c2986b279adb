#include <stdio.h>
#include <string.h>

#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/finding.h"
#include "cli/wording/span.h"
#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/sense/sense.h"

static const struct emit_column columns[] = {
	{ "id", N_("id"), false },
	{ "level", N_("level"), false },
	{ "path", N_("field"), false },
	{ "code", NULL, false },
	{ "text", N_("what"), false },
	{ "remedy", N_("what to do"), false },
};

static const char *
level_of(const struct hj_finding *f)
{
	return f->level == HJ_FAULT ? _("fault") : _("warning");
}

int
finding_say(void *to, const struct hj_finding *f, struct hj_error *err)
{
	struct finding_list *l = to;

	(void)err;
	if (f->level == HJ_FAULT && l->faults++ == 0)
		return HJ_OK;
	if (f->remedy[0] == '\0')
		ui_say(l->c->ui, "%s: %s: %s", level_of(f), f->path, f->text);
	else
		ui_say(l->c->ui, "%s: %s: %s; %s", level_of(f), f->path,
		    f->text, f->remedy);
	return HJ_OK;
}

/* ---- as a table ---- */

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
		emit_text(e, level_of(f));
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

/* ---- what was there before ---- */

/* Enough of a value to tell it from another. */
#define TELLING ((size_t)256)

struct judging {
	hj_finding_fn *fn;
	void *to;
	struct hj_buf known; /* a line each */
	struct hj_error first; /* the first new fault */
};

/* "\n<code> date event e2x4k9 2013-05\n": the same whatever stands beside. */
static int
describe(const struct hj_finding *f, struct hj_buf *to, struct hj_error *err)
{
	const struct hj_node *n = f->node;
	const char *id = NULL;

	if (hj_buf_printf(to, err, "\n%s", f->code) != HJ_OK)
		return (int)err->code;
	for (; n != NULL && id == NULL; n = n->parent) {
		id = hj_node_attr(n, "id");
		if (hj_buf_printf(to, err, " %s %s", n->name,
			id != NULL ? id : "") != HJ_OK)
			return (int)err->code;
	}
	n = f->node;
	if (hj_buf_putc(to, ' ', err) != HJ_OK ||
	    (n->text != NULL &&
		hj_buf_add(to, n->text,
		    n->text_len < TELLING ? n->text_len : TELLING,
		    err) != HJ_OK))
		return (int)err->code;
	return hj_buf_putc(to, '\n', err);
}

static int
remember(void *to, const struct hj_finding *f, struct hj_error *err)
{
	struct judging *j = to;
	int rc = describe(f, &j->known, err);

	/* What nobody can remember is told once more. */
	return rc == HJ_ELIMIT ? HJ_OK : rc;
}

static int
is_known(const struct judging *j, const struct hj_finding *f, bool *ret,
    struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	int rc = HJ_OK;

	*ret = false;
	if (j->known.len != 0 && (rc = describe(f, &line, err)) == HJ_OK)
		*ret = memmem(j->known.data, j->known.len, line.data,
			   line.len) != NULL;
	hj_buf_clear(&line);
	return rc == HJ_ELIMIT ? HJ_OK : rc;
}

static int
pass_new(void *to, const struct hj_finding *f, struct hj_error *err)
{
	struct judging *j = to;
	bool known;

	if (is_known(j, f, &known, err) != HJ_OK)
		return (int)err->code;
	if (known)
		return HJ_OK;
	if (f->level == HJ_FAULT && j->first.code == HJ_OK)
		(void)hj_fail(&j->first, HJ_EINVAL, "%s: %s; %s", f->path,
		    f->text, f->remedy);
	return j->fn(j->to, f, err);
}

int
finding_judge(const struct hj_record *r, const struct hj_record *before,
    hj_finding_fn *fn, void *to, struct hj_error *err)
{
	struct judging j = { .fn = fn,
		.to = to,
		.known = HJ_BUF(HJ_TEXT_MAX),
		.first = HJ_ERROR };
	struct hj_error all = { .say = err->say };
	const int32_t today = span_today_day();
	int rc = HJ_OK;

	if (before != NULL) {
		rc = hj_sense_check(before, today, remember, &j, &all);
		if (rc == HJ_EINVAL)
			rc = HJ_OK;
	}
	if (rc == HJ_OK)
		rc = hj_check_record(r, pass_new, &j, &all);
	/* Of these some may be old: the first new one is the error. */
	if (rc == HJ_OK &&
	    (rc = hj_sense_record(r, today, pass_new, &j, &all)) == HJ_EINVAL) {
		all = j.first;
		rc = (int)all.code;
	}
	if (rc != HJ_OK)
		*err = all;
	hj_buf_clear(&j.known);
	return rc;
}
