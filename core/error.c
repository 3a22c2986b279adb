#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/error.h"

/* The formats are literals of ours or a translation that msgfmt -c checked. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static const char *
said(const struct hj_error *err, const char *fmt)
{
	return err->say != NULL ? err->say(fmt) : fmt;
}

/* A cut inside a character would make the whole message invalid UTF-8. */
static void
cut_at_character(char *s, size_t size)
{
	size_t n = strlen(s);

	if (n + 1 < size)
		return;
	while (n > 0 && ((unsigned char)s[n - 1] & 0xc0) == 0x80)
		n--;
	if (n > 0 && ((unsigned char)s[n - 1] & 0x80) != 0)
		n--;
	s[n] = '\0';
}

int
hj_fail(struct hj_error *err, enum hj_code code, const char *fmt, ...)
{
	va_list ap;

	err->code = code;
	va_start(ap, fmt);
	(void)vsnprintf(err->text, sizeof(err->text), said(err, fmt), ap);
	va_end(ap);
	cut_at_character(err->text, sizeof(err->text));
	return (int)code;
}

int
hj_fail_errno(struct hj_error *err, int errnum, const char *fmt, ...)
{
	bool full = errnum == ENOSPC || errnum == EDQUOT;
	va_list ap;
	size_t len;

	err->code = errnum == ENOMEM ? HJ_ENOMEM : HJ_EIO;
	va_start(ap, fmt);
	(void)vsnprintf(err->text, sizeof(err->text), said(err, fmt), ap);
	va_end(ap);
	len = strlen(err->text);
	(void)snprintf(err->text + len, sizeof(err->text) - len, ": %s",
	    full ? said(err, "disk full") : strerror(errnum));
	cut_at_character(err->text, sizeof(err->text));
	return (int)err->code;
}

int
hj_while(struct hj_error *err, const char *fmt, ...)
{
	char cause[sizeof(err->text)];
	va_list ap;
	size_t len;

	memcpy(cause, err->text, sizeof(cause));
	va_start(ap, fmt);
	(void)vsnprintf(err->text, sizeof(err->text), said(err, fmt), ap);
	va_end(ap);
	len = strlen(err->text);
	(void)snprintf(err->text + len, sizeof(err->text) - len, ": %s", cause);
	cut_at_character(err->text, sizeof(err->text));
	return (int)err->code;
}
