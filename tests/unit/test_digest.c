#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/base/limits.h"
#include "core/case/digest.h"

#define FOLDER "tests/vectors/case-digest/"
#define ROOT "<case xmlns=\"urn:hanji:case:1\">"
#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const uint8_t zero_key[HJ_SALT_KEY_BYTES];

static int
digest(const char *file, const struct hj_salts *salts, uint8_t ret[static 32])
{
	struct hj_error err = HJ_ERROR;

	return hj_digest_case((const uint8_t *)file, strlen(file), salts, ret,
	    &err);
}

static int
keyed(const char *file, uint8_t ret[static 32])
{
	return digest(file, &(struct hj_salts){ .key = zero_key }, ret);
}

static int
listed(const char *file, size_t n)
{
	static const uint8_t list[8 * HJ_SALT_BYTES];
	uint8_t ret[32];

	return digest(file, &(struct hj_salts){ .list = list, .n = n }, ret);
}

static void
read_file(const char *name, struct hj_buf *to)
{
	struct hj_error err = HJ_ERROR;
	char path[200];
	uint8_t *p;
	FILE *f;

	(void)snprintf(path, sizeof(path), FOLDER "%s.xml", name);
	f = fopen(path, "rb");
	assert_non_null(f);
	assert_int_equal(hj_buf_extend(to, 65536, &p, &err), HJ_OK);
	to->len = fread(p, 1, 65536, f);
	assert_int_equal(fclose(f), 0);
}

/* One line of digests.tsv, cut at its tabs. */
static void
one_vector(char *line)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf file = HJ_BUF(HJ_CASE_MAX);
	uint8_t key[32], list[64 * HJ_SALT_BYTES], ret[32];
	char hex[65];
	size_t n = 0;
	char *name = strtok(line, "\t");
	char *key_hex = strtok(NULL, "\t");
	char *list_hex = strtok(NULL, "\t");
	char *expected = strtok(NULL, "\t\n");
	struct hj_salts salts = { .list = list };

	read_file(name, &file);
	if (strcmp(key_hex, "-") != 0) {
		assert_int_equal(sodium_hex2bin(key, sizeof(key), key_hex, 64,
				     NULL, NULL, NULL),
		    0);
		salts.key = key;
	} else {
		assert_int_equal(sodium_hex2bin(list, sizeof(list), list_hex,
				     strlen(list_hex), " ", &n, NULL),
		    0);
		salts.n = n / HJ_SALT_BYTES;
	}
	assert_int_equal(hj_digest_case(file.data, file.len, &salts, ret, &err),
	    HJ_OK);
	hj_digest_hex(ret, hex);
	assert_string_equal(hex, expected);
	hj_buf_clear(&file);
}

static void
the_ten_published_vectors_agree(void **state)
{
	FILE *f = fopen(FOLDER "digests.tsv", "r");
	char line[4096];
	int n = 0;

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (line[0] == '#')
			continue;
		one_vector(line);
		n++;
	}
	assert_int_equal(n, 10);
	assert_int_equal(fclose(f), 0);
}

static void
salts_of_a_key_are_the_salts_of_the_list(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf list = HJ_BUF(65536), file = HJ_BUF(65536);
	uint8_t a[32], b[32];

	(void)state;
	assert_int_equal(hj_buf_puts(&file, ROOT, &err), HJ_OK);
	for (int i = 0; i < 300; i++)
		assert_int_equal(hj_buf_puts(&file, "<a>b</a>", &err), HJ_OK);
	assert_int_equal(hj_buf_puts(&file, "</case>", &err), HJ_OK);
	assert_int_equal(hj_digest_salts(zero_key, 301, &list, &err), HJ_OK);
	assert_int_equal(list.len, 301 * HJ_SALT_BYTES);
	assert_int_equal(hj_digest_case(file.data, file.len,
			     &(struct hj_salts){ .key = zero_key }, a, &err),
	    HJ_OK);
	assert_int_equal(hj_digest_case(file.data, file.len,
			     &(struct hj_salts){ .list = list.data, .n = 301 },
			     b, &err),
	    HJ_OK);
	assert_memory_equal(a, b, 32);
	hj_buf_clear(&list);
	hj_buf_clear(&file);
}

static void
every_byte_counts(void **state)
{
	uint8_t a[32], b[32];

	(void)state;
	assert_int_equal(keyed(ROOT "<a>x</a></case>", a), HJ_OK);
	assert_int_equal(keyed(ROOT "<a>y</a></case>", b), HJ_OK);
	assert_memory_not_equal(a, b, 32);
	assert_int_equal(keyed(ROOT "<b>x</b></case>", b), HJ_OK);
	assert_memory_not_equal(a, b, 32);
	assert_int_equal(keyed(ROOT "<a></a><a>x</a></case>", b), HJ_OK);
	assert_memory_not_equal(a, b, 32);
}

static void
a_list_fits_the_elements_that_remain(void **state)
{
	(void)state;
	assert_int_equal(listed(ROOT "<a></a></case>", 2), HJ_OK);
	assert_int_equal(listed(ROOT "<a></a></case>", 1), HJ_EINVAL);
	assert_int_equal(listed(ROOT "<a></a></case>", 3), HJ_EINVAL);
	assert_int_equal(listed(ROOT "<withheld digest=\"" HASH
				     "\"></withheld></case>",
			     1),
	    HJ_OK);
	assert_int_equal(listed(ROOT "<withheld own=\"" HASH
				     "\"><a></a></withheld></case>",
			     2),
	    HJ_OK);
}

static void
a_salt_key_beside_withheld_parts_is_refused(void **state)
{
	uint8_t ret[32];

	(void)state;
	assert_int_equal(keyed(ROOT "<withheld digest=\"" HASH
				    "\"></withheld></case>",
			     ret),
	    HJ_EINVAL);
}

static void
withheld_is_exactly_as_described(void **state)
{
	static const char *const bad[] = {
		"<withheld></withheld>",
		"<withheld digest=\"00\"></withheld>",
		"<withheld digest=\"" HASH "\" own=\"" HASH "\"></withheld>",
		"<withheld id=\"a\"></withheld>",
		"<withheld digest=\"" HASH "\">text</withheld>",
		"<withheld digest=\"" HASH "\"><a></a></withheld>",
		"<withheld own=\"" HASH "\"></withheld>",
		"<withheld own=\"" HASH "\">text</withheld>",
		"<withheld own=\"" HASH "\"><a></a>text</withheld>",
	};
	char file[512];

	(void)state;
	for (size_t i = 0; i < HJ_LEN(bad); i++) {
		(void)snprintf(file, sizeof(file), ROOT "%s</case>", bad[i]);
		for (size_t n = 0; n < 4; n++)
			assert_int_equal(listed(file, n), HJ_EINVAL);
	}
}

static void
withheld_of_another_namespace_is_an_element(void **state)
{
	(void)state;
	assert_int_equal(listed(ROOT
			     "<x xmlns=\"urn:example:x\"><withheld></withheld></x>"
			     "</case>",
			     3),
	    HJ_OK);
}

static void
a_root_can_be_withheld(void **state)
{
	(void)state;
	assert_int_equal(listed("<withheld xmlns=\"urn:hanji:case:1\" own=\"" HASH
				"\"><a></a></withheld>",
			     1),
	    HJ_OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_ten_published_vectors_agree),
		cmocka_unit_test(salts_of_a_key_are_the_salts_of_the_list),
		cmocka_unit_test(every_byte_counts),
		cmocka_unit_test(a_list_fits_the_elements_that_remain),
		cmocka_unit_test(a_salt_key_beside_withheld_parts_is_refused),
		cmocka_unit_test(withheld_is_exactly_as_described),
		cmocka_unit_test(withheld_of_another_namespace_is_an_element),
		cmocka_unit_test(a_root_can_be_withheld),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
