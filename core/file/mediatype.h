/*
 * mediatype.h: what kind of file these bytes are, by how they begin.
 *
 * The name of a file is what somebody called it; its first bytes are what
 * programs will take it for.  Offices put everything into ZIP archives: an
 * OpenDocument says what it is in its first part, a file of Microsoft Office
 * only by the names of its parts, for which the end of the name is believed.
 *
 * Names of media types as registered (https://www.iana.org/assignments/media-types).
 */
#ifndef HJ_CORE_MEDIATYPE_H
#define HJ_CORE_MEDIATYPE_H

#include "core/base/base.h"

#define HJ_MEDIATYPE_HEAD 512 /* so many first bytes are enough */

#define HJ_TYPE_JPEG "image/jpeg"
#define HJ_TYPE_PNG "image/png"
#define HJ_TYPE_PDF "application/pdf"
#define HJ_TYPE_ODT "application/vnd.oasis.opendocument.text"
#define HJ_TYPE_DOCX                                                           \
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#define HJ_TYPE_ZIP "application/zip"

/* The type, or NULL: none that we know.  `name` (may be NULL) is the name of
 * the file. */
const char *hj_mediatype(const uint8_t *p, size_t n, const char *name);

#endif
