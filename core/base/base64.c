#include <sodium.h>

#include "core/base/base64.h"

static int
variant(enum hj_base64 kind)
{
	return kind == HJ_BASE64_PADDED
	    ? sodium_base64_VARIANT_ORIGINAL
	    : sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
}

size_t
hj_base64_read(const char *p, size_t n, enum hj_base64 kind, uint8_t *ret,
    size_t max)
{
	size_t got = 0;

	/* libsodium 1.0.18 takes some bytes from 0x80 on for digits. */
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)p[i] > 0x7f)
			return 0;
	if (sodium_base642bin(ret, max, p, n, NULL, &got, NULL,
		variant(kind)) != 0)
		return 0;
	return got;
}

int
hj_base64_write(const uint8_t *p, size_t n, enum hj_base64 kind,
    struct hj_buf *to, struct hj_error *err)
{
	size_t room = sodium_base64_encoded_len(n, variant(kind));
	uint8_t *at;

	if (hj_buf_extend(to, room, &at, err) != HJ_OK)
		return (int)err->code;
	(void)sodium_bin2base64((char *)at, room, p, n, variant(kind));
	to->len--; /* the NUL */
	return HJ_OK;
}
