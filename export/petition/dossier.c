#include <string.h>

#include "core/base/limits.h"
#include "core/vocab/vocab.h"
#include "export/page/markup.h"
#include "export/petition/cell.h"
#include "export/petition/dossier_own.h"

/* Of the petition itself what does not go out: how it is kept and pursued. */
static bool
is_ours(const struct hj_elem *e)
{
	static const char *const ours[] = { "victim", "spell", "authorisation",
		"consent-snapshot", "evidence", "document", "deadline", "reply",
		"step", "conflict", "own-code", "statement", "title" };

	for (size_t i = 0; i < HJ_LEN(ours); i++)
		if (strcmp(e->name, ours[i]) == 0)
			return true;
	return false;
}

static int
put_petition(const struct hj_dossier *d, const struct hj_telling *t)
{
	for (const struct hj_node *n = hj_record_root(d->petition)->first;
	     n != NULL; n = n->next)
		if (n->def != NULL && !is_ours(n->def) &&
		    hj_telling_may(t, n) && hj_telling_one(t, n, NULL) != HJ_OK)
			return (int)t->err->code;
	return HJ_OK;
}

/* Those in the language of the document, in their order. */
static int
put_statements(const struct hj_dossier *d, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_node *n =
	    hj_node_child(hj_record_root(d->petition), "statement");

	for (; n != NULL; n = hj_node_same(n)) {
		const char *lang = hj_node_attr(n, "lang");

		if (n->text == NULL || hj_node_conf(n) > HJ_CELL_MOST ||
		    (lang != NULL && strcmp(lang, d->annex.lang) != 0))
			continue;
		if (hj_dossier_statement(n->text, n->text_len, to, err) !=
		    HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

/* The record of a case that the petition speaks of, or NULL. */
static const struct hj_record *
record_of(const struct hj_dossier *d, const char *id)
{
	for (size_t i = 0; id != NULL && i < hj_shown_count(d->annex.shown);
	     i++) {
		const struct hj_record *r =
		    hj_shown_at(d->annex.shown, i)->record;
		const char *have = hj_node_attr(hj_record_root(r), "id");

		if (have != NULL && strcmp(have, id) == 0)
			return r;
	}
	return NULL;
}

/* What goes with it: the kind of thing, and its title where that is public. */
static int
put_enclosed(const struct hj_dossier *d, const struct hj_telling *t)
{
	struct hj_node *n =
	    hj_node_child(hj_record_root(d->petition), "document");

	for (; n != NULL; n = hj_node_same(n)) {
		const char *id = hj_node_value(n, "evidence");
		const struct hj_record *r =
		    record_of(d, hj_node_value(n, "case"));
		const struct hj_node *e =
		    r != NULL && id != NULL ? hj_record_find(r, id) : NULL;
		const struct hj_subject s = { .record = r,
			.korean = t->s->korean,
			.lang = t->s->lang };
		struct hj_telling of = *t;

		if (e == NULL)
			continue;
		of.s = &s;
		of.own = false;
		if (hj_telling_may(&of, e) &&
		    (hj_buf_puts(t->to, "<enclosed>\n", t->err) != HJ_OK ||
			hj_telling_one(&of, e, NULL) != HJ_OK ||
			hj_buf_puts(t->to, "</enclosed>\n", t->err) != HJ_OK))
			return (int)t->err->code;
	}
	return HJ_OK;
}

static int
put_victims(const struct hj_dossier *d, struct hj_buf *to, struct hj_error *err)
{
	size_t persons = 0, groups = 0;

	for (size_t i = 0; i < hj_shown_count(d->annex.shown); i++) {
		const struct hj_shown_victim *v =
		    hj_shown_at(d->annex.shown, i);
		int rc = v->person != NULL
		    ? hj_dossier_victim(d, v, ++persons, to, err)
		    : hj_dossier_groups(d, v, &groups, to, err);

		if (rc != HJ_OK)
			return hj_while(err, "victim %zu", i + 1);
	}
	return HJ_OK;
}

/* Until somebody says that it is ready. */
static bool
is_draft(const struct hj_dossier *d)
{
	const char *status =
	    hj_node_attr(hj_record_root(d->petition), "status");

	return status == NULL || strcmp(status, "draft") == 0;
}

static int
put_head(const struct hj_dossier *d, struct hj_buf *to, struct hj_error *err)
{
	if (hj_buf_puts(to,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<petition",
		err) != HJ_OK ||
	    hj_markup_attr(to, "lang", d->annex.lang, err) != HJ_OK ||
	    hj_markup_attr(to, "form", d->form, err) != HJ_OK ||
	    hj_markup_attr(to, "draft", is_draft(d) ? "yes" : "no", err) !=
		HJ_OK ||
	    hj_buf_puts(to, ">\n", err) != HJ_OK)
		return (int)err->code;
	return hj_markup_leaf(to, "title", d->annex.title, err);
}

int
hj_dossier_build(const struct hj_dossier *d, struct hj_buf *to,
    struct hj_annex_facts *ret, struct hj_error *err)
{
	const struct hj_subject s = { .record = d->petition,
		.korean = strcmp(d->annex.lang, "ko") == 0,
		.lang = d->annex.lang };
	const struct hj_telling t = { .s = &s,
		.lang = d->annex.lang,
		.most = HJ_CELL_MOST,
		.own = true,
		.to = to,
		.err = err };

	if (put_head(d, to, err) != HJ_OK || put_petition(d, &t) != HJ_OK ||
	    put_statements(d, to, err) != HJ_OK ||
	    put_enclosed(d, &t) != HJ_OK ||
	    hj_annex_build(&d->annex, to, ret, err) != HJ_OK ||
	    put_victims(d, to, err) != HJ_OK ||
	    (d->words != NULL &&
		hj_buf_add(to, d->words, d->words_len, err) != HJ_OK))
		return (int)err->code;
	return hj_buf_puts(to, "</petition>\n", err);
}
