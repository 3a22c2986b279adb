#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/file/hold.h"

struct hj_hold {
	int fd;
};

int
hj_hold_take(const char *dir, struct hj_hold **ret, struct hj_error *err)
{
	struct hj_hold *h = calloc(1, sizeof(*h));
	int rc = HJ_OK;

	if (h == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	h->fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (h->fd < 0)
		rc = errno == ENOENT || errno == ENOTDIR
		    ? hj_fail(err, HJ_EINVAL,
			  "'%s' is not a vault: it has no header files", dir)
		    : hj_fail_errno(err, errno, "cannot open '%s'", dir);
	else if (flock(h->fd, LOCK_SH | LOCK_NB) != 0)
		rc = errno == EWOULDBLOCK
		    ? hj_fail(err, HJ_EBUSY,
			  "another hanji is erasing or compacting this vault: try again when it has finished")
		    : hj_fail_errno(err, errno, "cannot lock the vault");
	if (rc != HJ_OK) {
		hj_hold_free(h);
		return rc;
	}
	*ret = h;
	return HJ_OK;
}

void
hj_hold_free(struct hj_hold *h)
{
	if (h == NULL)
		return;
	if (h->fd >= 0)
		(void)close(h->fd);
	free(h);
}

int
hj_hold_alone(struct hj_hold *h, bool *lost, struct hj_error *err)
{
	int rc;

	*lost = false;
	if (flock(h->fd, LOCK_EX | LOCK_NB) == 0)
		return HJ_OK;
	rc = errno == EWOULDBLOCK
	    ? hj_fail(err, HJ_EBUSY,
		  "this vault is open in another hanji: close it there and try again")
	    : hj_fail_errno(err, errno, "cannot lock the vault");
	/* Converting is not atomic: the shared lock was given up first. */
	*lost = flock(h->fd, LOCK_SH | LOCK_NB) != 0;
	return rc;
}

void
hj_hold_share(struct hj_hold *h)
{
	/* Nobody can be in the way of it. */
	(void)flock(h->fd, LOCK_SH);
}
