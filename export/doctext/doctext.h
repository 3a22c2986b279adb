/*
 * doctext.h: what a finished document says, wherever it says it.
 *
 * The document that is sent is the one that is checked, also after a lawyer had
 * it in hand.  So everything is read that a reader could find: the text, notes,
 * headers and footers, comments, what was struck out and is still there, hidden
 * text, descriptions of pictures, addresses of links; and who and what the file
 * says that it comes from.  Pictures and embedded files cannot be read: they are
 * counted, for the person to look at.
 *
 *   odt, docx     every XML part of the archive, the document itself first
 *   pdf           each page, marks laid on it, forms, headings, metadata
 *   html          text and the attributes that are shown or spoken
 *   txt           as it stands
 *   jpeg, png     nothing but what they say besides their pixels: Exif with or
 *                 without the place, XMP, texts; the same of those in archives
 *
 * Done by hanji-text, a helper program of its own: these are foreign bytes.  It
 * confines itself before it reads and may open nothing but fonts and the tables
 * of encodings that poppler has.  No XML part may declare anything (DOCTYPE), and
 * what an archive unpacks to is bounded.
 *
 * Over the pipe: the file.  Back: the metadata and the text, each as its length
 * in 4 bytes big-endian and its bytes, and three counts of 4 bytes.
 */
#ifndef HJ_EXPORT_DOCTEXT_H
#define HJ_EXPORT_DOCTEXT_H

#include "core/base/buf.h"
#include "core/confine/helper.h"

#define HJ_DOCTEXT_MAX                                                         \
	((size_t)64 << 20) /* a file, and all that it unpacks to */
#define HJ_DOCTEXT_PAGES 2000

/* Exit statuses of hanji-text. */
enum hj_doctext_exit {
	HJ_DOCTEXT_OK = 0,
	HJ_DOCTEXT_SYSTEM = 1, /* memory, pipe, confinement */
	HJ_DOCTEXT_KIND = 2, /* a kind of file that it does not know */
	HJ_DOCTEXT_BROKEN = 3, /* damaged, locked, or it declares something */
	HJ_DOCTEXT_LARGE = 4, /* above the ceilings */
};

struct hj_doctext {
	/* Lines of UTF-8, in the order of reading.  White space counts as one
	 * space; a line ends with its paragraph. */
	struct hj_buf text;
	/* Lines "name: value": author, title, producer, and whatever else the
	 * file says of itself, by the names that it has there. */
	struct hj_buf meta;
	uint32_t comments;
	uint32_t changes; /* that are tracked; what they took out is in text */
	uint32_t unread; /* pictures and files inside, which nothing can read */
};

void hj_doctext_init(struct hj_doctext *t);
void hj_doctext_clear(struct hj_doctext *t);

/* Does it say who made it, or whose office that was, or a picture where and by
 * which camera: anything that no document of ours says? */
bool hj_doctext_is_signed(const struct hj_doctext *t);

/*
 * Read a document; program: path of hanji-text; stop (may be NULL): Ctrl-C.
 * `t` is initialised, and empty after an error.  HJ_EREFUSED: a kind of file
 * that cannot be read; HJ_EINVAL: damaged, locked by a password, or not the text
 * that it pretends to be; HJ_ELIMIT: too large or too slow; HJ_EIO: hanji-text
 * could not start or died; HJ_ENOMEM.
 */
int hj_doctext_read(const char *program, hj_stop_fn *stop, void *to,
    const uint8_t *p, size_t n, struct hj_doctext *t,
    struct hj_error *err) HJ_MUST_CHECK;

/* The answer of hanji-text, which is not believed: lengths, UTF-8.  Appended to
 * an initialised `t`. */
int hj_doctext_parse(const uint8_t *p, size_t n, struct hj_doctext *t,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
