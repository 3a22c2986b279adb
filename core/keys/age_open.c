#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/keys/age_own.h"
#include "core/keys/agewrap.h"
#include "core/keys/armor.h"

struct hj_age_reader {
	struct hj_feed raw; /* as it came */
	struct hj_armor_reader armor;
	struct hj_feed bare; /* out of the armor */
	struct hj_feed *feed; /* one of the two */
	struct hj_stream *stream;
	uint64_t chunk;
	size_t at; /* of the plaintext at hand */
	bool last, failed;
};

bool
hj_age_looks(const uint8_t *p, size_t n)
{
	static const char *const starts[] = { "age-encryption.org/",
		"-----BEGIN AGE ENCRYPTED FILE-----" };

	while (n > 0 && strchr(" \t\r\n", *p) != NULL && *p != '\0') {
		p++;
		n--;
	}
	for (size_t i = 0; i < HJ_LEN(starts); i++)
		if (n >= strlen(starts[i]) &&
		    memcmp(p, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

/* ---- the header ---- */

/* Up to the line that begins with "---"; what makes no sense ends it, too. */
static int
take_header(struct hj_feed *f, struct hj_buf *text, struct hj_error *err)
{
	size_t from;
	int rc;

	do {
		from = text->len;
		if ((rc = hj_feed_line(f, text, err)) != HJ_OK)
			return rc;
	} while (text->len != from && text->len < text->max &&
	    !(text->len - from >= 3 &&
		memcmp(text->data + from, "---", 3) == 0));
	return HJ_OK;
}

static int
begin(struct hj_age_reader *r, struct hj_buf *text, struct hj_agehead *h,
    struct hj_error *err)
{
	int c, rc;

	if ((rc = hj_feed_peek(&r->raw, &c, err)) != HJ_OK)
		return rc;
	r->feed = &r->raw;
	if (c == '-' || c == ' ' || c == '\t' || c == '\r' || c == '\n') {
		r->armor = (struct hj_armor_reader){ .from = &r->raw };
		r->bare =
		    (struct hj_feed){ .read = hj_armor_get, .from = &r->armor };
		r->feed = &r->bare;
	}
	if ((rc = take_header(r->feed, text, err)) != HJ_OK)
		return rc;
	return hj_agehead_parse((const char *)text->data, text->len, h, err);
}

/* The first stanza that opens. */
static int
unwrap(const struct hj_age_with *with, const struct hj_agehead *h,
    struct hj_secret *file_key, struct hj_error *err)
{
	int rc = HJ_EAUTH;

	if (with->file_key != NULL) {
		memcpy(hj_secret_bytes(file_key),
		    hj_secret_peek(with->file_key), HJ_AGE_FILE_KEY);
		return HJ_OK;
	}
	for (size_t i = 0; rc == HJ_EAUTH && i < hj_agehead_count(h); i++)
		rc = hj_agewrap_open(hj_agehead_stanza(h, i), with->identity,
		    with->passphrase, file_key, err);
	if (rc == HJ_EAUTH && hj_agehead_count(h) != 1)
		return hj_fail(err, HJ_EAUTH, "sealed for somebody else");
	return rc;
}

static int
start(struct hj_age_reader *r, const struct hj_age_with *with,
    const struct hj_agehead *h, const struct hj_buf *text,
    struct hj_secret *file_key, struct hj_error *err)
{
	uint8_t mac[HJ_AGE_MAC], nonce[HJ_AGE_NONCE];
	size_t got;
	int rc;

	if ((rc = unwrap(with, h, file_key, err)) != HJ_OK)
		return rc;
	hj_age_mac(file_key, text->data, h->maced, mac);
	if (sodium_memcmp(mac, h->mac, sizeof(mac)) != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "the beginning of the sealed file was tampered with");
	if ((rc = hj_feed_take(r->feed, nonce, sizeof(nonce), &got, err)) !=
	    HJ_OK)
		return rc;
	if (got != sizeof(nonce))
		return hj_fail(err, HJ_EINVAL, "the sealed file is cut off");
	hj_age_payload(file_key, nonce, r->stream);
	return HJ_OK;
}

int
hj_age_open(const struct hj_age_with *with, hj_read_fn *read, void *from,
    struct hj_age_reader **ret, struct hj_error *err)
{
	struct hj_agehead h = { .maced = 0 };
	struct hj_buf text = HJ_BUF(HJ_AGE_HEADER_MAX);
	struct hj_age_reader *r = calloc(1, sizeof(*r));
	struct hj_secret *file_key = NULL;
	int rc;

	if (r == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	r->raw = (struct hj_feed){ .read = read, .from = from };
	/* Room for chunks and keys when there is something to open. */
	if ((rc = begin(r, &text, &h, err)) == HJ_OK &&
	    (rc = hj_stream_new(&r->stream, err)) == HJ_OK &&
	    (rc = hj_secret_new(HJ_AGE_FILE_KEY, &file_key, err)) == HJ_OK)
		rc = start(r, with, &h, &text, file_key, err);
	hj_agehead_clear(&h);
	hj_buf_clear(&text);
	hj_secret_free(file_key);
	if (rc == HJ_OK)
		*ret = r;
	else
		hj_age_reader_free(r);
	return rc;
}

int
hj_age_peek(hj_read_fn *read, void *from, enum hj_age_asks *ret,
    struct hj_error *err)
{
	struct hj_agehead h = { .maced = 0 };
	struct hj_buf text = HJ_BUF(HJ_AGE_HEADER_MAX);
	struct hj_age_reader *r = calloc(1, sizeof(*r));
	int rc;

	if (r == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	r->raw = (struct hj_feed){ .read = read, .from = from };
	if ((rc = begin(r, &text, &h, err)) == HJ_OK)
		*ret = hj_agehead_count(&h) == 1 &&
			hj_agehead_stanza(&h, 0)->kind == HJ_AGE_SCRYPT
		    ? HJ_AGE_ASKS_PASSPHRASE
		    : HJ_AGE_ASKS_KEY;
	hj_agehead_clear(&h);
	hj_buf_clear(&text);
	hj_age_reader_free(r);
	return rc;
}

/* ---- the payload ---- */

static int
damaged(struct hj_error *err)
{
	return hj_fail(err, HJ_ECORRUPT,
	    "the sealed file is damaged, cut off or was tampered with");
}

/* Only a full chunk may have another behind it.  What stands behind the last
 * one is found by the next call, and so is an end without a last one. */
static int
next(struct hj_age_reader *r, struct hj_error *err)
{
	struct hj_stream *s = r->stream;
	size_t n;
	int rc;

	if ((rc = hj_feed_take(r->feed, s->sealed, HJ_STREAM_SEALED, &n,
		 err)) != HJ_OK)
		return rc;
	r->at = 0;
	if (r->last)
		return n == 0 ? HJ_OK : damaged(err);
	if (n < HJ_STREAM_SEALED || !hj_stream_open(s, r->chunk, false, n)) {
		r->last = true;
		if (!hj_stream_open(s, r->chunk, true, n) ||
		    (s->fill == 0 && r->chunk != 0))
			return damaged(err);
	}
	r->chunk++;
	return HJ_OK;
}

int
hj_age_get(void *reader, uint8_t *p, size_t n, size_t *got,
    struct hj_error *err)
{
	struct hj_age_reader *r = reader;
	struct hj_stream *s = r->stream;
	size_t some;
	int rc;

	*got = 0;
	if (r->failed)
		return damaged(err);
	while (r->at == s->fill) {
		bool was_last = r->last;

		if ((rc = next(r, err)) != HJ_OK) {
			r->failed = true;
			return rc;
		}
		if (was_last) {
			s->fill = r->at = 0;
			return HJ_OK;
		}
	}
	some = s->fill - r->at;
	some = some < n ? some : n;
	memcpy(p, s->plain + r->at, some);
	r->at += some;
	*got = some;
	return HJ_OK;
}

void
hj_age_reader_free(struct hj_age_reader *r)
{
	if (r == NULL)
		return;
	hj_stream_free(r->stream);
	free(r);
}
