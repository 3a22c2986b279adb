#include "cli/find/fulltext.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/case/codec.h"
#include "core/case/path.h"

/* Of an excerpt: before and after what was found, in bytes. */
#define BEFORE 36
#define AFTER 48
/* Longer texts are not searched for the place; their beginning stands for it. */
#define PLACE_MAX ((size_t)64 << 10)

void
fulltext_init(struct fulltext *t, const struct wanted *wanted)
{
	*t = (struct fulltext){ .wanted = wanted,
		.scratch = HJ_BUF(HJ_TEXT_MAX),
		.folded = HJ_BUF(HJ_TEXT_MAX),
		.path = HJ_BUF(HJ_LINE_MAX),
		.excerpt = HJ_BUF(HJ_LINE_MAX) };
}

void
fulltext_clear(struct fulltext *t)
{
	hj_buf_clear(&t->scratch);
	hj_buf_clear(&t->folded);
	hj_buf_clear(&t->path);
	hj_buf_clear(&t->excerpt);
}

/* Markup would hide it, so that only the record itself can tell. */
static bool
may_be_escaped(const struct wanted *w)
{
	return memchr(w->folded.data, '&', w->folded.len) != NULL ||
	    memchr(w->folded.data, '<', w->folded.len) != NULL ||
	    memchr(w->folded.data, '>', w->folded.len) != NULL;
}

static size_t
boundary(const char *p, size_t at)
{
	while (at > 0 && ((uint8_t)p[at] & 0xc0) == 0x80)
		at--;
	return at;
}

/* Where the shortest beginning of the text that holds it ends: what is
 * folded grows with what is read, so halving finds it. */
static int
end_of(struct fulltext *t, const char *p, size_t n, size_t *ret,
    struct hj_error *err)
{
	size_t lo = 0, hi = n;

	while (lo < hi) {
		size_t mid = boundary(p, lo + (hi - lo) / 2);
		bool in;

		if (mid <= lo)
			mid = lo + 1;
		while (mid < hi && ((uint8_t)p[mid] & 0xc0) == 0x80)
			mid++;
		if (mid >= hi)
			break;
		if (wanted_in(t->wanted, p, mid, &t->scratch, &in, err) !=
		    HJ_OK)
			return (int)err->code;
		if (in)
			hi = mid;
		else
			lo = mid;
	}
	*ret = hi;
	return HJ_OK;
}

static int
cut_out(struct fulltext *t, const struct hj_node *node, struct hj_error *err)
{
	const char *p = node->text;
	size_t n = node->text_len, end = 0, from, to;

	hj_buf_reset(&t->excerpt);
	if (hj_node_conf(node) == HJ_SECRET)
		return HJ_OK;
	if (n <= PLACE_MAX && end_of(t, p, n, &end, err) != HJ_OK)
		return (int)err->code;
	from = end > t->wanted->folded.len + BEFORE
	    ? boundary(p, end - t->wanted->folded.len - BEFORE)
	    : 0;
	to = end + AFTER < n ? boundary(p, end + AFTER) : n;
	if ((from > 0 && hj_buf_puts(&t->excerpt, "... ", err) != HJ_OK) ||
	    hj_buf_add(&t->excerpt, p + from, to - from, err) != HJ_OK)
		return (int)err->code;
	if (to < n && hj_buf_puts(&t->excerpt, " ...", err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < t->excerpt.len; i++)
		if (t->excerpt.data[i] == '\n')
			t->excerpt.data[i] = ' ';
	return HJ_OK;
}

static int
look_into(struct fulltext *t, const struct hj_record *r, bool *ret,
    struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);

	for (const struct hj_node *n = root; n != NULL;
	     n = hj_node_next(n, root)) {
		if (n->text == NULL)
			continue;
		if (wanted_in(t->wanted, n->text, n->text_len, &t->scratch, ret,
			err) != HJ_OK)
			return (int)err->code;
		if (!*ret)
			continue;
		hj_buf_reset(&t->path);
		if (hj_path_of(n, HJ_NATTRS, &t->path, err) != HJ_OK)
			return (int)err->code;
		return cut_out(t, n, err);
	}
	return HJ_OK;
}

int
fulltext_find(struct fulltext *t, const struct hj_revision *rev, bool *ret,
    struct hj_error *err)
{
	struct hj_record *r = NULL;
	int rc;

	*ret = false;
	/* Most records do not hold it anywhere: look before reading them. */
	hj_buf_reset(&t->folded);
	rc = hj_text_fold((const char *)rev->bytes.data, rev->bytes.len,
	    &t->folded, err);
	if (rc == HJ_OK &&
	    (may_be_escaped(t->wanted) ||
		wanted_in_folded(t->wanted, t->folded.data, t->folded.len)))
		rc = hj_codec_decode(rev->bytes.data, rev->bytes.len, &r, err);
	if (rc == HJ_OK && r != NULL)
		rc = look_into(t, r, ret, err);
	hj_record_free(r);
	return rc;
}
