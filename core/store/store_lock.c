#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "core/store/store_env.h"

/* What LMDB makes of lock.mdb with its usual 126 readers. */
#define LOCK_BYTES 8192

/*
 * LMDB makes the file by its length alone and writes to it through a map: on
 * a full disk that is SIGBUS, which looks like damage.  So its blocks are
 * taken beforehand.  Where nothing may be written LMDB does without it.
 */
int
hj_store_reserve(const char *dir, struct hj_error *err)
{
	char path[PATH_MAX + 16];
	int fd, rc;

	(void)snprintf(path, sizeof(path), "%s/lock.mdb", dir);
	fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0 && errno != ENOSPC)
		return HJ_OK;
	rc = fd < 0 ? ENOSPC : posix_fallocate(fd, 0, LOCK_BYTES);
	if (fd >= 0)
		(void)close(fd);
	if (rc != ENOSPC && rc != EDQUOT && rc != EFBIG)
		return HJ_OK;
	return hj_fail_errno(err, rc,
	    "cannot open '%s': make some room and try again", path);
}
