#include "core/case/codec.h"
#include "core/names/name.h"
#include "core/vault/vault_state.h"

/* Rows in one commit: what a change holds in memory is bounded. */
#define BATCH 2000
#define IDS ((size_t)1 << 30) /* bytes, of 10^8 cases */

/* Ids of rows that are not as this hanji makes them. */
struct renewing {
	struct hj_vault *v;
	const struct hj_progress *progress;
	struct hj_buf ids;
	uint64_t done;
};

static int
read_made(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct hj_root_settings s;
	int rc = hj_vault_settings(v, &s, err);

	*(bool *)to = rc == HJ_OK && s.rows_made == HJ_ROWS_MADE;
	return rc;
}

int
hj_vault_is_current(struct hj_vault *v, bool *ret, struct hj_error *err)
{
	return hj_vault_reading(v, read_made, ret, err);
}

/* ---- which rows ---- */

static bool
is_current(const struct hj_row *row)
{
	struct hj_row_item item;
	bool made = false;
	size_t at = 0;

	while (hj_row_next(row, &at, &item)) {
		if (item.tag == HJ_ROW_KEYS && item.aux != HJ_NAME_VERSION)
			return false;
		if (item.tag == HJ_ROW_MADE && item.aux == HJ_ROW_DESCRIBED)
			made = true;
	}
	return made;
}

static int
each_row(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct renewing *r = to;

	return is_current(row)
	    ? HJ_OK
	    : hj_buf_add(&r->ids, &row->id, sizeof(row->id), err);
}

/* ---- anew ---- */

int
hj_vault_describe(struct hj_vault *v, struct hj_row *row, struct hj_buf *items,
    struct hj_error *err)
{
	struct hj_record *record = NULL;
	struct hj_revision rev;
	struct hj_namer *namer;
	int rc = hj_vault_get(v, row, row->head[0].number, &rev, err);

	if (rc != HJ_OK)
		return rc;
	if ((rc = hj_codec_decode(rev.bytes.data, rev.bytes.len, &record,
		 err)) == HJ_OK &&
	    (rc = hj_vault_namer(v, &namer, err)) == HJ_OK)
		rc = hj_row_describe(record, namer, row, items, err);
	hj_record_free(record);
	hj_revision_clear(&rev);
	return rc;
}

/* Where a row stands. */
struct place {
	const struct hj_id *id;
	uint64_t page;
};

static int
locate(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct place *at = to;

	return hj_vault_locate(v, at->id, &at->page, err);
}

static int
renew(struct hj_change *c, const struct hj_id *id, struct hj_error *err)
{
	struct hj_buf old = HJ_BUF(HJ_RECORD_MAX);
	struct hj_buf items = HJ_BUF(HJ_PAGE_STORED);
	struct hj_error why = HJ_ERROR;
	struct place at = { .id = id };
	struct hj_row row;
	int rc;

	if ((rc = hj_vault_reading(c->v, locate, &at, err)) == HJ_OK &&
	    (rc = hj_vault_row(c->v, id, &row, &old, err)) == HJ_OK) {
		rc = hj_vault_describe(c->v, &row, &items, &why);
		if (rc == HJ_OK)
			rc = hj_change_row(c, &row, at.page, err);
		else if (rc == HJ_ENOMEM)
			*err = why;
		else /* for 'check' to report */
			rc = HJ_OK;
	}
	hj_buf_clear(&items);
	hj_buf_clear(&old);
	return rc;
}

static int
renew_batch(struct renewing *r, bool *more, struct hj_error *err)
{
	const struct hj_id *id = (const struct hj_id *)(void *)r->ids.data;
	uint64_t n = r->ids.len / sizeof(*id), end = r->done + BATCH;
	struct hj_root_settings s;
	struct hj_change *c = NULL;
	int rc = hj_change_open(r->v, 0, &c, err);

	for (; rc == HJ_OK && r->done < n && r->done < end; r->done++) {
		if (r->progress != NULL && r->progress->fn != NULL &&
		    r->progress->fn(r->progress->to, r->done, n) != 0)
			rc = hj_fail(err, HJ_EINTERRUPTED, "interrupted");
		else
			rc = renew(c, &id[r->done], err);
	}
	*more = r->done < n;
	/* Rows of other teams were not looked at. */
	if (rc == HJ_OK && !*more && hj_vault_sees_all(r->v) &&
	    (rc = hj_vault_settings(r->v, &s, err)) == HJ_OK) {
		s.rows_made = HJ_ROWS_MADE;
		rc = hj_change_settings(c, &s, err);
	}
	if (rc == HJ_OK)
		rc = hj_change_write(c, err);
	hj_change_end(c);
	return rc;
}

int
hj_vault_renew(struct hj_vault *v, const struct hj_progress *p, uint64_t *ret,
    struct hj_error *err)
{
	struct renewing r = { .v = v, .progress = p, .ids = HJ_BUF(IDS) };
	bool more = true;
	int rc = hj_vault_scan(v, each_row, &r, NULL, err);

	while (rc == HJ_OK && more)
		rc = renew_batch(&r, &more, err);
	*ret = r.done;
	hj_buf_clear(&r.ids);
	return rc;
}
