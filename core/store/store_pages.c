#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/store/store_env.h"
#include "core/store/store_pages.h"

#define HEAD 16 /* of a page: number 8, pad 2, flags 2, lower 2, upper 2 */
#define NODE 8 /* head of a node: low 2, high 2, flags 2, length of key 2 */
#define DEPTH 16 /* LMDB itself ends at 32; a vault of 10^9 records has 6 */
#define BRANCH 1
#define LEAF 2
#define OVERFLOW 4
#define BIG 1 /* the value has pages of its own */
#define TABLE 2 /* the value is the head of a table */
#define NO_PAGE UINT64_MAX

struct walk {
	hj_page_fn *fn;
	void *to;
	int fd;
	size_t size; /* of a page */
	uint64_t last;
	uint8_t *seen; /* a bit a page: in a tree, or free */
	uint8_t *room; /* DEPTH pages */
	bool free; /* the tree of the free pages */
};

static uint16_t
u16(const uint8_t *p)
{
	uint16_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static uint64_t
u64(const uint8_t *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static int
load(const struct walk *w, uint64_t page, uint8_t *to, size_t n,
    struct hj_error *err)
{
	ssize_t got = pread(w->fd, to, n, (off_t)(page * w->size));

	if (got == (ssize_t)n)
		return HJ_OK;
	return hj_fail_errno(err, got < 0 ? errno : EIO,
	    "cannot read page %llu of data.mdb", (unsigned long long)page);
}

/* A page belongs to one thing only. */
static bool
claim(struct walk *w, uint64_t page)
{
	if (page < 2 || page > w->last ||
	    (w->seen[page / 8] >> page % 8 & 1) != 0)
		return false;
	w->seen[page / 8] |= (uint8_t)(1u << page % 8);
	return true;
}

/* The pages of one large value, which stand together. */
static int
large(struct walk *w, uint64_t first, uint64_t bytes, struct hj_error *err)
{
	uint64_t pages = (HEAD + bytes + w->size - 1) / w->size;
	uint8_t head[HEAD];
	bool good = first <= w->last && pages <= w->last;

	for (uint64_t i = 0; good && i < pages; i++)
		good = claim(w, first + i);
	if (good && load(w, first, head, sizeof(head), err) != HJ_OK)
		return (int)err->code;
	/* The number of pages, 4 bytes, stands where others have lower and
	 * upper. */
	if (good && u64(head) == first && u16(head + 10) == OVERFLOW &&
	    (uint64_t)(u16(head + 12) | (uint32_t)u16(head + 14) << 16) ==
		pages)
		return HJ_OK;
	return w->fn(w->to, first, err);
}

/* A list of free pages: their number, then each. */
static bool
account(struct walk *w, const uint8_t *p, uint64_t n)
{
	uint64_t count = n >= 8 ? u64(p) : 0;

	if (n < 8 || n % 8 != 0 || count > n / 8 - 1)
		return false;
	for (uint64_t i = 1; i <= count; i++)
		if (!claim(w, u64(p + 8 * i)))
			return false;
	return true;
}

/* Such a list with pages of its own. */
static int
account_large(struct walk *w, uint64_t page, uint64_t first, uint64_t bytes,
    struct hj_error *err)
{
	size_t n = (size_t)bytes + HEAD;
	uint8_t *p;
	int rc;

	if (first + n / w->size > w->last)
		return w->fn(w->to, page, err);
	if ((p = malloc(n)) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	if ((rc = load(w, first, p, n, err)) == HJ_OK &&
	    !account(w, p + HEAD, bytes))
		rc = w->fn(w->to, page, err);
	free(p);
	return rc;
}

static int
tree(struct walk *w, uint64_t page, unsigned depth, struct hj_error *err);

static int
leaf(struct walk *w, uint64_t page, const uint8_t *node, uint64_t room,
    unsigned depth, struct hj_error *err)
{
	uint64_t n = u16(node) | (uint64_t)u16(node + 2) << 16;
	uint16_t flags = u16(node + 4);
	uint64_t key = u16(node + 6);
	const uint8_t *value = node + NODE + key;
	uint64_t here = flags == BIG ? 8 : n;

	if (NODE + key + here > room ||
	    (flags != 0 && flags != BIG && flags != TABLE))
		return w->fn(w->to, page, err);
	if (flags == TABLE)
		return n < 48 ? w->fn(w->to, page, err)
			      : tree(w, u64(value + 40), depth, err);
	if (flags == BIG && large(w, u64(value), n, err) != HJ_OK)
		return (int)err->code;
	if (w->free && flags == BIG)
		return account_large(w, page, u64(value), n, err);
	if (w->free && !account(w, value, n))
		return w->fn(w->to, page, err);
	return HJ_OK;
}

static int
nodes(struct walk *w, uint64_t page, const uint8_t *p, unsigned depth,
    struct hj_error *err)
{
	size_t lower = u16(p + 12), upper = u16(p + 14);
	int rc = HJ_OK;

	for (size_t at = HEAD; rc == HJ_OK && at < lower; at += 2) {
		size_t from = u16(p + at);
		const uint8_t *node = p + from;

		if (from < upper || from + NODE > w->size)
			rc = w->fn(w->to, page, err);
		else if (u16(p + 10) == LEAF)
			rc = leaf(w, page, node, w->size - from, depth, err);
		else
			rc = tree(w,
			    u16(node) | (uint64_t)u16(node + 2) << 16 |
				(uint64_t)u16(node + 4) << 32,
			    depth, err);
	}
	return rc;
}

static int
tree(struct walk *w, uint64_t page, unsigned depth, struct hj_error *err)
{
	uint8_t *p = w->room + depth * w->size;
	uint16_t flags, lower, upper;

	if (page == NO_PAGE)
		return HJ_OK;
	if (depth == DEPTH || !claim(w, page))
		return w->fn(w->to, page, err);
	if (load(w, page, p, w->size, err) != HJ_OK)
		return (int)err->code;
	flags = u16(p + 10);
	lower = u16(p + 12);
	upper = u16(p + 14);
	if (u64(p) != page || (flags != LEAF && flags != BRANCH) ||
	    lower < HEAD || lower % 2 != 0 || lower > upper || upper > w->size)
		return w->fn(w->to, page, err);
	return nodes(w, page, p, depth + 1, err);
}

/* The first page of the snapshot, one of two.  *ret_free is NO_PAGE twice when
 * it was overwritten meanwhile. */
static int
roots(struct walk *w, uint64_t snapshot, uint64_t *ret_free, uint64_t *ret_main,
    struct hj_error *err)
{
	uint8_t meta[HEAD + 136];

	*ret_free = *ret_main = NO_PAGE;
	for (uint64_t i = 0; i < 2; i++) {
		if (load(w, i, meta, sizeof(meta), err) != HJ_OK)
			return (int)err->code;
		if (u64(meta + HEAD + 128) != snapshot)
			continue;
		*ret_free = u64(meta + HEAD + 24 + 40);
		*ret_main = u64(meta + HEAD + 24 + 48 + 40);
		w->last = u64(meta + HEAD + 120);
	}
	return HJ_OK;
}

int
hj_txn_pages(struct hj_txn *t, hj_page_fn *fn, void *to, struct hj_error *err)
{
	struct walk w = { .fn = fn, .to = to };
	MDB_env *env = mdb_txn_env(t->txn);
	uint64_t unused, used;
	MDB_stat stat;
	int rc;

	if ((rc = mdb_env_get_fd(env, &w.fd)) != 0 ||
	    (rc = mdb_env_stat(env, &stat)) != 0)
		return hj_store_failed(t->store, rc, "read", err);
	w.size = stat.ms_psize;
	if ((rc = roots(&w, mdb_txn_id(t->txn), &unused, &used, err)) != HJ_OK)
		return rc;
	w.seen = calloc((size_t)(w.last / 8 + 1), 1);
	w.room = malloc((DEPTH + 1) * w.size);
	if (w.seen == NULL || w.room == NULL)
		rc = hj_fail(err, HJ_ENOMEM, "out of memory");
	else if ((rc = tree(&w, used, 0, err)) == HJ_OK) {
		w.free = true;
		rc = tree(&w, unused, 0, err);
	}
	free(w.seen);
	free(w.room);
	return rc;
}
