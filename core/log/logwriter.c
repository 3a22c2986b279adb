#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sodium.h>

#include "core/base/limits.h"
#include "core/keys/member.h"
#include "core/log/logentry.h"
#include "core/log/loghead.h"
#include "core/log/logpage.h"

#define LEAF_MAX ((size_t)16 << 10)

struct hj_log_writer {
	struct hj_log_author by;
	hj_logpage_fn *fn;
	void *to;
	struct hj_log_head head; /* a copy, moved on */
	struct hj_device_log *device; /* in it */
	struct hj_tree commit; /* of this commit's entries alone */
	char member[HJ_FINGERPRINT];
	enum hj_role role; /* of the member */
	bool has_parent;
	uint8_t parent[HJ_DIGEST_BYTES];
	struct hj_buf page; /* empty: none begun */
	uint64_t page_first; /* position */
	int64_t last; /* time of the entry before */
	struct hj_buf text; /* of a leaf */
};

/* The checkpoint that this commit goes on from. */
static int
parent(struct hj_log_writer *w, struct hj_error *err)
{
	const struct hj_device_log *d = w->device;
	struct hj_checkpoint c;

	if (d->tree.size == 0) {
		if (d->from == HJ_NO_DEVICE)
			return HJ_OK;
		/* Its log has not grown since: the head was just joined, or
		 * an earlier attempt to begin was not committed. */
		d = &w->head.device[d->from];
	}
	hj_device_log_checkpoint(&w->head, d, &c);
	w->has_parent = true;
	return hj_checkpoint_hash(&c, w->parent, err);
}

static int
prepare(struct hj_log_writer *w, const uint8_t *head, size_t n,
    struct hj_error *err)
{
	const uint8_t *device = hj_member_public(w->by.device)->ed25519;
	const uint8_t *member = hj_member_public(w->by.member)->ed25519;

	if (n == 0)
		hj_log_head_init(&w->head, w->by.vault_id);
	else if (hj_log_head_decode(head, n, &w->head, err) != HJ_OK)
		return (int)err->code;
	if (hj_log_head_find(&w->head, device) == NULL &&
	    hj_log_head_join(&w->head, device, err) != HJ_OK)
		return (int)err->code;
	if (hj_log_head_admit(&w->head, w->by.member, &w->role, err) != HJ_OK)
		return (int)err->code;
	hj_member_fingerprint(member, w->member);
	w->device = hj_log_head_find(&w->head, device);
	w->head.active = (uint16_t)(w->device - w->head.device);
	return parent(w, err);
}

int
hj_log_writer_new(const struct hj_log_author *a, const uint8_t *head, size_t n,
    hj_logpage_fn *fn, void *to, struct hj_log_writer **ret,
    struct hj_error *err)
{
	struct hj_log_writer *w = calloc(1, sizeof(*w));

	if (w == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	w->by = *a;
	w->fn = fn;
	w->to = to;
	w->page = HJ_BUF(HJ_LOGPAGE_ROOM);
	w->text = HJ_BUF(LEAF_MAX);
	if (prepare(w, head, n, err) != HJ_OK) {
		hj_log_writer_free(w);
		return (int)err->code;
	}
	*ret = w;
	return HJ_OK;
}

void
hj_log_writer_free(struct hj_log_writer *w)
{
	if (w == NULL)
		return;
	hj_log_head_clear(&w->head);
	hj_buf_clear(&w->page);
	hj_buf_clear(&w->text);
	free(w);
}

uint64_t
hj_log_writer_next(const struct hj_log_writer *w)
{
	return w->head.entries;
}

size_t
hj_log_writer_count(const struct hj_log_writer *w)
{
	return (size_t)w->commit.size;
}

static int
hand_out(struct hj_log_writer *w, struct hj_error *err)
{
	int rc = w->fn(w->to, w->page_first, w->page.data, w->page.len, err);

	hj_buf_reset(&w->page);
	return rc;
}

static int
begin_page(struct hj_log_writer *w, const struct hj_log_entry *e,
    struct hj_error *err)
{
	w->page_first = w->head.entries;
	w->last = e->time;
	return hj_logentry_begin(&w->page, e, err);
}

/* Into the page, or into a new one when it is full. */
static int
keep(struct hj_log_writer *w, const struct hj_log_entry *e,
    struct hj_error *err)
{
	int rc;

	if (w->page.len == 0 && begin_page(w, e, err) != HJ_OK)
		return (int)err->code;
	rc = hj_logentry_add(&w->page, &w->last, e, err);
	if (rc != HJ_ELIMIT)
		return rc;
	if (hand_out(w, err) != HJ_OK || begin_page(w, e, err) != HJ_OK)
		return (int)err->code;
	return hj_logentry_add(&w->page, &w->last, e, err);
}

static void
fill(struct hj_log_writer *w, struct hj_log_entry *e)
{
	e->position = w->head.entries;
	e->sequence = w->device->tree.size;
	e->time = w->by.now != 0 ? w->by.now : (int64_t)time(NULL);
	memcpy(e->device, w->device->id, sizeof(e->device));
	memcpy(e->member, w->member, sizeof(e->member));
	e->has_detail = e->sealed_len != 0;
	if (e->has_detail)
		(void)crypto_hash_sha256(e->detail, e->sealed, e->sealed_len);
}

/* Page first: the tree grows only by what is kept. */
static int
append(struct hj_log_writer *w, const struct hj_log_entry *e,
    uint8_t ret[static HJ_HASH_BYTES], struct hj_error *err)
{
	if (hj_log_hash(e, &w->text, ret, err) != HJ_OK ||
	    keep(w, e, err) != HJ_OK)
		return (int)err->code;
	hj_tree_append(&w->device->tree, ret);
	w->head.entries++;
	return HJ_OK;
}

/* Afterwards every verification would find it.  Owners may everything, and
 * without a role nobody has a writer. */
static int
not_permitted(enum hj_role role, struct hj_error *err)
{
	assert(role > HJ_ROLE_OWNER);
	if (role == HJ_ROLE_CASEWORKER)
		return hj_fail(err, HJ_EAUTH,
		    "only an owner can change members and teams");
	if (role == HJ_ROLE_READER)
		return hj_fail(err, HJ_EAUTH,
		    "you may read in this vault, but not change it");
	return hj_fail(err, HJ_EAUTH,
	    "an auditor writes nothing into the vault");
}

enum hj_role
hj_log_writer_role(const struct hj_log_writer *w)
{
	return w->role;
}

int
hj_log_writer_enrol(struct hj_log_writer *w, const uint8_t key[static 32],
    enum hj_role role, struct hj_log_entry *e, struct hj_error *err)
{
	(void)snprintf(e->action, sizeof(e->action), "%s",
	    role == HJ_ROLE_NONE ? HJ_DID_REMOVE : HJ_DID_ENROL);
	/* The roll says owner, or this fails before anything is written. */
	if (w->role != HJ_ROLE_OWNER)
		return not_permitted(w->role, err);
	if (hj_log_writer_add(w, e, err) != HJ_OK)
		return (int)err->code;
	return hj_roll_add(&w->head.roll, w->by.vault_id, w->by.member, key,
	    role, w->head.entries, err);
}

int
hj_log_writer_add(struct hj_log_writer *w, struct hj_log_entry *e,
    struct hj_error *err)
{
	uint8_t leaf[HJ_HASH_BYTES];

	if (e->sealed_len > HJ_DETAIL_MAX + 128)
		return hj_fail(err, HJ_ELIMIT,
		    "the detail of a log entry is too long");
	e->has_parent = false;
	fill(w, e);
	if (hj_log_is_commit(e))
		return hj_fail(err, HJ_EINVAL,
		    "commit entries are made by finishing");
	if (!hj_role_may(w->role, e->action, e->has_digest))
		return not_permitted(w->role, err);
	if (append(w, e, leaf, err) != HJ_OK)
		return (int)err->code;
	hj_tree_append(&w->commit, leaf);
	return HJ_OK;
}

static int
seal_commit(struct hj_log_writer *w, struct hj_error *err)
{
	struct hj_log_entry e = { .action = HJ_DID_COMMIT };
	uint8_t leaf[HJ_HASH_BYTES];

	fill(w, &e);
	e.has_parent = w->has_parent;
	memcpy(e.parent, w->parent, sizeof(e.parent));
	e.first = e.sequence - w->commit.size;
	e.last = e.sequence - 1;
	hj_tree_root(&w->commit, e.root);
	w->text.len = 0;
	if (hj_log_signed(&e, &w->text, err) != HJ_OK)
		return (int)err->code;
	hj_member_sign(w->by.member, w->text.data, w->text.len, e.signature);
	return append(w, &e, leaf, err);
}

int
hj_log_writer_finish(struct hj_log_writer *w, struct hj_buf *head,
    struct hj_buf *checkpoint, struct hj_error *err)
{
	struct hj_device_log *d = w->device;
	struct hj_checkpoint c;

	if (w->commit.size == 0)
		return hj_fail(err, HJ_EINVAL, "a commit without an entry");
	if (seal_commit(w, err) != HJ_OK || hand_out(w, err) != HJ_OK)
		return (int)err->code;
	hj_device_log_checkpoint(&w->head, d, &c);
	if (hj_checkpoint_sign(&c, w->by.device, d->signature, err) != HJ_OK ||
	    hj_log_head_encode(&w->head, head, err) != HJ_OK)
		return (int)err->code;
	return hj_checkpoint_note(&c, d->key, d->signature, checkpoint, err);
}

int
hj_log_head_size(const uint8_t *head, size_t n, uint64_t *ret,
    struct hj_error *err)
{
	struct hj_log_head h = { .entries = 0 };

	if (hj_log_head_decode(head, n, &h, err) != HJ_OK)
		return (int)err->code;
	*ret = h.ndevices != 0 ? h.device[h.active].tree.size : 0;
	hj_log_head_clear(&h);
	return HJ_OK;
}

int
hj_log_head_checkpoint(const uint8_t *head, size_t n, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_log_head h = { .entries = 0 };
	struct hj_checkpoint c;
	int rc = hj_log_head_decode(head, n, &h, err);

	if (rc == HJ_OK && h.ndevices == 0)
		rc = hj_fail(err, HJ_ENOTFOUND, "the log has no entry yet");
	if (rc == HJ_OK) {
		const struct hj_device_log *d = &h.device[h.active];

		hj_device_log_checkpoint(&h, d, &c);
		rc = hj_checkpoint_note(&c, d->key, d->signature, to, err);
	}
	hj_log_head_clear(&h);
	return rc;
}

int
hj_logpage_each(const uint8_t *p, size_t n, hj_log_fn *fn, void *to,
    struct hj_error *err)
{
	struct hj_logentry_reader r;
	struct hj_log_entry e;
	bool more = true;
	int rc = hj_logentry_open(p, n, &r, err);

	while (rc == HJ_OK) {
		rc = hj_logentry_next(&r, &e, &more, err);
		if (rc != HJ_OK || !more)
			break;
		rc = fn(to, &e, err);
	}
	return rc;
}
