#include "cli/petition/gapview.h"

#include <stdlib.h>
#include <string.h>

#include "cli/petition/otherpetitions.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/wording/span.h"
#include "core/base/limits.h"
#include "export/petition/complete.h"

static const char *const levels[] = { [HJ_RULE_BLOCK] = "block",
	[HJ_RULE_WARN] = "warn",
	[HJ_RULE_INFO] = "info" };

/* ---- asking ---- */

static int
judge(const struct petition *p, const bool *elsewhere,
    bool (*is_elsewhere)(void *, size_t), hj_gap_fn *fn, void *to,
    struct hj_error *err)
{
	const struct hj_record **cases = calloc(p->ncases + 1, sizeof(*cases));
	bool *others = calloc(p->nvictims + 1, sizeof(*others));
	struct hj_complete c = { .petition = p->file.record,
		.mechanism = p->form,
		.victims = p->victims,
		.nvictims = p->nvictims,
		.cases = cases,
		.ncases = p->ncases,
		.recipient = p->recipient,
		.today = span_today_day(),
		.elsewhere = is_elsewhere,
		.to = others };
	int rc;

	if (cases == NULL || others == NULL) {
		free(cases);
		free(others);
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	}
	for (size_t i = 0; i < p->ncases; i++)
		cases[i] = p->cases[i].record;
	for (size_t i = 0; elsewhere != NULL && i < p->nvictims; i++)
		others[i] = elsewhere[i];
	rc = hj_complete_each(&c, fn, to, err);
	free(cases);
	free(others);
	return rc;
}

/* ---- showing ---- */

struct showing {
	struct cli *c;
	const struct petition *p;
	enum hj_rule_level level; /* of this round */
	size_t n, blocks;
};

static bool
is_elsewhere(void *to, size_t victim)
{
	const bool *others = to;

	return others[victim];
}

static const char *
why(const struct hj_gap *g)
{
	switch (g->why) {
	case HJ_GAP_MISSING:
		break;
	case HJ_GAP_NOT_ASKED:
		return _(" (noted as not asked)");
	case HJ_GAP_UNKNOWN:
		return _(" (asked, not known: printed as such)");
	}
	return g->rule->force || g->level != HJ_RULE_BLOCK
	    ? ""
	    : _(" (nothing can force this)");
}

static int
say(struct showing *s, const struct hj_gap *g, struct hj_error *err)
{
	static const char *const heads[] = {
		[HJ_RULE_BLOCK] = N_("Needed before it can be sent:"),
		[HJ_RULE_WARN] = N_("Advised:"),
		[HJ_RULE_INFO] = N_("For information:"),
	};
	struct emit *e = s->c->out;
	const char *ask = s->c->korean ? g->rule->ask_ko : g->rule->ask_en;
	char id[HJ_ID_SHOWN];
	struct hj_id file;

	if (hj_record_id(g->record, &file, err) != HJ_OK)
		return (int)err->code;
	hj_id_show(&file, id);
	if (s->n++ == 0)
		emit_say(e, "\n%s", _(heads[s->level]));
	emit_say(e, "  %s  %s%s%s%s%s", g->rule->id,
	    s->c->korean ? g->rule->ko : g->rule->en,
	    g->state != NULL ? " (" : "", g->state != NULL ? g->state : "",
	    g->state != NULL ? ")" : "", why(g));
	emit_say(e, _("       field: %s  %s"), id, g->path);
	if (*ask != '\0' && g->why != HJ_GAP_UNKNOWN)
		emit_say(e, _("       to ask: %s"), ask);
	return HJ_OK;
}

static void
cell(struct emit *e, const char *key, const char *value)
{
	emit_key(e, key, NULL);
	emit_text(e, value);
}

static int
put(struct showing *s, const struct hj_gap *g, struct hj_error *err)
{
	static const char *const whys[] = { [HJ_GAP_MISSING] = "missing",
		[HJ_GAP_NOT_ASKED] = "not-asked",
		[HJ_GAP_UNKNOWN] = "unknown" };
	struct emit *e = s->c->out;
	bool korean = s->c->korean;
	const char *ask = korean ? g->rule->ask_ko : g->rule->ask_en;
	char id[HJ_ID_SHOWN];
	struct hj_id file;

	if (hj_record_id(g->record, &file, err) != HJ_OK)
		return (int)err->code;
	hj_id_show(&file, id);
	emit_map(e);
	cell(e, "rule", g->rule->id);
	cell(e, "level", levels[g->level]);
	emit_key(e, "forceable", NULL);
	emit_flag(e, g->rule->force);
	cell(e, "why", whys[g->why]);
	cell(e, "file", id);
	cell(e, "path", g->path);
	cell(e, "person",
	    g->victim != HJ_COMPLETE_NOBODY ? s->p->victims[g->victim].person
					    : NULL);
	cell(e, "state", g->state);
	cell(e, "text", korean ? g->rule->ko : g->rule->en);
	cell(e, "ask", *ask != '\0' ? ask : NULL);
	emit_end(e);
	return HJ_OK;
}

static int
show(void *to, const struct hj_gap *g, struct hj_error *err)
{
	struct showing *s = to;

	if (g->level != s->level)
		return HJ_OK;
	s->blocks += g->level == HJ_RULE_BLOCK;
	return emit_is_json(s->c->out) ? put(s, g, err) : say(s, g, err);
}

int
gapview_show(struct cli *c, const struct petition *p, size_t *blocks,
    struct hj_error *err)
{
	struct showing s = { .c = c, .p = p };
	bool *elsewhere = NULL;
	int rc = otherpetitions_find(c, p, &elsewhere, err);

	if (rc == HJ_OK && emit_is_json(c->out)) {
		emit_key(c->out, "gaps", NULL);
		emit_list(c->out);
	}
	for (size_t i = 0; i < HJ_LEN(levels) && rc == HJ_OK; i++) {
		s.level = (enum hj_rule_level)i;
		s.n = 0;
		rc = judge(p, elsewhere, is_elsewhere, show, &s, err);
	}
	if (rc == HJ_OK && emit_is_json(c->out)) {
		emit_end(c->out);
		emit_key(c->out, "blocks", NULL);
		emit_number(c->out, (int64_t)s.blocks);
	}
	free(elsewhere);
	*blocks = s.blocks;
	return rc;
}

/* ---- the gate ---- */

struct gate {
	struct hj_buf forced; /* ids, a blank before each */
	const struct hj_rule *last; /* said once, however many gaps it has */
	const struct hj_rule *first, *never;
	size_t n;
};

static int
stop_at(void *to, const struct hj_gap *g, struct hj_error *err)
{
	struct gate *t = to;

	if (g->level != HJ_RULE_BLOCK || g->rule == t->last)
		return HJ_OK;
	t->last = g->rule;
	if (t->first == NULL)
		t->first = g->rule;
	if (!g->rule->force && t->never == NULL)
		t->never = g->rule;
	t->n++;
	return hj_buf_printf(&t->forced, err, " %s", g->rule->id);
}

static int
decide(struct cli *c, const struct gate *t, bool force, struct hj_buf *log,
    struct hj_error *err)
{
	const char *rules;
	struct hj_buf all = t->forced;

	if (hj_buf_text(&all, &rules, err) != HJ_OK)
		return (int)err->code;
	if (t->never != NULL)
		return hj_fail(err, HJ_EREFUSED,
		    "the petition may not leave, and nothing can force it: rule %s; 'hanji petition check' says what must change",
		    t->never->id);
	if (!force)
		return hj_fail(err, HJ_EREFUSED,
		    "the petition is not complete: %zu rules block it (%s); 'hanji petition check' says what must change, and --force --reason TEXT goes on without",
		    t->n, rules + 1);
	if (c->global->reason == NULL)
		return cli_usage(err, "--force needs a reason: --reason TEXT");
	return hj_buf_printf(log, err, "forced%s\n", rules);
}

int
gapview_gate(struct cli *c, const struct petition *p, bool force,
    struct hj_buf *log, struct hj_error *err)
{
	struct gate t = { .forced = HJ_BUF(HJ_TEXT_MAX) };
	int rc = judge(p, NULL, NULL, stop_at, &t, err);

	if (rc == HJ_OK && t.n > 0)
		rc = decide(c, &t, force, log, err);
	hj_buf_clear(&t.forced);
	return rc;
}
