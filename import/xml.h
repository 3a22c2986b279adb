/*
 * xml.h: foreign XML, byte by byte, to frames.
 *
 * SAX2 push parser of libxml2 behind guard.h, with NONET and NOCDATA only: no
 * entities, no DTD, no XInclude, no catalogues, no encodings but UTF-8, no
 * loader.  One case file is in memory at a time.
 */
#ifndef HJ_IMPORT_XML_H
#define HJ_IMPORT_XML_H

#include "import/outbox.h"

struct hj_xml;

/* Once a process, before anything else: the loader is denied, memory is wiped
 * when it is freed. */
void hj_xml_setup(void);

int hj_xml_new(struct hj_outbox *report, struct hj_xml **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_xml_free(struct hj_xml *x);

/*
 * The next bytes; the first call must hold the first HJ_GUARD_HEAD bytes or
 * the whole file.  *more: false once the file is refused; it is then reported
 * already.  Errors are those of the report, or HJ_ENOMEM.
 */
int hj_xml_push(struct hj_xml *x, const uint8_t *p, size_t n, bool *more,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_xml_finish(struct hj_xml *x, struct hj_error *err) HJ_MUST_CHECK;

#endif
