#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/base/buf.h"
#include "core/file/file.h"
#include "core/keys/phrase.h"
#include "core/keys/slip39.h"

/* HJ_RUNS: how often; few in `make check`. */
static unsigned
runs(unsigned usual)
{
	const char *s = getenv("HJ_RUNS");

	return s != NULL ? (unsigned)strtoul(s, NULL, 10) : usual;
}

/* The words of a share as numbers, and a text of numbers. */
static void
numbers(const struct hj_secret *words, int ret[static HJ_SLIP39_WORDS])
{
	const char *p = (const char *)hj_secret_peek(words);
	size_t left = hj_secret_len(words);

	for (unsigned i = 0; i < HJ_SLIP39_WORDS; i++) {
		const char *space = memchr(p, ' ', left);
		size_t n = space != NULL ? (size_t)(space - p) : left;

		ret[i] = hj_phrase_number(p, n);
		p += n + (space != NULL);
		left -= n + (space != NULL);
	}
}

static int
parse_numbers(const int n[static HJ_SLIP39_WORDS])
{
	struct hj_buf text = HJ_BUF(HJ_SLIP39_TEXT_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_slip39 *s = NULL;
	int rc;

	for (unsigned i = 0; i < HJ_SLIP39_WORDS; i++)
		assert_int_equal(hj_buf_printf(&text, &err, "%s ",
				     hj_phrase_word((unsigned)n[i])),
		    HJ_OK);
	rc = hj_slip39_parse((const char *)text.data, text.len, &s, &err);
	hj_slip39_free(s);
	hj_buf_clear(&text);
	return rc;
}

static void
any_one_to_three_wrong_words_are_found(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_secret *secret = NULL,
			 *words[HJ_SLIP39_SHARES_MAX] = { NULL };
	const unsigned times = runs(1000);
	int right[HJ_SLIP39_WORDS], n[HJ_SLIP39_WORDS];

	(void)state;
	assert_int_equal(hj_secret_random(32, &secret, &err), HJ_OK);
	assert_int_equal(hj_slip39_split(secret, 1, 1, words, &err), HJ_OK);
	numbers(words[0], right);
	assert_int_equal(parse_numbers(right), HJ_OK);
	for (unsigned i = 0; i < times; i++) {
		memcpy(n, right, sizeof(n));
		for (unsigned k = 0; k <= i % 3; k++)
			n[randombytes_uniform(HJ_SLIP39_WORDS)] =
			    (int)randombytes_uniform(1024);
		if (memcmp(n, right, sizeof(n)) != 0)
			assert_int_equal(parse_numbers(n), HJ_EINVAL);
	}
	/* Two exchanged are two wrong ones. */
	for (unsigned i = 1; i < HJ_SLIP39_WORDS; i++) {
		memcpy(n, right, sizeof(n));
		n[i] = right[i - 1];
		n[i - 1] = right[i];
		assert_int_equal(parse_numbers(n),
		    n[i] == n[i - 1] ? HJ_OK : HJ_EINVAL);
	}
	hj_secret_free(words[0]);
	hj_secret_free(secret);
}

/* ---- the official vectors ---- */

/* The next string of the file, or a bracket; 0: the end.  No vector has an
 * escape. */
static char
token(const char **at, const char **from, size_t *len)
{
	*at += strcspn(*at, "[]\"");
	if (**at != '"')
		return **at != '\0' ? *(*at)++ : '\0';
	*from = ++*at;
	*len = strcspn(*at, "\"");
	*at += *len + 1;
	return '"';
}

struct vector {
	char what[128];
	struct hj_slip39 *shares[HJ_SLIP39_SHARES_MAX];
	unsigned n;
	int rc; /* of parsing */
	char hex[65]; /* empty: it must fail */
};

static bool
next_vector(const char **at, struct vector *v)
{
	struct hj_error err = HJ_ERROR;
	const char *p = NULL;
	size_t n = 0;

	*v = (struct vector){ .n = 0 };
	if (token(at, &p, &n) != '[' || token(at, &p, &n) != '"')
		return false;
	(void)snprintf(v->what, sizeof(v->what), "%.*s", (int)n, p);
	assert_int_equal(token(at, &p, &n), '[');
	while (token(at, &p, &n) == '"')
		if ((v->rc = hj_slip39_parse(p, n, &v->shares[v->n], &err)) ==
		    HJ_OK)
			v->n++;
		else
			break;
	while (v->rc != HJ_OK && token(at, &p, &n) == '"')
		;
	assert_int_equal(token(at, &p, &n), '"');
	assert_true(n < sizeof(v->hex));
	memcpy(v->hex, p, n);
	assert_int_equal(token(at, &p, &n), '"'); /* a key of BIP-32 */
	assert_int_equal(token(at, &p, &n), ']');
	return true;
}

static void
all_45_official_vectors_hold(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf file = HJ_BUF((size_t)64 << 10);
	struct hj_secret *pass = NULL;
	const char *at = NULL;
	struct vector v;
	unsigned good = 0, bad = 0;

	(void)state;
	assert_int_equal(hj_file_read("tests/vectors/slip39", "vectors.json",
			     file.max, &file, &err),
	    HJ_OK);
	assert_int_equal(hj_buf_text(&file, &at, &err), HJ_OK);
	assert_int_equal(hj_secret_copy("TREZOR", 6, &pass, &err), HJ_OK);
	at += strcspn(at, "[") + 1;
	while (next_vector(&at, &v)) {
		struct hj_secret *s = NULL;
		char hex[65] = "";
		int rc = v.rc;

		if (rc == HJ_OK)
			rc = hj_slip39_combine(v.shares, v.n, pass, &s, &err);
		if (rc == HJ_OK)
			sodium_bin2hex(hex, sizeof(hex), hj_secret_peek(s),
			    hj_secret_len(s));
		if (strcmp(hex, v.hex) != 0)
			fail_msg("vector %s", v.what);
		if (rc == HJ_OK)
			good++;
		else
			bad++;
		hj_secret_free(s);
		for (unsigned i = 0; i < v.n; i++)
			hj_slip39_free(v.shares[i]);
	}
	assert_int_equal(good, 15);
	assert_int_equal(bad, 30);
	hj_secret_free(pass);
	hj_buf_clear(&file);
}

static int
parse_text(const char *text, char says[static 512])
{
	struct hj_error err = HJ_ERROR;
	struct hj_slip39 *s = NULL;
	int rc = hj_slip39_parse(text, strlen(text), &s, &err);

	(void)snprintf(says, 512, "%s", err.text);
	hj_slip39_free(s);
	return rc;
}

static void
a_share_is_read_as_people_type_it(void **state)
{
	char says[512];

	(void)state;
	/* Vector 42, by four letters, in capitals, with space of all kinds. */
	assert_int_equal(parse_text("TESTIFY  Swim acad acad colu loya "
				    "smea incl exot bedr exot\twris\nlobe "
				    "cove grie gold smar juni esti\r\n lear\n",
			     says),
	    HJ_OK);
	assert_int_equal(parse_text("", says), HJ_EINVAL);
	assert_int_equal(parse_text("testify swam academic", says), HJ_EINVAL);
	/* It says which word, and never the word. */
	assert_non_null(strstr(says, "word 2 "));
	assert_null(strstr(says, "swam"));
	assert_int_equal(parse_text("testify aca academic", says), HJ_EINVAL);
	assert_non_null(strstr(says, "word 2 "));
	assert_int_equal(parse_text("testify swim", says), HJ_EINVAL);
	assert_non_null(strstr(says, "2 words"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_45_official_vectors_hold),
		cmocka_unit_test(any_one_to_three_wrong_words_are_found),
		cmocka_unit_test(a_share_is_read_as_people_type_it),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("slip39_words", tests, NULL, NULL);
}
