/*
 * withhold.h: a case file with parts of it withheld, which still proves itself.
 *
 * `<withheld digest>` takes the place of an element and all in it; its value is
 * the hash of what stood there (digest.h), so that the fingerprint of the whole
 * stays.  With it go the salts of the elements that remain, never the key of all
 * salts: that would let anybody guess what was withheld from its hash.
 *
 * `<withheld own>`, which keeps the children of what it hides, is read and proved
 * (digest.h) and never written: every fact of the outline is an element without
 * children, so that there is nothing to hide but the name of a group, which its
 * children give away; and out of their place they are not understood any more.
 */
#ifndef HJ_CORE_WITHHOLD_H
#define HJ_CORE_WITHHOLD_H

#include "core/case/digest.h"
#include "core/case/record.h"

/* Is this element to be withheld?  The root never is. */
typedef bool hj_withhold_fn(void *with, const struct hj_node *node);

/*
 * r is the record of the canonical bytes p.  Bytes and salts (HJ_SALT_BYTES
 * each) are appended; *hidden: how many elements were taken out, each with all
 * in it, what is withheld in it already included.  HJ_EINVAL: the bytes are not
 * canonical, or not those of r, or the salts are others.
 */
int hj_withhold(const struct hj_record *r, const uint8_t *p, size_t n,
    const struct hj_salts *salts, hj_withhold_fn *hide, void *with,
    struct hj_buf *bytes, struct hj_buf *list, size_t *hidden,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
