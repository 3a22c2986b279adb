/* One case: into the vault, and changed once. */
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "tests/bench/floor.h"
#include "tests/bench/saxcase.h"

/* Before the canonical bytes of a revision: its fingerprint and salt key. */
#define BEFORE (32 + FLOOR_SALT)

/* ---- catalogue, keys, index ---- */

static void
flush_rows(struct floor *f)
{
	uint64_t number = f->root.next;

	if (f->nrows == 0)
		return;
	floor_put(f, number, 2, f->page, f->rows, f->nrows, NULL);
	floor_append(f, FLOOR_CATALOGUE, number);
	for (size_t i = (size_t)f->rows_number; i < f->nindex; i++)
		memcpy(f->index[i].number, &number, 8);
	f->nrows = 0;
	f->rows_number = f->nindex;
	if (f->nindex + 1000 > FLOOR_RUN) {
		floor_index_write(f);
		f->rows_number = 0;
	}
}

static void
flush_keys(struct floor *f)
{
	uint64_t number = f->root.next;

	if (f->nkeys == 0)
		return;
	floor_put(f, number, 3, f->page, f->keys, f->nkeys, NULL);
	floor_append(f, FLOOR_KEYS, number);
	f->nkeys = 0;
}

static void
add_row(struct floor *f, const struct floor_row *row, const uint8_t *names)
{
	if (f->nrows + sizeof(*row) + row->names > sizeof(f->rows))
		flush_rows(f);
	memcpy(f->rows + f->nrows, row, sizeof(*row));
	f->nrows += sizeof(*row);
	memcpy(f->rows + f->nrows, names, row->names);
	f->nrows += row->names;
	if (f->nkeys + 42 > sizeof(f->keys))
		flush_keys(f);
	memcpy(f->keys + f->nkeys, row->id, 10);
	memcpy(f->keys + f->nkeys + 10, row->dek, 32);
	f->nkeys += 42;
	if (f->index == NULL &&
	    (f->index = calloc(FLOOR_RUN + 1000, sizeof(*f->index))) == NULL)
		floor_die("out of memory");
	floor_index_key(f, row->id, f->index[f->nindex++].key);
}

/* Everything that waits in memory, and the commit. */
static void
finish(struct floor *f, bool last)
{
	flush_rows(f);
	flush_keys(f);
	if (last)
		floor_index_write(f);
	f->rows_number = f->nindex;
	floor_commit(f, true);
	if (!last)
		floor_begin(f, true);
}

/* ---- a new case ---- */

static void
case_new(void *to, const struct saxcase *c)
{
	static uint8_t plain[BEFORE + FLOOR_CASE];
	struct floor *f = to;
	struct floor_row row = { .names = (uint16_t)c->notes_len };
	uint8_t drawn[32 + 16 + FLOOR_SALT], envelope[32];

	randombytes_buf(drawn, sizeof(drawn));
	memcpy(row.id, c->id, 10);
	memcpy(row.dek, drawn, 32);
	memcpy(row.log_id, drawn + 32, 16);
	memcpy(plain + 32, drawn + 48, FLOOR_SALT);
	floor_digest(c->bytes, c->n, drawn + 48, row.digest);
	memcpy(plain, row.digest, 32);
	memcpy(plain + BEFORE, c->bytes, c->n);
	row.number = f->root.next;
	floor_put(f, row.number, 5, row.dek, plain, BEFORE + c->n, envelope);
	floor_log_add(f, &row, envelope, NULL);
	add_row(f, &row, c->notes);
	f->root.cases++;
	if (f->pending >= FLOOR_BATCH)
		finish(f, false);
}

void
floor_import(struct floor *f, const char *file)
{
	floor_begin(f, true);
	saxcase_read(file, case_new, f);
	finish(f, true);
}

/* ---- found again ---- */

bool
floor_row_of(struct floor *f, const uint8_t id[static 10],
    struct floor_row *ret, uint64_t *page, uint8_t *room, size_t *at)
{
	uint8_t lookup[16];
	MDB_val k = { 16, lookup }, v;
	size_t n;

	floor_index_key(f, id, lookup);
	floor_must(mdb_get(f->txn, f->i, &k, &v), "index");
	memcpy(page, v.mv_data, 8);
	n = floor_get(f, *page, f->page, room);
	memset(room + n, 0, FLOOR_ROOM - n);
	for (*at = 0; *at < n; *at += sizeof(*ret) + ret->names) {
		memcpy(ret, room + *at, sizeof(*ret));
		if (memcmp(ret->id, id, 10) == 0)
			return true;
	}
	return false;
}

/* ---- changed ---- */

static void
change(struct floor *f, const uint8_t id[static 10])
{
	static uint8_t page[FLOOR_PAGE], plain[BEFORE + FLOOR_CASE];
	uint8_t envelope[32], parent[32];
	struct floor_row row;
	uint64_t where;
	size_t at, n;

	floor_begin(f, true);
	if (!floor_row_of(f, id, &row, &where, page, &at))
		floor_die("no such row");
	n = floor_get(f, row.number, row.dek, plain);
	memcpy(parent, row.digest, 32);
	/* Of the same length: a digit of the title of the last source. */
	plain[n - 80] ^= 1;
	randombytes_buf(plain + 32, FLOOR_SALT);
	floor_digest(plain + BEFORE, n - BEFORE, plain + 32, row.digest);
	memcpy(plain, row.digest, 32);
	row.number = f->root.next;
	floor_put(f, row.number, 5, row.dek, plain, n, envelope);
	memcpy(page + at, &row, sizeof(row));
	floor_log_add(f, &row, envelope, parent);
	floor_put(f, where, 2, f->page, page, FLOOR_ROOM, NULL);
	floor_commit(f, false);
}

void
floor_update(struct floor *f, size_t times)
{
	static uint8_t page[FLOOR_PAGE];
	uint64_t pages = f->root.count[FLOOR_CATALOGUE];
	uint8_t(*ids)[10] = calloc(times, sizeof(*ids));
	struct floor_row row;

	if (ids == NULL)
		floor_die("out of memory");
	floor_begin(f, false);
	for (size_t i = 0; i < times; i++) {
		(void)floor_get(f,
		    f->list[FLOOR_CATALOGUE].number[i * 7919 % pages], f->page,
		    page);
		memcpy(&row, page, sizeof(row));
		memcpy(ids[i], row.id, 10);
	}
	mdb_txn_abort(f->txn);
	floor_clock_start(f);
	for (size_t i = 0; i < times; i++)
		change(f, ids[i]);
	floor_clock_stop(f, times);
	free(ids);
}
