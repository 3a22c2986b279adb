#include "core/case/when.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/date/edtf.h"

/* ---- the date of one element ---- */

/* The date in a child, or in the group of fields that the child is. */
static const char *
date_in(const struct hj_node *node, const char *child)
{
	const struct hj_node *found = hj_node_child(node, child);

	if (found == NULL || found->def == NULL)
		return NULL;
	if (found->first != NULL)
		return date_in(found, "date");
	return found->def->value == HJ_V_DATE ? found->text : NULL;
}

/* Can it be the end of an interval? */
static bool
is_plain(const char *date)
{
	return strpbrk(date, "/[{T") == NULL;
}

static int
join(const char *first, const char *last, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_error why = HJ_ERROR;
	struct hj_edtf both;
	size_t from = to->len;

	if (hj_buf_printf(to, err, "%s/%s", first, last) != HJ_OK)
		return (int)err->code;
	/* An end before the beginning is a fault of the file, not ours. */
	if (hj_edtf_parse((const char *)to->data + from, to->len - from, &both,
		&why) == HJ_OK)
		return HJ_OK;
	to->len = from;
	return hj_buf_puts(to, first, err);
}

static int
own_date(const struct hj_node *node, struct hj_buf *to, struct hj_error *err)
{
	const char *first = date_in(node, "date");
	const char *last = date_in(node, "end");

	if (first == NULL)
		first = date_in(node, "from");
	if (last == NULL)
		last = date_in(node, "to");
	if (first == NULL && last == NULL)
		return HJ_OK;
	if (first == NULL || last == NULL)
		return hj_buf_puts(to, first != NULL ? first : last, err);
	if (!is_plain(first) || !is_plain(last))
		return hj_buf_puts(to, first, err);
	return join(first, last, to, err);
}

int
hj_when(const struct hj_node *node, struct hj_buf *to, struct hj_error *err)
{
	size_t from = to->len;
	int rc = HJ_OK;

	/* The file itself is of no time. */
	for (; node->parent != NULL && to->len == from && rc == HJ_OK;
	     node = node->parent)
		rc = own_date(node, to, err);
	return rc;
}

/* ---- all dates of which a field speaks ---- */

typedef int date_fn(void *to, const char *date, size_t n, struct hj_error *err);

struct dates {
	date_fn *fn;
	void *to;
	struct hj_buf date;
};

/* false: this element has no date. */
static int
give(struct dates *d, const struct hj_node *node, bool *ret,
    struct hj_error *err)
{
	hj_buf_reset(&d->date);
	if (hj_when(node, &d->date, err) != HJ_OK)
		return (int)err->code;
	*ret = d->date.len != 0;
	if (!*ret)
		return HJ_OK;
	return d->fn(d->to, (const char *)d->date.data, d->date.len, err);
}

static bool
leads_to(const struct hj_node *node, const char *id)
{
	return node->def != NULL && node->def->value == HJ_V_REF &&
	    node->text != NULL && strcmp(node->text, id) == 0;
}

static int
each_date(const struct hj_node *node, date_fn *fn, void *to,
    struct hj_error *err)
{
	struct dates d = { fn, to, HJ_BUF(HJ_LINE_MAX) };
	const struct hj_node *top = node, *root;
	const char *id;
	bool dated = false;
	int rc = give(&d, node, &dated, err);

	while (top->parent != NULL && top->parent->parent != NULL)
		top = top->parent;
	root = top->parent;
	id = hj_node_attr(top, "id");
	if (rc == HJ_OK && !dated && root != NULL && id != NULL)
		for (const struct hj_node *n = root; rc == HJ_OK && n != NULL;
		     n = hj_node_next(n, root))
			if (leads_to(n, id))
				rc = give(&d, n, &dated, err);
	hj_buf_clear(&d.date);
	return rc;
}

struct naming {
	const struct hj_code_row *row;
	uint64_t names;
};

static int
add_names(void *to, const char *date, size_t n, struct hj_error *err)
{
	struct naming *x = to;

	(void)err;
	x->names |= hj_vocab_names_at(x->row, date, n);
	return HJ_OK;
}

int
hj_when_label(const struct hj_node *node, const struct hj_code_row *row,
    bool korean, struct hj_buf *to, struct hj_error *err)
{
	struct naming x = { .row = row };

	if (row->nnames != 0 && each_date(node, add_names, &x, err) != HJ_OK)
		return (int)err->code;
	return hj_vocab_label_of(row, x.names, korean, to, err);
}

struct using
{
	const struct hj_code_row *row;
	bool fits, wrong;
	const char *instead;
};

static int
add_use(void *to, const char *date, size_t n, struct hj_error *err)
{
	struct using *x = to;

	(void)err;
	if (hj_vocab_use_at(x->row, date, n) == HJ_CODE_FITS) {
		x->fits = true;
		return HJ_OK;
	}
	x->wrong = true;
	x->instead = hj_vocab_code_at(x->row, date, n);
	return HJ_OK;
}

int
hj_when_wrong(const struct hj_node *node, const struct hj_code_row *row,
    bool *ret, const char **instead, struct hj_error *err)
{
	struct using x = { .row = row };

	*ret = false;
	*instead = NULL;
	/* Most codes are of all times. */
	if (row->nnames == 0 && *row->from == '\0' && *row->to == '\0')
		return HJ_OK;
	if (each_date(node, add_use, &x, err) != HJ_OK)
		return (int)err->code;
	*ret = x.wrong && !x.fits;
	*instead = x.instead;
	return HJ_OK;
}
