#include <string.h>

#include "core/vault/tombstone.h"
#include "core/vault/verify_own.h"

int
hj_verify_erased(struct hj_verify *x, struct hj_error *err)
{
	struct hj_buf all = HJ_BUF(HJ_BLOB_NAMES_MAX);
	struct hj_error why = { .say = err->say };
	const struct hj_tombstone *t;
	int rc = hj_vault_tombstones(x->v, NULL, &all, &why);

	t = (const void *)all.data;
	for (size_t i = 0; rc == HJ_OK && i < all.len / sizeof(*t); i++) {
		struct hj_erasure_seen s = { .part = t[i].kind[0] != '\0' };

		memcpy(s.log_id, t[i].log_id, sizeof(s.log_id));
		rc = hj_buf_add(&x->erased, &s, sizeof(s), &why);
	}
	hj_buf_clear(&all);
	if (rc == HJ_EREFUSED)
		return hj_report(&x->report, HJ_FOUND_TAMPERED,
		    "an older one was put back: restore a backup", err,
		    "list of what was erased");
	if (rc != HJ_ECORRUPT) {
		*err = rc == HJ_OK ? *err : why;
		return rc;
	}
	return hj_report(&x->report, HJ_FOUND_DAMAGE,
	    "it does not open, so that erased case files look as if they were lost",
	    err, "list of what was erased");
}

/* In order of erasure: there are few of them. */
void
hj_verify_erasure(struct hj_verify *x, const struct hj_log_entry *e, bool *skip)
{
	struct hj_erasure_seen *s = (void *)x->erased.data;

	for (size_t i = 0; i < x->erased.len / sizeof(*s); i++) {
		if (memcmp(s[i].log_id, e->log_id, HJ_LOGID_LEN) != 0)
			continue;
		s[i].logged |= strcmp(e->action, HJ_DID_ERASE) == 0;
		*skip |= !s[i].part;
	}
}

static bool
lost_a_part(const struct hj_verify *x, const uint8_t *log_id)
{
	const struct hj_erasure_seen *s = (const void *)x->erased.data;

	for (size_t i = 0; i < x->erased.len / sizeof(*s); i++)
		if (s[i].part && memcmp(s[i].log_id, log_id, HJ_LOGID_LEN) == 0)
			return true;
	return false;
}

static int
not_the_one(struct hj_verify *x, enum hj_finding found, uint64_t number,
    struct hj_error *err)
{
	return hj_report(&x->report, found,
	    "a revision is not the one that was stored", err, "record %llu",
	    (unsigned long long)number);
}

/* The one that is waited for: of this record, with this content. */
static struct hj_resealed *
find(const struct hj_verify *x, const struct hj_log_entry *e)
{
	struct hj_resealed *r = (void *)x->resealed.data;
	size_t n = x->resealed.len / sizeof(*r);

	/* Named anew in the order in which they were first named. */
	for (size_t i = 0; i < n; i++)
		if (r[i].number == e->number)
			return memcmp(r[i].log_id, e->log_id, HJ_LOGID_LEN) ==
				    0 &&
				memcmp(r[i].digest, e->digest,
				    HJ_DIGEST_BYTES) == 0
			    ? &r[i]
			    : NULL;
	return NULL;
}

int
hj_verify_envelope(struct hj_verify *x, const struct hj_log_entry *e,
    const uint8_t *stored, struct hj_error *err)
{
	const bool fits = memcmp(stored, e->envelope, HJ_DIGEST_BYTES) == 0;
	struct hj_resealed r = { .number = e->number };
	struct hj_resealed *waiting;

	if (fits && hj_log_is_revision(e))
		return HJ_OK;
	if (!e->has_case || !lost_a_part(x, e->log_id))
		return fits ? HJ_OK
			    : not_the_one(x, HJ_FOUND_TAMPERED, e->number, err);
	if ((waiting = find(x, e)) != NULL) {
		/* A later erasure may name it once more. */
		waiting->said |= fits;
		return HJ_OK;
	}
	if (fits)
		return HJ_OK;
	memcpy(r.log_id, e->log_id, sizeof(r.log_id));
	memcpy(r.digest, e->digest, sizeof(r.digest));
	return hj_buf_add(&x->resealed, &r, sizeof(r), err);
}

int
hj_verify_erasures(struct hj_verify *x, struct hj_error *err)
{
	const struct hj_erasure_seen *s = (const void *)x->erased.data;
	const struct hj_resealed *r = (const void *)x->resealed.data;

	for (size_t i = 0; i < x->resealed.len / sizeof(*r); i++)
		if (!r[i].said &&
		    not_the_one(x, hj_verify_finding(x), r[i].number, err) !=
			HJ_OK)
			return (int)err->code;
	for (size_t i = 0; i < x->erased.len / sizeof(*s); i++)
		if (!s[i].logged &&
		    hj_report(&x->report, hj_verify_finding(x),
			s[i].part
			    ? HJ_N_("part of a case file is gone, and the log does not say that it was erased")
			    : HJ_N_("a case file is gone, and the log does not say that it was erased"),
			err, "list of what was erased") != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}
