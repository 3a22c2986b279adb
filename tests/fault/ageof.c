/*
 * ageof.c: age and minisign by core alone, to be compared with the real ones.
 *
 *	ageof key                        a new secret key, and its recipient
 *	ageof seal [-a] RECIPIENT ...    standard input to standard output
 *	ageof wrap [-a] PASSPHRASE       the same under a passphrase (2^14)
 *	ageof open KEY | ageof unwrap PASSPHRASE
 *	ageof minisign SEED              the public key of a member's seed, in hex
 *	ageof sign SEED COMMENT          standard input: the signature
 *	ageof verify KEY FILE            standard input is what was signed
 */
#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "core/file/file.h"
#include "core/keys/age.h"
#include "core/keys/member.h"
#include "core/keys/minisign.h"

#define TO_MAX 8

static int
read_in(void *from, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	(void)from;
	return hj_fd_read(STDIN_FILENO, "input", p, n, got, err);
}

static int
write_out(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	(void)to;
	return hj_fd_write(STDOUT_FILENO, "output", p, n, err);
}

static int
key(struct hj_error *err)
{
	uint8_t secret[32], public[32];
	char text[HJ_BECH32_ROOM(15, 32)], shown[HJ_AGEKEY_SHOWN];

	(void)err;
	randombytes_buf(secret, sizeof(secret));
	(void)crypto_scalarmult_base(public, secret);
	hj_bech32_write("age-secret-key-", secret, sizeof(secret), text);
	for (char *p = text; *p != '\0'; p++)
		*p = (char)toupper((unsigned char)*p);
	hj_agekey_say(public, shown);
	(void)printf("%s\n%s\n", text, shown);
	return HJ_OK;
}

static int
seal(const struct hj_age_to *to, struct hj_error *err)
{
	struct hj_age_writer *w = NULL;
	uint8_t p[10007];
	size_t got = 1;
	int rc = hj_age_begin(to, write_out, NULL, &w, err);

	while (rc == HJ_OK && got != 0)
		if ((rc = read_in(NULL, p, sizeof(p), &got, err)) == HJ_OK)
			rc = hj_age_put(w, p, got, err);
	if (rc == HJ_OK)
		rc = hj_age_end(w, err);
	hj_age_writer_free(w);
	return rc;
}

static int
open_it(const struct hj_age_with *with, struct hj_error *err)
{
	struct hj_age_reader *r = NULL;
	uint8_t p[10007];
	size_t got = 1;
	int rc = hj_age_open(with, read_in, NULL, &r, err);

	while (rc == HJ_OK && got != 0)
		if ((rc = hj_age_get(r, p, sizeof(p), &got, err)) == HJ_OK)
			rc = write_out(NULL, p, got, err);
	hj_age_reader_free(r);
	return rc;
}

static int
member_of(const char *hex, struct hj_member **ret, struct hj_error *err)
{
	struct hj_secret *seed = NULL;
	size_t n = 0;
	int rc;

	if (hj_secret_new(HJ_SEED_LEN, &seed, err) != HJ_OK)
		return (int)err->code;
	(void)sodium_hex2bin(hj_secret_bytes(seed), HJ_SEED_LEN, hex,
	    strlen(hex), NULL, &n, NULL);
	rc = hj_member_new(seed, ret, err);
	hj_secret_free(seed);
	return rc;
}

static int
sign(const char *seed, const char *comment, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_MINISIGN_MAX);
	uint8_t hash[HJ_MINISIGN_HASH];
	struct hj_member *m = NULL;
	int rc;

	if ((rc = member_of(seed, &m, err)) == HJ_OK &&
	    (rc = hj_minisign_hash_of(read_in, NULL, hash, err)) == HJ_OK &&
	    (rc = hj_minisign_sign(m, hash, comment, &b, err)) == HJ_OK)
		rc = write_out(NULL, b.data, b.len, err);
	hj_member_free(m);
	hj_buf_clear(&b);
	return rc;
}

static int
say_key(const char *seed, struct hj_error *err)
{
	struct hj_member *m = NULL;
	struct hj_minisign_key k;
	char shown[HJ_MINISIGN_KEY];
	int rc = member_of(seed, &m, err);

	if (rc == HJ_OK) {
		hj_minisign_key(hj_member_public(m)->ed25519, &k);
		hj_minisign_key_say(&k, shown);
		(void)puts(shown);
	}
	hj_member_free(m);
	return rc;
}

static int
verify(const char *key_text, const char *file, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_MINISIGN_MAX);
	uint8_t hash[HJ_MINISIGN_HASH];
	struct hj_minisign_key k;
	struct hj_minisign s;
	int rc;

	if ((rc = hj_file_read(".", file, HJ_MINISIGN_MAX, &b, err)) == HJ_OK &&
	    (rc = hj_minisign_key_parse(key_text, strlen(key_text), &k, err)) ==
		HJ_OK &&
	    (rc = hj_minisign_parse((const char *)b.data, b.len, &s, err)) ==
		HJ_OK &&
	    (rc = hj_minisign_hash_of(read_in, NULL, hash, err)) == HJ_OK &&
	    (rc = hj_minisign_verify(&s, &k, hash, err)) == HJ_OK)
		rc = write_out(NULL, (const uint8_t *)s.trusted, s.ntrusted,
		    err);
	hj_buf_clear(&b);
	return rc;
}

static int
seal_to(char **arg, int n, struct hj_error *err)
{
	uint8_t keys[TO_MAX][HJ_AGEKEY_LEN];
	struct hj_age_to to = { .recipients = (const uint8_t(*)[32])keys };

	for (int i = 0; i < n; i++) {
		if (strcmp(arg[i], "-a") == 0)
			to.armor = true;
		else if (to.n == TO_MAX ||
		    hj_agekey_read(arg[i], strlen(arg[i]), keys[to.n++], err) !=
			HJ_OK)
			return HJ_EINVAL;
	}
	return seal(&to, err);
}

static int
by_passphrase(char **arg, int n, bool wrap, struct hj_error *err)
{
	struct hj_secret *phrase = NULL;
	const char *p = arg[n - 1];
	int rc = hj_secret_copy(p, strlen(p), &phrase, err);

	if (rc == HJ_OK && wrap)
		rc = seal(&(struct hj_age_to){ .passphrase = phrase,
			      .work = 14,
			      .armor = n > 1 },
		    err);
	else if (rc == HJ_OK)
		rc =
		    open_it(&(struct hj_age_with){ .passphrase = phrase }, err);
	hj_secret_free(phrase);
	return rc;
}

static int
by_key(const char *text, struct hj_error *err)
{
	struct hj_secret *identity = NULL;
	int rc = hj_agekey_file(text, strlen(text), &identity, err);

	if (rc == HJ_OK)
		rc =
		    open_it(&(struct hj_age_with){ .identity = identity }, err);
	hj_secret_free(identity);
	return rc;
}

static int
run(const char *what, char **arg, int n, struct hj_error *err)
{
	if (strcmp(what, "key") == 0)
		return key(err);
	if (n < 1)
		return HJ_EINVAL;
	if (strcmp(what, "seal") == 0)
		return seal_to(arg, n, err);
	if (strcmp(what, "wrap") == 0 || strcmp(what, "unwrap") == 0)
		return by_passphrase(arg, n, what[0] == 'w', err);
	if (strcmp(what, "open") == 0)
		return by_key(arg[0], err);
	if (strcmp(what, "minisign") == 0)
		return say_key(arg[0], err);
	if (strcmp(what, "sign") == 0 && n == 2)
		return sign(arg[0], arg[1], err);
	if (strcmp(what, "verify") == 0 && n == 2)
		return verify(arg[0], arg[1], err);
	return HJ_EINVAL;
}

int
main(int argc, char *argv[])
{
	struct hj_error err = HJ_ERROR;
	int rc;

	if (sodium_init() < 0 || argc < 2)
		return 2;
	if ((rc = run(argv[1], argv + 2, argc - 2, &err)) != HJ_OK)
		(void)fprintf(stderr, "ageof: %s\n", err.text);
	return rc == HJ_OK ? 0 : 1;
}
