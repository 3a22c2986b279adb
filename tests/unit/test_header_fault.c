/*
 * No memory and no disk under the header of a vault, and auditors who ask for
 * what they do not hold: each is an error that says so, and the header in
 * memory and on the disk stays what it was.
 */
#include "tests/unit/header_world.h"

static struct hj_secret *recovery; /* what shares give */
static struct hj_keyring *auditor;

static int
make_more(void **state)
{
	struct hj_error err = HJ_ERROR;

	if (make(state) != 0 ||
	    hj_secret_random(HJ_KEY_LEN, &recovery, &err) != HJ_OK)
		return -1;
	return hj_keyring_auditor(w.keyring, &auditor, &err);
}

static int
unmake_more(void **state)
{
	hj_secret_free(recovery);
	hj_keyring_free(auditor);
	return unmake(state);
}

/* ---- what is done with a header ---- */

#define DOING(name)                                                            \
	static int name(struct hj_header *h, const struct hj_keyring *by,      \
	    struct hj_error *err)

DOING(read_member)
{
	struct hj_header_member m;

	return hj_header_member(h, by, 0, &m, err);
}

DOING(add_member)
{
	const struct hj_header_member m = { .role = HJ_ROLE_READER,
		.name = "Da-on",
		.keys = *hj_member_public(w.member) };

	return hj_header_set_member(h, by, 1, &m, w.keyring, err);
}

DOING(drop_member)
{
	return hj_header_drop_member(h, by, 0, err);
}

DOING(free_place)
{
	unsigned place;

	return hj_header_free_place(h, by, &place, err);
}

DOING(all_teams)
{
	uint16_t teams;

	return hj_header_teams(h, by, &teams, err);
}

DOING(read_team)
{
	char name[HJ_NAME_MAX + 1];

	return hj_header_team(h, by, 0, name, err);
}

DOING(name_team)
{
	return hj_header_set_team(h, by, 0, "Border", err);
}

DOING(offer_shares)
{
	const struct hj_header_shares s = { 2, 3 };

	return hj_header_offer_recovery(h, by, 0, w.member, recovery, s, err);
}

DOING(prove_shares)
{
	bool changed;

	return hj_header_prove_recovery(h, by, 0, 1, 1000, &changed, err);
}

DOING(revoke_shares)
{
	return hj_header_revoke_recovery(h, by, 0, err);
}

/* The last two need shares to be there. */
static const struct {
	const char *what;
	int (*fn)(struct hj_header *, const struct hj_keyring *,
	    struct hj_error *);
	bool shares;
} doings[] = {
	{ "member", read_member, false },
	{ "set_member", add_member, false },
	{ "drop_member", drop_member, false },
	{ "free_place", free_place, false },
	{ "teams", all_teams, false },
	{ "team", read_team, false },
	{ "set_team", name_team, false },
	{ "offer_recovery", offer_shares, false },
	{ "prove_recovery", prove_shares, true },
	{ "revoke_recovery", revoke_shares, true },
};

static struct hj_header *
start(size_t i)
{
	struct hj_error err = HJ_ERROR;
	struct hj_header *h = load();

	if (doings[i].shares)
		assert_int_equal(offer_shares(h, w.keyring, &err), HJ_OK);
	return h;
}

/* ---- memory ---- */

struct doing {
	size_t which;
	struct hj_header *h;
	uint8_t before[HJ_HEADER_LEN];
};

static int
do_it(void *to, struct hj_error *err)
{
	struct doing *d = to;

	return doings[d->which].fn(d->h, w.keyring, err);
}

static void
unchanged(void *to, int rc)
{
	struct doing *d = to;

	if (rc != HJ_OK)
		assert_memory_equal(d->h->image, d->before, HJ_HEADER_LEN);
	memcpy(d->h->image, d->before, HJ_HEADER_LEN);
}

static void
without_memory_the_header_stays_what_it_was(void **state)
{
	static struct doing d;

	(void)state;
	for (d.which = 0; d.which < HJ_LEN(doings); d.which++) {
		d.h = start(d.which);
		memcpy(d.before, d.h->image, HJ_HEADER_LEN);
		wrap_no_memory(do_it, unchanged, &d);
		hj_header_free(d.h);
	}
}

static int
load_it(void *to, struct hj_error *err)
{
	struct hj_header_facts facts;
	struct hj_header *h = NULL;
	int rc = hj_header_load(w.dir, &h, err);

	(void)to;
	if (rc == HJ_OK) {
		hj_header_facts(h, &facts);
		assert_null(facts.damaged);
	}
	hj_header_free(h);
	return rc;
}

static int
peek_it(void *to, struct hj_error *err)
{
	uint8_t id[HJ_VAULT_ID_LEN] = { 0 };
	int rc = hj_header_peek_id(w.dir, id, err);

	(void)to;
	if (rc == HJ_OK)
		assert_memory_equal(id, w.image.data + HJ_AT_VAULT_ID,
		    sizeof(id));
	return rc;
}

/* Else an older header would count, or a whole file be called damaged. */
static void
without_memory_no_file_is_called_damaged(void **state)
{
	(void)state;
	wrap_no_memory(load_it, NULL, NULL);
	wrap_no_memory(peek_it, NULL, NULL);
}

static int
be_born(void *to, struct hj_error *err)
{
	struct hj_header_birth b = { .cost = &cheap,
		.name = "x",
		.passphrase = w.right,
		.member = w.member,
		.keyring = w.keyring };
	struct hj_header *h = NULL;
	int rc = hj_header_new(&b, &h, err);

	(void)to;
	assert_true((rc == HJ_OK) == (h != NULL));
	hj_header_free(h);
	return rc;
}

static void
without_memory_no_header_is_born(void **state)
{
	(void)state;
	assert_true(wrap_starve(be_born, NULL, NULL, false) > 5);
}

static int
reseal_it(void *to, struct hj_error *err)
{
	return hj_header_reseal(to, w.keyring, w.keyring, err);
}

static void
keyrings_are_sealed_anew_only_with_memory_and_a_list_that_holds(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_header *h = load();

	(void)state;
	wrap_no_memory(reseal_it, NULL, h);
	assert_int_equal(open_with(h, NULL, w.seed), HJ_ECORRUPT); /* no MAC */
	h->image[HJ_AT_MEMBERS + 80] ^= 1;
	assert_int_equal(reseal_it(h, &err), HJ_ECORRUPT);
	hj_header_free(h);
}

/* ---- who may ---- */

static void
an_auditor_neither_reads_nor_changes_the_header(void **state)
{
	static uint8_t before[HJ_HEADER_LEN];
	struct hj_error err = HJ_ERROR;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(doings); i++) {
		struct hj_header *h = start(i);

		memcpy(before, h->image, HJ_HEADER_LEN);
		if (doings[i].fn(h, auditor, &err) != HJ_EREFUSED)
			fail_msg("%s: %s", doings[i].what, err.text);
		assert_memory_equal(h->image, before, HJ_HEADER_LEN);
		hj_header_free(h);
	}
}

/* ---- the disk ---- */

static int
write_it(void *to, struct hj_error *err)
{
	return hj_header_write(to, w.keyring, w.dir, err);
}

static void
still_opens(void *to, int rc)
{
	struct hj_header *h = load();

	(void)to;
	(void)rc;
	assert_int_equal(open_with(h, NULL, w.seed), HJ_OK);
	hj_header_free(h);
}

static void
a_disk_that_fails_at_any_call_leaves_a_vault_that_opens(void **state)
{
	struct hj_header *h = load();

	(void)state;
	assert_true(wrap_each(&wrap.io, HJ_EIO, write_it, still_opens, h,
			false) > 5);
	assert_true(wrap_each(&wrap.io, HJ_EIO, write_it, still_opens, h,
			true) > 5);
	hj_header_free(h);
	put_back();
}

static void
what_cannot_be_read_is_no_vault_and_no_damage(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_header *h = NULL;
	char deep[HJ_PATH_MAX + 8];

	(void)state;
	wrap.io = (struct wrap_call){ .fail_at = 1, .sticky = true };
	assert_int_equal(hj_header_load(w.dir, &h, &err), HJ_EIO);
	assert_int_equal(peek_it(NULL, &err), HJ_EIO);
	wrap.io = (struct wrap_call){ 0 };
	assert_null(h);
	h = load();
	memset(deep, 'a', sizeof(deep));
	deep[sizeof(deep) - 1] = '\0';
	assert_int_equal(hj_header_write(h, w.keyring, deep, &err), HJ_EINVAL);
	assert_int_equal(hj_header_write(h, w.keyring, "/nowhere", &err),
	    HJ_EIO);
	hj_header_free(h);
}

/* The other is no vault's, so that it is asked whether this one could be read.
 */
static void
one_that_cannot_be_read_beside_a_damaged_one_is_no_damage(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_header *h = NULL;

	(void)state;
	assert_int_equal(hj_file_replace(w.dir, "header.b", "not a header", 12,
			     &err),
	    HJ_OK);
	wrap.io = (struct wrap_call){ .fail_at = 1 };
	assert_int_equal(hj_header_load(w.dir, &h, &err), HJ_EIO);
	wrap.io = (struct wrap_call){ 0 };
	assert_non_null(strstr(err.text, "cannot read"));
	assert_null(h);
	put_back();
}

static int
key_file_it(void *to, struct hj_error *err)
{
	struct hj_secret *file = to, *key = NULL;
	int rc = hj_header_key_file(w.right, file, &key, err);

	assert_true((rc == HJ_OK) == (key != NULL));
	hj_secret_free(key);
	return rc;
}

static void
a_key_file_gives_a_key_only_with_memory(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *file = NULL;

	(void)state;
	assert_int_equal(hj_secret_random(HJ_KEY_FILE_LEN, &file, &err), HJ_OK);
	assert_true(wrap_starve(key_file_it, NULL, file, false) > 0);
	hj_secret_shorten(file, HJ_KEY_FILE_LEN - 1);
	assert_int_equal(key_file_it(file, &err), HJ_EINVAL);
	hj_secret_free(file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_memory_the_header_stays_what_it_was),
		cmocka_unit_test(without_memory_no_file_is_called_damaged),
		cmocka_unit_test(without_memory_no_header_is_born),
		cmocka_unit_test(
		    keyrings_are_sealed_anew_only_with_memory_and_a_list_that_holds),
		cmocka_unit_test(an_auditor_neither_reads_nor_changes_the_header),
		cmocka_unit_test(
		    a_disk_that_fails_at_any_call_leaves_a_vault_that_opens),
		cmocka_unit_test(what_cannot_be_read_is_no_vault_and_no_damage),
		cmocka_unit_test(
		    one_that_cannot_be_read_beside_a_damaged_one_is_no_damage),
		cmocka_unit_test(a_key_file_gives_a_key_only_with_memory),
	};

	return sodium_init() < 0 ? 1
				 : cmocka_run_group_tests_name("header faults",
				       tests, make_more, unmake_more);
}
