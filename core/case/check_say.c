#include <stdarg.h>
#include <stdio.h>

#include "core/case/check_own.h"
#include "core/case/path.h"

/* The formats are literals of ours or a translation that msgfmt -c checked. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static int
report(struct hj_check *c, enum hj_finding_level level,
    const struct hj_node *node, enum hj_attr_name attr, const char *code,
    const char *fmt, va_list args)
{
	const char *usual = hj_said(c->err, hj_check_remedy(code));
	struct hj_finding f = { .level = level,
		.code = code,
		.remedy = c->remedy != NULL ? c->remedy : usual,
		.node = node };
	char text[sizeof(c->err->text)];
	bool first = level == HJ_FAULT && c->faults++ == 0;

	c->remedy = NULL;
	if (c->fn == NULL && !first)
		return HJ_OK;
	(void)vsnprintf(text, sizeof(text), hj_said(c->err, fmt), args);
	hj_buf_reset(&c->path);
	if (hj_path_of(node, attr, &c->path, c->err) != HJ_OK ||
	    hj_buf_text(&c->path, &f.path, c->err) != HJ_OK)
		return (int)c->err->code;
	if (first) {
		c->first.say = c->err->say;
		hj_fail(&c->first, HJ_EINVAL, "%s: %s; %s", f.path, text,
		    f.remedy);
	}
	f.text = text;
	if (c->fn == NULL)
		return HJ_OK;
	/* Callers go by the code of err, whatever the callback did with it. */
	c->err->code = (enum hj_code)c->fn(c->to, &f, c->err);
	return (int)c->err->code;
}

int
hj_check_fault(struct hj_check *c, const struct hj_node *node,
    enum hj_attr_name attr, const char *code, const char *fmt, ...)
{
	va_list args;
	int rc;

	va_start(args, fmt);
	rc = report(c, HJ_FAULT, node, attr, code, fmt, args);
	va_end(args);
	return rc;
}

int
hj_check_warn(struct hj_check *c, const struct hj_node *node,
    enum hj_attr_name attr, const char *code, const char *fmt, ...)
{
	va_list args;
	int rc;

	va_start(args, fmt);
	rc = report(c, HJ_WARNING, node, attr, code, fmt, args);
	va_end(args);
	return rc;
}

int
hj_check_end(const struct hj_check *c)
{
	if (c->faults == 0)
		return HJ_OK;
	if (c->faults == 1)
		return hj_fail(c->err, HJ_EINVAL, "%s", c->first.text);
	return hj_fail(c->err, HJ_EINVAL, "%s (and %zu more)", c->first.text,
	    c->faults - 1);
}
