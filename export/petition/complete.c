#include "export/petition/complete.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/base/word.h"
#include "export/petition/complete_own.h"

#define FACTS "event detention repatriation"
/* Of a petition: what is printed as somebody wrote it. */
#define TEXTS "reasons result why-not other-procedure request"

struct judging {
	const struct hj_complete *c;
	const struct hj_rule *rule;
	hj_gap_fn *fn;
	void *to;
};

hj_asked_fn *
hj_asked_named(const char *name, size_t n)
{
	const struct hj_asked_name *const tables[] = { hj_asked_consent,
		hj_asked_law, hj_asked_text };

	for (size_t i = 0; i < HJ_LEN(tables); i++)
		for (const struct hj_asked_name *t = tables[i]; t->name != NULL;
		     t++)
			if (strlen(t->name) == n &&
			    memcmp(t->name, name, n) == 0)
				return t->fn;
	return NULL;
}

/* ---- a need ---- */

static int
ask(const struct hj_asked *a, const struct hj_rule_term *t, enum hj_answer *ret,
    struct hj_error *err)
{
	hj_asked_fn *fn = t->named ? hj_asked_named(t->path, t->len) : NULL;

	*ret = HJ_ANSWER_NO;
	if (fn != NULL)
		return fn(a, ret, err);
	*ret = hj_asked_field(a, t);
	return HJ_OK;
}

/* Of a clause the best, of all clauses the worst. */
static int
answer(const struct hj_asked *a, const struct hj_rule *rule,
    enum hj_answer *ret, struct hj_error *err)
{
	enum hj_answer clause = HJ_ANSWER_NO, one;
	const char *need = rule->need;
	struct hj_rule_term t;
	int rc;

	*ret = HJ_ANSWER_YES;
	while (hj_rule_next(&need, &t)) {
		if ((rc = ask(a, &t, &one, err)) != HJ_OK)
			return rc;
		clause = one > clause ? one : clause;
		if (!t.last)
			continue;
		*ret = clause < *ret ? clause : *ret;
		clause = HJ_ANSWER_NO;
	}
	return HJ_OK;
}

/* ---- a gap ---- */

static int
tell(const struct judging *j, const struct hj_asked *a, enum hj_answer got,
    struct hj_error *err)
{
	struct hj_gap gap = { .rule = j->rule,
		.level = j->rule->level,
		.why = HJ_GAP_MISSING,
		.record = a->c->petition,
		.victim = a->victim };
	struct hj_buf path = HJ_BUF(HJ_LINE_MAX);
	int rc;

	if (got == HJ_ANSWER_YES ||
	    (got == HJ_ANSWER_UNKNOWN && j->rule->level != HJ_RULE_BLOCK))
		return HJ_OK;
	if (got == HJ_ANSWER_NOT_ASKED)
		gap.why = HJ_GAP_NOT_ASKED;
	if (got == HJ_ANSWER_UNKNOWN) {
		gap.why = HJ_GAP_UNKNOWN;
		gap.level = HJ_RULE_INFO;
	}
	if (j->rule->per == HJ_PER_STATE && a->node != NULL)
		gap.state = a->node->text;
	if ((rc = hj_asked_path(a, j->rule, &path, &gap.record, err)) ==
		HJ_OK &&
	    (rc = hj_buf_text(&path, &gap.path, err)) == HJ_OK)
		rc = j->fn(j->to, &gap, err);
	hj_buf_clear(&path);
	return rc;
}

static int
judge(const struct judging *j, const struct hj_asked *a, struct hj_error *err)
{
	enum hj_answer got;
	int rc = answer(a, j->rule, &got, err);

	return rc == HJ_OK ? tell(j, a, got, err) : rc;
}

/* ---- of what it is asked ---- */

static struct hj_asked
of(const struct hj_complete *c, const struct hj_record *r,
    const struct hj_node *node)
{
	return (struct hj_asked){ .c = c,
		.victim = HJ_COMPLETE_NOBODY,
		.record = r,
		.node = node };
}

static int
each_case(const struct judging *j, struct hj_error *err)
{
	int rc = HJ_OK;

	for (size_t i = 0; i < j->c->ncases && rc == HJ_OK; i++) {
		struct hj_asked a = of(j->c, j->c->cases[i], NULL);

		rc = judge(j, &a, err);
	}
	return rc;
}

static int
each_victim(const struct judging *j, struct hj_error *err)
{
	int rc = HJ_OK;

	for (size_t i = 0; i < j->c->nvictims && rc == HJ_OK; i++) {
		struct hj_asked a = of(j->c, j->c->victims[i].record, NULL);

		a.victim = i;
		rc = judge(j, &a, err);
	}
	return rc;
}

/* One will do; the gap is that of the first. */
static int
any_victim(const struct judging *j, struct hj_error *err)
{
	enum hj_answer best = HJ_ANSWER_NO, got;
	int rc = HJ_OK;

	for (size_t i = j->c->nvictims; i-- > 0 && rc == HJ_OK;) {
		struct hj_asked a = of(j->c, j->c->victims[i].record, NULL);

		a.victim = i;
		if ((rc = answer(&a, j->rule, &got, err)) != HJ_OK)
			return rc;
		best = got > best ? got : best;
		if (i == 0)
			rc = tell(j, &a, best, err);
	}
	return rc;
}

/* The period that a petition maps, in its case file. */
static const struct hj_node *
find_spell(const struct hj_complete *c, const struct hj_node *spell,
    const struct hj_record **ret)
{
	const char *id = hj_node_value(spell, "case");
	const char *detention = hj_node_value(spell, "detention");

	for (size_t i = 0; id != NULL && detention != NULL && i < c->ncases;
	     i++) {
		const char *own =
		    hj_node_attr(hj_record_root(c->cases[i]), "id");

		*ret = c->cases[i];
		if (own != NULL && strcmp(own, id) == 0)
			return hj_record_find(c->cases[i], detention);
	}
	return NULL;
}

/* Without any there is one that nobody wrote down. */
static int
each_spell(const struct judging *j, struct hj_error *err)
{
	const struct hj_node *first =
	    hj_node_child(hj_record_root(j->c->petition), "spell");
	const struct hj_record *r = NULL;
	size_t n = 0;
	int rc = HJ_OK;

	for (const struct hj_node *s = first; s != NULL && rc == HJ_OK;
	     s = hj_node_same(s)) {
		const struct hj_node *node = find_spell(j->c, s, &r);
		struct hj_asked a = of(j->c, r, node);

		if (node == NULL)
			continue;
		n++;
		rc = judge(j, &a, err);
	}
	if (n == 0 && rc == HJ_OK && j->c->ncases > 0) {
		struct hj_asked a = of(j->c, j->c->cases[0], NULL);

		rc = tell(j, &a, HJ_ANSWER_NO, err);
	}
	return rc;
}

static int
each_state(const struct judging *j, struct hj_error *err)
{
	int rc = HJ_OK;

	for (const struct hj_node *s =
		 hj_node_child(hj_record_root(j->c->petition), "state");
	     s != NULL && rc == HJ_OK; s = hj_node_same(s)) {
		struct hj_asked a = of(j->c, NULL, s);

		rc = judge(j, &a, err);
	}
	return rc;
}

/* Top elements of the cases with one of these names. */
static int
each_element(const struct judging *j, const char *names, struct hj_error *err)
{
	int rc = HJ_OK;

	for (size_t i = 0; i < j->c->ncases; i++)
		for (const struct hj_node *n =
			 hj_record_root(j->c->cases[i])->first;
		     n != NULL && rc == HJ_OK; n = n->next) {
			struct hj_asked a = of(j->c, j->c->cases[i], n);

			if (hj_word_among(names, n->name))
				rc = judge(j, &a, err);
		}
	return rc;
}

static int
each_text(const struct judging *j, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(j->c->petition);
	int rc = each_element(j, "event", err);

	for (const struct hj_node *n = root; n != NULL && rc == HJ_OK;
	     n = hj_node_next(n, root)) {
		struct hj_asked a = of(j->c, NULL, n);

		if (n->text != NULL && hj_word_among(TEXTS, n->name))
			rc = judge(j, &a, err);
	}
	return rc;
}

static int
apply(const struct judging *j, struct hj_error *err)
{
	struct hj_asked petition = of(j->c, NULL, NULL);

	switch (j->rule->per) {
	case HJ_PER_PETITION:
		return judge(j, &petition, err);
	case HJ_PER_CASE:
		return each_case(j, err);
	case HJ_PER_VICTIM:
		return each_victim(j, err);
	case HJ_PER_ANY:
		return any_victim(j, err);
	case HJ_PER_SPELL:
		return each_spell(j, err);
	case HJ_PER_STATE:
		return each_state(j, err);
	case HJ_PER_FACT:
		return each_element(j, FACTS, err);
	case HJ_PER_TEXT:
		return each_text(j, err);
	}
	return HJ_OK;
}

int
hj_complete_each(const struct hj_complete *c, hj_gap_fn *fn, void *to,
    struct hj_error *err)
{
	struct judging j = { .c = c, .fn = fn, .to = to };
	int rc = HJ_OK;

	for (size_t i = 0; i < hj_rule_count() && rc == HJ_OK; i++) {
		j.rule = hj_rule_at(i);
		if (hj_rule_applies(j.rule, c->mechanism->code))
			rc = apply(&j, err);
	}
	return rc;
}
