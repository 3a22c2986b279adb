/*
 * file.h: whole files in and out of one folder.
 *
 * Names are of one component.  Links are never followed; descriptors never
 * reach a child; a new file has mode 0600.  Errors name the file.
 */
#ifndef HJ_CORE_FILE_H
#define HJ_CORE_FILE_H

#include "core/base/buf.h"

/* Open for reading.  HJ_ENOTFOUND; HJ_EINVAL: not a regular file; HJ_EIO. */
int hj_file_open(const char *dir, const char *name, int *ret_fd,
    struct hj_error *err) HJ_MUST_CHECK;

/* Append the whole file to b.  As above; HJ_ELIMIT: larger than max. */
int hj_file_read(const char *dir, const char *name, size_t max,
    struct hj_buf *b, struct hj_error *err) HJ_MUST_CHECK;

/* What a file is called until it is whole: this and 32 hex digits. */
#define HJ_FILE_TEMP ".tmp-"

/* A new file whole or not at all: temporary name, 0600, fsync, rename, fsync
 * of the folder.  HJ_EIO: what was there before is there still. */
int hj_file_replace(const char *dir, const char *name, const void *p, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;

/* The same for a stream: write into *ret_fd, then finish or drop.  `keep`
 * false refuses to replace (HJ_EEXISTS); finishing frees in every case. */
struct hj_file_new;
int hj_file_begin(const char *dir, struct hj_file_new **ret, int *ret_fd,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_file_finish(struct hj_file_new *f, const char *name, bool replace,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_file_drop(struct hj_file_new *f); /* takes NULL */

/* All of it, in spite of signals and short writes; name is for the text. */
int hj_fd_write(int fd, const char *name, const void *p, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;
/* As much as there is up to n: *got < n only at the end. */
int hj_fd_read(int fd, const char *name, void *p, size_t n, size_t *got,
    struct hj_error *err) HJ_MUST_CHECK;

int hj_file_remove(const char *dir, const char *name,
    struct hj_error *err) HJ_MUST_CHECK; /* HJ_ENOTFOUND */

#endif
