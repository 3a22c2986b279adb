#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/keys/member.h"
#include "core/store/store_pages.h"
#include "core/vault/verify_own.h"

int
hj_verify_step(struct hj_verify *x, struct hj_error *err)
{
	const struct hj_progress *p = x->progress;

	x->done++;
	if (p != NULL && p->fn != NULL && p->fn(p->to, x->done, x->total) != 0)
		return hj_fail(err, HJ_EINTERRUPTED, "interrupted");
	return HJ_OK;
}

/* ---- the log ---- */

static int
watch_anchor(struct hj_verify *x, struct hj_error *err)
{
	const struct hj_anchor *a = &x->v->anchor;
	struct hj_checkpoint c = { .size = a->size };
	char id[HJ_FINGERPRINT];

	if (a->device == NULL || a->size == 0)
		return HJ_OK;
	hj_member_fingerprint(hj_member_public(a->device)->ed25519, id);
	if (hj_log_head_device(&x->head, id) == NULL)
		return hj_report(&x->report, HJ_FOUND_ROLLBACK,
		    "the vault does not know the device that wrote here", err,
		    "anchor");
	hj_checkpoint_origin(x->v->facts.vault_id, id, c.origin);
	memcpy(c.root, a->root, sizeof(c.root));
	return hj_audit_watch(x->audit, hj_said(err, HJ_N_("anchor")), &c, err);
}

/* A checkpoint that somebody kept: signed by a device of this vault. */
static int
watch_note(struct hj_verify *x, struct hj_error *err)
{
	struct hj_checkpoint c;
	int rc = HJ_ENOTFOUND;

	if (x->against == NULL)
		return HJ_OK;
	for (size_t i = 0; i < x->head.ndevices && rc == HJ_ENOTFOUND; i++)
		rc = hj_checkpoint_open(x->against, x->against_len,
		    x->head.device[i].key, &c, err);
	if (rc == HJ_ENOTFOUND)
		return hj_fail(err, HJ_EINVAL,
		    "the checkpoint is signed by no device of this vault");
	if (rc != HJ_OK)
		return rc;
	return hj_audit_watch(x->audit, hj_said(err, HJ_N_("checkpoint")), &c,
	    err);
}

static int
check_envelope(struct hj_verify *x, const struct hj_log_entry *e,
    struct hj_error *err)
{
	struct hj_error why = HJ_ERROR;
	uint8_t hash[crypto_hash_sha256_BYTES];
	const uint8_t *p;
	size_t n;

	if (hj_txn_get(x->t, e->number, &p, &n, &why) != HJ_OK)
		return hj_report(&x->report,
		    why.code == HJ_ENOTFOUND ? HJ_FOUND_TAMPERED
					     : HJ_FOUND_DAMAGE,
		    "a revision is missing that the log names", err,
		    "record %llu", (unsigned long long)e->number);
	(void)crypto_hash_sha256(hash, p, n);
	return hj_verify_envelope(x, e, hash, err);
}

uint64_t
hj_verify_hash(const struct hj_verify *x, const uint8_t *log_id,
    const uint8_t *digest)
{
	uint8_t both[HJ_LOGID_LEN + HJ_DIGEST_BYTES];
	uint8_t hash[crypto_shorthash_siphash24_BYTES];
	uint64_t v = 0;

	memcpy(both, log_id, HJ_LOGID_LEN);
	memcpy(both + HJ_LOGID_LEN, digest, HJ_DIGEST_BYTES);
	(void)crypto_shorthash_siphash24(hash, both, sizeof(both), x->sum_key);
	for (size_t i = 0; i < sizeof(hash); i++)
		v = v << 8 | hash[i];
	return v;
}

/* Its parents are heads no longer, it is one. */
static int
follow_heads(struct hj_verify *x, const struct hj_log_entry *e,
    struct hj_error *err)
{
	bool added;
	uint64_t v;

	for (size_t i = 0; i < e->nparents; i++) {
		v = hj_verify_hash(x, e->log_id,
		    e->parents + i * HJ_DIGEST_BYTES);
		if (hj_headset_drop(&x->heads, v))
			x->log_sum -= v;
	}
	v = hj_verify_hash(x, e->log_id, e->digest);
	if (hj_headset_add(&x->heads, v, &added, err) != HJ_OK)
		return (int)err->code;
	if (added)
		x->log_sum += v;
	return HJ_OK;
}

static int
each_entry(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct hj_verify *x = to;
	bool skip = false;

	if (hj_verify_step(x, err) != HJ_OK ||
	    hj_verify_held(x, e, err) != HJ_OK ||
	    hj_verify_attest(x, e, err) != HJ_OK)
		return (int)err->code;
	if (e->has_case)
		hj_verify_erasure(x, e, &skip);
	if (skip || !e->has_digest)
		return HJ_OK;
	if (!hj_log_is_revision(e))
		return check_envelope(x, e, err);
	x->facts.revisions++;
	if (follow_heads(x, e, err) != HJ_OK)
		return (int)err->code;
	hj_marks_set(&x->named, e->number);
	if (x->deep && strcmp(e->action, HJ_DID_ATTACH) == 0 &&
	    hj_buf_add(&x->attached, e->log_id, HJ_LOGID_LEN, err) != HJ_OK)
		return (int)err->code;
	if (x->digest != NULL && e->number < x->named.n)
		memcpy(&x->digest[e->number], e->digest, 8);
	return check_envelope(x, e, err);
}

static int
each_page(void *to, uint64_t place, const struct hj_list_item *item,
    struct hj_error *err)
{
	struct hj_verify *x = to;
	struct hj_error why = { .say = err->say };

	(void)place;
	hj_buf_reset(&x->page);
	if (hj_vault_open_record(x->v, item->number, HJ_KIND_LOG, NULL,
		&x->page, &why) != HJ_OK) {
		x->log_lost = true;
		return hj_report_short(&why, err) != HJ_OK
		    ? (int)err->code
		    : hj_audit_lost(x->audit, item->number,
			  HJ_N_("a page of the log is missing or does not open"),
			  err);
	}
	return hj_audit_page(x->audit, item->number, item->first, &x->page,
	    each_entry, x, err);
}

/* A vault in which nothing was done has no log yet. */
static int
read_head(struct hj_verify *x, struct hj_error *err)
{
	const struct hj_buf *log = &x->v->head.log;

	if (log->len != 0)
		return hj_log_head_decode(log->data, log->len, &x->head, err);
	hj_log_head_init(&x->head, x->v->facts.vault_id);
	return HJ_OK;
}

static int
check_log(struct hj_verify *x, struct hj_error *err)
{
	const struct hj_list_io io = hj_vault_list_io(x->v);
	struct hj_root_head *h = &x->v->head;
	int rc;

	if (read_head(x, err) != HJ_OK ||
	    hj_audit_new(&x->head, &x->report, &x->audit, err) != HJ_OK ||
	    watch_anchor(x, err) != HJ_OK || watch_note(x, err) != HJ_OK ||
	    hj_verify_witness(x, err) != HJ_OK)
		return (int)err->code;
	rc = hj_list_each(&h->pages, 0, &io, each_page, x, err);
	if (rc == HJ_ECORRUPT) {
		x->log_lost = true;
		rc = hj_report(&x->report, HJ_FOUND_DAMAGE,
		    "pages of the log cannot be found; run hanji check "
		    "--repair",
		    err, "list of log pages");
	}
	if (rc != HJ_OK)
		return rc;
	return hj_audit_end(x->audit, &x->facts, err);
}

/* ---- what is there besides ---- */

static int
unaccounted(void *to, uint64_t number, const uint8_t *p, size_t n,
    struct hj_error *err)
{
	struct hj_verify *x = to;
	struct hj_error why = HJ_ERROR;
	const struct hj_place at = { .vault_id = x->v->facts.vault_id,
		.mask = hj_keyring_mask(x->v->me.keyring),
		.number = number };
	struct hj_head head;

	if (hj_marks_has(&x->named, number))
		return HJ_OK;
	if (hj_seal_head(&at, p, n, &head, &why) != HJ_OK)
		return hj_report(&x->report, HJ_FOUND_DAMAGE,
		    "not a record of this vault", err, "record %llu",
		    (unsigned long long)number);
	if (head.kind != HJ_KIND_REVISION)
		return HJ_OK;
	return hj_report(&x->report, hj_verify_finding(x),
	    "a revision that the log does not name", err, "record %llu",
	    (unsigned long long)number);
}

/* Both copies of a root open and say the same. */
static int
check_root(struct hj_verify *x, unsigned root, struct hj_error *err)
{
	const unsigned number[2] = { root, root + HJ_ROOT_TWIN };
	struct hj_error why = HJ_ERROR;
	size_t first = 0;
	int rc[2];

	hj_buf_reset(&x->page);
	for (int i = 0; i < 2; i++) {
		rc[i] = hj_vault_open_record(x->v, number[i], HJ_KIND_ROOT,
		    NULL, &x->page, &why);
		if (rc[i] != HJ_OK && hj_report_short(&why, err) != HJ_OK)
			return (int)err->code;
		first = i == 0 ? x->page.len : first;
	}
	if (rc[0] == HJ_ENOTFOUND && rc[1] == HJ_ENOTFOUND)
		return HJ_OK;
	for (int i = 0; i < 2; i++)
		if (rc[i] != HJ_OK &&
		    hj_report(&x->report, HJ_FOUND_DAMAGE,
			"one of two copies does not open; run hanji check "
			"--repair",
			err, "record %u", number[i]) != HJ_OK)
			return (int)err->code;
	if (rc[0] != HJ_OK || rc[1] != HJ_OK ||
	    (x->page.len == 2 * first &&
		memcmp(x->page.data, x->page.data + first, first) == 0))
		return HJ_OK;
	return hj_report(&x->report, HJ_FOUND_TAMPERED,
	    "two copies of the same differ: one is older", err,
	    "records %u and %u", number[0], number[1]);
}

static int
check_roots(struct hj_verify *x, struct hj_error *err)
{
	for (unsigned root = 1; root <= HJ_ROOT_TWIN; root++)
		if (check_root(x, root, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

/* The better of the two has opened the vault. */
static int
check_header(struct hj_verify *x, struct hj_error *err)
{
	const struct hj_header_facts *f = &x->v->facts;

	if (f->damaged == NULL)
		return HJ_OK;
	return hj_report(&x->report, HJ_FOUND_DAMAGE,
	    "one of two copies of the header is missing or not whole; run "
	    "hanji check --repair",
	    err, "file %s", f->damaged);
}

static int
bad_page(void *to, uint64_t page, struct hj_error *err)
{
	struct hj_verify *x = to;

	return hj_report(&x->report, HJ_FOUND_DAMAGE,
	    "not as it was written, and a change could destroy others: change "
	    "nothing, make a backup and restore that",
	    err, "page %llu of data.mdb", (unsigned long long)page);
}

static int
work(struct hj_txn *t, void *to, struct hj_error *err)
{
	struct hj_verify *x = to;
	uint64_t last = 0, cases = x->v->head.cases;

	x->t = t;
	/* Each case has a record at least, whatever the head says. */
	if (hj_txn_last(t, &last, err) != HJ_OK ||
	    hj_headset_init(&x->heads, cases < last ? cases : last, err) !=
		HJ_OK ||
	    hj_marks_init(&x->named, last, err) != HJ_OK ||
	    hj_marks_init(&x->seen, last, err) != HJ_OK)
		return (int)err->code;
	if (x->deep && (x->digest = calloc(last + 1, 8)) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	if (x->deep && hj_txn_pages(t, bad_page, x, err) != HJ_OK)
		return (int)err->code;
	if (check_header(x, err) != HJ_OK || check_roots(x, err) != HJ_OK ||
	    hj_verify_erased(x, err) != HJ_OK || check_log(x, err) != HJ_OK ||
	    hj_verify_erasures(x, err) != HJ_OK ||
	    hj_verify_holds(x, err) != HJ_OK ||
	    hj_verify_attested(x, err) != HJ_OK ||
	    hj_verify_trip(x, err) != HJ_OK ||
	    hj_txn_each(t, HJ_RECORD_FIRST, unaccounted, x, err) != HJ_OK)
		return (int)err->code;
	return hj_verify_rows(x, err);
}

static int
within(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct hj_verify *x = to;

	x->total = v->head.revisions + v->head.cases;
	return hj_store_with(v->store, HJ_STORE_READ, work, x, err);
}

int
hj_verify_run(struct hj_verify *x, struct hj_error *err)
{
	int rc;

	x->page = HJ_BUF(HJ_RECORD_MAX);
	x->blobs = HJ_BUF(HJ_BLOB_NAMES_MAX);
	x->erased = HJ_BUF(HJ_BLOB_NAMES_MAX);
	x->held = HJ_BUF(HJ_LEGALHOLDS_MAX);
	x->resealed = HJ_BUF(HJ_BLOB_NAMES_MAX);
	x->attached = HJ_BUF(HJ_BLOB_NAMES_MAX);
	randombytes_buf(x->sum_key, sizeof(x->sum_key));
	rc = hj_vault_reading(x->v, within, x, err);
	x->facts.damaged = x->report.damaged;
	return rc;
}

void
hj_verify_clear(struct hj_verify *x)
{
	hj_audit_free(x->audit);
	hj_log_head_clear(&x->head);
	hj_buf_clear(&x->page);
	hj_buf_clear(&x->blobs);
	hj_buf_clear(&x->erased);
	hj_buf_clear(&x->held);
	hj_buf_clear(&x->resealed);
	hj_buf_clear(&x->attached);
	hj_marks_clear(&x->named);
	hj_marks_clear(&x->seen);
	hj_headset_clear(&x->heads);
	free(x->digest);
}

int
hj_vault_verify(struct hj_vault *v, bool deep, const char *against,
    size_t against_len, hj_damage_fn *fn, void *to, const struct hj_progress *p,
    struct hj_verify_facts *ret, struct hj_error *err)
{
	struct hj_verify x = { .v = v,
		.deep = deep,
		.against = against,
		.against_len = against_len,
		.progress = p,
		.report = { .fn = fn, .to = to } };
	int rc = hj_verify_run(&x, err);

	if (rc == HJ_OK)
		rc = hj_report_end(&x.report, err);
	*ret = x.facts;
	hj_verify_clear(&x);
	return rc;
}
