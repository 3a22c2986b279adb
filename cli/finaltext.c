#include <limits.h>

#include "cli/finaltext.h"
#include "cli/installed.h"
#include "cli/process.h"
#include "core/worddiff.h"
#include "export/doctext.h"

static bool
stop(void *to)
{
	(void)to;
	return process_interrupted();
}

int
finaltext_read(const struct hj_buf *bytes, struct hj_buf *to, size_t *words,
    struct hj_error *err)
{
	char program[PATH_MAX];
	struct hj_doctext t;
	int rc = installed_program("hanji-text", program, err);

	if (rc != HJ_OK)
		return rc;
	hj_doctext_init(&t);
	/* What the file says of itself is read by who gets it, too. */
	if ((rc = hj_doctext_read(program, stop, NULL, bytes->data, bytes->len,
		 &t, err)) == HJ_OK &&
	    (rc = hj_buf_add(to, t.text.data, t.text.len, err)) == HJ_OK &&
	    (rc = hj_buf_putc(to, '\n', err)) == HJ_OK)
		rc = hj_buf_add(to, t.meta.data, t.meta.len, err);
	if (rc == HJ_OK && words != NULL)
		*words = hj_wordcount((const char *)t.text.data, t.text.len);
	hj_doctext_clear(&t);
	return rc;
}
