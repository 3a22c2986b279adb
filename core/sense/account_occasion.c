#include <stdlib.h>
#include <string.h>

#include "core/base/word.h"
#include "core/case/owncode.h"
#include "core/case/schema_rival.h"
#include "core/sense/account_own.h"
#include "core/sense/likeness.h"

/* ---- the same by what they say ---- */

/* Is any word of one list in the other? */
static bool
any_in(const char *words, const char *list)
{
	const char *word;
	size_t n;

	while (hj_word_next(&words, &word, &n))
		if (hj_word_has(list, word, n))
			return true;
	return false;
}

static bool
names(const struct hj_node *occasion, const char *who)
{
	for (const struct hj_node *n = hj_node_child(occasion, "who");
	     n != NULL; n = hj_node_same(n))
		if (n->text != NULL && strcmp(n->text, who) == 0)
			return true;
	return false;
}

/* Is everybody of a, and somebody, named by b as well? */
static bool
covers(const struct hj_node *b, const struct hj_node *a)
{
	bool somebody = false;

	for (const struct hj_node *n = hj_node_child(a, "who"); n != NULL;
	     n = hj_node_same(n)) {
		if (n->text == NULL || !names(b, n->text))
			return false;
		somebody = true;
	}
	return somebody;
}

static bool
near(const struct hj_node *a, const struct hj_node *b, int32_t days)
{
	struct hj_span x, y;

	if (days == HJ_ONCE)
		return true;
	if (!hj_likeness_span(hj_node_child(a, "date"), &x) ||
	    !hj_likeness_span(hj_node_child(b, "date"), &y))
		return false;
	return (int64_t)x.earliest - days <= y.latest &&
	    (int64_t)y.earliest - days <= x.latest;
}

/* Rule 3. */
static bool
same_occasion(const struct hj_record *r, const struct hj_node *a,
    const struct hj_node *b)
{
	const char *type = hj_node_attr(a, "type");
	const char *other = hj_node_attr(b, "type");
	const char *src = hj_node_attr(a, "src");
	const char *from = hj_node_attr(b, "src");
	const char *sort = type != NULL ? type : other;
	const int32_t days = hj_schema_occasion(a->def,
	    sort != NULL ? hj_owncode_common(a, a->def->type, sort) : NULL);
	const char *key = hj_schema_rivalry(a->def)->key;

	if (days == HJ_NEVER || src == NULL || from == NULL ||
	    any_in(src, from) || !covers(a, b) || !covers(b, a))
		return false;
	if (type != NULL && other != NULL && strcmp(type, other) != 0)
		return false;
	return hj_likeness_in(r, a, b, key) != HJ_CLASHES && near(a, b, days);
}

/* Rule 4: what hangs together only through others comes apart again. */
static void
keep_whole(struct hj_gathering *g, bool *apart)
{
	for (size_t i = 0; i < g->n; i++)
		for (size_t k = 0; k < i; k++) {
			size_t first = hj_gathering_first(g, i);

			if (first == hj_gathering_first(g, k) &&
			    !apart[first] &&
			    !same_occasion(g->record, g->node[i], g->node[k]))
				apart[first] = true;
		}
	for (size_t i = 0; i < g->n; i++)
		(void)hj_gathering_first(g, i);
	for (size_t i = g->n; i-- > 0;)
		if (apart[hj_gathering_first(g, i)])
			g->group[i] = i;
}

/* ---- the same because somebody says so ---- */

static size_t
position(const struct hj_gathering *g, const char *id)
{
	for (size_t i = 0; i < g->n; i++) {
		const char *own = hj_node_attr(g->node[i], "id");

		if (own != NULL && strcmp(own, id) == 0)
			return i;
	}
	return g->n;
}

static void
join_said(struct hj_gathering *g)
{
	for (size_t i = 0; i < g->n; i++) {
		const char *as = hj_node_value(g->node[i], "same-as");
		size_t k = as != NULL ? position(g, as) : g->n;

		if (k < g->n)
			hj_gathering_join(g, i, k);
	}
}

int
hj_gather_occasions(struct hj_gathering *g, struct hj_error *err)
{
	bool *apart = calloc(g->n, sizeof(*apart));

	if (apart == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	for (size_t i = 0; i < g->n; i++)
		for (size_t k = 0; k < i; k++)
			if (same_occasion(g->record, g->node[i], g->node[k]))
				hj_gathering_join(g, i, k);
	keep_whole(g, apart);
	join_said(g);
	free(apart);
	return HJ_OK;
}
