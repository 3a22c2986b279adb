#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/vault/doomed.h"
#include "core/vault/erasure.h"
#include "core/vault/legalhold.h"
#include "core/vault/rekey.h"
#include "core/vault/tombstone.h"
#include "core/vault/vault_state.h"

#define NUMBERS_MAX ((size_t)64 << 20) /* bytes, of eight million revisions */

/* What belongs to one case. */
struct belongings {
	struct hj_vault *v;
	const struct hj_row *row;
	struct hj_buf numbers; /* records of its revisions, 8 bytes each */
	struct hj_buf blobs; /* names of attachments, HJ_BLOB_NAME each */
};

static void
begin(struct belongings *b, struct hj_vault *v, const struct hj_row *row)
{
	*b = (struct belongings){ .v = v, .row = row };
	b->numbers = HJ_BUF(NUMBERS_MAX);
	b->blobs = HJ_BUF(NUMBERS_MAX);
}

static void
end(struct belongings *b)
{
	hj_buf_clear(&b->numbers);
	hj_buf_clear(&b->blobs);
}

static int
note_entry(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct belongings *b = to;

	return hj_log_is_revision(e)
	    ? hj_buf_add(&b->numbers, &e->number, sizeof(e->number), err)
	    : HJ_OK;
}

static bool
is_known(const struct hj_buf *names, const char *name)
{
	for (size_t i = 0; i < names->len; i += HJ_BLOB_NAME)
		if (memcmp(names->data + i, name, HJ_BLOB_NAME) == 0)
			return true;
	return false;
}

/* Only what opens with the key of this case is its own: an imported file may
 * name whatever it likes. */
static int
note_blobs(struct belongings *b, const struct hj_buf *bytes,
    struct hj_error *err)
{
	struct hj_error why = HJ_ERROR;
	char name[HJ_BLOB_NAME + 1];
	uint64_t n;
	size_t at = 0;

	while (hj_blob_named(bytes, &at, name)) {
		if (is_known(&b->blobs, name) ||
		    hj_vault_read_blob(b->v, b->row, name, NULL, NULL, &n,
			&why) != HJ_OK)
			continue;
		if (hj_buf_add(&b->blobs, name, HJ_BLOB_NAME, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

static int
gather(struct belongings *b, struct hj_error *err)
{
	const uint64_t *number;
	int rc = hj_vault_log(b->v, b->row, note_entry, b, err);

	number = (const void *)b->numbers.data;
	for (size_t i = 0; rc == HJ_OK && i < b->numbers.len / 8; i++) {
		struct hj_error damaged = HJ_ERROR;
		struct hj_revision r;

		/* What does not open can be erased all the same. */
		if (hj_vault_get(b->v, b->row, number[i], &r, &damaged) !=
		    HJ_OK)
			continue;
		rc = note_blobs(b, &r.bytes, err);
		hj_revision_clear(&r);
	}
	return rc;
}

int
hj_vault_erase_count(struct hj_vault *v, const struct hj_row *row,
    struct hj_erased *ret, struct hj_error *err)
{
	struct belongings b;
	int rc;

	begin(&b, v, row);
	if ((rc = gather(&b, err)) == HJ_OK)
		*ret = (struct hj_erased){ .revisions = b.numbers.len / 8,
			.attachments = b.blobs.len / HJ_BLOB_NAME };
	end(&b);
	return rc;
}

/* ---- out of the vault ---- */

static int
delete_revisions(struct hj_change *c, const struct belongings *b,
    struct hj_error *err)
{
	const uint64_t *number = (const void *)b->numbers.data;

	for (size_t i = 0; i < b->numbers.len / 8; i++)
		if (hj_pending_delete(&c->pending, number[i], err) != HJ_OK)
			return (int)err->code;
	c->v->head.revisions -= b->numbers.len / 8;
	return HJ_OK;
}

static int
drop_one(struct hj_change *c, const struct hj_row *row,
    const struct belongings *b, const char *ground, struct hj_error *err)
{
	/* Somebody may have placed a hold since it was looked for. */
	if (hj_legalhold_permits(c->v, row, err) != HJ_OK ||
	    hj_change_drop_row(c, &row->id, err) != HJ_OK ||
	    hj_change_drop_key(c, &row->id, err) != HJ_OK ||
	    delete_revisions(c, b, err) != HJ_OK ||
	    hj_change_tombstone(c, row, NULL, err) != HJ_OK)
		return (int)err->code;
	c->v->head.cases--;
	return hj_change_note_open(c, HJ_DID_ERASE, row, ground, err);
}

struct erasing {
	struct hj_row row;
	struct hj_buf items;
	struct belongings has;
};

/* Written down before the change, removed after it. */
static int
doom(struct hj_vault *v, const struct erasing *x, size_t n,
    struct hj_error *err)
{
	struct hj_buf names = HJ_BUF(NUMBERS_MAX);
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < n; i++)
		rc = hj_buf_add(&names, x[i].has.blobs.data, x[i].has.blobs.len,
		    err);
	if (rc == HJ_OK)
		rc = hj_doomed_write(v, &names, err);
	hj_buf_clear(&names);
	return rc;
}

static int
find_all(struct hj_vault *v, const struct hj_erasure *e, struct erasing *x,
    struct hj_error *err)
{
	for (size_t i = 0; i < e->n; i++)
		if (hj_vault_row(v, &e->id[i], &x[i].row, &x[i].items, err) !=
			HJ_OK ||
		    hj_legalhold_permits(v, &x[i].row, err) != HJ_OK ||
		    gather(&x[i].has, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

/* With the writer's lock: did anybody change it since it was looked at? */
static int
still(struct hj_vault *v, const struct erasing *x, const uint8_t *digest,
    struct hj_error *err)
{
	struct hj_buf items = HJ_BUF(HJ_PAGE_STORED);
	struct hj_row row;
	int rc = hj_vault_row(v, &x->row.id, &row, &items, err);

	if (rc == HJ_OK &&
	    (row.nheads != 1 ||
		memcmp(row.head[0].digest, digest, HJ_DIGEST_BYTES) != 0))
		rc = hj_fail(err, HJ_EBUSY,
		    "a case file was changed in between: nothing was erased, try again");
	hj_buf_clear(&items);
	sodium_memzero(&row, sizeof(row));
	return rc;
}

static int
drop_all(struct hj_vault *v, const struct hj_erasure *e, struct erasing *x,
    struct hj_error *err)
{
	const struct hj_wait wait = { .seconds = 10 };
	struct hj_change *c = NULL;

	if (hj_vault_begin(v, &wait, &c, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < e->n; i++)
		if ((e->unchanged != NULL &&
			still(v, &x[i], e->unchanged[i], err) != HJ_OK) ||
		    drop_one(c, &x[i].row, &x[i].has, e->ground, err) !=
			HJ_OK) {
			hj_change_abort(c);
			return (int)err->code;
		}
	return hj_change_commit(c, err);
}

int
hj_vault_erase(struct hj_vault *v, const struct hj_erasure *e,
    const struct hj_progress *p, struct hj_erased *ret, struct hj_error *err)
{
	const struct hj_rekey plain = { .log = false };
	struct erasing *x = calloc(e->n, sizeof(*x));
	int rc;

	*ret = (struct hj_erased){ 0 };
	if (x == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	for (size_t i = 0; i < e->n; i++) {
		x[i].items = HJ_BUF(HJ_PAGE_STORED);
		begin(&x[i].has, v, &x[i].row);
	}
	/* Rows that only the tail of the catalogue knows go into the index, from
	 * where they are deleted. */
	hj_vault_settle(v);
	if ((rc = find_all(v, e, x, err)) == HJ_OK &&
	    (rc = hj_rekey_begin(v, &plain, err)) == HJ_OK &&
	    (rc = doom(v, x, e->n, err)) == HJ_OK &&
	    (rc = drop_all(v, e, x, err)) == HJ_OK)
		rc = hj_rekey_finish(v, p, err);
	for (size_t i = 0; i < e->n; i++) {
		ret->revisions += x[i].has.numbers.len / 8;
		ret->attachments += x[i].has.blobs.len / HJ_BLOB_NAME;
		end(&x[i].has);
		hj_buf_clear(&x[i].items);
		sodium_memzero(&x[i].row, sizeof(x[i].row));
	}
	free(x);
	return rc;
}
