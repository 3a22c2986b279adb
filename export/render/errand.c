#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "export/render/errand.h"

bool
hj_errand_confine(const struct hj_confine_profile *profile)
{
	static const int keep[] = { STDIN_FILENO, STDOUT_FILENO,
		STDERR_FILENO };
	struct hj_confine_report report;
	struct hj_error err = HJ_ERROR;

	(void)setenv("TZ", "UTC0", 1);
	tzset();
	return hj_confine(profile, keep, HJ_LEN(keep), &report, &err) ==
	    HJ_OK &&
	    hj_confine_whole(&report);
}

bool
hj_errand_read(struct hj_buf *to)
{
	struct hj_error err = HJ_ERROR;
	uint8_t piece[65536];
	ssize_t n;

	while ((n = read(STDIN_FILENO, piece, sizeof(piece))) > 0)
		if (hj_buf_add(to, piece, (size_t)n, &err) != HJ_OK)
			return false;
	return n == 0;
}

bool
hj_errand_write(const uint8_t *p, size_t n)
{
	while (n > 0) {
		ssize_t k = write(STDOUT_FILENO, p, n);

		if (k <= 0)
			return false;
		p += k;
		n -= (size_t)k;
	}
	return true;
}

bool
hj_errand_is(struct hj_cursor *c, const char *magic)
{
	if (c->left < HJ_RENDER_MAGIC_BYTES ||
	    memcmp(c->p, magic, HJ_RENDER_MAGIC_BYTES) != 0)
		return false;
	(void)hj_cursor_bytes(c, HJ_RENDER_MAGIC_BYTES);
	return true;
}

enum hj_render_exit
hj_errand_failed(const struct hj_error *err)
{
	return err->code == HJ_EINVAL ? HJ_RENDER_INPUT : HJ_RENDER_SYSTEM;
}
