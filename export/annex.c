#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/vocab.h"
#include "export/annex.h"
#include "export/annex_facts.h"
#include "export/markup.h"

struct annex {
	const struct hj_annex *in;
	struct hj_buf *to;
	struct hj_buf text; /* of the cell at hand */
	struct hj_annex_facts facts;
	size_t n; /* of the victim at hand, from 1 */
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

static int
put_placeholder(struct annex *x, const struct hj_subject *s)
{
	if (hj_buf_printf(&x->text, x->err,
		x->korean ? "%zu번 (" : "Person %zu (", x->n) != HJ_OK ||
	    hj_fact_placeholder(s, &x->text, x->err) != HJ_OK ||
	    hj_buf_putc(&x->text, ')', x->err) != HJ_OK)
		return fail(x);
	return put_cell(x, "placeholder");
}

/* Narratives that are public in so many words; everything else that is free
 * text stays in the vault. */
static int
put_narratives(struct annex *x, const struct hj_subject *s)
{
	struct hj_node *root = hj_record_root(s->record);

	for (struct hj_node *e = hj_node_child(root, "event"); e != NULL;
	     e = hj_node_same(e)) {
		if (!hj_fact_concerns(s, e))
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
put_person(struct annex *x, const struct hj_annex_victim *v)
{
	struct hj_consent_question q = { .record = v->record,
		.person = v->person,
		.scope = x->in->scope,
		.recipient = x->in->recipient,
		.today = x->in->today };
	bool named = hj_consent_decide(&q, NULL) == HJ_CONSENT_YES;
	struct hj_subject s = { .record = v->record, .korean = x->korean };

	/* Only a person has a row and a number of their own. */
	x->n++;
	s.person = hj_record_find(v->record, v->person);
	if (s.person == NULL || strcmp(s.person->name, "person") != 0)
		return hj_fail(x->err, HJ_EINVAL,
		    "victim %zu is not a person of that record", x->n);
	if (hj_buf_printf(x->to, x->err,
		"<victim n=\"%zu\" disclosed=\"%s\">\n", x->n,
		named ? "yes" : "no") != HJ_OK)
		return fail(x);
	if ((named ? put_facts(x, &s) : put_placeholder(x, &s)) != HJ_OK ||
	    hj_buf_puts(x->to, "</victim>\n", x->err) != HJ_OK)
		return fail(x);
	if (named)
		x->facts.disclosed++;
	else
		x->facts.withheld++;
	return named ? put_narratives(x, &s) : HJ_OK;
}

static size_t
members(const struct hj_node *group)
{
	size_t n = 0;

	for (struct hj_node *m = hj_node_child(group, "member"); m != NULL;
	     m = hj_node_same(m))
		n++;
	return n;
}

/* "13 to 15": the smallest and the largest number that any account gives,
 * less those who stand in the table by themselves. */
static int
put_group(struct annex *x, const struct hj_node *group)
{
	size_t least = SIZE_MAX, most = 0, named = members(group);

	for (struct hj_node *c = hj_node_child(group, "count"); c != NULL;
	     c = hj_node_same(c)) {
		const char *min = hj_node_value(c, "min");
		const char *max = hj_node_value(c, "max");
		size_t low, high;

		if (min == NULL && max == NULL)
			continue;
		low = strtoul(min != NULL ? min : max, NULL, 10);
		high = strtoul(max != NULL ? max : min, NULL, 10);
		least = low < least ? low : least;
		most = high > most ? high : most;
	}
	if (most <= named)
		return HJ_OK;
	least = least > named ? least - named : 0;
	most -= named;
	x->facts.further += most;
	if (least == most)
		return hj_buf_printf(x->to, x->err, "<further>%zu</further>\n",
		    most);
	return hj_buf_printf(x->to, x->err,
	    "<further>%zu\xe2\x80\x93%zu</further>\n", least, most);
}

static int
put_victim(struct annex *x, const struct hj_annex_victim *v)
{
	if (v->person != NULL)
		return put_person(x, v);
	for (struct hj_node *g =
		 hj_node_child(hj_record_root(v->record), "group");
	     g != NULL; g = hj_node_same(g))
		if (put_group(x, g) != HJ_OK)
			return fail(x);
	return HJ_OK;
}

static int
put_head(struct annex *x)
{
	const struct hj_annex *a = x->in;
	const struct hj_list *scopes = hj_vocab_list("consent-scope");
	const struct hj_code_row *scope = scopes != NULL
	    ? hj_vocab_find(scopes, a->scope, strlen(a->scope))
	    : NULL;

	if (hj_buf_puts(x->to,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<annex",
		x->err) != HJ_OK ||
	    hj_markup_attr(x->to, "lang", a->lang, x->err) != HJ_OK ||
	    hj_markup_attr(x->to, "draft", "yes", x->err) != HJ_OK ||
	    hj_markup_attr(x->to, "scope", a->scope, x->err) != HJ_OK ||
	    hj_markup_attr(x->to, "date", a->date, x->err) != HJ_OK ||
	    hj_buf_puts(x->to, ">\n", x->err) != HJ_OK ||
	    hj_markup_leaf(x->to, "title", a->title, x->err) != HJ_OK)
		return fail(x);
	return hj_markup_leaf(x->to, "scope",
	    scope != NULL ? hj_vocab_label(scope, x->korean) : NULL, x->err);
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

	for (size_t i = 0; rc == HJ_OK && i < a->nvictims; i++) {
		if ((rc = put_victim(&x, &a->victims[i])) != HJ_OK)
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
