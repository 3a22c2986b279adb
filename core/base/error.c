#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/base/error.h"

/* The formats are literals of ours or a translation that msgfmt -c checked. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

/* gettext(3) answers "" with the head of its catalogue. */
const char *
hj_said(const struct hj_error *err, const char *text)
{
	return err->say != NULL && *text != '\0' ? err->say(text) : text;
}

/* What the system says most often; the rest stays in its own words. */
static const char *
reason(int errnum)
{
	switch (errnum) {
	case ENOSPC:
	case EDQUOT:
		return HJ_N_("disk full");
	case ENOENT:
		return HJ_N_("No such file or directory");
	case EACCES:
		return HJ_N_("Permission denied");
	case EPERM:
		return HJ_N_("Operation not permitted");
	case EROFS:
		return HJ_N_("Read-only file system");
	case EISDIR:
		return HJ_N_("Is a directory");
	case ENOTDIR:
		return HJ_N_("Not a directory");
	case EEXIST:
		return HJ_N_("File exists");
	case EIO:
		return HJ_N_("Input/output error");
	case ENOMEM:
		return HJ_N_("Cannot allocate memory");
	case EFBIG:
		return HJ_N_("File too large");
	case EBADF:
		return HJ_N_("Bad file descriptor");
	case EMFILE:
		return HJ_N_("Too many open files");
	case EPIPE:
		return HJ_N_("Broken pipe");
	}
	return strerror(errnum);
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
	(void)vsnprintf(err->text, sizeof(err->text), hj_said(err, fmt), ap);
	va_end(ap);
	cut_at_character(err->text, sizeof(err->text));
	return (int)code;
}

int
hj_fail_errno(struct hj_error *err, int errnum, const char *fmt, ...)
{
	va_list ap;
	size_t len;

	err->code = errnum == ENOMEM ? HJ_ENOMEM : HJ_EIO;
	va_start(ap, fmt);
	(void)vsnprintf(err->text, sizeof(err->text), hj_said(err, fmt), ap);
	va_end(ap);
	len = strlen(err->text);
	(void)snprintf(err->text + len, sizeof(err->text) - len, ": %s",
	    hj_said(err, reason(errnum)));
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
	(void)vsnprintf(err->text, sizeof(err->text), hj_said(err, fmt), ap);
	va_end(ap);
	len = strlen(err->text);
	(void)snprintf(err->text + len, sizeof(err->text) - len, ": %s", cause);
	cut_at_character(err->text, sizeof(err->text));
	return (int)err->code;
}
