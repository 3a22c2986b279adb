/*
 * codec.h: a record to its canonical bytes and back.
 *
 * Canonical bytes are the exclusive canonical XML (W3C xml-exc-c14n, 2002) of
 * the file: own default namespace on the root, no comment, processing
 * instruction, CDATA, DOCTYPE, empty-element tag or insignificant space, NFC;
 * children in the order of the schema.  The reader accepts nothing else: what
 * it accepts, the writer reproduces byte for byte.
 *
 * `withheld` (digest.h) may stand for any element but the root; its children
 * have lost their place in the outline, so they have no schema row, any name
 * and any order.  Inside `ext` elements and attributes of other namespaces
 * keep their prefixes, each declared where it is visibly utilised and not in
 * scope yet; namespace names are absolute, as C14N demands.
 */
#ifndef HJ_CORE_CODEC_H
#define HJ_CORE_CODEC_H

#include "core/base/buf.h"
#include "core/case/record.h"

/* HJ_ELIMIT above HJ_CASE_MAX; HJ_ENOMEM. */
int hj_codec_encode(const struct hj_record *r, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/*
 * HJ_EINVAL: not our canonical form, with the byte offset and what was
 * expected; this says nothing yet of codes, dates and references, which
 * check.h judges.  HJ_ELIMIT: a ceiling of limits.h.
 */
int hj_codec_decode(const uint8_t *p, size_t n, struct hj_record **ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
