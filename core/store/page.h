/*
 * page.h: catalogue rows and keys, many to a sealed page.
 *
 * A page is stored in HJ_PAGE_STORED bytes, whatever it holds: its content is
 * filled up with zero bytes before it is sealed.  A catalogue page is rows one
 * after the other (catalogue.h), each begun by its length; a length of zero
 * ends them.  A key page is (case id, key) pairs, HJ_KEY_ENTRY bytes each; an
 * id of zeroes ends them.
 */
#ifndef HJ_CORE_PAGE_H
#define HJ_CORE_PAGE_H

#include "core/base/buf.h"
#include "core/base/id.h"
#include "core/base/limits.h"
#include "core/crypto/seal.h"

#define HJ_PAGE_ROOM (HJ_PAGE_STORED - HJ_SEAL_OVERHEAD - 4)
#define HJ_KEY_ENTRY (HJ_ID_BYTES + HJ_KEY_LEN)

/* An empty page: a buffer with the right ceiling. */
#define HJ_PAGE HJ_BUF((size_t)HJ_PAGE_STORED)

/* Cut the filling off an opened page.  HJ_ECORRUPT: not a page of rows. */
int hj_page_trim(struct hj_buf *page, struct hj_error *err) HJ_MUST_CHECK;
int hj_page_trim_keys(struct hj_buf *page, struct hj_error *err) HJ_MUST_CHECK;

/* Where the row of a case stands; false: not here. */
bool hj_page_find(const struct hj_buf *page, const struct hj_id *id, size_t *at,
    size_t *len);
/* Does it have room for n more bytes? */
bool hj_page_fits(const struct hj_buf *page, size_t n);
/* Put n bytes in place of `len` bytes at `at`; n = 0 removes.  HJ_ENOMEM. */
int hj_page_replace(struct hj_buf *page, size_t at, size_t len,
    const uint8_t *p, size_t n, struct hj_error *err) HJ_MUST_CHECK;
/* Append the content, filled up, to `to`. */
int hj_page_fill(const struct hj_buf *page, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
