#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "cli/access/installed.h"
#include "cli/access/process.h"
#include "cli/arriving/parcel_own.h"
#include "cli/arriving/spare.h"
#include "cli/screen/say.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/confine/helper.h"
#include "core/file/file.h"

#define PATIENCE_MS 2000

int
parcel_broken(struct hj_error *err)
{
	return hj_fail(err, HJ_ECORRUPT,
	    "whoever read it was stopped: the file attacked it, or the installation is damaged");
}

/* ---- frames ---- */

static int
begin_frame(struct parcel_hearing *h, struct hj_error *err)
{
	struct hj_cursor c = HJ_CURSOR(h->head + 1, PARCEL_HEADER - 1);
	bool known;

	h->left = hj_cursor_u32(&c);
	switch ((enum parcel_frame)h->head[0]) {
	case PARCEL_TAR:
		known = h->tar >= 0;
		break;
	case PARCEL_EXCHANGE:
		known = h->exchange >= 0;
		break;
	case PARCEL_LINES:
		known = h->lines != NULL;
		break;
	case PARCEL_FAILED:
		known = h->left > 1;
		break;
	case PARCEL_END:
		known = h->left == 0;
		break;
	default:
		known = false;
	}
	/* Nothing comes behind a failure. */
	if (!known || h->left > PARCEL_PIECE || h->said.len != 0)
		return parcel_broken(err);
	h->ended = h->head[0] == PARCEL_END;
	return HJ_OK;
}

/* A piece more, in memory. */
static int
hold(struct parcel_hearing *h, bool tar, size_t n, struct hj_error *err)
{
	const uint64_t most = tar ? HJ_OPENED_MAX : HJ_EXCHANGED_MAX;
	const uint64_t before = h->heard;

	h->heard += n;
	if (h->heard <= most)
		return spare_grow(before, n, err);
	if (tar)
		return hj_fail(err, HJ_ELIMIT,
		    "the file holds more than %llu MiB",
		    (unsigned long long)most >> 20);
	return hj_fail(err, HJ_ELIMIT,
	    "its case files are more than %llu MiB: ask for several packages, or for XML",
	    (unsigned long long)most >> 20);
}

static int
keep(struct parcel_hearing *h, const uint8_t *p, size_t n, struct hj_error *err)
{
	switch (h->head[0]) {
	case PARCEL_LINES:
		return hj_buf_add(h->lines, p, n, err);
	case PARCEL_FAILED:
		return hj_buf_add(&h->said, p, n, err);
	}
	if (hold(h, h->head[0] == PARCEL_TAR, n, err) != HJ_OK)
		return (int)err->code;
	return hj_fd_write(h->head[0] == PARCEL_TAR ? h->tar : h->exchange,
	    _("memory"), p, n, err);
}

int
parcel_hear(struct parcel_hearing *h, const uint8_t *p, size_t n,
    struct hj_error *err)
{
	while (n != 0) {
		size_t some;

		if (h->ended)
			return parcel_broken(err);
		if (h->left == 0) {
			h->head[h->nhead++] = *p++;
			n--;
			if (h->nhead < PARCEL_HEADER)
				continue;
			h->nhead = 0;
			if (begin_frame(h, err) != HJ_OK)
				return (int)err->code;
			continue;
		}
		some = n < h->left ? n : h->left;
		if (keep(h, p, some, err) != HJ_OK)
			return (int)err->code;
		h->left -= some;
		p += some;
		n -= some;
	}
	return HJ_OK;
}

/* ---- the errand ---- */

static bool
stop(void *to)
{
	(void)to;
	return process_interrupted();
}

static int
listen(struct hj_helper *helper, struct parcel_hearing *h, struct hj_error *err)
{
	const struct hj_helper_watch w = { .stop = stop };
	struct hj_buf piece = HJ_BUF(PARCEL_PIECE);
	uint8_t *at;
	size_t got = 1;
	int rc = hj_buf_extend(&piece, PARCEL_PIECE, &at, err);

	while (rc == HJ_OK && got != 0)
		if ((rc = hj_helper_read(helper, at, PARCEL_PIECE, &got, &w,
			 err)) == HJ_OK)
			rc = parcel_hear(h, at, got, err);
	hj_buf_clear(&piece);
	return rc;
}

/* What it could not do, and why.  Its text holds names of somebody else's
 * files: what they would do to a terminal is shown instead. */
static int
failed(struct parcel_hearing *h, struct hj_error *err)
{
	static const enum hj_code may[] = { HJ_ENOMEM, HJ_EIO, HJ_EINVAL,
		HJ_ELIMIT, HJ_ENOTFOUND, HJ_EEXISTS, HJ_ECORRUPT, HJ_EVERSION };
	struct hj_buf text = HJ_BUF(8 * PARCEL_PIECE);
	const char *why = "";
	enum hj_code code = HJ_OK;
	int rc;

	for (size_t i = 0; i < HJ_LEN(may); i++)
		if (h->said.data[0] == may[i])
			code = may[i];
	if (code == HJ_OK)
		return parcel_broken(err);
	if ((rc = hj_text_visible((const char *)h->said.data + 1,
		 h->said.len - 1, false, &text, err)) == HJ_OK &&
	    (rc = hj_buf_text(&text, &why, err)) == HJ_OK)
		rc = hj_fail(err, code, "%s", why);
	hj_buf_clear(&text);
	return rc;
}

int
parcel_errand(const char *errand, int input, struct parcel_hearing *h,
    struct hj_error *err)
{
	const char *const words[] = { errand, say_language(), NULL };
	struct hj_helper helper = HJ_HELPER;
	struct hj_helper_end end;
	char program[PATH_MAX];
	int rc;

	if ((rc = installed_program("hanji-parcel", program, err)) == HJ_OK &&
	    (rc = hj_helper_start_for(program, words, input, &helper, err)) ==
		HJ_OK)
		rc = listen(&helper, h, err);
	hj_helper_end(&helper, rc == HJ_OK ? PATIENCE_MS : 0, &end);
	if (rc == HJ_OK && h->left == 0 && h->said.len != 0)
		rc = failed(h, err);
	else if (rc == HJ_OK && (!h->ended || end.status != 0))
		rc = parcel_broken(err);
	hj_buf_clear(&h->said);
	return rc;
}
