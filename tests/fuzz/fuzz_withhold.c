/*
 * Of any file that the strict reader accepts some parts are withheld, by the
 * first bytes of the input: it fails with words, or what is left is read again,
 * has a salt for each element and proves the same fingerprint.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/case/withhold.h"

#define CHOICES 8 /* bytes that say which elements */

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

struct choice {
	const uint8_t *bits;
	size_t i;
};

static void
must(bool held)
{
	if (!held)
		abort();
}

static bool
chosen(void *with, const struct hj_node *node)
{
	struct choice *c = with;
	size_t i = c->i++ % (CHOICES * 8);

	(void)node;
	return (c->bits[i / 8] >> i % 8 & 1) != 0;
}

/* Foreign salts: as many as it says, of the same bytes. */
static void
prove(const uint8_t *p, size_t n, const struct hj_salts *salts,
    const struct hj_buf *bytes, const struct hj_buf *list)
{
	const struct hj_salts left = { .list = list->data,
		.n = list->len / HJ_SALT_BYTES };
	uint8_t before[HJ_DIGEST_BYTES], after[HJ_DIGEST_BYTES];
	struct hj_record *r = NULL;
	struct hj_error err = HJ_ERROR;

	must(hj_codec_decode(bytes->data, bytes->len, &r, &err) == HJ_OK);
	hj_record_free(r);
	if (hj_digest_case(p, n, salts, before, &err) != HJ_OK)
		return;
	must(hj_digest_case(bytes->data, bytes->len, &left, after, &err) ==
	    HJ_OK);
	must(memcmp(before, after, sizeof(before)) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const uint8_t key[HJ_SALT_KEY_BYTES] = { 1 };
	static const uint8_t listed[64 * HJ_SALT_BYTES];
	struct choice c = { .bits = p };
	struct hj_salts salts = { .key = key };
	struct hj_buf bytes = HJ_BUF(2 * HJ_RECORD_MAX),
		      list = HJ_BUF(HJ_RECORD_MAX);
	struct hj_record *r = NULL;
	struct hj_error err = HJ_ERROR;
	size_t hidden;

	if (n <= CHOICES)
		return 0;
	/* Half of them with a list, which may be too long or too short. */
	if ((p[0] & 1) != 0)
		salts = (struct hj_salts){ .list = listed, .n = p[1] & 63 };
	p += CHOICES;
	n -= CHOICES;
	if (hj_codec_decode(p, n, &r, &err) != HJ_OK)
		return 0;
	if (hj_withhold(r, p, n, &salts, chosen, &c, &bytes, &list, &hidden,
		&err) == HJ_OK)
		prove(p, n, &salts, &bytes, &list);
	else
		must(err.text[0] != '\0');
	hj_record_free(r);
	hj_buf_clear(&bytes);
	hj_buf_clear(&list);
	return 0;
}
