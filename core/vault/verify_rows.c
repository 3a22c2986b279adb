#include <stdio.h>
#include <string.h>

#include "core/case/digest.h"
#include "core/file/blob.h"
#include "core/vault/verify_own.h"

#define BLOB_NAME HJ_BLOB_NAME

/* ---- deep: one case ---- */

/* Was anything attached to this case in this vault?  An imported file may name
 * attachments that stayed where it came from. */
static bool
was_attached(const struct hj_verify *x, const struct hj_row *row)
{
	for (size_t i = 0; i < x->attached.len; i += HJ_LOGID_LEN)
		if (memcmp(x->attached.data + i, row->log_id, HJ_LOGID_LEN) ==
		    0)
			return true;
	return false;
}

static int
check_blob(struct hj_verify *x, const struct hj_row *row, const char *name,
    struct hj_error *err)
{
	struct hj_error why = HJ_ERROR;
	uint64_t bytes;
	int rc;

	if (hj_buf_add(&x->blobs, name, BLOB_NAME, err) != HJ_OK)
		return (int)err->code;
	rc = hj_vault_read_blob(x->v, row, name, NULL, NULL, &bytes, &why);
	if (rc == HJ_OK) {
		x->facts.attachments++;
		return HJ_OK;
	}
	if (hj_report_short(&why, err) != HJ_OK)
		return (int)err->code;
	if (rc == HJ_ENOTFOUND && !was_attached(x, row))
		return hj_report(&x->report, HJ_FOUND_NOTICE,
		    "the attachment did not come along with the case file", err,
		    "attachment %s", name);
	return hj_report(&x->report, HJ_FOUND_DAMAGE,
	    rc == HJ_ENOTFOUND ? HJ_N_("the attachment is missing")
			       : HJ_N_("the attachment does not open"),
	    err, "attachment %s", name);
}

static int
check_blobs(struct hj_verify *x, const struct hj_row *row,
    const struct hj_buf *bytes, struct hj_error *err)
{
	char name[BLOB_NAME + 1];
	size_t at = 0;

	while (hj_blob_named(bytes, &at, name))
		if (check_blob(x, row, name, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

static int
check_digest(struct hj_verify *x, const struct hj_revision *r, uint64_t number,
    struct hj_error *err)
{
	const struct hj_salts salts = {
		.key = r->salts.len == 0 ? r->salt_key : NULL,
		.list = r->salts.data,
		.n = r->salts.len / HJ_SALT_BYTES,
	};
	struct hj_error why = HJ_ERROR;
	uint8_t h[HJ_DIGEST_BYTES];

	if (hj_digest_case(r->bytes.data, r->bytes.len, &salts, h, &why) ==
		HJ_OK &&
	    memcmp(h, r->digest, sizeof(h)) == 0 && number < x->named.n &&
	    memcmp(h, &x->digest[number], 8) == 0)
		return HJ_OK;
	if (hj_report_short(&why, err) != HJ_OK)
		return (int)err->code;
	return hj_report(&x->report,
	    hj_marks_has(&x->named, number) ? HJ_FOUND_TAMPERED
					    : hj_verify_finding(x),
	    "the content does not have the fingerprint that the log names", err,
	    "record %llu", (unsigned long long)number);
}

static int check_revision(struct hj_verify *x, const struct hj_row *row,
    uint64_t number, struct hj_error *err);

static int
check_parents(struct hj_verify *x, const struct hj_row *row,
    const struct hj_revision *r, uint64_t *next, struct hj_error *err)
{
	*next = 0;
	for (size_t i = 0; i < r->nparents; i++) {
		uint64_t n = r->parent[i].number;

		if (n == 0 || hj_marks_has(&x->seen, n))
			continue;
		if (*next == 0)
			*next = n;
		else if (check_revision(x, row, n, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

/* Along the first parents in a loop; only a merge goes one level deeper. */
static int
check_revision(struct hj_verify *x, const struct hj_row *row, uint64_t number,
    struct hj_error *err)
{
	struct hj_error why = HJ_ERROR;
	struct hj_revision r;
	uint64_t next = 0;
	int rc = HJ_OK;

	for (; rc == HJ_OK && number != 0; number = next) {
		if (hj_marks_has(&x->seen, number))
			break;
		hj_marks_set(&x->seen, number);
		if (hj_vault_get(x->v, row, number, &r, &why) != HJ_OK)
			return hj_report_short(&why, err) != HJ_OK
			    ? (int)err->code
			    : hj_report(&x->report, HJ_FOUND_DAMAGE,
				  "a revision does not open", err,
				  "record %llu", (unsigned long long)number);
		if ((rc = check_digest(x, &r, number, err)) == HJ_OK &&
		    (rc = check_blobs(x, row, &r.bytes, err)) == HJ_OK)
			rc = check_parents(x, row, &r, &next, err);
		hj_revision_clear(&r);
	}
	return rc;
}

int
hj_verify_case(struct hj_verify *x, const struct hj_row *row,
    struct hj_error *err)
{
	for (size_t i = 0; i < row->nheads; i++)
		if (check_revision(x, row, row->head[i].number, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

/* ---- rows ---- */

static int
check_row(struct hj_verify *x, const struct hj_row *row, struct hj_error *err)
{
	char id[HJ_ID_SHOWN];

	for (size_t i = 0; i < row->nheads; i++) {
		x->row_sum +=
		    hj_verify_hash(x, row->log_id, row->head[i].digest);
		if (hj_marks_has(&x->named, row->head[i].number))
			continue;
		hj_id_show(&row->id, id);
		if (hj_report(&x->report, hj_verify_finding(x),
			"its newest revision is not in the log", err,
			"case file %s", id) != HJ_OK)
			return (int)err->code;
	}
	return x->deep ? hj_verify_case(x, row, err) : HJ_OK;
}

static int
check_page(void *to, uint64_t place, const struct hj_list_item *item,
    struct hj_error *err)
{
	struct hj_verify *x = to;
	struct hj_error why = HJ_ERROR;
	struct hj_cursor c;
	struct hj_row row;
	unsigned team;
	int rc;

	(void)place;
	hj_buf_reset(&x->page);
	rc = hj_vault_open_rows(x->v, item->number, &x->page, &team, &why);
	if (rc == HJ_EAUTH) {
		x->foreign++;
		return HJ_OK;
	}
	if (rc != HJ_OK)
		goto lost;
	c = HJ_CURSOR(x->page.data, x->page.len);
	while (c.left != 0) {
		if (hj_row_decode(&c, &row, &why) != HJ_OK)
			goto lost;
		if (hj_verify_step(x, err) != HJ_OK ||
		    check_row(x, &row, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
lost:
	if (hj_report_short(&why, err) != HJ_OK)
		return (int)err->code;
	x->rows_lost = true;
	return hj_report(&x->report, HJ_FOUND_DAMAGE,
	    "a page of the list of case files does not open; run hanji check "
	    "--repair",
	    err, "record %llu", (unsigned long long)item->number);
}

/* Every revision that the log names belongs to a case that a row leads to. */
static int
check_seen(struct hj_verify *x, struct hj_error *err)
{
	for (uint64_t n = 0; n < x->named.n; n++)
		if (hj_marks_has(&x->named, n) && !hj_marks_has(&x->seen, n) &&
		    hj_report(&x->report, HJ_FOUND_DAMAGE,
			"no case file leads to this revision", err,
			"record %llu", (unsigned long long)n) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

int
hj_verify_rows(struct hj_verify *x, struct hj_error *err)
{
	const struct hj_list_io io = hj_vault_list_io(x->v);
	struct hj_error why = HJ_ERROR;
	int rc;

	/* An auditor sees no case: the log is all there is to verify. */
	if (hj_vault_may_read(x->v, &why) != HJ_OK)
		return HJ_OK;
	rc = hj_list_each(&x->v->catalogue, 0, &io, check_page, x, err);
	if (rc == HJ_ECORRUPT) {
		x->rows_lost = true;
		rc = hj_report(&x->report, HJ_FOUND_DAMAGE,
		    "pages of it cannot be found; run hanji check --repair",
		    err, "list of case files");
	}
	if (rc != HJ_OK)
		return rc;
	if (x->foreign != 0)
		return hj_report(&x->report, HJ_FOUND_NOTICE,
		    "case files of other teams were verified as far as the log goes; an owner verifies all of them",
		    err, "list of case files");
	if (x->rows_lost)
		return HJ_OK;
	if (!x->log_lost && x->row_sum != x->log_sum &&
	    hj_report(&x->report, HJ_FOUND_TAMPERED,
		"case files do not stand where the log says: some are missing "
		"or show an older revision",
		err, "list of case files") != HJ_OK)
		return (int)err->code;
	return x->deep ? check_seen(x, err) : HJ_OK;
}
