/* outfile.h: whole files by the path that somebody typed. */
#ifndef HJ_CLI_OUTFILE_H
#define HJ_CLI_OUTFILE_H

#include "core/base/buf.h"

/* "a/b" as folder "a" and name "b"; "b" as "." and "b". */
struct outfile {
	char dir[4096];
	const char *name;
};
int outfile_split(const char *path, struct outfile *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* HJ_EEXISTS: something is there already.  For asking before something else is
 * done that cannot be undone; writing asks again. */
int outfile_vacant(const char *path, struct hj_error *err) HJ_MUST_CHECK;

/* A new file, whole or not at all; HJ_EEXISTS: never replaces. */
int outfile_write(const char *path, const struct hj_buf *b,
    struct hj_error *err) HJ_MUST_CHECK;

/* All of it, up to the ceiling of `to`; "-" is standard input. */
int outfile_read(const char *path, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
