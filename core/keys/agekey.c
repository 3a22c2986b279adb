#include <string.h>

#include "core/keys/agekey.h"

#define RECIPIENT "age"
#define IDENTITY "age-secret-key-"

void
hj_agekey_say(const uint8_t x25519[static HJ_AGEKEY_LEN],
    char ret[static HJ_AGEKEY_SHOWN])
{
	hj_bech32_write(RECIPIENT, x25519, HJ_AGEKEY_LEN, ret);
}

static bool
begins(const char *p, size_t n, const char *with)
{
	size_t len = strlen(with);

	return n >= len && memcmp(p, with, len) == 0;
}

int
hj_agekey_read(const char *p, size_t n, uint8_t ret[static HJ_AGEKEY_LEN],
    struct hj_error *err)
{
	if (hj_bech32_read(p, n, RECIPIENT, ret, HJ_AGEKEY_LEN))
		return HJ_OK;
	if (begins(p, n, "ssh-") || begins(p, n, "age1pq1") ||
	    begins(p, n, "age1tag") || begins(p, n, "age1yubikey"))
		return hj_fail(err, HJ_EINVAL,
		    "a key of a kind that hanji does not seal to: ask for an age key, 'age1' and 58 letters and digits");
	return hj_fail(err, HJ_EINVAL,
	    "not an age key, or mistyped: 'age1' and 58 letters and digits, as 'hanji member list' or age-keygen prints it");
}

int
hj_agekey_identity(const char *p, size_t n, struct hj_secret **ret,
    struct hj_error *err)
{
	struct hj_secret *key = NULL;

	/* No locked memory for what has not the length of a key. */
	if (n == HJ_BECH32_ROOM(sizeof(IDENTITY) - 1, HJ_AGEKEY_LEN) - 1 &&
	    hj_secret_new(HJ_AGEKEY_LEN, &key, err) != HJ_OK)
		return (int)err->code;
	if (key != NULL &&
	    hj_bech32_read(p, n, IDENTITY, hj_secret_bytes(key),
		HJ_AGEKEY_LEN)) {
		*ret = key;
		return HJ_OK;
	}
	hj_secret_free(key);
	return hj_fail(err, HJ_EINVAL,
	    "not a secret key of age, or of a kind that hanji does not know: it begins with 'AGE-SECRET-KEY-1'");
}

int
hj_agekey_file(const char *p, size_t n, struct hj_secret **ret,
    struct hj_error *err)
{
	while (n > 0) {
		const char *end = memchr(p, '\n', n);
		size_t len = end != NULL ? (size_t)(end - p) : n;
		size_t step = end != NULL ? len + 1 : len;

		if (len > 0 && p[len - 1] == '\r')
			len--;
		if (len > 0 && p[0] != '#')
			return hj_agekey_identity(p, len, ret, err);
		p += step;
		n -= step;
	}
	return hj_fail(err, HJ_EINVAL,
	    "there is no secret key in it: a line that begins with 'AGE-SECRET-KEY-1'");
}
