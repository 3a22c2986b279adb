#include <stdlib.h>
#include <string.h>

#include "core/merge/merge_own.h"

/* Of `src` as a facet: what it is, how they know, how credible. */
#define ACCOUNT (HJ_A(BASIS) | HJ_A(CRED) | HJ_A(SRC))
/* Facets of their own wherever they stand. */
#define APART (HJ_A(CONF) | HJ_A(ID) | HJ_A(PREF))

static int
order_text(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

/* ---- rows ---- */

static int
by_key(const void *x, const void *y)
{
	const struct hj_conflict *a = x, *b = y;
	int by = order_text(a->element, b->element);

	if (by == 0)
		by = order_text(a->path, b->path);
	return by != 0 ? by : (int)a->attr - (int)b->attr;
}

int
hj_merge_rows_read(struct hj_merging *m, size_t side)
{
	const struct hj_record *r = m->side[side].record;
	struct hj_merge_rows *rows = &m->rows[side];
	struct hj_node *row;
	size_t n = 0;

	for (row = hj_conflict_next(r, NULL); row != NULL;
	     row = hj_conflict_next(r, row))
		n++;
	if (n == 0)
		return HJ_OK;
	if ((rows->row = calloc(n, sizeof(*rows->row))) == NULL)
		return hj_fail(m->err, HJ_ENOMEM, "out of memory");
	for (row = hj_conflict_next(r, NULL); row != NULL;
	     row = hj_conflict_next(r, row))
		if (hj_conflict_read(row, &rows->row[rows->n]))
			rows->n++;
	qsort(rows->row, rows->n, sizeof(*rows->row), by_key);
	m->any_row = true;
	return HJ_OK;
}

void
hj_merge_rows_clear(struct hj_merging *m)
{
	for (size_t i = 0; i < m->n; i++)
		free(m->rows[i].row);
}

int
hj_slot_key(struct hj_merging *m, struct hj_slot *s)
{
	const struct hj_slot *top = s;
	size_t n = 0;
	void *to;
	char *at;

	while (top->id == NULL && top->parent != NULL) {
		n += strlen(top->def->name) + 1;
		top = top->parent;
	}
	s->key_element = top->parent != NULL ? top->id : NULL;
	s->key_path = NULL;
	if (n == 0)
		return HJ_OK;
	if (hj_arena_alloc(&m->arena, n, &to, m->err) != HJ_OK)
		return (int)m->err->code;
	at = (char *)to + n - 1;
	for (top = s; top->id == NULL && top->parent != NULL;
	     top = top->parent) {
		size_t len = strlen(top->def->name);

		at -= len;
		memcpy(at, top->def->name, len);
		if (at != to)
			*--at = '.';
	}
	s->key_path = to;
	return HJ_OK;
}

/* The first row that does not stand before the key. */
static size_t
first_row(const struct hj_merge_rows *rows, const struct hj_conflict *key)
{
	size_t from = 0, to = rows->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (by_key(&rows->row[middle], key) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

const struct hj_conflict *
hj_val_rows(const struct hj_merging *m, const struct hj_slot *s,
    enum hj_attr_name facet, size_t i, size_t *n)
{
	const struct hj_merge_rows *rows = &m->rows[i];
	struct hj_conflict key = { .element = s->key_element,
		.path = s->key_path,
		.attr = facet };
	size_t from = first_row(rows, &key), to;

	*n = 0;
	if (rows->n == 0)
		return NULL;
	for (to = from; to < rows->n && by_key(&rows->row[to], &key) == 0;)
		to++;
	*n = to - from;
	return rows->row + from;
}

const struct hj_conflict *
hj_slot_rows(const struct hj_merging *m, const struct hj_slot *s, size_t i,
    size_t *n)
{
	const struct hj_merge_rows *rows = &m->rows[i];
	const struct hj_conflict key = { .element = s->key_element };
	size_t from = first_row(rows, &key), to = from;

	while (to < rows->n &&
	    order_text(rows->row[to].element, key.element) == 0)
		to++;
	*n = to - from;
	return rows->n != 0 ? rows->row + from : NULL;
}

bool
hj_slot_has_rows(const struct hj_merging *m, const struct hj_slot *s)
{
	struct hj_conflict key = { .element = s->key_element,
		.path = s->key_path };

	for (size_t i = 0; i < m->n; i++) {
		size_t at = first_row(&m->rows[i], &key);

		if (at == m->rows[i].n)
			continue;
		key.attr = m->rows[i].row[at].attr;
		if (by_key(&m->rows[i].row[at], &key) == 0)
			return true;
		key.attr = 0;
	}
	return false;
}

/* ---- one value ---- */

static uint32_t
attrs_of(const struct hj_slot *s, enum hj_attr_name facet)
{
	if (facet == HJ_A_SRC)
		return ACCOUNT;
	if (facet != HJ_FACET_ITSELF)
		return 0;
	return s->def->nchildren != 0 && s->def->value != HJ_V_FOREIGN
	    ? HJ_A(KNOWN)
	    : s->def->attrs & ~APART;
}

static void
take_attrs(const struct hj_node *node, uint32_t which, struct hj_val *to)
{
	for (const struct hj_attr *a = node->attrs; a != NULL; a = a->next) {
		enum hj_attr_name name = hj_schema_attr_from(a->name, 0);

		if (name != HJ_NATTRS && (which >> name & 1) != 0)
			to->attr[name] = a->value;
	}
}

static bool
has_account(const struct hj_val *v)
{
	return v->attr[HJ_A_BASIS] != NULL || v->attr[HJ_A_CRED] != NULL ||
	    v->attr[HJ_A_SRC] != NULL;
}

int
hj_val_place(struct hj_merging *m, const struct hj_slot *s,
    enum hj_attr_name facet, size_t i, struct hj_val *ret)
{
	const struct hj_node *node = s->node[i];

	*ret = (struct hj_val){ .none = node == NULL,
		.placed = true,
		.from = node,
		.side = m->side[i].digest };
	if (node == NULL)
		return HJ_OK;
	ret->level = hj_node_conf(node);
	take_attrs(node, attrs_of(s, facet), ret);
	if (facet == HJ_A_SRC) {
		ret->none = !has_account(ret);
	} else if (facet != HJ_FACET_ITSELF) {
		ret->text = facet == HJ_A_ID
		    ? NULL
		    : hj_node_attr(node, hj_schema_attr_name(facet));
		ret->none = ret->text == NULL;
		ret->len = ret->text != NULL ? strlen(ret->text) : 0;
	} else if (s->def->value == HJ_V_FOREIGN) {
		return hj_ext_text(m, node, &ret->text, &ret->len);
	} else if (s->def->nchildren == 0) {
		ret->text = node->text;
		ret->len = node->text_len;
	}
	return HJ_OK;
}

void
hj_val_row(const struct hj_slot *s, const struct hj_conflict *c,
    struct hj_val *ret)
{
	bool leaf = s->def->nchildren == 0 || s->def->value == HJ_V_FOREIGN;
	uint32_t which = attrs_of(s, c->attr);

	*ret = (struct hj_val){ .none = c->value == NULL,
		.level = hj_node_conf(c->row),
		.side = c->side };
	take_attrs(c->row, which & ~HJ_A(KNOWN), ret);
	if (c->attr == HJ_A_SRC) {
		ret->none = !has_account(ret);
		return;
	}
	if (ret->none)
		return;
	take_attrs(c->value, which & HJ_A(KNOWN), ret);
	if (leaf || c->attr != HJ_FACET_ITSELF) {
		ret->text = c->value->text;
		ret->len = c->value->text_len;
	}
}

bool
hj_val_equal(const struct hj_val *a, const struct hj_val *b)
{
	if (a->none || b->none)
		return a->none == b->none;
	if (a->len != b->len ||
	    (a->len != 0 && memcmp(a->text, b->text, a->len) != 0))
		return false;
	for (size_t i = 0; i < HJ_NATTRS; i++)
		if (order_text(a->attr[i], b->attr[i]) != 0)
			return false;
	return true;
}

/* ---- which stands in the place ---- */

static int
bytes(const struct hj_val *a, const struct hj_val *b)
{
	size_t n = a->len < b->len ? a->len : b->len;
	int by = n != 0 ? memcmp(a->text, b->text, n) : 0;

	if (by == 0)
		by = a->len != b->len ? (a->len < b->len ? -1 : 1) : 0;
	for (size_t i = 0; by == 0 && i < HJ_NATTRS; i++)
		by = order_text(a->attr[i], b->attr[i]);
	return by;
}

static int
protection(const struct hj_slot *s, enum hj_attr_name facet,
    const struct hj_val *v)
{
	const struct hj_elem *parent =
	    s->parent != NULL ? s->parent->def : NULL;

	return hj_schema_protection(parent, s->def, facet,
	    v->none ? NULL : v->text, v->none ? 0 : v->len);
}

int
hj_val_order(const struct hj_slot *s, enum hj_attr_name facet,
    const struct hj_val *a, const struct hj_val *b)
{
	int x = protection(s, facet, a), y = protection(s, facet, b);
	bool p = a->attr[HJ_A_KNOWN] != NULL, q = b->attr[HJ_A_KNOWN] != NULL;

	/* What is in conflict stays in sight. */
	if (facet == HJ_FACET_ITSELF && a->none != b->none)
		return a->none ? 1 : -1;
	if (x != y)
		return x > y ? -1 : 1;
	if (a->none != b->none)
		return a->none ? 1 : -1;
	if (p != q)
		return p ? 1 : -1;
	return bytes(a, b);
}
