#include <string.h>

#include "cli/access/process.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/show/laststatus.h"
#include "cli/wording/accounts.h"
#include "cli/wording/naming.h"
#include "core/base/limits.h"
#include "core/case/datesay.h"
#include "core/case/path.h"
#include "core/sense/status.h"

#define MASK "***"

static const char *const why_words[] = { "nothing", "only", "agree", "latest",
	"preferred", "contradict", "hearsay", "conflict", "many" };

struct view {
	struct cli *c;
	const struct hj_record *record;
	const struct tree_how *how;
	struct hj_origins *origins;
	struct hj_buf line;
	bool begun; /* the heading was said */
};

typedef int
subject_fn(struct view *v, const struct hj_status *s, struct hj_error *err);

/* Everybody of whom something is told, persons first. */
static int
each(struct view *v, subject_fn *fn, struct hj_error *err)
{
	static const char *const kinds[] = { "person", "group" };
	const struct hj_node *root = hj_record_root(v->record);
	int rc = HJ_OK;

	for (size_t i = 0; i < HJ_LEN(kinds); i++)
		for (struct hj_node *n = hj_node_child(root, kinds[i]);
		     n != NULL && rc == HJ_OK; n = hj_node_same(n)) {
			struct hj_status s;

			rc = hj_status_derive(v->record, &v->origins, n, &s,
			    err);
			if (rc != HJ_OK)
				return rc;
			if (s.why != HJ_WHY_NOTHING)
				rc = fn(v, &s, err);
			hj_status_clear(&s);
			if (rc == HJ_OK)
				rc = process_check(err);
		}
	return rc;
}

static bool
is_masked(const struct view *v, enum hj_conf conf)
{
	return !v->how->reveal && conf == HJ_SECRET;
}

/* Does the answer itself rest on something that is not to be shown? */
static bool
hides_all(const struct view *v, const struct hj_status *s)
{
	return !v->how->reveal && hj_status_above(s, HJ_RESTRICTED);
}

static int
say_code(struct view *v, const struct hj_node *node,
    const struct hj_status_row *row, struct hj_error *err)
{
	if (row == NULL)
		return hj_buf_puts(&v->line, _("seen or heard of alive"), err);
	return naming_code(node, "person-status", row->code, strlen(row->code),
	    v->how, &v->line, err);
}

/* ", as of July 2012"; ", no date". */
static int
say_date(struct view *v, const struct hj_node *date, struct hj_error *err)
{
	struct hj_buf words = HJ_BUF(HJ_LINE_MAX);
	const char *text;
	int rc;

	if (date == NULL || date->text == NULL)
		return hj_buf_puts(&v->line, _(", no date"), err);
	if ((rc = hj_date_say_node(date, v->how->korean, &words, err)) ==
		HJ_OK &&
	    (rc = hj_buf_text(&words, &text, err)) == HJ_OK)
		rc = hj_buf_printf(&v->line, err, _(", as of %s"), text);
	hj_buf_clear(&words);
	return rc;
}

/* "  Died (dead), no date: event [e00001]; sources: ...; Press; 1 origin" */
static int
say_account(struct view *v, const struct hj_status_account *a,
    struct hj_error *err)
{
	const char *src = hj_node_attr(a->told, "src");
	const char *basis = hj_node_attr(a->told, "basis");
	const char *id = hj_node_attr(a->told, "id");
	struct hj_origin_count n;
	int rc;

	hj_buf_reset(&v->line);
	if ((rc = hj_buf_puts(&v->line, "    ", err)) != HJ_OK)
		return rc;
	if (is_masked(v, a->conf)) {
		rc = hj_buf_puts(&v->line, MASK, err);
		goto say;
	}
	if ((rc = say_code(v, a->told, a->row, err)) != HJ_OK ||
	    (rc = say_date(v, a->date, err)) != HJ_OK ||
	    (rc = hj_buf_printf(&v->line, err, "; %s [%s]",
		 naming_label(v->how, a->told), id != NULL ? id : "")) != HJ_OK)
		return rc;
	if (src != NULL &&
	    ((rc = hj_buf_puts(&v->line, "; ", err)) != HJ_OK ||
		(rc = naming_sources(v->record, a->told, src, v->how, &v->line,
		     err)) != HJ_OK))
		return rc;
	if (basis != NULL &&
	    ((rc = hj_buf_puts(&v->line, "; ", err)) != HJ_OK ||
		(rc = naming_code(a->told, "basis", basis, strlen(basis),
		     v->how, &v->line, err)) != HJ_OK))
		return rc;
	if ((rc = hj_origins_count(v->origins, &a->told, 1, &n, err)) !=
		HJ_OK ||
	    (rc = hj_buf_puts(&v->line, "; ", err)) != HJ_OK)
		return rc;
	rc = accounts_say_origins(&n, &v->line, err);
say:
	if (rc == HJ_OK)
		emit_say_bytes(v->c->out, (const char *)v->line.data,
		    v->line.len);
	return rc;
}

/* "  Han Sol Mi [qh2pma]: Released (released), as of 2012: one account" */
static int
say_verdict(struct view *v, const struct hj_status *s, struct hj_error *err)
{
	const char *id = hj_node_attr(s->subject, "id");
	int rc;

	hj_buf_reset(&v->line);
	if ((rc = hj_buf_puts(&v->line, "  ", err)) != HJ_OK ||
	    (rc = referent_say(v->record, s->subject, id != NULL ? id : "",
		 id != NULL ? strlen(id) : 0, v->how, &v->line, err)) !=
		HJ_OK ||
	    (rc = hj_buf_puts(&v->line, ": ", err)) != HJ_OK)
		return rc;
	if (hides_all(v, s))
		return hj_buf_puts(&v->line, MASK, err);
	if (s->disputed)
		rc = hj_buf_puts(&v->line, _("disputed"), err);
	else if (s->why == HJ_WHY_MANY)
		rc = hj_buf_puts(&v->line, _("not worked out"), err);
	else if ((rc = say_code(v, s->subject, s->row, err)) == HJ_OK)
		rc = say_date(v, s->date, err);
	if (rc != HJ_OK)
		return rc;
	return hj_buf_printf(&v->line, err, " – %s",
	    _(hj_status_reason(s->why)));
}

static int
say_subject(struct view *v, const struct hj_status *s, struct hj_error *err)
{
	int rc = say_verdict(v, s, err);

	if (rc != HJ_OK)
		return rc;
	if (!v->begun)
		emit_say(v->c->out, "%s", _("last known status"));
	v->begun = true;
	emit_say_bytes(v->c->out, (const char *)v->line.data, v->line.len);
	for (size_t i = 0; i < s->n && s->disputed && rc == HJ_OK; i++)
		if (s->account[i].standing)
			rc = say_account(v, &s->account[i], err);
	return rc;
}

int
laststatus_print(struct cli *c, const struct hj_record *r,
    const struct tree_how *how, struct hj_error *err)
{
	struct view v = { .c = c,
		.record = r,
		.how = how,
		.line = HJ_BUF(HJ_TEXT_MAX) };
	int rc = each(&v, say_subject, err);

	hj_buf_clear(&v.line);
	hj_origins_free(v.origins);
	return rc;
}

/* ---- JSON ---- */

static void
text(struct emit *e, const char *key, const char *value)
{
	emit_key(e, key, NULL);
	emit_text(e, value);
}

static const char *
code_of(const struct hj_status_row *row)
{
	return row != NULL ? row->code : NULL;
}

static int
json_account(struct view *v, const struct hj_status_account *a,
    struct hj_error *err)
{
	bool masked = is_masked(v, a->conf);
	struct emit *e = v->c->out;
	int rc;

	hj_buf_reset(&v->line);
	if ((rc = hj_path_of(a->node, HJ_NATTRS, &v->line, err)) != HJ_OK)
		return rc;
	emit_map(e);
	emit_key(e, "path", NULL);
	emit_bytes(e, (const char *)v->line.data, v->line.len);
	text(e, "status", masked ? MASK : code_of(a->row));
	text(e, "as_of",
	    masked                ? MASK
		: a->date != NULL ? a->date->text
				  : NULL);
	emit_key(e, "standing", NULL);
	emit_flag(e, a->standing);
	emit_key(e, "preferred", NULL);
	emit_flag(e, a->preferred);
	rc = accounts_json_basis(e, v->origins, a->told, err);
	emit_end(e);
	return rc;
}

static int
json_subject(struct view *v, const struct hj_status *s, struct hj_error *err)
{
	bool masked = hides_all(v, s);
	struct emit *e = v->c->out;
	int rc = HJ_OK;

	emit_map(e);
	text(e, "subject", hj_node_attr(s->subject, "id"));
	text(e, "element", s->subject->name);
	text(e, "status",
	    masked            ? MASK
		: s->disputed ? HJ_STATUS_DISPUTED
			      : code_of(s->row));
	text(e, "as_of",
	    masked                ? MASK
		: s->date != NULL ? s->date->text
				  : NULL);
	text(e, "reason", why_words[s->why]);
	text(e, "says", _(hj_status_reason(s->why)));
	emit_key(e, "accounts", NULL);
	emit_list(e);
	for (size_t i = 0; i < s->n && rc == HJ_OK; i++)
		rc = json_account(v, &s->account[i], err);
	emit_end(e);
	emit_end(e);
	return rc;
}

int
laststatus_json(struct cli *c, const struct hj_record *r,
    const struct tree_how *how, struct hj_error *err)
{
	struct view v = { .c = c,
		.record = r,
		.how = how,
		.line = HJ_BUF(HJ_TEXT_MAX) };
	int rc = hj_origins_new(r, &v.origins, err);

	if (rc != HJ_OK)
		return rc;
	emit_list(c->out);
	if ((rc = each(&v, json_subject, err)) == HJ_OK)
		emit_end(c->out);
	hj_buf_clear(&v.line);
	hj_origins_free(v.origins);
	return rc;
}
