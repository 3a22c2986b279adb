/*
 * zip.h: named parts as one ZIP archive, in memory.
 *
 * For the formats of offices, which are XML files in such an archive.  The
 * same parts give the same bytes: every part has the first date that the
 * format knows, nobody's rights, and no extra field; the order is that of the
 * caller.  Only hanji-render calls it: libzip stays out of the process that
 * has keys.  libzip asks for the time zone, so tzset(3) has to have been called
 * in a process that may no longer open files.
 */
#ifndef HJ_EXPORT_ZIP_H
#define HJ_EXPORT_ZIP_H

#include "core/base/buf.h"

#define HJ_ZIP_PARTS 512
#define HJ_ZIP_NAME 128

struct hj_part {
	const char *name; /* "xl/workbook.xml": ASCII, relative */
	const uint8_t *p;
	size_t n;
	bool stored; /* not compressed, as `mimetype` of OpenDocument must be */
};

/* Append it.  HJ_EINVAL: a name that may lead elsewhere or is there twice;
 * HJ_ELIMIT: too many parts, or above the ceiling of `to`; HJ_ENOMEM; HJ_EIO:
 * the library failed. */
int hj_zip_pack(const struct hj_part *parts, size_t n, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* Letters, digits, and . _ - [ ] between single slashes; no part of it is a
 * dot or two. */
bool hj_zip_name_valid(const char *p, size_t n);

#endif
