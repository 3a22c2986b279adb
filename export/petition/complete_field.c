#include <string.h>

#include "core/base/word.h"
#include "core/case/datespan.h"
#include "core/case/path.h"
#include "core/sense/reach.h"
#include "export/petition/complete_own.h"

/* What a kind of event is: its type, or a violation in it. */
static const struct {
	const char *kind, *codes;
} kinds[] = {
	{ "arrest",
	    "arrest arb-arrest arb-det abduct detabroad incomm disappear "
	    "disapp" },
	{ "torture",
	    "torture cidt beating bodysearch rape sexviol abort starve "
	    "confess interrog" },
	{ "vanish",
	    "disappear disapp abduct arrest arb-arrest arb-det detabroad "
	    "incomm repat refoul seen" },
};

static bool
is_word(const char *word, const char *p, size_t n)
{
	return strlen(word) == n && memcmp(word, p, n) == 0;
}

/* ---- one field ---- */

/* The date is known to the month, or as an interval with two ends. */
static bool
to_the_month(const struct hj_node *date)
{
	struct hj_span s;

	if (!hj_date_span(date, &s) || s.earliest == INT32_MIN ||
	    s.latest == INT32_MAX)
		return false;
	return s.latest - s.earliest <= 31 || strchr(date->text, '/') != NULL;
}

/* The place is known to the county, or better. */
static bool
to_the_town(const struct hj_record *r, const struct hj_node *ref)
{
	const struct hj_node *place =
	    ref->text != NULL ? hj_record_find(r, ref->text) : NULL;

	return place != NULL &&
	    (hj_node_value(place, "county") != NULL ||
		hj_node_value(place, "locality") != NULL ||
		hj_node_value(place, "facility") != NULL ||
		hj_node_child(place, "name") != NULL);
}

static enum hj_answer
known(const struct hj_node *n)
{
	const char *word = hj_node_attr(n, "known");

	if (word == NULL)
		return HJ_ANSWER_NO;
	return strcmp(word, "not-asked") == 0 ? HJ_ANSWER_NOT_ASKED
					      : HJ_ANSWER_UNKNOWN;
}

static enum hj_answer
at_end(const struct hj_record *r, const struct hj_node *n,
    const struct hj_rule_term *t)
{
	if ((n->text == NULL || n->text_len == 0) && n->first == NULL)
		return known(n);
	if (t->least == NULL)
		return HJ_ANSWER_YES;
	return hj_answer_of(is_word("month", t->least, t->least_len)
		? to_the_month(n)
		: to_the_town(r, n));
}

/* Below a node, the best answer to what is left of the path.  The outline is
 * a few levels deep. */
static enum hj_answer
below(const struct hj_record *r, const struct hj_node *n, const char *p,
    size_t len, const struct hj_rule_term *t)
{
	const char *dot = memchr(p, '.', len);
	size_t step = dot != NULL ? (size_t)(dot - p) : len;
	enum hj_answer best = known(n), one;

	if (len == 0)
		return at_end(r, n, t);
	for (const struct hj_attr *a = n->attrs; dot == NULL && a != NULL;
	     a = a->next)
		if (is_word(a->name, p, len))
			return HJ_ANSWER_YES;
	for (const struct hj_node *child = n->first; child != NULL;
	     child = child->next) {
		if (!is_word(child->name, p, step))
			continue;
		one = below(r, child, p + step + (dot != NULL),
		    len - step - (dot != NULL), t);
		best = one > best ? one : best;
	}
	return best;
}

/* ---- what concerns a victim ---- */

static bool
is_kind(const struct hj_node *event, const char *kind, size_t n)
{
	const char *codes = "";

	for (size_t i = 0; i < HJ_LEN(kinds); i++)
		if (is_word(kinds[i].kind, kind, n))
			codes = kinds[i].codes;
	if (hj_word_among(codes, hj_node_attr(event, "type")))
		return true;
	for (const struct hj_node *v = hj_node_child(event, "violation");
	     v != NULL; v = hj_node_same(v))
		if (hj_word_among(codes, hj_node_value(v, "code")))
			return true;
	return false;
}

/* Does it concern the victim?  Of those who are only counted all of the file
 * does. */
static bool
concerns(const struct hj_asked *a, const struct hj_record *r,
    const struct hj_node *n)
{
	const char *person = a->victim != HJ_COMPLETE_NOBODY
	    ? a->c->victims[a->victim].person
	    : NULL;

	return person == NULL || hj_reach_child(n->name) == NULL ||
	    hj_reach(r, person, n, NULL);
}

const struct hj_node *
hj_asked_fact(const struct hj_asked *a, const struct hj_record *r,
    const struct hj_rule_term *t, const struct hj_node *after)
{
	size_t n = strcspn(t->path, ".>| ");
	const struct hj_node *at =
	    after != NULL ? after->next : hj_record_root(r)->first;

	n = n < t->len ? n : t->len;
	for (; at != NULL; at = at->next)
		if (is_word(at->name, t->path, n) && concerns(a, r, at) &&
		    (t->of == NULL || is_kind(at, t->of, t->of_len)))
			return at;
	return NULL;
}

static enum hj_answer
in_file(const struct hj_asked *a, const struct hj_record *r,
    const struct hj_rule_term *t)
{
	const char *dot = memchr(t->path, '.', t->len);
	size_t cut = dot != NULL ? (size_t)(dot - t->path) + 1 : t->len;
	enum hj_answer best = HJ_ANSWER_NO, one;

	for (const struct hj_node *n = NULL;
	     (n = hj_asked_fact(a, r, t, n)) != NULL;) {
		one = below(r, n, t->path + cut, t->len - cut, t);
		best = one > best ? one : best;
	}
	return best;
}

static enum hj_answer
of_person(const struct hj_annex_victim *v, const struct hj_rule_term *t)
{
	const struct hj_node *person;
	size_t cut = strlen("person.");

	/* Nobody asks for the birth of those who are only counted. */
	if (v->person == NULL)
		return HJ_ANSWER_YES;
	if ((person = hj_record_find(v->record, v->person)) == NULL)
		return HJ_ANSWER_NO;
	return t->len <= cut
	    ? HJ_ANSWER_YES
	    : below(v->record, person, t->path + cut, t->len - cut, t);
}

static enum hj_answer
of_victim(const struct hj_asked *a, const struct hj_rule_term *t)
{
	const struct hj_annex_victim *v = &a->c->victims[a->victim];
	enum hj_answer one, other;

	if (t->len >= 6 && memcmp(t->path, "person", 6) == 0)
		return of_person(v, t);
	one = in_file(a, v->record, t);
	other = v->first != NULL ? in_file(a, v->first, t) : HJ_ANSWER_NO;
	return one > other ? one : other;
}

enum hj_answer
hj_asked_field(const struct hj_asked *a, const struct hj_rule_term *t)
{
	const struct hj_record *r = a->record;
	enum hj_answer best = HJ_ANSWER_NO, one;
	const char *dot;

	for (size_t i = 0; t->of_case && i < a->c->ncases; i++) {
		one = in_file(a, a->c->cases[i], t);
		best = one > best ? one : best;
	}
	if (t->of_case)
		return best;
	if (a->node != NULL && (dot = memchr(t->path, '.', t->len)) != NULL)
		return below(r, a->node, dot + 1,
		    t->len - (size_t)(dot + 1 - t->path), t);
	if (a->victim != HJ_COMPLETE_NOBODY)
		return of_victim(a, t);
	if (r == NULL)
		return below(a->c->petition, hj_record_root(a->c->petition),
		    t->path, t->len, t);
	return in_file(a, r, t);
}

/* ---- the field to fill ---- */

/* An element that is there, or a new one where it may repeat. */
static int
put(const struct hj_node *node, const char *root, const char *path,
    struct hj_buf *to, struct hj_error *err)
{
	size_t n = strcspn(path, ".");
	enum hj_attr_name attr;
	const struct hj_elem *e = hj_rule_field(root, path, n, &attr);

	if (node != NULL) {
		if (hj_path_of(node, HJ_NATTRS, to, err) != HJ_OK)
			return (int)err->code;
	} else if (e != NULL && attr == HJ_NATTRS && hj_schema_repeats(e) &&
	    path[n] != '\0') {
		if (hj_buf_printf(to, err, "%.*s[+%c]", (int)n, path, *path) !=
		    HJ_OK)
			return (int)err->code;
	} else if (hj_buf_add(to, path, n, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_puts(to, path + n, err);
}

/* Who it is in the list of victims of the petition. */
static const struct hj_node *
victim_node(const struct hj_asked *a)
{
	const char *person = a->victim != HJ_COMPLETE_NOBODY
	    ? a->c->victims[a->victim].person
	    : NULL;

	for (const struct hj_node *n =
		 hj_node_child(hj_record_root(a->c->petition), "victim");
	     n != NULL; n = hj_node_same(n)) {
		const char *id = hj_node_value(n, "person");

		if (person == NULL ? id == NULL
				   : id != NULL && strcmp(id, person) == 0)
			return n;
	}
	return NULL;
}

static const struct hj_node *
in_petition(const struct hj_asked *a, const char *path)
{
	char name[32] = "";
	size_t n = strcspn(path, ".");

	if (strncmp(path, "victim.", 7) == 0)
		return victim_node(a);
	memcpy(name, path, n < sizeof(name) ? n : sizeof(name) - 1);
	return hj_node_child(hj_record_root(a->c->petition), name);
}

/* Of the victim, or of the first case: an element of the kind that the rule
 * looks at. */
static const struct hj_node *
in_case(const struct hj_asked *a, const struct hj_rule *rule,
    const struct hj_record *r)
{
	const char *need = rule->need;
	size_t n = strcspn(rule->path, ".");
	struct hj_rule_term t;
	const struct hj_node *found;

	if (strncmp(rule->path, "person.", 7) == 0 &&
	    a->victim != HJ_COMPLETE_NOBODY &&
	    a->c->victims[a->victim].person != NULL)
		return hj_record_find(r, a->c->victims[a->victim].person);
	if (strncmp(rule->path, "consent.", 8) == 0)
		return NULL;
	while (hj_rule_next(&need, &t))
		if (t.len > n && strncmp(t.path, rule->path, n) == 0 &&
		    t.path[n] == '.' &&
		    (found = hj_asked_fact(a, r, &t, NULL)) != NULL)
			return found;
	return NULL;
}

int
hj_asked_path(const struct hj_asked *a, const struct hj_rule *rule,
    struct hj_buf *to, const struct hj_record **ret, struct hj_error *err)
{
	enum hj_attr_name attr;
	bool petition = hj_rule_field("petition", rule->path,
			    strlen(rule->path), &attr) != NULL &&
	    (a->record == NULL || strncmp(rule->path, "victim.", 7) == 0);
	const struct hj_record *r = a->record;

	/* A text or a State of the petition, as it stands there. */
	if (a->record == NULL && a->node != NULL) {
		*ret = a->c->petition;
		return hj_path_of(a->node, HJ_NATTRS, to, err);
	}
	if (petition) {
		*ret = a->c->petition;
		return put(in_petition(a, rule->path), "petition", rule->path,
		    to, err);
	}
	if (a->victim != HJ_COMPLETE_NOBODY)
		r = a->c->victims[a->victim].record;
	if (r == NULL && a->c->ncases > 0)
		r = a->c->cases[0];
	if (r == NULL)
		r = a->c->petition;
	*ret = r;
	return put(a->node != NULL ? a->node : in_case(a, rule, r), "case",
	    rule->path, to, err);
}
