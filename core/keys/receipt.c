#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sodium.h>

#include "core/base/text.h"
#include "core/keys/receipt.h"

#define HEAD "hanji receipt 0"
#define HEX (2 * HJ_DIGEST_BYTES)
/* The head, the package, the number, a line for each version. */
#define TEXT_MAX ((size_t)(HEX + 1) * (HJ_RECEIPT_VERSIONS_MAX + 4))

static int
compare(const void *a, const void *b)
{
	return memcmp(a, b, HJ_DIGEST_BYTES);
}

static void
settle(struct hj_receipt_of *of)
{
	size_t n = 0;

	if (of->n != 0)
		qsort(of->version, of->n, sizeof(*of->version), compare);
	for (size_t i = 0; i < of->n; i++)
		if (n == 0 || compare(of->version[n - 1], of->version[i]) != 0)
			memmove(of->version[n++], of->version[i],
			    HJ_DIGEST_BYTES);
	of->n = n;
}

/* What is signed, and its SHA-256. */
static int
text_of(struct hj_receipt_of *of, struct hj_buf *to,
    uint8_t list[static HJ_DIGEST_BYTES], struct hj_error *err)
{
	char hex[HEX + 1];
	int rc;

	settle(of);
	if (of->n > HJ_RECEIPT_VERSIONS_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "a receipt is for at most %d versions of case files",
		    HJ_RECEIPT_VERSIONS_MAX);
	hj_digest_hex(of->package, hex);
	rc = hj_buf_printf(to, err, HEAD "\npackage %s\nversions %zu\n", hex,
	    of->n);
	for (size_t i = 0; rc == HJ_OK && i < of->n; i++) {
		hj_digest_hex(of->version[i], hex);
		hex[HEX] = '\n';
		rc = hj_buf_add(to, hex, sizeof(hex), err);
	}
	if (rc == HJ_OK)
		(void)crypto_hash_sha256(list, to->data, to->len);
	return rc;
}

static int
comment_of(const struct hj_receipt_of *of, const uint8_t *list, int64_t when,
    struct hj_buf *to, struct hj_error *err)
{
	char package[HEX + 1], hex[HEX + 1], said[HJ_RECEIPT_TIME];
	time_t t = (time_t)when;
	struct tm utc;

	if (gmtime_r(&t, &utc) == NULL ||
	    strftime(said, sizeof(said), "%Y-%m-%dT%H:%M:%SZ", &utc) !=
		sizeof(said) - 1)
		return hj_fail(err, HJ_EINVAL,
		    "the clock of this computer is not set");
	hj_digest_hex(of->package, package);
	hj_digest_hex(list, hex);
	return hj_buf_printf(to, err,
	    HEAD "; package %s; versions %zu; list %s; received %s", package,
	    of->n, hex, said);
}

int
hj_receipt_sign(const struct hj_member *by, struct hj_receipt_of *of,
    int64_t time, struct hj_buf *to, struct hj_error *err)
{
	struct hj_buf text = HJ_BUF(TEXT_MAX);
	struct hj_buf comment = HJ_BUF(HJ_MINISIGN_COMMENT_MAX);
	uint8_t list[HJ_DIGEST_BYTES], hash[HJ_MINISIGN_HASH];
	const char *said;
	int rc;

	if ((rc = text_of(of, &text, list, err)) == HJ_OK &&
	    (rc = comment_of(of, list, time, &comment, err)) == HJ_OK &&
	    (rc = hj_buf_text(&comment, &said, err)) == HJ_OK) {
		hj_minisign_hash(text.data, text.len, hash);
		rc = hj_minisign_sign(by, hash, said, to, err);
	}
	hj_buf_clear(&text);
	hj_buf_clear(&comment);
	return rc;
}

/* ---- reading ---- */

struct words {
	const char *p;
	size_t left;
};

static bool
take(struct words *w, const char *word)
{
	size_t n = strlen(word);

	if (w->left < n || memcmp(w->p, word, n) != 0)
		return false;
	w->p += n;
	w->left -= n;
	return true;
}

static bool
take_hash(struct words *w, uint8_t ret[static HJ_DIGEST_BYTES])
{
	size_t got = 0;

	if (w->left < HEX)
		return false;
	for (size_t i = 0; i < HEX; i++)
		if (memchr("0123456789abcdef", w->p[i], 16) == NULL)
			return false;
	if (sodium_hex2bin(ret, HJ_DIGEST_BYTES, w->p, HEX, NULL, &got, NULL) !=
		0 ||
	    got != HJ_DIGEST_BYTES)
		return false;
	w->p += HEX;
	w->left -= HEX;
	return true;
}

/* As it is written: no zero leads. */
static bool
take_number(struct words *w, uint64_t *ret)
{
	struct hj_error ignored = HJ_ERROR;
	size_t n = 0;

	while (n < w->left && w->p[n] >= '0' && w->p[n] <= '9')
		n++;
	if (n == 0 || (n > 1 && w->p[0] == '0') ||
	    hj_text_number(w->p, n, 0, HJ_RECEIPT_VERSIONS_MAX, ret,
		&ignored) != HJ_OK)
		return false;
	w->p += n;
	w->left -= n;
	return true;
}

static bool
take_time(struct words *w, char ret[static HJ_RECEIPT_TIME])
{
	static const char shape[] = "dddd-dd-ddTdd:dd:ddZ";

	if (w->left != sizeof(shape) - 1)
		return false;
	for (size_t i = 0; i < w->left; i++)
		if (shape[i] == 'd' ? w->p[i] < '0' || w->p[i] > '9'
				    : w->p[i] != shape[i])
			return false;
	memcpy(ret, w->p, w->left);
	ret[w->left] = '\0';
	return true;
}

int
hj_receipt_parse(const char *p, size_t n, struct hj_receipt *ret,
    struct hj_error *err)
{
	struct hj_receipt r = { .versions = 0 };
	struct words w;

	if (hj_minisign_parse(p, n, &r.signature, err) != HJ_OK)
		return hj_fail(err, HJ_EINVAL,
		    "not a receipt of hanji: four lines as minisign writes them were expected");
	w = (struct words){ r.signature.trusted, r.signature.ntrusted };
	if (!take(&w, HEAD "; package ") || !take_hash(&w, r.package) ||
	    !take(&w, "; versions ") || !take_number(&w, &r.versions) ||
	    !take(&w, "; list ") || !take_hash(&w, r.list) ||
	    !take(&w, "; received ") || !take_time(&w, r.time))
		return hj_fail(err, HJ_EINVAL,
		    "a signature, but not a receipt of hanji");
	*ret = r;
	return HJ_OK;
}

int
hj_receipt_verify(const struct hj_receipt *r, const struct hj_minisign_key *key,
    struct hj_receipt_of *of, struct hj_error *err)
{
	struct hj_buf text = HJ_BUF(TEXT_MAX);
	uint8_t list[HJ_DIGEST_BYTES], hash[HJ_MINISIGN_HASH];
	int rc;

	if (memcmp(r->package, of->package, HJ_DIGEST_BYTES) != 0)
		return hj_fail(err, HJ_EREFUSED,
		    "the receipt is for another package");
	if ((rc = text_of(of, &text, list, err)) == HJ_OK &&
	    (r->versions != of->n || memcmp(r->list, list, sizeof(list)) != 0))
		rc = hj_fail(err, HJ_EREFUSED,
		    "the receipt is not for all that was sent, but for %llu of %zu versions, or for others",
		    (unsigned long long)r->versions, of->n);
	if (rc == HJ_OK) {
		hj_minisign_hash(text.data, text.len, hash);
		rc = hj_minisign_verify(&r->signature, key, hash, err);
	}
	hj_buf_clear(&text);
	return rc;
}
