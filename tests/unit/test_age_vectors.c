/* The published vectors of age, one fault each (tests/vectors/age). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <dirent.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>
#include <zlib.h>

#include "core/file/file.h"
#include "core/keys/age.h"

#define FOLDER "tests/vectors/age"
#define FILE_MAX ((size_t)64 << 10)
#define PLAIN_MAX ((size_t)32 << 20)
#define SECRETS 4
#define PQ "AGE-SECRET-KEY-PQ-" /* X25519 and ML-KEM-768: not ours */

struct vector {
	char expect[32];
	char payload[65]; /* SHA-256 of all that came out, in hex; or empty */
	const char *identity[SECRETS]; /* a line of the file */
	const char *passphrase[SECRETS];
	size_t nidentities, npassphrases;
	bool armored, quantum;
	struct hj_buf file; /* what to open */
};

static size_t
line_len(const char *p)
{
	return strcspn(p, "\n");
}

static void
take_field(struct vector *v, const char *line, bool *packed)
{
	const char *at = strchr(line, ':');
	const char *value = at + 2;
	size_t key = (size_t)(at - line);

	if (strncmp(line, "expect", key) == 0)
		(void)snprintf(v->expect, sizeof(v->expect), "%.*s",
		    (int)line_len(value), value);
	else if (strncmp(line, "payload", key) == 0)
		(void)snprintf(v->payload, sizeof(v->payload), "%.64s", value);
	else if (strncmp(line, "identity", key) == 0)
		v->identity[v->nidentities++] = value;
	else if (strncmp(line, "passphrase", key) == 0)
		v->passphrase[v->npassphrases++] = value;
	else if (strncmp(line, "armored", key) == 0)
		v->armored = true;
	else if (strncmp(line, "compressed", key) == 0)
		*packed = true;
	assert_true(v->nidentities <= SECRETS && v->npassphrases <= SECRETS);
}

/* The header of the vector ends in an empty line. */
static void
take_vector(struct vector *v, const struct hj_buf *all)
{
	const char *p = (const char *)all->data;
	struct hj_error err = HJ_ERROR;
	bool packed = false;
	uint8_t *room;
	size_t left;
	uLongf n = PLAIN_MAX;

	for (; *p != '\n'; p += line_len(p) + 1)
		take_field(v, p, &packed);
	p++;
	left = all->len - (size_t)(p - (const char *)all->data);
	for (size_t i = 0; i < v->nidentities; i++)
		v->quantum |= strncmp(v->identity[i], PQ, sizeof(PQ) - 1) == 0;
	if (!packed) {
		assert_int_equal(hj_buf_add(&v->file, p, left, &err), HJ_OK);
		return;
	}
	assert_int_equal(hj_buf_extend(&v->file, n, &room, &err), HJ_OK);
	assert_int_equal(uncompress(room, &n, (const Bytef *)p, left), Z_OK);
	v->file.len = n;
}

static int
give(void *from, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	struct hj_cursor *c = from;

	(void)err;
	/* Odd pieces: nothing may depend on how a file arrives. */
	*got = c->left < n ? c->left : n;
	if (*got > 1009)
		*got = 1009;
	if (*got != 0)
		memcpy(p, c->p, *got);
	c->p += *got;
	c->left -= *got;
	return HJ_OK;
}

/* One opening.  What came out is hashed; *opened: the header was good. */
static int
try(const struct vector *v, const struct hj_age_with *with, bool *opened,
    char hex[static 65], struct hj_error *err)
{
	struct hj_cursor c = HJ_CURSOR(v->file.data, v->file.len);
	struct hj_age_reader *r = NULL;
	crypto_hash_sha256_state s;
	uint8_t hash[32], p[5000];
	size_t got = 1;
	int rc;

	crypto_hash_sha256_init(&s);
	rc = hj_age_open(with, give, &c, &r, err);
	*opened = rc == HJ_OK;
	while (rc == HJ_OK && got != 0) {
		rc = hj_age_get(r, p, sizeof(p), &got, err);
		crypto_hash_sha256_update(&s, p, got);
	}
	/* A failure stays one, however often it is asked. */
	if (*opened && rc != HJ_OK)
		assert_int_not_equal(hj_age_get(r, p, sizeof(p), &got, err),
		    HJ_OK);
	crypto_hash_sha256_final(&s, hash);
	sodium_bin2hex(hex, 65, hash, sizeof(hash));
	hj_age_reader_free(r);
	return rc;
}

/* With each secret until one fits, as people would. */
static int
open_vector(const struct vector *v, bool *opened, char hex[static 65],
    struct hj_error *err)
{
	struct hj_secret *key = NULL;
	int rc = HJ_EAUTH;

	for (size_t i = 0; rc == HJ_EAUTH && i < v->nidentities; i++) {
		if (hj_agekey_identity(v->identity[i], line_len(v->identity[i]),
			&key, err) != HJ_OK)
			key = NULL;
		rc = try(v, &(struct hj_age_with){ .identity = key }, opened,
		    hex, err);
		hj_secret_free(key);
	}
	for (size_t i = 0; rc == HJ_EAUTH && i < v->npassphrases; i++) {
		assert_int_equal(hj_secret_copy(v->passphrase[i],
				     line_len(v->passphrase[i]), &key, err),
		    HJ_OK);
		rc = try(v, &(struct hj_age_with){ .passphrase = key }, opened,
		    hex, err);
		hj_secret_free(key);
	}
	if (v->nidentities + v->npassphrases == 0)
		rc = try(v, &(struct hj_age_with){ .identity = NULL }, opened,
		    hex, err);
	return rc;
}

static bool
agrees(const struct vector *v, int rc, bool opened, const char *hex)
{
	const bool payload =
	    v->payload[0] == '\0' || strcmp(v->payload, hex) == 0;

	if (strcmp(v->expect, "success") == 0)
		return rc == HJ_OK && payload;
	if (strcmp(v->expect, "payload failure") == 0)
		return rc == HJ_ECORRUPT && opened && payload;
	if (strcmp(v->expect, "no match") == 0)
		return rc == HJ_EAUTH && !opened;
	if (strcmp(v->expect, "HMAC failure") == 0)
		return rc == HJ_ECORRUPT && !opened;
	if (strcmp(v->expect, "header failure") == 0)
		return !opened &&
		    (rc == HJ_EINVAL || rc == HJ_ELIMIT || rc == HJ_EVERSION);
	/* The armor may turn out to be broken behind the header. */
	return strcmp(v->expect, "armor failure") == 0 && rc == HJ_EINVAL;
}

typedef void vector_fn(const struct vector *v, const char *name);

static void
each(vector_fn *fn)
{
	struct hj_error err = HJ_ERROR;
	const struct dirent *e;
	DIR *d = opendir(FOLDER);

	assert_non_null(d);
	while ((e = readdir(d)) != NULL) {
		struct vector v = { .file = HJ_BUF(PLAIN_MAX) };
		struct hj_buf all = HJ_BUF(FILE_MAX);

		if (e->d_name[0] == '.')
			continue;
		assert_int_equal(hj_file_read(FOLDER, e->d_name, FILE_MAX, &all,
				     &err),
		    HJ_OK);
		take_vector(&v, &all);
		fn(&v, e->d_name);
		hj_buf_clear(&v.file);
		hj_buf_clear(&all);
	}
	(void)closedir(d);
}

static struct {
	size_t seen, agreed, quantum, refused;
} count;

static void
check(const struct vector *v, const char *name)
{
	struct hj_error err = HJ_ERROR;
	bool opened = false;
	char hex[65] = "";
	int rc = open_vector(v, &opened, hex, &err);

	if (v->quantum) {
		count.quantum++;
		if (rc != HJ_OK && !opened)
			count.refused++;
		else
			print_error("%s was not refused\n", name);
		return;
	}
	count.seen++;
	if (agrees(v, rc, opened, hex))
		count.agreed++;
	else
		print_error("%s: expected %s, but %d '%s', payload %s\n", name,
		    v->expect, rc, err.text, hex);
}

static void
every_vector_has_the_result_that_was_published(void **state)
{
	(void)state;
	count.seen = count.agreed = count.quantum = count.refused = 0;
	each(check);
	assert_int_equal(count.seen, 124);
	assert_int_equal(count.agreed, 124);
	assert_int_equal(count.quantum, 19);
	assert_int_equal(count.refused, 19);
}

static void
peek(const struct vector *v, const char *name)
{
	struct hj_cursor c = HJ_CURSOR(v->file.data, v->file.len);
	struct hj_error err = HJ_ERROR;
	enum hj_age_asks asks = HJ_AGE_ASKS_KEY;

	if (strcmp(v->expect, "success") != 0)
		return;
	count.seen++;
	assert_true(hj_age_looks(v->file.data, v->file.len));
	assert_int_equal(hj_age_peek(give, &c, &asks, &err), HJ_OK);
	assert_int_equal(asks == HJ_AGE_ASKS_PASSPHRASE, v->npassphrases != 0);
	(void)name;
}

static void
what_a_file_asks_for_is_known_without_a_secret(void **state)
{
	(void)state;
	count.seen = 0;
	each(peek);
	assert_int_equal(count.seen, 26);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_vector_has_the_result_that_was_published),
		cmocka_unit_test(what_a_file_asks_for_is_known_without_a_secret),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("age vectors", tests, NULL, NULL);
}
