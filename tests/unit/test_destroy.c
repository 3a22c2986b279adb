#include <fcntl.h>
#include <sys/stat.h>

#include <sodium.h>

#include "core/file/file.h"
#include "core/keys/header_layout.h"
#include "core/vault/destroy.h"
#include "tests/unit/vault_world.h"
#include "tests/unit/wrap.h"

static struct world w;

/* What the folder of the vault, or of its anchors, holds. */
static struct hj_buf
bytes_of(const char *dir, const char *name)
{
	struct hj_buf b = HJ_BUF(64 << 20);
	struct hj_error err = HJ_ERROR;

	must(hj_file_read(dir, name, 64 << 20, &b, &err), &err);
	return b;
}

static void
anchors_dir(char ret[static 160])
{
	struct hj_error err = HJ_ERROR;
	char id[33];

	must(hj_vault_peek_id(w.dir, id, &err), &err);
	(void)snprintf(ret, 160, "%s/%s", w.state, id);
}

static bool
is_there(const char *dir, const char *name)
{
	char path[256];
	struct stat st;

	(void)snprintf(path, sizeof(path), "%s/%s", dir, name);
	return lstat(path, &st) == 0;
}

static void
put(const char *dir, const char *name, const struct hj_buf *b)
{
	struct hj_error err = HJ_ERROR;

	must(hj_file_replace(dir, name, b->data, b->len, &err), &err);
}

static uint64_t
inode(const char *name)
{
	char path[256];
	struct stat st;

	(void)snprintf(path, sizeof(path), "%s/%s", w.dir, name);
	assert_int_equal(stat(path, &st), 0);
	return st.st_ino;
}

static int
opens(const struct hj_secret *passphrase, const struct hj_secret *seed)
{
	const struct hj_vault_opening how = { .at = where(&w),
		.passphrase = passphrase,
		.seed = seed };
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = NULL;
	int rc = hj_vault_open(&how, &v, &err);

	hj_vault_close(v);
	return rc;
}

static int
destroy(bool only_look, struct hj_destroyed *d)
{
	struct hj_error err = HJ_ERROR;

	return hj_destroy(w.dir, w.state, only_look, d, &err);
}

/* Is any window of 16 bytes of the old file left where it stood, or anywhere? */
static void
assert_nowhere(const struct hj_buf *old, const struct hj_buf *now)
{
	assert_int_equal(now->len, HJ_HEADER_LEN);
	for (size_t i = 0; i + 16 <= old->len; i += 16)
		assert_null(memmem(now->data, now->len, old->data + i, 16));
}

/* Each test begins with the vault as it was made. */
static struct hj_buf header, data, anchor;
static char anchors[160];

static int
fresh(void **state)
{
	(void)state;
	make_world(&w);
	anchors_dir(anchors);
	header = bytes_of(w.dir, "header.a");
	data = bytes_of(w.dir, "data.mdb");
	anchor = bytes_of(anchors, "anchor");
	return 0;
}

static int
end(void **state)
{
	(void)state;
	hj_buf_clear(&header);
	hj_buf_clear(&data);
	hj_buf_clear(&anchor);
	free_world(&w);
	return 0;
}

static void
nothing_of_the_headers_is_left_and_nothing_else_changed(void **state)
{
	uint64_t was[2] = { inode("header.a"), inode("header.b") };
	struct hj_destroyed d;
	struct hj_buf a, b, m;

	(void)state;
	put(anchors, "anchor-0123456789abcdef", &anchor);
	put(anchors, "anchor.0123456789abcdef", &anchor);
	put(anchors, "other", &anchor);
	assert_int_equal(opens(NULL, w.seed), HJ_OK);
	assert_int_equal(destroy(false, &d), HJ_OK);
	assert_true(d.header[0] && d.header[1]);
	assert_int_equal(d.anchors, 3);
	assert_int_equal(d.ids, 1);
	a = bytes_of(w.dir, "header.a");
	b = bytes_of(w.dir, "header.b");
	m = bytes_of(w.dir, "data.mdb");
	assert_nowhere(&header, &a);
	assert_nowhere(&header, &b);
	assert_memory_not_equal(a.data, b.data, HJ_HEADER_LEN);
	/* In place: a new file would leave the old blocks as they are. */
	assert_int_equal(inode("header.a"), was[0]);
	assert_int_equal(inode("header.b"), was[1]);
	assert_int_equal(m.len, data.len);
	assert_memory_equal(m.data, data.data, data.len);
	assert_false(is_there(anchors, "anchor"));
	assert_true(is_there(anchors, "other"));
	/* No key that was ever known opens it, and it is said why. */
	assert_int_equal(opens(w.passphrase, NULL), HJ_ECORRUPT);
	assert_int_equal(opens(NULL, w.seed), HJ_ECORRUPT);
	hj_buf_clear(&a);
	hj_buf_clear(&b);
	hj_buf_clear(&m);
	/* The old header is what opened it: it does again. */
	put(w.dir, "header.a", &header);
	assert_int_equal(opens(w.passphrase, NULL), HJ_OK);
}

/* A second name of the file sees what is written in place. */
static void
an_anchor_is_overwritten_before_it_is_removed(void **state)
{
	char from[256], to[256];
	struct hj_destroyed d;
	struct hj_buf now;

	(void)state;
	(void)snprintf(from, sizeof(from), "%s/anchor", anchors);
	(void)snprintf(to, sizeof(to), "%s/second", anchors);
	assert_int_equal(link(from, to), 0);
	assert_int_equal(destroy(false, &d), HJ_OK);
	now = bytes_of(anchors, "second");
	assert_int_equal(now.len, anchor.len);
	for (size_t i = 0; i + 80 < 512; i += 8)
		assert_memory_not_equal(now.data + i, anchor.data + i, 8);
	hj_buf_clear(&now);
}

static void
a_look_changes_nothing(void **state)
{
	struct hj_destroyed d;
	struct hj_buf now;

	(void)state;
	assert_int_equal(destroy(true, &d), HJ_OK);
	assert_true(d.header[0] && d.header[1]);
	assert_int_equal(d.anchors, 1);
	now = bytes_of(w.dir, "header.b");
	assert_memory_equal(now.data, header.data, header.len);
	hj_buf_clear(&now);
	assert_true(is_there(anchors, "anchor"));
	assert_int_equal(opens(NULL, w.seed), HJ_OK);
}

static void
one_file_that_fails_does_not_save_the_other(void **state)
{
	struct hj_error err = HJ_ERROR;
	char path[256];

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		const char *bad = hj_destroyed_name(i);
		struct hj_destroyed d;
		struct hj_buf now;

		/* The disk does not take it, */
		wrap.sync = (struct wrap_call){ .fail_at = i + 1 };
		assert_int_equal(destroy(false, &d), HJ_EIO);
		wrap.sync = (struct wrap_call){ 0 };
		assert_false(d.header[i]);
		assert_true(d.header[!i]);
		assert_non_null(strstr(d.why[i].text, bad));
		/* it is no file, */
		put(w.dir, "header.a", &header);
		put(w.dir, "header.b", &header);
		must(hj_file_remove(w.dir, bad, &err), &err);
		(void)snprintf(path, sizeof(path), "%s/%s", w.dir, bad);
		assert_int_equal(symlink("data.mdb", path), 0);
		assert_int_equal(destroy(false, &d), HJ_EIO);
		assert_false(d.header[i]);
		assert_true(d.header[!i]);
		now = bytes_of(w.dir, hj_destroyed_name(!i));
		assert_nowhere(&header, &now);
		hj_buf_clear(&now);
		now = bytes_of(w.dir, "data.mdb");
		assert_memory_equal(now.data, data.data, data.len);
		hj_buf_clear(&now);
		/* it is not there. */
		assert_int_equal(unlink(path), 0);
		put(w.dir, hj_destroyed_name(!i), &header);
		assert_int_equal(destroy(false, &d), HJ_EIO);
		assert_false(d.header[i]);
		assert_true(d.header[!i]);
		assert_false(is_there(w.dir, bad));
		put(w.dir, "header.a", &header);
		put(w.dir, "header.b", &header);
	}
}

static void
a_damaged_vault_is_destroyed_too(void **state)
{
	struct hj_destroyed d;
	struct hj_buf now;

	(void)state;
	/* header.b is short, header.a does not say which vault it is. */
	header.len = 9000;
	put(w.dir, "header.b", &header);
	header.len = HJ_HEADER_LEN;
	header.data[0] ^= 1;
	put(w.dir, "header.a", &header);
	assert_int_equal(destroy(false, &d), HJ_OK);
	assert_int_equal(d.ids, 1);
	assert_int_equal(d.anchors, 1);
	now = bytes_of(w.dir, "header.b");
	assert_nowhere(&header, &now);
	hj_buf_clear(&now);
	/* And again, when nothing says any more which vault it was. */
	assert_int_equal(destroy(false, &d), HJ_OK);
	assert_int_equal(d.ids, 0);
}

static void
a_writer_at_work_does_not_stop_it(void **state)
{
	struct hj_vault *v = open_vault(&w, true);
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	struct hj_destroyed d;

	(void)state;
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	assert_int_equal(destroy(false, &d), HJ_OK);
	assert_true(d.header[0] && d.header[1]);
	hj_change_abort(c);
	hj_vault_close(v);
	assert_int_equal(opens(NULL, w.seed), HJ_ECORRUPT);
}

static void
a_folder_that_is_no_vault_is_left_alone(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_destroyed d;
	struct hj_buf now;

	(void)state;
	put(w.top, "header.a", &anchor);
	assert_int_equal(hj_destroy(w.top, w.state, false, &d, &err),
	    HJ_ENOTFOUND);
	now = bytes_of(w.top, "header.a");
	assert_memory_equal(now.data, anchor.data, anchor.len);
	hj_buf_clear(&now);
	assert_int_equal(hj_destroy("/nowhere", w.state, false, &d, &err),
	    HJ_ENOTFOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh, end)
		TEST(nothing_of_the_headers_is_left_and_nothing_else_changed),
		TEST(an_anchor_is_overwritten_before_it_is_removed),
		TEST(a_look_changes_nothing),
		TEST(one_file_that_fails_does_not_save_the_other),
		TEST(a_damaged_vault_is_destroyed_too),
		TEST(a_writer_at_work_does_not_stop_it),
		TEST(a_folder_that_is_no_vault_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
