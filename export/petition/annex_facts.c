#include <string.h>

#include "core/sense/tongue.h"
#include "core/vocab/vocab.h"
#include "export/petition/annex_accounts.h"
#include "export/petition/cell.h"
#include "export/petition/stageword.h"

static bool
is(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

static bool
is_latin(const char *script, const struct hj_node *name)
{
	static const char *const latin[] = { "rr", "mr", "latn", "pinyin" };
	const char *full = hj_node_value(name, "full");

	for (size_t i = 0; i < HJ_LEN(latin); i++)
		if (is(script, latin[i]))
			return true;
	/* No script recorded: ASCII can only be Latin. */
	if (full == NULL)
		full = hj_node_value(name, "family");
	return script == NULL && full != NULL && (full[0] & 0x80) == 0;
}

static bool
is_script(enum hj_fact f, const struct hj_node *name)
{
	const char *s = hj_node_attr(name, "script");

	if (f == HJ_FACT_LATIN)
		return is_latin(s, name);
	if (f == HJ_FACT_HANJA)
		return is(s, "hani");
	return is(s, "hang") || is(s, "kp") || is(s, "kr");
}

/* UN lists print the family name in capitals; only ASCII letters are raised,
 * so that no letter changes its meaning. */
static int
say_family(struct hj_cell *c, const char *family, bool upper)
{
	size_t from = c->to->len;

	if (hj_cell_say(c, family) != HJ_OK)
		return (int)c->err->code;
	for (size_t i = from; upper && i < c->to->len; i++)
		if (c->to->data[i] >= 'a' && c->to->data[i] <= 'z')
			c->to->data[i] = (uint8_t)(c->to->data[i] - 'a' + 'A');
	return HJ_OK;
}

static int
say_name(struct hj_cell *c, enum hj_fact f, const struct hj_node *name)
{
	const char *family = hj_node_value(name, "family");
	const char *given = hj_node_value(name, "given");
	bool latin = f == HJ_FACT_LATIN;

	if (family == NULL || given == NULL)
		return hj_cell_leaf(c, name, "full");
	if (say_family(c, family, latin) != HJ_OK ||
	    (latin && hj_buf_putc(c->to, ' ', c->err) != HJ_OK))
		return (int)c->err->code;
	return hj_buf_puts(c->to, given, c->err);
}

static int
names(struct hj_cell *c, enum hj_fact f)
{
	for (struct hj_node *n = hj_node_child(c->s->person, "name"); n != NULL;
	     n = hj_node_same(n)) {
		if (hj_node_conf(n) > HJ_CELL_MOST || !is_script(f, n))
			continue;
		if (hj_cell_next(c) != HJ_OK || say_name(c, f, n) != HJ_OK)
			return (int)c->err->code;
		hj_cell_end(c);
	}
	return HJ_OK;
}

static int
leaves(struct hj_cell *c, const char *name)
{
	for (struct hj_node *n = hj_node_child(c->s->person, name); n != NULL;
	     n = hj_node_same(n)) {
		if (hj_node_conf(n) > HJ_CELL_MOST)
			continue;
		if (hj_cell_next(c) != HJ_OK ||
		    (n->text != NULL
			    ? hj_cell_code(c, n, n->def->of, n->text)
			    : hj_cell_say(c, hj_cell_why(c, n))) != HJ_OK)
			return (int)c->err->code;
		hj_cell_end(c);
	}
	return HJ_OK;
}

/* A word before what follows it: no comma between them. */
static int
lead(struct hj_cell *c, const char *en, const char *ko)
{
	if (hj_cell_say(c, hj_stageword(c->s, en, ko)) != HJ_OK ||
	    hj_buf_putc(c->to, ' ', c->err) != HJ_OK)
		return (int)c->err->code;
	c->part = c->to->len;
	return HJ_OK;
}

static int
age(struct hj_cell *c, const struct hj_node *n)
{
	const struct hj_node *at = hj_node_child(n, "at");
	size_t from, number;

	if (hj_cell_next(c) != HJ_OK)
		return (int)c->err->code;
	from = c->part;
	if (lead(c, "age", "나이") != HJ_OK)
		return (int)c->err->code;
	number = c->part;
	if (hj_cell_leaf(c, n, "n") != HJ_OK ||
	    hj_cell_say(c, hj_cell_why(c, n)) != HJ_OK)
		return (int)c->err->code;
	/* How it was counted and when says nothing alone. */
	if (c->to->len == number) {
		c->to->len = c->part = from;
		return HJ_OK;
	}
	if (hj_cell_say(c,
		hj_cell_label(c, "age-type", hj_node_attr(n, "type"))) != HJ_OK)
		return (int)c->err->code;
	if (at == NULL || at->text == NULL || hj_node_conf(at) > HJ_CELL_MOST)
		return HJ_OK;
	return lead(c, "as of", "기준일") == HJ_OK ? hj_cell_leaf(c, n, "at")
						   : (int)c->err->code;
}

static int
birth_or_age(struct hj_cell *c)
{
	for (struct hj_node *n = hj_node_child(c->s->person, "birth");
	     n != NULL; n = hj_node_same(n)) {
		if (hj_node_conf(n) > HJ_CELL_MOST)
			continue;
		if (hj_cell_next(c) != HJ_OK ||
		    hj_cell_leaf(c, n, "date") != HJ_OK ||
		    hj_cell_say(c, hj_cell_why(c, n)) != HJ_OK)
			return (int)c->err->code;
		hj_cell_end(c);
	}
	for (struct hj_node *n = hj_node_child(c->s->person, "age"); n != NULL;
	     n = hj_node_same(n)) {
		if (hj_node_conf(n) > HJ_CELL_MOST)
			continue;
		if (age(c, n) != HJ_OK)
			return (int)c->err->code;
		hj_cell_end(c);
	}
	return HJ_OK;
}

static int
statuses(struct hj_cell *c)
{
	bool disputed = false;

	if (hj_annex_disputed(c->s, &disputed, c->err) != HJ_OK)
		return (int)c->err->code;
	if (disputed &&
	    (hj_cell_next(c) != HJ_OK ||
		hj_cell_say(c, hj_stageword(c->s, "disputed", "진술 엇갈림")) !=
		    HJ_OK))
		return (int)c->err->code;
	for (struct hj_node *n = hj_node_child(c->s->person, "status");
	     n != NULL; n = hj_node_same(n)) {
		if (hj_node_conf(n) > HJ_CELL_MOST)
			continue;
		if (hj_cell_next(c) != HJ_OK ||
		    hj_cell_leaf(c, n, "code") != HJ_OK ||
		    hj_cell_leaf(c, n, "date") != HJ_OK ||
		    hj_cell_place(c, n) != HJ_OK)
			return (int)c->err->code;
		hj_cell_end(c);
	}
	return HJ_OK;
}

static int
origins(struct hj_cell *c)
{
	for (struct hj_node *n = hj_node_child(c->s->person, "origin");
	     n != NULL; n = hj_node_same(n)) {
		if (hj_node_conf(n) > HJ_CELL_MOST)
			continue;
		if (hj_cell_next(c) != HJ_OK || hj_cell_place(c, n) != HJ_OK)
			return (int)c->err->code;
		hj_cell_end(c);
	}
	return HJ_OK;
}

/* What two versions say differently is nobody's account yet. */
static bool
is_quoted(const struct hj_node *n)
{
	for (; n != NULL; n = n->parent)
		if (n->def != NULL && strcmp(n->name, "conflict") == 0)
			return true;
	return false;
}

/* How the facts are known: each basis once, in the order of the list. */
static int
bases(struct hj_cell *c)
{
	const struct hj_list *l = hj_vocab_list("basis");

	for (size_t i = 0; l != NULL && i < l->n; i++) {
		const struct hj_node *top = hj_record_root(c->s->record);
		const struct hj_node *n = top;

		while (n != NULL &&
		    (!is(hj_node_attr(n, "basis"), l->rows[i].code) ||
			is_quoted(n)))
			n = hj_node_next(n, top);
		if (n == NULL)
			continue;
		if (hj_cell_next(c) != HJ_OK ||
		    hj_cell_say(c,
			hj_cell_label(c, "basis", l->rows[i].code)) != HJ_OK)
			return (int)c->err->code;
	}
	return HJ_OK;
}

static int
fill(struct hj_cell *c, enum hj_fact f)
{
	switch (f) {
	case HJ_FACT_LATIN:
	case HJ_FACT_HANGUL:
	case HJ_FACT_HANJA:
		return names(c, f);
	case HJ_FACT_SEX:
		return leaves(c, "sex");
	case HJ_FACT_BIRTH:
		return birth_or_age(c);
	case HJ_FACT_ORIGIN:
		return origins(c);
	case HJ_FACT_ARREST:
		return hj_cell_arrests(c);
	case HJ_FACT_DETENTION:
		return hj_cell_detentions(c);
	case HJ_FACT_REPATRIATION:
		return hj_cell_repatriations(c);
	case HJ_FACT_STATUS:
		return statuses(c);
	case HJ_FACT_BASIS:
		return bases(c);
	case HJ_NFACTS:
		break;
	}
	return HJ_OK;
}

int
hj_fact_add(const struct hj_subject *s, enum hj_fact f, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_cell c = { .to = to,
		.from = to->len,
		.part = to->len,
		.s = s,
		.most = HJ_CELL_MOST,
		.err = err };

	return fill(&c, f);
}

static const char *const fact_names[HJ_NFACTS] = { "latin", "hangul", "hanja",
	"sex", "birth", "origin", "arrest", "detention", "repatriation",
	"status", "basis" };

const char *
hj_fact_name(enum hj_fact f)
{
	return fact_names[f];
}
