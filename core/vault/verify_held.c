#include <string.h>

#include "core/vault/legalhold.h"
#include "core/vault/trip.h"
#include "core/vault/verify_own.h"

int
hj_verify_held(struct hj_verify *x, const struct hj_log_entry *e,
    struct hj_error *err)
{
	bool erases;

	if (hj_legalhold_follow(&x->held, e, &erases, err) != HJ_OK)
		return (int)err->code;
	if (!erases)
		return HJ_OK;
	return hj_report(&x->report, HJ_FOUND_TAMPERED,
	    "it erases what was under a legal hold", err,
	    "entry %llu of device %s", (unsigned long long)e->sequence,
	    e->device);
}

/* Are all of the first among the second? */
static bool
are_among(const struct hj_buf *a, const struct hj_buf *b)
{
	const struct hj_legalhold *h = (const void *)a->data;
	struct hj_row row;

	for (size_t i = 0; i < a->len / sizeof(*h); i++) {
		memcpy(row.log_id, h[i].log_id, sizeof(row.log_id));
		if (hj_legalhold_of(b, &row) == NULL)
			return false;
	}
	return true;
}

int
hj_verify_holds(struct hj_verify *x, struct hj_error *err)
{
	struct hj_buf listed = HJ_BUF(HJ_LEGALHOLDS_MAX);
	struct hj_error why = { .say = err->say };
	int rc = hj_vault_listed_legalholds(x->v, &listed, &why);

	if (rc == HJ_ECORRUPT || rc == HJ_ENOTFOUND)
		rc = hj_report(&x->report, HJ_FOUND_DAMAGE,
		    "it does not open; the log is asked instead, and the next legal hold makes it anew",
		    err, "list of legal holds");
	else if (rc == HJ_EREFUSED)
		rc = hj_report(&x->report, HJ_FOUND_TAMPERED,
		    "an older one was put back: restore a backup", err,
		    "list of legal holds");
	else if (rc != HJ_OK)
		*err = why;
	else if (!are_among(&x->held, &listed) || !are_among(&listed, &x->held))
		rc = hj_report(&x->report, HJ_FOUND_TAMPERED,
		    "it is not what the log says", err, "list of legal holds");
	hj_buf_clear(&listed);
	return rc;
}

int
hj_verify_trip(struct hj_verify *x, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	struct hj_trip t = HJ_TRIP;
	bool there;
	int rc = hj_vault_trip(x->v, &t, &there, &why);

	if (rc == HJ_EREFUSED)
		rc = hj_report(&x->report, HJ_FOUND_TAMPERED,
		    "an older one was put back: restore a backup", err,
		    "record of case files of the field");
	else if (rc == HJ_ECORRUPT || rc == HJ_ENOTFOUND)
		rc = hj_report(&x->report, HJ_FOUND_DAMAGE,
		    "it does not open: begin with 'hanji intake start' again",
		    err, "record of case files of the field");
	else if (rc != HJ_OK)
		*err = why;
	hj_trip_clear(&t);
	return rc;
}
