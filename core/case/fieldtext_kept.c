#include <stdlib.h>
#include <string.h>

#include "core/case/fieldtext_own.h"

/* An element of the record before anything was changed, in document order. */
struct row {
	struct hj_node *node;
	size_t parent; /* its row; of the root, its own */
	uint32_t had, seen; /* lines of its own */
	bool whole_had, named; /* with everything below it */
	uint32_t line[HJ_NATTRS + 1]; /* that named it, by bit */
};

/* To find the row of a node. */
struct place {
	const struct hj_node *node;
	size_t row;
};

static struct row *
rows(const struct hj_fieldtext_kept *k)
{
	return (struct row *)(void *)k->rows.data;
}

static int
by_address(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)((const struct place *)a)->node;
	uintptr_t y = (uintptr_t)((const struct place *)b)->node;

	return x < y ? -1 : x > y;
}

static struct row *
row_of(const struct hj_fieldtext_kept *k, const struct hj_node *node)
{
	const struct place want = { .node = node };
	const struct place *found = k->n == 0
	    ? NULL
	    : bsearch(&want, k->order.data, k->n, sizeof(want), by_address);

	return found != NULL ? &rows(k)[found->row] : NULL;
}

static int
add(struct hj_fieldtext_kept *k, struct hj_node *node, size_t parent,
    struct hj_error *err)
{
	const struct row row = { .node = node,
		.parent = parent,
		.had = hj_fieldtext_lines(node) };
	const struct place place = { .node = node, .row = k->n };

	if (hj_buf_add(&k->rows, &row, sizeof(row), err) != HJ_OK ||
	    hj_buf_add(&k->order, &place, sizeof(place), err) != HJ_OK)
		return (int)err->code;
	k->n++;
	return HJ_OK;
}

/* The row of the parent of the node that comes next. */
static size_t
above(const struct hj_fieldtext_kept *k, size_t last,
    const struct hj_node *node)
{
	while (rows(k)[last].node != node->parent)
		last = rows(k)[last].parent;
	return last;
}

int
hj_fieldtext_list(struct hj_fieldtext *t, struct hj_error *err)
{
	struct hj_node *root = hj_record_root(t->record);
	struct hj_fieldtext_kept *k = &t->kept;

	for (struct hj_node *n = root; n != NULL; n = hj_node_next(n, root)) {
		size_t parent;

		/* What stands below another program's element has no line. */
		if (n->def == NULL)
			continue;
		parent = n == root ? 0 : above(k, k->n - 1, n);
		if (add(k, n, parent, err) != HJ_OK)
			return (int)err->code;
	}
	for (size_t i = k->n; i-- > 1;) {
		struct row *row = &rows(k)[i];

		row->whole_had = row->whole_had || row->had != 0;
		rows(k)[row->parent].whole_had |= row->whole_had;
	}
	qsort(k->order.data, k->n, sizeof(struct place), by_address);
	return HJ_OK;
}

size_t
hj_fieldtext_see(struct hj_fieldtext_kept *k, const struct hj_node *node,
    uint32_t bits, size_t line)
{
	struct row *row = row_of(k, node);
	size_t before = 0;

	if (row == NULL)
		return 0;
	for (size_t i = 0; i <= HJ_NATTRS; i++) {
		if ((bits >> i & 1) == 0)
			continue;
		if (before == 0)
			before = row->line[i];
		row->line[i] = (uint32_t)line;
	}
	row->seen |= bits;
	for (; !row->named; row = &rows(k)[row->parent])
		row->named = true;
	return before;
}

/* The first line that still speaks of it. */
static size_t
line_of(const struct row *row)
{
	size_t first = 0;

	for (size_t i = 0; i <= HJ_NATTRS; i++)
		if (row->line[i] != 0 && (first == 0 || row->line[i] < first))
			first = row->line[i];
	return first;
}

static int
sweep_one(const struct row *row, struct hj_fieldtext *t, struct hj_error *err)
{
	uint32_t gone = row->had & ~row->seen;
	for (size_t i = 0; i < HJ_NATTRS; i++)
		if ((gone >> i & 1) != 0)
			hj_record_drop_attr(row->node,
			    hj_schema_attr_name((enum hj_attr_name)i));
	if ((gone & HJ_FIELDTEXT_VALUE) == 0 || row->node->first != NULL ||
	    line_of(row) == 0)
		return HJ_OK;
	(void)hj_fail(&t->why, HJ_EINVAL,
	    "the value of this field was taken away, this line was left: delete it too, or write the value again");
	return hj_fieldtext_fault(t, line_of(row), err);
}

int
hj_fieldtext_sweep(struct hj_fieldtext *t, struct hj_error *err)
{
	const struct hj_fieldtext_kept *k = &t->kept;

	for (size_t i = 0; i < k->n; i++) {
		struct row *row = &rows(k)[i];

		/* With everything in it. */
		if (i != 0 && row->whole_had && !row->named)
			hj_record_remove(row->node);
		else if (sweep_one(row, t, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}
