#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/file/dir.h"
#include "core/file/file.h"
#include "core/vault/backup_own.h"

/* A backup by somebody else: whole in itself, with members of these names, one
 * byte each. */
static void
write_backup(const char *dir, const char *const *names, size_t n)
{
	static const uint8_t end[2 * HJ_TAR_BLOCK];
	struct hj_buf tar = HJ_BUF(1 << 20), manifest = HJ_BUF(1 << 16);
	struct hj_tar_member m = { .size = 1 };
	uint8_t block[HJ_TAR_BLOCK], hash[32];
	struct hj_error err = HJ_ERROR;

	crypto_hash_sha256(hash, (const uint8_t *)"x", 1);
	for (size_t i = 0; i <= n; i++) {
		const char *name = i < n ? names[i] : HJ_MANIFEST;

		(void)snprintf(m.name, sizeof(m.name), "%s", name);
		m.size = i < n ? 1 : manifest.len;
		hj_tar_header(&m, block);
		assert_int_equal(hj_buf_add(&tar, block, sizeof(block), &err),
		    HJ_OK);
		if (i < n)
			assert_int_equal(hj_backup_line(&manifest, hash, name,
					     &err),
			    HJ_OK);
		assert_int_equal(hj_buf_add(&tar,
				     i < n ? (const uint8_t *)"x"
					   : manifest.data,
				     (size_t)m.size, &err),
		    HJ_OK);
		assert_int_equal(hj_buf_add(&tar, end, hj_tar_padding(m.size),
				     &err),
		    HJ_OK);
	}
	assert_int_equal(hj_buf_add(&tar, end, sizeof(end), &err), HJ_OK);
	assert_int_equal(hj_file_replace(dir, "tar", tar.data, tar.len, &err),
	    HJ_OK);
	hj_buf_clear(&tar);
	hj_buf_clear(&manifest);
}

static void
no_member_leaves_the_folder_of_the_vault(void **state)
{
	static const char *const hostile[] = { "../evil", "/tmp/hanji-evil",
		"blobs/../../evil", "blobs/x", "writer",
		"blobs/0123456789ABCDEF0123456789abcdef" };
	const char *names[] = { "header.a", "data.mdb", NULL };
	char top[HJ_PATH_MAX], tar[HJ_PATH_MAX + 8], dir[HJ_PATH_MAX + 8],
	    evil[HJ_PATH_MAX + 8];
	struct hj_error err = HJ_ERROR;

	(void)state;
	assert_int_equal(hj_dir_temp("/tmp/hanji-test-hostile", top, &err),
	    HJ_OK);
	(void)snprintf(tar, sizeof(tar), "%s/tar", top);
	(void)snprintf(dir, sizeof(dir), "%s/dir", top);
	(void)snprintf(evil, sizeof(evil), "%s/evil", top);
	write_backup(top, names, 2);
	assert_int_equal(hj_backup_read(tar, NULL, NULL, NULL, &err), HJ_OK);
	for (size_t i = 0; i < HJ_LEN(hostile); i++) {
		names[2] = hostile[i];
		write_backup(top, names, 3);
		assert_int_equal(hj_backup_read(tar, NULL, NULL, NULL, &err),
		    HJ_ECORRUPT);
		assert_int_equal(hj_backup_restore(tar, NULL, dir, NULL, &err),
		    HJ_ECORRUPT);
		assert_int_not_equal(access(evil, F_OK), 0);
		assert_int_not_equal(access(dir, F_OK), 0);
		assert_int_not_equal(access("/tmp/hanji-evil", F_OK), 0);
	}
	hj_dir_remove_temp(top);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_member_leaves_the_folder_of_the_vault),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("backup hostile", tests, NULL, NULL);
}
