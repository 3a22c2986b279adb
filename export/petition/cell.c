#include <string.h>

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/case/datesay.h"
#include "core/case/owncode.h"
#include "core/case/when.h"
#include "core/sense/tongue.h"
#include "core/vocab/vocab.h"
#include "export/petition/cell.h"

int
hj_cell_say(struct hj_cell *c, const char *word)
{
	if (word == NULL || *word == '\0')
		return HJ_OK;
	if (c->to->len != c->part && hj_buf_puts(c->to, ", ", c->err) != HJ_OK)
		return (int)c->err->code;
	return hj_buf_puts(c->to, word, c->err);
}

int
hj_cell_next(struct hj_cell *c)
{
	if (c->to->len != c->from && hj_buf_puts(c->to, "; ", c->err) != HJ_OK)
		return (int)c->err->code;
	c->part = c->to->len;
	return HJ_OK;
}

void
hj_cell_end(struct hj_cell *c)
{
	if (c->to->len == c->part && c->part != c->from)
		c->to->len -= 2;
}

const char *
hj_cell_label(const struct hj_cell *c, const char *list, const char *code)
{
	const struct hj_list *l = hj_vocab_list(list);
	const char *word = hj_tongue(c->s->lang, list, code);
	const struct hj_code_row *row;

	if (word != NULL)
		return word;
	if (l == NULL || code == NULL)
		return code;
	row = hj_vocab_find(l, code, strlen(code));
	return row != NULL ? hj_vocab_label(row, c->s->korean) : code;
}

const char *
hj_cell_why(const struct hj_cell *c, const struct hj_node *node)
{
	const char *known = hj_node_attr(node, "known");

	return known != NULL ? hj_cell_label(c, "known", known) : NULL;
}

static int
date(struct hj_cell *c, const struct hj_node *n)
{
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	const char *text;
	int rc = hj_date_say_in(hj_subject_lang(c->s), n, &words, c->err);

	if (rc == HJ_OK && (rc = hj_buf_text(&words, &text, c->err)) == HJ_OK)
		rc = hj_cell_say(c, text);
	hj_buf_clear(&words);
	return rc;
}

int
hj_cell_code(struct hj_cell *c, const struct hj_node *at, const char *list,
    const char *code)
{
	const char *word = hj_tongue(c->s->lang, list, code);
	struct hj_code_row row;

	if (word != NULL)
		return hj_cell_say(c, word);
	if (code == NULL || list == NULL ||
	    !hj_code_find(at, list, code, strlen(code), &row))
		return hj_cell_say(c, code);
	if (c->to->len != c->part && hj_buf_puts(c->to, ", ", c->err) != HJ_OK)
		return (int)c->err->code;
	return hj_when_label(at, &row, c->s->korean, c->to, c->err);
}

/* A leaf of `of`, spoken of from `at`. */
static int
leaf_at(struct hj_cell *c, const struct hj_node *of, const char *child,
    const struct hj_node *at)
{
	const struct hj_node *n = hj_node_child(of, child);

	if (n == NULL || n->def == NULL || hj_node_conf(n) > c->most)
		return HJ_OK;
	if (n->text == NULL)
		return hj_cell_say(c, hj_cell_why(c, n));
	if (n->def->value == HJ_V_CODE)
		return hj_cell_code(c, at != NULL ? at : n, n->def->of,
		    n->text);
	if (n->def->value == HJ_V_DATE)
		return date(c, n);
	return hj_cell_say(c, n->text);
}

int
hj_cell_leaf(struct hj_cell *c, const struct hj_node *of, const char *child)
{
	return leaf_at(c, of, child, NULL);
}

/* "Onsong (North Hamgyong)": what stands in brackets is said next. */
static size_t
without_brackets(const struct hj_buf *b, size_t from)
{
	for (size_t i = from + 1; i < b->len; i++)
		if (b->data[i] == '(' && b->data[i - 1] == ' ')
			return i - 1;
	return b->len;
}

static bool
says_province(const struct hj_cell *c, const struct hj_node *place)
{
	const struct hj_node *n = hj_node_child(place, "iso3166-2");

	return n != NULL && n->text != NULL && hj_node_conf(n) <= c->most;
}

/* From the nearest on; a place of so many of them has no State. */
static const char *const parts[] = { "facility", "locality", "county",
	"iso3166-2", "country" };
#define NEAR 3
#define INSIDE 4

static int
place_node(struct hj_cell *c, const struct hj_node *place,
    const struct hj_node *at, size_t n_parts)
{
	if (place == NULL || hj_node_conf(place) > c->most)
		return HJ_OK;
	for (struct hj_node *n = hj_node_child(place, "name"); n != NULL;
	     n = hj_node_same(n))
		if (hj_node_conf(n) <= c->most &&
		    hj_cell_say(c, n->text) != HJ_OK)
			return (int)c->err->code;
	for (size_t i = 0; i < n_parts; i++) {
		size_t from = c->to->len;

		if (leaf_at(c, place, parts[i], at) != HJ_OK)
			return (int)c->err->code;
		if (strcmp(parts[i], "county") == 0 && says_province(c, place))
			c->to->len = without_brackets(c->to, from);
	}
	return HJ_OK;
}

static const struct hj_node *
place_of(const struct hj_cell *c, const struct hj_node *of)
{
	const struct hj_node *ref = hj_node_child(of, "place");

	return ref != NULL && ref->text != NULL && hj_node_conf(ref) <= c->most
	    ? hj_record_find(c->s->record, ref->text)
	    : NULL;
}

int
hj_cell_place(struct hj_cell *c, const struct hj_node *of)
{
	return place_node(c, place_of(c, of), of, HJ_LEN(parts));
}

/* What may be said of it alone counts: a sign tells as well. */
static bool
is_precise(const struct hj_cell *c, const struct hj_node *place)
{
	const struct hj_node *n = hj_node_child(place, "precision");
	const char *how =
	    n != NULL && hj_node_conf(n) <= c->most ? n->text : NULL;

	if (how != NULL)
		return strcmp(how, "approx") != 0 &&
		    strcmp(how, "province") != 0 && strcmp(how, "country") != 0;
	for (size_t i = 0; i < NEAR; i++) {
		n = hj_node_child(place, parts[i]);
		if (n != NULL && n->text != NULL && hj_node_conf(n) <= c->most)
			return true;
	}
	n = hj_node_child(place, "name");
	return n != NULL && n->text != NULL && hj_node_conf(n) <= c->most;
}

int
hj_cell_place_inside(struct hj_cell *c, const struct hj_node *of, bool *precise)
{
	const struct hj_node *place = place_of(c, of);

	*precise = place != NULL && hj_node_conf(place) <= c->most &&
	    is_precise(c, place);
	return place_node(c, place, of, INSIDE);
}

int
hj_cell_authority(struct hj_cell *c, const struct hj_node *of,
    const char *child)
{
	const char *id = hj_node_value(of, child);
	const struct hj_node *a =
	    id != NULL ? hj_record_find(c->s->record, id) : NULL;

	if (a == NULL || hj_node_conf(a) > c->most)
		return HJ_OK;
	return leaf_at(c, a, "organ", of);
}

int
hj_cell_organ(struct hj_cell *c, const struct hj_node *of, const char *child)
{
	const struct hj_node *ref = hj_node_child(of, child);
	const struct hj_node *a =
	    ref != NULL && ref->text != NULL && hj_node_conf(ref) <= c->most
	    ? hj_record_find(c->s->record, ref->text)
	    : NULL;

	/* A visitor may be a person as well; none is named. */
	if (a == NULL || strcmp(a->name, "authority") != 0 ||
	    hj_node_conf(a) > c->most)
		return HJ_OK;
	if (hj_node_value(a, "organ") != NULL)
		return hj_cell_authority(c, of, child);
	return hj_cell_leaf(c, a, "name");
}

static bool
same(const struct hj_node *a, const struct hj_node *b)
{
	return a != NULL && b != NULL && a->text != NULL && b->text != NULL &&
	    strcmp(a->text, b->text) == 0;
}

bool
hj_cell_place_says(const struct hj_cell *c, const struct hj_node *of,
    const char *state)
{
	const struct hj_node *place = place_of(c, of);
	const struct hj_node *country;

	if (place == NULL || hj_node_conf(place) > c->most)
		return false;
	country = hj_node_child(place, "country");
	return same(country, hj_node_child(of, state)) &&
	    hj_node_conf(country) <= c->most;
}

int
hj_cell_place_state(struct hj_cell *c, const struct hj_node *n,
    const char *state)
{
	if (hj_cell_place(c, n) != HJ_OK)
		return (int)c->err->code;
	return hj_cell_place_says(c, n, state) ? HJ_OK
					       : hj_cell_leaf(c, n, state);
}
