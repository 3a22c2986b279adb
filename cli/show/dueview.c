#include <stdio.h>
#include <string.h>

#include "cli/access/process.h"
#include "cli/casefile/casefile.h"
#include "cli/screen/say.h"
#include "cli/show/dueview.h"
#include "cli/wording/fieldword.h"
#include "cli/wording/span.h"
#include "core/case/codec.h"
#include "core/case/datesay.h"

const struct emit_column dueview_columns[] = {
	{ "when", N_("when"), false },
	{ "state", N_("state"), false },
	{ "kind", N_("what"), false },
	{ "text", N_("details"), false },
	{ "owner", N_("whose"), false },
	{ "priority", NULL, false },
	{ "title", N_("title"), false },
	{ "case", N_("case"), false },
	{ "id", N_("task"), false },
	{ "earliest", NULL, false },
	{ "latest", NULL, false },
	{ "days", NULL, true },
};
const size_t dueview_ncolumns = HJ_LEN(dueview_columns);

/* What is being said, with its file where that may be opened. */
struct view {
	struct cli *c;
	const struct duelist_entry *e;
	struct casefile file;
	const struct hj_node *node; /* NULL: the file is secret, or a clock */
	enum hj_due_state state;
	int32_t today;
};

static const char *const kinds[HJ_DUE_ALL] = { "deadline", "task", "contact",
	"consent", "clock", "retention", "review", "proposed" };
static const char *const kind_words[HJ_DUE_ALL] = { N_("deadline"), N_("task"),
	N_("next contact"), N_("consent ends"), N_("urgent until"),
	N_("kept until"), N_("keeping reviewed"), N_("keeping to be decided") };

/* The child that holds the date, the text and the owner. */
static const struct {
	const char *date, *text, *owner;
} fields[HJ_DUE_ALL] = {
	[HJ_DUE_DEADLINE] = { "date", "text", "" },
	[HJ_DUE_TASK] = { "due", "text", "owner" },
	[HJ_DUE_CONTACT] = { "next", "person", "by" },
	[HJ_DUE_CONSENT] = { "until", "scope", "" },
	[HJ_DUE_CLOCK] = { "", "", "" },
	[HJ_DUE_RETENTION] = { "until", "basis", "decided-by" },
	[HJ_DUE_REVIEW] = { "review", "basis", "decided-by" },
	[HJ_DUE_PROPOSED] = { "", "", "" },
};

/* ---- words ---- */

static int
say_day(int32_t day, bool korean, struct hj_buf *to, struct hj_error *err)
{
	char text[SPAN_TEXT];

	span_text(day, text);
	if (text[0] == '\0')
		return hj_buf_puts(to, _("not known"), err);
	return hj_date_say_text(text, strlen(text), NULL, korean, to, err);
}

int
dueview_when(const struct hj_due *d, bool korean, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_buf from = HJ_BUF(HJ_LINE_MAX), until = HJ_BUF(HJ_LINE_MAX);
	const char *a, *b;
	int rc;

	if (d->when.earliest == d->when.latest)
		return d->when.earliest == INT32_MAX
		    ? HJ_OK
		    : say_day(d->when.earliest, korean, to, err);
	if ((rc = say_day(d->when.earliest, korean, &from, err)) == HJ_OK &&
	    (rc = say_day(d->when.latest, korean, &until, err)) == HJ_OK &&
	    (rc = hj_buf_text(&from, &a, err)) == HJ_OK &&
	    (rc = hj_buf_text(&until, &b, err)) == HJ_OK)
		rc = hj_buf_printf(to, err,
		    _("%s at the earliest, %s at the latest"), a, b);
	hj_buf_clear(&from);
	hj_buf_clear(&until);
	return rc;
}

/* As it was written, when it was; else both ends. */
static int
when(struct view *v, struct hj_error *err)
{
	const struct hj_due *d = &v->e->due;
	struct hj_buf text = HJ_BUF(HJ_LINE_MAX);
	const struct hj_node *date = v->node != NULL
	    ? hj_node_child(v->node, fields[d->kind].date)
	    : NULL;
	int rc = HJ_OK;

	emit_key(v->c->out, "when", NULL);
	if (emit_is_json(v->c->out)) {
		emit_text(v->c->out, date != NULL ? date->text : NULL);
		return HJ_OK;
	}
	if (date != NULL && date->text != NULL)
		rc = hj_date_say_node(date, v->c->korean, &text, err);
	else
		rc = dueview_when(d, v->c->korean, &text, err);
	if (rc == HJ_OK)
		emit_bytes(v->c->out, (const char *)text.data, text.len);
	hj_buf_clear(&text);
	return rc;
}

/* "3 days late", "today", "in 5 days"; for programs a word. */
static void
state(struct view *v)
{
	static const char *const words[] = { [HJ_DUE_LATE] = "late",
		[HJ_DUE_MAYBE] = "maybe",
		[HJ_DUE_AHEAD] = "ahead",
		[HJ_DUE_UNDATED] = "undated" };
	const struct hj_span *s = &v->e->due.when;
	char text[128] = "";
	long long n;

	emit_key(v->c->out, "state", NULL);
	if (emit_is_json(v->c->out)) {
		emit_text(v->c->out, words[v->state]);
		return;
	}
	switch (v->state) {
	case HJ_DUE_LATE:
		n = (long long)v->today - s->latest;
		(void)snprintf(text, sizeof(text),
		    ngettext("%lld day late", "%lld days late",
			(unsigned long)n),
		    n);
		break;
	case HJ_DUE_MAYBE:
		(void)snprintf(text, sizeof(text), "%s",
		    v->e->due.kind == HJ_DUE_CLOCK ? _("may be over")
						   : _("may be late"));
		break;
	case HJ_DUE_AHEAD:
		n = (long long)s->earliest - v->today;
		if (n == 0)
			(void)snprintf(text, sizeof(text), "%s", _("today"));
		else
			(void)snprintf(text, sizeof(text),
			    ngettext("in %lld day", "in %lld days",
				(unsigned long)n),
			    n);
		break;
	case HJ_DUE_UNDATED:
		(void)snprintf(text, sizeof(text), "%s", _("no date"));
		break;
	}
	emit_text(v->c->out, text);
}

/* What nobody wrote about, the mechanism and the kind of the deadline say. */
static int
say_deadline(struct view *v, struct hj_buf *to, struct hj_error *err)
{
	const char *kind = hj_node_attr(v->node, "kind");
	const char *mechanism =
	    hj_node_value(hj_record_root(v->file.record), "mechanism");

	if (mechanism != NULL &&
	    hj_buf_puts(to,
		fieldword_code("mechanism", mechanism, v->c->korean),
		err) != HJ_OK)
		return (int)err->code;
	if (kind == NULL)
		return HJ_OK;
	if (to->len != 0 && hj_buf_puts(to, ": ", err) != HJ_OK)
		return (int)err->code;
	return hj_buf_puts(to,
	    fieldword_code("deadline-kind", kind, v->c->korean), err);
}

/* Every occurrence, in words also for programs: it is to be read. */
static int
text(struct view *v, struct hj_error *err)
{
	const struct hj_due *d = &v->e->due;
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	const struct hj_node *n = v->node != NULL
	    ? hj_node_child(v->node, fields[d->kind].text)
	    : NULL;
	int rc = HJ_OK;

	if (d->kind == HJ_DUE_CLOCK)
		rc = hj_buf_puts(&words,
		    fieldword_code("mechanism", d->name, v->c->korean), err);
	if (d->kind == HJ_DUE_DEADLINE && v->node != NULL)
		rc = say_deadline(v, &words, err);
	if (rc == HJ_OK && d->kind == HJ_DUE_PROPOSED)
		rc = hj_buf_puts(&words,
		    _("the usual period ends, and nobody decided until when it is kept"),
		    err);
	for (; n != NULL && rc == HJ_OK; n = hj_node_same(n)) {
		if (words.len != 0)
			rc = hj_buf_puts(&words, "; ", err);
		if (rc == HJ_OK)
			rc = fieldword_leaf(v->file.record, n, v->c->korean,
			    &words, err);
	}
	for (size_t i = 0; i < words.len && !emit_is_json(v->c->out); i++)
		if (words.data[i] == '\n')
			words.data[i] = ' ';
	emit_key(v->c->out, "text", NULL);
	if (rc == HJ_OK && words.len != 0)
		emit_bytes(v->c->out, (const char *)words.data, words.len);
	else
		emit_none(v->c->out);
	hj_buf_clear(&words);
	return rc;
}

/* ---- the row ---- */

static void
give(struct view *v, const char *key, const char *value)
{
	emit_key(v->c->out, key, NULL);
	emit_text(v->c->out, value);
}

static void
days(struct view *v)
{
	const struct hj_span *s = &v->e->due.when;
	char from[SPAN_TEXT], until[SPAN_TEXT];

	span_text(s->earliest, from);
	span_text(s->latest, until);
	give(v, "earliest", from[0] != '\0' ? from : NULL);
	give(v, "latest", until[0] != '\0' ? until : NULL);
	emit_key(v->c->out, "days", NULL);
	if (from[0] != '\0')
		emit_number(v->c->out, (int64_t)s->earliest - v->today);
	else
		emit_none(v->c->out);
}

static const char *
owner_of(const struct view *v)
{
	const struct hj_node *n = v->node != NULL
	    ? hj_node_child(v->node, fields[v->e->due.kind].owner)
	    : NULL;

	if (n == NULL)
		return NULL;
	return hj_node_conf(n) == HJ_SECRET ? FIELDWORD_MASK : n->text;
}

static int
say(struct view *v, struct hj_error *err)
{
	const struct hj_due *d = &v->e->due;
	bool json = emit_is_json(v->c->out);
	const char *title, *priority;
	char id[HJ_ID_SHOWN];
	size_t n;

	hj_id_show(&v->e->id, id);
	casefile_title(&v->file.row, &title, &n);
	priority = v->node != NULL ? hj_node_value(v->node, "priority") : NULL;
	emit_map(v->c->out);
	if (when(v, err) != HJ_OK)
		return (int)err->code;
	state(v);
	give(v, "kind", json ? kinds[d->kind] : _(kind_words[d->kind]));
	if (text(v, err) != HJ_OK)
		return (int)err->code;
	give(v, "owner", owner_of(v));
	give(v, "priority", priority);
	emit_key(v->c->out, "title", NULL);
	if (v->file.row.level == HJ_SECRET)
		emit_none(v->c->out);
	else
		emit_bytes(v->c->out, title, n);
	give(v, "case", id);
	give(v, "id",
	    d->kind == HJ_DUE_TASK || (json && d->name[0] != '\0') ? d->name
								   : NULL);
	days(v);
	emit_end(v->c->out);
	return HJ_OK;
}

static int
load(struct view *v, struct hj_error *err)
{
	struct casefile *f = &v->file;

	if (hj_vault_row(v->c->vault, &v->e->id, &f->row, &f->items, err) !=
	    HJ_OK)
		return (int)err->code;
	if (f->row.level == HJ_SECRET)
		return HJ_OK;
	if (hj_vault_get(v->c->vault, &f->row, 0, &f->revision, err) != HJ_OK ||
	    hj_codec_decode(f->revision.bytes.data, f->revision.bytes.len,
		&f->record, err) != HJ_OK)
		return (int)err->code;
	v->node = v->e->due.kind >= HJ_DUE_RETENTION
	    ? hj_node_child(hj_record_root(f->record), "retention")
	    : hj_record_find(f->record, v->e->due.name);
	return HJ_OK;
}

int
dueview_row(struct cli *c, const struct duelist_entry *e, int32_t today,
    const char *owner, bool *shown, struct hj_error *err)
{
	struct view v = { .c = c,
		.e = e,
		.file = CASEFILE,
		.state = hj_due_state(&e->due, today),
		.today = today };
	const char *whose;
	int rc = load(&v, err);

	*shown = false;
	if (rc == HJ_OK) {
		whose = owner_of(&v);
		*shown = owner == NULL ||
		    (whose != NULL && strcmp(whose, owner) == 0);
		if (*shown && (rc = say(&v, err)) == HJ_OK)
			rc = process_check(err);
	}
	casefile_clear(&v.file);
	return rc;
}
