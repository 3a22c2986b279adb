/*
 * gendoc: random valid case files for benchmarks and for other programs.
 *
 *   gendoc N [SEED]             an exchange file of N case files
 *   gendoc --split DIR N [SEED] each in a file of its own, DIR/000001.xml:
 *                               petitions, tombstones, foreign elements and
 *                               withheld ones among them
 *
 * The same seed gives the same bytes.  Nobody in them exists.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/case/codec.h"
#include "export/bag/xml.h"
#include "tests/unit/gen_record.h"

static int
to_stdout(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	(void)to;
	if (fwrite(p, 1, n, stdout) != n)
		return hj_fail(err, HJ_EIO, "cannot write");
	return HJ_OK;
}

static int
make(uint64_t seed, unsigned flags, struct hj_buf *b, struct hj_error *err)
{
	struct hj_record *r = gen_record(seed, flags);
	int rc;

	if (r == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	hj_buf_reset(b);
	rc = hj_codec_encode(r, b, err);
	hj_record_free(r);
	return rc;
}

static int
together(uint64_t n, uint64_t seed, struct hj_error *err)
{
	const struct hj_exchange e = { .producer = "gendoc", .scope = "own" };
	struct hj_buf b = HJ_BUF(HJ_CASE_MAX);
	struct hj_xml x;
	int rc = hj_xml_open(&x, to_stdout, NULL, &e, err);

	for (uint64_t i = 0; i < n && rc == HJ_OK; i++) {
		struct hj_exchange_record r = { .n = 0 };

		if ((rc = make(seed + i, GEN_CASE, &b, err)) != HJ_OK)
			break;
		r.bytes = b.data;
		r.n = b.len;
		rc = hj_xml_put(&x, &r, err);
	}
	if (rc == HJ_OK)
		rc = hj_xml_close(&x, err);
	hj_xml_clear(&x);
	hj_buf_clear(&b);
	return rc;
}

static int
keep(const char *dir, uint64_t i, const struct hj_buf *b, struct hj_error *err)
{
	char path[4096];
	FILE *f;
	bool good;

	(void)snprintf(path, sizeof(path), "%s/%06llu.xml", dir,
	    (unsigned long long)i + 1);
	if ((f = fopen(path, "w")) == NULL)
		return hj_fail(err, HJ_EIO, "cannot write '%s'", path);
	good = fwrite(b->data, 1, b->len, f) == b->len;
	if (fclose(f) != 0 || !good)
		return hj_fail(err, HJ_EIO, "cannot write '%s'", path);
	return HJ_OK;
}

static int
apart(const char *dir, uint64_t n, uint64_t seed, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_CASE_MAX);
	int rc = HJ_OK;

	for (uint64_t i = 0; i < n && rc == HJ_OK; i++) {
		unsigned flags = GEN_EXT | (i % 4 == 0 ? GEN_WITHHELD : 0);

		rc = make(seed + i, flags, &b, err);
		if (rc == HJ_OK)
			rc = keep(dir, i, &b, err);
	}
	hj_buf_clear(&b);
	return rc;
}

int
main(int argc, char **argv)
{
	struct hj_error err = HJ_ERROR;
	bool split = argc > 2 && strcmp(argv[1], "--split") == 0;
	const char *dir = split ? argv[2] : NULL;
	uint64_t n, seed;
	int rc;

	argv += split ? 2 : 0;
	argc -= split ? 2 : 0;
	if (argc < 2 || argc > 3) {
		fputs("usage: gendoc [--split DIR] N [SEED]\n", stderr);
		return 2;
	}
	n = strtoull(argv[1], NULL, 10);
	seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
	rc = split ? apart(dir, n, seed, &err) : together(n, seed, &err);
	if (rc != HJ_OK || fflush(stdout) != 0) {
		fprintf(stderr, "gendoc: %s\n", err.text);
		return 1;
	}
	return 0;
}
