/*
 * clean.h: a copy of a file without what does not show.
 *
 * A photograph says where and when it was taken and by which telephone, a
 * document who wrote it, what was struck out, and in which folder it lay.  The
 * evidence itself is kept as it came, for ever; what goes to others is a copy
 * with nothing in it but what can be seen.
 *
 * JPEG and PNG: the pixels, turned the right way up, written anew; what the
 * transparent parts hid is black.  PDF: each page as a picture, with the marks
 * that were put on it: a black bar laid over a name would otherwise come off.
 * OpenDocument text and Word: only parts that we know, without comments,
 * changes that were tracked, authors, revision numbers and hidden text;
 * pictures in them as above.  Anything else is refused, not guessed.
 *
 * Done by hanji-clean, a helper program of its own: these are foreign bytes,
 * and the libraries that read them (gdk-pixbuf, poppler, libzip, libxml2) must
 * meet neither a key nor a petition.  It confines itself before it reads and
 * may open nothing but fonts.  Over the pipe: the file; back: the copy.
 */
#ifndef HJ_EXPORT_CLEAN_H
#define HJ_EXPORT_CLEAN_H

#include "core/base/buf.h"
#include "core/confine/helper.h"

#define HJ_CLEAN_MAX ((size_t)64 << 20) /* a file, and its copy */
#define HJ_CLEAN_PIXELS 120000000u /* of one picture */
#define HJ_CLEAN_PAGES 500

/* Exit statuses of hanji-clean. */
enum hj_clean_exit {
	HJ_CLEAN_OK = 0,
	HJ_CLEAN_SYSTEM = 1, /* memory, pipe, confinement */
	HJ_CLEAN_KIND = 2, /* a kind of file that it does not know */
	HJ_CLEAN_BROKEN = 3, /* damaged, or locked by a password */
	HJ_CLEAN_INSIDE = 4, /* something in it that can not be cleaned */
	HJ_CLEAN_LARGE = 5, /* more pixels, pages or bytes than the ceilings */
};

struct hj_clean {
	const char *program; /* path of hanji-clean */
	hj_stop_fn *stop; /* Ctrl-C; may be NULL */
	void *to;
};

/* Append a clean copy of `in` to `out`; after an error `out` is as it was.
 * HJ_EREFUSED: of such a file none can be made, with what to do instead;
 * HJ_EINVAL: it is damaged or locked; HJ_ELIMIT: too large or too slow;
 * HJ_EIO: hanji-clean could not start or died. */
int hj_clean_copy(const struct hj_clean *c, const struct hj_buf *in,
    struct hj_buf *out, struct hj_error *err) HJ_MUST_CHECK;

#endif
