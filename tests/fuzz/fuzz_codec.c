/*
 * What the strict reader accepts the writer reproduces byte for byte, a copy is
 * the same; the digest takes any bytes, and agrees that what was read is
 * canonical.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/case/diff.h"
#include "core/case/digest.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void
must(bool held)
{
	if (!held)
		abort();
}

/* Where an id stands twice, elements may be taken for each other: what counts
 * here is that every difference has a path. */
static int
has_a_path(void *to, const struct hj_difference *d, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_CASE_MAX);

	(void)to;
	must(hj_diff_path(d, &b, err) == HJ_OK && b.len != 0);
	hj_buf_clear(&b);
	return HJ_OK;
}

static bool
has_withheld(const struct hj_record *r)
{
	const struct hj_node *root = hj_record_root(r);
	const struct hj_node *n = root;

	for (; n != NULL; n = hj_node_next(n, root))
		if (n->def == NULL && strcmp(n->name, "withheld") == 0)
			return true;
	return false;
}

static void
reproduce(const struct hj_record *r, const uint8_t *p, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf b = HJ_BUF(2 * HJ_CASE_MAX);

	must(hj_codec_encode(r, &b, &err) == HJ_OK);
	must(b.len == n && memcmp(b.data, p, n) == 0);
	hj_buf_clear(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const uint8_t key[HJ_SALT_KEY_BYTES];
	const struct hj_salts keyed = { .key = key };
	const struct hj_salts listed = { .list = key, .n = 2 };
	struct hj_record *r = NULL, *copy = NULL;
	struct hj_error err = HJ_ERROR;
	uint8_t digest[HJ_DIGEST_BYTES];
	bool canonical = hj_digest_case(p, n, &keyed, digest, &err) == HJ_OK;

	if (hj_digest_case(p, n, &listed, digest, &err) != HJ_OK)
		must(err.code != HJ_OK && err.text[0] != '\0');
	err = HJ_ERROR;
	if (hj_codec_decode(p, n, &r, &err) != HJ_OK) {
		must(err.code != HJ_OK && err.text[0] != '\0');
		return 0;
	}
	must(canonical || has_withheld(r));
	reproduce(r, p, n);
	must(hj_record_copy(r, &copy, &err) == HJ_OK);
	reproduce(copy, p, n);
	must(hj_diff_records(r, copy, has_a_path, NULL, &err) == HJ_OK);
	hj_record_free(copy);
	hj_record_free(r);
	return 0;
}
