#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/vault/vault_state.h"

/* The root of drafts: version 2 | number 2 | (id 10, saved 8, record 8) each. */
#define DRAFTS_VERSION 0
#define DRAFTS_MAX 1024
/* A draft is saved after each answer: better to wait a moment than to fail. */
#define DRAFT_WAIT 5

struct draft {
	struct hj_id id;
	int64_t saved;
	uint64_t number;
};

struct drafts {
	size_t n;
	struct draft d[DRAFTS_MAX];
};

static int
decode(const struct hj_buf *bytes, struct drafts *ret, struct hj_error *err)
{
	struct hj_cursor c = HJ_CURSOR(bytes->data, bytes->len);
	const uint8_t *id;

	if (hj_cursor_u16(&c) != DRAFTS_VERSION && !c.bad)
		return hj_fail(err, HJ_EVERSION,
		    "the drafts were written by a newer hanji");
	ret->n = hj_cursor_u16(&c);
	for (size_t i = 0; i < ret->n && i < DRAFTS_MAX; i++) {
		if ((id = hj_cursor_bytes(&c, HJ_ID_BYTES)) != NULL)
			memcpy(ret->d[i].id.b, id, HJ_ID_BYTES);
		ret->d[i].saved = (int64_t)hj_cursor_u64(&c);
		ret->d[i].number = hj_cursor_u64(&c);
	}
	if (c.bad || ret->n > DRAFTS_MAX)
		return hj_fail(err, HJ_ECORRUPT,
		    "the list of drafts is "
		    "damaged");
	return HJ_OK;
}

static int
encode(const struct drafts *d, struct hj_buf *to, struct hj_error *err)
{
	if (hj_buf_u16(to, DRAFTS_VERSION, err) != HJ_OK ||
	    hj_buf_u16(to, (uint16_t)d->n, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < d->n; i++)
		if (hj_buf_add(to, d->d[i].id.b, HJ_ID_BYTES, err) != HJ_OK ||
		    hj_buf_u64(to, (uint64_t)d->d[i].saved, err) != HJ_OK ||
		    hj_buf_u64(to, d->d[i].number, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

static int
read_drafts(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	struct drafts *d = to;
	bool there;
	int rc = hj_vault_find_root(v, HJ_ROOT_DRAFTS, &bytes, &there, err);

	d->n = 0;
	if (rc == HJ_OK && there)
		rc = decode(&bytes, d, err);
	hj_buf_clear(&bytes);
	return rc;
}

static int
load(struct hj_vault *v, struct drafts **ret, struct hj_error *err)
{
	struct drafts *d = malloc(sizeof(*d));
	int rc;

	if (d == NULL) {
		(void)hj_fail(err, HJ_ENOMEM, "out of memory");
		return HJ_ENOMEM;
	}
	if ((rc = hj_vault_reading(v, read_drafts, d, err)) != HJ_OK) {
		free(d);
		return rc;
	}
	*ret = d;
	return HJ_OK;
}

static struct draft *
find(struct drafts *d, const struct hj_id *id)
{
	for (size_t i = 0; i < d->n; i++)
		if (memcmp(d->d[i].id.b, id->b, HJ_ID_BYTES) == 0)
			return &d->d[i];
	return NULL;
}

/* One durable commit without a log entry: a draft is not a case yet. */
static int
store(struct hj_change *c, const struct drafts *d, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	int rc = encode(d, &bytes, err);

	if (rc == HJ_OK)
		rc = hj_vault_write_root(c->v, HJ_ROOT_DRAFTS, &bytes, err);
	if (rc == HJ_OK)
		rc = hj_change_write(c, err);
	hj_buf_clear(&bytes);
	return rc;
}

static int
put_draft(struct hj_change *c, struct drafts *d, const struct hj_id *id,
    const uint8_t *p, size_t n, struct hj_error *err)
{
	struct draft *draft = find(d, id);
	unsigned team = c->v->team;
	const uint8_t *key;

	/* It stays with the team for which it was begun. */
	if (draft != NULL &&
	    hj_vault_page_team(c->v, draft->number, &team, err) != HJ_OK)
		return (int)err->code;
	if (draft == NULL) {
		if (d->n == DRAFTS_MAX)
			return hj_fail(err, HJ_ELIMIT,
			    "there are %d drafts already; drop some with "
			    "'hanji draft drop'",
			    DRAFTS_MAX);
		draft = &d->d[d->n];
		draft->id = *id;
		if (hj_pending_number(&c->pending, &draft->number, err) !=
		    HJ_OK)
			return (int)err->code;
		d->n++;
	}
	draft->saved = (int64_t)time(NULL);
	if (hj_vault_page_key(c->v, team, &key, err) != HJ_OK ||
	    hj_vault_seal_record(c->v, draft->number, HJ_KIND_DRAFT, key, p, n,
		NULL, err) != HJ_OK)
		return (int)err->code;
	return store(c, d, err);
}

int
hj_vault_draft_save(struct hj_vault *v, const struct hj_id *id,
    const uint8_t *p, size_t n, struct hj_error *err)
{
	struct hj_change *c = NULL;
	struct drafts *d = NULL;
	int rc;

	if ((rc = hj_change_open(v, DRAFT_WAIT, &c, err)) == HJ_OK &&
	    (rc = load(v, &d, err)) == HJ_OK)
		rc = put_draft(c, d, id, p, n, err);
	hj_change_end(c);
	free(d);
	return rc;
}

static int
no_such_draft(struct hj_error *err)
{
	return hj_fail(err, HJ_ENOTFOUND,
	    "no such draft; 'hanji draft list' shows them");
}

int
hj_vault_draft_load(struct hj_vault *v, const struct hj_id *id,
    struct hj_buf *to, struct hj_error *err)
{
	struct hj_buf plain = HJ_BUF(HJ_RECORD_MAX);
	struct drafts *d = NULL;
	struct draft *draft;
	int rc;

	if ((rc = load(v, &d, err)) != HJ_OK)
		return rc;
	if ((draft = find(d, id)) == NULL)
		rc = no_such_draft(err);
	else
		rc = hj_vault_open_record(v, draft->number, HJ_KIND_DRAFT, NULL,
		    &plain, err);
	if (rc == HJ_OK)
		rc = hj_buf_add(to, plain.data, plain.len, err);
	hj_buf_clear(&plain);
	free(d);
	return rc;
}

int
hj_vault_draft_drop(struct hj_vault *v, const struct hj_id *id,
    struct hj_error *err)
{
	struct hj_change *c = NULL;
	struct drafts *d = NULL;
	struct draft *draft;
	int rc;

	if ((rc = hj_change_open(v, DRAFT_WAIT, &c, err)) == HJ_OK &&
	    (rc = load(v, &d, err)) == HJ_OK) {
		if ((draft = find(d, id)) == NULL) {
			rc = no_such_draft(err);
		} else if ((rc = hj_pending_delete(&c->pending, draft->number,
				err)) == HJ_OK) {
			*draft = d->d[--d->n];
			rc = store(c, d, err);
		}
	}
	hj_change_end(c);
	free(d);
	return rc;
}

int
hj_vault_drafts(struct hj_vault *v, hj_draft_fn *fn, void *to,
    struct hj_error *err)
{
	struct drafts *d = NULL;
	int rc;

	if ((rc = load(v, &d, err)) != HJ_OK)
		return rc;
	for (size_t i = 0; rc == HJ_OK && i < d->n; i++)
		rc = fn(to, &d->d[i].id, d->d[i].saved, err);
	free(d);
	return rc;
}

int
hj_vault_count_drafts(struct hj_vault *v, uint64_t *ret, struct hj_error *err)
{
	struct drafts *d = NULL;
	int rc;

	if ((rc = load(v, &d, err)) == HJ_OK)
		*ret = d->n;
	free(d);
	return rc;
}
