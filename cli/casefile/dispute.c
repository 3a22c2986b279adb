#include <string.h>

#include "cli/access/process.h"
#include "cli/casefile/dispute.h"
#include "cli/casefile/side.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/show/logline.h"
#include "cli/wording/referent.h"
#include "core/case/datesay.h"
#include "core/case/owncode.h"
#include "core/case/path.h"
#include "core/merge/settle.h"
#include "core/vocab/vocab.h"

#define MASK "***"

static const struct emit_column columns[] = {
	{ "case", N_("case file"), false },
	{ "conflict", N_("conflict"), false },
	{ "path", NULL, false },
	{ "field", N_("field"), false },
	{ "choice", N_("no."), true },
	{ "value", NULL, false },
	{ "says", N_("says"), false },
	{ "action", N_("how it came"), false },
	{ "member", N_("by"), false },
	{ "source", N_("from"), false },
	{ "time", N_("time (UTC)"), false },
	{ "fingerprint", NULL, false },
};

int
dispute_each(const struct hj_record *r, dispute_fn *fn, void *to,
    struct hj_error *err)
{
	struct dispute d = { .n = 0 };
	struct hj_node *row;
	int rc = HJ_OK;

	/* The rows of one field stand beside each other. */
	for (row = hj_conflict_next(r, NULL); row != NULL && rc == HJ_OK;
	     row = hj_conflict_next(r, row)) {
		struct hj_conflict c;

		if (!hj_conflict_read(row, &c) ||
		    !hj_conflict_target(r, &c, NULL, NULL, NULL))
			continue;
		if (d.n != 0 &&
		    (d.n == DISPUTE_SIDES ||
			!hj_conflict_same(&d.row[0], &c))) {
			rc = fn(to, &d, err);
			d.n = 0;
		}
		d.row[d.n++] = c;
	}
	return rc == HJ_OK && d.n != 0 ? fn(to, &d, err) : rc;
}

/* ---- in words ---- */

static int
coded(const struct hj_node *in, const char *list, const char *p, size_t n,
    const struct tree_how *how, struct hj_buf *to, struct hj_error *err)
{
	struct hj_code_row code;

	if (list == NULL || !hj_code_find(in, list, p, n, &code))
		return hj_buf_add(to, p, n, err);
	return hj_buf_printf(to, err, "%s (%s)",
	    hj_vocab_label(&code, how->korean), code.code);
}

static int
known(const char *code, const struct tree_how *how, struct hj_buf *to,
    struct hj_error *err)
{
	return coded(NULL, "known", code, strlen(code), how, to, err);
}

/* What a value is called that holds fields of its own, or foreign ones. */
static int
whole(const struct hj_elem *def, const struct tree_how *how, struct hj_buf *to,
    struct hj_error *err)
{
	return hj_buf_puts(to, how->korean ? def->ko : def->en, err);
}

static int
say_text(const struct hj_record *r, const struct hj_node *at,
    const struct hj_elem *def, const char *p, size_t n,
    const struct tree_how *how, struct hj_buf *to, struct hj_error *err)
{
	if (def->value == HJ_V_CODE)
		return coded(at, def->of, p, n, how, to, err);
	if (def->value == HJ_V_DATE)
		return hj_date_say_text(p, n, NULL, how->korean, to, err);
	if (def->value == HJ_V_REF)
		return referent_say(r, at, p, n, how, to, err);
	if (def->nchildren != 0)
		return whole(def, how, to, err);
	return hj_buf_add(to, p, n, err);
}

static int
say_attr(const struct hj_elem *def, enum hj_attr_name attr, const char *text,
    const struct tree_how *how, struct hj_buf *to, struct hj_error *err)
{
	if (text == NULL)
		return HJ_OK;
	return coded(NULL, hj_schema_attr_list(def, attr), text, strlen(text),
	    how, to, err);
}

static int
say_place(const struct hj_record *r, const struct hj_conflict *c,
    const struct hj_node *node, const struct hj_elem *def,
    const struct tree_how *how, struct hj_buf *to, struct hj_error *err)
{
	const char *unknown;

	if (node == NULL)
		return HJ_OK;
	if (c->attr != HJ_NATTRS)
		return say_attr(def, c->attr,
		    hj_node_attr(node, hj_schema_attr_name(c->attr)), how, to,
		    err);
	if ((unknown = hj_node_attr(node, "known")) != NULL)
		return known(unknown, how, to, err);
	if (node->text == NULL)
		return whole(def, how, to, err);
	return say_text(r, node, def, node->text, node->text_len, how, to, err);
}

static int
say_row(const struct hj_record *r, const struct hj_conflict *c,
    const struct hj_elem *def, const struct tree_how *how, struct hj_buf *to,
    struct hj_error *err)
{
	const struct hj_node *v = c->value;
	const char *unknown = v != NULL ? hj_node_attr(v, "known") : NULL;

	if (c->attr == HJ_A_SRC)
		return say_attr(def, c->attr, hj_node_attr(c->row, "src"), how,
		    to, err);
	if (v == NULL)
		return HJ_OK;
	if (unknown != NULL)
		return known(unknown, how, to, err);
	if (c->attr != HJ_NATTRS)
		return say_attr(def, c->attr, v->text, how, to, err);
	return v->text == NULL
	    ? whole(def, how, to, err)
	    : say_text(r, c->row, def, v->text, v->text_len, how, to, err);
}

int
dispute_say(const struct hj_record *r, const struct dispute *d, size_t which,
    const struct tree_how *how, struct hj_buf *to, bool *masked,
    struct hj_error *err)
{
	const struct hj_conflict *c = &d->row[which < 2 ? 0 : which - 2];
	const struct hj_elem *def = NULL;
	struct hj_node *node = NULL;
	const struct hj_node *at = c->row;

	*masked = false;
	if (!hj_conflict_target(r, c, &node, &def, NULL))
		return HJ_OK;
	if (which == 1 && node != NULL)
		at = node;
	*masked = referent_is_masked(at, how);
	if (*masked)
		return HJ_OK;
	return which == 1 ? say_place(r, c, node, def, how, to, err)
			  : say_row(r, c, def, how, to, err);
}

/* ---- as a table ---- */

void
dispute_table(struct emit *e)
{
	emit_table(e, columns, HJ_LEN(columns));
}

static void
give(struct emit *e, const char *key, const char *text)
{
	emit_key(e, key, NULL);
	emit_text(e, text != NULL && *text != '\0' ? text : NULL);
}

/* The value as `update` takes it; of what has fields of its own, none. */
static const char *
plain(const struct hj_record *r, const struct dispute *d, size_t which)
{
	const struct hj_conflict *c = &d->row[which < 2 ? 0 : which - 2];
	struct hj_node *node = NULL;

	if (which > 1)
		return c->value != NULL ? c->value->text : NULL;
	if (!hj_conflict_target(r, c, &node, NULL, NULL) || node == NULL)
		return NULL;
	return c->attr != HJ_NATTRS
	    ? hj_node_attr(node, hj_schema_attr_name(c->attr))
	    : node->text;
}

static int
who(struct cli *c, const struct casefile *f, const struct dispute *d,
    size_t which, struct hj_error *err)
{
	struct emit *e = c->out;
	struct hj_vault_facts facts;
	struct hj_log_entry entry = { .time = 0 };
	const char *source = "";
	struct side s = { .known = false };
	int rc = which == 1 ? side_of_place(c, f, &d->row[0], &s, err)
			    : side_of_row(c, f, &d->row[which - 2], &s, err);

	if (rc == HJ_OK &&
	    (rc = hj_vault_facts(c->vault, &facts, err)) == HJ_OK &&
	    (rc = hj_buf_text(&s.source, &source, err)) == HJ_OK) {
		memcpy(entry.member, s.member, sizeof(entry.member));
		give(e, "action",
		    !s.known              ? NULL
			: emit_is_json(e) ? s.action
					  : logline_action(s.action));
		emit_key(e, "member", NULL);
		if (s.known)
			logline_member(e, &facts, &entry);
		else
			emit_none(e);
		give(e, "source", source);
		emit_key(e, "time", NULL);
		if (s.known)
			emit_time(e, s.time);
		else
			emit_none(e);
		give(e, "fingerprint", s.fingerprint);
	}
	side_clear(&s);
	return rc;
}

static int
print_side(struct cli *c, const struct casefile *f, const struct dispute *d,
    size_t which, const struct tree_how *how, struct hj_error *err)
{
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	struct emit *e = c->out;
	const char *text = NULL;
	bool masked = false;
	int rc;

	rc = dispute_say(f->record, d, which, how, &words, &masked, err);
	if (rc == HJ_OK)
		rc = hj_buf_text(&words, &text, err);
	if (rc == HJ_OK) {
		emit_key(e, "choice", NULL);
		emit_number(e, (int64_t)which);
		give(e, "value", masked ? MASK : plain(f->record, d, which));
		emit_key(e, "says", NULL);
		if (masked)
			emit_text(e, MASK);
		else if (words.len == 0)
			emit_text(e, emit_is_json(e) ? NULL : _("(removed)"));
		else
			emit_bytes(e, (const char *)words.data, words.len);
		rc = who(c, f, d, which, err);
	}
	hj_buf_clear(&words);
	return rc;
}

int
dispute_print(struct cli *c, const struct casefile *f, const struct dispute *d,
    const struct tree_how *how, struct hj_error *err)
{
	struct hj_buf path = HJ_BUF(HJ_LINE_MAX), label = HJ_BUF(HJ_LINE_MAX);
	struct hj_node *node = NULL, *parent = NULL;
	char id[HJ_ID_SHOWN];
	int rc;

	hj_id_show(&f->row.id, id);
	(void)hj_conflict_target(f->record, &d->row[0], &node, NULL, &parent);
	if ((rc = hj_settle_path(f->record, &d->row[0], &path, err)) == HJ_OK)
		rc = hj_path_label(node != NULL ? node : parent,
		    node != NULL ? d->row[0].attr : HJ_NATTRS, how->korean,
		    &label, err);
	for (size_t k = 1; k <= d->n + 1 && rc == HJ_OK; k++) {
		emit_map(c->out);
		give(c->out, "case", id);
		give(c->out, "conflict", hj_node_attr(d->row[0].row, "id"));
		emit_key(c->out, "path", NULL);
		emit_bytes(c->out, (const char *)path.data, path.len);
		emit_key(c->out, "field", NULL);
		emit_bytes(c->out, (const char *)label.data, label.len);
		rc = print_side(c, f, d, k, how, err);
		emit_end(c->out);
		if (rc == HJ_OK)
			rc = process_check(err);
	}
	hj_buf_clear(&path);
	hj_buf_clear(&label);
	return rc;
}
