#include <stdarg.h>
#include <stdio.h>

#include "core/base/ruling.h"

/* The format is a translation, which no compiler sees. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

int
hj_rule(struct hj_judge *j, enum hj_ruling ruling, const char *code,
    const char *object, struct hj_error *err, const char *fmt, ...)
{
	char text[512];
	struct hj_ruled r = { .ruling = ruling,
		.code = code,
		.object = object,
		.text = text };
	va_list ap;

	if (j->count[ruling]++ >= HJ_RULINGS_MAX || j->fn == NULL)
		return HJ_OK;
	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), hj_said(err, fmt), ap);
	va_end(ap);
	return j->fn(j->to, &r, err);
}
