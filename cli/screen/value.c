#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cli/access/process.h"
#include "cli/screen/value.h"
#include "core/base/text.h"

int
value_fd(const char *arg)
{
	const char *digits = arg + strlen("@fd:");
	struct hj_error err = HJ_ERROR;
	uint64_t v;

	if (strncmp(arg, "@fd:", strlen("@fd:")) != 0 ||
	    hj_text_number(digits, strlen(digits), 0, 65535, &v, &err) != HJ_OK)
		return -1;
	return (int)v;
}

static int
read_all(int fd, struct hj_buf *to, struct hj_error *err)
{
	size_t from = to->len;

	for (;;) {
		uint8_t *at;
		ssize_t k;

		if (hj_buf_extend(to, 4096, &at, err) != HJ_OK)
			return (int)err->code;
		do
			k = read(fd, at, 4096);
		while (k < 0 && errno == EINTR && !process_interrupted());
		to->len -= k > 0 ? 4096 - (size_t)k : 4096;
		/* Ctrl-C ends both sides of a pipe: what has come is then no
		 * whole value, although its end was seen. */
		if (process_check(err) != HJ_OK)
			return (int)err->code;
		if (k < 0)
			return hj_fail_errno(err, errno,
			    "cannot read the value from descriptor %d", fd);
		if (k == 0)
			break;
	}
	if (to->len > from && to->data[to->len - 1] == '\n')
		to->len--;
	return HJ_OK;
}

int
value_read(const char *arg, struct hj_buf *to, struct hj_error *err)
{
	if (strcmp(arg, "-") == 0)
		return read_all(STDIN_FILENO, to, err);
	if (value_fd(arg) >= 0)
		return read_all(value_fd(arg), to, err);
	return hj_buf_puts(to, arg, err);
}
