#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/file/blob.h"
#include "core/file/dir.h"
#include "core/file/file.h"
#include "core/file/padme.h"
#include "tests/unit/wrap.h"

#define LARGEST ((size_t)400000)

static const uint8_t dek[HJ_KEY_LEN] = "key of a case";
static char dir[HJ_PATH_MAX];
static uint8_t text[LARGEST];

static int
make(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	randombytes_buf(text, sizeof(text));
	return hj_dir_temp("/tmp/hanji-test-blob", dir, &err);
}

static int
unmake(void **state)
{
	(void)state;
	hj_dir_remove_temp(dir);
	return 0;
}

/* A stream of n bytes in odd pieces; fail_at > 0 fails there. */
struct pipe {
	size_t at, n, fail_at;
};

static int
give(void *from, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	struct pipe *s = from;

	if (s->fail_at != 0 && s->at >= s->fail_at)
		return hj_fail(err, HJ_EINTERRUPTED, "interrupted");
	if (n > s->n - s->at)
		n = s->n - s->at;
	if (n > 40009)
		n = 40009;
	if (n != 0)
		memcpy(p, text + s->at, n);
	s->at += n;
	*got = n;
	return HJ_OK;
}

static int
take(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	struct pipe *s = to;

	(void)err;
	assert_true(s->at + n <= s->n);
	assert_memory_equal(p, text + s->at, n);
	s->at += n;
	return HJ_OK;
}

static void
put(size_t n, struct hj_blob_facts *ret)
{
	struct hj_error err = HJ_ERROR;
	struct pipe s = { .n = n };

	assert_int_equal(hj_blob_write(dir, dek, give, &s, ret, &err), HJ_OK);
}

static uint64_t
size_of(const char *name)
{
	char path[HJ_PATH_MAX + 64];
	struct stat st;

	(void)snprintf(path, sizeof(path), "%s/%s", dir, name);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	return (uint64_t)st.st_size;
}

static void
every_length_comes_back_from_a_padme_size(void **state)
{
	/* Around the ends of chunks, where padding could split the length. */
	static const size_t sizes[] = { 0, 1, 7, 8, 100, 65000, 65510, 65519,
		65520, 65527, 65528, 65529, 65535, 65536, 65537, 65552, 131000,
		131055, 131056, 131057, 131064, 131072, 131073, 196600, 200000,
		262136, 262137, LARGEST };
	struct hj_error err = HJ_ERROR;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(sizes); i++) {
		struct hj_blob_facts f;
		struct pipe s = { .n = sizes[i] };
		uint64_t bytes = 1, size;
		uint8_t hash[64];

		put(sizes[i], &f);
		assert_int_equal(f.bytes, sizes[i]);
		crypto_hash_sha256(hash, text, sizes[i]);
		assert_memory_equal(f.sha256, hash, 32);
		crypto_hash_sha512(hash, text, sizes[i]);
		assert_memory_equal(f.sha512, hash, 64);
		size = size_of(f.name);
		assert_true(hj_padme(size) == size);
		assert_int_equal(hj_blob_read(dir, f.name, dek, take, &s,
				     &bytes, &err),
		    HJ_OK);
		assert_int_equal(s.at, sizes[i]);
		assert_int_equal(bytes, sizes[i]);
		assert_int_equal(hj_file_remove(dir, f.name, &err), HJ_OK);
	}
}

static void
padme_sizes_are_those_of_the_paper(void **state)
{
	/* E = floor(lg n), S = floor(lg E) + 1, low E - S bits zero. */
	static const uint64_t pairs[][2] = { { 0, 0 }, { 1, 1 }, { 2, 2 },
		{ 9, 10 }, { 100, 104 }, { 1000, 1024 }, { 4097, 4352 },
		{ 65537, 67584 }, { 1000000, 1015808 },
		{ 1073741825, 1107296256 } };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(pairs); i++)
		assert_true(hj_padme(pairs[i][0]) == pairs[i][1]);
}

static void
a_padme_size_that_no_file_can_have_is_passed_over(void **state)
{
	/* 805,306,368 = 32 + 12,285 chunks of 65,552 + 16: a last chunk of
	 * nothing but its tag.  The next Padme size is 2^24 further. */
	const uint64_t gap = UINT64_C(805306368);
	const uint64_t fits = gap - 32 - UINT64_C(12285) * 16 - 8 - 100;

	(void)state;
	assert_true(hj_padme(gap) == gap);
	assert_true(hj_blob_size(fits) == gap + (UINT64_C(1) << 24));
	assert_true(hj_blob_size(0) == 56);
}

static int
reopen(const struct hj_buf *b, const uint8_t *key, size_t *got)
{
	static const char name[] = "00000000000000000000000000000000";
	struct hj_error err = HJ_ERROR;
	struct pipe s = { .n = LARGEST };
	uint64_t bytes = 0;
	int rc;

	assert_int_equal(hj_file_replace(dir, name, b->data, b->len, &err),
	    HJ_OK);
	rc = hj_blob_read(dir, name, key, take, &s, &bytes, &err);
	assert_int_equal(hj_file_remove(dir, name, &err), HJ_OK);
	*got = s.at;
	return rc;
}

static void
every_change_is_refused_and_only_genuine_bytes_came_before(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_blob_facts f;
	struct hj_buf b = HJ_BUF(LARGEST);
	uint8_t other[HJ_KEY_LEN] = "other";
	size_t got;

	(void)state;
	put(200000, &f);
	assert_int_equal(hj_file_read(dir, f.name, LARGEST, &b, &err), HJ_OK);
	assert_int_equal(reopen(&b, dek, &got), HJ_OK);
	assert_int_equal(got, 200000);
	assert_int_equal(reopen(&b, other, &got), HJ_ECORRUPT);
	assert_int_equal(got, 0);
	for (size_t i = 0; i < b.len; i += i < 40 ? 13 : 4999) {
		b.data[i] ^= 1;
		assert_int_equal(reopen(&b, dek, &got), HJ_ECORRUPT);
		/* Chunks before the bad one, and none of it: take() looks. */
		assert_true(got <= (i < 32 ? 0 : (i - 32) / 65552 * 65536));
		b.data[i] ^= 1;
	}
	/* Also cut just behind a chunk, where no file can end. */
	for (size_t n = 0; n < b.len; n += n == 60070 ? 65590 - n : 6007) {
		const struct hj_buf cut = { .data = b.data, .len = n };

		assert_int_equal(reopen(&cut, dek, &got), HJ_ECORRUPT);
		assert_int_equal(got, 0);
	}
	hj_buf_clear(&b);
}

static void
chunks_in_another_order_or_left_out_are_refused(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_blob_facts f;
	struct hj_buf b = HJ_BUF(LARGEST), c = HJ_BUF(LARGEST);
	size_t got;

	(void)state;
	put(200000, &f);
	assert_int_equal(hj_file_read(dir, f.name, LARGEST, &b, &err), HJ_OK);
	assert_int_equal(hj_buf_add(&c, b.data, 32, &err), HJ_OK);
	assert_int_equal(hj_buf_add(&c, b.data + 32 + 65552, 65552, &err),
	    HJ_OK);
	assert_int_equal(hj_buf_add(&c, b.data + 32, 65552, &err), HJ_OK);
	assert_int_equal(hj_buf_add(&c, b.data + 32 + 131104,
			     b.len - 32 - 131104, &err),
	    HJ_OK);
	assert_int_equal(reopen(&c, dek, &got), HJ_ECORRUPT);
	assert_int_equal(got, 0);
	hj_buf_reset(&c);
	assert_int_equal(hj_buf_add(&c, b.data, 32, &err), HJ_OK);
	assert_int_equal(hj_buf_add(&c, b.data + 32 + 65552, b.len - 32 - 65552,
			     &err),
	    HJ_OK);
	assert_int_equal(reopen(&c, dek, &got), HJ_ECORRUPT);
	assert_int_equal(got, 0);
	hj_buf_clear(&b);
	hj_buf_clear(&c);
}

/* By the words of age-encryption.org/v1, with libsodium only. */
static void
the_layout_is_the_stream_of_age(void **state)
{
	static const uint8_t info[] = "hanji/0/blob\x01";
	struct hj_error err = HJ_ERROR;
	struct hj_blob_facts f;
	struct hj_buf b = HJ_BUF(LARGEST);
	uint8_t prk[32], key[32], nonce[12] = { 0 }, plain[256];
	crypto_auth_hmacsha256_state s;

	(void)state;
	put(100, &f);
	assert_int_equal(hj_file_read(dir, f.name, LARGEST, &b, &err), HJ_OK);
	crypto_auth_hmacsha256_init(&s, b.data, 32);
	crypto_auth_hmacsha256_update(&s, dek, 32);
	crypto_auth_hmacsha256_final(&s, prk);
	crypto_auth_hmacsha256(key, info, sizeof(info) - 1, prk);
	nonce[11] = 1;
	assert_int_equal(crypto_aead_chacha20poly1305_ietf_decrypt(plain, NULL,
			     NULL, b.data + 32, b.len - 32, NULL, 0, nonce,
			     key),
	    0);
	assert_memory_equal(plain, text, 100);
	assert_memory_equal(plain + b.len - 48 - 8, "\0\0\0\0\0\0\0\x64", 8);
	hj_buf_clear(&b);
}

static void
a_failure_leaves_no_file(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_blob_facts f;
	struct pipe s = { .n = 100000, .fail_at = 70000 };
	char temp[HJ_PATH_MAX];

	(void)state;
	/* An empty folder can be removed. */
	assert_int_equal(hj_dir_temp("/tmp/hanji-test-blob2", temp, &err),
	    HJ_OK);
	assert_int_equal(hj_blob_write(temp, dek, give, &s, &f, &err),
	    HJ_EINTERRUPTED);
	s = (struct pipe){ .n = 100 };
	wrap.sync = (struct wrap_call){ .fail_at = 1 };
	assert_int_equal(hj_blob_write(temp, dek, give, &s, &f, &err), HJ_EIO);
	wrap.sync = (struct wrap_call){ 0 };
	for (size_t i = 1; i <= 3; i++) {
		wrap.alloc = (struct wrap_call){ .fail_at = i };
		assert_int_equal(hj_blob_write(temp, dek, give, &s, &f, &err),
		    HJ_ENOMEM);
		wrap.alloc = (struct wrap_call){ 0 };
	}
	assert_int_equal(rmdir(temp), 0);
}

static void
a_name_is_never_a_path(void **state)
{
	struct hj_error err = HJ_ERROR;
	uint64_t n;

	(void)state;
	assert_int_equal(hj_blob_read(dir, "../../etc/passwd", dek, NULL, NULL,
			     &n, &err),
	    HJ_ENOTFOUND);
	assert_int_equal(hj_blob_read(dir, "0123456789abcdef0123456789abcdef",
			     dek, NULL, NULL, &n, &err),
	    HJ_ENOTFOUND);
}

static void
sealed_anew_it_is_the_same_under_another_key_only(void **state)
{
	static const size_t sizes[] = { 0, 1, 65528, 65536, 131064, 200000 };
	static const uint8_t other[HJ_KEY_LEN] = "key of another case";
	struct hj_error err = HJ_ERROR;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(sizes); i++) {
		struct pipe s = { .n = sizes[i] };
		struct hj_blob_facts f, g;
		uint64_t bytes = 1;

		put(sizes[i], &f);
		assert_int_equal(hj_blob_reseal(dir, f.name, dek, other, &g,
				     &err),
		    HJ_OK);
		assert_string_not_equal(f.name, g.name);
		assert_int_equal(g.bytes, sizes[i]);
		assert_memory_equal(g.sha256, f.sha256, sizeof(f.sha256));
		assert_memory_equal(g.sha512, f.sha512, sizeof(f.sha512));
		assert_int_equal(hj_blob_read(dir, g.name, other, take, &s,
				     &bytes, &err),
		    HJ_OK);
		assert_int_equal(s.at, sizes[i]);
		assert_int_equal(hj_blob_read(dir, g.name, dek, NULL, NULL,
				     &bytes, &err),
		    HJ_ECORRUPT);
	}
}

static void
what_does_not_open_is_not_sealed_anew(void **state)
{
	static const char name[] = "00000000000000000000000000000000";
	static const uint8_t other[HJ_KEY_LEN] = "key of another case";
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(LARGEST);
	struct hj_blob_facts f, g;
	char temp[HJ_PATH_MAX];

	(void)state;
	put(200000, &f);
	assert_int_equal(hj_file_read(dir, f.name, LARGEST, &b, &err), HJ_OK);
	assert_int_equal(hj_blob_reseal(dir, f.name, other, dek, &g, &err),
	    HJ_ECORRUPT);
	assert_int_equal(hj_blob_reseal(dir, "../passwd", dek, other, &g, &err),
	    HJ_ENOTFOUND);
	/* The second chunk: the first is on its way when it is found. */
	b.data[32 + 65552 + 9] ^= 1;
	assert_int_equal(hj_dir_temp("/tmp/hanji-test-blob3", temp, &err),
	    HJ_OK);
	assert_int_equal(hj_file_replace(temp, name, b.data, b.len, &err),
	    HJ_OK);
	assert_int_equal(hj_blob_reseal(temp, name, dek, other, &g, &err),
	    HJ_ECORRUPT);
	assert_int_equal(hj_file_remove(temp, name, &err), HJ_OK);
	assert_int_equal(rmdir(temp), 0);
	hj_buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_length_comes_back_from_a_padme_size),
		cmocka_unit_test(padme_sizes_are_those_of_the_paper),
		cmocka_unit_test(a_padme_size_that_no_file_can_have_is_passed_over),
		cmocka_unit_test(
		    every_change_is_refused_and_only_genuine_bytes_came_before),
		cmocka_unit_test(chunks_in_another_order_or_left_out_are_refused),
		cmocka_unit_test(the_layout_is_the_stream_of_age),
		cmocka_unit_test(a_failure_leaves_no_file),
		cmocka_unit_test(a_name_is_never_a_path),
		cmocka_unit_test(sealed_anew_it_is_the_same_under_another_key_only),
		cmocka_unit_test(what_does_not_open_is_not_sealed_anew),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("blob", tests, make, unmake);
}
