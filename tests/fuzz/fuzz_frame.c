/*
 * fuzz_frame: any bytes as the stream of frames that a taken-over helper
 * could send; what is accepted, the writer reproduces.
 */
#include <stdlib.h>
#include <string.h>

#include "import/frame.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void
same_again(const struct hj_frame *f, const uint8_t *p, size_t n)
{
	struct hj_buf b = HJ_BUF(2 * HJ_FRAME_MAX);
	struct hj_error err = HJ_ERROR;

	if (hj_frame_write(f, &b, &err) != HJ_OK ||
	    b.len != n + HJ_FRAME_HEADER)
		abort();
	/* A yes can be any byte but zero, and Landlock any version. */
	if (f->type != HJ_FRAME_ORIGIN && f->type != HJ_FRAME_BEGIN &&
	    memcmp(b.data + HJ_FRAME_HEADER, p, n) != 0)
		abort();
	hj_buf_clear(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct hj_error err = HJ_ERROR;
	enum hj_frame_type type;
	struct hj_frame f;
	size_t len;

	while (n >= HJ_FRAME_HEADER) {
		if (hj_frame_header(p, &type, &len, &err) != HJ_OK)
			return 0;
		p += HJ_FRAME_HEADER;
		n -= HJ_FRAME_HEADER;
		if (len > n || hj_frame_parse(type, p, len, &f, &err) != HJ_OK)
			return 0;
		for (size_t i = 0; i < 5; i++)
			(void)hj_frame_line(&f, i);
		same_again(&f, p, len);
		p += len;
		n -= len;
	}
	return 0;
}
