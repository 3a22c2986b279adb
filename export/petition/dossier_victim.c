#include <string.h>

#include "core/sense/reach.h"
#include "export/petition/cell.h"
#include "export/petition/dossier_own.h"

/* What a mechanism may ask to know apart: may it be sent, may the State learn
 * the name, may it be printed? */
static int
put_scopes(const struct hj_shown_victim *v, const struct hj_telling *t)
{
	const struct {
		const char *scope;
		bool may;
	} scopes[] = { { "un-conf", v->confidential }, { "un-state", v->state },
		{ "un-public", v->published } };

	for (size_t i = 0; i < HJ_LEN(scopes); i++)
		if (hj_buf_printf(t->to, t->err,
			"<may scope=\"%s\" code=\"%s\"></may>\n",
			scopes[i].scope, scopes[i].may ? "yes" : "no") != HJ_OK)
			return (int)t->err->code;
	return HJ_OK;
}

static int
put_consent(const struct hj_shown_victim *v, const struct hj_telling *t)
{
	const struct hj_node *consent =
	    v->consent != NULL ? hj_record_find(v->record, v->consent) : NULL;

	return consent != NULL && hj_telling_may(t, consent)
	    ? hj_telling_one(t, consent, NULL)
	    : HJ_OK;
}

/* Everything of one name at the top of the file that may be told; of those
 * that say whom they concern, what concerns this person. */
static int
put_all(const struct hj_telling *t, const char *name)
{
	const char *id = hj_node_attr(t->s->person, "id");
	struct hj_node *n = hj_node_child(hj_record_root(t->s->record), name);

	for (; n != NULL; n = hj_node_same(n)) {
		struct hj_reach way;

		if (!hj_telling_may(t, n))
			continue;
		if (hj_reach_child(name) != NULL &&
		    (id == NULL || !hj_reach(t->s->record, id, n, &way) ||
			hj_reach_conf(&way) > t->most))
			continue;
		if (hj_telling_one(t, n, NULL) != HJ_OK)
			return (int)t->err->code;
	}
	return HJ_OK;
}

/* `who` of a medical report is a person, and nothing else. */
static int
put_medical(const struct hj_telling *t)
{
	const char *id = hj_node_attr(t->s->person, "id");
	struct hj_node *n =
	    hj_node_child(hj_record_root(t->s->record), "medical");

	for (; n != NULL; n = hj_node_same(n)) {
		const struct hj_node *who = hj_node_child(n, "who");

		if (who == NULL || who->text == NULL || id == NULL ||
		    strcmp(who->text, id) != 0 || !hj_telling_may(t, who) ||
		    !hj_telling_may(t, n))
			continue;
		if (hj_telling_one(t, n, NULL) != HJ_OK)
			return (int)t->err->code;
	}
	return HJ_OK;
}

static int
put_named(const struct hj_dossier *d, const struct hj_shown_victim *v,
    const struct hj_telling *t)
{
	if (hj_buf_puts(t->to, "<person>\n", t->err) != HJ_OK ||
	    hj_telling_children(t, &t->s->person, 1) != HJ_OK ||
	    hj_buf_puts(t->to, "</person>\n", t->err) != HJ_OK ||
	    put_scopes(v, t) != HJ_OK || put_consent(v, t) != HJ_OK ||
	    hj_dossier_course(d, t) != HJ_OK || put_medical(t) != HJ_OK ||
	    put_all(t, "intervention") != HJ_OK)
		return (int)t->err->code;
	return put_all(t, "action");
}

int
hj_dossier_victim(const struct hj_dossier *d, const struct hj_shown_victim *v,
    size_t n, struct hj_buf *to, struct hj_error *err)
{
	const struct hj_subject s = { .record = v->record,
		.person =
		    v->named ? hj_record_find(v->record, v->person) : NULL,
		.korean = strcmp(d->annex.lang, "ko") == 0,
		.lang = d->annex.lang };
	const struct hj_telling t = { .s = &s,
		.lang = d->annex.lang,
		.most = HJ_CELL_MOST,
		.to = to,
		.err = err };

	if (hj_buf_printf(to, err, "<victim n=\"%zu\" disclosed=\"%s\">\n", n,
		v->named ? "yes" : "no") != HJ_OK ||
	    (v->named ? put_named(d, v, &t)
		      : hj_annex_placeholder(v, n, d->annex.lang, to, err)) !=
		HJ_OK)
		return (int)err->code;
	return hj_buf_puts(to, "</victim>\n", err);
}

int
hj_dossier_groups(const struct hj_dossier *d, const struct hj_shown_victim *v,
    size_t *n, struct hj_buf *to, struct hj_error *err)
{
	struct hj_subject s = { .record = v->record,
		.korean = strcmp(d->annex.lang, "ko") == 0,
		.lang = d->annex.lang };
	const struct hj_telling t = { .s = &s,
		.lang = d->annex.lang,
		.most = HJ_PUBLIC,
		.to = to,
		.err = err };

	for (struct hj_node *g =
		 hj_node_child(hj_record_root(v->record), "group");
	     g != NULL; g = hj_node_same(g)) {
		const struct hj_node *group = g;

		if (hj_node_conf(g) > HJ_CELL_MOST)
			continue;
		s.person = g;
		if (hj_buf_printf(to, err, "<group n=\"%zu\">\n", ++*n) !=
			HJ_OK ||
		    hj_telling_children(&t, &group, 1) != HJ_OK ||
		    hj_dossier_course(d, &t) != HJ_OK ||
		    hj_buf_puts(to, "</group>\n", err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}
