/*
 * tar.h: the one shape of tar that a backup has, and a package.
 *
 * POSIX ustar (IEEE Std 1003.1, pax), regular files only, mode 0600, owner 0,
 * one fixed time, in packages 0; sizes from 8 GiB on in base 256, as GNU tar and bsdtar have
 * it.  Reading makes the header anew from name and size and compares all 512
 * bytes, so that nothing else is ever accepted.
 */
#ifndef HJ_CORE_TAR_H
#define HJ_CORE_TAR_H

#include "core/base/error.h"

#define HJ_TAR_BLOCK 512
#define HJ_TAR_NAME_MAX 100

struct hj_tar_member {
	char name[HJ_TAR_NAME_MAX];
	uint64_t size;
	bool package; /* its time is 0 */
};

void
hj_tar_header(const struct hj_tar_member *m, uint8_t ret[static HJ_TAR_BLOCK]);
/* Zero bytes that follow the content. */
size_t hj_tar_padding(uint64_t size);

/* *end: a block of zeroes, of which two end the file.  HJ_ECORRUPT. */
int hj_tar_parse(const uint8_t block[static HJ_TAR_BLOCK],
    struct hj_tar_member *ret, bool *end, struct hj_error *err) HJ_MUST_CHECK;

#endif
