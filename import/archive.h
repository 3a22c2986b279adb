/*
 * archive.h: the files of a folder or of a tar, listed and read, and nothing
 * outside of it.
 *
 * Foreign, so hostile: a folder is walked with openat(2) and O_NOFOLLOW, and
 * only files and folders are accepted, no link of any kind, no device, no
 * name that is not UTF-8.  A tar is POSIX ustar or what GNU tar writes for
 * files with short names: the same kinds of members only, no extended headers, no
 * absolute name, no "..", no name twice, nothing but zeroes after the end.
 * Nothing is ever unpacked.
 *
 * Paths are of components with "/" between, without "./" at the beginning,
 * and sorted by their bytes.
 */
#ifndef HJ_IMPORT_ARCHIVE_H
#define HJ_IMPORT_ARCHIVE_H

#include "core/base/arena.h"
#include "core/base/buf.h"

/* What a bag of an NGO holds, many times over. */
#define HJ_ARCHIVE_FILES 100000
#define HJ_ARCHIVE_DEPTH 32
#define HJ_ARCHIVE_PATH 4096

#define HJ_ARCHIVE_SHA256 65 /* with NUL */

struct hj_archive_file {
	char *path;
	uint64_t size;
	uint64_t offset; /* in a tar */
};

struct hj_archive {
	int fd; /* borrowed */
	bool tar;
	bool plain; /* a tar, and byte for byte as hanji writes a package */
	struct hj_archive_file *file;
	size_t n, cap;
	struct hj_arena names;
};

/*
 * fd: a folder or a regular file, which has to stay open.  HJ_ECORRUPT: not a
 * tar, or it holds what no package may hold: says which member and why;
 * HJ_ELIMIT: more files, or deeper, than the ceilings above.  Both to be
 * cleared in every case.
 */
int hj_archive_open(int fd, struct hj_archive *ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_archive_clear(struct hj_archive *a);

/* NULL: no file of this path. */
const struct hj_archive_file *
hj_archive_find(const struct hj_archive *a, const char *path);

/* Pieces of a file in their order; a non-zero return stops. */
typedef int
hj_archive_fn(void *to, const uint8_t *p, size_t n, struct hj_error *err);

/* SHA-256 of a file, in hex.  Errors of hj_archive_read(). */
int
hj_archive_sha256(const struct hj_archive *a, const struct hj_archive_file *f,
    char ret[static HJ_ARCHIVE_SHA256], struct hj_error *err) HJ_MUST_CHECK;

/* HJ_ECORRUPT: not the file any more that was listed. */
int hj_archive_read(const struct hj_archive *a, const struct hj_archive_file *f,
    hj_archive_fn *fn, void *to, struct hj_error *err) HJ_MUST_CHECK;
/* Append all of it.  HJ_ELIMIT: above the ceiling of `to`. */
int hj_archive_load(const struct hj_archive *a, const struct hj_archive_file *f,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
