#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/file/file.h"
#include "core/vault/repair_own.h"
#include "core/vault/verify_own.h"

#define WAIT 60
#define YOUNG 3600

/* ---- lists ---- */

static int
refill(struct hj_change *c, struct hj_list *l, const struct hj_pages_found *f,
    bool drop_bad, struct hj_error *err)
{
	const struct hj_list_io io = hj_vault_list_io(c->v);
	uint64_t position = 0;

	hj_list_clear(l);
	hj_list_init(l);
	for (size_t i = 0; i < f->n; i++) {
		const struct hj_list_item item = { .number = f->page[i].number,
			.first = position };

		if (f->page[i].good) {
			position += f->page[i].count;
			if (hj_list_append(l, &item, &io, err) != HJ_OK)
				return (int)err->code;
		} else if (drop_bad &&
		    hj_pending_delete(&c->pending, item.number, err) != HJ_OK) {
			return (int)err->code;
		}
	}
	return HJ_OK;
}

static bool
listed(const struct hj_list *l, uint64_t number)
{
	struct hj_cursor c = HJ_CURSOR(l->pages.data, l->pages.len);

	while (c.left >= 8)
		if (hj_cursor_u64(&c) == number)
			return true;
	return false;
}

/* Lists of catalogue and keys are made anew; that of the log only when a page
 * of it is lost, since it knows positions that the pages do not. */
static int
lists(struct hj_change *c, struct hj_survey *s, struct hj_error *err)
{
	struct hj_vault *v = c->v;
	struct hj_cursor pages =
	    HJ_CURSOR(v->head.pages.pages.data, v->head.pages.pages.len);
	bool whole = true;

	while (pages.left >= 8) {
		uint64_t number = hj_cursor_u64(&pages);
		bool good = false;

		for (size_t i = 0; i < s->lists.n; i++)
			good |= s->lists.page[i].number == number &&
			    s->lists.page[i].good;
		whole &= good;
	}
	for (size_t i = 0; i < s->lists.n; i++)
		if (!(whole &&
			listed(&v->head.pages, s->lists.page[i].number)) &&
		    hj_pending_delete(&c->pending, s->lists.page[i].number,
			err) != HJ_OK)
			return (int)err->code;
	if (!whole && refill(c, &v->head.pages, &s->log, false, err) != HJ_OK)
		return (int)err->code;
	c->lists_changed = true;
	if (refill(c, &v->catalogue, &s->catalogue, true, err) != HJ_OK)
		return (int)err->code;
	return refill(c, &v->keys, &s->keys, true, err);
}

/* ---- rows, keys, index, roots ---- */

struct rows {
	struct hj_change *c;
	uint64_t n;
};

static int
index_row(void *to, const struct hj_row *row, uint64_t number,
    struct hj_error *err)
{
	struct rows *r = to;
	struct hj_vault *v = r->c->v;
	uint8_t key[HJ_INDEX_KEY];

	r->n++;
	hj_index_key(hj_keyring_lookup(v->me.keyring), &row->id, key);
	return hj_index_put(&v->tail, key, number, err);
}

static int
rows(struct hj_change *c, struct hj_survey *s, struct hj_error *err)
{
	struct rows r = { .c = c };
	uint64_t more = 0;
	size_t n;
	const struct hj_case_key *k;

	hj_index_clear(&c->v->tail);
	for (size_t i = 0; i < s->catalogue.n; i++)
		if (s->catalogue.page[i].good &&
		    hj_survey_rows(s, s->catalogue.page[i].number, index_row,
			&r, err) != HJ_OK)
			return (int)err->code;
	k = hj_survey_cases(s, &n);
	for (size_t i = 0; i < n; i++) {
		struct hj_row row = { .id = k[i].id, .team = k[i].team };

		if (k[i].has_key)
			continue;
		memcpy(row.dek, k[i].dek, sizeof(row.dek));
		if (hj_change_key(c, &row, err) != HJ_OK)
			return (int)err->code;
	}
	if (hj_repair_rows(c, s, &more, err) != HJ_OK)
		return (int)err->code;
	c->v->head.cases = r.n + more;
	return HJ_OK;
}

/* The roots that no commit rewrites. */
static int
other_roots(struct hj_change *c, const struct hj_settings_found *settings,
    struct hj_error *err)
{
	static const enum hj_root root[] = { HJ_ROOT_DRAFTS, HJ_ROOT_CODES,
		HJ_ROOT_SEARCHES, HJ_ROOT_SUBMITTER };
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	struct hj_error why = HJ_ERROR;
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < HJ_LEN(root); i++) {
		hj_buf_reset(&bytes);
		if (hj_vault_read_root(c->v, root[i], &bytes, &why) == HJ_OK)
			rc = hj_vault_write_root(c->v, root[i], &bytes, err);
	}
	hj_buf_clear(&bytes);
	if (rc == HJ_OK && (settings->there || settings->anew))
		rc = hj_change_settings(c, &settings->is, err);
	return rc;
}

static int
nothing(struct hj_vault *v, void *to, struct hj_error *err)
{
	(void)to;
	(void)err;
	/* The tail of a damaged catalogue need not be read. */
	v->tail_loaded = true;
	return HJ_OK;
}

int
hj_repair(struct hj_vault *v, struct hj_survey *s,
    const struct hj_settings_found *settings, struct hj_error *err)
{
	struct hj_change *c = NULL;
	int rc;

	if ((rc = hj_vault_reading(v, nothing, NULL, err)) != HJ_OK ||
	    (rc = hj_change_open(v, WAIT, &c, err)) != HJ_OK)
		return rc;
	hj_cache_clear(&v->cache);
	/* Whoever wrote before we got the lock wrote what nobody looked at. */
	if (v->snapshot != s->snapshot)
		rc = hj_fail(err, HJ_EBUSY,
		    "another hanji wrote to the vault while it was examined; nothing was repaired, try again");
	if (rc == HJ_OK && (rc = lists(c, s, err)) == HJ_OK &&
	    (rc = rows(c, s, err)) == HJ_OK &&
	    (rc = other_roots(c, settings, err)) == HJ_OK) {
		c->rows = 0; /* all rows into the index now */
		c->reindex = true;
		rc = hj_change_write(c, err);
	}
	if (rc == HJ_OK && v->facts.damaged != NULL)
		rc = hj_vault_rewrite_header(v, err);
	hj_change_end(c);
	hj_vault_forget(v);
	v->roots_damaged = 0;
	return rc;
}

/* ---- what nobody names ---- */

static int
by_name(const void *a, const void *b)
{
	return memcmp(a, b, HJ_BLOB_NAME);
}

static bool
is_named(const struct hj_buf *names, const char *file)
{
	size_t n = names->len / HJ_BLOB_NAME;

	return n != 0 && strlen(file) == HJ_BLOB_NAME &&
	    bsearch(file, names->data, n, HJ_BLOB_NAME, by_name) != NULL;
}

/* Old enough that no other process is about to name it. */
static bool
is_left(DIR *d, const char *file)
{
	struct stat st;

	return fstatat(dirfd(d), file, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISREG(st.st_mode) && time(NULL) - st.st_mtime >= YOUNG;
}

/* names NULL: only what a killed process left under a temporary name. */
static int
sweep_folder(const char *dir, const struct hj_buf *names, bool sweep,
    struct hj_report *report, struct hj_error *err)
{
	struct dirent *e;
	int rc = HJ_OK;
	DIR *d;

	if ((d = opendir(dir)) == NULL)
		return hj_fail_errno(err, errno, "cannot read '%s'", dir);
	while (rc == HJ_OK && (e = readdir(d)) != NULL) {
		bool temp =
		    strncmp(e->d_name, HJ_FILE_TEMP, strlen(HJ_FILE_TEMP)) == 0;

		if ((!temp && (names == NULL || is_named(names, e->d_name))) ||
		    !is_left(d, e->d_name))
			continue;
		rc = hj_report(report, HJ_FOUND_NOTICE,
		    sweep ? HJ_N_("belonged to no record: removed")
			  : HJ_N_("belongs to no record; hanji check --repair "
				  "removes it"),
		    err, "%s %.64s",
		    hj_said(err,
			temp ? HJ_N_("unfinished file") : HJ_N_("attachment")),
		    e->d_name);
		if (rc == HJ_OK && sweep &&
		    unlinkat(dirfd(d), e->d_name, 0) != 0)
			rc = hj_fail_errno(err, errno, "cannot remove '%s/%s'",
			    dir, e->d_name);
	}
	(void)closedir(d);
	return rc;
}

int
hj_repair_sweep(struct hj_vault *v, struct hj_buf *names, bool sweep,
    struct hj_report *report, struct hj_error *err)
{
	size_t n = names->len / HJ_BLOB_NAME;
	char dir[HJ_PATH_MAX + 8];

	if (n != 0)
		qsort(names->data, n, HJ_BLOB_NAME, by_name);
	(void)snprintf(dir, sizeof(dir), "%s/" HJ_BLOBS_DIR, v->dir);
	if (sweep_folder(dir, names, sweep, report, err) != HJ_OK)
		return (int)err->code;
	return sweep_folder(v->dir, NULL, sweep, report, err);
}
