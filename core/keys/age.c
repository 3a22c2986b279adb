#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/crypto/kdf.h"
#include "core/keys/age_own.h"
#include "core/keys/agewrap.h"
#include "core/keys/armor.h"

struct hj_age_writer {
	hj_write_fn *write; /* into the armor, or past it */
	void *to;
	struct hj_armor_writer armor;
	bool armored;
	struct hj_stream *stream;
	struct hj_secret *file_key;
};

void
hj_age_mac(const struct hj_secret *file_key, const uint8_t *p, size_t n,
    uint8_t ret[static HJ_AGE_MAC])
{
	uint8_t prk[HJ_KDF_PRK], key[32];

	hj_kdf_extract(NULL, 0, hj_secret_peek(file_key), HJ_AGE_FILE_KEY, prk);
	hj_kdf_expand(prk, "header", 6, key, sizeof(key));
	(void)crypto_auth_hmacsha256(ret, p, n, key);
	sodium_memzero(prk, sizeof(prk));
	sodium_memzero(key, sizeof(key));
}

void
hj_age_payload(const struct hj_secret *file_key,
    const uint8_t nonce[static HJ_AGE_NONCE], struct hj_stream *s)
{
	uint8_t prk[HJ_KDF_PRK];

	hj_kdf_extract(nonce, HJ_AGE_NONCE, hj_secret_peek(file_key),
	    HJ_AGE_FILE_KEY, prk);
	hj_kdf_expand(prk, "payload", 7, hj_secret_bytes(s->key),
	    HJ_STREAM_KEY);
	sodium_memzero(prk, sizeof(prk));
}

/* ---- the header ---- */

static int
wrap_all(const struct hj_age_to *to, const struct hj_secret *file_key,
    struct hj_buf *stanzas, struct hj_error *err)
{
	struct hj_age_stanza s;
	int rc;

	if (to->passphrase != NULL) {
		rc = hj_agewrap_scrypt(to->passphrase,
		    to->work != 0 ? to->work : HJ_AGE_WORK, file_key, &s, err);
		return rc == HJ_OK ? hj_buf_add(stanzas, &s, sizeof(s), err)
				   : rc;
	}
	if (to->n == 0 || to->n > HJ_AGE_RECIPIENTS_MAX)
		return hj_fail(err, HJ_ELIMIT,
		    "sealed to at least one recipient, and at most %d",
		    HJ_AGE_RECIPIENTS_MAX);
	for (size_t i = 0; i < to->n; i++)
		if ((rc = hj_agewrap_x25519(to->recipients[i], file_key, &s,
			 err)) != HJ_OK ||
		    (rc = hj_buf_add(stanzas, &s, sizeof(s), err)) != HJ_OK)
			return rc;
	return HJ_OK;
}

static int
write_header(struct hj_age_writer *w, const struct hj_age_to *to,
    struct hj_error *err)
{
	const struct hj_secret *file_key = w->file_key;
	struct hj_buf stanzas = HJ_BUF(HJ_AGE_HEADER_MAX);
	struct hj_buf text = HJ_BUF(HJ_AGE_HEADER_MAX);
	uint8_t mac[HJ_AGE_MAC], nonce[HJ_AGE_NONCE];
	int rc;

	if ((rc = wrap_all(to, file_key, &stanzas, err)) != HJ_OK ||
	    (rc = hj_agehead_write((const void *)stanzas.data,
		 stanzas.len / sizeof(struct hj_age_stanza), &text, err)) !=
		HJ_OK)
		goto out;
	hj_age_mac(file_key, text.data, text.len, mac);
	randombytes_buf(nonce, sizeof(nonce));
	hj_age_payload(file_key, nonce, w->stream);
	if ((rc = hj_agehead_end(mac, &text, err)) == HJ_OK &&
	    (rc = hj_buf_add(&text, nonce, sizeof(nonce), err)) == HJ_OK)
		rc = w->write(w->to, text.data, text.len, err);
out:
	hj_buf_clear(&stanzas);
	hj_buf_clear(&text);
	return rc;
}

int
hj_age_begin(const struct hj_age_to *to, hj_write_fn *write, void *out,
    struct hj_age_writer **ret, struct hj_error *err)
{
	struct hj_age_writer *w = calloc(1, sizeof(*w));
	int rc;

	if (w == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	w->armored = to->armor;
	w->armor = (struct hj_armor_writer){ .write = write, .to = out };
	w->write = w->armored ? hj_armor_put : write;
	w->to = w->armored ? &w->armor : out;
	if ((rc = hj_stream_new(&w->stream, err)) == HJ_OK &&
	    (rc = hj_secret_random(HJ_AGE_FILE_KEY, &w->file_key, err)) ==
		HJ_OK)
		rc = write_header(w, to, err);
	if (rc == HJ_OK)
		*ret = w;
	else
		hj_age_writer_free(w);
	return rc;
}

/* ---- the payload ---- */

int
hj_age_put(void *writer, const uint8_t *p, size_t n, struct hj_error *err)
{
	struct hj_age_writer *w = writer;
	struct hj_stream *s = w->stream;

	while (n > 0) {
		size_t some;
		int rc;

		if ((rc = hj_stream_room(s, w->write, w->to, err)) != HJ_OK)
			return rc;
		some = HJ_STREAM_CHUNK - s->fill;
		some = some < n ? some : n;
		memcpy(s->plain + s->fill, p, some);
		s->fill += some;
		p += some;
		n -= some;
	}
	return HJ_OK;
}

int
hj_age_end(struct hj_age_writer *w, struct hj_error *err)
{
	int rc = hj_stream_seal(w->stream, true, w->write, w->to, err);

	return rc == HJ_OK && w->armored ? hj_armor_end(&w->armor, err) : rc;
}

const struct hj_secret *
hj_age_writer_key(const struct hj_age_writer *w)
{
	return w->file_key;
}

void
hj_age_writer_free(struct hj_age_writer *w)
{
	if (w == NULL)
		return;
	hj_secret_free(w->file_key);
	hj_stream_free(w->stream);
	free(w);
}
