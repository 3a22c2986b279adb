#include <stdio.h>
#include <string.h>

#include "core/log/detail.h"
#include "core/log/witness.h"
#include "core/vault/prover.h"
#include "core/vault/tombstone.h"
#include "core/vault/vault_state.h"

struct walk {
	struct hj_vault *v;
	const struct hj_row *row; /* NULL: all */
	hj_log_fn *fn;
	void *to;
	uint64_t position;
	struct hj_buf page;
};

static int
walk_entry(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct walk *w = to;
	struct hj_log_entry entry = *e;

	entry.position = w->position++;
	if (w->row != NULL &&
	    (!e->has_case ||
		memcmp(e->log_id, w->row->log_id, HJ_LOGID_LEN) != 0))
		return HJ_OK;
	return w->fn(w->to, &entry, err);
}

static int
walk_page(void *to, uint64_t place, const struct hj_list_item *item,
    struct hj_error *err)
{
	struct walk *w = to;

	(void)place;
	hj_buf_reset(&w->page);
	if (hj_vault_open_record(w->v, item->number, HJ_KIND_LOG, NULL,
		&w->page, err) != HJ_OK)
		return (int)err->code;
	w->position = item->first;
	return hj_logpage_each(w->page.data, w->page.len, walk_entry, w, err);
}

static int
walk_all(struct hj_vault *v, void *to, struct hj_error *err)
{
	const struct hj_list_io io = hj_vault_list_io(v);

	return hj_list_each(&v->head.pages, 0, &io, walk_page, to, err);
}

int
hj_vault_log(struct hj_vault *v, const struct hj_row *row, hj_log_fn *fn,
    void *to, struct hj_error *err)
{
	struct walk w = { .v = v, .row = row, .fn = fn, .to = to };
	int rc;

	w.page = HJ_PAGE;
	rc = hj_vault_reading(v, walk_all, &w, err);
	hj_buf_clear(&w.page);
	return rc;
}

/* ---- one entry ---- */

struct fetch {
	uint64_t want, at;
	struct hj_buf *page;
	struct hj_log_entry entry;
	bool found;
};

static int
take_entry(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct fetch *f = to;

	(void)err;
	if (f->at++ != f->want)
		return HJ_OK;
	f->entry = *e;
	f->entry.position = f->want;
	f->found = true;
	return HJ_OK;
}

static int
fetch_entry(struct hj_vault *v, void *to, struct hj_error *err)
{
	const struct hj_list_io io = hj_vault_list_io(v);
	struct fetch *f = to;
	struct hj_list_item item;

	hj_buf_reset(f->page);
	if (hj_list_find(&v->head.pages, f->want, &io, &item, err) != HJ_OK ||
	    hj_vault_open_record(v, item.number, HJ_KIND_LOG, NULL, f->page,
		err) != HJ_OK)
		return (int)err->code;
	f->at = item.first;
	if (hj_logpage_each(f->page->data, f->page->len, take_entry, f, err) !=
	    HJ_OK)
		return (int)err->code;
	if (!f->found)
		return hj_fail(err, HJ_ENOTFOUND, "the log has no entry %llu",
		    (unsigned long long)f->want);
	return HJ_OK;
}

int
hj_vault_entry(struct hj_vault *v, uint64_t sequence, struct hj_log_entry *ret,
    struct hj_buf *page, struct hj_error *err)
{
	struct fetch f = { .want = sequence, .page = page };

	if (hj_vault_reading(v, fetch_entry, &f, err) != HJ_OK)
		return (int)err->code;
	*ret = f.entry;
	return HJ_OK;
}

/* About no case: under the log key of that time. */
static int
open_general(struct hj_vault *v, const struct hj_log_entry *e,
    struct hj_buf *to, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	const uint8_t *key;
	int rc = HJ_ECORRUPT;

	for (size_t i = 0; rc == HJ_ECORRUPT &&
	     (key = hj_keyring_log_at(v->me.keyring, i)) != NULL;
	     i++) {
		why.code = HJ_OK;
		rc = hj_detail_open(key, v->facts.vault_id, e->sealed,
		    e->sealed_len, to, &why);
	}
	if (rc != HJ_OK)
		*err = why;
	return rc;
}

/* ---- of a case of which part was erased ---- */

struct kept {
	struct hj_vault *v;
	const struct hj_row *row;
	char begins[32]; /* how the text begins that is looked for */
	struct hj_buf *to;
};

static int
look_kept(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct hj_buf text = HJ_BUF(HJ_PAGE_STORED);
	struct hj_error why = HJ_ERROR; /* of a key before this one */
	struct kept *k = to;
	size_t n = strlen(k->begins);
	int rc = HJ_OK;

	if (k->to->len == 0 && e->has_detail && !e->has_digest &&
	    strcmp(e->action, HJ_DID_RESEAL) == 0 &&
	    hj_detail_open(k->row->dek, k->v->facts.vault_id, e->sealed,
		e->sealed_len, &text, &why) == HJ_OK &&
	    text.len > n && memcmp(text.data, k->begins, n) == 0)
		rc = hj_buf_add(k->to, text.data + n, text.len - n, err);
	hj_buf_clear(&text);
	return rc;
}

/* Sealed anew, when part of the case was erased; or gone with it. */
static int
open_kept(struct hj_vault *v, const struct hj_row *row,
    const struct hj_log_entry *e, struct hj_buf *to, struct hj_error *err)
{
	struct kept k = { .v = v, .row = row, .to = to };
	struct hj_buf stones = HJ_TOMBSTONES;
	bool any;
	int rc = hj_vault_tombstones(v, &row->id, &stones, err);

	any = stones.len != 0;
	hj_buf_clear(&stones);
	if (rc != HJ_OK)
		return rc;
	if (!any)
		return hj_fail(err, HJ_ECORRUPT,
		    "the detail of entry %llu does not open",
		    (unsigned long long)e->sequence);
	(void)snprintf(k.begins, sizeof(k.begins), HJ_DETAIL_OF,
	    (unsigned long long)e->position);
	return hj_vault_log(v, row, look_kept, &k, err);
}

int
hj_vault_detail(struct hj_vault *v, const struct hj_row *row,
    const struct hj_log_entry *e, struct hj_buf *to, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	int rc;

	if (e->sealed_len == 0)
		return HJ_OK;
	if (row == NULL || hj_log_is_open(e->action))
		return open_general(v, e, to, err);
	rc = hj_detail_open(row->dek, v->facts.vault_id, e->sealed,
	    e->sealed_len, to, &why);
	if (rc == HJ_ECORRUPT)
		return open_kept(v, row, e, to, err);
	if (rc != HJ_OK)
		*err = why;
	return rc;
}

/* ---- the checkpoint ---- */

/* The last checkpoint, as the newest log head has it. */
static int
last_checkpoint(struct hj_vault *v, struct hj_signed_checkpoint *ret,
    struct hj_error *err)
{
	struct hj_log_head h;
	int rc = hj_log_head_decode(v->head.log.data, v->head.log.len, &h, err);

	if (rc != HJ_OK)
		return rc;
	if (h.ndevices == 0) {
		rc = hj_fail(err, HJ_ENOTFOUND, "the log has no entry yet");
	} else {
		const struct hj_device_log *d = &h.device[h.active];

		hj_device_log_checkpoint(&h, d, &ret->at);
		memcpy(ret->key, d->key, sizeof(ret->key));
		memcpy(ret->signature, d->signature, sizeof(ret->signature));
	}
	hj_log_head_clear(&h);
	return rc;
}

static int
cosigned(struct hj_vault *v, struct hj_buf *to, struct hj_error *err)
{
	struct hj_witness w = HJ_WITNESS;
	struct hj_signed_checkpoint c;
	int rc;

	if ((rc = last_checkpoint(v, &c, err)) == HJ_OK &&
	    (rc = hj_vault_witness(v, &w, err)) == HJ_OK)
		rc = hj_witness_note(&w, &c, to, err);
	hj_witness_clear(&w);
	return rc;
}

static int
read_checkpoint(struct hj_vault *v, void *to, struct hj_error *err)
{
	if (v->head.log.len == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "nothing was ever written to this vault, so there is no "
		    "checkpoint yet");
	return cosigned(v, to, err);
}

int
hj_vault_checkpoint(struct hj_vault *v, struct hj_buf *to, struct hj_error *err)
{
	return hj_vault_reading(v, read_checkpoint, to, err);
}
