/* Records in LMDB, pages and lists of pages, commits. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "core/keys/member.h"
#include "tests/bench/floor.h"

#define ROOT 1
#define TWIN 9
#define TAIL 24 /* log pages that the root names itself */
#define LIST_PAGE 2032 /* numbers of 8 bytes */
#define LIST_AT(l, k) (17 + (uint64_t)(l)*64 + (k))

/* ---- raw keys, the same in every run ---- */

static void
key(uint8_t *to, const char *name)
{
	(void)crypto_hash_sha256(to, (const uint8_t *)name, strlen(name));
}

static void
make_keys(struct floor *f)
{
	uint8_t seed[32];

	key(f->mask, "mask");
	key(f->lookup, "lookup");
	key(f->page, "page");
	key(f->log, "log");
	key(seed, "vault");
	memcpy(f->vault_id, seed, 16);
	key(seed, "member");
	(void)crypto_sign_seed_keypair(f->member_pk, f->member_sk, seed);
	key(seed, "device");
	(void)crypto_sign_seed_keypair(f->device_pk, f->device_sk, seed);
	hj_member_fingerprint(f->member_pk, f->member);
	hj_member_fingerprint(f->device_pk, f->device);
}

/* ---- records ---- */

static MDB_val
key_of(uint64_t number, uint8_t room[static 8])
{
	for (size_t i = 0; i < 8; i++)
		room[i] = (uint8_t)(number >> (56 - 8 * i));
	return (MDB_val){ 8, room };
}

void
floor_put(struct floor *f, uint64_t number, unsigned kind, const uint8_t *with,
    const uint8_t *p, size_t n, uint8_t *hash)
{
	uint8_t room[8];
	MDB_val k = key_of(number, room), v;
	bool fresh = number >= FLOOR_FIRST && number >= f->root.next;

	v = (MDB_val){ floor_seal(f, number, kind, with, p, n), f->sealed };
	if (hash != NULL)
		(void)crypto_hash_sha256(hash, v.mv_data, v.mv_size);
	floor_must(mdb_put(f->txn, f->r, &k, &v, fresh ? MDB_APPEND : 0),
	    "put");
	if (fresh)
		f->root.next = number + 1;
	f->pending += v.mv_size;
}

MDB_val
floor_stored(struct floor *f, uint64_t number)
{
	uint8_t room[8];
	MDB_val k = key_of(number, room), v;

	floor_must(mdb_get(f->txn, f->r, &k, &v), "get");
	return v;
}

size_t
floor_get(struct floor *f, uint64_t number, const uint8_t *with, uint8_t *to)
{
	MDB_val v = floor_stored(f, number);

	return floor_open_seal(f, number, with, v.mv_data, v.mv_size, to);
}

/* ---- lists and roots ---- */

void
floor_append(struct floor *f, enum floor_list_name l, uint64_t number)
{
	struct floor_list *a = &f->list[l];
	uint64_t n = f->root.count[l]++;

	if (n >= a->cap) {
		a->cap = a->cap == 0 ? 1024 : 2 * a->cap;
		a->number = realloc(a->number, a->cap * sizeof(*a->number));
		if (a->number == NULL)
			floor_die("out of memory");
	}
	a->number[n] = number;
}

static void
save_list(struct floor *f, enum floor_list_name l)
{
	struct floor_list *a = &f->list[l];
	uint64_t n = f->root.count[l];

	for (uint64_t k = a->saved / LIST_PAGE; k * LIST_PAGE < n; k++) {
		uint64_t left = n - k * LIST_PAGE;

		floor_put(f, LIST_AT(l, k), 6, f->log,
		    (const uint8_t *)(a->number + k * LIST_PAGE),
		    (left < LIST_PAGE ? left : LIST_PAGE) * 8, NULL);
	}
	a->saved = n;
}

static void
load_list(struct floor *f, enum floor_list_name l)
{
	static uint8_t page[FLOOR_PAGE];
	uint64_t n = f->root.count[l];

	f->root.count[l] = 0;
	for (uint64_t k = 0; k * LIST_PAGE < n; k++) {
		size_t len = floor_get(f, LIST_AT(l, k), f->log, page);

		for (size_t i = 0; i + 8 <= len; i += 8) {
			uint64_t number;

			memcpy(&number, page + i, 8);
			floor_append(f, l, number);
		}
	}
	f->list[l].saved = n;
}

/* What is fixed, the frontier, and the log pages since the list was saved. */
static size_t
encode_root(const struct floor *f, uint8_t *to)
{
	const struct floor_list *l = &f->list[FLOOR_LOG];
	size_t fixed = offsetof(struct floor_root, tree.node);
	size_t nodes = 32 * hj_tree_width(f->root.tree.size);
	size_t tail = (size_t)(f->root.count[FLOOR_LOG] - l->saved) * 8;

	memcpy(to, &f->root, fixed);
	memcpy(to + fixed, f->root.tree.node, nodes);
	if (tail != 0)
		memcpy(to + fixed + nodes, l->number + l->saved, tail);
	return fixed + nodes + tail;
}

static void
save_root(struct floor *f)
{
	uint8_t bytes[sizeof(f->root) + (TAIL + 1) * 8];
	size_t n;

	if (f->root.count[FLOOR_LOG] - f->list[FLOOR_LOG].saved > TAIL)
		save_list(f, FLOOR_LOG);
	n = encode_root(f, bytes);
	floor_put(f, ROOT, 1, f->log, bytes, n, NULL);
	floor_put(f, TWIN, 1, f->log, bytes, n, NULL);
}

static void
load_root(struct floor *f)
{
	static uint8_t room[FLOOR_PAGE];
	size_t n = floor_get(f, ROOT, f->log, room);
	size_t fixed = offsetof(struct floor_root, tree.node), nodes;
	uint64_t number;

	memcpy(&f->root, room, fixed);
	nodes = 32 * hj_tree_width(f->root.tree.size);
	memcpy(f->root.tree.node, room + fixed, nodes);
	f->root.count[FLOOR_LOG] -= (n - fixed - nodes) / 8;
	for (int l = 0; l < FLOOR_LISTS; l++)
		load_list(f, (enum floor_list_name)l);
	for (size_t at = fixed + nodes; at < n; at += 8) {
		memcpy(&number, room + at, 8);
		floor_append(f, FLOOR_LOG, number);
	}
}

/* ---- the index ---- */

void
floor_index_key(const struct floor *f, const uint8_t id[static 10],
    uint8_t ret[static 16])
{
	(void)crypto_generichash(ret, 16, id, 10, f->lookup, 32);
}

static int
by_key(const void *a, const void *b)
{
	return memcmp(a, b, 16);
}

void
floor_index_write(struct floor *f)
{
	qsort(f->index, f->nindex, sizeof(*f->index), by_key);
	for (size_t n = 0; n < f->nindex; n++) {
		MDB_val k = { 16, f->index[n].key };
		MDB_val v = { 8, f->index[n].number };

		floor_must(mdb_put(f->txn, f->i, &k, &v, 0), "index");
	}
	f->nindex = 0;
}

/* ---- birth, commits, death ---- */

void
floor_begin(struct floor *f, bool write)
{
	floor_must(mdb_txn_begin(f->env, NULL, write ? 0 : MDB_RDONLY, &f->txn),
	    "begin");
}

struct floor *
floor_start(const char *dir, bool create, bool write)
{
	struct floor *f = calloc(1, sizeof(*f));
	unsigned flags = MDB_NORDAHEAD | (write ? 0 : MDB_RDONLY);
	char anchor[4200];

	if (f == NULL || sodium_init() < 0)
		floor_die("cannot start");
	make_keys(f);
	f->text = HJ_BUF((size_t)16 << 10);
	(void)snprintf(anchor, sizeof(anchor), "%s/anchor", dir);
	if ((create && mkdir(dir, 0700) != 0) ||
	    (f->anchor = open(anchor, O_RDWR | O_CREAT, 0600)) < 0)
		floor_die(dir);
	floor_must(mdb_env_create(&f->env), "env");
	floor_must(mdb_env_set_mapsize(f->env, (size_t)64 << 30), "map");
	floor_must(mdb_env_set_maxdbs(f->env, 2), "tables");
	floor_must(mdb_env_open(f->env, dir, flags, 0600), dir);
	floor_begin(f, create);
	floor_must(mdb_dbi_open(f->txn, "r", create ? MDB_CREATE : 0, &f->r),
	    "r");
	floor_must(mdb_dbi_open(f->txn, "i", create ? MDB_CREATE : 0, &f->i),
	    "i");
	f->root.next = FLOOR_FIRST;
	if (!create)
		load_root(f);
	floor_must(mdb_txn_commit(f->txn), "open");
	f->txn = NULL;
	return f;
}

/* The anchor: half a page under a MAC, outside the vault, not flushed. */
static void
follow(struct floor *f)
{
	uint8_t slot[4096] = { 0 };

	hj_tree_root(&f->root.tree, slot + 32);
	(void)crypto_auth_hmacsha256(slot + 4064, slot, 4064, f->log);
	if (pwrite(f->anchor, slot, sizeof(slot),
		4096 + (off_t)(f->root.commits % 2) * 4096) !=
	    (ssize_t)sizeof(slot))
		floor_die("anchor");
}

void
floor_commit(struct floor *f, bool bulk)
{
	floor_log_commit(f);
	f->root.commits++;
	for (int l = 0; bulk && l < FLOOR_LISTS; l++)
		save_list(f, (enum floor_list_name)l);
	save_root(f);
	floor_must(mdb_txn_commit(f->txn), "commit");
	f->txn = NULL;
	f->pending = 0;
	follow(f);
}

void
floor_end(struct floor *f)
{
	mdb_env_close(f->env);
	for (int l = 0; l < FLOOR_LISTS; l++)
		free(f->list[l].number);
	hj_buf_clear(&f->text);
	free(f->index);
	(void)close(f->anchor);
	free(f);
}
