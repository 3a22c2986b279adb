/*
 * store_pages.h: is every page of data.mdb what LMDB would have written?
 *
 * LMDB keeps no checksums and believes what stands in a page: a wrong number
 * in the head of a page, or in the list of free pages, reads well and makes a
 * later change overwrite a page that is in use.  This walks the trees of the
 * snapshot with pread(2), outside the map, and accounts for the free pages.
 *
 * Source: the structures of LMDB 0.9 (mdb.c), 64 bits, as Debian 12 has it.
 */
#ifndef HJ_CORE_STORE_PAGES_H
#define HJ_CORE_STORE_PAGES_H

#include "core/store/store.h"

/* A page that is not as it should be; a non-zero return stops. */
typedef int hj_page_fn(void *to, uint64_t page, struct hj_error *err);

/* Inside a reading transaction.  Says nothing when another process has
 * committed twice since it began: its first page is then gone.  HJ_ENOMEM;
 * HJ_EIO; what fn returned. */
int hj_txn_pages(struct hj_txn *t, hj_page_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
