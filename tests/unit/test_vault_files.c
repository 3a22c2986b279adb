#include "tests/unit/vault_world.h"

#include <sodium.h>
#include <sys/stat.h>

#include "core/keys/header.h"
#include "core/store/root.h"
#include "core/store/store.h"
#include "core/vault/ways.h"

static struct world world;
static struct hj_id id;

static int
set_up(void **state)
{
	struct hj_vault *v;

	(void)state;
	make_world(&world);
	hj_id_random(&id);
	v = open_vault(&world, true);
	save(v, &id, "one");
	hj_vault_close(v);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	free_world(&world);
	return 0;
}

/* SHA-256 of every file but the table of readers, as text. */
static void
sums(char *to, size_t size)
{
	char command[256];
	FILE *f;
	size_t n;

	(void)snprintf(command, sizeof(command),
	    "cd %s && find . -type f ! -name lock.mdb -exec sha256sum {} + "
	    "| sort",
	    world.top);
	f = popen(command, "r");
	assert_non_null(f);
	n = fread(to, 1, size - 1, f);
	to[n] = '\0';
	assert_int_equal(pclose(f), 0);
}

static void
reading_never_writes_a_byte(void **state)
{
	static char before[4096], after[4096];
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	struct hj_vault *v;

	(void)state;
	sums(before, sizeof(before));
	assert_non_null(strstr(before, "data.mdb"));
	v = open_vault(&world, false);
	expect_title(v, &id, "one");
	assert_int_equal(hj_vault_begin(v, NULL, &c, &err), HJ_EINVAL);
	assert_int_equal(hj_vault_draft_save(v, &id, (const uint8_t *)"x", 1,
			     &err),
	    HJ_EINVAL);
	hj_vault_close(v);
	sums(after, sizeof(after));
	assert_string_equal(before, after);
}

static void
files_are_for_nobody_else(void **state)
{
	static const char *const names[] = { "", "data.mdb", "lock.mdb",
		"header.a", "header.b", "writer", "blobs" };
	char path[160];
	struct stat st;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(names); i++) {
		(void)snprintf(path, sizeof(path), "%s/%s", world.dir,
		    names[i]);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 077, 0);
	}
}

static int
spoil(struct hj_txn *t, void *to, struct hj_error *err)
{
	uint8_t copy[4096];
	const uint8_t *p;
	size_t n;

	if (hj_txn_get(t, *(uint64_t *)to, &p, &n, err) != HJ_OK)
		return (int)err->code;
	assert_true(n <= sizeof(copy));
	memcpy(copy, p, n);
	copy[n / 2] ^= 1;
	return hj_txn_put(t, *(uint64_t *)to, copy, n, err);
}

static void
spoil_record(uint64_t number)
{
	const struct hj_store_opening how = { .dir = world.dir, .write = true };
	struct hj_error err = HJ_ERROR;
	struct hj_store *s = NULL;

	must(hj_store_open(&how, &s, &err), &err);
	must(hj_store_with(s, HJ_STORE_WRITE, spoil, &number, &err), &err);
	hj_store_close(s);
}

static void
a_damaged_root_is_read_from_its_twin(void **state)
{
	const struct hj_vault_opening how = { .at = where(&world),
		.seed = world.seed };
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v;

	(void)state;
	spoil_record(HJ_ROOT_HEAD);
	spoil_record(HJ_ROOT_CATALOGUE + HJ_ROOT_TWIN);
	v = open_vault(&world, true);
	expect_title(v, &id, "one");
	/* The next change writes both again. */
	save(v, &id, "two");
	hj_vault_close(v);
	spoil_record(HJ_ROOT_HEAD + HJ_ROOT_TWIN);
	v = open_vault(&world, false);
	expect_title(v, &id, "two");
	hj_vault_close(v);
	spoil_record(HJ_ROOT_HEAD);
	assert_int_equal(hj_vault_open(&how, &v, &err), HJ_ECORRUPT);
	/* What one flip spoilt, the same flip mends. */
	spoil_record(HJ_ROOT_HEAD);
}

struct bytes {
	size_t at, n;
};

static int
read_bytes(void *from, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	struct bytes *b = from;

	(void)err;
	*got = b->n - b->at < n ? b->n - b->at : n;
	for (size_t i = 0; i < *got; i++)
		p[i] = (uint8_t)((b->at + i) * 31);
	b->at += *got;
	return HJ_OK;
}

static int
check_bytes(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	struct bytes *b = to;

	(void)err;
	for (size_t i = 0; i < n; i++)
		assert_int_equal(p[i], (uint8_t)((b->at + i) * 31));
	b->at += n;
	return HJ_OK;
}

static void
an_attachment_comes_back(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_buf items = HJ_BUF(16 << 10);
	struct bytes in = { .n = 200000 }, out = { 0 };
	struct hj_error err = HJ_ERROR;
	struct hj_blob_facts facts;
	struct hj_row row;

	(void)state;
	must(hj_vault_row(v, &id, &row, &items, &err), &err);
	must(hj_vault_attach(v, &row, read_bytes, &in, &facts, &err), &err);
	assert_int_equal(facts.bytes, in.n);
	must(hj_vault_extract(v, &row, facts.name, check_bytes, &out, &err),
	    &err);
	assert_int_equal(out.at, in.n);
	row.dek[0] ^= 1;
	assert_int_equal(hj_vault_extract(v, &row, facts.name, check_bytes,
			     &out, &err),
	    HJ_ECORRUPT);
	hj_buf_clear(&items);
	hj_vault_close(v);
}

static void
a_new_passphrase_opens_and_the_old_one_does_not(void **state)
{
	struct hj_vault_opening how = { .at = where(&world),
		.write = true,
		.passphrase = world.passphrase };
	struct hj_error err = HJ_ERROR;
	struct hj_secret *new = NULL;
	struct hj_vault *v = NULL;

	(void)state;
	must(hj_secret_copy("quite another one", 17, &new, &err), &err);
	must(hj_vault_open(&how, &v, &err), &err);
	must(hj_vault_passwd(v, new, NULL, NULL, &err), &err);
	hj_vault_close(v);
	how.passphrase = new;
	must(hj_vault_open(&how, &v, &err), &err);
	expect_title(v, &id, "two");
	hj_vault_close(v);
	how.passphrase = world.passphrase;
	assert_int_equal(hj_vault_open(&how, &v, &err), HJ_EAUTH);
	hj_secret_free(new);
}

static void
copy_files(const char *from, const char *to)
{
	char command[512];

	(void)snprintf(command, sizeof(command),
	    "mkdir -p %s && cp %s/header.? %s", to, from, to);
	assert_int_equal(system(command), 0);
}

/* Change a byte of both files that no key protects but the MAC, and make the
 * SHA-256 fit. */
static void
tamper(void)
{
	static uint8_t p[HJ_HEADER_LEN];

	for (char c = 'a'; c <= 'b'; c++) {
		char path[128];
		FILE *f;

		(void)snprintf(path, sizeof(path), "%s/header.%c", world.dir,
		    c);
		assert_non_null(f = fopen(path, "r+"));
		assert_int_equal(fread(p, 1, sizeof(p), f), sizeof(p));
		p[65000] ^= 1;
		crypto_hash_sha256(p + sizeof(p) - 32, p, sizeof(p) - 32);
		rewind(f);
		assert_int_equal(fwrite(p, 1, sizeof(p), f), sizeof(p));
		assert_int_equal(fclose(f), 0);
	}
}

static void
a_new_passphrase_signs_no_header_that_was_put_there_meanwhile(void **state)
{
	struct hj_vault_opening how = { .at = where(&world), .write = true };
	struct hj_error err = HJ_ERROR;
	struct hj_secret *new = NULL;
	struct hj_vault *v = NULL;
	char kept[96];

	(void)state;
	(void)snprintf(kept, sizeof(kept), "%s/kept", world.top);
	must(hj_secret_copy("quite another one", 17, &new, &err), &err);
	how.passphrase = new;
	must(hj_vault_open(&how, &v, &err), &err);
	copy_files(world.dir, kept);
	tamper();
	assert_int_equal(hj_vault_passwd(v, world.passphrase, NULL, NULL, &err),
	    HJ_ECORRUPT);
	copy_files(kept, world.dir);
	must(hj_vault_passwd(v, new, NULL, NULL, &err), &err);
	/* Ours, but the ones of before. */
	copy_files(kept, world.dir);
	assert_int_equal(hj_vault_passwd(v, world.passphrase, NULL, NULL, &err),
	    HJ_ECORRUPT);
	hj_vault_close(v);
	hj_secret_free(new);
}

static void
a_folder_without_a_vault_is_none(void **state)
{
	struct world none = world;
	struct hj_vault_opening how = { .seed = world.seed };
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = NULL;
	char vault_id[33];

	(void)state;
	(void)snprintf(none.dir, sizeof(none.dir), "%s", world.top);
	how.at = where(&none);
	assert_int_equal(hj_vault_open(&how, &v, &err), HJ_EINVAL);
	assert_int_equal(hj_vault_peek_id(none.dir, vault_id, &err), HJ_EINVAL);
	must(hj_vault_peek_id(world.dir, vault_id, &err), &err);
	assert_int_equal(strlen(vault_id), 32);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reading_never_writes_a_byte),
		cmocka_unit_test(files_are_for_nobody_else),
		cmocka_unit_test(a_damaged_root_is_read_from_its_twin),
		cmocka_unit_test(an_attachment_comes_back),
		cmocka_unit_test(a_new_passphrase_opens_and_the_old_one_does_not),
		cmocka_unit_test(
		    a_new_passphrase_signs_no_header_that_was_put_there_meanwhile),
		cmocka_unit_test(a_folder_without_a_vault_is_none),
	};

	return cmocka_run_group_tests_name("vault_files", tests, set_up,
	    tear_down);
}
