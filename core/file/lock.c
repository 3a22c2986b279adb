#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "core/file/dir.h"
#include "core/file/lock.h"

#define NAME "writer"
#define PAUSE_MS 50
#define WAITING_AT 64
#define SIGNED 24 /* process id 10, blank, seconds 12, line feed */

struct hj_lock {
	int fd;
};

static int64_t
now_ms(clockid_t clock)
{
	struct timespec t;

	(void)clock_gettime(clock, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Who writes?  The file is another's, so only numbers are taken from it. */
static int
busy(int fd, struct hj_error *err)
{
	char text[64] = "", since[32];
	long long at = 0, pid = 0;
	time_t t;
	struct tm tm;

	if (pread(fd, text, sizeof(text) - 1, 0) <= 0 ||
	    sscanf(text, "%10lld %12lld", &pid, &at) != 2)
		return hj_fail(err, HJ_EBUSY,
		    "another hanji is writing to this vault: try again when it has finished");
	t = (time_t)at;
	if (gmtime_r(&t, &tm) == NULL ||
	    strftime(since, sizeof(since), "%Y-%m-%d %H:%M:%S UTC", &tm) == 0)
		since[0] = '\0';
	return hj_fail(err, HJ_EBUSY,
	    "another hanji (process %lld) has been writing to this vault since %s: try again when it has finished",
	    pid, since);
}

/*
 * Who changes much commits in pieces and takes the lock again at once, so that
 * somebody who only looks now and then would never find it free.  Waiting is
 * therefore announced, by a lock on a byte behind the text, and whoever comes
 * next gives way for once.
 */
static struct flock
waiting(short type)
{
	return (struct flock){ .l_type = type,
		.l_whence = SEEK_SET,
		.l_start = WAITING_AT,
		.l_len = 1 };
}

static void
give_way(int fd)
{
	const struct timespec pause = { 0, 2 * PAUSE_MS * 1000000L };
	struct flock other = waiting(F_WRLCK);

	if (fcntl(fd, F_OFD_GETLK, &other) == 0 && other.l_type != F_UNLCK)
		(void)nanosleep(&pause, NULL);
}

static void
announce(int fd, short type)
{
	struct flock me = waiting(type);

	/* Only a courtesy: without it we wait longer. */
	if (fcntl(fd, F_OFD_SETLK, &me) != 0)
		return;
}

static int
wait_for(int fd, unsigned seconds, struct hj_error *err)
{
	int64_t until = now_ms(CLOCK_MONOTONIC) + (int64_t)seconds * 1000;
	const struct timespec pause = { 0, PAUSE_MS * 1000000L };

	while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return hj_fail_errno(err, errno,
			    "cannot lock the vault");
		if (now_ms(CLOCK_MONOTONIC) >= until)
			return busy(fd, err);
		if (nanosleep(&pause, NULL) != 0)
			return hj_fail(err, HJ_EINTERRUPTED,
			    "interrupted while waiting for another writer");
	}
	return HJ_OK;
}

/* Best effort: the lock is what counts, also on a full disk.  Always the same
 * length, so that nothing is truncated: ext4 flushes a file that was truncated
 * and written when it is closed, which costs more than the change itself. */
static void
sign(int fd)
{
	char text[64];

	(void)snprintf(text, sizeof(text), "%10lld %12lld\n",
	    (long long)getpid(), (long long)(now_ms(CLOCK_REALTIME) / 1000));
	if (pwrite(fd, text, SIGNED, 0) != SIGNED)
		return;
}

int
hj_lock_take(const char *dir, unsigned seconds, struct hj_lock **ret,
    struct hj_error *err)
{
	char path[HJ_PATH_MAX];
	struct hj_lock *l;
	int n = snprintf(path, sizeof(path), "%s/" NAME, dir);

	if (n < 0 || (size_t)n >= sizeof(path))
		return hj_fail(err, HJ_EINVAL,
		    "the path of a folder is too long");
	if ((l = calloc(1, sizeof(*l))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	l->fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (l->fd < 0) {
		(void)hj_fail_errno(err, errno, "cannot open '%s'", path);
		free(l);
		return (int)err->code;
	}
	give_way(l->fd);
	if (seconds != 0)
		announce(l->fd, F_RDLCK);
	if (wait_for(l->fd, seconds, err) != HJ_OK) {
		hj_lock_free(l);
		return (int)err->code;
	}
	announce(l->fd, F_UNLCK);
	sign(l->fd);
	*ret = l;
	return HJ_OK;
}

void
hj_lock_free(struct hj_lock *l)
{
	if (l == NULL)
		return;
	/* Closing unlocks, unless a child still holds the descriptor: so say
	 * it. */
	(void)flock(l->fd, LOCK_UN);
	(void)close(l->fd);
	free(l);
}
