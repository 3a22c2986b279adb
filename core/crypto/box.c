#include <string.h>

#include <sodium.h>

#include "core/crypto/box.h"

#define NONCE 24
#define COMMITMENT 32
#define TAG 16
#define AT_TEXT (NONCE + COMMITMENT)

void
hj_box_seal(const struct hj_box_key *k, const uint8_t *p, size_t n,
    uint8_t *ret)
{
	uint8_t d[64];

	randombytes_buf(ret, NONCE);
	hj_kdf(k->use, ret, NONCE, k->key, 32, d, sizeof(d));
	memcpy(ret + NONCE, d + 32, COMMITMENT);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(ret + AT_TEXT, NULL, p,
	    n, k->ad, k->ad_len, NULL, ret, d);
	sodium_memzero(d, sizeof(d));
}

bool
hj_box_open(const struct hj_box_key *k, const uint8_t *p, size_t n,
    uint8_t *ret)
{
	uint8_t d[64];
	bool fits;

	if (n < HJ_BOX_OVERHEAD)
		return false;
	hj_kdf(k->use, p, NONCE, k->key, 32, d, sizeof(d));
	fits = sodium_memcmp(d + 32, p + NONCE, COMMITMENT) == 0 &&
	    crypto_aead_xchacha20poly1305_ietf_decrypt(ret, NULL, NULL,
		p + AT_TEXT, n - AT_TEXT, k->ad, k->ad_len, p, d) == 0;
	sodium_memzero(d, sizeof(d));
	if (!fits)
		sodium_memzero(ret, n - HJ_BOX_OVERHEAD);
	return fits;
}
