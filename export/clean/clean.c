#include "export/clean/clean.h"

/* A book of 500 pages takes its time; a hostile file must not take ours. */
#define CLEAN_CPU_MS 120000
#define PATIENCE_MS 2000

static int
judge(const struct hj_helper_end *end, struct hj_error *err)
{
	if (end->signal != 0)
		return hj_fail(err, HJ_EIO,
		    "hanji-clean was stopped by signal %d", end->signal);
	switch (end->status) {
	case HJ_CLEAN_OK:
		return HJ_OK;
	case HJ_CLEAN_KIND:
		return hj_fail(err, HJ_EREFUSED,
		    "only of JPEG, PNG, PDF, OpenDocument text and Word (.docx) can a clean copy be made: print the file as PDF, or take a picture of it, and attach that");
	case HJ_CLEAN_BROKEN:
		return hj_fail(err, HJ_EINVAL,
		    "the file is damaged, or locked by a password");
	case HJ_CLEAN_INSIDE:
		return hj_fail(err, HJ_EREFUSED,
		    "something in the file cannot be cleaned (macros, embedded files, hidden text): save it as PDF, and attach that");
	case HJ_CLEAN_LARGE:
		return hj_fail(err, HJ_ELIMIT,
		    "the file is too large to make a clean copy of: at most %zu MB, %u megapixels, %d pages",
		    HJ_CLEAN_MAX >> 20, HJ_CLEAN_PIXELS / 1000000u,
		    HJ_CLEAN_PAGES);
	}
	return hj_fail(err, HJ_EIO, "hanji-clean failed with status %d",
	    end->status);
}

int
hj_clean_copy(const struct hj_clean *c, const struct hj_buf *in,
    struct hj_buf *out, struct hj_error *err)
{
	const struct hj_helper_watch watch = { .cpu_ms = CLEAN_CPU_MS,
		.stop = c->stop,
		.to = c->to };
	struct hj_helper_end end;
	size_t before = out->len;
	int rc = hj_helper_errand(c->program, in, out, &watch, PATIENCE_MS,
	    &end, err);

	if (rc == HJ_OK)
		rc = judge(&end, err);
	/* Half a copy must not look like one. */
	if (rc != HJ_OK)
		out->len = before;
	return rc;
}
