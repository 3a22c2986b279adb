#include "cli/find/rowsort.h"

#include <stdlib.h>
#include <string.h>

#include "cli/find/rowfilter.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/limits.h"

struct sorted {
	struct hj_id id;
	int tag;
	size_t at, n; /* in key */
};

static int
say_fields(struct cli *c, struct hj_error *err)
{
	struct hj_buf all = HJ_BUF(HJ_LINE_MAX);
	const char *name, *korean, *text = "";
	int rc = HJ_OK;

	for (size_t i = 0;
	     rc == HJ_OK && hj_roworder_field_at(i, &name, &korean); i++)
		rc = hj_buf_printf(&all, err, "%s%s", i != 0 ? " " : "",
		    c->korean ? korean : name);
	if (rc == HJ_OK && (rc = hj_buf_text(&all, &text, err)) == HJ_OK)
		ui_say(c->ui, _("Fields to sort by: %s"), text);
	hj_buf_clear(&all);
	return rc;
}

int
rowsort_open(struct cli *c, const char *fields, struct rowsort *ret,
    struct hj_error *err)
{
	struct hj_error ignored = HJ_ERROR;
	int rc;

	*ret = (struct rowsort){ .c = c,
		.key = HJ_BUF(SIZE_MAX / 4),
		.row = HJ_BUF(SIZE_MAX / 4),
		.items = HJ_BUF(HJ_RECORD_MAX) };
	rc = hj_roworder_parse(fields, strlen(fields), c->korean ? "ko" : "en",
	    &ret->order, err);
	if (rc == HJ_ENOTFOUND) {
		(void)say_fields(c, &ignored);
		rc = CLI_USAGE;
	}
	return rc == HJ_EINVAL ? CLI_USAGE : rc;
}

void
rowsort_close(struct rowsort *s)
{
	hj_roworder_free(s->order);
	s->order = NULL;
	hj_buf_clear(&s->key);
	hj_buf_clear(&s->row);
	hj_buf_clear(&s->items);
}

int
rowsort_add(struct rowsort *s, const struct hj_row *row, int tag,
    struct hj_error *err)
{
	struct sorted one = { .id = row->id, .tag = tag, .at = s->key.len };
	struct hj_row whole;

	if (rowfilter_whole(s->c, row, &s->items, &whole, err) != HJ_OK ||
	    hj_roworder_key(s->order, &whole, &s->key, err) != HJ_OK)
		return (int)err->code;
	one.n = s->key.len - one.at;
	return hj_buf_add(&s->row, &one, sizeof(one), err);
}

static int
by_key(const void *a, const void *b, void *keys)
{
	const struct sorted *x = a, *y = b;
	const uint8_t *p = ((const struct hj_buf *)keys)->data;
	int d = memcmp(p + x->at, p + y->at, x->n < y->n ? x->n : y->n);

	return d != 0 ? d : (x->n > y->n) - (x->n < y->n);
}

int
rowsort_each(struct rowsort *s, rowsort_fn *fn, void *to, struct hj_error *err)
{
	struct sorted *one = (struct sorted *)(void *)s->row.data;
	size_t n = s->row.len / sizeof(*one);
	struct hj_row row;
	int rc = HJ_OK;

	if (n != 0)
		qsort_r(one, n, sizeof(*one), by_key, &s->key);
	for (size_t i = 0; i < n && rc == HJ_OK; i++)
		if ((rc = hj_vault_row(s->c->vault, &one[i].id, &row, &s->items,
			 err)) == HJ_OK)
			rc = fn(to, &row, one[i].tag, err);
	return rc;
}
