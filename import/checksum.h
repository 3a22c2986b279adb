/*
 * checksum.h: the hash functions that manifests of others may name.
 *
 * Old bags have MD5 or SHA-1, which show accidents but no forgery: both can be
 * had with another content on purpose.  All that a bag asks for are computed
 * in one reading.
 */
#ifndef HJ_IMPORT_CHECKSUM_H
#define HJ_IMPORT_CHECKSUM_H

#include "core/base/base.h"

#define HJ_CHECKSUM_MAX 64 /* bytes of the longest */

enum hj_checksum {
	HJ_MD5,
	HJ_SHA1,
	HJ_SHA224,
	HJ_SHA256,
	HJ_SHA384,
	HJ_SHA512,
	HJ_CHECKSUMS,
};

/* "md5" ... "sha512", as in the name of a manifest; -1: not known. */
int hj_checksum_named(const char *p, size_t n);
const char *hj_checksum_name(enum hj_checksum c);
size_t hj_checksum_size(enum hj_checksum c);
/* Against forgery, too? */
bool hj_checksum_strong(enum hj_checksum c);

/* Some of them at once: bit 1 << c of `wanted`. */
struct hj_checksums;
/* NULL: no memory. */
struct hj_checksums *hj_checksums_new(unsigned wanted);
void hj_checksums_free(struct hj_checksums *s);
void hj_checksums_start(struct hj_checksums *s);
void hj_checksums_add(struct hj_checksums *s, const uint8_t *p, size_t n);
/* Once each after the last piece. */
void hj_checksums_end(struct hj_checksums *s, enum hj_checksum c,
    uint8_t ret[static HJ_CHECKSUM_MAX]);

#endif
