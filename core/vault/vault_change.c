#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/log/detail.h"
#include "core/log/loghead.h"
#include "core/vault/vault_state.h"

static int
nothing(struct hj_vault *v, void *to, struct hj_error *err)
{
	(void)to;
	/* Rows that only memory will know have to be there from the start. */
	return hj_vault_load_tail(v, err);
}

int
hj_change_open(struct hj_vault *v, unsigned seconds, struct hj_change **ret,
    struct hj_error *err)
{
	struct hj_change *c;
	uint64_t pages;
	int rc;

	assert(v->change == NULL);
	if (!v->write) {
		(void)hj_fail(err, HJ_EINVAL,
		    "the vault was opened for reading only");
		return HJ_EINVAL;
	}
	if ((c = calloc(1, sizeof(*c))) == NULL) {
		(void)hj_fail(err, HJ_ENOMEM, "out of memory");
		return HJ_ENOMEM;
	}
	c->v = v;
	c->keys = HJ_PAGE;
	c->unindexed = HJ_BUF(HJ_RECORD_MAX);
	c->scratch = HJ_BUF(HJ_RECORD_MAX);
	c->sealed = HJ_BUF(HJ_RECORD_MAX);
	/* What is in memory may be older than what another process wrote
	 * before we got the lock. */
	if ((rc = hj_lock_take(v->dir, seconds, &c->lock, err)) != HJ_OK ||
	    (rc = hj_vault_reading(v, nothing, NULL, err)) != HJ_OK) {
		hj_change_end(c);
		return rc;
	}
	hj_pending_init(&c->pending, v->head.next);
	pages = hj_list_count(&v->catalogue);
	c->tail_from = pages == 0 ? 0 : pages - 1;
	v->change = c;
	*ret = c;
	return HJ_OK;
}

void
hj_change_end(struct hj_change *c)
{
	if (c == NULL)
		return;
	/* A change that was not written leaves memory ahead of the store. */
	if (c->v->change == c && !c->written)
		hj_vault_forget(c->v);
	if (c->v->change == c)
		c->v->change = NULL;
	hj_log_writer_free(c->log);
	hj_pending_clear(&c->pending);
	hj_buf_clear(&c->keys);
	hj_buf_clear(&c->unindexed);
	hj_buf_clear(&c->scratch);
	hj_buf_clear(&c->sealed);
	hj_lock_free(c->lock);
	free(c);
}

/* ---- writing ---- */

static int
write_roots(struct hj_change *c, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	struct hj_vault *v = c->v;
	int rc;

	v->head.next = c->pending.next;
	rc = hj_root_head_encode(&v->head, &bytes, err);
	if (rc == HJ_OK)
		rc = hj_vault_write_root(v, HJ_ROOT_HEAD, &bytes, err);
	if (rc == HJ_OK && c->lists_changed) {
		hj_buf_reset(&bytes);
		rc = hj_list_encode(&v->catalogue, &bytes, err);
		if (rc == HJ_OK)
			rc = hj_vault_write_root(v, HJ_ROOT_CATALOGUE, &bytes,
			    err);
		hj_buf_reset(&bytes);
		if (rc == HJ_OK)
			rc = hj_list_encode(&v->keys, &bytes, err);
		if (rc == HJ_OK)
			rc = hj_vault_write_root(v, HJ_ROOT_KEYS, &bytes, err);
	}
	hj_buf_clear(&bytes);
	return rc;
}

struct applying {
	struct hj_change *c;
	uint64_t snapshot;
	unsigned part; /* HJ_INDEX_PARTS: they are all in */
};

static int
apply_part(struct hj_txn *t, void *to, struct hj_error *err)
{
	const struct applying *a = to;

	return hj_index_write_part(&a->c->v->tail, a->part, t, err);
}

/* A large tail goes into the index part by part, before the root says that
 * the index knows it.  Its rows were committed before, so whatever is in the
 * index by then leads somewhere. */
static int
apply_parts(struct applying *a, struct hj_error *err)
{
	struct hj_vault *v = a->c->v;

	if (!a->c->settle || a->c->reindex || v->tail.n < HJ_INDEX_BULK)
		return HJ_OK;
	for (; a->part < HJ_INDEX_PARTS; a->part++)
		if (hj_store_with(v->store, HJ_STORE_WRITE, apply_part, a,
			err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

static int
unindex(const struct hj_change *c, struct hj_txn *t, struct hj_error *err)
{
	for (size_t i = 0; i < c->unindexed.len; i += HJ_INDEX_KEY)
		if (hj_txn_index_put(t, c->unindexed.data + i, 0, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

static int
apply(struct hj_txn *t, void *to, struct hj_error *err)
{
	struct applying *a = to;

	a->snapshot = hj_txn_snapshot(t);
	if (hj_pending_write(&a->c->pending, t, err) != HJ_OK ||
	    (a->c->reindex && hj_txn_index_clear(t, err) != HJ_OK) ||
	    unindex(a->c, t, err) != HJ_OK)
		return (int)err->code;
	return a->c->settle && a->part == 0
	    ? hj_index_write(&a->c->v->tail, t, err)
	    : HJ_OK;
}

int
hj_change_write(struct hj_change *c, struct hj_error *err)
{
	struct applying a = { .c = c };
	struct hj_vault *v = c->v;

	c->settle = c->reindex || v->tail.n < HJ_INDEX_BULK ||
	    (c->log == NULL && c->rows == 0);
	/* Rows of other teams may wait too: whoever sees all of them does it. */
	if (v->tail_partial && !c->reindex)
		c->settle = false;
	if (!c->settle && v->head.unindexed == 0)
		v->head.unindexed_from = c->tail_from;
	if (c->settle)
		v->head.unindexed = 0;
	else if (v->tail_partial)
		v->head.unindexed += c->rows;
	else
		v->head.unindexed = v->tail.n;
	if (hj_change_pages(c, err) != HJ_OK || write_roots(c, err) != HJ_OK ||
	    apply_parts(&a, err) != HJ_OK ||
	    hj_store_room(v->store, c->pending.len, err) != HJ_OK ||
	    hj_store_with(v->store, HJ_STORE_WRITE, apply, &a, err) != HJ_OK)
		return (int)err->code;
	if (c->settle)
		hj_index_clear(&v->tail);
	v->tail_loaded = true;
	v->snapshot = a.snapshot;
	c->written = true;
	return HJ_OK;
}

/* ---- with the log ---- */

/* A log page is full: a record of its own, listed by its first entry. */
static int
keep_page(void *to, uint64_t first, const uint8_t *p, size_t n,
    struct hj_error *err)
{
	struct hj_change *c = to;
	struct hj_vault *v = c->v;
	const struct hj_list_io io = hj_vault_list_io(v);
	struct hj_list_item item = { .first = first };

	if (hj_pending_number(&c->pending, &item.number, err) != HJ_OK ||
	    hj_vault_seal_record(v, item.number, HJ_KIND_LOG,
		hj_keyring_log(v->me.keyring), p, n, NULL, err) != HJ_OK)
		return (int)err->code;
	return hj_list_append(&v->head.pages, &item, &io, err);
}

/* A machine without an anchor, or one that goes on from an accepted rollback,
 * must not go on with a log that another may hold longer: it gets a new
 * device, known to this machine before it signs anything.  But an anchor that
 * tells of a rollback is replaced only when the reason is in the log: else a
 * commit that fails would take away the only witness. */
static int
ensure_device(struct hj_vault *v, struct hj_error *err)
{
	struct hj_anchor fresh = { 0 };

	if (v->anchor.device != NULL)
		return HJ_OK;
	if (hj_anchor_new(v->facts.vault_id, &fresh, err) != HJ_OK)
		return (int)err->code;
	v->anchor_waits = v->rollback.len != 0;
	if (!v->anchor_waits &&
	    hj_anchor_create(v->state, &fresh, v->me.member, err) != HJ_OK) {
		hj_anchor_clear(&fresh);
		return (int)err->code;
	}
	v->anchor = fresh;
	return HJ_OK;
}

/* Does the log know this machine's device?  An empty log needs no word of it.
 */
static int
is_new_device(struct hj_vault *v, bool *ret, struct hj_error *err)
{
	struct hj_log_head head;

	*ret = false;
	if (v->head.log.len == 0)
		return HJ_OK;
	hj_log_head_init(&head, v->facts.vault_id);
	if (hj_log_head_decode(v->head.log.data, v->head.log.len, &head, err) !=
	    HJ_OK)
		return (int)err->code;
	*ret = hj_log_head_find(&head,
		   hj_member_public(v->anchor.device)->ed25519) == NULL;
	hj_log_head_clear(&head);
	return HJ_OK;
}

static int
begin_log(struct hj_change *c, struct hj_error *err)
{
	struct hj_vault *v = c->v;
	struct hj_log_author author = { .vault_id = v->facts.vault_id,
		.member = v->me.member };
	bool joins;

	if (ensure_device(v, err) != HJ_OK ||
	    is_new_device(v, &joins, err) != HJ_OK)
		return (int)err->code;
	author.device = v->anchor.device;
	if (hj_log_writer_new(&author, v->head.log.data, v->head.log.len,
		keep_page, c, &c->log, err) != HJ_OK)
		return (int)err->code;
	c->entries = hj_log_writer_next(c->log);
	if (joins && hj_change_note(c, HJ_DID_DEVICE, NULL, NULL, err) != HJ_OK)
		return (int)err->code;
	if (v->rollback.len != 0) {
		const char *reason;

		if (hj_buf_text(&v->rollback, &reason, err) != HJ_OK)
			return (int)err->code;
		if (hj_change_note(c, HJ_DID_ROLLBACK, NULL, reason, err) !=
		    HJ_OK)
			return (int)err->code;
	}
	return hj_change_pay(c, err);
}

int
hj_vault_begin(struct hj_vault *v, const struct hj_wait *w,
    struct hj_change **ret, struct hj_error *err)
{
	struct hj_change *c;
	int rc;

	rc = hj_change_open(v, w != NULL ? w->seconds : 0, &c, err);
	if (rc != HJ_OK)
		return rc;
	if ((rc = begin_log(c, err)) != HJ_OK) {
		hj_change_end(c);
		return rc;
	}
	*ret = c;
	return HJ_OK;
}

/* The change is durable: an anchor that lags is normal, so failing to write
 * it is no failure of the change. */
static void
follow(struct hj_vault *v)
{
	struct hj_error ignored = HJ_ERROR;
	struct hj_log_head head;

	hj_log_head_init(&head, v->facts.vault_id);
	if (hj_log_head_decode(v->head.log.data, v->head.log.len, &head,
		&ignored) == HJ_OK) {
		hj_anchor_follow(&v->anchor, &head, v->facts.generation);
		v->anchor_lags =
		    (v->anchor_waits ? hj_anchor_create(v->state, &v->anchor,
					   v->me.member, &ignored)
				     : hj_anchor_save(v->state, &v->anchor,
					   &ignored)) != HJ_OK;
		v->anchor_waits = v->anchor_waits && v->anchor_lags;
	}
	hj_log_head_clear(&head);
}

int
hj_change_commit(struct hj_change *c, struct hj_error *err)
{
	struct hj_buf checkpoint = HJ_BUF(HJ_NOTE_MAX);
	struct hj_vault *v = c->v;
	int rc = HJ_OK;

	if (c->broken)
		rc = hj_fail(err, HJ_EINVAL,
		    "an earlier step of this change failed; nothing was "
		    "changed");
	else if (hj_log_writer_count(c->log) != 0 &&
	    (rc = hj_change_tell_attested(c, err)) == HJ_OK) {
		hj_buf_reset(&v->head.log);
		rc = hj_log_writer_finish(c->log, &v->head.log, &checkpoint,
		    err);
		v->head.commits++;
		if (rc == HJ_OK)
			rc = hj_change_write(c, err);
		if (rc == HJ_OK) {
			hj_buf_clear(&v->rollback);
			follow(v);
		}
	}
	hj_buf_clear(&checkpoint);
	hj_change_end(c);
	if (rc == HJ_OK && v->tail.n >= HJ_INDEX_RUN)
		hj_vault_settle(v);
	return rc;
}

void
hj_change_abort(struct hj_change *c)
{
	hj_change_end(c);
}

size_t
hj_change_size(const struct hj_change *c)
{
	return c->pending.len;
}
