/* Somebody who can write to the disk puts older records back, whose seals are as
 * good as those of today. */
#include "tests/unit/rekey_world.h"

#include "core/erasure.h"
#include "core/tombstone.h"
#include "core/trip.h"

struct record {
	uint64_t number;
	struct hj_buf bytes;
};

static int
take(struct hj_txn *t, void *to, struct hj_error *err)
{
	struct record *r = to;
	const uint8_t *p;
	size_t n;

	hj_buf_reset(&r->bytes);
	if (hj_txn_get(t, r->number, &p, &n, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(&r->bytes, p, n, err);
}

static int
give(struct hj_txn *t, void *to, struct hj_error *err)
{
	const struct record *r = to;

	return hj_txn_put(t, r->number, r->bytes.data, r->bytes.len, err);
}

/* The record of this number as `from` has it, into `to`. */
static void
put_back(const struct world *from, const struct world *to, uint64_t number)
{
	const struct hj_store_opening how[2] = { { .dir = from->dir },
		{ .dir = to->dir, .write = true } };
	struct record r = { .number = number, .bytes = HJ_BUF(HJ_RECORD_MAX) };
	struct hj_error err = HJ_ERROR;
	struct hj_store *s = NULL;

	must(hj_store_open(&how[0], &s, &err), &err);
	must(hj_store_with(s, HJ_STORE_READ, take, &r, &err), &err);
	hj_store_close(s);
	must(hj_store_open(&how[1], &s, &err), &err);
	must(hj_store_with(s, HJ_STORE_WRITE, give, &r, &err), &err);
	hj_store_close(s);
	hj_buf_clear(&r.bytes);
}

static int
erase(struct hj_vault *v, size_t which, struct hj_error *err)
{
	const struct hj_erasure e = { .id = &ids[which],
		.n = 1,
		.ground = "asked for" };
	struct hj_erased done;

	return hj_vault_erase(v, &e, NULL, &done, err);
}

/* Before the second erasure, and after it. */
static void
two_moments(struct world *before, struct world *now,
    struct hj_root_settings *numbers)
{
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	struct hj_trip t = HJ_TRIP;
	struct hj_vault *v;

	copy_world(&world, "now", now);
	v = open_vault(now, true);
	(void)snprintf(t.to.name, sizeof(t.to.name), "HQ");
	for (size_t i = 0; i < 2; i++) {
		must(erase(v, 5 + i, &err), &err);
		t.since = 1 + (int64_t)i;
		must(hj_vault_begin(v, NULL, &c, &err), &err);
		must(hj_change_trip(c, &t, &err), &err);
		must(hj_change_note(c, HJ_DID_INTAKE, NULL, NULL, &err), &err);
		must(hj_change_commit(c, &err), &err);
		if (i == 0)
			copy_world(now, "before", before);
	}
	must(hj_vault_settings(v, numbers, &err), &err);
	hj_vault_close(v);
	hj_trip_clear(&t);
}

/* What asking and what verifying says. */
static void
expect_found(const struct world *w, uint64_t number, bool trip)
{
	struct hj_error err = HJ_ERROR, why = HJ_ERROR;
	struct hj_vault *v = open_vault(w, false);
	struct hj_verify_facts facts;
	struct hj_trip t = HJ_TRIP;
	bool is;
	int rc;

	rc = trip ? hj_vault_trip(v, &t, &is, &err)
		  : hj_vault_was_erased(v, &ids[6], &is, NULL, &err);
	if (rc != HJ_EREFUSED)
		fail_msg("record %llu was put back, and believed",
		    (unsigned long long)number);
	assert_int_equal(hj_vault_verify(v, false, NULL, 0, NULL, NULL, NULL,
			     &facts, &why),
	    HJ_ECORRUPT);
	hj_trip_clear(&t);
	hj_vault_close(v);
}

static void
an_older_list_of_what_was_erased_or_of_the_field_is_found(void **state)
{
	struct world before, now, forged;
	struct hj_root_settings s;

	(void)state;
	two_moments(&before, &now, &s);
	for (int trip = 0; trip < 2; trip++) {
		uint64_t number = trip ? s.trip : s.tombstones;

		copy_world(&now, "forged", &forged);
		put_back(&before, &forged, number);
		expect_found(&forged, number, trip);
		/* With the settings that name it, it is as it was. */
		put_back(&before, &forged, HJ_ROOT_SETTINGS);
		put_back(&before, &forged, HJ_ROOT_SETTINGS + HJ_ROOT_TWIN);
		expect_found(&forged, HJ_ROOT_SETTINGS, trip);
		drop_copy(&forged);
	}
	drop_copy(&now);
	drop_copy(&before);
}

static void
of_one_copy_of_the_settings_the_other_is_believed(void **state)
{
	struct world before, now, forged;
	struct hj_error err = HJ_ERROR;
	struct hj_root_settings s;
	struct hj_vault *v;
	bool erased;

	(void)state;
	two_moments(&before, &now, &s);
	for (uint64_t twin = 0; twin < 2; twin++) {
		copy_world(&now, "forged", &forged);
		put_back(&before, &forged,
		    HJ_ROOT_SETTINGS + twin * HJ_ROOT_TWIN);
		v = open_vault(&forged, false);
		must(hj_vault_was_erased(v, &ids[6], &erased, NULL, &err),
		    &err);
		assert_true(erased);
		hj_vault_close(v);
		drop_copy(&forged);
	}
	drop_copy(&now);
	drop_copy(&before);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    an_older_list_of_what_was_erased_or_of_the_field_is_found),
		cmocka_unit_test(of_one_copy_of_the_settings_the_other_is_believed),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
