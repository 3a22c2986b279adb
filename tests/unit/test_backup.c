#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>

#include "core/file/tar.h"
#include "core/store/store.h"
#include "core/vault/vault.h"
#include "tests/unit/vault_world.h"
#include "tests/unit/wrap.h"

static struct world w;
static struct hj_id id;
static char blob[33];
static char file[160], dir[160];

struct text {
	const char *p;
	size_t n;
};

static int
give(void *from, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	struct text *t = from;

	(void)err;
	*got = t->n < n ? t->n : n;
	memcpy(p, t->p, *got);
	t->p += *got;
	t->n -= *got;
	return HJ_OK;
}

static int
before_all(void **state)
{
	struct text t = { "a photograph", 12 };
	struct hj_buf items = HJ_BUF(16 << 10);
	struct hj_error err = HJ_ERROR;
	struct hj_blob_facts facts;
	struct hj_vault *v;
	struct hj_row row;

	(void)state;
	make_world(&w);
	(void)snprintf(file, sizeof(file), "%s/backup.tar", w.top);
	(void)snprintf(dir, sizeof(dir), "%s/restored", w.top);
	v = open_vault(&w, true);
	hj_id_random(&id);
	save(v, &id, "first");
	must(hj_vault_row(v, &id, &row, &items, &err), &err);
	must(hj_vault_attach(v, &row, give, &t, &facts, &err), &err);
	memcpy(blob, facts.name, sizeof(blob));
	must(hj_vault_backup(v, file, NULL, NULL, &err), &err);
	hj_vault_close(v);
	hj_buf_clear(&items);
	return 0;
}

static int
after_all(void **state)
{
	(void)state;
	free_world(&w);
	return 0;
}

/* With $top for the folder. */
static int
run(const char *command)
{
	assert_int_equal(setenv("top", w.top, 1), 0);
	return system(command);
}

static void
a_restored_vault_opens_and_verifies(void **state)
{
	struct hj_vault_opening how = { .seed = w.seed };
	struct hj_error err = HJ_ERROR;
	struct hj_verify_facts facts;
	struct hj_vault *v = NULL;
	char path[256];

	(void)state;
	assert_int_equal(run("rm -rf $top/restored"), 0);
	must(hj_backup_restore(file, NULL, dir, NULL, &err), &err);
	(void)snprintf(path, sizeof(path), "%s/blobs/%s", dir, blob);
	assert_int_equal(access(path, R_OK), 0);
	how.at = (struct hj_vault_where){ .dir = dir, .state = w.state };
	must(hj_vault_open(&how, &v, &err), &err);
	must(hj_vault_verify(v, true, NULL, 0, NULL, NULL, NULL, &facts, &err),
	    &err);
	expect_title(v, &id, "first");
	hj_vault_close(v);
}

static void
ordinary_tools_read_and_check_it(void **state)
{
	(void)state;
	assert_int_equal(run("rm -rf $top/out && mkdir $top/out && cd $top/out "
			     "&& tar xf ../backup.tar && sha256sum --quiet -c "
			     "MANIFEST && test $(wc -l <MANIFEST) = 4"),
	    0);
}

static void
the_vault_knows_its_last_backup(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = open_vault(&w, false);
	struct hj_vault_facts f;

	(void)state;
	must(hj_vault_facts(v, &f, &err), &err);
	assert_true(f.last_backup > 1500000000);
	assert_true(f.changes_since_backup == 0);
	hj_vault_close(v);
}

static void
nothing_is_ever_replaced(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = open_vault(&w, true);

	(void)state;
	assert_int_equal(hj_vault_backup(v, file, NULL, NULL, &err),
	    HJ_EEXISTS);
	assert_int_equal(hj_backup_restore(file, NULL, w.dir, NULL, &err),
	    HJ_EEXISTS);
	hj_vault_close(v);
}

static bool
left_over(void)
{
	return run("ls -A $top | grep -q tmp-") == 0;
}

static void
a_flip_anywhere_is_refused_and_leaves_nothing(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct stat st;
	int fd = open(file, O_RDWR | O_CLOEXEC);
	off_t step;

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(fstat(fd, &st), 0);
	assert_int_equal(run("rm -rf $top/restored"), 0);
	step = st.st_size / 60;
	for (off_t at = 3; at < st.st_size; at += at < 512 ? 61 : step) {
		uint8_t b;

		assert_int_equal(pread(fd, &b, 1, at), 1);
		b ^= 0x04;
		assert_int_equal(pwrite(fd, &b, 1, at), 1);
		assert_int_equal(hj_backup_restore(file, NULL, dir, NULL, &err),
		    HJ_ECORRUPT);
		assert_int_not_equal(access(dir, F_OK), 0);
		b ^= 0x04;
		assert_int_equal(pwrite(fd, &b, 1, at), 1);
	}
	(void)close(fd);
	assert_false(left_over());
}

static void
a_cut_off_or_lengthened_backup_is_refused(void **state)
{
	static const char *const cut[] = { "head -c 100", "head -c 66048",
		"head -c -512", "cat - /etc/hostname <" };
	struct hj_error err = HJ_ERROR;
	char other[200], command[512];

	(void)state;
	(void)snprintf(other, sizeof(other), "%s/other.tar", w.top);
	for (size_t i = 0; i < HJ_LEN(cut); i++) {
		(void)snprintf(command, sizeof(command), "%s %s >%s", cut[i],
		    file, other);
		assert_int_equal(system(command), 0);
		assert_int_equal(hj_backup_restore(other, NULL, dir, NULL,
				     &err),
		    HJ_ECORRUPT);
	}
}

static void
the_damaged_member_is_named(void **state)
{
	struct hj_error err = HJ_ERROR;
	char bad[160];
	int fd;

	(void)state;
	assert_int_equal(run("cp $top/backup.tar $top/bad.tar"), 0);
	(void)snprintf(bad, sizeof(bad), "%s/bad.tar", w.top);
	fd = open(bad, O_WRONLY | O_CLOEXEC);
	assert_int_equal(pwrite(fd, "x", 1, 512 + 100), 1);
	(void)close(fd);
	assert_int_equal(hj_backup_restore(bad, NULL, dir, NULL, &err),
	    HJ_ECORRUPT);
	assert_non_null(strstr(err.text, "'header.a'"));
}

static void
a_disk_that_fails_leaves_no_backup(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = open_vault(&w, true);
	char other[200];

	(void)state;
	(void)snprintf(other, sizeof(other), "%s/never.tar", w.top);
	wrap.sync = (struct wrap_call){ .fail_at = 1, .sticky = true };
	assert_int_not_equal(hj_vault_backup(v, other, NULL, NULL, &err),
	    HJ_OK);
	wrap.sync = (struct wrap_call){ 0 };
	assert_int_not_equal(access(other, F_OK), 0);
	assert_false(left_over());
	hj_vault_close(v);
}

static void
large_sizes_are_written_in_base_256(void **state)
{
	struct hj_tar_member m = { .name = "data.mdb",
		.size = UINT64_C(9) << 30 };
	struct hj_error err = HJ_ERROR;
	struct hj_tar_member back;
	uint8_t block[HJ_TAR_BLOCK];
	bool end;

	(void)state;
	hj_tar_header(&m, block);
	assert_int_equal(block[124], 0x80);
	must(hj_tar_parse(block, &back, &end, &err), &err);
	assert_true(back.size == m.size && !end);
	assert_int_equal(hj_tar_padding(512), 0);
	assert_int_equal(hj_tar_padding(513), 511);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_restored_vault_opens_and_verifies),
		cmocka_unit_test(ordinary_tools_read_and_check_it),
		cmocka_unit_test(the_vault_knows_its_last_backup),
		cmocka_unit_test(nothing_is_ever_replaced),
		cmocka_unit_test(a_flip_anywhere_is_refused_and_leaves_nothing),
		cmocka_unit_test(a_cut_off_or_lengthened_backup_is_refused),
		cmocka_unit_test(the_damaged_member_is_named),
		cmocka_unit_test(a_disk_that_fails_leaves_no_backup),
		cmocka_unit_test(large_sizes_are_written_in_base_256),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("backup", tests, before_all,
	    after_all);
}
