#include <string.h>

#include "core/base/base64.h"
#include "core/base/text.h"
#include "core/log/growth.h"

#define FORK "hanji fork 0\n"
#define ROOT64 44

static int
put_hash(const uint8_t *p, struct hj_buf *to, struct hj_error *err)
{
	if (hj_base64_write(p, HJ_HASH_BYTES, HJ_BASE64_PADDED, to, err) !=
	    HJ_OK)
		return (int)err->code;
	return hj_buf_putc(to, '\n', err);
}

static int
put_hashes(const struct hj_growth *g, struct hj_buf *to, struct hj_error *err)
{
	for (size_t i = 0; i < g->n; i++)
		if (put_hash(g->hash[i], to, err) != HJ_OK)
			return (int)err->code;
	return hj_buf_putc(to, '\n', err);
}

int
hj_growth_write(const struct hj_growth *g, struct hj_buf *to,
    struct hj_error *err)
{
	if (hj_buf_printf(to, err, "old %llu\n", (unsigned long long)g->old) !=
		HJ_OK ||
	    put_hashes(g, to, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(to, g->note, g->note_len, err);
}

int
hj_fork_write(const struct hj_fork *f, struct hj_buf *to, struct hj_error *err)
{
	if (hj_buf_printf(to, err, FORK "old %llu\nroot ",
		(unsigned long long)f->proof.old) != HJ_OK ||
	    put_hash(f->root, to, err) != HJ_OK ||
	    put_hashes(&f->proof, to, err) != HJ_OK ||
	    hj_buf_add(to, f->note, f->note_len, err) != HJ_OK ||
	    hj_buf_putc(to, '\n', err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(to, f->proof.note, f->proof.note_len, err);
}

/* ---- reading ---- */

/* The next line without its end.  false: none. */
static bool
line(const char **p, size_t *left, const char **ret, size_t *n)
{
	const char *end = *left != 0 ? memchr(*p, '\n', *left) : NULL;

	if (end == NULL)
		return false;
	*ret = *p;
	*n = (size_t)(end - *p);
	*left -= *n + 1;
	*p = end + 1;
	return true;
}

/* "old", and a decimal without zeros before it. */
static bool
read_old(const char **p, size_t *left, uint64_t *ret)
{
	struct hj_error ignored = HJ_ERROR;
	const char *at;
	size_t n;

	return line(p, left, &at, &n) && n > 4 && memcmp(at, "old ", 4) == 0 &&
	    (n == 5 || at[4] != '0') &&
	    hj_text_number(at + 4, n - 4, 0, UINT64_MAX, ret, &ignored) ==
	    HJ_OK;
}

static bool
read_hash(const char *p, size_t n, uint8_t *ret)
{
	return n == ROOT64 &&
	    hj_base64_read(p, n, HJ_BASE64_PADDED, ret, HJ_HASH_BYTES) ==
	    HJ_HASH_BYTES;
}

/* As far as the empty line. */
static bool
read_hashes(const char **p, size_t *left, struct hj_growth *g)
{
	const char *at;
	size_t n;

	for (g->n = 0; line(p, left, &at, &n); g->n++) {
		if (n == 0)
			return true;
		if (g->n == HJ_GROWTH_HASHES ||
		    !read_hash(at, n, g->hash[g->n]))
			return false;
	}
	return false;
}

int
hj_growth_parse(const char *p, size_t n, struct hj_growth *ret,
    struct hj_error *err)
{
	struct hj_growth g = { .old = 0 };

	if (!read_old(&p, &n, &g.old) || !read_hashes(&p, &n, &g) ||
	    hj_note_text(p, n) == 0)
		return hj_fail(err, HJ_EINVAL,
		    "not a request for a cosignature: expected a line 'old', hashes, an empty line and a checkpoint");
	g.note = p;
	g.note_len = n;
	*ret = g;
	return HJ_OK;
}

/* The length of the note at the beginning: its text, an empty line, and
 * signatures up to the next empty line. */
static size_t
first_note(const char *p, size_t n)
{
	const char *end = memmem(p, n, "\n\n", 2);
	size_t text = end != NULL ? (size_t)(end - p) + 2 : 0;

	if (text == 0)
		return 0;
	end = memmem(p + text, n - text, "\n\n", 2);
	return end != NULL ? (size_t)(end - p) + 1 : 0;
}

int
hj_fork_parse(const char *p, size_t n, struct hj_fork *ret,
    struct hj_error *err)
{
	const size_t head = sizeof(FORK) - 1;
	struct hj_fork f = { .note = NULL };
	const char *at;
	size_t len;

	if (n < head || memcmp(p, FORK, head) != 0)
		goto bad;
	p += head;
	n -= head;
	if (!read_old(&p, &n, &f.proof.old) || !line(&p, &n, &at, &len) ||
	    len < 5 || memcmp(at, "root ", 5) != 0 ||
	    !read_hash(at + 5, len - 5, f.root) ||
	    !read_hashes(&p, &n, &f.proof) || (len = first_note(p, n)) == 0)
		goto bad;
	f.note = p;
	f.note_len = len;
	f.proof.note = p + len + 1;
	f.proof.note_len = n - len - 1;
	if (hj_note_text(f.note, f.note_len) == 0 ||
	    hj_note_text(f.proof.note, f.proof.note_len) == 0)
		goto bad;
	*ret = f;
	return HJ_OK;
bad:
	return hj_fail(err, HJ_EINVAL,
	    "not the proof of a fork: expected two checkpoints and hashes");
}

/* ---- checking ---- */

bool
hj_growth_holds(const struct hj_growth *g, const struct hj_checkpoint *then,
    const struct hj_checkpoint *now)
{
	return strcmp(then->origin, now->origin) == 0 && g->old == then->size &&
	    hj_tree_extends(then->size, now->size, then->root, now->root,
		(const uint8_t(*)[HJ_HASH_BYTES])g->hash, g->n);
}

int
hj_fork_check(const struct hj_fork *f, const struct hj_note_key *k,
    struct hj_checkpoint *smaller, struct hj_checkpoint *larger,
    struct hj_error *err)
{
	struct hj_checkpoint was;

	if (hj_checkpoint_open(f->note, f->note_len, k->key, smaller, err) !=
		HJ_OK ||
	    hj_checkpoint_open(f->proof.note, f->proof.note_len, k->key, larger,
		err) != HJ_OK)
		return (int)err->code;
	/* What the larger one held when it was as small. */
	was = *smaller;
	memcpy(was.root, f->root, sizeof(was.root));
	if (strcmp(smaller->origin, k->name) != 0 || smaller->size == 0 ||
	    !hj_growth_holds(&f->proof, &was, larger) ||
	    memcmp(f->root, smaller->root, sizeof(f->root)) == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "these two checkpoints may be of one log: nothing is proven");
	return HJ_OK;
}
