#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/case/schema_rival.h"
#include "core/sense/account_own.h"
#include "core/sense/likeness.h"

size_t
hj_gathering_first(struct hj_gathering *g, size_t i)
{
	while (g->group[i] != i)
		i = g->group[i] = g->group[g->group[i]];
	return i;
}

/* The smaller stands for both, so that groups keep the order of the file. */
void
hj_gathering_join(struct hj_gathering *g, size_t a, size_t b)
{
	a = hj_gathering_first(g, a);
	b = hj_gathering_first(g, b);
	if (a < b)
		g->group[b] = a;
	else
		g->group[a] = b;
}

/* Of one key: each joins the first that has it. */
static void
gather_keys(struct hj_gathering *g, const char *key)
{
	for (size_t i = 1; i < g->n; i++)
		for (size_t k = 0; k < i; k++)
			if (g->group[k] == k &&
			    hj_likeness_in(g->record, g->node[i], g->node[k],
				key) == HJ_SAME) {
				g->group[i] = k;
				break;
			}
}

static int
gather(struct hj_gathering *g, struct hj_error *err)
{
	const struct hj_rivalry *rivalry = hj_schema_rivalry(g->node[0]->def);

	for (size_t i = 0; i < g->n; i++)
		g->group[i] = i;
	switch (rivalry->how) {
	case HJ_R_NONE:
		break;
	case HJ_R_ONE:
	case HJ_R_TIME:
		for (size_t i = 0; i < g->n; i++)
			g->group[i] = 0;
		break;
	case HJ_R_KEYED:
		gather_keys(g, rivalry->key);
		break;
	case HJ_R_OCCASION:
		return hj_gather_occasions(g, err);
	}
	return HJ_OK;
}

/* ---- one group ---- */

static bool
is_preferred(const struct hj_node *node)
{
	return hj_node_attr(node, "pref") != NULL;
}

/* A status that holds at another time contradicts nothing. */
static bool
clash(const struct hj_record *r, const struct hj_node *a,
    const struct hj_node *b)
{
	if (hj_schema_rivalry(a->def)->how == HJ_R_TIME &&
	    hj_likeness_in(r, a, b, "date") == HJ_CLASHES)
		return false;
	return hj_likeness(r, a, b) == HJ_CLASHES;
}

static void
compare(const struct hj_record *r, struct hj_account *item,
    struct hj_accounts *a)
{
	for (size_t i = 0; i < a->n; i++) {
		size_t k = 0;

		while (k < i &&
		    hj_likeness(r, item[i].node, item[k].node) != HJ_SAME)
			k++;
		item[i].claim = k < i ? item[k].claim : a->nclaims++;
		for (k = 0; k < i && !a->clash; k++)
			a->clash = clash(r, item[i].node, item[k].node);
		a->preferred += item[i].preferred;
	}
}

static int
tell(struct hj_gathering *g, size_t first, struct hj_account *item,
    hj_accounts_fn *fn, void *to, struct hj_error *err)
{
	struct hj_accounts a = { .def = g->node[first]->def,
		.of = g->node[first]->parent,
		.item = item };

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = first; i < g->n; i++) {
			bool preferred = is_preferred(g->node[i]);

			if (hj_gathering_first(g, i) != first ||
			    preferred != (pass == 0))
				continue;
			item[a.n++] = (struct hj_account){ .node = g->node[i],
				.preferred = preferred };
		}
	if (a.n < 2)
		return HJ_OK;
	compare(g->record, item, &a);
	return fn(to, &a, err);
}

/* ---- the siblings of one name ---- */

/* How many from here on have the row of this one. */
static size_t
run_length(const struct hj_node *node)
{
	size_t n = 0;

	for (const struct hj_node *at = node; at != NULL; at = hj_node_same(at))
		n++;
	return n;
}

static int
siblings(const struct hj_record *r, const struct hj_node *node, size_t n,
    hj_accounts_fn *fn, void *to, struct hj_error *err)
{
	struct hj_gathering g = { .record = r,
		.node = calloc(n, sizeof(*g.node)),
		.group = calloc(n, sizeof(*g.group)) };
	struct hj_account *item = calloc(n, sizeof(*item));
	int rc = HJ_OK;

	if (g.node == NULL || g.group == NULL || item == NULL) {
		rc = hj_fail(err, HJ_ENOMEM, "out of memory");
		goto out;
	}
	for (; node != NULL && g.n < n; node = hj_node_same(node))
		g.node[g.n++] = node;
	rc = gather(&g, err);
	for (size_t i = 0; rc == HJ_OK && i < g.n; i++)
		if (g.group[i] == i)
			rc = tell(&g, i, item, fn, to, err);
out:
	free(g.node);
	free(g.group);
	free(item);
	return rc;
}

int
hj_accounts_of(const struct hj_record *r, const struct hj_node *of,
    hj_accounts_fn *fn, void *to, struct hj_error *err)
{
	const struct hj_elem *before = NULL;
	int rc = HJ_OK;

	for (const struct hj_node *n = of->first; n != NULL && rc == HJ_OK;
	     n = n->next) {
		size_t many;

		if (n->def == NULL || n->def == before ||
		    hj_schema_rivalry(n->def)->how == HJ_R_NONE)
			continue;
		before = n->def;
		if ((many = run_length(n)) > 1 && many <= HJ_ACCOUNTS_MAX)
			rc = siblings(r, n, many, fn, to, err);
	}
	return rc;
}

int
hj_accounts_each(const struct hj_record *r, hj_accounts_fn *fn, void *to,
    struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	int rc = HJ_OK;

	for (const struct hj_node *n = root; n != NULL && rc == HJ_OK;
	     n = hj_node_next(n, root))
		if (n->first != NULL && n->def != NULL &&
		    n->def->value != HJ_V_FOREIGN)
			rc = hj_accounts_of(r, n, fn, to, err);
	return rc;
}

bool
hj_accounts_disputed(const struct hj_accounts *a)
{
	return a->clash && a->preferred != 1;
}
