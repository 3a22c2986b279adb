#include <string.h>
#include <time.h>

#include <sodium.h>

#include "core/case/codec.h"
#include "core/log/detail.h"
#include "core/vault/tombstone.h"
#include "core/vault/vault_state.h"

/* All that one put works on. */
struct putting {
	struct hj_change *c;
	const struct hj_put *put;
	struct hj_row row; /* as it was, then as it will be */
	struct hj_buf old_items, items;
	uint64_t page; /* 0: a new case */
	struct hj_revision rev; /* its `bytes` stay empty */
	struct hj_buf plain, detail;
	uint8_t envelope[HJ_DIGEST_BYTES];
};

/* ---- what was there ---- */

static int
find_page(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct putting *p = to;

	return hj_vault_locate(v, &p->row.id, &p->page, err);
}

/* What was erased does not come back unnoticed, from an older export. */
static int
not_erased(struct putting *p, const struct hj_record *r, struct hj_error *err)
{
	struct hj_root_settings s;
	bool erased, part;

	/* Asked once a change: an import has many new cases. */
	if (p->put->revive || p->c->nothing_erased)
		return HJ_OK;
	if (hj_vault_settings(p->c->v, &s, err) != HJ_OK)
		return (int)err->code;
	p->c->nothing_erased = s.tombstones == 0;
	if (p->c->nothing_erased)
		return HJ_OK;
	if (hj_vault_erased_of(p->c->v, r, &erased, &part, err) != HJ_OK)
		return (int)err->code;
	/* One that was brought back by intent is there. */
	if (erased && p->page == 0)
		return hj_fail(err, HJ_EREFUSED,
		    "this record was erased here and does not come back");
	return part ? hj_fail(err, HJ_EREFUSED,
			  "part of it was erased here and does not come back")
		    : HJ_OK;
}

static int
find_row(struct putting *p, const struct hj_record *r, struct hj_error *err)
{
	struct hj_vault *v = p->c->v;
	struct hj_id id = p->row.id;
	int rc = hj_vault_reading(v, find_page, p, err);

	if (rc == HJ_OK)
		return (rc = hj_vault_row(v, &id, &p->row, &p->old_items,
			    err)) == HJ_OK
		    ? not_erased(p, r, err)
		    : rc;
	if (rc != HJ_ENOTFOUND)
		return rc;
	err->code = HJ_OK;
	p->page = 0;
	if (not_erased(p, r, err) != HJ_OK)
		return (int)err->code;
	p->row.team = (uint8_t)p->c->v->team;
	if (p->put->fresh != NULL) {
		p->row.team = p->put->fresh->team;
		memcpy(p->row.dek, p->put->fresh->dek, sizeof(p->row.dek));
		memcpy(p->row.log_id, p->put->fresh->log_id,
		    sizeof(p->row.log_id));
		return HJ_OK;
	}
	randombytes_buf(p->row.dek, sizeof(p->row.dek));
	randombytes_buf(p->row.log_id, sizeof(p->row.log_id));
	return HJ_OK;
}

/* "Unchanged" = the bytes equal those of the only head. */
static int
is_same(struct putting *p, bool *ret, struct hj_error *err)
{
	struct hj_revision head;

	*ret = false;
	if (p->page == 0 || p->row.nheads != 1 || p->put->again)
		return HJ_OK;
	if (hj_vault_get(p->c->v, &p->row, 0, &head, err) != HJ_OK)
		return (int)err->code;
	*ret = head.bytes.len == p->put->n &&
	    memcmp(head.bytes.data, p->put->bytes, p->put->n) == 0;
	hj_revision_clear(&head);
	return HJ_OK;
}

/* ---- the new revision ---- */

static int
by_digest(const uint8_t *a, const uint8_t *b)
{
	return memcmp(a, b, HJ_DIGEST_BYTES);
}

/* In ascending order, each once. */
static int
add_parent(struct hj_revision *r, const uint8_t *digest, uint64_t number,
    struct hj_error *err)
{
	size_t i = 0;

	while (i < r->nparents && by_digest(r->parent[i].digest, digest) < 0)
		i++;
	if (i < r->nparents && by_digest(r->parent[i].digest, digest) == 0)
		return HJ_OK;
	if (r->nparents == HJ_HEADS_MAX)
		return hj_fail(err, HJ_ELIMIT, "more than %d parents",
		    HJ_HEADS_MAX);
	memmove(&r->parent[i + 1], &r->parent[i],
	    (r->nparents - i) * sizeof(r->parent[0]));
	memcpy(r->parent[i].digest, digest, HJ_DIGEST_BYTES);
	r->parent[i].number = number;
	r->nparents++;
	return HJ_OK;
}

static int
choose_parents(struct putting *p, struct hj_error *err)
{
	const struct hj_put *put = p->put;
	const struct hj_row *row = &p->row;

	if (put->parents == NULL) {
		for (size_t i = 0; i < row->nheads; i++)
			if (add_parent(&p->rev, row->head[i].digest,
				row->head[i].number, err) != HJ_OK)
				return (int)err->code;
		return HJ_OK;
	}
	for (size_t k = 0; k < put->nparents; k++) {
		uint64_t number = put->numbers != NULL ? put->numbers[k] : 0;

		for (size_t i = 0; i < row->nheads; i++)
			if (by_digest(row->head[i].digest, put->parents[k]) ==
			    0)
				number = row->head[i].number;
		if (add_parent(&p->rev, put->parents[k], number, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

/* Its parents are heads no longer. */
static int
replace_heads(struct putting *p, struct hj_error *err)
{
	struct hj_row *row = &p->row;
	uint8_t kept = 0;

	for (uint8_t i = 0; i < row->nheads; i++) {
		bool replaced = false;

		for (size_t k = 0; k < p->rev.nparents; k++)
			if (by_digest(row->head[i].digest,
				p->rev.parent[k].digest) == 0)
				replaced = true;
		if (!replaced)
			row->head[kept++] = row->head[i];
	}
	if (kept == HJ_HEADS_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "a record may have %d versions side by side; settle some "
		    "first",
		    HJ_HEADS_MAX);
	/* The newest first: it is what `show` shows. */
	memmove(&row->head[1], &row->head[0], kept * sizeof(row->head[0]));
	row->head[0].number = p->rev.number;
	row->head[0].sequence = p->rev.sequence;
	memcpy(row->head[0].digest, p->rev.digest, HJ_DIGEST_BYTES);
	row->nheads = (uint8_t)(kept + 1);
	return HJ_OK;
}

/* HJ_EINVAL: the bytes are not canonical. */
static int
digest_revision(struct putting *p, struct hj_error *err)
{
	const struct hj_put *put = p->put;
	struct hj_salts salts = { .key = p->rev.salt_key };

	if (put->salt_key != NULL)
		memcpy(p->rev.salt_key, put->salt_key, HJ_SALT_KEY_BYTES);
	else
		randombytes_buf(p->rev.salt_key, HJ_SALT_KEY_BYTES);
	return hj_digest_case(put->bytes, put->n, &salts, p->rev.digest, err);
}

static int
seal_revision(struct putting *p, struct hj_error *err)
{
	struct hj_change *c = p->c;
	const struct hj_put *put = p->put;

	p->rev.join = put->join;
	if (put->nancestors != 0 &&
	    hj_buf_add(&p->rev.ancestors, put->ancestors,
		put->nancestors * HJ_DIGEST_BYTES, err) != HJ_OK)
		return (int)err->code;
	if (hj_pending_number(&c->pending, &p->rev.number, err) != HJ_OK)
		return (int)err->code;
	p->rev.sequence = hj_log_writer_next(c->log);
	if (hj_revision_encode(&p->rev, p->put->bytes, p->put->n, &p->plain,
		err) != HJ_OK)
		return (int)err->code;
	return hj_vault_seal_record(c->v, p->rev.number, HJ_KIND_REVISION,
	    p->row.dek, p->plain.data, p->plain.len, p->envelope, err);
}

/* ---- the log ---- */

static int
add_entry(struct hj_change *c, struct hj_log_entry *e, const uint8_t *key,
    const char *detail, struct hj_buf *sealed, struct hj_error *err)
{
	if (detail != NULL) {
		if (hj_detail_seal(key, c->v->facts.vault_id, detail,
			strlen(detail), sealed, err) != HJ_OK)
			return (int)err->code;
		e->sealed = sealed->data;
		e->sealed_len = sealed->len;
		e->has_detail = true;
	}
	return hj_log_writer_add(c->log, e, err);
}

static int
set_action(struct hj_log_entry *e, const char *action, struct hj_error *err)
{
	size_t n = strlen(action);

	if (n >= sizeof(e->action))
		return hj_fail(err, HJ_EINVAL, "no such action in the log");
	memcpy(e->action, action, n + 1);
	return HJ_OK;
}

static int
log_revision(struct putting *p, struct hj_error *err)
{
	uint8_t parents[HJ_HEADS_MAX * HJ_DIGEST_BYTES];
	struct hj_log_entry e = { .has_case = true,
		.has_digest = true,
		.number = p->rev.number,
		.nparents = p->rev.nparents,
		.parents = parents };

	for (size_t i = 0; i < p->rev.nparents; i++)
		memcpy(parents + i * HJ_DIGEST_BYTES, p->rev.parent[i].digest,
		    HJ_DIGEST_BYTES);
	memcpy(e.log_id, p->row.log_id, sizeof(e.log_id));
	memcpy(e.digest, p->rev.digest, sizeof(e.digest));
	memcpy(e.envelope, p->envelope, sizeof(e.envelope));
	if (set_action(&e, p->put->action, err) != HJ_OK)
		return (int)err->code;
	return add_entry(p->c, &e, p->row.dek, p->put->detail, &p->detail, err);
}

static int
note(struct hj_change *c, const char *action, const struct hj_row *row,
    const uint8_t *key, const char *detail, struct hj_error *err)
{
	struct hj_buf sealed = HJ_BUF(HJ_PAGE_STORED);
	struct hj_log_entry e = { .has_case = row != NULL };
	int rc;

	if (row != NULL)
		memcpy(e.log_id, row->log_id, sizeof(e.log_id));
	if ((rc = set_action(&e, action, err)) == HJ_OK &&
	    (rc = add_entry(c, &e, key, detail, &sealed, err)) != HJ_OK)
		c->broken = true;
	hj_buf_clear(&sealed);
	return rc;
}

int
hj_change_note(struct hj_change *c, const char *action,
    const struct hj_row *row, const char *detail, struct hj_error *err)
{
	return note(c, action, row,
	    row != NULL ? row->dek : hj_keyring_log(c->v->me.keyring), detail,
	    err);
}

int
hj_change_note_open(struct hj_change *c, const char *action,
    const struct hj_row *row, const char *detail, struct hj_error *err)
{
	return note(c, action, row, hj_keyring_log(c->v->me.keyring), detail,
	    err);
}

/* ---- joined ---- */

/* From here on a failure leaves half a change in memory. */
static int
apply(struct putting *p, const struct hj_record *r, struct hj_error *err)
{
	struct hj_root_head *head = &p->c->v->head;
	struct hj_namer *namer;

	if (hj_vault_namer(p->c->v, &namer, err) != HJ_OK ||
	    seal_revision(p, err) != HJ_OK || replace_heads(p, err) != HJ_OK ||
	    hj_row_describe(r, namer, &p->row, &p->items, err) != HJ_OK ||
	    log_revision(p, err) != HJ_OK)
		return (int)err->code;
	p->row.changed = (int64_t)time(NULL);
	if (hj_change_row(p->c, &p->row, p->page, err) != HJ_OK)
		return (int)err->code;
	head->revisions++;
	if (p->page != 0)
		return HJ_OK;
	head->cases++;
	return hj_change_key(p->c, &p->row, err);
}

static int
put_record(struct putting *p, const struct hj_record *r, enum hj_put_what *what,
    struct hj_error *err)
{
	bool same;

	if (hj_record_id(r, &p->row.id, err) != HJ_OK ||
	    find_row(p, r, err) != HJ_OK || is_same(p, &same, err) != HJ_OK)
		return (int)err->code;
	if (same) {
		*what = HJ_PUT_SAME;
		return HJ_OK;
	}
	if (choose_parents(p, err) != HJ_OK || digest_revision(p, err) != HJ_OK)
		return (int)err->code;
	if (apply(p, r, err) != HJ_OK) {
		p->c->broken = true;
		return (int)err->code;
	}
	*what = p->page == 0 ? HJ_PUT_NEW : HJ_PUT_CHANGED;
	return HJ_OK;
}

int
hj_change_put(struct hj_change *c, const struct hj_put *put,
    enum hj_put_what *ret, struct hj_error *err)
{
	struct putting p = { .c = c, .put = put };
	struct hj_record *decoded = NULL;
	const struct hj_record *r = put->record;
	int rc = HJ_OK;

	p.old_items = HJ_PAGE;
	p.items = HJ_PAGE;
	p.plain = HJ_BUF(HJ_RECORD_MAX);
	p.detail = HJ_BUF(HJ_PAGE_STORED);
	p.rev.ancestors = HJ_BUF(HJ_ANCESTORS_MAX * HJ_DIGEST_BYTES);
	if (r == NULL) {
		rc = hj_codec_decode(put->bytes, put->n, &decoded, err);
		r = decoded;
	}
	if (rc == HJ_OK)
		rc = put_record(&p, r, ret, err);
	hj_record_free(decoded);
	hj_buf_clear(&p.old_items);
	hj_buf_clear(&p.items);
	hj_buf_clear(&p.plain);
	hj_buf_clear(&p.detail);
	sodium_memzero(&p.row, sizeof(p.row));
	hj_buf_clear(&p.rev.ancestors);
	sodium_memzero(&p.rev, sizeof(p.rev));
	return rc;
}
