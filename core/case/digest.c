#include <string.h>

#include <sodium.h>

#include "core/base/limits.h"
#include "core/case/digest.h"
#include "core/case/scan.h"

/* Salts are made or read this many at a time: 16 blocks of the keystream. */
#define BATCH 64
#define BLOCKS (BATCH * HJ_SALT_BYTES / 64)

/*
 * An element that is open.  Its hash is that of tag and text until its first
 * child comes; from then on that of `own` and the children.
 */
struct level {
	crypto_hash_sha256_state hash;
	uint8_t stands[HJ_DIGEST_BYTES]; /* of withheld digest or own */
	enum hj_withheld withheld;
	bool parent; /* has a child element */
	bool text;
};

struct work {
	struct hj_scan scan;
	const struct hj_salts *salts;
	size_t used; /* salts */
	size_t deepest; /* level that was used */
	uint8_t batch[BATCH * HJ_SALT_BYTES];
	struct level levels[HJ_CASE_DEPTH];
	uint8_t last[HJ_DIGEST_BYTES]; /* H of the element that ended */
};

static int
next_salt(struct work *w, const uint8_t **ret, struct hj_error *err)
{
	static const uint8_t zero[BATCH * HJ_SALT_BYTES];
	static const uint8_t nonce[crypto_stream_xchacha20_NONCEBYTES];
	size_t i = w->used % BATCH;

	if (w->salts->key == NULL) {
		if (w->used == w->salts->n) {
			hj_fail(err, HJ_EINVAL,
			    "more elements than the %zu salts of the list",
			    w->salts->n);
			return HJ_EINVAL;
		}
		*ret = w->salts->list + w->used++ * HJ_SALT_BYTES;
		return HJ_OK;
	}
	if (i == 0)
		(void)crypto_stream_xchacha20_xor_ic(w->batch, zero,
		    sizeof(zero), nonce, w->used / BATCH * BLOCKS,
		    w->salts->key);
	*ret = w->batch + i * HJ_SALT_BYTES;
	w->used++;
	return HJ_OK;
}

static int
refuse(const struct work *w, const char *what, struct hj_error *err)
{
	return hj_fail(err, HJ_EINVAL, "byte %zu: %s", hj_scan_offset(&w->scan),
	    hj_said(err, what));
}

/* The first child of an element closes its own hash. */
static int
become_parent(struct work *w, struct level *l, struct hj_error *err)
{
	static const uint8_t one = 1;
	uint8_t own[HJ_DIGEST_BYTES];

	if (l->parent)
		return HJ_OK;
	if (l->text)
		return refuse(w, "an element stands beside text", err);
	if (l->withheld == HJ_WITHHELD_DIGEST)
		return refuse(w, "'withheld digest' holds an element", err);
	if (l->withheld == HJ_WITHHELD_OWN)
		memcpy(own, l->stands, sizeof(own));
	else
		(void)crypto_hash_sha256_final(&l->hash, own);
	(void)crypto_hash_sha256_init(&l->hash);
	(void)crypto_hash_sha256_update(&l->hash, &one, 1);
	(void)crypto_hash_sha256_update(&l->hash, own, sizeof(own));
	l->parent = true;
	return HJ_OK;
}

static int
start(struct work *w, struct hj_error *err)
{
	struct level *l = &w->levels[w->scan.depth - 1];
	uint8_t head[1 + HJ_SALT_BYTES] = { 0 };
	const uint8_t *salt = NULL;

	if (w->scan.depth > 1 && become_parent(w, l - 1, err) != HJ_OK)
		return (int)err->code;
	if (w->scan.depth > w->deepest)
		w->deepest = w->scan.depth;
	l->parent = l->text = false;
	if (hj_scan_withheld(&w->scan, &l->withheld, l->stands, err) != HJ_OK)
		return (int)err->code;
	if (l->withheld != HJ_WITHHELD_NO)
		return w->salts->key == NULL
		    ? HJ_OK
		    : refuse(w, "a record with withheld parts has no salt key",
			  err);
	if (next_salt(w, &salt, err) != HJ_OK)
		return (int)err->code;
	memcpy(head + 1, salt, HJ_SALT_BYTES);
	(void)crypto_hash_sha256_init(&l->hash);
	(void)crypto_hash_sha256_update(&l->hash, head, sizeof(head));
	(void)crypto_hash_sha256_update(&l->hash, w->scan.p, w->scan.n);
	sodium_memzero(head, sizeof(head));
	return HJ_OK;
}

static int
text(struct work *w, struct hj_error *err)
{
	struct level *l = &w->levels[w->scan.depth - 1];

	if (l->parent || l->withheld != HJ_WITHHELD_NO)
		return refuse(w, "text where only elements may stand", err);
	l->text = true;
	(void)crypto_hash_sha256_update(&l->hash, w->scan.p, w->scan.n);
	return HJ_OK;
}

static int
end(struct work *w, struct hj_error *err)
{
	struct level *l = &w->levels[w->scan.depth];

	if (l->withheld == HJ_WITHHELD_OWN && !l->parent)
		return refuse(w, "'withheld own' without an element", err);
	if (l->withheld == HJ_WITHHELD_DIGEST)
		memcpy(w->last, l->stands, sizeof(w->last));
	else
		(void)crypto_hash_sha256_final(&l->hash, w->last);
	if (w->scan.depth != 0)
		(void)crypto_hash_sha256_update(&l[-1].hash, w->last,
		    sizeof(w->last));
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
		switch (event) {
		case HJ_SCAN_START:
			rc = start(w, err);
			break;
		case HJ_SCAN_TEXT:
			rc = text(w, err);
			break;
		case HJ_SCAN_END:
			rc = end(w, err);
			break;
		case HJ_SCAN_DONE:
			break;
		}
	} while (rc == HJ_OK && event != HJ_SCAN_DONE);
	return rc;
}

int
hj_digest_case(const uint8_t *p, size_t n, const struct hj_salts *salts,
    uint8_t ret[static HJ_DIGEST_BYTES], struct hj_error *err)
{
	return hj_digest_part(p, n, false, salts, ret, err);
}

int
hj_digest_part(const uint8_t *p, size_t n, bool ours,
    const struct hj_salts *salts, uint8_t ret[static HJ_DIGEST_BYTES],
    struct hj_error *err)
{
	struct work w;
	int rc;

	w.salts = salts;
	w.used = w.deepest = 0;
	hj_scan_init(&w.scan, p, n);
	w.scan.within_ours = ours;
	rc = walk(&w, err);
	if (rc == HJ_OK && salts->key == NULL && w.used != salts->n)
		rc = hj_fail(err, HJ_EINVAL,
		    "fewer elements than the %zu salts of the list", salts->n);
	if (rc == HJ_OK)
		memcpy(ret, w.last, HJ_DIGEST_BYTES);
	/* The salts and the hashes of a short text tell the text. */
	sodium_memzero(w.batch, sizeof(w.batch));
	sodium_memzero(w.levels, w.deepest * sizeof(w.levels[0]));
	return rc;
}

int
hj_digest_salts(const uint8_t *key, size_t elements, struct hj_buf *to,
    struct hj_error *err)
{
	static const uint8_t nonce[crypto_stream_xchacha20_NONCEBYTES];
	uint8_t *p;

	if (elements > SIZE_MAX / HJ_SALT_BYTES)
		return hj_fail(err, HJ_ELIMIT, "too many elements");
	if (elements == 0)
		return HJ_OK;
	if (hj_buf_extend(to, elements * HJ_SALT_BYTES, &p, err) != HJ_OK)
		return (int)err->code;
	(void)crypto_stream_xchacha20(p, elements * HJ_SALT_BYTES, nonce, key);
	return HJ_OK;
}

void
hj_digest_hex(const uint8_t d[static HJ_DIGEST_BYTES],
    char ret[static 2 * HJ_DIGEST_BYTES + 1])
{
	(void)sodium_bin2hex(ret, 2 * HJ_DIGEST_BYTES + 1, d, HJ_DIGEST_BYTES);
}
