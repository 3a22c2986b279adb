#include "cli/find/rowfilter.h"

#include "cli/wording/lexicon.h"
#include "cli/wording/span.h"
#include "core/base/limits.h"
#include "core/case/codec.h"

static const struct hj_list *
list(void *with, const char *name)
{
	return lexicon_list(with, name);
}

int
rowfilter_open(struct cli *c, const char *p, size_t n, struct rowfilter *ret,
    struct hj_error *err)
{
	const struct hj_where_how how = { .today = span_today_day(),
		.list = list,
		.with = c };

	*ret = (struct rowfilter){ .c = c, .items = HJ_BUF(HJ_RECORD_MAX) };
	return hj_where_parse(p, n, &how, &ret->where, err);
}

void
rowfilter_close(struct rowfilter *f)
{
	hj_where_free(f->where);
	f->where = NULL;
	hj_buf_clear(&f->items);
}

int
rowfilter_whole(struct cli *c, const struct hj_row *row, struct hj_buf *items,
    struct hj_row *ret, struct hj_error *err)
{
	struct hj_revision rev = { .number = 0 };
	struct hj_record *r = NULL;
	int rc;

	*ret = *row;
	/* Of what was erased there is no file to ask. */
	if (row->root == 't' || hj_row_is_whole(row))
		return HJ_OK;
	hj_buf_reset(items);
	if ((rc = hj_vault_get(c->vault, row, 0, &rev, err)) == HJ_OK &&
	    (rc = hj_codec_decode(rev.bytes.data, rev.bytes.len, &r, err)) ==
		HJ_OK)
		rc = hj_row_describe_whole(r, ret, items, err);
	hj_record_free(r);
	hj_revision_clear(&rev);
	return rc;
}

int
rowfilter_ask(struct rowfilter *f, const struct hj_row *row,
    enum hj_answer *ret, struct hj_error *err)
{
	struct hj_row whole;

	*ret = HJ_YES;
	if (f->where == NULL)
		return HJ_OK;
	if (rowfilter_whole(f->c, row, &f->items, &whole, err) != HJ_OK)
		return (int)err->code;
	*ret = hj_where_test(f->where, &whole);
	return HJ_OK;
}
