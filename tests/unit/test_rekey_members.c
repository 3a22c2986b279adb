#include "tests/unit/rekey_world.h"

struct crew {
	struct hj_member *second, *auditor;
	struct hj_secret *second_seed, *auditor_seed;
};

static void
describe(const struct hj_member *m, enum hj_role role, const char *name,
    struct hj_header_member *ret)
{
	*ret = (struct hj_header_member){ .role = role,
		.keys = *hj_member_public(m),
		.teams = 1 };
	(void)snprintf(ret->name, sizeof(ret->name), "%s", name);
}

static int
two_come(void *to, struct hj_header *h, const struct hj_keyring *by,
    struct hj_error *err)
{
	const struct crew *c = to;
	struct hj_keyring *part = NULL;
	struct hj_header_member m;
	int rc;

	describe(c->second, HJ_ROLE_CASEWORKER, "Na-ri", &m);
	if (hj_header_set_member(h, by, 1, &m, by, err) != HJ_OK ||
	    hj_keyring_auditor(by, &part, err) != HJ_OK)
		return (int)err->code;
	describe(c->auditor, HJ_ROLE_AUDITOR, "Gi-ho", &m);
	rc = hj_header_set_member(h, by, 2, &m, part, err);
	hj_keyring_free(part);
	return rc;
}

static int
one_goes(void *to, struct hj_header *h, const struct hj_keyring *by,
    struct hj_error *err)
{
	(void)to;
	return hj_header_drop_member(h, by, 1, err);
}

static int
open_as(const struct world *w, const struct hj_secret *seed,
    struct hj_vault **ret)
{
	const struct hj_vault_opening how = { .at = where(w), .seed = seed };
	struct hj_error err = HJ_ERROR;

	return hj_vault_open(&how, ret, &err);
}

static void
who_was_removed_opens_nothing_and_the_rest_go_on(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v, *other = NULL;
	struct hj_rekey r = { .members = two_come };
	struct crew crew = { NULL };
	struct world now, home, seen;
	struct attack a;

	(void)state;
	must(hj_member_new(NULL, &crew.second, &err), &err);
	must(hj_member_new(NULL, &crew.auditor, &err), &err);
	must(hj_member_seed(crew.second, &crew.second_seed, &err), &err);
	must(hj_member_seed(crew.auditor, &crew.auditor_seed, &err), &err);
	copy_world(&world, "now", &now);
	v = open_vault(&now, true);
	r.to = &crew;
	must(hj_rekey_begin(v, &r, &err), &err);
	must(hj_rekey_finish(v, NULL, &err), &err);
	hj_vault_close(v);
	/* The second takes a copy home, and the keys with it. */
	copy_world(&now, "home", &home);
	assert_int_equal(open_as(&home, crew.second_seed, &other), HJ_OK);
	expect_title(other, &ids[2], "one");
	v = open_vault(&now, true);
	r = (struct hj_rekey){ .log = true, .teams = 1, .members = one_goes };
	must(hj_rekey_begin(v, &r, &err), &err);
	save(v, &ids[2], "after");
	must(hj_rekey_finish(v, NULL, &err), &err);
	copy_world(&now, "seen", &seen);
	a = attack(other, seen.dir);
	assert_true(a.pages >= PAGES);
	assert_int_equal(a.opened, 0);
	drop_copy(&seen);
	hj_vault_close(v);
	hj_vault_close(other);
	other = NULL;
	assert_int_equal(open_as(&now, crew.second_seed, &other), HJ_EAUTH);
	assert_int_equal(open_as(&now, crew.auditor_seed, &other), HJ_OK);
	assert_null(hj_keyring_page(other->me.keyring, 0));
	hj_vault_close(other);
	v = open_vault(&now, true);
	expect_title(v, &ids[2], "after");
	hj_vault_close(v);
	hj_member_free(crew.second);
	hj_member_free(crew.auditor);
	hj_secret_free(crew.second_seed);
	hj_secret_free(crew.auditor_seed);
	drop_copy(&now);
	drop_copy(&home);
}

static void
keys_that_leave_go_with_the_keyring_until_they_are_forgotten(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_keyring *k = NULL, *again = NULL;
	struct hj_member *m = NULL;
	struct hj_buf b = HJ_BUF(HJ_KEYRING_SEALED);
	uint8_t first[HJ_KEYID_LEN];
	const uint8_t id[HJ_VAULT_ID_LEN] = { 7 };

	(void)state;
	must(hj_member_new(NULL, &m, &err), &err);
	assert_int_equal(hj_keyring_new(&k, &err), HJ_OK);
	hj_seal_keyid(hj_keyring_page(k, 0), first);
	assert_int_equal(hj_keyring_find_leaving(k, first), -1);
	hj_keyring_leave(k);
	hj_keyring_renew_erase(k);
	assert_true(hj_keyring_is_leaving(k));
	assert_int_equal(hj_keyring_seal(k, hj_member_public(m)->x25519, id, &b,
			     &err),
	    HJ_OK);
	assert_int_equal(hj_keyring_open(m, id, b.data, b.len, &again, &err),
	    HJ_OK);
	assert_int_equal(hj_keyring_find_team(again, first), -1);
	assert_int_equal(hj_keyring_find_leaving(again, first), 0);
	assert_memory_equal(hj_keyring_leaving(again, 0),
	    hj_keyring_leaving(k, 0), HJ_KEY_LEN);
	assert_null(hj_keyring_leaving(again, 1));
	hj_keyring_forget(again);
	assert_false(hj_keyring_is_leaving(again));
	assert_int_equal(hj_keyring_find_leaving(again, first), -1);
	assert_null(hj_keyring_leaving(again, 0));
	hj_buf_clear(&b);
	hj_keyring_free(k);
	hj_keyring_free(again);
	hj_member_free(m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_was_removed_opens_nothing_and_the_rest_go_on),
		cmocka_unit_test(
		    keys_that_leave_go_with_the_keyring_until_they_are_forgotten),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
