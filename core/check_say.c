#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/check_own.h"
#include "core/limits.h"

/* The formats are literals of ours or a translation that msgfmt -c checked. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

/* Which of its name among its siblings, from 1; and whether it is alone. */
static size_t
position(const struct hj_node *node, bool *alone)
{
	const struct hj_node *at = node->parent->first;
	size_t before = 0, all = 0;

	for (; at != NULL; at = at->next) {
		if (strcmp(at->name, node->name) == 0)
			all++;
		if (at == node)
			before = all;
	}
	*alone = all == 1;
	return before;
}

/* A broken file may lack ids, so positions stand in for them. */
static int
step(struct hj_check *c, const struct hj_node *node)
{
	const char *id = hj_node_attr(node, "id");
	bool alone;
	size_t n = position(node, &alone);

	if (hj_buf_puts(&c->path, node->name, c->err) != HJ_OK)
		return (int)c->err->code;
	if (alone)
		return HJ_OK;
	if (id != NULL && hj_element_id_valid(id, strlen(id)))
		return hj_buf_printf(&c->path, c->err, "[%s]", id);
	return hj_buf_printf(&c->path, c->err, "[%zu]", n);
}

static int
write_path(struct hj_check *c, const struct hj_node *node,
    enum hj_attr_name attr)
{
	const struct hj_node *up[HJ_CASE_DEPTH];
	size_t n = 0;

	for (; node->parent != NULL && n < HJ_LEN(up); node = node->parent)
		up[n++] = node;
	hj_buf_reset(&c->path);
	if (n == 0 && hj_buf_puts(&c->path, node->name, c->err) != HJ_OK)
		return (int)c->err->code;
	while (n-- > 0)
		if (step(c, up[n]) != HJ_OK ||
		    (n > 0 && hj_buf_putc(&c->path, '.', c->err) != HJ_OK))
			return (int)c->err->code;
	if (attr == HJ_NATTRS)
		return HJ_OK;
	return hj_buf_printf(&c->path, c->err, ".%s",
	    hj_schema_attr_name(attr));
}

static int
report(struct hj_check *c, enum hj_finding_level level,
    const struct hj_node *node, enum hj_attr_name attr, const char *code,
    const char *fmt, va_list args)
{
	struct hj_finding f = { .level = level, .code = code };
	char text[sizeof(c->err->text)];
	bool first = level == HJ_FAULT && c->faults++ == 0;

	if (c->fn == NULL && !first)
		return HJ_OK;
	if (c->err->say != NULL)
		fmt = c->err->say(fmt);
	(void)vsnprintf(text, sizeof(text), fmt, args);
	if (write_path(c, node, attr) != HJ_OK ||
	    hj_buf_text(&c->path, &f.path, c->err) != HJ_OK)
		return (int)c->err->code;
	if (first) {
		c->first.say = c->err->say;
		hj_fail(&c->first, HJ_EINVAL, "%s: %s", f.path, text);
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
