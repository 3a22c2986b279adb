/*
 * doctext_own.h: the inside of hanji-text, for export/doctext_*.c.
 *
 * What is found is said to one place, which joins white space, keeps names and
 * values on lines of their own, and remembers when there was no more room.
 */
#ifndef HJ_EXPORT_DOCTEXT_OWN_H
#define HJ_EXPORT_DOCTEXT_OWN_H

#include "export/doctext/doctext.h"

struct hj_saying {
	struct hj_doctext found;
	bool space; /* white space came, and nothing after it yet */
	bool full; /* memory or a ceiling */
	struct hj_error err;
};

/* Characters of the line at hand; bytes that are no UTF-8 become U+FFFD. */
void hj_saying_add(struct hj_saying *s, const char *p, size_t n);
void hj_saying_space(struct hj_saying *s);
void hj_saying_line(struct hj_saying *s); /* it ends, if there is any */
/* A line of its own; NULL and nothing but white space are passed over. */
void hj_saying_put(struct hj_saying *s, const char *p);
void hj_saying_meta(struct hj_saying *s, const char *name, const char *value);

/* One of enum hj_doctext_exit each. */
int hj_doctext_office(const uint8_t *p, size_t n, struct hj_saying *s);
int hj_doctext_pdf(const uint8_t *p, size_t n, struct hj_saying *s);
/* What pictures in a PDF say besides their pixels: Exif, XMP, comments. */
void hj_doctext_buried(const uint8_t *p, size_t n, struct hj_saying *s);
int hj_doctext_html(const uint8_t *p, size_t n, struct hj_saying *s);
/* JPEG, PNG: what they say besides their pixels, all of it metadata. */
int hj_doctext_picture(const uint8_t *p, size_t n, struct hj_saying *s);
/* Any of them, by how it begins. */
int hj_doctext_any(const uint8_t *p, size_t n, struct hj_saying *s);

/* One XML part.  What of it is text depends on the language it is in. */
enum hj_dialect {
	HJ_DIALECT_WORD, /* only in t, delText and instrText */
	HJ_DIALECT_ODF, /* in paragraphs and headings */
	HJ_DIALECT_META, /* elements are names, their text is the value */
	HJ_DIALECT_ANY, /* all of it */
};
int hj_doctext_xml(enum hj_dialect d, const uint8_t *p, size_t n,
    struct hj_saying *s);

#endif
