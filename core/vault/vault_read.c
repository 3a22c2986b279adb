#include <string.h>

#include "core/vault/vault_state.h"

/* ---- one row ---- */

struct fetch {
	const struct hj_id *id;
	struct hj_row row;
	struct hj_buf *items;
};

static int
fetch_row(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct fetch *f = to;
	struct hj_cached *slot;
	struct hj_cursor c;
	uint64_t number;
	size_t at, len;

	if (hj_vault_may_read(v, err) != HJ_OK ||
	    hj_vault_locate(v, f->id, &number, err) != HJ_OK ||
	    hj_vault_page(v, number, &slot, err) != HJ_OK)
		return (int)err->code;
	if (!hj_page_find(&slot->page, f->id, &at, &len))
		return hj_fail(err, HJ_ECORRUPT,
		    "record %llu: a row is missing; run 'hanji check "
		    "--repair'",
		    (unsigned long long)number);
	hj_buf_reset(f->items);
	if (hj_buf_add(f->items, slot->page.data + at, len, err) != HJ_OK)
		return (int)err->code;
	c = HJ_CURSOR(f->items->data, f->items->len);
	if (hj_row_decode(&c, &f->row, err) != HJ_OK)
		return (int)err->code;
	f->row.team = (uint8_t)slot->team;
	return HJ_OK;
}

int
hj_vault_row(struct hj_vault *v, const struct hj_id *id, struct hj_row *ret,
    struct hj_buf *items, struct hj_error *err)
{
	struct fetch f = { .id = id, .items = items };

	if (hj_vault_reading(v, fetch_row, &f, err) != HJ_OK)
		return (int)err->code;
	*ret = f.row;
	return HJ_OK;
}

/* ---- all rows ---- */

struct scan {
	struct hj_vault *v;
	hj_row_fn *fn;
	void *to;
	const struct hj_progress *progress;
	struct hj_buf page;
	uint64_t pages;
};

static int
scan_rows(struct scan *s, const struct hj_buf *page, unsigned team,
    struct hj_error *err)
{
	struct hj_cursor c = HJ_CURSOR(page->data, page->len);
	struct hj_row row;
	int rc = HJ_OK;

	while (rc == HJ_OK && c.left != 0)
		if ((rc = hj_row_decode(&c, &row, err)) == HJ_OK) {
			row.team = (uint8_t)team;
			rc = s->fn(s->to, &row, err);
		}
	return rc;
}

static int
scan_page(void *to, uint64_t place, const struct hj_list_item *item,
    struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	struct scan *s = to;
	const struct hj_progress *p = s->progress;
	unsigned team;
	int rc;

	if (p != NULL && p->fn != NULL && p->fn(p->to, place, s->pages) != 0)
		return hj_fail(err, HJ_EINTERRUPTED, "interrupted");
	hj_buf_reset(&s->page);
	rc = hj_vault_open_rows(s->v, item->number, &s->page, &team, &why);
	if (rc == HJ_OK)
		return scan_rows(s, &s->page, team, err);
	if (rc != HJ_EAUTH)
		*err = why;
	return rc == HJ_EAUTH ? HJ_OK : rc; /* of another team: not ours */
}

static int
scan_all(struct hj_vault *v, void *to, struct hj_error *err)
{
	const struct hj_list_io io = hj_vault_list_io(v);
	struct scan *s = to;

	/* Pages that an open change holds in memory are sealed first: then
	 * every page is read in one way. */
	if (hj_vault_may_read(v, err) != HJ_OK ||
	    (v->change != NULL && hj_change_pages(v->change, err) != HJ_OK))
		return (int)err->code;
	s->pages = hj_list_count(&v->catalogue);
	return hj_list_each(&v->catalogue, 0, &io, scan_page, s, err);
}

int
hj_vault_scan(struct hj_vault *v, hj_row_fn *fn, void *to,
    const struct hj_progress *p, struct hj_error *err)
{
	struct scan s = { .v = v, .fn = fn, .to = to, .progress = p };
	int rc;

	s.page = HJ_PAGE;
	rc = hj_vault_reading(v, scan_all, &s, err);
	hj_buf_clear(&s.page);
	return rc;
}

/* ---- by the beginning of an id ---- */

#define CANDIDATES 8

struct search {
	const char *prefix;
	size_t n, found;
	struct hj_id id[CANDIDATES];
};

static int
match(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct search *s = to;
	char text[HJ_ID_CHARS + 1];

	(void)err;
	hj_id_text(&row->id, text);
	if (memcmp(text, s->prefix, s->n) != 0)
		return HJ_OK;
	if (s->found < CANDIDATES)
		s->id[s->found] = row->id;
	s->found++;
	return HJ_OK;
}

static int
ambiguous(const struct search *s, struct hj_error *err)
{
	char list[CANDIDATES * HJ_ID_SHOWN + 1] = "";
	size_t n = 0;

	for (size_t i = 0; i < s->found && i < CANDIDATES; i++) {
		hj_id_show(&s->id[i], list + n);
		n += HJ_ID_SHOWN;
		list[n - 1] = ' ';
	}
	list[n != 0 ? n - 1 : 0] = '\0';
	return hj_fail(err, HJ_EAMBIGUOUS,
	    "%zu records have an id that begins like this; type more of it: "
	    "%s%s",
	    s->found, list, s->found > CANDIDATES ? " ..." : "");
}

int
hj_vault_resolve(struct hj_vault *v, const char *prefix, size_t n,
    struct hj_row *ret, struct hj_buf *items, struct hj_error *err)
{
	struct search s = { .prefix = prefix, .n = n };

	if (n >= HJ_ID_CHARS) {
		if (hj_id_parse(prefix, n, &s.id[0], err) != HJ_OK)
			return (int)err->code;
	} else {
		if (hj_vault_scan(v, match, &s, NULL, err) != HJ_OK)
			return (int)err->code;
		if (s.found > 1)
			return ambiguous(&s, err);
		if (s.found == 0)
			return hj_fail(err, HJ_ENOTFOUND,
			    "no record has an id that begins like this; "
			    "'hanji list' shows them");
	}
	return hj_vault_row(v, &s.id[0], ret, items, err);
}
