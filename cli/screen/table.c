#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "cli/screen/say.h"
#include "cli/screen/table.h"
#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/base/text.h"

#define COLUMNS_MAX 12
#define ROWS_KEPT 200 /* until the widths are settled */
#define CELL_MAX 60 /* columns; wider cells push the rest aside */

struct table {
	const struct emit_column *columns;
	size_t n;
	FILE *out;
	size_t width[COLUMNS_MAX];
	struct hj_buf cells; /* visible text of the kept rows, NUL-ended each */
	size_t rows;
	size_t next; /* column of the row being filled */
	bool settled; /* widths are fixed: rows go out at once */
};

size_t
table_width(const char *p, size_t n)
{
	size_t width = 0;

	while (n > 0) {
		uint32_t c = 0;
		size_t k = hj_text_decode(p, n, &c);
		int w = k != 0 ? wcwidth((wchar_t)c) : 1;

		width += w > 0 ? (size_t)w : 0;
		p += k != 0 ? k : 1;
		n -= k != 0 ? k : 1;
	}
	return width;
}

int
table_new(const struct emit_column *columns, size_t n, FILE *out,
    struct table **ret, struct hj_error *err)
{
	struct table *t;

	if (n > COLUMNS_MAX)
		return hj_fail(err, HJ_ELIMIT, "too many columns");
	if ((t = calloc(1, sizeof(*t))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	t->columns = columns;
	t->n = n;
	t->out = out;
	t->cells = HJ_BUF(HJ_TEXT_MAX);
	for (size_t i = 0; i < n; i++)
		if (columns[i].label != NULL) {
			const char *label = _(columns[i].label);

			t->width[i] = table_width(label, strlen(label));
		}
	*ret = t;
	return HJ_OK;
}

void
table_free(struct table *t)
{
	if (t == NULL)
		return;
	hj_buf_clear(&t->cells);
	free(t);
}

static bool
is_last(const struct table *t, size_t i)
{
	for (size_t j = i + 1; j < t->n; j++)
		if (t->columns[j].label != NULL)
			return false;
	return true;
}

static void
pad(FILE *out, size_t n)
{
	while (n-- > 0)
		(void)fputc(' ', out);
}

static void
print_cell(const struct table *t, size_t i, const char *text)
{
	size_t w = table_width(text, strlen(text));
	size_t gap = w < t->width[i] ? t->width[i] - w : 0;

	if (t->columns[i].label == NULL)
		return;
	if (t->columns[i].right)
		pad(t->out, gap);
	(void)fputs(text, t->out);
	if (is_last(t, i)) {
		(void)fputc('\n', t->out);
		return;
	}
	if (!t->columns[i].right)
		pad(t->out, gap);
	(void)fputs("  ", t->out);
}

static void
print_kept(struct table *t)
{
	const char *p = (const char *)t->cells.data;
	const char *end = p + t->cells.len;

	for (size_t i = 0; p < end; i++) {
		print_cell(t, i % t->n, p);
		p += strlen(p) + 1;
	}
	hj_buf_reset(&t->cells);
	t->rows = 0;
}

void
table_cell(struct table *t, size_t column, const char *p, size_t n,
    struct hj_error *err)
{
	size_t from = t->cells.len;
	size_t w;

	assert(column == t->next);
	if (hj_text_visible(p, n, false, &t->cells, err) != HJ_OK)
		return;
	w = table_width((const char *)t->cells.data + from,
	    t->cells.len - from);
	if (hj_buf_putc(&t->cells, '\0', err) != HJ_OK)
		return;
	if (!t->settled && w > t->width[column])
		t->width[column] = w < CELL_MAX ? w : CELL_MAX;
	t->next++;
}

static void
print_head(struct table *t)
{
	for (size_t i = 0; i < t->n; i++)
		print_cell(t, i,
		    t->columns[i].label != NULL ? _(t->columns[i].label) : "");
}

void
table_end_row(struct table *t, struct hj_error *err)
{
	if (err->code != HJ_OK)
		return;
	assert(t->next == t->n);
	t->next = 0;
	t->rows++;
	if (t->settled || t->rows == ROWS_KEPT)
		table_flush(t);
}

void
table_flush(struct table *t)
{
	if (t == NULL || t->rows == 0)
		return;
	if (!t->settled)
		print_head(t);
	t->settled = true;
	print_kept(t);
}
