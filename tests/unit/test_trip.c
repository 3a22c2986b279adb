#include "core/vault/trip.h"
#include "tests/unit/rekey_world.h"

static void
fill(struct hj_trip_version *v, size_t n, uint8_t from)
{
	for (size_t i = 0; i < n; i++) {
		memset(v[i].log_id, (int)(from + i), sizeof(v[i].log_id));
		memset(v[i].digest, (int)(from + i + 100), sizeof(v[i].digest));
	}
}

/* Three packages of 2, 3 and 1 versions. */
static void
make(struct hj_trip *t)
{
	static const size_t sizes[] = { 2, 3, 1 };
	struct hj_trip_version v[3];
	struct hj_error err = HJ_ERROR;

	*t = HJ_TRIP;
	must(hj_keycard_name("서울 사무소", &t->to, &err), &err);
	memset(t->to.recipient, 7, sizeof(t->to.recipient));
	memset(t->to.key.key, 8, sizeof(t->to.key.key));
	hj_minisign_key(t->to.key.key, &t->to.key);
	t->since = 1764489600;
	t->until = t->since + 8 * 3600;
	t->from = 17;
	for (uint8_t i = 0; i < HJ_LEN(sizes); i++) {
		struct hj_trip_package p = { .closed = 1764489700 + i };

		memset(p.package, i, sizeof(p.package));
		memset(p.sealed, i + 50, sizeof(p.sealed));
		memset(p.file, i + 60, sizeof(p.file));
		fill(v, sizes[i], (uint8_t)(10 * i));
		must(hj_trip_add(t, &p, v, sizes[i], &err), &err);
	}
}

static void
expect_same(const struct hj_trip *a, const struct hj_trip *b)
{
	assert_memory_equal(&a->to, &b->to, sizeof(a->to));
	assert_int_equal(a->since, b->since);
	assert_int_equal(a->until, b->until);
	assert_int_equal(a->from, b->from);
	assert_int_equal(a->npackages, b->npackages);
	assert_int_equal(a->versions.len, b->versions.len);
	assert_memory_equal(a->versions.data, b->versions.data,
	    a->versions.len);
	for (size_t i = 0; i < a->npackages; i++) {
		const struct hj_trip_package *p = &a->package[i],
					     *q = &b->package[i];

		assert_memory_equal(p->package, q->package, 32);
		assert_memory_equal(p->sealed, q->sealed, 32);
		assert_memory_equal(p->file, q->file, 16);
		assert_int_equal(p->closed, q->closed);
		assert_int_equal(p->written, q->written);
		assert_int_equal(p->received, q->received);
		assert_int_equal(p->first, q->first);
		assert_int_equal(p->n, q->n);
	}
}

static void
what_is_known_comes_back_from_its_bytes_and_from_no_others(void **state)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_trip t, back = HJ_TRIP;

	(void)state;
	make(&t);
	must(hj_trip_encode(&t, &bytes, &err), &err);
	must(hj_trip_decode(bytes.data, bytes.len, &back, &err), &err);
	expect_same(&t, &back);
	for (size_t n = 0; n < bytes.len; n++) {
		hj_trip_clear(&back);
		assert_int_equal(hj_trip_decode(bytes.data, n, &back, &err),
		    HJ_ECORRUPT);
	}
	bytes.data[1] = 1;
	hj_trip_clear(&back);
	assert_int_equal(hj_trip_decode(bytes.data, bytes.len, &back, &err),
	    HJ_EVERSION);
	hj_trip_clear(&t);
	hj_trip_clear(&back);
	hj_buf_clear(&bytes);
}

static void
a_finished_package_takes_its_versions_and_no_others(void **state)
{
	struct hj_trip_version v[3];
	struct hj_trip t;

	(void)state;
	make(&t);
	fill(v, 3, 10);
	assert_true(hj_trip_has(&t, &t.package[1], v[2].log_id, v[2].digest));
	assert_false(hj_trip_has(&t, &t.package[0], v[2].log_id, v[2].digest));
	assert_false(hj_trip_has(&t, &t.package[1], v[1].log_id, v[2].digest));
	hj_trip_finish(&t, 0);
	assert_int_equal(t.package[0].n, 0);
	assert_true(hj_trip_has(&t, &t.package[1], v[2].log_id, v[2].digest));
	fill(v, 1, 20);
	assert_true(hj_trip_has(&t, &t.package[2], v[0].log_id, v[0].digest));
	hj_trip_finish(&t, 0);
	hj_trip_finish(&t, 1);
	assert_true(hj_trip_has(&t, &t.package[2], v[0].log_id, v[0].digest));
	hj_trip_finish(&t, 2);
	assert_int_equal(t.versions.len, 0);
	hj_trip_clear(&t);
}

static void
of_too_many_packages_the_oldest_is_forgotten(void **state)
{
	struct hj_trip_package p = { .closed = 1 };
	struct hj_trip_version v[2];
	struct hj_error err = HJ_ERROR;
	struct hj_trip t = HJ_TRIP;

	(void)state;
	for (uint8_t i = 0; i < HJ_TRIP_PACKAGES + 2; i++) {
		memset(p.package, i, sizeof(p.package));
		fill(v, 2, i);
		must(hj_trip_add(&t, &p, v, 2, &err), &err);
	}
	assert_int_equal(t.npackages, HJ_TRIP_PACKAGES);
	assert_int_equal(t.package[0].package[0], 2);
	fill(v, 2, 5);
	assert_true(hj_trip_has(&t, &t.package[3], v[1].log_id, v[1].digest));
	memset(p.package, 1, sizeof(p.package));
	assert_null(hj_trip_find(&t, p.package));
	assert_ptr_equal(hj_trip_find(&t, t.package[9].package), &t.package[9]);
	hj_trip_clear(&t);
}

static void
the_vault_keeps_it_through_new_keys(void **state)
{
	const struct hj_rekey all = { .log = true };
	struct hj_error err = HJ_ERROR;
	struct hj_trip t, back = HJ_TRIP;
	struct hj_change *c = NULL;
	struct hj_verify_facts facts;
	struct world now;
	struct hj_vault *v;
	bool there;

	(void)state;
	make(&t);
	copy_world(&world, "now", &now);
	v = open_vault(&now, true);
	must(hj_vault_trip(v, &back, &there, &err), &err);
	assert_false(there);
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	must(hj_change_note(c, HJ_DID_INTAKE, NULL, NULL, &err), &err);
	must(hj_change_trip(c, &t, &err), &err);
	must(hj_change_commit(c, &err), &err);
	must(hj_rekey_begin(v, &all, &err), &err);
	must(hj_rekey_finish(v, NULL, &err), &err);
	hj_vault_close(v);
	v = open_vault(&now, true);
	must(hj_vault_trip(v, &back, &there, &err), &err);
	assert_true(there);
	expect_same(&t, &back);
	must(hj_vault_verify(v, true, NULL, 0, NULL, NULL, NULL, &facts, &err),
	    &err);
	must(hj_vault_check(v, false, NULL, NULL, NULL, &facts, &err), &err);
	hj_vault_close(v);
	hj_trip_clear(&t);
	hj_trip_clear(&back);
	drop_copy(&now);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    what_is_known_comes_back_from_its_bytes_and_from_no_others),
		cmocka_unit_test(
		    a_finished_package_takes_its_versions_and_no_others),
		cmocka_unit_test(of_too_many_packages_the_oldest_is_forgotten),
		cmocka_unit_test(the_vault_keeps_it_through_new_keys),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
