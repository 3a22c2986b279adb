#include "cli/petition/petitiondraft.h"

#include <string.h>

#include "cli/argument/teamarg.h"
#include "cli/casefile/casefile.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/show/dueview.h"
#include "cli/wording/span.h"
#include "core/mechanism/mandate.h"
#include "core/mechanism/respondent.h"
#include "core/sense/victim.h"
#include "core/vocab/vocab.h"
#include "export/consent/care.h"

/* ---- fields ---- */

static int
set(struct petitiondraft *d, const char *path, enum hj_path_op op,
    const char *value, struct hj_error *err)
{
	return hj_path_apply(d->r, path, strlen(path), op, value, strlen(value),
	    &d->labels, NULL, err);
}

/* Each with a label of its own would run out of labels: one serves, anew for
 * every element. */
static int
add_pair(struct petitiondraft *d, const char *element, const char *id,
    const char *child, const char *value, struct hj_error *err)
{
	char path[64];

	d->labels.n = 0;
	(void)snprintf(path, sizeof(path), "%s[+v].case", element);
	if (set(d, path, HJ_PATH_SET, id, err) != HJ_OK)
		return (int)err->code;
	(void)snprintf(path, sizeof(path), "%s[+v].%s", element, child);
	return value == NULL ? HJ_OK : set(d, path, HJ_PATH_SET, value, err);
}

/* ---- begin ---- */

/* What the mechanism takes, else that of the office. */
static const char *
language(const struct cli *c, const struct hj_mechanism *m)
{
	if (c->korean &&
	    (hj_mechanism_takes(m, "ko") || strcmp(m->office, "ko") == 0))
		return "ko";
	return "en";
}

int
petitiondraft_begin(struct cli *c, struct hj_record *r, const char *word,
    struct petitiondraft *ret, struct hj_error *err)
{
	const struct hj_mechanism *m = hj_mechanism_by_word(word, false);

	*ret = (struct petitiondraft){ .c = c, .r = r };
	if (m == NULL) {
		m = hj_mechanism_by_code(word);
		ret->told = true;
	}
	if (m == NULL)
		return cli_usage(err,
		    "there is no mechanism '%s'; there are forms for: %s; what 'hanji codes mechanism' lists besides can be kept as filed",
		    word, hj_mechanism_words());
	ret->m = m;
	if (set(ret, "status", HJ_PATH_SET, "draft", err) != HJ_OK ||
	    set(ret, "mechanism", HJ_PATH_SET, m->code, err) != HJ_OK ||
	    set(ret, "language", HJ_PATH_SET, language(c, m), err) != HJ_OK)
		return (int)err->code;
	return HJ_OK;
}

/* ---- a case ---- */

static int
add_victims(struct petitiondraft *d, const struct hj_node *root, const char *id,
    struct hj_error *err)
{
	bool any = false;
	int rc = HJ_OK;

	for (struct hj_node *p = hj_node_child(root, "person");
	     p != NULL && rc == HJ_OK; p = hj_node_same(p))
		if (hj_may_be_victim(p)) {
			any = true;
			rc = add_pair(d, "victim", id, "person",
			    hj_node_attr(p, "id"), err);
		}
	if (rc == HJ_OK && hj_node_child(root, "group") != NULL) {
		any = true;
		rc = add_pair(d, "victim", id, "person", NULL, err);
	}
	if (rc == HJ_OK && !any)
		rc = hj_fail(err, HJ_EINVAL,
		    "case %s has neither a victim nor a group", id);
	return rc;
}

/* Another account of a period is not another period. */
static int
add_spells(struct petitiondraft *d, const struct hj_record *r, const char *id,
    struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	int rc = HJ_OK;

	for (struct hj_node *n = hj_node_child(root, "detention");
	     n != NULL && rc == HJ_OK; n = hj_node_same(n)) {
		const char *who = hj_node_value(n, "who");
		const struct hj_node *held =
		    who != NULL ? hj_record_find(r, who) : NULL;

		if (held != NULL && hj_node_child(n, "same-as") == NULL &&
		    (strcmp(held->name, "group") == 0 ||
			hj_may_be_victim(held)))
			rc = add_pair(d, "spell", id, "detention",
			    hj_node_attr(n, "id"), err);
	}
	return rc;
}

static int
add_state(void *to, const char *code, const struct hj_node *because,
    struct hj_error *err)
{
	struct petitiondraft *d = to;

	(void)because;
	for (struct hj_node *s = hj_node_child(hj_record_root(d->r), "state");
	     s != NULL; s = hj_node_same(s))
		if (s->text != NULL && strcmp(s->text, code) == 0)
			return HJ_OK;
	return set(d, "state", HJ_PATH_ADD, code, err);
}

/* The first case that does not fit decides for all. */
static int
weigh(struct petitiondraft *d, const struct hj_record *r,
    const struct hj_id *id, struct hj_error *err)
{
	struct hj_urgency u;

	if (d->told || (d->ncases > 0 && !d->u.urgent))
		return HJ_OK;
	if (hj_urgency_of(d->m, r, span_today_day(), &u, err) != HJ_OK)
		return (int)err->code;
	if (d->ncases == 0 || !u.urgent ||
	    u.until.earliest < d->u.until.earliest) {
		d->u = u;
		hj_id_show(id, d->decided);
	}
	return HJ_OK;
}

static void
call_mandates(struct petitiondraft *d, const struct hj_record *r)
{
	const struct hj_list *l = hj_vocab_list("mandate");

	for (size_t i = 0; i < l->n && i < 32; i++)
		if (hj_mandate_fits(r, hj_vocab_read(l, i)->code))
			d->mandates |= UINT32_C(1) << i;
}

/* What it tells of a case is for those who may read the case. */
static int
follow_team(struct petitiondraft *d, const struct hj_row *row,
    struct hj_error *err)
{
	if (d->ncases != 0 && row->team != d->team &&
	    d->c->global->teams.n == 0)
		return hj_fail(err, HJ_EREFUSED,
		    "the cases belong to different teams, and whoever is in the team of the petition reads what it tells of all of them: say which with --team");
	d->team = row->team;
	return teamarg_follow(d->c, row, err);
}

int
petitiondraft_add(struct petitiondraft *d, const char *name,
    struct hj_error *err)
{
	struct casefile f = CASEFILE;
	char id[HJ_ID_CHARS + 1];
	const struct hj_node *root;
	int rc;

	if ((rc = casefile_load(d->c, name, NULL, &f, err)) != HJ_OK)
		goto out;
	root = hj_record_root(f.record);
	hj_id_text(&f.row.id, id);
	if (strcmp(root->name, "case") != 0) {
		rc = hj_fail(err, HJ_EINVAL, "'%s' is not a case file", id);
		goto out;
	}
	if ((rc = follow_team(d, &f.row, err)) != HJ_OK ||
	    (rc = hj_care_refuse(f.record, err)) != HJ_OK ||
	    (rc = add_victims(d, root, id, err)) != HJ_OK ||
	    (rc = add_spells(d, f.record, id, err)) != HJ_OK ||
	    (rc = hj_respondent_each(f.record, add_state, d, err)) != HJ_OK ||
	    (rc = weigh(d, f.record, &f.row.id, err)) != HJ_OK)
		goto out;
	call_mandates(d, f.record);
	d->ncases++;
out:
	casefile_clear(&f);
	return rc;
}

/* ---- all of them ---- */

static bool
is_party(const struct petitiondraft *d, const struct hj_node *state)
{
	return state->text != NULL &&
	    hj_mechanism_party(d->m->treaty, state->text, NULL) == HJ_PARTY_YES;
}

/* Against others a complaint under the treaty is not possible.  When none is a
 * party all of them stay, and the check of the petition says what is wrong. */
static void
keep_parties(struct petitiondraft *d)
{
	struct hj_node *s, *next;

	d->no_party = true;
	for (s = hj_node_child(hj_record_root(d->r), "state"); s != NULL;
	     s = hj_node_same(s))
		if (is_party(d, s))
			d->no_party = false;
	for (s = hj_node_child(hj_record_root(d->r), "state");
	     s != NULL && !d->no_party; s = next) {
		next = hj_node_same(s);
		if (!is_party(d, s))
			hj_record_remove(s);
	}
}

int
petitiondraft_settle(struct petitiondraft *d, struct hj_error *err)
{
	const struct hj_list *l = hj_vocab_list("mandate");
	int rc = HJ_OK;

	if (!d->told) {
		d->m = hj_mechanism_by_word(d->m->word, d->u.urgent);
		rc = set(d, "mechanism", HJ_PATH_SET, d->m->code, err);
	}
	if (*d->m->treaty != '\0')
		keep_parties(d);
	if (rc == HJ_OK && hj_node_child(hj_record_root(d->r), "state") == NULL)
		rc = set(d, "state", HJ_PATH_KNOWN, "unknown", err);
	if (strcmp(d->m->word, "sp") != 0)
		d->mandates = 0;
	for (size_t i = 0; i < l->n && i < 32 && rc == HJ_OK; i++)
		if ((d->mandates >> i & 1) != 0)
			rc = set(d, "mandate", HJ_PATH_ADD,
			    hj_vocab_read(l, i)->code, err);
	return rc;
}

/* ---- said ---- */

static int
say_procedure(const struct petitiondraft *d, struct hj_error *err)
{
	const struct hj_due due = { .kind = HJ_DUE_CLOCK, .when = d->u.until };
	const struct hj_mechanism *other =
	    hj_mechanism_by_word(d->m->word, !d->m->urgent);
	struct hj_buf when = HJ_BUF(HJ_LINE_MAX);
	const char *text = "";
	int rc = HJ_OK;

	ui_say(d->c->ui,
	    d->m->urgent
		? _("urgent procedure (%s), because of case %s: %s")
		: _("not the urgent procedure (%s), because of case %s: %s"),
	    d->m->code, d->decided, _(hj_urgency_words(d->u.why)));
	if (d->u.until.latest != INT32_MAX &&
	    (rc = dueview_when(&due, d->c->korean, &when, err)) == HJ_OK &&
	    (rc = hj_buf_text(&when, &text, err)) == HJ_OK)
		ui_say(d->c->ui, _("  urgent until: %s"), text);
	if (rc == HJ_OK)
		ui_say(d->c->ui,
		    _("  who knows better makes it with 'hanji petition new %s'"),
		    other->code);
	hj_buf_clear(&when);
	return rc;
}

static int
say_mandates(const struct petitiondraft *d, struct hj_error *err)
{
	const struct hj_list *l = hj_vocab_list("mandate");
	struct hj_buf all = HJ_BUF(HJ_TEXT_MAX);
	const char *text = "";
	int rc = HJ_OK;

	for (size_t i = 0; i < l->n && i < 32 && rc == HJ_OK; i++)
		if ((d->mandates >> i & 1) != 0)
			rc = hj_buf_printf(&all, err, "%s%s",
			    all.len > 0 ? ", " : "",
			    hj_vocab_label(hj_vocab_read(l, i), d->c->korean));
	if (rc == HJ_OK && (rc = hj_buf_text(&all, &text, err)) == HJ_OK)
		ui_say(d->c->ui,
		    _("mandates suggested by what the cases say, not by a lawyer: %s"),
		    text);
	hj_buf_clear(&all);
	return rc;
}

int
petitiondraft_say(const struct petitiondraft *d, struct hj_error *err)
{
	const char *code = hj_node_value(hj_record_root(d->r), "mechanism");

	/* Somebody decided otherwise in the same command. */
	if (code == NULL || strcmp(code, d->m->code) != 0)
		return HJ_OK;
	if (*d->m->word == '\0')
		ui_say(d->c->ui,
		    _("there is no form for %s: the petition is only kept as filed, with its dates and answers; no document is written of it"),
		    d->m->code);
	if (d->no_party)
		ui_say(d->c->ui,
		    _("none of the States is known to be party to the treaty that this needs; 'hanji petition check' says more"));
	if (d->u.why != HJ_URGENCY_NONE && !d->told &&
	    say_procedure(d, err) != HJ_OK)
		return (int)err->code;
	return d->mandates != 0 ? say_mandates(d, err) : HJ_OK;
}
