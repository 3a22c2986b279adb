#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/crypto/stream.h"

int
hj_stream_new(struct hj_stream **ret, struct hj_error *err)
{
	struct hj_stream *s = calloc(1, sizeof(*s));

	if (s == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	if (hj_secret_new(HJ_STREAM_KEY, &s->key, err) != HJ_OK) {
		free(s);
		return (int)err->code;
	}
	*ret = s;
	return HJ_OK;
}

void
hj_stream_free(struct hj_stream *s)
{
	if (s == NULL)
		return;
	hj_secret_free(s->key);
	sodium_memzero(s->plain, sizeof(s->plain));
	free(s);
}

static void
nonce_of(uint64_t counter, bool last, uint8_t ret[static 12])
{
	memset(ret, 0, 12);
	for (size_t i = 11; i > 3; i--) {
		ret[i - 1] = (uint8_t)counter;
		counter >>= 8;
	}
	ret[11] = last;
}

int
hj_stream_seal(struct hj_stream *s, bool last, hj_write_fn *write, void *to,
    struct hj_error *err)
{
	uint8_t nonce[12];
	int rc;

	nonce_of(s->counter++, last, nonce);
	(void)crypto_aead_chacha20poly1305_ietf_encrypt(s->sealed, NULL,
	    s->plain, s->fill, NULL, 0, NULL, nonce, hj_secret_peek(s->key));
	if ((rc = write(to, s->sealed, s->fill + HJ_STREAM_TAG, err)) != HJ_OK)
		return rc;
	s->fill = 0;
	return HJ_OK;
}

int
hj_stream_room(struct hj_stream *s, hj_write_fn *write, void *to,
    struct hj_error *err)
{
	return s->fill < HJ_STREAM_CHUNK
	    ? HJ_OK
	    : hj_stream_seal(s, false, write, to, err);
}

bool
hj_stream_open(struct hj_stream *s, uint64_t i, bool last, size_t n)
{
	uint8_t nonce[12];

	s->fill = 0;
	if (n < HJ_STREAM_TAG || n > HJ_STREAM_SEALED)
		return false;
	nonce_of(i, last, nonce);
	if (crypto_aead_chacha20poly1305_ietf_decrypt(s->plain, NULL, NULL,
		s->sealed, n, NULL, 0, nonce, hj_secret_peek(s->key)) != 0)
		return false;
	s->fill = n - HJ_STREAM_TAG;
	return true;
}
