#include "tests/unit/header_world.h"

static const char *
in_dir(const char *name)
{
	static char path[HJ_PATH_MAX + 16];

	(void)snprintf(path, sizeof(path), "%s/%s", w.dir, name);
	return path;
}

static void
the_whole_and_highest_of_both_is_taken(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_header *h;
	struct hj_header_facts f;

	(void)state;
	assert_int_equal(hj_file_replace(w.dir, "header.b", "torn", 4, &err),
	    HJ_OK);
	h = load();
	hj_header_facts(h, &f);
	assert_string_equal(f.damaged, "header.b");
	assert_int_equal(f.generation, 1);
	assert_int_equal(f.slots, 1);
	/* The next write repairs it. */
	assert_int_equal(hj_header_write(h, w.keyring, w.dir, &err), HJ_OK);
	hj_header_free(h);
	h = load();
	hj_header_facts(h, &f);
	assert_null(f.damaged);
	assert_false(f.lagging);
	assert_int_equal(f.generation, 2);
	hj_header_free(h);
	/* An older one beside it lags. */
	assert_int_equal(hj_file_replace(w.dir, "header.a", w.image.data,
			     w.image.len, &err),
	    HJ_OK);
	h = load();
	hj_header_facts(h, &f);
	assert_true(f.lagging);
	assert_int_equal(f.generation, 2);
	assert_int_equal(open_with(h, NULL, w.seed), HJ_OK);
	hj_header_free(h);
	put_back();
}

static void
what_is_no_vault_and_what_is_damaged_differ(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_header *h = NULL;
	struct hj_header_birth b = { .cost = &cheap,
		.name = "x",
		.passphrase = w.wrong,
		.member = w.member,
		.keyring = w.keyring };

	(void)state;
	assert_int_equal(hj_header_load("/nowhere", &h, &err), HJ_EINVAL);
	assert_int_equal(hj_header_load("/tmp", &h, &err), HJ_EINVAL);
	w.image.data[9000] ^= 1;
	put_back();
	w.image.data[9000] ^= 1;
	assert_int_equal(hj_header_load(w.dir, &h, &err), HJ_ECORRUPT);
	/* Longer than a header is. */
	put_back();
	assert_int_equal(truncate(in_dir("header.a"), HJ_HEADER_LEN + 2), 0);
	assert_int_equal(truncate(in_dir("header.b"), HJ_HEADER_LEN + 1), 0);
	assert_int_equal(hj_header_load(w.dir, &h, &err), HJ_ECORRUPT);
	/* A header of another vault beside ours. */
	put_back();
	assert_int_equal(hj_header_new(&b, &h, &err), HJ_OK);
	assert_int_equal(hj_header_write(h, w.keyring, w.dir, &err), HJ_OK);
	hj_header_free(h);
	h = NULL;
	assert_int_equal(hj_file_replace(w.dir, "header.b", w.image.data,
			     w.image.len, &err),
	    HJ_OK);
	assert_int_equal(hj_header_load(w.dir, &h, &err), HJ_ECORRUPT);
	assert_null(h);
	put_back();
}

static void
a_failed_write_leaves_a_vault_that_opens(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	for (size_t i = 1; i <= 4; i++) {
		struct hj_header *h = load();

		wrap.sync = (struct wrap_call){ .fail_at = i };
		assert_int_equal(hj_header_write(h, w.keyring, w.dir, &err),
		    HJ_EIO);
		wrap.sync = (struct wrap_call){ 0 };
		assert_int_equal(strstr(err.text, "old keys") != NULL, i > 2);
		hj_header_free(h);
		h = load();
		assert_int_equal(open_with(h, NULL, w.seed), HJ_OK);
		hj_header_free(h);
	}
	put_back();
}

/* What a machine that stops may leave half written is the older file. */
static void
the_older_file_is_written_first(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct hj_buf before = HJ_BUF(HJ_HEADER_LEN),
			      after = HJ_BUF(HJ_HEADER_LEN);
		struct hj_header *h = load();
		const char *newer;

		newer = i % 2 == 0 ? "header.a" : "header.b";
		assert_int_equal(hj_header_write(h, w.keyring, w.dir, &err),
		    HJ_OK);
		assert_int_equal(hj_file_replace(w.dir,
				     i % 2 == 0 ? "header.b" : "header.a",
				     w.image.data, w.image.len, &err),
		    HJ_OK);
		hj_header_free(h);
		h = load();
		assert_int_equal(hj_file_read(w.dir, newer, HJ_HEADER_LEN,
				     &before, &err),
		    HJ_OK);
		wrap.sync = (struct wrap_call){ .fail_at = 1 };
		assert_int_equal(hj_header_write(h, w.keyring, w.dir, &err),
		    HJ_EIO);
		wrap.sync = (struct wrap_call){ 0 };
		assert_int_equal(hj_file_read(w.dir, newer, HJ_HEADER_LEN,
				     &after, &err),
		    HJ_OK);
		assert_memory_equal(before.data, after.data, HJ_HEADER_LEN);
		hj_header_free(h);
		hj_buf_clear(&before);
		hj_buf_clear(&after);
		put_back();
	}
}

static void
a_new_passphrase_replaces_the_old_one(void **state)
{
	static const struct hj_kdf_cost dear = { .ops = 3,
		.mem = HJ_KDF_MEM_MIN };
	struct hj_error err = HJ_ERROR;
	struct hj_header *h = load();
	struct hj_header_facts f;

	(void)state;
	assert_int_equal(hj_header_passphrase(h, w.keyring, 0, 0, w.member,
			     &dear, w.wrong, &err),
	    HJ_OK);
	assert_int_equal(hj_header_write(h, w.keyring, w.dir, &err), HJ_OK);
	hj_header_free(h);
	h = load();
	assert_int_equal(open_with(h, w.right, NULL), HJ_EAUTH);
	assert_int_equal(open_with(h, w.wrong, NULL), HJ_OK);
	hj_header_facts(h, &f);
	assert_int_equal(f.cost.ops, 3);
	hj_header_free(h);
	put_back();
}

static void
several_slots_share_one_cost_and_keep_their_owners(void **state)
{
	static const struct hj_kdf_cost dear = { .ops = 3,
		.mem = HJ_KDF_MEM_MIN };
	struct hj_error err = HJ_ERROR;
	struct hj_header *h = load();
	struct hj_header_member m = { .role = HJ_ROLE_AUDITOR,
		.name = "auditor" };
	struct hj_member *other = NULL;
	struct hj_keyring *little = NULL;
	struct hj_opened o = { 0 };

	(void)state;
	assert_int_equal(hj_member_new(NULL, &other, &err), HJ_OK);
	assert_int_equal(hj_keyring_auditor(w.keyring, &little, &err), HJ_OK);
	m.keys = *hj_member_public(other);
	assert_int_equal(hj_header_set_member(h, w.keyring, 15, &m, little,
			     &err),
	    HJ_OK);
	assert_int_equal(hj_header_passphrase(h, w.keyring, 15, 15, other,
			     &dear, w.wrong, &err),
	    HJ_EREFUSED);
	assert_int_equal(hj_header_passphrase(h, w.keyring, 0, 15, other, NULL,
			     w.wrong, &err),
	    HJ_EEXISTS);
	assert_int_equal(hj_header_passphrase(h, w.keyring, 15, 15, other, NULL,
			     w.wrong, &err),
	    HJ_OK);
	assert_int_equal(hj_header_write(h, little, w.dir, &err), HJ_EREFUSED);
	assert_int_equal(hj_header_write(h, w.keyring, w.dir, &err), HJ_OK);
	assert_int_equal(open_with(h, w.right, NULL), HJ_OK);
	assert_int_equal(hj_header_open(h, w.wrong, NULL, &o, &err), HJ_OK);
	assert_int_equal(o.place, 15);
	assert_int_equal(o.slot, 15);
	assert_false(o.checked);
	assert_string_equal(o.name, "");
	assert_int_equal(hj_header_member(h, o.keyring, 0, &m, &err),
	    HJ_EREFUSED);
	hj_opened_clear(&o);
	assert_int_equal(hj_header_member(h, w.keyring, 15, &m, &err), HJ_OK);
	assert_int_equal(m.slots, 1U << 15);
	assert_string_equal(m.name, "auditor");
	assert_int_equal(hj_header_drop_member(h, w.keyring, 15, &err), HJ_OK);
	assert_int_equal(open_with(h, w.wrong, NULL), HJ_EAUTH);
	assert_int_equal(hj_header_member(h, w.keyring, 15, &m, &err),
	    HJ_ENOTFOUND);
	hj_keyring_free(little);
	hj_member_free(other);
	hj_header_free(h);
	put_back();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_whole_and_highest_of_both_is_taken),
		cmocka_unit_test(what_is_no_vault_and_what_is_damaged_differ),
		cmocka_unit_test(a_failed_write_leaves_a_vault_that_opens),
		cmocka_unit_test(the_older_file_is_written_first),
		cmocka_unit_test(a_new_passphrase_replaces_the_old_one),
		cmocka_unit_test(
		    several_slots_share_one_cost_and_keep_their_owners),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("header_file", tests, make, unmake);
}
