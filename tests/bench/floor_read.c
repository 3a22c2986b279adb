/* Reading: every case as XML, some at random, one, all rows. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "core/base/id.h"
#include "tests/bench/floor.h"

#define BEFORE (32 + FLOOR_SALT)
#define PIECE ((size_t)256 << 10)

typedef void row_fn(struct floor *f, const struct floor_row *row, void *to);

static void
each_row(struct floor *f, row_fn *fn, void *to)
{
	static uint8_t page[FLOOR_PAGE];
	struct floor_row row;

	for (uint64_t k = 0; k < f->root.count[FLOOR_CATALOGUE]; k++) {
		size_t n = floor_get(f, f->list[FLOOR_CATALOGUE].number[k],
		    f->page, page);

		for (size_t at = 0; at + sizeof(row) <= n;
		     at += sizeof(row) + row.names) {
			memcpy(&row, page + at, sizeof(row));
			if (row.number == 0)
				break;
			fn(f, &row, to);
		}
	}
}

/* ---- export ---- */

struct out {
	int fd;
	bool hash; /* also SHA-256 of the file, which the log keeps */
	crypto_hash_sha256_state whole;
	size_t n;
	uint8_t room[PIECE + FLOOR_CASE];
	uint8_t plain[FLOOR_CASE];
};

static void
put(struct out *o, const void *p, size_t n)
{
	memcpy(o->room + o->n, p, n);
	o->n += n;
}

static void
drain(struct out *o)
{
	if (o->hash)
		(void)crypto_hash_sha256_update(&o->whole, o->room, o->n);
	for (size_t done = 0; done < o->n;) {
		ssize_t k = write(o->fd, o->room + done, o->n - done);

		if (k <= 0)
			floor_die("cannot write");
		done += (size_t)k;
	}
	o->n = 0;
}

static void
write_one(struct floor *f, const struct floor_row *row, void *to)
{
	struct out *o = to;
	size_t n = floor_get(f, row->number, row->dek, o->plain);
	char hex[65];

	put(o, "<x:record digest=\"", 18);
	(void)sodium_bin2hex(hex, sizeof(hex), o->plain, 32);
	put(o, hex, 64);
	put(o, "\" salt=\"", 8);
	(void)sodium_bin2hex(hex, sizeof(hex), o->plain + 32, 32);
	put(o, hex, 64);
	put(o, "\">\n", 3);
	put(o, o->plain + BEFORE, n - BEFORE);
	put(o, "\n</x:record>\n", 13);
	if (o->n >= PIECE)
		drain(o);
}

void
floor_export(struct floor *f, const char *file, bool hash)
{
	static const char first[] =
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<x:exchange xmlns:x=\"urn:hanji:exchange:1\" version=\"1\">\n";
	struct out *o = calloc(1, sizeof(*o));

	if (o == NULL ||
	    (o->fd = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600)) < 0)
		floor_die(file);
	o->hash = hash;
	(void)crypto_hash_sha256_init(&o->whole);
	floor_begin(f, false);
	put(o, first, sizeof(first) - 1);
	each_row(f, write_one, o);
	put(o, "</x:exchange>\n", 14);
	drain(o);
	mdb_txn_abort(f->txn);
	if (fsync(o->fd) != 0 || close(o->fd) != 0)
		floor_die(file);
	free(o);
}

/* ---- single cases ---- */

static size_t
read_one(struct floor *f, const uint8_t id[static 10], uint8_t *plain)
{
	static uint8_t page[FLOOR_PAGE];
	struct floor_row row;
	uint64_t where;
	size_t at, n;

	floor_begin(f, false);
	if (!floor_row_of(f, id, &row, &where, page, &at))
		floor_die("no such row");
	n = floor_get(f, row.number, row.dek, plain);
	mdb_txn_abort(f->txn);
	return n;
}

struct ids {
	uint8_t (*id)[10];
	size_t n;
};

static void
note_id(struct floor *f, const struct floor_row *row, void *to)
{
	struct ids *i = to;

	(void)f;
	memcpy(i->id[i->n++], row->id, 10);
}

void
floor_reads(struct floor *f, size_t times)
{
	struct ids ids = { calloc(f->root.cases, 10), 0 };
	uint8_t *plain = malloc(FLOOR_CASE);
	uint64_t state = 1;
	size_t sum = 0;

	if (ids.id == NULL || plain == NULL)
		floor_die("out of memory");
	floor_begin(f, false);
	each_row(f, note_id, &ids);
	mdb_txn_abort(f->txn);
	floor_clock_start(f);
	for (size_t i = 0; i < times; i++) {
		state = state * UINT64_C(6364136223846793005) + 1;
		sum += read_one(f, ids.id[(state >> 33) % ids.n], plain);
	}
	floor_clock_stop(f, times);
	(void)printf("bytes %zu\n", sum);
	free(ids.id);
	free(plain);
}

void
floor_show(struct floor *f, const char *id)
{
	struct hj_error err = HJ_ERROR;
	uint8_t *plain = malloc(FLOOR_CASE);
	struct hj_id key;
	size_t n;

	if (plain == NULL || hj_id_parse(id, strlen(id), &key, &err) != HJ_OK)
		floor_die("no such id");
	n = read_one(f, key.b, plain);
	(void)fwrite(plain + BEFORE, 1, n - BEFORE, stdout);
	free(plain);
}

/* ---- all rows ---- */

static void
look(struct floor *f, const struct floor_row *row, void *to)
{
	(void)f;
	*(size_t *)to += sizeof(*row) + row->names;
}

void
floor_scan(struct floor *f, size_t times)
{
	size_t sum = 0;

	floor_clock_start(f);
	for (size_t i = 0; i < times; i++) {
		floor_begin(f, false);
		each_row(f, look, &sum);
		mdb_txn_abort(f->txn);
	}
	floor_clock_stop(f, times);
	(void)printf("bytes %zu\n", sum / times);
}
