#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sodium.h>

#include "cli/edit/slate_own.h"

#define SHM "/dev/shm"
#define NAME "hanji-"
#define RANDOM 32 /* hex digits */
#define DEEPEST 16 /* folders in folders that an editor makes */
#define TRIES 4

/* ---- a file system that nobody else sees ---- */

static bool
write_proc(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	bool ok =
	    fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);

	if (fd >= 0)
		(void)close(fd);
	return ok;
}

/* A namespace of users first, so that no privilege is needed, in which we stay
 * who we are. */
static bool
enter_namespace(void)
{
	const unsigned uid = geteuid(), gid = getegid();
	char users[64], groups[64];
	bool ok;

	(void)snprintf(users, sizeof(users), "%u %u 1", uid, uid);
	(void)snprintf(groups, sizeof(groups), "%u %u 1", gid, gid);
	/* Files in /proc/self belong to root while nobody may look in; there
	 * is nothing to see yet. */
	(void)prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
	ok = unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 &&
	    write_proc("/proc/self/setgroups", "deny") &&
	    write_proc("/proc/self/uid_map", users) &&
	    write_proc("/proc/self/gid_map", groups);
	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	return ok && mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static bool
mount_hidden(const struct slate_program *program, struct slate_folder *f)
{
	char how[64];

	(void)snprintf(how, sizeof(how), "mode=0700,size=%s", program->room);
	if (!enter_namespace() ||
	    mount("tmpfs", SHM, "tmpfs", MS_NOSUID | MS_NODEV, how) != 0 ||
	    mkdir(SHM "/hanji", 0700) != 0)
		return false;
	f->hidden = true;
	(void)snprintf(f->path, sizeof(f->path), SHM "/hanji");
	/* Some programs, ed(1) among them, know no other place for what they
	 * put aside. */
	f->covers_tmp = !program->needs_tmp() && mkdir(SHM "/tmp", 0700) == 0 &&
	    mount(SHM "/tmp", "/tmp", NULL, MS_BIND, NULL) == 0;
	if (f->covers_tmp)
		(void)!mount(SHM "/tmp", "/var/tmp", NULL, MS_BIND, NULL);
	return true;
}

/* Half a namespace cannot be left again: a child tries it first. */
static bool
can_hide(const struct slate_program *program)
{
	struct slate_folder f = { .fd = -1 };
	int status = 1;
	pid_t child = fork();

	if (child == 0)
		_exit(mount_hidden(program, &f) ? 0 : 1);
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		continue;
	return child > 0 && status == 0;
}

/* ---- wiping ---- */

static void
wipe_file(int dir, const char *name)
{
	static const char zeros[4096];
	int fd =
	    openat(dir, name, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;

	if (fd < 0)
		return;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		for (off_t at = 0; at < st.st_size; at += (off_t)sizeof(zeros))
			if (pwrite(fd, zeros, sizeof(zeros), at) < 0)
				break;
	(void)close(fd);
}

static void
wipe(int fd, unsigned depth)
{
	int again = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = again >= 0 ? fdopendir(again) : NULL;
	const struct dirent *e;

	if (d == NULL && again >= 0)
		(void)close(again);
	while (d != NULL && (e = readdir(d)) != NULL) {
		int sub;

		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		sub = depth == 0
		    ? -1
		    : openat(fd, e->d_name,
			  O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (sub >= 0) {
			wipe(sub, depth - 1);
			(void)close(sub);
			(void)unlinkat(fd, e->d_name, AT_REMOVEDIR);
			continue;
		}
		wipe_file(fd, e->d_name);
		(void)unlinkat(fd, e->d_name, 0);
	}
	if (d != NULL)
		(void)closedir(d);
}

void
slate_folder_wipe(int fd)
{
	wipe(fd, DEEPEST);
}

void
slate_folder_remove(int fd, const char *path)
{
	slate_folder_wipe(fd);
	if (path[0] != '\0')
		(void)rmdir(path);
}

/* ---- a folder beside others ---- */

static bool
in_memory(const char *path)
{
	struct statfs fs;

	return statfs(path, &fs) == 0 && fs.f_type == TMPFS_MAGIC;
}

/* Whoever holds the lock still needs it. */
static bool
take(int fd)
{
	struct stat st;

	return flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &st) == 0 &&
	    st.st_nlink != 0 && st.st_uid == geteuid();
}

/* What was left when owner and keeper were killed at once. */
static void
sweep(const char *base)
{
	DIR *d = opendir(base);
	const struct dirent *e;

	while (d != NULL && (e = readdir(d)) != NULL) {
		char path[PATH_MAX];
		int fd;

		if (strncmp(e->d_name, NAME, strlen(NAME)) != 0 ||
		    strlen(e->d_name) != strlen(NAME) + RANDOM ||
		    snprintf(path, sizeof(path), "%s/%s", base, e->d_name) >=
			(int)sizeof(path))
			continue;
		fd =
		    open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (fd >= 0 && take(fd))
			slate_folder_remove(fd, path);
		if (fd >= 0)
			(void)close(fd);
	}
	if (d != NULL)
		(void)closedir(d);
}

static bool
make_beside(const char *base, struct slate_folder *f)
{
	uint8_t random[RANDOM / 2];
	char hex[RANDOM + 1];

	if (base == NULL || *base != '/' || !in_memory(base))
		return false;
	sweep(base);
	for (int i = 0; i < TRIES; i++) {
		randombytes_buf(random, sizeof(random));
		(void)sodium_bin2hex(hex, sizeof(hex), random, sizeof(random));
		if (snprintf(f->path, sizeof(f->path), "%s/" NAME "%s", base,
			hex) >= (int)sizeof(f->path) ||
		    mkdir(f->path, 0700) != 0)
			return false;
		f->fd = open(f->path,
		    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (f->fd >= 0 && take(f->fd))
			return true;
		(void)rmdir(f->path);
		if (f->fd >= 0)
			(void)close(f->fd);
		f->fd = -1;
	}
	return false;
}

int
slate_folder_make(const struct slate_program *program, struct slate_folder *ret,
    struct hj_error *err)
{
	struct slate_folder f = { .fd = -1 };

	if (can_hide(program) && mount_hidden(program, &f))
		f.fd = open(f.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (f.fd < 0)
		f = (struct slate_folder){ .fd = -1 };
	if (f.fd < 0 && !make_beside(getenv("XDG_RUNTIME_DIR"), &f) &&
	    !make_beside(SHM, &f))
		return hj_fail(err, HJ_EREFUSED,
		    "no folder in memory: neither $XDG_RUNTIME_DIR nor /dev/shm is on a tmpfs that you may write; 'hanji update' changes fields without an editor");
	if (!in_memory(f.path))
		return hj_fail(err, HJ_EREFUSED,
		    "the editor's folder is not in memory");
	*ret = f;
	return HJ_OK;
}
