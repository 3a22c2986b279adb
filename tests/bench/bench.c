/*
 * bench: what cannot be seen from outside `hanji`, measured inside a process
 * that has the vault open: reads, rows, durable changes.  The key comes from
 * the kernel, where `hanji unlock` left it.
 *
 *	bench get|scan|update DIR STATE N
 *	bench entries DIR STATE N	so many entries of the log more
 *	bench names DIR STATE		head record and surname of each case
 *	bench records DIR		number and size of each record
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <lmdb.h>

#include "cli/access/unlock.h"
#include "core/base/limits.h"
#include "core/case/check.h"
#include "core/case/codec.h"
#include "core/log/log.h"
#include "core/vault/vault.h"

struct ids {
	struct hj_id *id;
	size_t n;
};

_Noreturn static void
die(const char *what)
{
	(void)fprintf(stderr, "bench: %s\n", what);
	exit(1);
}

static void
must(int rc, const struct hj_error *err)
{
	if (rc != HJ_OK)
		die(err->text);
}

static double
cpu(void)
{
	struct rusage u;

	(void)getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e6 +
	    (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

static struct hj_vault *
open_vault(const char *dir, const char *state, bool write)
{
	struct hj_vault_opening how = { .at = { .dir = dir, .state = state },
		.write = write };
	struct hj_error err = HJ_ERROR;
	struct hj_secret *seed = NULL;
	struct hj_vault *v = NULL;
	char id[33];

	must(hj_vault_peek_id(dir, id, &err), &err);
	must(unlock_find(id, &seed, &err), &err);
	how.seed = seed;
	must(hj_vault_open(&how, &v, &err), &err);
	hj_secret_free(seed);
	return v;
}

/* ---- reads ---- */

static int
note_id(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct ids *i = to;

	(void)err;
	i->id[i->n++] = row->id;
	return HJ_OK;
}

static struct ids
all_ids(struct hj_vault *v)
{
	struct hj_error err = HJ_ERROR;
	struct hj_vault_facts f;
	struct ids ids = { NULL, 0 };

	must(hj_vault_facts(v, &f, &err), &err);
	if ((ids.id = calloc(f.cases + 1, sizeof(*ids.id))) == NULL)
		die("out of memory");
	must(hj_vault_scan(v, note_id, &ids, NULL, &err), &err);
	return ids;
}

static void
get(struct hj_vault *v, size_t times)
{
	struct hj_buf items = HJ_BUF(HJ_RECORD_MAX);
	struct ids ids = all_ids(v);
	struct hj_error err = HJ_ERROR;
	struct hj_revision rev;
	struct hj_row row;
	uint64_t state = 1;
	size_t sum = 0;
	double began = cpu();

	for (size_t i = 0; i < times; i++) {
		state = state * UINT64_C(6364136223846793005) + 1;
		must(hj_vault_row(v, &ids.id[(state >> 33) % ids.n], &row,
			 &items, &err),
		    &err);
		must(hj_vault_get(v, &row, 0, &rev, &err), &err);
		sum += rev.bytes.len;
		hj_revision_clear(&rev);
	}
	(void)printf("us_each %.3f\nbytes %zu\n",
	    (cpu() - began) / (double)times, sum);
	hj_buf_clear(&items);
	free(ids.id);
}

static int
look(void *to, const struct hj_row *row, struct hj_error *err)
{
	(void)err;
	*(size_t *)to += row->items_len;
	return HJ_OK;
}

static int
weigh(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF((size_t)HJ_PAGE_STORED);
	int rc = hj_row_encode(row, &bytes, err);

	*(size_t *)to += bytes.len;
	hj_buf_clear(&bytes);
	return rc;
}

static void
scan(struct hj_vault *v, size_t times)
{
	struct hj_error err = HJ_ERROR;
	size_t sum = 0;
	double began = cpu();

	for (size_t i = 0; i < times; i++)
		must(hj_vault_scan(v, look, &sum, NULL, &err), &err);
	(void)printf("us_each %.3f\n", (cpu() - began) / (double)times);
	sum = 0;
	must(hj_vault_scan(v, weigh, &sum, NULL, &err), &err);
	(void)printf("bytes %zu\n", sum);
}

/* ---- durable changes: what `update` does, without the field path ---- */

static int
silent(void *to, const struct hj_finding *f, struct hj_error *err)
{
	(void)to;
	(void)f;
	(void)err;
	return HJ_OK;
}

static void
store(struct hj_vault *v, const struct hj_buf *bytes)
{
	struct hj_put put = { .bytes = bytes->data,
		.n = bytes->len,
		.action = "update" };
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	struct hj_record *r = NULL;
	enum hj_put_what what;

	must(hj_codec_decode(bytes->data, bytes->len, &r, &err), &err);
	must(hj_check_record(r, silent, NULL, &err), &err);
	put.record = r;
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	must(hj_change_put(c, &put, &what, &err), &err);
	must(hj_change_commit(c, &err), &err);
	hj_record_free(r);
	if (what != HJ_PUT_CHANGED)
		die("nothing was changed");
}

static void
update(struct hj_vault *v, size_t times)
{
	struct hj_buf items = HJ_BUF(HJ_RECORD_MAX);
	struct ids ids = all_ids(v);
	struct hj_error err = HJ_ERROR;
	struct hj_revision rev;
	struct hj_row row;
	double began = cpu();

	for (size_t i = 0; i < times; i++) {
		must(hj_vault_row(v, &ids.id[i * 104729 % ids.n], &row, &items,
			 &err),
		    &err);
		must(hj_vault_get(v, &row, 0, &rev, &err), &err);
		/* A digit in the title of the last source (gencase.c). */
		rev.bytes.data[rev.bytes.len - 80] ^= 1;
		store(v, &rev.bytes);
		hj_revision_clear(&rev);
	}
	(void)printf("us_each %.3f\n", (cpu() - began) / (double)times);
	hj_buf_clear(&items);
	free(ids.id);
}

/* ---- a long log ---- */

#define COMMIT_ENTRIES 50000

static void
entries(struct hj_vault *v, size_t times)
{
	struct hj_buf items = HJ_BUF(HJ_RECORD_MAX);
	struct ids ids = all_ids(v);
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	struct hj_row row;
	double began = cpu();

	for (size_t i = 0; i < times; i++) {
		if (c == NULL)
			must(hj_vault_begin(v, NULL, &c, &err), &err);
		must(hj_vault_row(v, &ids.id[i % ids.n], &row, &items, &err),
		    &err);
		must(hj_change_note(c, HJ_DID_SHOW, &row, "shown", &err), &err);
		if (i % COMMIT_ENTRIES == COMMIT_ENTRIES - 1 ||
		    i + 1 == times) {
			must(hj_change_commit(c, &err), &err);
			c = NULL;
		}
	}
	(void)printf("us_each %.3f\n", (cpu() - began) / (double)times);
	hj_buf_clear(&items);
	free(ids.id);
}

/* ---- what a thief sees, and what he would like to know ---- */

static int
name_of(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct hj_row_item item;
	size_t at = 0;

	(void)to;
	(void)err;
	while (hj_row_next(row, &at, &item))
		if (item.tag == HJ_ROW_NAME && item.len >= 3) {
			(void)printf("%llu %.3s\n",
			    (unsigned long long)row->head[0].number,
			    (const char *)item.p);
			break;
		}
	return HJ_OK;
}

static void
names(struct hj_vault *v)
{
	struct hj_error err = HJ_ERROR;

	must(hj_vault_scan(v, name_of, NULL, NULL, &err), &err);
}

static void
check(int rc)
{
	if (rc != 0)
		die(mdb_strerror(rc));
}

static void
records(const char *dir)
{
	MDB_val k, v;
	MDB_env *env;
	MDB_txn *txn;
	MDB_cursor *c;
	MDB_dbi r;
	int rc;

	check(mdb_env_create(&env));
	check(mdb_env_set_mapsize(env, (size_t)64 << 30));
	check(mdb_env_set_maxdbs(env, 2));
	check(mdb_env_open(env, dir, MDB_RDONLY, 0600));
	check(mdb_txn_begin(env, NULL, MDB_RDONLY, &txn));
	check(mdb_dbi_open(txn, "r", 0, &r));
	check(mdb_cursor_open(txn, r, &c));
	while ((rc = mdb_cursor_get(c, &k, &v, MDB_NEXT)) == 0) {
		const uint8_t *p = k.mv_data;
		uint64_t n = 0;

		for (size_t i = 0; i < k.mv_size; i++)
			n = n << 8 | p[i];
		(void)printf("%llu %zu\n", (unsigned long long)n, v.mv_size);
	}
	mdb_cursor_close(c);
	mdb_txn_abort(txn);
	mdb_env_close(env);
}

int
main(int argc, char *argv[])
{
	const char *what = argc > 2 ? argv[1] : "";
	size_t times = argc > 4 ? strtoul(argv[4], NULL, 10) : 0;
	bool writes =
	    strcmp(what, "update") == 0 || strcmp(what, "entries") == 0;
	struct hj_vault *v = NULL;

	if (strcmp(what, "records") == 0) {
		records(argv[2]);
		return 0;
	}
	if (argc < 4)
		die("usage: bench get|scan|update|entries|names DIR STATE [N]");
	v = open_vault(argv[2], argv[3], writes);
	if (strcmp(what, "get") == 0)
		get(v, times);
	else if (strcmp(what, "scan") == 0)
		scan(v, times);
	else if (strcmp(what, "update") == 0)
		update(v, times);
	else if (writes)
		entries(v, times);
	else if (strcmp(what, "names") == 0)
		names(v);
	else
		die("no such measurement");
	hj_vault_close(v);
	return fflush(stdout) == 0 ? 0 : 1;
}
