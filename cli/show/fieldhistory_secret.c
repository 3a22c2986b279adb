#include <string.h>

#include "cli/show/fieldhistory_own.h"

/* An element in any revision: the nearest id around it, and the way from there.
 * Each key stands between two NULs. */
static int
put_key(const struct hj_node *node, struct hj_buf *to, struct hj_error *err)
{
	const char *id = node->def != NULL ? hj_node_attr(node, "id") : NULL;

	if (node->parent == NULL)
		return hj_buf_add(to, "\0#", 2, err);
	if (id != NULL) {
		if (hj_buf_putc(to, '\0', err) != HJ_OK)
			return (int)err->code;
		return hj_buf_puts(to, id, err);
	}
	if (put_key(node->parent, to, err) != HJ_OK ||
	    hj_buf_putc(to, '/', err) != HJ_OK)
		return (int)err->code;
	return hj_buf_puts(to, node->name, err);
}

static int
look_up(const struct fieldhistory *h, const struct hj_node *node,
    struct hj_buf *key, bool *ret, struct hj_error *err)
{
	hj_buf_reset(key);
	if (put_key(node, key, err) != HJ_OK ||
	    hj_buf_putc(key, '\0', err) != HJ_OK)
		return (int)err->code;
	*ret = h->secrets.len != 0 &&
	    memmem(h->secrets.data, h->secrets.len, key->data, key->len) !=
		NULL;
	return HJ_OK;
}

int
fieldhistory_note_secrets(struct fieldhistory *h, const struct hj_record *r,
    struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	struct hj_buf key = HJ_BUF(HJ_LINE_MAX);
	int rc = HJ_OK;

	for (const struct hj_node *n = root; n != NULL && rc == HJ_OK;
	     n = hj_node_next(n, root)) {
		bool known = false;

		/* What is inside of it is found by it. */
		if (hj_node_conf(n) != HJ_SECRET ||
		    (n != root && hj_node_conf(n->parent) == HJ_SECRET))
			continue;
		rc = look_up(h, n, &key, &known, err);
		if (rc == HJ_OK && !known)
			rc = hj_buf_add(&h->secrets, key.data, key.len, err);
	}
	hj_buf_clear(&key);
	return rc;
}

int
fieldhistory_is_secret(const struct fieldhistory *h, const struct hj_node *node,
    bool *ret, struct hj_error *err)
{
	struct hj_buf key = HJ_BUF(HJ_LINE_MAX);
	int rc = HJ_OK;

	*ret = false;
	for (; node != NULL && !*ret && rc == HJ_OK; node = node->parent)
		rc = look_up(h, node, &key, ret, err);
	hj_buf_clear(&key);
	return rc;
}
