#include <stdlib.h>
#include <string.h>

#include "core/vault/verify_own.h"
#include "core/vault/prover.h"
#include "core/log/witness.h"

/* Both signatures are as they were when they came in; else HJ_ECORRUPT. */
static int
is_genuine(const struct hj_witness *w, const struct hj_attested *a,
    struct hj_error *err)
{
	struct hj_cosignature c = { .time = a->time };
	struct hj_buf text = HJ_BUF(HJ_NOTE_MAX);
	int rc;

	if (!hj_checkpoint_signed(&a->of.at, a->of.key, a->of.signature))
		return hj_fail(err, HJ_ECORRUPT, "a signature does not fit");
	if (a->kind != HJ_ATTEST_COSIGNATURE)
		return HJ_OK;
	memcpy(c.signature, hj_witness_bytes(w, a), sizeof(c.signature));
	if ((rc = hj_checkpoint_text(&a->of.at, &text, err)) == HJ_OK)
		rc = hj_cosign_check(&a->by, (const char *)text.data, text.len,
		    &c, err);
	hj_buf_clear(&text);
	return rc;
}

static int
watch(struct hj_verify *x, const struct hj_witness *w,
    const struct hj_attested *a, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	const char *name = hj_said(err,
	    a->kind == HJ_ATTEST_COSIGNATURE
		? HJ_N_("cosigned checkpoint")
		: HJ_N_("time-stamped checkpoint"));
	int rc = is_genuine(w, a, &why);

	if (rc == HJ_ECORRUPT)
		return hj_report(&x->report, HJ_FOUND_TAMPERED,
		    "not what was accepted: a signature does not fit", err,
		    "%s", name);
	if (rc == HJ_OK)
		rc = hj_audit_watch(x->audit, name, &a->of.at, &why);
	if (rc == HJ_EINVAL)
		return hj_report(&x->report, HJ_FOUND_TAMPERED,
		    "the vault does not know the log that was attested", err,
		    "%s", name);
	if (rc != HJ_OK)
		*err = why;
	return rc;
}

int
hj_verify_witness(struct hj_verify *x, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	struct hj_witness w = HJ_WITNESS;
	int rc = hj_vault_witness(x->v, &w, &why);

	if (rc == HJ_ECORRUPT)
		rc = hj_report(&x->report, HJ_FOUND_DAMAGE,
		    "does not open: ask the witnesses for their cosignatures again, and cosign for nobody",
		    err, "%s",
		    hj_said(err, HJ_N_("record of what witnesses said")));
	else if (rc == HJ_EREFUSED)
		rc = hj_report(&x->report, HJ_FOUND_TAMPERED,
		    "an older one was put back: cosign for nobody, restore a backup",
		    err, "%s",
		    hj_said(err, HJ_N_("record of what witnesses said")));
	else if (rc != HJ_OK)
		*err = why;
	for (size_t i = 0; rc == HJ_OK && i < hj_witness_count(&w); i++)
		rc = watch(x, &w, hj_witness_at(&w, i), err);
	hj_witness_clear(&w);
	return rc;
}

int
hj_verify_attest(struct hj_verify *x, const struct hj_log_entry *e,
    struct hj_error *err)
{
	struct hj_buf text = HJ_BUF(HJ_DETAIL_MAX);
	struct hj_error why = { .say = err->say };
	const char *n;

	if (strcmp(e->action, HJ_DID_ATTEST) != 0)
		return HJ_OK;
	/* Sealed under a log key that is lost: then it tells of none. */
	if (hj_vault_detail(x->v, NULL, e, &text, &why) == HJ_OK &&
	    hj_buf_text(&text, &n, &why) == HJ_OK)
		x->attested += strtoul(n, NULL, 10);
	hj_buf_clear(&text);
	return why.code == HJ_ENOMEM ? hj_fail(err, HJ_ENOMEM, "out of memory")
				     : HJ_OK;
}

int
hj_verify_attested(struct hj_verify *x, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	struct hj_witness w = HJ_WITNESS;
	int rc = HJ_OK;

	/* One that does not open, or was put back, was named before. */
	if (hj_vault_witness(x->v, &w, &why) == HJ_OK &&
	    hj_witness_count(&w) < x->attested + x->v->head.untold)
		rc = hj_report(&x->report, HJ_FOUND_TAMPERED,
		    "the log tells of more attestations than are there", err,
		    "%s", hj_said(err, HJ_N_("record of what witnesses said")));
	hj_witness_clear(&w);
	return why.code == HJ_ENOMEM ? hj_fail(err, HJ_ENOMEM, "out of memory")
				     : rc;
}
