#include <string.h>

#include <sodium.h>

#include "core/base/escape.h"
#include "core/base/limits.h"
#include "core/case/codec.h"

static int
put_attr(struct hj_buf *to, const struct hj_attr *a, struct hj_error *err)
{
	size_t len = strlen(a->name);
	uint8_t *p;

	if (hj_buf_extend(to, len + 3, &p, err) != HJ_OK)
		return (int)err->code;
	p[0] = ' ';
	memcpy(p + 1, a->name, len);
	p[len + 1] = '=';
	p[len + 2] = '"';
	if (hj_escape(to, a->value, a->len, true, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_putc(to, '"', err);
}

static int
put_start(struct hj_buf *to, const struct hj_node *node, struct hj_error *err)
{
	size_t len = strlen(node->name);
	uint8_t *p;

	if (hj_buf_extend(to, len + 1, &p, err) != HJ_OK)
		return (int)err->code;
	p[0] = '<';
	memcpy(p + 1, node->name, len);
	if (node->parent == NULL &&
	    hj_buf_puts(to, " xmlns=\"" HJ_CASE_NS "\"", err) != HJ_OK)
		return (int)err->code;
	for (const struct hj_attr *a = node->attrs; a != NULL; a = a->next)
		if (put_attr(to, a, err) != HJ_OK)
			return (int)err->code;
	if (hj_buf_putc(to, '>', err) != HJ_OK)
		return (int)err->code;
	if (node->text_len == 0)
		return HJ_OK;
	return hj_escape(to, node->text, node->text_len, false, err);
}

static int
put_end(struct hj_buf *to, const struct hj_node *node, struct hj_error *err)
{
	size_t len = strlen(node->name);
	uint8_t *p;

	if (hj_buf_extend(to, len + 3, &p, err) != HJ_OK)
		return (int)err->code;
	p[0] = '<';
	p[1] = '/';
	memcpy(p + 2, node->name, len);
	p[len + 2] = '>';
	return HJ_OK;
}

static int
put_tree(struct hj_buf *to, const struct hj_node *node, struct hj_error *err)
{
	while (node != NULL) {
		if (put_start(to, node, err) != HJ_OK)
			return (int)err->code;
		if (node->first != NULL) {
			node = node->first;
			continue;
		}
		if (put_end(to, node, err) != HJ_OK)
			return (int)err->code;
		while (node->next == NULL && node->parent != NULL) {
			node = node->parent;
			if (put_end(to, node, err) != HJ_OK)
				return (int)err->code;
		}
		node = node->next;
	}
	return HJ_OK;
}

int
hj_codec_encode(const struct hj_record *r, struct hj_buf *to,
    struct hj_error *err)
{
	const size_t start = to->len;
	int rc = put_tree(to, hj_record_root(r), err);

	if (rc == HJ_OK && to->len - start > HJ_CASE_MAX)
		rc = hj_fail(err, HJ_ELIMIT,
		    "the file is larger than %zu bytes", HJ_CASE_MAX);
	if (rc == HJ_OK)
		return HJ_OK;
	if (to->len > start)
		sodium_memzero(to->data + start, to->len - start);
	to->len = start;
	return rc;
}
