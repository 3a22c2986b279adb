/*
 * bagging.h: a package: a bag (BagIt 1.0, RFC 8493) and its signature, in one
 * tar that is the same whenever it is made of the same.
 *
 *	package/data/d0001.pdf ...      the payload: d documents, p case files,
 *	                                a attachments, t what was erased
 *	package/README.txt, proof/...   tag files, as given
 *	package/bag-info.txt            names this profile, files and bytes
 *	package/bagit.txt
 *	package/manifest-sha256.txt, manifest-sha512.txt
 *	package/tagmanifest-sha256.txt, tagmanifest-sha512.txt
 *	tagmanifest-sha512.txt.minisig  beside the bag
 *	pad                             zeroes, up to a Padme size
 *
 * Names are ASCII and say nothing; no time, no owner.  There is no fetch.txt.
 * What is written is on its way at once: nothing is kept but the manifests.
 */
#ifndef HJ_EXPORT_BAGGING_H
#define HJ_EXPORT_BAGGING_H

#include <sodium.h>

#include "core/base/buf.h"
#include "core/file/tar.h"
#include "export/bag/xml.h"

#define HJ_BAGGING_PROFILE "urn:hanji:package:0"
#define HJ_BAGGING_FOLDER "package/"
#define HJ_BAGGING_SIGNED "tagmanifest-sha512.txt"

/* Append the signature of the n bytes at p. */
typedef int hj_bagging_sign_fn(void *with, const uint8_t *p, size_t n,
    struct hj_buf *to, struct hj_error *err);

struct hj_bagging {
	hj_export_fn *write;
	void *to;
	uint64_t files, bytes; /* of the payload */
	uint64_t total; /* bytes written */
	struct hj_buf manifest[2], tags[2];
	/* Of the payload file that comes in pieces: */
	char name[HJ_TAR_NAME_MAX];
	uint64_t size, left;
	crypto_hash_sha256_state sha256;
	crypto_hash_sha512_state sha512;
};

/* The struct owns buffers until hj_bagging_clear(). */
void hj_bagging_begin(struct hj_bagging *b, hj_export_fn *write, void *to);
/* name: "p0001.xml" for the payload, else "proof/p0001.salts"; both ASCII. */
int hj_bagging_payload(struct hj_bagging *b, const char *name, const void *p,
    size_t n, struct hj_error *err) HJ_MUST_CHECK;
/* The same in pieces of any size, which are `size` bytes together. */
int hj_bagging_open(struct hj_bagging *b, const char *name, uint64_t size,
    struct hj_error *err) HJ_MUST_CHECK;
/* A hj_write_fn.  HJ_ECORRUPT: more than was said. */
int hj_bagging_put(void *bagging, const uint8_t *p, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;
/* HJ_ECORRUPT: less; or not of this SHA-256 (hex; NULL: of any). */
int hj_bagging_close(struct hj_bagging *b, const char *sha256,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_bagging_tag(struct hj_bagging *b, const char *name, const void *p,
    size_t n, struct hj_error *err) HJ_MUST_CHECK;
int hj_bagging_finish(struct hj_bagging *b, hj_bagging_sign_fn *sign,
    void *with, struct hj_error *err) HJ_MUST_CHECK;
void hj_bagging_clear(struct hj_bagging *b);

#endif
