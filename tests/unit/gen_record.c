#include "tests/unit/gen_record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/vocab/vocab.h"

#define TEXT_MAX 4096

/* A full record would hold hundreds of rows: most of what is optional is
 * left out, and there is an end to it. */
#define MANY_NODES 400

static bool
ok(struct gen *g)
{
	return g->err.code == HJ_OK;
}

static void
set_attr(struct gen *g, struct hj_node *node, enum hj_attr_name a,
    const char *value)
{
	if (ok(g))
		(void)!hj_record_set_attr(g->record, node,
		    hj_schema_attr_name(a), value, strlen(value), &g->err);
}

static void
set_text(struct gen *g, struct hj_node *node, const char *text)
{
	if (ok(g))
		(void)!hj_record_set_text(g->record, node, text, strlen(text),
		    &g->err);
}

/* Drawn from the seed, unlike those of hj_record_add(). */
static void
give_id(struct gen *g, struct hj_node *node)
{
	static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
	char id[HJ_ID_CHARS + 1];
	size_t n = node->parent == NULL ? HJ_ID_CHARS : HJ_ELEMENT_ID_CHARS;

	do {
		for (size_t i = 0; i < n; i++)
			id[i] = alphabet[gen_below(g, 32)];
		id[0] = alphabet[10 + gen_below(g, 22)];
		id[n] = '\0';
	} while (n == HJ_ELEMENT_ID_CHARS &&
	    hj_record_find(g->record, id) != NULL);
	set_attr(g, node, HJ_A_ID, id);
}

static const char *
code(struct gen *g, const char *list)
{
	const struct hj_list *l = hj_vocab_list(list);

	return l->rows[gen_below(g, (uint32_t)l->n)].code;
}

/* `pref` and `src` come later, when the siblings and the sources are there. */
static void
give_attrs(struct gen *g, struct hj_node *node)
{
	uint32_t odds = node->parent == NULL ? 1 : 6;

	for (size_t i = 0; i < HJ_NATTRS; i++) {
		enum hj_attr_name a = (enum hj_attr_name)i;
		const char *list = hj_schema_attr_list(node->def, a);
		char two[64];

		if ((node->def->attrs >> i & 1) == 0 || list == NULL ||
		    a == HJ_A_KNOWN || a == HJ_A_PREF)
			continue;
		if (gen_below(g, a == HJ_A_TYPE || a == HJ_A_ROLE ? 2 : odds))
			continue;
		snprintf(two, sizeof(two), "%s %s", code(g, list),
		    code(g, list));
		if (a != HJ_A_ROLE || gen_below(g, 3) > 0)
			*strchr(two, ' ') = '\0';
		set_attr(g, node, a, two);
	}
}

static void grow(struct gen *g, struct hj_node *parent, unsigned depth);

static struct hj_node *
add(struct gen *g, struct hj_node *parent, const struct hj_elem *def)
{
	struct hj_node *node = NULL;

	if (!ok(g) ||
	    hj_record_add(g->record, parent, def, &node, &g->err) != HJ_OK)
		return NULL;
	g->nodes++;
	if ((def->attrs & HJ_A(ID)) != 0)
		give_id(g, node);
	give_attrs(g, node);
	return node;
}

static unsigned
how_many(struct gen *g, const struct hj_elem *def, unsigned depth)
{
	bool room = g->nodes < MANY_NODES;

	switch (def->card) {
	case HJ_ONE:
		return 1;
	case HJ_OPT:
		return room && gen_below(g, 3) == 0 ? 1 : 0;
	case HJ_SOME:
		return room && gen_below(g, 5) == 0 ? 2 : 1;
	case HJ_MANY:
		if (!room || gen_below(g, depth == 0 ? 3 : 6) != 0)
			return 0;
		return 1 + (gen_below(g, 4) == 0 ? gen_below(g, 3) : 0);
	}
	return 0;
}

/* May it stand in a file of this kind? */
static bool
belongs(const struct gen *g, const struct hj_elem *def)
{
	const char *kind = hj_node_attr(hj_record_root(g->record), "kind");

	return def->only == NULL ||
	    (kind != NULL && strcmp(kind, def->only) == 0);
}

static void
grow(struct gen *g, struct hj_node *parent, unsigned depth)
{
	const struct hj_elem *rows = parent->def->children;

	for (size_t i = 0; i < parent->def->nchildren && ok(g); i++) {
		unsigned n =
		    belongs(g, &rows[i]) ? how_many(g, &rows[i], depth) : 0;

		while (n-- > 0 && ok(g)) {
			char text[TEXT_MAX];
			struct hj_node *node = add(g, parent, &rows[i]);

			if (node == NULL)
				return;
			if (rows[i].card != HJ_ONE && gen_below(g, 40) == 0) {
				set_attr(g, node, HJ_A_KNOWN, code(g, "known"));
				continue;
			}
			gen_value(g, &rows[i], text, sizeof(text));
			if (text[0] != '\0')
				set_text(g, node, text);
			grow(g, node, depth + 1);
		}
	}
}

/* Is the name one of the words in `of`? */
static bool
among(const char *of, const char *name)
{
	const char *at = strstr(of, name);
	size_t n = strlen(name);

	return at != NULL && (at == of || at[-1] == ' ') &&
	    (at[n] == '\0' || at[n] == ' ');
}

/* A random element that a reference may lead to, or NULL. */
static const struct hj_node *
target(struct gen *g, const char *of)
{
	const struct hj_node *root = hj_record_root(g->record);
	const struct hj_node *found = NULL;
	uint32_t n = 0;

	for (const struct hj_node *at = root; at != NULL;
	     at = hj_node_next(at, root))
		if (at->def != NULL && (at->def->attrs & HJ_A(ID)) != 0 &&
		    at->parent != NULL && among(of, at->def->name) &&
		    gen_below(g, ++n) == 0)
			found = at;
	return found;
}

static void
refer(struct gen *g, struct hj_node *node)
{
	const struct hj_node *to = target(g, node->def->of);

	if (to != NULL)
		set_text(g, node, hj_node_attr(to, "id"));
	else
		set_attr(g, node, HJ_A_KNOWN, code(g, "known"));
}

/* One source, or two in ascending order. */
static void
cite(struct gen *g, struct hj_node *node)
{
	const struct hj_node *one = target(g, "source");
	const struct hj_node *two = target(g, "source");
	char src[32];
	const char *a, *b;
	int order;

	if (one == NULL)
		return;
	a = hj_node_attr(one, "id");
	b = hj_node_attr(two, "id");
	order = strcmp(a, b);
	if (order == 0)
		snprintf(src, sizeof(src), "%s", a);
	else
		snprintf(src, sizeof(src), "%s %s", order < 0 ? a : b,
		    order < 0 ? b : a);
	set_attr(g, node, HJ_A_SRC, src);
}

static bool
first_of_its_name(const struct hj_node *node)
{
	return node->prev == NULL || node->prev->def != node->def;
}

/* Codes that the file explains are used, too. */
static void
coin(struct gen *g, struct hj_node *node)
{
	const struct hj_node *own =
	    hj_node_child(hj_record_root(g->record), "own-code");

	for (; own != NULL; own = hj_node_same(own)) {
		const char *list = hj_node_value(own, "list");
		const char *code = hj_node_value(own, "code");

		if (list != NULL && code != NULL && gen_below(g, 3) == 0 &&
		    strcmp(list, node->def->of) == 0) {
			set_text(g, node, code);
			return;
		}
	}
}

/* One code means one thing in all that is made, or no vault could take
 * thousands of files together: its id and its labels follow from the list and
 * the number in the file. */
static void
explain(struct gen *g)
{
	struct hj_node *own =
	    hj_node_child(hj_record_root(g->record), "own-code");

	for (unsigned nth = 1; own != NULL; own = hj_node_same(own), nth++) {
		const char *list = hj_node_value(own, "list");
		unsigned of = 0;
		char text[24];

		while (list != NULL && of < hj_vocab_count() &&
		    strcmp(hj_vocab_at(of)->name, list) != 0)
			of++;
		(void)snprintf(text, sizeof(text), "x%02u%03u", of % 100, nth);
		set_attr(g, own, HJ_A_ID, text);
		for (struct hj_node *at = own->first, *next; at != NULL;
		     at = next) {
			next = at->next;
			(void)snprintf(text, sizeof(text), "x-made-%u", nth);
			if (strcmp(at->name, "list") == 0)
				continue;
			if (at->def->card == HJ_ONE &&
			    hj_node_attr(at, "known") == NULL)
				set_text(g, at, text);
			else
				hj_record_remove(at);
		}
	}
}

/* What leads elsewhere, when everything is there. */
static void
settle(struct gen *g)
{
	struct hj_node *root = hj_record_root(g->record);

	for (struct hj_node *at = root; at != NULL && ok(g);
	     at = hj_node_next(at, root)) {
		bool near = at->def->value == HJ_V_FAR &&
		    hj_node_child(at->parent, "case") == NULL;

		if (hj_node_attr(at, "known") == NULL &&
		    (at->def->value == HJ_V_REF || near)) {
			set_text(g, at, "");
			refer(g, at);
		}
		if (at->def->value == HJ_V_CODE &&
		    hj_node_attr(at, "known") == NULL)
			coin(g, at);
		if ((at->def->attrs & HJ_A(SRC)) != 0 && gen_below(g, 3) == 0)
			cite(g, at);
		if ((at->def->attrs & HJ_A(PREF)) != 0 &&
		    first_of_its_name(at) && gen_below(g, 5) == 0)
			set_attr(g, at, HJ_A_PREF, "yes");
	}
}

static void
foreign(struct gen *g, struct hj_node *ext)
{
	struct hj_node *node = NULL, *inner = NULL;

	if (ext->last != NULL && strcmp(ext->last->name, "text") == 0)
		return;
	if (hj_record_append(g->record, ext, NULL, "f:field", 7, &node,
		&g->err) != HJ_OK ||
	    hj_record_set_attr(g->record, node, "xmlns:f", "urn:example:f", 13,
		&g->err) != HJ_OK ||
	    hj_record_set_attr(g->record, node, "n", "1 < 2", 5, &g->err) !=
		HJ_OK ||
	    hj_record_append(g->record, node, NULL, "f:value", 7, &inner,
		&g->err) != HJ_OK)
		return;
	set_text(g, inner, "값 & value");
}

static void
withhold(struct gen *g, struct hj_node *node)
{
	static const char hex[] = "0123456789abcdef";
	struct hj_node *to = NULL;
	char digest[65];

	for (size_t i = 0; i < 64; i++)
		digest[i] = hex[gen_below(g, 16)];
	digest[64] = '\0';
	if (hj_record_append(g->record, node->parent, NULL, "withheld", 8, &to,
		&g->err) != HJ_OK ||
	    hj_record_set_attr(g->record, to, "digest", digest, 64, &g->err) !=
		HJ_OK)
		return;
	/* Into the place of what goes. */
	to->prev->next = NULL;
	to->parent->last = to->prev;
	to->next = node;
	to->prev = node->prev;
	*(node->prev != NULL ? &node->prev->next : &node->parent->first) = to;
	node->prev = to;
	hj_record_remove(node);
}

static void
decorate(struct gen *g, unsigned flags)
{
	struct hj_node *root = hj_record_root(g->record);
	struct hj_node *next;

	for (struct hj_node *at = root->first; at != NULL && ok(g); at = next) {
		next = at->next;
		if ((flags & GEN_WITHHELD) != 0 && gen_below(g, 8) == 0)
			withhold(g, at);
		else if ((flags & GEN_EXT) != 0 && at->def != NULL &&
		    at->def->value == HJ_V_FOREIGN &&
		    hj_node_attr(at, "known") == NULL)
			foreign(g, at);
		else if ((flags & GEN_WITHHELD) != 0 && at->first != NULL &&
		    gen_below(g, 8) == 0)
			withhold(g, at->first);
	}
}

struct hj_record *
gen_record(uint64_t seed, unsigned flags)
{
	struct gen g = { .state = (seed + 1) * UINT64_C(0x9e3779b97f4a7c15) };
	uint32_t draw = gen_below(&g, 20);
	const char *root = "case";
	struct hj_node *top;

	if ((flags & GEN_CASE) == 0 && draw < 3)
		root = draw == 0 ? "tombstone" : "petition";
	if (hj_record_new(root, &g.record, &g.err) != HJ_OK)
		return NULL;
	top = hj_record_root(g.record);
	give_id(&g, top);
	give_attrs(&g, top);
	grow(&g, top, 0);
	explain(&g);
	settle(&g);
	gen_sensible(&g);
	decorate(&g, flags);
	if (!ok(&g)) {
		hj_record_free(g.record);
		return NULL;
	}
	return g.record;
}
