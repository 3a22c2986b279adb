#include <sodium.h>

#include "core/vault/trip.h"
#include "core/vault/vault_state.h"

struct reading {
	struct hj_trip *trip;
	bool there;
};

static int
read_trip(struct hj_vault *v, void *to, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	struct hj_root_settings s;
	struct reading *r = to;
	int rc;

	hj_trip_clear(r->trip);
	r->there = false;
	if ((rc = hj_vault_settings(v, &s, err)) == HJ_OK && s.trip != 0 &&
	    (rc = hj_vault_open_record(v, s.trip, HJ_KIND_ROOT, NULL, &bytes,
		 err)) == HJ_OK &&
	    (rc = hj_vault_check_newest(&bytes, s.trip_hash, err)) == HJ_OK &&
	    (rc = hj_trip_decode(bytes.data, bytes.len, r->trip, err)) == HJ_OK)
		r->there = true;
	hj_buf_clear(&bytes);
	return rc;
}

int
hj_vault_trip(struct hj_vault *v, struct hj_trip *ret, bool *there,
    struct hj_error *err)
{
	struct reading r = { .trip = ret };
	int rc = hj_vault_reading(v, read_trip, &r, err);

	*there = r.there;
	return rc;
}

int
hj_change_trip(struct hj_change *c, const struct hj_trip *t,
    struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	struct hj_root_settings s;
	int rc;

	if ((rc = hj_trip_encode(t, &bytes, err)) == HJ_OK &&
	    (rc = hj_vault_settings(c->v, &s, err)) == HJ_OK && s.trip == 0)
		rc = hj_vault_page_number(c->v, &s.trip, err);
	if (rc == HJ_OK)
		(void)crypto_hash_sha256(s.trip_hash, bytes.data, bytes.len);
	if (rc == HJ_OK && (rc = hj_change_settings(c, &s, err)) == HJ_OK)
		rc = hj_vault_seal_record(c->v, s.trip, HJ_KIND_ROOT,
		    hj_keyring_log(c->v->me.keyring), bytes.data, bytes.len,
		    NULL, err);
	hj_buf_clear(&bytes);
	return rc;
}
