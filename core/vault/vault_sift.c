#include <sodium.h>

#include "core/vault/sift.h"
#include "core/vault/vault_state.h"

/* To start a thread takes as long as to look at some pages. */
#define PAGES_LEAST 64
/* Items on their way, of each worker. */
#define AHEAD 4
#define ITEMS (HJ_CREW_MAX * AHEAD)

/* A page of rows, or one file. */
struct load {
	const struct sifting *s;
	uint64_t number;
	const uint8_t *stored;
	size_t n;
	unsigned team; /* of a page */
	struct hj_row row; /* of a file */
	struct hj_buf plain; /* the opened page */
	struct hj_buf hit, note;
};

struct hit {
	size_t row; /* in the page */
	size_t note, n;
};

struct sifting {
	struct hj_vault *v;
	const struct hj_sift *how;
	const struct hj_progress *progress;
	struct hj_crew *crew;
	uint64_t pages;
	bool files;
	struct hj_buf items; /* of the row that is told */
	struct load load[ITEMS];
};

/* ---- in any thread ---- */

static int
look_at(void *with, struct load *l, size_t at, const struct hj_row *row,
    const struct hj_revision *rev, struct hj_error *err)
{
	struct hit hit = { .row = at, .note = l->note.len };
	bool fits = false;

	if (l->s->how->fits(with, row, rev, &fits, &l->note, err) != HJ_OK)
		return (int)err->code;
	hit.n = l->note.len - hit.note;
	return fits ? hj_buf_add(&l->hit, &hit, sizeof(hit), err) : HJ_OK;
}

static int
work_on_page(void *with, struct load *l, struct hj_error *err)
{
	struct hj_cursor c;
	struct hj_row row;
	int rc;

	if (hj_vault_open_stored(l->s->v, l->number, HJ_KIND_CATALOGUE, NULL,
		l->stored, l->n, &l->plain, err) != HJ_OK ||
	    hj_page_trim(&l->plain, err) != HJ_OK)
		return (int)err->code;
	c = HJ_CURSOR(l->plain.data, l->plain.len);
	for (rc = HJ_OK; rc == HJ_OK && c.left != 0;) {
		size_t at = (size_t)(c.p - l->plain.data);

		if ((rc = hj_row_decode(&c, &row, err)) == HJ_OK) {
			row.team = (uint8_t)l->team;
			rc = look_at(with, l, at, &row, NULL, err);
		}
	}
	return rc;
}

static int
work_on_file(void *with, struct load *l, struct hj_error *err)
{
	struct hj_revision rev = { .number = 0 };
	int rc;

	rc = hj_vault_open_stored(l->s->v, l->number, HJ_KIND_REVISION,
	    l->row.dek, l->stored, l->n, &l->plain, err);
	if (rc == HJ_OK)
		rc = hj_revision_decode(l->plain.data, l->plain.len, &rev, err);
	if (rc == HJ_OK) {
		rev.id = l->row.id;
		rev.number = l->number;
		rc = look_at(with, l, 0, &l->row, &rev, err);
	}
	hj_revision_clear(&rev);
	return rc;
}

static int
work(void *worker, void *item, struct hj_error *err)
{
	struct load *l = item;

	hj_buf_reset(&l->plain);
	hj_buf_reset(&l->hit);
	hj_buf_reset(&l->note);
	return l->s->files ? work_on_file(worker, l, err)
			   : work_on_page(worker, l, err);
}

/* ---- in the caller's ---- */

static int
take(void *to, void *item, struct hj_error *err)
{
	const struct load *l = item;
	const struct hit *hit = (const struct hit *)(const void *)l->hit.data;
	struct sifting *s = to;
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < l->hit.len / sizeof(*hit); i++) {
		struct hj_cursor c = HJ_CURSOR(l->plain.data + hit[i].row,
		    l->plain.len - hit[i].row);
		struct hj_row row;

		rc = s->files
		    ? hj_vault_row(s->v, &l->row.id, &row, &s->items, err)
		    : hj_row_decode(&c, &row, err);
		if (rc == HJ_OK && !s->files)
			row.team = (uint8_t)l->team;
		if (rc == HJ_OK)
			rc = s->how->told(s->how->to, &row,
			    l->note.data + hit[i].note, hit[i].n, err);
	}
	return rc;
}

static int
give_file(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct sifting *s = to;
	struct load *l = hj_crew_item(s->crew);

	if (row->nheads == 0)
		return hj_fail(err, HJ_ENOTFOUND, "no such revision");
	l->number = row->head[0].number;
	l->row = *row;
	l->row.items = NULL;
	l->row.items_len = 0;
	if (hj_vault_stored(s->v, l->number, &l->stored, &l->n, err) != HJ_OK)
		return (int)err->code;
	return hj_crew_give(s->crew, err);
}

static int
give_page(void *to, uint64_t place, const struct hj_list_item *item,
    struct hj_error *err)
{
	struct sifting *s = to;
	const struct hj_progress *p = s->progress;
	struct load *l = hj_crew_item(s->crew);
	struct hj_error why = { .say = err->say };
	int rc;

	if (p != NULL && p->fn != NULL && p->fn(p->to, place, s->pages) != 0)
		return hj_fail(err, HJ_EINTERRUPTED, "interrupted");
	l->number = item->number;
	rc = hj_vault_page_team(s->v, l->number, &l->team, &why);
	if (rc == HJ_EAUTH)
		return HJ_OK; /* of another team: not ours */
	if (rc != HJ_OK) {
		*err = why;
		return rc;
	}
	if (hj_vault_stored(s->v, l->number, &l->stored, &l->n, err) != HJ_OK)
		return (int)err->code;
	return hj_crew_give(s->crew, err);
}

static int
give_all(struct sifting *s, struct hj_error *err)
{
	const struct hj_list_io io = hj_vault_list_io(s->v);

	if (s->files)
		return hj_vault_scan(s->v, give_file, s, s->progress, err);
	return hj_list_each(&s->v->catalogue, 0, &io, give_page, s, err);
}

static int
sift_all(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct sifting *s = to;
	void *item[ITEMS];
	struct hj_crew_plan plan = { .nworkers = s->how->nworkers,
		.worker = s->how->with,
		.item = item,
		.work = work,
		.take = take,
		.to = s };
	int rc;

	if (hj_vault_may_read(v, err) != HJ_OK ||
	    (v->change != NULL && hj_change_pages(v->change, err) != HJ_OK))
		return (int)err->code;
	s->pages = hj_list_count(&v->catalogue);
	if (s->pages < PAGES_LEAST)
		plan.nworkers = 1;
	plan.nitems = plan.nworkers * AHEAD;
	for (size_t i = 0; i < plan.nitems; i++)
		item[i] = &s->load[i];
	if ((rc = hj_crew_new(&plan, &s->crew, err)) == HJ_OK &&
	    (rc = give_all(s, err)) == HJ_OK)
		rc = hj_crew_end(s->crew, err);
	hj_crew_free(s->crew);
	s->crew = NULL;
	return rc;
}

static int
sift(struct hj_vault *v, const struct hj_sift *how, bool files,
    const struct hj_progress *p, struct hj_error *err)
{
	struct sifting s = { .v = v,
		.how = how,
		.progress = p,
		.files = files,
		.items = HJ_BUF(HJ_RECORD_MAX) };
	int rc;

	for (size_t i = 0; i < ITEMS; i++) {
		s.load[i].s = &s;
		s.load[i].plain = files ? HJ_BUF(HJ_RECORD_MAX) : HJ_PAGE;
		s.load[i].hit = s.load[i].note = HJ_BUF(HJ_RECORD_MAX);
	}
	rc = hj_vault_reading(v, sift_all, &s, err);
	for (size_t i = 0; i < ITEMS; i++) {
		sodium_memzero(&s.load[i].row, sizeof(s.load[i].row));
		hj_buf_clear(&s.load[i].plain);
		hj_buf_clear(&s.load[i].hit);
		hj_buf_clear(&s.load[i].note);
	}
	hj_buf_clear(&s.items);
	return rc;
}

int
hj_vault_sift(struct hj_vault *v, const struct hj_sift *s,
    const struct hj_progress *p, struct hj_error *err)
{
	return sift(v, s, false, p, err);
}

int
hj_vault_sift_files(struct hj_vault *v, const struct hj_sift *s,
    const struct hj_progress *p, struct hj_error *err)
{
	return sift(v, s, true, p, err);
}
