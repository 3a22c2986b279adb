#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "core/case/codec.h"
#include "core/store/index.h"
#include "core/vault/doomed.h"
#include "core/vault/excision_own.h"
#include "core/vault/legalhold.h"
#include "core/vault/rekey.h"
#include "core/vault/tombstone.h"

#define NUMBERS_MAX ((size_t)64 << 20)

struct excising {
	struct hj_vault *v;
	const struct hj_excision *e;
	struct hj_change *c;
	struct hj_row row; /* as it is */
	struct hj_row next; /* the same under its new key */
	struct hj_buf items, numbers;
	struct hj_excised found;
	uint64_t page; /* of its row */
};

/* ---- before anything is changed ---- */

static int
look(struct excising *x, struct hj_error *err)
{
	if (hj_vault_row(x->v, x->e->id, &x->row, &x->items, err) != HJ_OK)
		return (int)err->code;
	if (hj_legalhold_permits(x->v, &x->row, err) != HJ_OK)
		return (int)err->code;
	if (x->row.nheads != 1)
		return hj_fail(err, HJ_EREFUSED,
		    "versions of this case file stand side by side: settle them first, with 'hanji conflicts'");
	if (hj_excise_look(x->v, &x->row, x->e->part, x->e->n, &x->found,
		err) != HJ_OK ||
	    hj_excise_numbers(x->v, &x->row, &x->numbers, err) != HJ_OK)
		return (int)err->code;
	if (x->found.revisions == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no version of the case file has this part");
	x->next = x->row;
	randombytes_buf(x->next.dek, sizeof(x->next.dek));
	return HJ_OK;
}

/* ---- attachments ---- */

/* All that a revision names, but for those that go. */
static int
name_kept(struct excising *x, struct hj_buf *to, struct hj_error *err)
{
	const uint64_t *number = (const void *)x->numbers.data;
	char name[HJ_BLOB_NAME + 1];
	struct hj_revision r;
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < x->numbers.len / sizeof(*number);
	     i++) {
		size_t at = 0;

		if (hj_vault_get(x->v, &x->row, number[i], &r, err) != HJ_OK)
			return (int)err->code;
		while (rc == HJ_OK && hj_blob_named(&r.bytes, &at, name))
			if (!hj_blob_listed(to, name) &&
			    !hj_blob_listed(&x->found.blobs, name))
				rc = hj_buf_add(to, name, HJ_BLOB_NAME, err);
		hj_revision_clear(&r);
	}
	return rc;
}

static int
seal_blobs(struct excising *x, struct hj_error *err)
{
	struct hj_buf kept = HJ_BUF(NUMBERS_MAX);
	int rc = name_kept(x, &kept, err);

	if (rc == HJ_OK)
		rc = hj_excise_blobs(x->v, &x->row, &x->next, &kept, err);
	hj_buf_clear(&kept);
	return rc;
}

/* Those that go.  Only what opens with the key of this case is its own. */
static int
doom_blobs(struct excising *x, struct hj_error *err)
{
	struct hj_buf own = HJ_BUF(x->found.blobs.max);
	struct hj_error ignored = HJ_ERROR;
	char name[HJ_BLOB_NAME + 1] = "";
	uint64_t n;
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < x->found.blobs.len;
	     i += HJ_BLOB_NAME) {
		memcpy(name, x->found.blobs.data + i, HJ_BLOB_NAME);
		if (hj_vault_read_blob(x->v, &x->row, name, NULL, NULL, &n,
			&ignored) == HJ_OK)
			rc = hj_buf_add(&own, name, HJ_BLOB_NAME, err);
	}
	if (rc == HJ_OK)
		rc = hj_doomed_write(x->v, &own, err);
	hj_buf_clear(&own);
	return rc;
}

/* ---- the change ---- */

static int
find_page(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct excising *x = to;

	return hj_vault_locate(v, x->e->id, &x->page, err);
}

static int
change_key(struct excising *x, struct hj_error *err)
{
	if (hj_vault_reading(x->v, find_page, x, err) != HJ_OK ||
	    hj_change_row(x->c, &x->next, x->page, err) != HJ_OK ||
	    hj_change_drop_key(x->c, x->e->id, err) != HJ_OK)
		return (int)err->code;
	return hj_change_key(x->c, &x->next, err);
}

/* Its entry says what it said, but for the hash of what is stored. */
static int
log_revision(struct excising *x, const struct hj_revision *r,
    const uint8_t *envelope, struct hj_error *err)
{
	uint8_t parents[HJ_HEADS_MAX * HJ_DIGEST_BYTES];
	struct hj_log_entry e = { .action = HJ_DID_RESEAL,
		.has_case = true,
		.has_digest = true,
		.number = r->number,
		.nparents = r->nparents,
		.parents = parents };

	for (size_t i = 0; i < r->nparents; i++)
		memcpy(parents + i * HJ_DIGEST_BYTES, r->parent[i].digest,
		    HJ_DIGEST_BYTES);
	memcpy(e.log_id, x->row.log_id, sizeof(e.log_id));
	memcpy(e.digest, r->digest, sizeof(e.digest));
	memcpy(e.envelope, envelope, sizeof(e.envelope));
	return hj_log_writer_add(x->c->log, &e, err);
}

static int
seal_revision(struct excising *x, uint64_t number, struct hj_error *err)
{
	struct hj_buf plain = HJ_BUF(HJ_RECORD_MAX);
	uint8_t envelope[HJ_DIGEST_BYTES];
	struct hj_revision r;
	size_t parts = 0;
	int rc;

	if ((rc = hj_vault_get(x->v, &x->row, number, &r, err)) != HJ_OK)
		return rc;
	if ((rc = hj_excise_revision(&r, x->e->part, x->e->n, &parts, err)) ==
		HJ_OK &&
	    (rc = hj_revision_encode(&r, r.bytes.data, r.bytes.len, &plain,
		 err)) == HJ_OK &&
	    (rc = hj_vault_seal_record(x->v, number, HJ_KIND_REVISION,
		 x->next.dek, plain.data, plain.len, envelope, err)) == HJ_OK)
		rc = log_revision(x, &r, envelope, err);
	hj_buf_clear(&plain);
	hj_revision_clear(&r);
	return rc;
}

/* "part person", a line each, then the ground. */
static int
tell(struct excising *x, struct hj_error *err)
{
	struct hj_buf said = HJ_BUF(HJ_DETAIL_MAX);
	const char *text = NULL;
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < x->e->n; i++)
		if ((rc = hj_buf_printf(&said, err, "part %s\n",
			 hj_part_kind(&x->e->part[i]))) == HJ_OK)
			rc = hj_change_tombstone(x->c, &x->row, &x->e->part[i],
			    err);
	if (rc == HJ_OK &&
	    (rc = hj_buf_puts(&said, x->e->ground, err)) == HJ_OK &&
	    (rc = hj_buf_text(&said, &text, err)) == HJ_OK)
		rc = hj_change_note_open(x->c, HJ_DID_ERASE, &x->next, text,
		    err);
	hj_buf_clear(&said);
	return rc;
}

static int
put_head(struct excising *x, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX);
	struct hj_buf why = HJ_BUF(HJ_DETAIL_MAX);
	struct hj_put put = { .record = x->e->head, .action = HJ_DID_UPDATE };
	enum hj_put_what what;
	int rc;

	if (x->e->head == NULL)
		return HJ_OK;
	if ((rc = hj_codec_encode(x->e->head, &bytes, err)) == HJ_OK &&
	    (rc = hj_buf_printf(&why, err, "reason %s", x->e->ground)) ==
		HJ_OK &&
	    (rc = hj_buf_text(&why, &put.detail, err)) == HJ_OK) {
		put.bytes = bytes.data;
		put.n = bytes.len;
		rc = hj_change_put(x->c, &put, &what, err);
	}
	hj_buf_clear(&bytes);
	hj_buf_clear(&why);
	return rc;
}

static int
seal_details(struct excising *x, struct hj_error *err)
{
	struct hj_buf gone = HJ_BUF(NUMBERS_MAX);
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < x->e->n; i++)
		if (hj_part_id(&x->e->part[i])[0] != '\0')
			rc = hj_buf_add(&gone, x->e->part[i].id,
			    HJ_ELEMENT_ID_CHARS, err);
	if (rc == HJ_OK)
		rc = hj_excise_details(x->c, &x->row, &x->next, &gone, err);
	hj_buf_clear(&gone);
	return rc;
}

static int
change(struct excising *x, struct hj_error *err)
{
	const struct hj_wait wait = { .seconds = 10 };
	const uint64_t *number = (const void *)x->numbers.data;
	int rc = hj_vault_begin(x->v, &wait, &x->c, err);

	if (rc != HJ_OK)
		return rc;
	rc = change_key(x, err);
	for (size_t i = 0; rc == HJ_OK && i < x->numbers.len / sizeof(*number);
	     i++)
		rc = seal_revision(x, number[i], err);
	if (rc == HJ_OK && (rc = seal_details(x, err)) == HJ_OK &&
	    (rc = tell(x, err)) == HJ_OK && (rc = put_head(x, err)) == HJ_OK)
		return hj_change_commit(x->c, err);
	hj_change_abort(x->c);
	return rc;
}

int
hj_vault_excise(struct hj_vault *v, const struct hj_excision *e,
    const struct hj_progress *p, struct hj_error *err)
{
	const struct hj_rekey plain = { .log = false };
	struct excising x = { .v = v, .e = e };
	int rc;

	x.items = HJ_BUF(HJ_PAGE_STORED);
	x.numbers = HJ_BUF(NUMBERS_MAX);
	/* The row is to be found where the index says. */
	hj_vault_settle(v);
	if ((rc = look(&x, err)) == HJ_OK &&
	    (rc = hj_rekey_begin(v, &plain, err)) == HJ_OK &&
	    (rc = seal_blobs(&x, err)) == HJ_OK &&
	    (rc = doom_blobs(&x, err)) == HJ_OK &&
	    (rc = change(&x, err)) == HJ_OK)
		rc = hj_rekey_finish(v, p, err);
	hj_buf_clear(&x.items);
	hj_buf_clear(&x.numbers);
	hj_buf_clear(&x.found.blobs);
	sodium_memzero(&x.row, sizeof(x.row));
	sodium_memzero(&x.next, sizeof(x.next));
	return rc;
}
