#include <string.h>

#include "core/base/limits.h"
#include "core/case/scan.h"
#include "core/case/withhold.h"

struct work {
	const struct hj_node *node, *root; /* of the start tag at hand */
	const uint8_t *p;
	struct hj_scan scan;
	struct hj_buf all; /* salts of all elements */
	size_t used; /* of them */
	size_t copied; /* bytes that are out already */
	/* What is being taken out: */
	size_t depth; /* 0: nothing */
	size_t from, first; /* its first byte, its first salt */
	hj_withhold_fn *hide;
	void *with;
	struct hj_buf *bytes, *list;
	size_t hidden;
};

static bool
is_withheld(const struct hj_node *n)
{
	return n->def == NULL && strcmp(n->name, "withheld") == 0;
}

static int
collect_salts(struct work *w, const struct hj_salts *salts,
    struct hj_error *err)
{
	size_t n = 0;

	if (salts->key == NULL)
		return hj_buf_add(&w->all, salts->list,
		    salts->n * HJ_SALT_BYTES, err);
	for (const struct hj_node *k = w->root; k != NULL;
	     k = hj_node_next(k, w->root))
		n += !is_withheld(k);
	return hj_digest_salts(salts->key, n, &w->all, err);
}

static int
start(struct work *w, struct hj_error *err)
{
	const struct hj_node *n = w->node;
	bool salted;

	/* The tree and the bytes are one. */
	if (n == NULL)
		return hj_fail(err, HJ_EINVAL, "not canonical");
	salted = !is_withheld(n);
	w->node = hj_node_next(n, w->root);
	if (salted && (w->used + 1) * HJ_SALT_BYTES > w->all.len)
		return hj_fail(err, HJ_EINVAL, "more elements than salts");
	if (w->depth == 0 && n != w->root && salted && w->hide(w->with, n)) {
		w->depth = w->scan.depth;
		w->from = (size_t)(w->scan.p - w->p);
		w->first = w->used;
	}
	if (w->depth == 0 && salted &&
	    hj_buf_add(w->list, w->all.data + w->used * HJ_SALT_BYTES,
		HJ_SALT_BYTES, err) != HJ_OK)
		return (int)err->code;
	w->used += salted;
	return HJ_OK;
}

/* The end of what is being taken out. */
static int
end(struct work *w, struct hj_error *err)
{
	size_t to = (size_t)(w->scan.at - w->p);
	const struct hj_salts salts = { .list = w->all.data +
		    w->first * HJ_SALT_BYTES,
		.n = w->used - w->first };
	uint8_t digest[HJ_DIGEST_BYTES];
	char hex[2 * sizeof(digest) + 1];

	if (w->depth == 0 || w->scan.depth != w->depth - 1)
		return HJ_OK;
	if (hj_digest_part(w->p + w->from, to - w->from,
		w->scan.open[w->depth - 2].ours, &salts, digest, err) != HJ_OK)
		return (int)err->code;
	hj_digest_hex(digest, hex);
	if (hj_buf_add(w->bytes, w->p + w->copied, w->from - w->copied, err) !=
		HJ_OK ||
	    hj_buf_printf(w->bytes, err, "<withheld digest=\"%s\"></withheld>",
		hex) != HJ_OK)
		return (int)err->code;
	w->copied = to;
	w->depth = 0;
	w->hidden++;
	return HJ_OK;
}

static int
walk(struct work *w, struct hj_error *err)
{
	enum hj_scan_event event;
	int rc = HJ_OK;

	do {
		if (hj_scan_next(&w->scan, &event, err) != HJ_OK)
			return (int)err->code;
		if (event == HJ_SCAN_START)
			rc = start(w, err);
		else if (event == HJ_SCAN_END)
			rc = end(w, err);
	} while (rc == HJ_OK && event != HJ_SCAN_DONE);
	return rc;
}

int
hj_withhold(const struct hj_record *r, const uint8_t *p, size_t n,
    const struct hj_salts *salts, hj_withhold_fn *hide, void *with,
    struct hj_buf *bytes, struct hj_buf *list, size_t *hidden,
    struct hj_error *err)
{
	struct work w = { .root = hj_record_root(r),
		.p = p,
		.all = HJ_BUF(HJ_RECORD_MAX),
		.hide = hide,
		.with = with,
		.bytes = bytes,
		.list = list };
	int rc;

	w.node = w.root;
	hj_scan_init(&w.scan, p, n);
	if ((rc = collect_salts(&w, salts, err)) == HJ_OK &&
	    (rc = walk(&w, err)) == HJ_OK)
		rc = hj_buf_add(bytes, p + w.copied, n - w.copied, err);
	*hidden = w.hidden;
	hj_buf_clear(&w.all);
	return rc;
}
