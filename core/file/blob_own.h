/*
 * blob_own.h: the shape of the file of an attachment, for blob*.c only.
 */
#ifndef HJ_CORE_BLOB_OWN_H
#define HJ_CORE_BLOB_OWN_H

#include "core/file/blob.h"

#define HJ_BLOB_SALT 32
#define HJ_BLOB_LENGTH 8 /* of the true length, at the end of the plaintext */

/* How long the plaintext of a file of that size is; 0: no file has it, or its
 * last chunk would be too short for the length. */
uint64_t hj_blob_plaintext(uint64_t size);

#endif
