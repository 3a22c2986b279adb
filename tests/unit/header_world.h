/* header_world.h: a vault's header with one member, for the tests of header.h.
 */
#ifndef HJ_TESTS_HEADER_WORLD_H
#define HJ_TESTS_HEADER_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/base/limits.h"
#include "core/file/dir.h"
#include "core/file/file.h"
#include "core/keys/header.h"
#include "core/keys/header_layout.h"
#include "tests/unit/wrap.h"

static const struct hj_kdf_cost cheap = { .ops = 2, .mem = HJ_KDF_MEM_MIN };

/* A vault with one member, made once; tests work on its files. */
static struct world {
	char dir[HJ_PATH_MAX];
	struct hj_secret *right, *wrong, *seed;
	struct hj_member *member;
	struct hj_keyring *keyring;
	struct hj_buf image; /* of header.a */
} w;

static int
make(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_header *h = NULL;
	struct hj_header_birth b = { .cost = &cheap, .name = "보기" };
	int rc;

	(void)state;
	w.image = HJ_BUF(HJ_HEADER_LEN);
	if ((rc = hj_dir_temp("/tmp/hanji-test-header", w.dir, &err)) != 0 ||
	    (rc = hj_secret_copy("right", 5, &w.right, &err)) != 0 ||
	    (rc = hj_secret_copy("wrong", 5, &w.wrong, &err)) != 0 ||
	    (rc = hj_member_new(NULL, &w.member, &err)) != 0 ||
	    (rc = hj_member_seed(w.member, &w.seed, &err)) != 0 ||
	    (rc = hj_keyring_new(&w.keyring, &err)) != 0)
		return rc;
	b.passphrase = w.right;
	b.member = w.member;
	b.keyring = w.keyring;
	if ((rc = hj_header_new(&b, &h, &err)) != 0 ||
	    (rc = hj_header_write(h, w.keyring, w.dir, &err)) != 0 ||
	    (rc = hj_file_read(w.dir, "header.a", HJ_HEADER_LEN, &w.image,
		 &err)) != 0)
		return rc;
	hj_header_free(h);
	return 0;
}

static int
unmake(void **state)
{
	(void)state;
	hj_dir_remove_temp(w.dir);
	hj_secret_free(w.right);
	hj_secret_free(w.wrong);
	hj_secret_free(w.seed);
	hj_member_free(w.member);
	hj_keyring_free(w.keyring);
	hj_buf_clear(&w.image);
	return 0;
}

static inline void
put_back(void)
{
	struct hj_error err = HJ_ERROR;

	assert_int_equal(hj_file_replace(w.dir, "header.a", w.image.data,
			     w.image.len, &err),
	    HJ_OK);
	assert_int_equal(hj_file_replace(w.dir, "header.b", w.image.data,
			     w.image.len, &err),
	    HJ_OK);
}

static struct hj_header *
load(void)
{
	struct hj_error err = HJ_ERROR;
	struct hj_header *h = NULL;

	assert_int_equal(hj_header_load(w.dir, &h, &err), HJ_OK);
	return h;
}

static int
open_with(const struct hj_header *h, const struct hj_secret *pass,
    const struct hj_secret *seed)
{
	struct hj_error err = HJ_ERROR;
	struct hj_opened o = { 0 };
	int rc = hj_header_open(h, pass, seed, &o, &err);

	if (rc == HJ_OK)
		hj_opened_clear(&o);
	return rc;
}

#endif
