#include <string.h>

#include <sodium.h>

#include "core/base/limits.h"
#include "core/log/proof.h"

#define HEAD "hanji salts 0\n"
#define KEY "key "

static int
put_hex(const uint8_t *p, size_t n, struct hj_buf *to, struct hj_error *err)
{
	char hex[2 * HJ_SALT_KEY_BYTES + 2];

	(void)sodium_bin2hex(hex, sizeof(hex), p, n);
	hex[2 * n] = '\n';
	return hj_buf_add(to, hex, 2 * n + 1, err);
}

int
hj_salt_file_write(const struct hj_salts *s, struct hj_buf *to,
    struct hj_error *err)
{
	int rc = hj_buf_puts(to, HEAD, err);

	if (rc == HJ_OK && s->key != NULL) {
		if ((rc = hj_buf_puts(to, KEY, err)) == HJ_OK)
			rc = put_hex(s->key, HJ_SALT_KEY_BYTES, to, err);
		return rc;
	}
	for (size_t i = 0; rc == HJ_OK && i < s->n; i++)
		rc = put_hex(s->list + i * HJ_SALT_BYTES, HJ_SALT_BYTES, to,
		    err);
	return rc;
}

/* Lower-case digits of exactly n bytes and a line feed. */
static bool
hex_line(const char *p, size_t left, size_t n, uint8_t *ret)
{
	size_t got = 0;

	if (left < 2 * n + 1 || p[2 * n] != '\n')
		return false;
	for (size_t i = 0; i < 2 * n; i++)
		if (memchr("0123456789abcdef", p[i], 16) == NULL)
			return false;
	return sodium_hex2bin(ret, n, p, 2 * n, NULL, &got, NULL) == 0 &&
	    got == n;
}

int
hj_salt_file_parse(const char *p, size_t n, struct hj_salt_file *ret,
    struct hj_error *err)
{
	const size_t head = sizeof(HEAD) - 1, word = sizeof(KEY) - 1;
	size_t number = 1, step = 2 * HJ_SALT_BYTES + 1;
	uint8_t *at;

	if (n < head || memcmp(p, HEAD, head) != 0)
		goto bad;
	p += head;
	n -= head;
	number = 2;
	if (n > word && memcmp(p, KEY, word) == 0) {
		ret->whole =
		    hex_line(p + word, n - word, HJ_SALT_KEY_BYTES, ret->key);
		if (ret->whole && n == word + 2 * HJ_SALT_KEY_BYTES + 1)
			return HJ_OK;
		goto bad;
	}
	for (; n != 0; p += step, n -= step, number++) {
		if (hj_buf_extend(&ret->list, HJ_SALT_BYTES, &at, err) != HJ_OK)
			return (int)err->code;
		if (!hex_line(p, n, HJ_SALT_BYTES, at))
			goto bad;
	}
	return HJ_OK;
bad:
	return hj_fail(err, HJ_EINVAL,
	    "not a file of salts: line %zu is not as it must be", number);
}

struct hj_salts
hj_salt_file_salts(const struct hj_salt_file *f)
{
	return (struct hj_salts){ .key = f->whole ? f->key : NULL,
		.list = f->list.data,
		.n = f->list.len / HJ_SALT_BYTES };
}

void
hj_salt_file_clear(struct hj_salt_file *f)
{
	hj_buf_clear(&f->list);
	sodium_memzero(f->key, sizeof(f->key));
	*f = HJ_SALT_FILE;
}
