#include <string.h>

#include "core/base/limits.h"
#include "core/case/datesay.h"
#include "core/sense/group.h"
#include "core/sense/reach.h"
#include "core/sense/tongue.h"
#include "core/vocab/vocab.h"
#include "export/page/markup.h"
#include "export/petition/annex.h"
#include "export/petition/annex_accounts.h"
#include "export/petition/annex_facts.h"
#include "export/petition/annex_journey.h"
#include "export/petition/annex_ties.h"
#include "export/petition/stageword.h"

struct annex {
	const struct hj_annex *in;
	struct hj_buf *to;
	struct hj_buf text; /* of the cell at hand */
	struct hj_annex_facts facts;
	size_t n; /* of the victim at hand, from 1 */
	size_t groups; /* of which there are further persons */
	bool korean;
	struct hj_error *err;
};

static int
fail(const struct annex *x)
{
	return (int)x->err->code;
}

/* Write the cell at hand as an element; an empty one is left out. */
static int
put_cell(struct annex *x, const char *name)
{
	const char *text;
	int rc = HJ_OK;

	if (x->text.len != 0) {
		if (hj_buf_text(&x->text, &text, x->err) != HJ_OK)
			return fail(x);
		rc = hj_markup_leaf(x->to, name, text, x->err);
	}
	hj_buf_reset(&x->text);
	return rc;
}

static int
put_facts(struct annex *x, const struct hj_subject *s)
{
	for (int f = 0; f < HJ_NFACTS; f++)
		if (hj_fact_add(s, (enum hj_fact)f, &x->text, x->err) !=
			HJ_OK ||
		    put_cell(x, hj_fact_name((enum hj_fact)f)) != HJ_OK)
			return fail(x);
	return HJ_OK;
}

/* Narratives that are public in so many words; everything else that is free
 * text stays in the vault. */
static int
put_narratives(struct annex *x, const struct hj_subject *s)
{
	struct hj_node *root = hj_record_root(s->record);

	for (struct hj_node *e = hj_node_child(root, "event"); e != NULL;
	     e = hj_node_same(e)) {
		struct hj_reach way;

		if (!hj_reach(s->record, hj_node_attr(s->person, "id"), e,
			&way) ||
		    hj_reach_conf(&way) > HJ_INTERNAL)
			continue;
		for (struct hj_node *n = hj_node_child(e, "narrative");
		     n != NULL; n = hj_node_same(n)) {
			const char *text = hj_node_value(n, "text");
			const char *lang = hj_node_attr(n, "lang");

			if (text == NULL || hj_node_conf(n) != HJ_PUBLIC ||
			    (lang != NULL && strcmp(lang, x->in->lang) != 0))
				continue;
			if (hj_buf_printf(x->to, x->err,
				"<narrative n=\"%zu\">", x->n) != HJ_OK ||
			    hj_markup_text(x->to, text, strlen(text), x->err) !=
				HJ_OK ||
			    hj_buf_puts(x->to, "</narrative>\n", x->err) !=
				HJ_OK)
				return fail(x);
		}
	}
	return HJ_OK;
}

static int
put_named(struct annex *x, const struct hj_shown_victim *v)
{
	const struct hj_subject s = { .record = v->record,
		.person = hj_record_find(v->record, v->person),
		.korean = x->korean,
		.lang = x->in->lang };

	x->facts.disclosed++;
	if (put_facts(x, &s) != HJ_OK ||
	    hj_annex_ties(x->in, v, &s, x->to, x->err) != HJ_OK ||
	    hj_buf_puts(x->to, "</victim>\n", x->err) != HJ_OK ||
	    hj_annex_accounts(&s, x->n, x->to, x->err) != HJ_OK ||
	    hj_annex_journey(&s, x->n, x->to, x->err) != HJ_OK)
		return fail(x);
	return put_narratives(x, &s);
}

static int
put_person(struct annex *x, const struct hj_shown_victim *v)
{
	/* Only a person has a row and a number of their own. */
	x->n++;
	if (hj_buf_printf(x->to, x->err,
		"<victim n=\"%zu\" disclosed=\"%s\">\n", x->n,
		v->named ? "yes" : "no") != HJ_OK)
		return fail(x);
	if (v->named)
		return put_named(x, v);
	x->facts.withheld++;
	if (hj_annex_placeholder(v, x->n, x->in->lang, x->to, x->err) != HJ_OK)
		return fail(x);
	return hj_buf_puts(x->to, "</victim>\n", x->err);
}

/* Where the group at hand is from. */
struct listing {
	const struct hj_annex *in;
	const struct hj_record *record;
};

/* Whoever has a row of their own is not counted again. */
static bool
is_listed(void *with, const char *person)
{
	const struct listing *l = with;

	for (size_t i = 0; i < hj_shown_count(l->in->shown); i++) {
		const struct hj_shown_victim *v = hj_shown_at(l->in->shown, i);

		if ((v->record == l->record || v->first == l->record) &&
		    v->person != NULL && strcmp(v->person, person) == 0)
			return true;
	}
	return false;
}

/* How a range is said, for the style sheet. */
static const char *
sort_of_range(const struct hj_range *n)
{
	if (n->max == HJ_NO_END)
		return "least";
	if (n->min == n->max)
		return n->min == 1 ? "one" : "exact";
	return n->min == 0 ? "most" : "range";
}

static int
put_range(struct annex *x, const struct hj_range *n)
{
	if (n->max == HJ_NO_END || n->min == n->max)
		return hj_buf_printf(x->to, x->err, "%u</further>\n", n->min);
	if (n->min == 0)
		return hj_buf_printf(x->to, x->err, "%u</further>\n", n->max);
	return hj_buf_printf(x->to, x->err, "%u\xe2\x80\x93%u</further>\n",
	    n->min, n->max);
}

/* "11 to 13": the smallest and the largest number that any account leaves
 * beside those who stand in the table by themselves. */
static int
put_group(struct annex *x, const struct hj_record *r,
    const struct hj_node *group)
{
	struct listing l = { x->in, r };
	struct hj_group_sum sum;
	const struct hj_range *n = &sum.further;
	const struct hj_subject s = { group, r, x->korean, x->in->lang };

	if (hj_node_conf(group) > HJ_INTERNAL)
		return HJ_OK;
	if (hj_group_sum(group, HJ_INTERNAL, is_listed, &l, &sum, x->err) !=
	    HJ_OK)
		return fail(x);
	if (n->max == 0)
		return HJ_OK;
	x->facts.further += n->max != HJ_NO_END ? n->max : n->min;
	if (hj_buf_printf(x->to, x->err, "<further is=\"%s\">",
		sort_of_range(n)) != HJ_OK)
		return fail(x);
	if (put_range(x, n) != HJ_OK)
		return fail(x);
	return hj_annex_accounts(&s, ++x->groups, x->to, x->err);
}

static int
put_victim(struct annex *x, const struct hj_shown_victim *v)
{
	if (v->person != NULL)
		return put_person(x, v);
	for (struct hj_node *g =
		 hj_node_child(hj_record_root(v->record), "group");
	     g != NULL; g = hj_node_same(g))
		if (put_group(x, v->record, g) != HJ_OK)
			return fail(x);
	return HJ_OK;
}

/* The date of the document in words. */
static int
put_date(struct annex *x)
{
	const char *date = x->in->date, *words;
	struct hj_buf b = HJ_BUF(HJ_TEXT_MAX);
	int rc = hj_date_say_text_in(x->in->lang, date, strlen(date), NULL, &b,
	    x->err);

	if (rc == HJ_OK && (rc = hj_buf_text(&b, &words, x->err)) == HJ_OK)
		rc = hj_markup_attr(x->to, "date", words, x->err);
	hj_buf_clear(&b);
	return rc;
}

static int
put_head(struct annex *x)
{
	const struct hj_annex *a = x->in;
	const char *word = hj_tongue(a->lang, "consent-scope", a->scope);
	const struct hj_list *scopes = hj_vocab_list("consent-scope");
	const struct hj_code_row *scope = scopes != NULL
	    ? hj_vocab_find(scopes, a->scope, strlen(a->scope))
	    : NULL;

	if (hj_buf_puts(x->to, "<annex", x->err) != HJ_OK ||
	    hj_markup_attr(x->to, "lang", a->lang, x->err) != HJ_OK ||
	    hj_markup_attr(x->to, "draft", "yes", x->err) != HJ_OK ||
	    hj_markup_attr(x->to, "scope", a->scope, x->err) != HJ_OK ||
	    put_date(x) != HJ_OK ||
	    hj_buf_puts(x->to, ">\n", x->err) != HJ_OK ||
	    hj_markup_leaf(x->to, "title", a->title, x->err) != HJ_OK)
		return fail(x);
	return hj_markup_leaf(x->to, "scope",
	    word == NULL && scope != NULL ? hj_vocab_label(scope, x->korean)
					  : word,
	    x->err);
}

int
hj_annex_build(const struct hj_annex *a, struct hj_buf *to,
    struct hj_annex_facts *ret, struct hj_error *err)
{
	struct annex x = { .in = a,
		.to = to,
		.text = HJ_BUF(HJ_TEXT_MAX),
		.korean = strcmp(a->lang, "ko") == 0,
		.err = err };
	int rc = put_head(&x);

	for (size_t i = 0; rc == HJ_OK && i < hj_shown_count(a->shown); i++) {
		if ((rc = put_victim(&x, hj_shown_at(a->shown, i))) != HJ_OK)
			rc = hj_while(err, "victim %zu", i + 1);
	}
	if (rc == HJ_OK)
		rc = hj_buf_puts(to, "</annex>\n", err);
	hj_buf_clear(&x.text);
	if (rc == HJ_OK)
		*ret = x.facts;
	return rc;
}

static int
both_orders(const char *family, const char *given, hj_name_fn *fn, void *to,
    struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(2 * HJ_LINE_MAX);
	int rc;

	if ((rc = hj_buf_printf(&b, err, "%s %s", family, given)) != HJ_OK ||
	    (rc = fn(to, (const char *)b.data, b.len, err)) != HJ_OK)
		goto out;
	hj_buf_reset(&b);
	if ((rc = hj_buf_printf(&b, err, "%s %s", given, family)) == HJ_OK)
		rc = fn(to, (const char *)b.data, b.len, err);
out:
	hj_buf_clear(&b);
	return rc;
}

int
hj_annex_names(const struct hj_node *person, hj_name_fn *fn, void *to,
    struct hj_error *err)
{
	for (struct hj_node *n = hj_node_child(person, "name"); n != NULL;
	     n = hj_node_same(n)) {
		const char *full = hj_node_value(n, "full");
		const char *family = hj_node_value(n, "family");
		const char *given = hj_node_value(n, "given");

		if (full != NULL && fn(to, full, strlen(full), err) != HJ_OK)
			return (int)err->code;
		if (family != NULL && given != NULL &&
		    both_orders(family, given, fn, to, err) != HJ_OK)
			return (int)err->code;
		/* A given name alone tells those who know the family. */
		if (given != NULL && fn(to, given, strlen(given), err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}
