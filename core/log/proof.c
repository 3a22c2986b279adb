#include <string.h>

#include <sodium.h>

#include "core/base/base64.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/keys/member.h"
#include "core/log/proof.h"

#define HEAD "c2sp.org/tlog-proof@v1\n"

static int
put_base64(const uint8_t *p, size_t n, struct hj_buf *to, struct hj_error *err)
{
	if (hj_base64_write(p, n, HJ_BASE64_PADDED, to, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_putc(to, '\n', err);
}

int
hj_proof_write(const struct hj_proof *p, struct hj_buf *to,
    struct hj_error *err)
{
	if (hj_buf_puts(to, HEAD "extra ", err) != HJ_OK ||
	    put_base64(p->leaf.data, p->leaf.len, to, err) != HJ_OK ||
	    hj_buf_printf(to, err, "index %llu\n",
		(unsigned long long)p->index) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < p->n; i++)
		if (put_base64(p->hash[i], HJ_HASH_BYTES, to, err) != HJ_OK)
			return (int)err->code;
	if (hj_buf_putc(to, '\n', err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(to, p->note, p->note_len, err);
}

/* ---- reading ---- */

struct reading {
	const char *p;
	size_t left;
};

/* The next line without its end.  false: none. */
static bool
line(struct reading *r, const char **p, size_t *n)
{
	const char *end = r->left != 0 ? memchr(r->p, '\n', r->left) : NULL;

	if (end == NULL)
		return false;
	*p = r->p;
	*n = (size_t)(end - r->p);
	r->p = end + 1;
	r->left -= *n + 1;
	return true;
}

/* What follows a word and a space on the next line. */
static bool
after(struct reading *r, const char *word, const char **p, size_t *n)
{
	size_t len = strlen(word);

	if (!line(r, p, n) || *n <= len + 1 || memcmp(*p, word, len) != 0 ||
	    (*p)[len] != ' ')
		return false;
	*p += len + 1;
	*n -= len + 1;
	return true;
}

/* Decimal, no zeros before it. */
static bool
number(const char *p, size_t n, uint64_t *ret)
{
	struct hj_error ignored = HJ_ERROR;

	return (n == 1 || p[0] != '0') &&
	    hj_text_number(p, n, 0, UINT64_MAX, ret, &ignored) == HJ_OK;
}

static int
broken(const char *where, struct hj_error *err)
{
	return hj_fail(err, HJ_EINVAL,
	    "not a proof: its %s is not as it must be", hj_said(err, where));
}

static int
read_leaf(struct reading *r, struct hj_buf *to, struct hj_error *err)
{
	const char *p;
	uint8_t *at;
	size_t n, room;

	if (!after(r, "extra", &p, &n) || n > HJ_LEAF_MAX)
		return broken(HJ_N_("line 'extra'"), err);
	room = n / 4 * 3;
	if (hj_buf_extend(to, room, &at, err) != HJ_OK)
		return (int)err->code;
	to->len = hj_base64_read(p, n, HJ_BASE64_PADDED, at, room);
	return to->len != 0 ? HJ_OK : broken(HJ_N_("line 'extra'"), err);
}

int
hj_proof_parse(const char *p, size_t n, struct hj_proof *ret,
    struct hj_error *err)
{
	struct reading r = { p, n };
	const char *at;
	size_t len;

	if (!line(&r, &at, &len) || len != sizeof(HEAD) - 2 ||
	    memcmp(at, HEAD, len) != 0)
		return broken(HJ_N_("first line"), err);
	if (read_leaf(&r, &ret->leaf, err) != HJ_OK)
		return (int)err->code;
	if (!after(&r, "index", &at, &len) || !number(at, len, &ret->index))
		return broken(HJ_N_("line 'index'"), err);
	for (ret->n = 0;; ret->n++) {
		if (!line(&r, &at, &len))
			return broken(HJ_N_("list of hashes"), err);
		if (len == 0)
			break;
		if (ret->n == HJ_PROOF_MAX ||
		    hj_base64_read(at, len, HJ_BASE64_PADDED, ret->hash[ret->n],
			HJ_HASH_BYTES) != HJ_HASH_BYTES)
			return broken(HJ_N_("list of hashes"), err);
	}
	ret->note = r.p;
	ret->note_len = r.left;
	return r.left != 0 ? HJ_OK : broken(HJ_N_("checkpoint"), err);
}

void
hj_proof_clear(struct hj_proof *p)
{
	hj_buf_clear(&p->leaf);
	*p = HJ_PROOF;
}

/* ---- checking ---- */

static int
check_place(const struct hj_proof *p, const struct hj_leaf *leaf,
    const struct hj_checkpoint *at, struct hj_error *err)
{
	const size_t room = sizeof(leaf->device);
	size_t n = strlen(at->origin);

	if (n < room || at->origin[n - room] != '/' ||
	    strcmp(at->origin + n + 1 - room, leaf->device) != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "the entry is not of the device whose log this is");
	if (leaf->sequence != p->index)
		return hj_fail(err, HJ_ECORRUPT,
		    "the entry says another place in the log than the proof");
	return HJ_OK;
}

int
hj_proof_holds(const struct hj_proof *p, struct hj_leaf *leaf,
    struct hj_checkpoint *at, struct hj_error *err)
{
	uint8_t hash[HJ_HASH_BYTES];

	if (hj_leaf_parse((const char *)p->leaf.data, p->leaf.len, leaf, err) !=
		HJ_OK ||
	    hj_checkpoint_parse(p->note, hj_note_text(p->note, p->note_len), at,
		err) != HJ_OK ||
	    check_place(p, leaf, at, err) != HJ_OK)
		return (int)err->code;
	hj_tree_leaf(p->leaf.data, p->leaf.len, hash);
	if (!hj_tree_includes(p->index, at->size, hash,
		(const uint8_t(*)[HJ_HASH_BYTES])p->hash, p->n, at->root))
		return hj_fail(err, HJ_ECORRUPT,
		    "the entry is not in the log that was signed");
	return HJ_OK;
}

int
hj_proof_check(const struct hj_proof *p, const struct hj_note_key *k,
    struct hj_leaf *leaf, struct hj_checkpoint *at, struct hj_error *err)
{
	char device[HJ_FINGERPRINT];
	size_t text = 0;

	if (hj_leaf_parse((const char *)p->leaf.data, p->leaf.len, leaf, err) !=
		HJ_OK ||
	    hj_note_open(p->note, p->note_len, k, &text, NULL, err) != HJ_OK ||
	    hj_checkpoint_parse(p->note, text, at, err) != HJ_OK)
		return (int)err->code;
	if (strcmp(at->origin, k->name) != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "the checkpoint is of another log than its key");
	hj_member_fingerprint(k->key, device);
	if (strcmp(device, leaf->device) != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "the entry is not of the device whose log this is");
	return hj_proof_holds(p, leaf, at, err);
}
