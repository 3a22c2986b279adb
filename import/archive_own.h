/* archive_own.h: what the two kinds of archive share. */
#ifndef HJ_IMPORT_ARCHIVE_OWN_H
#define HJ_IMPORT_ARCHIVE_OWN_H

#include "import/archive.h"

/* Is it a path as archive.h has it?  n bytes, no NUL among them. */
bool hj_archive_is_path(const char *p, size_t n);

/* One more file; path is copied.  HJ_ECORRUPT, HJ_ELIMIT, HJ_ENOMEM. */
int hj_archive_add(struct hj_archive *a, const char *path, uint64_t size,
    uint64_t offset, struct hj_error *err) HJ_MUST_CHECK;

int hj_archive_walk_folder(struct hj_archive *a,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_archive_walk_tar(struct hj_archive *a, uint64_t size,
    struct hj_error *err) HJ_MUST_CHECK;

/* A descriptor of a listed file of a folder. */
int hj_archive_open_file(const struct hj_archive *a,
    const struct hj_archive_file *f, int *ret_fd,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
