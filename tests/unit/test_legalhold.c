#include "tests/unit/rekey_world.h"

#include "core/keys/role.h"
#include "core/vault/erasure.h"
#include "core/vault/legalhold.h"
#include "core/vault/tombstone.h"

#define HELD 5 /* which of ids */

struct scene {
	struct world now;
	struct hj_vault *v;
	struct hj_row row;
	struct hj_buf items;
};

static void
set_scene(struct scene *s)
{
	struct hj_error err = HJ_ERROR;

	s->items = HJ_BUF(HJ_PAGE_STORED);
	copy_world(&world, "now", &s->now);
	s->v = open_vault(&s->now, true);
	must(hj_vault_row(s->v, &ids[HELD], &s->row, &s->items, &err), &err);
}

static void
strike_scene(struct scene *s)
{
	hj_vault_close(s->v);
	hj_buf_clear(&s->items);
	drop_copy(&s->now);
}

typedef int change_fn(struct hj_change *c, const struct hj_row *row,
    const char *reason, struct hj_error *err);

static int
change(struct scene *s, change_fn *fn, const char *reason)
{
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	int rc;

	must(hj_vault_begin(s->v, NULL, &c, &err), &err);
	if ((rc = fn(c, &s->row, reason, &err)) == HJ_OK)
		must(hj_change_commit(c, &err), &err);
	else
		hj_change_abort(c);
	return rc;
}

static int
erase(struct scene *s, const struct hj_id *id, size_t n)
{
	const struct hj_erasure e = { .id = id,
		.n = n,
		.ground = "consent is out" };
	struct hj_error err = HJ_ERROR;
	struct hj_erased done;

	return hj_vault_erase(s->v, &e, NULL, &done, &err);
}

static size_t
holds(struct scene *s)
{
	struct hj_buf all = HJ_BUF(HJ_LEGALHOLDS_MAX);
	struct hj_error err = HJ_ERROR;
	size_t n;

	must(hj_vault_legalholds(s->v, &all, &err), &err);
	n = all.len / sizeof(struct hj_legalhold);
	hj_buf_clear(&all);
	return n;
}

struct finding {
	char object[64];
	bool tampered;
};

static int
note_finding(void *to, const struct hj_damage *d, struct hj_error *err)
{
	struct finding *f = to;

	(void)err;
	(void)snprintf(f->object, sizeof(f->object), "%s", d->object);
	f->tampered = d->tampered;
	return HJ_OK;
}

/* How many things a verification finds; the last of them. */
static uint64_t
verify(struct scene *s, struct finding *f)
{
	struct hj_error err = HJ_ERROR;
	struct hj_verify_facts facts;
	int rc = hj_vault_verify(s->v, false, NULL, 0, note_finding, f, NULL,
	    &facts, &err);

	assert_int_equal(rc, facts.damaged == 0 ? HJ_OK : HJ_ECORRUPT);
	return facts.damaged;
}

static void
a_held_case_is_erased_by_nobody_until_the_hold_is_lifted(void **state)
{
	struct finding f;
	struct scene s;

	(void)state;
	set_scene(&s);
	assert_int_equal(change(&s, hj_change_legalhold_place, "file 12"),
	    HJ_OK);
	assert_int_equal(erase(&s, &ids[HELD], 1), HJ_EREFUSED);
	/* One among several stops all of them. */
	assert_int_equal(erase(&s, &ids[HELD - 2], 4), HJ_EREFUSED);
	assert_false(hj_rekey_is_pending(s.v));
	expect_whole(s.v, "one");
	hj_vault_close(s.v);
	s.v = open_vault(&s.now, true);
	assert_int_equal(erase(&s, &ids[HELD], 1), HJ_EREFUSED);
	assert_int_equal(change(&s, hj_change_legalhold_lift, "it ended"),
	    HJ_OK);
	assert_int_equal(erase(&s, &ids[HELD], 1), HJ_OK);
	assert_int_equal(verify(&s, &f), 0);
	strike_scene(&s);
}

static void
a_hold_is_placed_once_with_a_reason_and_lifted_once(void **state)
{
	struct scene s;

	(void)state;
	set_scene(&s);
	assert_int_equal(change(&s, hj_change_legalhold_lift, "x"),
	    HJ_ENOTFOUND);
	assert_int_equal(change(&s, hj_change_legalhold_place, ""), HJ_EINVAL);
	assert_int_equal(holds(&s), 0);
	assert_int_equal(change(&s, hj_change_legalhold_place, "x"), HJ_OK);
	assert_int_equal(change(&s, hj_change_legalhold_place, "x"),
	    HJ_EEXISTS);
	assert_int_equal(holds(&s), 1);
	assert_int_equal(change(&s, hj_change_legalhold_lift, NULL), HJ_EINVAL);
	assert_int_equal(change(&s, hj_change_legalhold_lift, "y"), HJ_OK);
	assert_int_equal(holds(&s), 0);
	strike_scene(&s);
}

struct said {
	struct hj_vault *v;
	size_t placed, lifted;
};

static int
look_for_reasons(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct hj_buf detail = HJ_BUF(HJ_PAGE_STORED);
	struct said *s = to;
	int rc = HJ_OK;

	if (strcmp(e->action, HJ_DID_HOLD) == 0 ||
	    strcmp(e->action, HJ_DID_HOLD_LIFT) == 0)
		rc = hj_vault_detail(s->v, NULL, e, &detail, err);
	s->placed += detail.len == 7 && memcmp(detail.data, "file 12", 7) == 0;
	s->lifted += detail.len == 8 && memcmp(detail.data, "it ended", 8) == 0;
	hj_buf_clear(&detail);
	return rc;
}

static void
why_it_was_placed_and_lifted_outlives_the_case(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct said said;
	struct scene s;

	(void)state;
	set_scene(&s);
	assert_int_equal(change(&s, hj_change_legalhold_place, "file 12"),
	    HJ_OK);
	assert_int_equal(change(&s, hj_change_legalhold_lift, "it ended"),
	    HJ_OK);
	assert_int_equal(erase(&s, &ids[HELD], 1), HJ_OK);
	said = (struct said){ .v = s.v };
	must(hj_vault_log(s.v, NULL, look_for_reasons, &said, &err), &err);
	assert_int_equal(said.placed, 1);
	assert_int_equal(said.lifted, 1);
	strike_scene(&s);
}

/* What somebody can do who writes with a program of their own. */
static void
forget_list(struct scene *s)
{
	struct hj_error err = HJ_ERROR;
	struct hj_root_settings settings;
	struct hj_change *c = NULL;

	must(hj_vault_begin(s->v, NULL, &c, &err), &err);
	must(hj_vault_settings(s->v, &settings, &err), &err);
	settings.legalholds = 0;
	must(hj_change_settings(c, &settings, &err), &err);
	must(hj_change_note(c, HJ_DID_SHOW, NULL, NULL, &err), &err);
	must(hj_change_commit(c, &err), &err);
}

static void
the_log_decides_whatever_the_list_says(void **state)
{
	struct finding f = { .tampered = false };
	struct scene s;

	(void)state;
	set_scene(&s);
	assert_int_equal(change(&s, hj_change_legalhold_place, "x"), HJ_OK);
	forget_list(&s);
	assert_int_equal(holds(&s), 0);
	assert_int_equal(erase(&s, &ids[HELD], 1), HJ_EREFUSED);
	assert_int_equal(verify(&s, &f), 1);
	assert_string_equal(f.object, "list of legal holds");
	assert_true(f.tampered);
	strike_scene(&s);
}

/* A list that is no list. */
static void
spoil_list(struct scene *s)
{
	struct hj_error err = HJ_ERROR;
	struct hj_root_settings settings;
	struct hj_change *c = NULL;

	must(hj_vault_begin(s->v, NULL, &c, &err), &err);
	must(hj_vault_settings(s->v, &settings, &err), &err);
	must(hj_vault_seal_record(s->v, settings.legalholds, HJ_KIND_ROOT,
		 hj_keyring_log(s->v->me.keyring),
		 (const uint8_t *)"\0\0\0\0\0\7", 6, NULL, &err),
	    &err);
	must(hj_change_note(c, HJ_DID_SHOW, NULL, NULL, &err), &err);
	must(hj_change_commit(c, &err), &err);
}

static void
a_list_that_is_damaged_is_made_anew_from_the_log(void **state)
{
	struct finding f = { .tampered = true };
	struct scene s;

	(void)state;
	set_scene(&s);
	assert_int_equal(change(&s, hj_change_legalhold_place, "x"), HJ_OK);
	spoil_list(&s);
	assert_int_equal(holds(&s), 1);
	assert_int_equal(verify(&s, &f), 1);
	assert_string_equal(f.object, "list of legal holds");
	assert_false(f.tampered);
	assert_int_equal(change(&s, hj_change_legalhold_lift, "y"), HJ_OK);
	assert_int_equal(verify(&s, &f), 0);
	assert_int_equal(holds(&s), 0);
	strike_scene(&s);
}

static void
an_erasure_in_spite_of_a_hold_is_found_by_a_verification(void **state)
{
	struct finding f = { .tampered = false };
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	struct scene s;

	(void)state;
	set_scene(&s);
	assert_int_equal(change(&s, hj_change_legalhold_place, "x"), HJ_OK);
	must(hj_vault_begin(s.v, NULL, &c, &err), &err);
	must(hj_pending_delete(&c->pending, s.row.head[0].number, &err), &err);
	must(hj_change_drop_row(c, &ids[HELD], &err), &err);
	must(hj_change_drop_key(c, &ids[HELD], &err), &err);
	must(hj_change_tombstone(c, &s.row, NULL, &err), &err);
	must(hj_change_note_open(c, HJ_DID_ERASE, &s.row, "x", &err), &err);
	must(hj_change_commit(c, &err), &err);
	assert_int_equal(verify(&s, &f), 1);
	assert_memory_equal(f.object, "entry ", 6);
	assert_true(f.tampered);
	strike_scene(&s);
}

static void
part_of_it_erased_by_somebody_is_found_and_lifts_nothing(void **state)
{
	struct finding f = { .tampered = false };
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	struct scene s;

	(void)state;
	set_scene(&s);
	assert_int_equal(change(&s, hj_change_legalhold_place, "x"), HJ_OK);
	must(hj_vault_begin(s.v, NULL, &c, &err), &err);
	must(hj_change_note_open(c, HJ_DID_ERASE, &s.row, "x", &err), &err);
	must(hj_change_commit(c, &err), &err);
	assert_int_equal(verify(&s, &f), 1);
	assert_true(f.tampered);
	assert_int_equal(erase(&s, &ids[HELD], 1), HJ_EREFUSED);
	strike_scene(&s);
}

static void
only_an_owner_may_sign_that_a_hold_is_lifted(void **state)
{
	(void)state;
	assert_true(hj_role_may(HJ_ROLE_OWNER, HJ_DID_HOLD_LIFT, false));
	assert_false(hj_role_may(HJ_ROLE_CASEWORKER, HJ_DID_HOLD_LIFT, false));
	assert_false(hj_role_may(HJ_ROLE_READER, HJ_DID_HOLD_LIFT, false));
	assert_true(hj_role_may(HJ_ROLE_CASEWORKER, HJ_DID_HOLD, false));
	assert_false(hj_role_may(HJ_ROLE_READER, HJ_DID_HOLD, false));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_held_case_is_erased_by_nobody_until_the_hold_is_lifted),
		cmocka_unit_test(
		    a_hold_is_placed_once_with_a_reason_and_lifted_once),
		cmocka_unit_test(why_it_was_placed_and_lifted_outlives_the_case),
		cmocka_unit_test(the_log_decides_whatever_the_list_says),
		cmocka_unit_test(a_list_that_is_damaged_is_made_anew_from_the_log),
		cmocka_unit_test(
		    an_erasure_in_spite_of_a_hold_is_found_by_a_verification),
		cmocka_unit_test(
		    part_of_it_erased_by_somebody_is_found_and_lifts_nothing),
		cmocka_unit_test(only_an_owner_may_sign_that_a_hold_is_lifted),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
