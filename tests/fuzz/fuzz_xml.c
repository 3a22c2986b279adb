/*
 * fuzz_xml: any bytes through the child's side; whatever it calls a case file
 * the strict reader must take.
 */
#include <stdlib.h>

#include "core/case/codec.h"
#include "import/guard.h"
#include "import/xml.h"

/* run.sh: -max_len=1024 */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static int
gather(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	return hj_buf_add(to, p, n, err);
}

static void
read_back(const struct hj_buf *b)
{
	struct hj_error err = HJ_ERROR;

	for (size_t at = 0, n; at < b->len; at += n) {
		enum hj_frame_type type;
		struct hj_record *r = NULL;
		struct hj_frame f;

		if (hj_frame_header(b->data + at, &type, &n, &err) != HJ_OK)
			abort();
		at += HJ_FRAME_HEADER;
		if (hj_frame_parse(type, b->data + at, n, &f, &err) != HJ_OK)
			abort();
		if (type != HJ_FRAME_CASE)
			continue;
		if (hj_codec_decode(f.kase.bytes, f.kase.n, &r, &err) != HJ_OK)
			abort();
		hj_record_free(r);
	}
}

static int
feed(struct hj_xml *x, const uint8_t *p, size_t n, struct hj_error *err)
{
	/* The first byte says where the file is cut in two. */
	size_t cut = n > HJ_GUARD_HEAD ? HJ_GUARD_HEAD + p[0] : n;
	bool more = true;

	cut = cut < n ? cut : n;
	if (cut != 0 && hj_xml_push(x, p, cut, &more, err) != HJ_OK)
		return (int)err->code;
	if (more && cut < n &&
	    hj_xml_push(x, p + cut, n - cut, &more, err) != HJ_OK)
		return (int)err->code;
	return more ? hj_xml_finish(x, err) : HJ_OK;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct hj_buf out = HJ_BUF(HJ_FRAME_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_outbox report;
	struct hj_xml *x = NULL;

	hj_xml_setup();
	hj_outbox_init(&report, gather, &out);
	if (hj_xml_new(&report, &x, &err) == HJ_OK &&
	    feed(x, p, n, &err) == HJ_OK &&
	    hj_outbox_end(&report, n, (uint8_t[32]){ 0 }, &err) == HJ_OK)
		read_back(&out);
	hj_xml_free(x);
	hj_outbox_clear(&report);
	hj_buf_clear(&out);
	return 0;
}
