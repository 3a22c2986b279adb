/*
 * package.h: named parts as one archive (zip.h), made by hanji-render.
 *
 * Over the pipe: "hjz1", then each part: 1 byte (1: stored), name and content,
 * each as its length in 4 bytes big-endian and its bytes.
 */
#ifndef HJ_EXPORT_PACKAGE_H
#define HJ_EXPORT_PACKAGE_H

#include "export/render/render.h"
#include "export/render/zip.h"

#define HJ_PACKAGE_MAGIC "hjz1"

/* Append the archive.  Codes of hj_render_run() and hj_zip_pack(). */
int hj_package_make(const struct hj_render *r, const struct hj_part *parts,
    size_t n, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* The other side: the parts in what came over the pipe after the magic,
 * borrowed from there; names are copied.  False: it is no list of parts. */
bool hj_package_read(struct hj_cursor *c, struct hj_part parts[HJ_ZIP_PARTS],
    char names[HJ_ZIP_PARTS][HJ_ZIP_NAME + 1], size_t *n);

#endif
