/* The log: leaves, tree, signatures, and their verification. */
#include <string.h>
#include <time.h>

#include <sodium.h>

#include "tests/bench/floor.h"

/* An entry as it is kept: of a revision, or of a commit. */
struct packed {
	uint8_t commit; /* 1: the rest is first, root and signature */
	uint8_t has_parent;
	uint8_t pad[6];
	uint8_t number[8];
	uint8_t log_id[16], digest[32], envelope[32], parent[32];
};

#define NEW (offsetof(struct packed, parent))

static void
prepare(const struct floor *f, uint64_t sequence, struct hj_log_entry *e)
{
	e->sequence = sequence;
	memcpy(e->device, f->device, sizeof(e->device));
	memcpy(e->member, f->member, sizeof(e->member));
}

static void
unpack(const struct packed *p, struct hj_log_entry *e)
{
	memcpy(e->action, HJ_DID_IMPORT, sizeof(HJ_DID_IMPORT));
	e->has_case = e->has_digest = true;
	memcpy(e->log_id, p->log_id, 16);
	memcpy(e->digest, p->digest, 32);
	memcpy(e->envelope, p->envelope, 32);
	memcpy(&e->number, p->number, 8);
	e->nparents = p->has_parent;
	e->parents = p->parent;
	e->time = 1700000000;
}

static void
grow(struct floor *f, struct hj_tree *t, const struct hj_log_entry *e,
    bool commit)
{
	struct hj_error err = HJ_ERROR;
	uint8_t leaf[32];

	if (hj_log_hash(e, &f->text, leaf, &err) != HJ_OK)
		floor_die(err.text);
	if (!commit)
		hj_tree_append(&f->commit, leaf);
	hj_tree_append(t, leaf);
}

static void
flush(struct floor *f)
{
	uint64_t number = f->root.next;

	if (f->nentry == 0)
		return;
	floor_put(f, number, 4, f->log, f->entry, f->nentry, NULL);
	floor_append(f, FLOOR_LOG, number);
	f->nentry = 0;
}

static void
keep(struct floor *f, const void *p, size_t n)
{
	if (f->nentry + n > sizeof(f->entry))
		flush(f);
	memcpy(f->entry + f->nentry, p, n);
	f->nentry += n;
}

void
floor_log_add(struct floor *f, const struct floor_row *row,
    const uint8_t envelope[static 32], const uint8_t *parent)
{
	struct packed p = { .has_parent = parent != NULL };
	struct hj_log_entry e = { .sequence = 0 };

	memcpy(p.number, &row->number, 8);
	memcpy(p.log_id, row->log_id, 16);
	memcpy(p.digest, row->digest, 32);
	memcpy(p.envelope, envelope, 32);
	if (parent != NULL)
		memcpy(p.parent, parent, 32);
	prepare(f, f->root.tree.size, &e);
	unpack(&p, &e);
	grow(f, &f->root.tree, &e, false);
	keep(f, &p, parent != NULL ? sizeof(p) : NEW);
}

static void
commit_entry(struct floor *f, uint64_t sequence, uint64_t size,
    struct hj_log_entry *e)
{
	prepare(f, sequence, e);
	memcpy(e->action, HJ_DID_COMMIT, sizeof(HJ_DID_COMMIT));
	e->time = 1700000000;
	e->first = sequence - size;
	e->last = sequence - 1;
	hj_tree_root(&f->commit, e->root);
}

static void
signed_text(struct floor *f, const struct hj_log_entry *e)
{
	struct hj_error err = HJ_ERROR;

	f->text.len = 0;
	if (hj_log_signed(e, &f->text, &err) != HJ_OK)
		floor_die(err.text);
}

/* The member signs the commit, the device the checkpoint. */
void
floor_log_commit(struct floor *f)
{
	struct packed p = { .commit = 1 };
	struct hj_log_entry e = { .sequence = 0 };
	uint8_t root[32], signature[64];

	commit_entry(f, f->root.tree.size, f->commit.size, &e);
	signed_text(f, &e);
	(void)crypto_sign_detached(e.signature, NULL, f->text.data, f->text.len,
	    f->member_sk);
	memcpy(p.number, &f->commit.size, 8);
	memcpy(p.digest, e.signature, 64);
	keep(f, &p, NEW);
	flush(f);
	grow(f, &f->root.tree, &e, true);
	f->commit = HJ_TREE;
	hj_tree_root(&f->root.tree, root);
	(void)crypto_sign_detached(signature, NULL, root, sizeof(root),
	    f->device_sk);
}

/* ---- verification ---- */

static void
check_revision(struct floor *f, const struct hj_log_entry *e)
{
	MDB_val v = floor_stored(f, e->number);
	uint8_t hash[32];

	(void)crypto_hash_sha256(hash, v.mv_data, v.mv_size);
	if (memcmp(hash, e->envelope, sizeof(hash)) != 0)
		floor_die("a revision is not the one that was stored");
}

static void
check_commit(struct floor *f, const struct packed *p, struct hj_tree *t)
{
	struct hj_log_entry e = { .sequence = 0 };
	uint64_t size;

	memcpy(&size, p->number, 8);
	if (size != f->commit.size)
		floor_die("a commit of another size");
	commit_entry(f, t->size, size, &e);
	memcpy(e.signature, p->digest, 64);
	signed_text(f, &e);
	if (crypto_sign_verify_detached(e.signature, f->text.data, f->text.len,
		f->member_pk) != 0)
		floor_die("a signature does not fit");
	grow(f, t, &e, true);
	f->commit = HJ_TREE;
}

static void
check_page(struct floor *f, const uint8_t *page, size_t n, struct hj_tree *t)
{
	for (size_t at = 0; at < n;) {
		struct hj_log_entry e = { .sequence = 0 };
		struct packed p = { .commit = 0 };

		memcpy(&p, page + at, NEW);
		at += NEW;
		if (p.commit) {
			check_commit(f, &p, t);
			continue;
		}
		if (p.has_parent) {
			memcpy(p.parent, page + at, 32);
			at += 32;
		}
		prepare(f, t->size, &e);
		unpack(&p, &e);
		grow(f, t, &e, false);
		check_revision(f, &e);
	}
}

void
floor_verify(struct floor *f)
{
	static uint8_t page[FLOOR_PAGE];
	struct hj_tree tree = HJ_TREE;
	uint8_t is[32], said[32];

	floor_begin(f, false);
	f->commit = HJ_TREE;
	for (uint64_t k = 0; k < f->root.count[FLOOR_LOG]; k++) {
		uint64_t number = f->list[FLOOR_LOG].number[k];

		check_page(f, page, floor_get(f, number, f->log, page), &tree);
	}
	mdb_txn_abort(f->txn);
	hj_tree_root(&tree, is);
	hj_tree_root(&f->root.tree, said);
	if (memcmp(is, said, 32) != 0)
		floor_die("the log is not that of its checkpoint");
}
