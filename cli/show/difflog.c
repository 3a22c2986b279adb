#include "cli/show/difflog.h"
#include "core/base/limits.h"
#include "core/case/diff.h"

/* Room that the end of a detail needs. */
#define REST 32

struct description {
	struct hj_buf *to;
	size_t left_out;
};

int
difflog_reason(const char *reason, struct hj_buf *to, struct hj_error *err)
{
	return reason != NULL ? hj_buf_printf(to, err, "reason %s\n", reason)
			      : HJ_OK;
}

static int
describe(void *to, const struct hj_difference *d, struct hj_error *err)
{
	static const char *const did[] = { [HJ_DIFF_ADDED] = "add ",
		[HJ_DIFF_REMOVED] = "remove ",
		[HJ_DIFF_TEXT] = "set ",
		[HJ_DIFF_ATTR] = "set ",
		[HJ_DIFF_MOVED] = "move " };
	struct description *s = to;
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	int rc;

	if ((rc = hj_buf_puts(&line, did[d->kind], err)) == HJ_OK &&
	    (rc = hj_diff_path(d, &line, err)) == HJ_OK)
		rc = hj_buf_putc(&line, '\n', err);
	if (rc != HJ_OK || s->left_out != 0 ||
	    s->to->len + line.len + REST > HJ_DETAIL_MAX)
		s->left_out++;
	else
		rc = hj_buf_add(s->to, line.data, line.len, err);
	hj_buf_clear(&line);
	return rc;
}

int
difflog_fields(const struct hj_record *before, const struct hj_record *after,
    struct hj_buf *to, struct hj_error *err)
{
	struct description s = { .to = to };

	if (hj_diff_records(before, after, describe, &s, err) != HJ_OK)
		return (int)err->code;
	return s.left_out != 0
	    ? hj_buf_printf(to, err, "more %zu\n", s.left_out)
	    : HJ_OK;
}
