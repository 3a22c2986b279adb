/* Somebody who can write to the disk puts older records back, whose seals are as
 * good as those of today. */
#include "tests/unit/rekey_world.h"

#include "core/vault/erasure.h"
#include "core/vault/retention.h"
#include "core/vault/tombstone.h"
#include "core/vault/trip.h"

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

static void
set_period(struct hj_vault *v, uint16_t every)
{
	const struct hj_retention p = { .every = every, .unit = HJ_RECUR_YEAR };
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;

	must(hj_vault_begin(v, NULL, &c, &err), &err);
	must(hj_change_retention(c, &p, NULL, &err), &err);
	must(hj_change_commit(c, &err), &err);
}

struct told {
	bool anew;
};

static int
hear(void *to, const struct hj_damage *d, struct hj_error *err)
{
	struct told *t = to;

	(void)err;
	t->anew =
	    t->anew || (d->notice && strstr(d->what, "were made anew") != NULL);
	return HJ_OK;
}

/* Repaired, and the same as it was before somebody wrote to the disk. */
static void
expect_mended(const struct world *w, bool anew)
{
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = open_vault(w, true);
	struct hj_verify_facts facts;
	struct hj_retention p;
	struct told told = { .anew = false };
	bool erased;

	must(hj_vault_check(v, true, hear, &told, NULL, &facts, &err), &err);
	assert_int_equal(facts.damaged, 0);
	assert_int_equal(told.anew, anew);
	hj_vault_close(v);
	v = open_vault(w, true);
	must(hj_vault_retention(v, &p, &err), &err);
	assert_int_equal(p.every, 7);
	assert_int_equal(p.unit, HJ_RECUR_YEAR);
	must(hj_vault_was_erased(v, &ids[6], &erased, NULL, &err), &err);
	assert_true(erased);
	must(hj_vault_verify(v, false, NULL, 0, NULL, NULL, NULL, &facts, &err),
	    &err);
	save(v, &ids[0], "work goes on");
	hj_vault_close(v);
}

static void
a_repair_leads_out_of_older_settings(void **state)
{
	struct world before, now, forged;
	struct hj_root_settings s;
	struct hj_vault *v;

	(void)state;
	two_moments(&before, &now, &s);
	v = open_vault(&now, true);
	set_period(v, 3);
	set_period(v, 7);
	hj_vault_close(v);
	/* 1, 2: one copy, which is not to be taken for the good one; 3: both. */
	for (unsigned which = 1; which <= 3; which++) {
		copy_world(&now, "forged", &forged);
		for (unsigned i = 0; i < 2; i++)
			if ((which >> i & 1) != 0)
				put_back(&before, &forged,
				    HJ_ROOT_SETTINGS + i * HJ_ROOT_TWIN);
		if (which == 3)
			expect_found(&forged, HJ_ROOT_SETTINGS, false);
		expect_mended(&forged, which == 3);
		drop_copy(&forged);
	}
	drop_copy(&now);
	drop_copy(&before);
}

static int
spoil(struct hj_txn *t, void *to, struct hj_error *err)
{
	static const uint8_t noise[200] = { 7 };
	const uint64_t *number = to;

	return hj_txn_put(t, *number, noise, sizeof(noise), err);
}

static void
lost_settings_are_made_anew_with_the_period_that_the_log_tells(void **state)
{
	struct hj_store_opening how = { .write = true };
	struct hj_error err = HJ_ERROR;
	struct hj_verify_facts facts;
	struct told told = { .anew = false };
	struct hj_store *store = NULL;
	struct hj_retention p;
	struct hj_vault *v;
	struct world w;

	(void)state;
	copy_world(&world, "lost", &w);
	v = open_vault(&w, true);
	set_period(v, 7);
	hj_vault_close(v);
	how.dir = w.dir;
	must(hj_store_open(&how, &store, &err), &err);
	for (uint64_t i = 0; i < 2; i++) {
		uint64_t number = HJ_ROOT_SETTINGS + i * HJ_ROOT_TWIN;

		must(hj_store_with(store, HJ_STORE_WRITE, spoil, &number, &err),
		    &err);
	}
	hj_store_close(store);
	v = open_vault(&w, true);
	assert_int_equal(hj_vault_retention(v, &p, &err), HJ_ECORRUPT);
	err = HJ_ERROR;
	must(hj_vault_check(v, true, hear, &told, NULL, &facts, &err), &err);
	assert_true(told.anew);
	must(hj_vault_retention(v, &p, &err), &err);
	assert_int_equal(p.every, 7);
	hj_vault_close(v);
	drop_copy(&w);
}

static void
a_period_is_read_as_it_was_logged(void **state)
{
	static const char *const no[] = { "", "set\n", "set 5 year",
		"set 0 year\n", "set 5 decade\n", "set 5\n", "set x year\n",
		"reason remove\n", "remove" };
	struct hj_retention p;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(no); i++)
		assert_false(hj_retention_read(no[i], strlen(no[i]), &p));
	assert_true(hj_retention_read("set 18 month\nreason x\n", 23, &p));
	assert_int_equal(p.every, 18);
	assert_int_equal(p.unit, HJ_RECUR_MONTH);
	assert_true(hj_retention_read("remove\n", 7, &p));
	assert_int_equal(p.every, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    an_older_list_of_what_was_erased_or_of_the_field_is_found),
		cmocka_unit_test(a_repair_leads_out_of_older_settings),
		cmocka_unit_test(
		    lost_settings_are_made_anew_with_the_period_that_the_log_tells),
		cmocka_unit_test(a_period_is_read_as_it_was_logged),
		cmocka_unit_test(of_one_copy_of_the_settings_the_other_is_believed),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
