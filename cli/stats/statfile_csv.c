#include <string.h>

#include "cli/stats/statfile.h"
#include "cli/stats/statword.h"

#define NEWLINE "\r\n"

/* Between quotation marks, whatever it is. */
static int
put_cell(struct hj_buf *to, const char *p, size_t n, struct hj_error *err)
{
	if (hj_buf_putc(to, '"', err) != HJ_OK)
		return (int)err->code;
	if (n != 0 && strchr("=+-@\t\r", p[0]) != NULL && n > 1 &&
	    hj_buf_putc(to, '\'', err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < n; i++)
		if ((p[i] == '"' && hj_buf_putc(to, '"', err) != HJ_OK) ||
		    hj_buf_putc(to, p[i], err) != HJ_OK)
			return (int)err->code;
	return hj_buf_puts(to, "\",", err);
}

static const char *
code_of(const struct statcount *s, size_t field, size_t i)
{
	const char *code;

	if (i == s->n[field])
		return "all";
	code = s->category[field][i].code;
	if (strcmp(code, HJ_NOT_KNOWN) == 0)
		return "-";
	return strcmp(code, HJ_SEVERAL) == 0 ? "several" : code;
}

static int
put_place(const struct statcount *s, const size_t *at, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_buf label = HJ_BUF(HJ_LINE_MAX);
	int rc = HJ_OK;

	for (size_t f = 0; rc == HJ_OK && f < s->how.nfields; f++) {
		const char *code = code_of(s, f, at[f]);

		hj_buf_reset(&label);
		if ((rc = put_cell(to, code, strlen(code), err)) == HJ_OK &&
		    (rc = statword_category(s, f, at[f], &label, err)) == HJ_OK)
			rc = put_cell(to, (const char *)label.data, label.len,
			    err);
	}
	hj_buf_clear(&label);
	return rc;
}

static int
put_figure(const struct hj_figure *n, struct hj_buf *to, struct hj_error *err)
{
	unsigned long long min = n->min, max = n->max;

	if (n->hidden)
		return hj_buf_puts(to, ",,,yes" NEWLINE, err);
	if (n->open)
		return hj_buf_printf(to, err, "%llu,,yes,no" NEWLINE, min);
	return hj_buf_printf(to, err, "%llu,%llu,no,no" NEWLINE, min, max);
}

static int
put_heading(const struct statcount *s, struct hj_buf *to, struct hj_error *err)
{
	if (hj_buf_puts(to, "\xef\xbb\xbf", err) != HJ_OK)
		return (int)err->code;
	for (size_t f = 0; f < s->how.nfields; f++) {
		const char *name = hj_census_field_name(s->how.field[f]);

		if (hj_buf_printf(to, err, "%s,%s_label,", name, name) != HJ_OK)
			return (int)err->code;
	}
	return hj_buf_puts(to, "min,max,or_more,hidden" NEWLINE, err);
}

int
statfile_csv(const struct statcount *s, struct hj_buf *to, struct hj_error *err)
{
	size_t at[HJ_CROSSTAB_FIELDS];

	if (put_heading(s, to, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < s->table.ncells; i++) {
		hj_crosstab_place(&s->table, i, at);
		if (put_place(s, at, to, err) != HJ_OK ||
		    put_figure(&s->table.cell[i], to, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}
