#include <string.h>

#include "cli/wording/amount.h"
#include "core/base/decimal.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t
digits(const char *p, size_t n)
{
	size_t i = 0;

	while (i < n && is_digit(p[i]))
		i++;
	return i;
}

/* 1,350,000 and not 1,35: one to three digits, then threes. */
static bool
is_grouped(const char *p, size_t n)
{
	size_t at = digits(p, n);

	if (at < 1 || at > 3 || at == n || p[at] != ',')
		return false;
	while (at < n && p[at] == ',') {
		if (digits(p + at + 1, n - at - 1) != 3)
			return false;
		at += 4;
	}
	return at == n || p[at] == '.';
}

int
amount_typed(const char *p, size_t n, struct hj_buf *to, struct hj_error *err)
{
	size_t sign = n > 0 && p[0] == '-' ? 1 : 0, from = to->len;
	bool grouped = is_grouped(p + sign, n - sign);
	struct hj_decimal ignored;

	for (size_t i = 0; i < n; i++)
		if ((p[i] != ',' || !grouped) &&
		    hj_buf_putc(to, p[i], err) != HJ_OK)
			return (int)err->code;
	if (to->len > from &&
	    hj_decimal_parse((const char *)to->data + from, to->len - from,
		&ignored))
		return HJ_OK;
	to->len = from;
	return hj_fail(err, HJ_EINVAL,
	    "an amount is written in digits: 300000, 300,000 or 12.50");
}

int
amount_show(const char *text, struct hj_buf *to, struct hj_error *err)
{
	size_t sign = text[0] == '-' ? 1 : 0;
	size_t whole = digits(text + sign, strlen(text + sign));

	if (hj_buf_add(to, text, sign, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < whole; i++) {
		if (i != 0 && (whole - i) % 3 == 0 &&
		    hj_buf_putc(to, ',', err) != HJ_OK)
			return (int)err->code;
		if (hj_buf_putc(to, text[sign + i], err) != HJ_OK)
			return (int)err->code;
	}
	return hj_buf_puts(to, text + sign + whole, err);
}
