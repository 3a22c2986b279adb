/*
 * dir.h: folders: made, judged, renamed and, when temporary and ours, removed.
 */
#ifndef HJ_CORE_DIR_H
#define HJ_CORE_DIR_H

#include "core/base/error.h"

#define HJ_PATH_MAX 4096

/* Mode 0700, its parent must exist; an existing folder is success when
 * `exists_ok`, else HJ_EEXISTS.  HJ_EIO. */
int hj_dir_make(const char *dir, bool exists_ok,
    struct hj_error *err) HJ_MUST_CHECK;
/* With its parents, as for $XDG_STATE_HOME/hanji. */
int hj_dir_make_all(const char *dir, struct hj_error *err) HJ_MUST_CHECK;

/*
 * May a vault be written here?  ext2/3/4, xfs, btrfs, f2fs, tmpfs and
 * overlayfs only: network and FUSE file systems lose locks, FAT has neither
 * modes nor atomic renames.  HJ_EIO says which is expected.
 */
int hj_dir_fit(const char *dir, struct hj_error *err) HJ_MUST_CHECK;

/* Bytes that an ordinary user may still write. */
int hj_dir_free_space(const char *dir, uint64_t *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* A new folder ".<name>.tmp-<random>" beside `dir`, mode 0700. */
int hj_dir_temp(const char *dir, char ret[static HJ_PATH_MAX],
    struct hj_error *err) HJ_MUST_CHECK;
/* Remove it with everything in it; refuses any path that hj_dir_temp() did
 * not make.  Best effort, since it is called on the way out of failures. */
void hj_dir_remove_temp(const char *temp);

/* Never replaces: HJ_EEXISTS.  Both parents are synced. */
int hj_dir_rename(const char *from, const char *to,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_dir_sync(const char *dir, struct hj_error *err) HJ_MUST_CHECK;

#endif
