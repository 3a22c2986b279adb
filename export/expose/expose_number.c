#include <string.h>

#include <unicode/uchar.h>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "export/expose/expose_own.h"

#define FEWEST 7 /* digits of a number that tells anybody */
#define NATIONAL 9 /* the last ones, which no code of a country changes */
#define BETWEEN 3 /* characters that may stand between two digits of one */

int
hj_digits_read(const struct hj_buf *plain, struct hj_digits *ret,
    struct hj_error *err)
{
	const char *p = (const char *)plain->data;
	size_t since = 0; /* characters since the last digit */
	int rc = HJ_OK;

	ret->text = HJ_BUF(2 * HJ_TEXT_MAX);
	for (size_t i = 0, len; i < plain->len && rc == HJ_OK; i += len) {
		uint32_t c = 0;
		int32_t digit;

		if ((len = hj_text_decode(p + i, plain->len - i, &c)) == 0)
			return hj_fail(err, HJ_EINVAL, "the text is not UTF-8");
		if (c == '\n')
			rc = hj_lines_add(&ret->lines, ret->text.len + 1, err);
		digit = u_charDigitValue((UChar32)c);
		if (rc == HJ_OK && digit >= 0) {
			if (since > BETWEEN)
				rc = hj_buf_putc(&ret->text, ' ', err);
			since = 0;
			if (rc == HJ_OK)
				rc = hj_buf_putc(&ret->text,
				    (char)('0' + digit), err);
		} else {
			since += u_isalpha((UChar32)c) ? BETWEEN + 1 : 1;
		}
	}
	return rc;
}

uint32_t
hj_digits_find(const struct hj_digits *x, const char *p, size_t n)
{
	const uint8_t *at;
	char digits[64];
	size_t k = 0;

	for (size_t i = 0, len; i < n && k < sizeof(digits); i += len) {
		uint32_t c = 0;

		if ((len = hj_text_decode(p + i, n - i, &c)) == 0)
			break;
		if (u_charDigitValue((UChar32)c) >= 0)
			digits[k++] =
			    (char)('0' + u_charDigitValue((UChar32)c));
	}
	if (k < FEWEST || x->text.len == 0)
		return 0;
	p = k > NATIONAL ? digits + k - NATIONAL : digits;
	k = k > NATIONAL ? NATIONAL : k;
	at = memmem(x->text.data, x->text.len, p, k);
	return at != NULL ? hj_lines_of(&x->lines, (size_t)(at - x->text.data))
			  : 0;
}

void
hj_digits_clear(struct hj_digits *x)
{
	hj_buf_clear(&x->text);
	hj_lines_clear(&x->lines);
}
