/*
 * Members who come and go while memory, the disk or LMDB fails: who was added is
 * a member or nobody, who was to go is gone when it is asked again, and the
 * vault verifies.
 */
#include "core/vault/vault_state.h"
#include "tests/unit/fault_world.h"

/* Each step four times as far: a vault stands 64 removals. */
#define EACH(n, met) (size_t n = 1; met; n *= 4)

static const struct {
	struct wrap_call *which;
	int code;
} faults[] = { { &wrap.alloc, HJ_ENOMEM }, { &wrap.lmdb, HJ_EIO },
	{ &wrap.io, HJ_EIO }, { &wrap.sync, HJ_EIO } };

static unsigned people;

static int
add(char ret[static HJ_FINGERPRINT], struct hj_error *err)
{
	char name[32];
	const struct hj_member_adding a = { .name = name,
		.role = HJ_ROLE_CASEWORKER,
		.teams = 1,
		.passphrase = world.passphrase };

	(void)snprintf(name, sizeof(name), "Person %u", people);
	return hj_vault_member_add(vault, &a, NULL, ret, err);
}

static int
take_out(char *who, struct hj_error *err)
{
	return hj_vault_member_remove(vault, who, NULL, NULL, err);
}

/* How many members there are, the first time without a fault. */
static int
count_member(void *to, const struct hj_vault_member *m, struct hj_error *err)
{
	(void)err;
	*(unsigned *)to += m->role != HJ_ROLE_NONE && m->placed;
	return HJ_OK;
}

static unsigned
members_now(void)
{
	struct hj_error err = HJ_ERROR;
	unsigned n = 0;

	must(hj_vault_members(vault, count_member, &n, &err), &err);
	return n;
}

/* Whom the log calls a member and who opens nothing. */
static unsigned
nameless_now(void)
{
	struct hj_error err = HJ_ERROR;
	size_t n = 0;

	must(hj_vault_member_unfinished(vault, &n, &err), &err);
	return (unsigned)n;
}

static int
see_last(void *to, const struct hj_vault_member *m, struct hj_error *err)
{
	(void)err;
	if (m->role != HJ_ROLE_NONE && m->placed)
		memcpy(to, m->id, HJ_FINGERPRINT);
	return HJ_OK;
}

/* Who came last. */
static void
last_member(char ret[static HJ_FINGERPRINT])
{
	struct hj_error err = HJ_ERROR;

	must(hj_vault_members(vault, see_last, ret, &err), &err);
}

/* As the next command finds it. */
static void
open_again(void)
{
	hj_vault_close(vault);
	vault = open_vault(&world, true);
	look_again();
}

static void
verified(void)
{
	struct hj_error err = HJ_ERROR;

	must(verify(NULL, &err), &err);
}

static bool
with_fault(size_t i, size_t n, int (*fn)(char *, struct hj_error *), char *who,
    int *rc)
{
	struct hj_error err = HJ_ERROR;
	bool met;

	*faults[i].which = (struct wrap_call){ .fail_at = n };
	*rc = fn(who, &err);
	met = faults[i].which->calls >= n;
	*faults[i].which = (struct wrap_call){ 0 };
	if (*rc != HJ_OK && (*rc != faults[i].code || !met))
		fail_msg("%zu, call %zu: %d, %s", i, n, *rc, err.text);
	return met;
}

/* Nothing of the vault is sealed under keys that somebody took along. */
static void
is_rid_of_them(void)
{
	assert_int_equal(members_now(), 1);
	assert_false(hj_keyring_is_leaving(vault->me.keyring));
	verified();
}

static void
who_goes_is_gone_when_it_is_asked_again(void **state)
{
	(void)state;
	for (size_t i = 0; i < HJ_LEN(faults); i++) {
		bool met = true;

		for
			EACH(n, met)
			{
				struct hj_error err = HJ_ERROR;
				char who[HJ_FINGERPRINT];
				int rc;

				people++;
				must(add(who, &err), &err);
				met = with_fault(i, n, take_out, who, &rc);
				open_again();
				if (rc != HJ_OK) {
					rc = take_out(who, &err);
					/* They were gone, but not durably perhaps. */
					if (rc != HJ_ENOTFOUND)
						must(rc, &err);
					open_again();
				}
				is_rid_of_them();
			}
	}
}

static void
who_was_not_added_can_be_added_again(void **state)
{
	(void)state;
	for (size_t i = 0; i < HJ_LEN(faults); i++) {
		bool met = true;

		for
			EACH(n, met)
			{
				struct hj_error err = HJ_ERROR;
				char who[HJ_FINGERPRINT] = "";
				int rc;

				people++;
				met = with_fault(i, n, add, who, &rc);
				open_again();
				verified();
				/* One header may have been written, which is enough. */
				if (rc != HJ_OK && members_now() == 2)
					assert_int_equal(add(who, &err),
					    HJ_EEXISTS);
				else if (rc != HJ_OK)
					must(add(who, &err), &err);
				assert_int_equal(members_now(), 2);
				assert_int_equal(nameless_now(), 0);
				last_member(who);
				must(take_out(who, &err), &err);
				open_again();
				is_rid_of_them();
			}
	}
}

/* What fails first after the entry is a header file. */
static void
who_is_in_the_log_alone_is_named_when_they_are_added_again(void **state)
{
	struct hj_error err = HJ_ERROR;
	char before[HJ_FINGERPRINT] = "", after[HJ_FINGERPRINT];
	struct hj_hold *other = NULL;
	int rc = HJ_EIO;

	(void)state;
	for (size_t n = 1; rc != HJ_OK && nameless_now() == 0; n++) {
		struct hj_error why = HJ_ERROR;

		people++;
		wrap.io = (struct wrap_call){ .fail_at = n, .sticky = true };
		rc = add(before, &why);
		wrap.io = (struct wrap_call){ 0 };
		open_again();
	}
	assert_int_not_equal(rc, HJ_OK);
	assert_int_equal(nameless_now(), 1);
	assert_int_equal(members_now(), 1);
	/* Perhaps somebody else is about to finish it. */
	must(hj_hold_take(world.dir, &other, &err), &err);
	must(hj_vault_member_heal(vault, NULL, &err), &err);
	assert_int_equal(nameless_now(), 1);
	hj_hold_free(other);
	must(add(after, &err), &err);
	assert_string_not_equal(before, after);
	assert_int_equal(nameless_now(), 0);
	assert_int_equal(members_now(), 2);
	verified();
	/* And nobody is alone with it any more. */
	must(hj_hold_take(world.dir, &other, &err), &err);
	hj_hold_free(other);
	must(take_out(after, &err), &err);
	open_again();
	is_rid_of_them();
}

/* They came while this handle knew an older header. */
static void
who_was_added_by_others_is_not_taken_for_a_half(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_header *before = NULL;
	char who[HJ_FINGERPRINT];

	(void)state;
	must(hj_header_load(world.dir, &before, &err), &err);
	people++;
	must(add(who, &err), &err);
	hj_vault_adopt_header(vault, before);
	assert_int_equal(nameless_now(), 1);
	must(hj_vault_member_heal(vault, NULL, &err), &err);
	open_again();
	assert_int_equal(members_now(), 2);
	must(take_out(who, &err), &err);
	open_again();
	is_rid_of_them();
}

static int
name_team(void *to, struct hj_error *err)
{
	char name[32];

	(void)to;
	(void)snprintf(name, sizeof(name), "Team %u", ++people);
	return hj_vault_team_rename(vault, 0, name, NULL, err);
}

static void
a_team_is_renamed_or_not(void **state)
{
	(void)state;
	for (size_t i = 0; i < HJ_LEN(faults); i++)
		(void)wrap_each(faults[i].which, faults[i].code, name_team,
		    NULL, NULL, false);
	open_again();
	verified();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_goes_is_gone_when_it_is_asked_again),
		cmocka_unit_test(who_was_not_added_can_be_added_again),
		cmocka_unit_test(
		    who_is_in_the_log_alone_is_named_when_they_are_added_again),
		cmocka_unit_test(who_was_added_by_others_is_not_taken_for_a_half),
		cmocka_unit_test(a_team_is_renamed_or_not),
	};

	return cmocka_run_group_tests_name("member faults", tests, set_up,
	    tear_down);
}
